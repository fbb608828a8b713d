/**
 * What do further trials cost above 1 GiB of draws, where they are counted in buckets, in
 * comparison with further trials below, where they are kept and sorted? And how much memory does a
 * run take on either side?
 *
 *     npm run build; node --import tsx bench/cost-above-kept-draws.ts [rounds]
 *
 * The command itself is run, in two threads, on the China model, whose limit lies at 300,000
 * trials. Cost is processor time of the whole process (all threads, start and report included),
 * since other programs change it less than the time on the clock; the difference of two runs leaves
 * the start out. Sides alternate within a round; medians of rounds.
 *
 * Node 20.20.2, AMD EPYC, 2 shared cores with 15 to 20 other processes waiting for them,
 * 2026-11-29, three rounds, median (least to greatest):
 *
 *     below  23.6 us a trial (22.4 to 23.9), 1244 MB at 262144 trials
 *     above  25.7 us a trial (19.4 to 29.0), 387 MB at 557056 trials
 *     above / below  1.08 (0.82 to 1.29)
 */

import { median } from 'simple-statistics';
import { usageOfRun } from './usage.ts';

const FURTHER = 131_072;
const SIDES = { below: 131_072, above: 425_984 } as const;
const rounds = Number(process.argv[2] ?? 5);

const usageOf = (trials: number) =>
  usageOfRun(['--model', 'china-ai-chips', '--trials', String(trials), '--threads', '2']);

/** Microseconds a further trial, and most memory of the longer run. */
function further(from: number): { readonly micros: number; readonly megabytes: number } {
  const short = usageOf(from);
  const long = usageOf(from + FURTHER);
  return {
    micros: ((long.cpu - short.cpu) * 1e6) / FURTHER,
    megabytes: long.megabytes,
  };
}

const found = Array.from({ length: rounds }, (_, round) => {
  const [first, second] =
    round % 2 === 0 ? (['below', 'above'] as const) : (['above', 'below'] as const);
  const costs = { [first]: further(SIDES[first]), [second]: further(SIDES[second]) };
  return { below: costs['below']!, above: costs['above']! };
});

for (const side of ['below', 'above'] as const) {
  const micros = found.map((round) => round[side].micros);
  const megabytes = Math.max(...found.map((round) => round[side].megabytes));
  console.log(
    `${side}  ${median(micros).toFixed(1)} us a trial (${Math.min(...micros).toFixed(1)} to ${Math.max(...micros).toFixed(1)}), ${megabytes.toFixed(0)} MB at ${SIDES[side] + FURTHER} trials`,
  );
}
const ratios = found.map(({ below, above }) => above.micros / below.micros);
console.log(
  `above / below  ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
);
