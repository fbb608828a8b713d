/** `chipcast run --watch` runs again after a save. */

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { watchFiles } from '../../src/cli/watch.ts';
import { isReadFile, watchedOf } from '../../src/node/question.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
const file = join(folder, 'watched.yaml');
const spec = (seed: number): void =>
  writeFileSync(file, `name: watched\nmodel: heat-pumps\nseed: ${seed}\ntrials: 64\n`);

test('a save of the spec starts the run anew, what a run writes does not', async () => {
  spec(1);
  const command = [inject('command'), 'run', file, '--watch', '--out', join(folder, 'out')];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const times = (word: RegExp) => said.match(word)?.length ?? 0;
  const until = async (holds: () => boolean): Promise<void> => {
    for (let k = 0; k < 600 && !holds(); k++) await new Promise((done) => setTimeout(done, 50));
  };
  try {
    await until(() => times(/watching;/g) === 1);
    spec(2);
    await until(() => times(/watching;/g) === 2);
    expect(times(/seed\s+1;/g)).toBe(1);
    expect(times(/seed\s+2;/g)).toBe(1);
    await new Promise((done) => setTimeout(done, 500));
    expect(times(/watching;/g)).toBe(2);
  } finally {
    child.kill();
  }
}, 60_000);

test('a shipped model does not change', async () => {
  await expect(watchFiles([], 'runs/out')).rejects.toThrow(/--watch wants a model file or a spec/);
});

test('the folder of the model that a spec names is watched, too', () => {
  const named = join(folder, 'other.yaml');
  writeFileSync(named, 'name: other\nmodel: models/shop.ts\n');
  expect(watchedOf(named, {})).toEqual([named, join(folder, 'models')]);
  expect(watchedOf(undefined, { model: join(folder, 'shop.ts'), evidence: ['seen.yaml'] })).toEqual(
    [folder, 'seen.yaml'],
  );
  expect(['a.ts', 'b.yaml', 'c.csv', 'd.PARQUET', 'e.md'].map(isReadFile)).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});
