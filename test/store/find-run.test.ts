/** A run is found by its folder, or by the beginning or the end of its name. */

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findRun } from '../../src/store/find-run.ts';

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

test('of several runs of a name the newest is meant, and a line says so; latest is the newest of all', () => {
  const many = mkdtempSync(join(tmpdir(), 'chipcast-find-'));
  const runs = [
    ['epi-0000aaaa', 300],
    ['epi-1111bbbb', 100],
    ['epi-changed-2222cccc', 200],
    ['pumps-3333dddd', 400],
  ] as const;
  for (const [name, began] of runs) {
    mkdirSync(join(many, name));
    writeFileSync(join(many, name, 'plan.json'), '{}');
    utimesSync(join(many, name, 'plan.json'), began, began);
  }
  // The folder of an analysis of other draws is no run.
  mkdirSync(join(many, 'draws-4444eeee'));
  const said: string[] = [];
  const found = (named: string): string => findRun(named, many, (line) => said.push(line)).name;
  expect(found('epi')).toBe('epi-0000aaaa');
  expect(found('latest')).toBe('pumps-3333dddd');
  expect(said).toEqual([
    '"epi" is epi-0000aaaa, the newest of 2 runs of that name',
    `"latest" is pumps-3333dddd, the newest of 4 runs in ${many}`,
  ]);
  expect(found('1111bbbb')).toBe('epi-1111bbbb');
  expect(found('epi-changed')).toBe('epi-changed-2222cccc');
  expect(said).toHaveLength(2);
  // Runs of two names: the user has to say which.
  expect(() => found('ep')).toThrow(
    '"ep" could be epi-0000aaaa or epi-1111bbbb or epi-changed-2222cccc',
  );
  expect(() => findRun('latest', join(many, 'nowhere'))).toThrow('there are no runs in');
  rmSync(many, { recursive: true });
});
