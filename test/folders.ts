/** Folders of tests: that of the package, and some that are gone afterwards. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The folder of the package, where commands are run. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** A folder of the test file that calls it, outside any describe. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
