/** Folders of tests: that of the package, and some that are gone afterwards. */

import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The folder of the package, where commands are run. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

/** In memory where there is enough: runs are written with care, and a busy disk takes its time. */
function place(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
}

/** A folder of the test file that calls it, outside any describe. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(place(), 'chipcast-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
