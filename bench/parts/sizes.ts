/** What does a run cost from a thousand trials on, and how much memory does it take? */

import { interleaved, spread, written } from '../interleaved.ts';
import { usageOfRun } from '../usage.ts';
import { type Part, table } from './part.ts';

/** The largest is run once, whatever the number of rounds. */
const SIZES = [1000, 10_000, 100_000, 1_000_000, 3_000_000];
const LARGE = 1_000_000;

export const sizes: Part = (rounds) => {
  const run = (trials: number) => () => usageOfRun(['--trials', `${trials}`]);
  const found = SIZES.map(
    (trials) => interleaved(trials > LARGE ? 1 : rounds, { run: run(trials) }).run,
  );
  const seconds = found.map((costs) => spread(costs.map((cost) => cost.seconds)));
  const [before, last] = [seconds.at(-2)!, seconds.at(-1)!];
  const [fewer, most] = [SIZES.at(-2)!, SIZES.at(-1)!];
  const slope = (last.median - before.median) / (most - fewer);
  const hundred = last.median + slope * (1e8 - most);
  return [
    '## Size of a run',
    '',
    table(
      ['trials of the China model', 's', 's of CPU', 'most memory, MB'],
      SIZES.map((trials, k) => [
        trials.toLocaleString('en-US'),
        written(seconds[k]),
        written(spread(found[k].map(({ cpu }) => cpu))),
        written(spread(found[k].map(({ megabytes }) => megabytes))),
      ]),
    ),
    '',
    `From ${fewer.toLocaleString('en-US')} to ${most.toLocaleString('en-US')} a further trial takes ${(slope * 1e6).toPrecision(3)} us on the clock; at that slope 100,000,000 would take ${hundred.toPrecision(2)} s. Above 1 GiB of draws they are counted in buckets, and memory no longer grows with trials.`,
  ].join('\n');
};
