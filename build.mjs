/**
 * Builds dist/: the sources as JavaScript in the same folders, and beside them what they read at
 * run time.
 */

import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

const ASSETS = new Set(['.wasm', '.csv', '.txt', '.json', '.yaml', '.html', '.css']);

rmSync('dist', { recursive: true, force: true });
const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
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
