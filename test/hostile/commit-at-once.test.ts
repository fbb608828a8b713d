import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, temporaryFolder } from '../cli/chipcast.ts';
import { finishedRun } from '../cli/finished-run.ts';
import { commitAtOnce } from './commit-at-once.ts';

const out = temporaryFolder();
/** The command line from its source. */
const CHIPCAST = ['--import', 'tsx', join(root, 'src', 'cli', 'main.ts')];

// `npm run hostile:commits` does it a hundred times with twenty.
test('law: eight commits at once are one whole chain', { timeout: 600_000 }, async () => {
  const seeds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const runs: string[] = [];
  for (const seed of seeds) runs.push(await finishedRun({ out, seed, trials: 64, draws: false }));
  expect(await commitAtOnce(CHIPCAST, runs, join(out, 'ledger.jsonl'))).toEqual([]);
});
