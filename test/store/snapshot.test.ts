import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSnapshot, SNAPSHOT_NAME, writeSnapshot } from '../../src/store/snapshot.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
const file = join(folder, SNAPSHOT_NAME);
const content = {
  state: {
    blocks: [3, 1],
    nodes: new Map([['0/1', Float64Array.of(1, -0, Number.NaN, Number.POSITIVE_INFINITY)]]),
  },
  tables: [Uint32Array.of(1, 2 ** 32 - 1), new Uint32Array(0), Uint32Array.of(7)],
};

test('a snapshot gives back what was written, numbers that JSON has no words for included', () => {
  writeSnapshot(folder, 'mine', content);
  const read = readSnapshot(folder, 'mine') as typeof content;
  expect(read).toEqual(content);
  expect(Object.is(read.state.nodes.get('0/1')![1], -0)).toBe(true);
  // Nothing is left lying beside it.
  expect(readdirSync(folder)).toEqual([SNAPSHOT_NAME]);
});

test('a folder without one has none, and that of another plan is passed over', () => {
  expect(readSnapshot(join(folder, 'nowhere'), 'mine')).toBeUndefined();
  writeSnapshot(folder, 'mine', content);
  expect(readSnapshot(folder, 'another')).toBeUndefined();
});

test('law: a snapshot that was cut off or altered anywhere is passed over', () => {
  writeSnapshot(folder, 'mine', content);
  const whole = readFileSync(file);
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(file, whole.subarray(0, length));
    expect(readSnapshot(folder, 'mine'), `${length} bytes`).toBeUndefined();
  }
  for (let k = 0; k < whole.length; k++) {
    const altered = Buffer.from(whole);
    altered[k]! ^= 1;
    writeFileSync(file, altered);
    expect(readSnapshot(folder, 'mine'), `byte ${k}`).toBeUndefined();
  }
  writeFileSync(file, whole);
  expect(readSnapshot(folder, 'mine')).toEqual(content);
});
