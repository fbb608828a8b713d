/** Devices, links to nothing and folders where files are wanted: a word, and no waiting. */

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { said } from '../hostile/said.ts';
import { stackLines } from './chipcast.ts';

const out = temporaryFolder();
const model = ['--model', 'heat-pumps'];
let run: string;
beforeAll(async () => {
  run = await finishedRun({ out, trials: 64 });
});
symlinkSync('nowhere', join(out, 'dangling'));
mkdirSync(join(out, 'a-folder'));
writeFileSync(join(out, 'spec.yaml'), `name: x\nmodel: heat-pumps\nevidence: [reports.yaml]\n`);
symlinkSync('/dev/zero', join(out, 'reports.yaml'));

/** Every option and argument that names a file to be read. */
const READERS: readonly [string, (file: string) => readonly string[]][] = [
  ['run', (file) => ['run', file]],
  ['batch', (file) => ['batch', file]],
  ['sensitivity', (file) => ['sensitivity', file]],
  ['--model', (file) => ['run', '--model', file]],
  ['--evidence', (file) => ['run', ...model, '--evidence', file]],
  ['--uniforms', (file) => ['trial', ...model, '--uniforms', file]],
  ['--truth', (file) => ['score', run, '--truth', file]],
  ['--groups', (file) => ['sensitivity', ...model, '--groups', file]],
  ['--from', (file) => ['sensitivity', '--from', file, '--inputs', 'a', '--outcomes', 'b']],
  ['--forecast', (file) => ['score', '--forecast', file, '--truth', file]],
  ['a column', (file) => ['dist', `empirical(file="${file}", column="x")`]],
  ['--ledger', (file) => ['verify', '--ledger', file]],
];

describe.each(READERS)('what %s reads', (_, words) => {
  const place = (words: readonly string[]) => (words[0] === 'dist' ? [] : ['--out', out]);
  test.each([
    ['/dev/zero', /is a device/],
    [join(out, 'dangling'), /does not exist|there is no (?:ledger|such file)/],
  ])('is not %s', async (file, why) => {
    const asked = words(file);
    const { code, stdout, stderr } = await said([...asked, ...place(asked)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
    expect(stderr).toContain(file);
    expect(stackLines(stderr)).toEqual([]);
  });
});

test.each<[string, () => readonly string[], 1 | 2, RegExp]>([
  [
    'a device behind the name of evidence',
    () => ['run', join(out, 'spec.yaml')],
    2,
    /below the folder/,
  ],
  [
    'a ledger that is a device',
    () => ['commit', run, '--ledger', '/dev/full'],
    2,
    /\/dev\/full .*is a device/,
  ],
  [
    'an export to a full device',
    () => ['export', run, '--to', '/dev/full'],
    1,
    /\/dev\/full: the disk is full/,
  ],
  [
    'an export to where nothing can be',
    () => ['export', run, '--to', '/proc/x.csv'],
    2,
    /\/proc\/x\.csv/,
  ],
  [
    'an export onto a folder',
    () => ['export', run, '--to', join(out, 'a-folder')],
    2,
    /a-folder: it is a folder/,
  ],
  [
    'a hub where nothing can be',
    () => ['export', run, '--format', 'hubverse', '--to', '/proc/hub'],
    2,
    /\/proc\/hub/,
  ],
  [
    'a folder behind a link to nothing',
    () => ['commit', run, '--ledger', join(out, 'dangling', 'ledger.jsonl')],
    2,
    /dangling is a link to something that does not exist/,
  ],
  [
    'a folder where none can be',
    () => ['commit', run, '--ledger', '/proc/x/ledger.jsonl'],
    2,
    /\/proc\/x cannot be made: \/proc takes no folders/,
  ],
  [
    'a run that is a link to nothing',
    () => ['verify', join(out, 'dangling')],
    2,
    /dangling is a link to something that does not exist/,
  ],
  [
    'a run that is a folder of the system',
    () => ['verify', '/proc/self'],
    2,
    /is not the folder of a run/,
  ],
])('%s', async (_, words, code, why) => {
  const answer = await said([...words(), '--out', out]);
  expect(answer.code).toBe(code);
  expect(answer.stderr).toMatch(why);
  expect(stackLines(answer.stderr)).toEqual([]);
});
