import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../folders.ts';
import { finishedRun } from '../forecast/finished-run.ts';
import { commitAtOnce } from './commit-at-once.ts';

const out = temporaryFolder();

// `npm run hostile:commits` does it a hundred times with twenty.
test('law: eight commits at once are one whole chain', { timeout: 600_000 }, async () => {
  const seeds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const runs: string[] = [];
  for (const seed of seeds) runs.push(await finishedRun({ out, seed, trials: 64, draws: false }));
  expect(await commitAtOnce([inject('command')], runs, join(out, 'ledger.jsonl'))).toEqual([]);
});
