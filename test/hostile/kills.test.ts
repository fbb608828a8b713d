/** A sample of what `npm run hostile:kills` tries by the hundred. */

import seedrandom from 'seedrandom';
import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../folders.ts';
import { KilledRuns } from './killed.ts';

const folder = temporaryFolder();

test('law: a run that is killed at a random instant goes on, and ends as one that nobody killed', {
  timeout: 300_000,
}, async () => {
  const runs = new KilledRuns(
    [process.execPath, inject('command')],
    folder,
    seedrandom('a few kills'),
  );
  const words = 'run --model heat-pumps --trials 60000 --threads 2 --draws --quiet'.split(' ');
  for (let round = 0; round < 3; round++)
    expect((await runs.once(words)).wrong, `round ${round}`).toBeUndefined();
});
