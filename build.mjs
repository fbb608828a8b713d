/**
 * Builds dist/: the sources as JavaScript in the same folders, and beside them what they read at
 * run time. An install without development dependencies has no compiler: it ends without dist/,
 * and says what there is instead.
 *
 *     node build.mjs               as `npm run build`
 *     node build.mjs .built-1a2b   JavaScript alone, nothing checked, into another folder: for tests
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const ASSETS = new Set(['.wasm', '.csv', '.txt', '.json', '.yaml', '.html', '.css']);

const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
if (!existsSync(compiler)) {
  console.error(
    'build: dist/ is not built, because typescript, a development dependency, is not installed. ' +
      '"npm ci" installs it; without it chipcast runs from its sources: npm run chipcast -- --help',
  );
  process.exit(process.env.npm_lifecycle_event === 'prepare' ? 0 : 1);
}

const [asked] = process.argv.slice(2);
const folder = asked ?? 'dist';
rmSync(folder, { recursive: true, force: true });
// Types are written for what others import, and not for the command line: those of its options would
// take the compiler minutes and gigabytes to write out.
const projects =
  asked === undefined
    ? [['tsconfig.build.json'], ['tsconfig.types.json']]
    : [['tsconfig.build.json', '--noCheck', '--outDir', folder]];
for (const options of projects)
  execFileSync(process.execPath, [compiler, '-p', ...options], { stdio: 'inherit' });
for (const root of ['src', 'models', 'workers']) copyAssets(root);
chmodSync(join(folder, 'src', 'cli', 'main.js'), 0o755);

function copyAssets(room) {
  for (const entry of readdirSync(room, { withFileTypes: true })) {
    const path = join(room, entry.name);
    if (entry.isDirectory()) {
      if (path !== join('src', 'kernel', 'assembly')) copyAssets(path);
    } else if (ASSETS.has(extname(entry.name))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      cpSync(path, join(folder, path));
    }
  }
}
