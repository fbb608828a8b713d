/**
 * The command as `npm run build` makes it, for tests that start it: a start takes a quarter of the
 * time that one from the sources takes. Vitest calls this before the first test, and hands the file
 * to all of them as `inject('command')`. It is built again only where a source has changed.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of what is built. */
    readonly built: string;
    /** The file in it to start with Node. */
    readonly command: string;
  }
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'models', 'workers', 'build.mjs', 'page-app.mjs', 'package-lock.json'];
/** Of builds that no run of tests can still use. */
const OLD_MS = 3_600_000;

export default function setup(project: TestProject): void {
  const folder = `.built-${fingerprint()}`;
  if (!existsSync(join(ROOT, folder))) {
    // Under another name until it is whole: other runs of tests may look for it.
    const unfinished = `${folder}-${process.pid}`;
    execFileSync(process.execPath, ['build.mjs', unfinished], { cwd: ROOT, stdio: 'inherit' });
    if (existsSync(join(ROOT, folder))) rmSync(join(ROOT, unfinished), { recursive: true });
    else renameSync(join(ROOT, unfinished), join(ROOT, folder));
    removeOld();
  }
  project.provide('built', join(ROOT, folder));
  project.provide('command', join(ROOT, folder, 'chipcast.js'));
}

/** Of the sources, by their places, sizes and times. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const source of SOURCES) {
    if (!statSync(join(ROOT, source)).isDirectory()) add(source);
    else
      for (const entry of readdirSync(join(ROOT, source), { recursive: true, encoding: 'utf8' }))
        add(join(source, entry));
  }
  return hash.digest('hex').slice(0, 12);
}

function removeOld(): void {
  for (const name of readdirSync(ROOT)) {
    const path = join(ROOT, name);
    if (name.startsWith('.built-') && Date.now() - statSync(path).mtimeMs > OLD_MS)
      rmSync(path, { recursive: true, force: true });
  }
}
