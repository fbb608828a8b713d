/**
 * Builds dist/: the sources as JavaScript in the same folders, and beside them what they read at
 * run time. An install without development dependencies has no compiler: it ends without dist/,
 * and says what there is instead.
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

rmSync('dist', { recursive: true, force: true });
// Types are written for what others import, and not for the command line: those of its options would
// take the compiler minutes and gigabytes to write out.
for (const project of ['tsconfig.build.json', 'tsconfig.types.json'])
  execFileSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
for (const root of ['src', 'models', 'workers']) copyAssets(root);
chmodSync('dist/src/cli/main.js', 0o755);

function copyAssets(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (path !== join('src', 'kernel', 'assembly')) copyAssets(path);
    } else if (ASSETS.has(extname(entry.name))) {
      mkdirSync(dirname(join('dist', path)), { recursive: true });
      cpSync(path, join('dist', path));
    }
  }
}
