/**
 * Does a run that is killed at a random instant, and goes on, end as one that nobody killed?
 *
 *     npm run build && npm run hostile:kills -- --count 200 --seed 1
 *
 * Kinds of runs take turns: draws kept and written in threads, draws kept in one thread, counts in
 * buckets. A third of the kills is followed by another one while the run goes on.
 *
 * 30 November 2026, two busy cores, seeds 1 to 20, ten kills each: 203 kills in 157 rounds. The first
 * kill of a round came before there was a plan 34 times, 99 times among blocks, 2 times among the
 * files of the result, and 22 times after the end. All ended with the digest and the summary of a run
 * that nobody killed.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import seedrandom from 'seedrandom';
import { KilledRuns } from './killed.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});

const KINDS = [
  'run --model heat-pumps --trials 200000 --threads 2 --draws --quiet',
  'run --model heat-pumps --trials 200000 --executor inline --no-draws --quiet',
  'run --model heat-pumps --trials 8000000 --threads 2 --no-draws --quiet',
].map((words) => words.split(' '));

const main = fileURLToPath(new URL('../../dist/chipcast.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chipcast-kills-'));
const runs = new KilledRuns([process.execPath, main], folder, seedrandom(values.seed));
const found = new Map<string, number>();
let [kills, wrongs, rounds] = [0, 0, 0];
const begun = performance.now();
while (kills < Number(values.count)) {
  const killed = await runs.once(KINDS[rounds % KINDS.length]);
  rounds++;
  kills += killed.kills;
  found.set(killed.at, (found.get(killed.at) ?? 0) + 1);
  if (killed.wrong === undefined) continue;
  wrongs++;
  console.log(`round ${rounds}, killed at ${killed.at}: ${killed.wrong}`);
}
rmSync(folder, { recursive: true });
const minutes = (performance.now() - begun) / 60_000;
console.log(
  `${kills} kills in ${rounds} rounds (seed ${values.seed}), ${minutes.toFixed(0)} min; the first kill came with ${[...found].map(([at, n]) => `${at} ${n}`).join(', ')}; ${wrongs} ended otherwise`,
);
process.exitCode = wrongs > 0 ? 1 : 0;
