/** A run is found by its folder, or by the beginning or the end of its name. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findRun } from '../../src/store/run-folder.ts';

const out = mkdtempSync(join(tmpdir(), 'chipcast-find-'));
for (const name of ['epi-baseline-a729324b', 'epi-changed-77aa0011']) mkdirSync(join(out, name));
afterAll(() => rmSync(out, { recursive: true }));

test.each([
  ['epi-baseline-a729324b', 'epi-baseline-a729324b'],
  ['a729324b', 'epi-baseline-a729324b'],
  ['29324b', 'epi-baseline-a729324b'],
  ['epi-c', 'epi-changed-77aa0011'],
])('"%s" is %s', (named, name) => {
  expect(findRun(named, out).name).toBe(name);
});

test('what could be two runs, none, or nothing at all is refused with what there is', () => {
  expect(() => findRun('epi', out)).toThrow(
    /could be epi-baseline-a729324b or epi-changed-77aa0011/,
  );
  expect(() => findRun('zzz', out)).toThrow(/no run "zzz"; runs in .*epi-baseline-a729324b/);
  expect(() => findRun('', out)).toThrow('no run is named');
});
