/**
 * What does it cost to weigh trials by evidence, in comparison with the same trials without?
 *
 *     npm run build; node --import tsx bench/cost-of-evidence.ts [rounds]
 *
 * The command itself is run, in two threads, on the China model with 65,536 trials, as of 2026-11-29
 * (sixteen observations) and without evidence, in turns. Processor time of the whole process.
 *
 * Node 20.20.2, AMD EPYC, 2 shared cores with 15 to 20 other processes waiting for them,
 * 2026-11-30, three rounds, median (least to greatest):
 *
 *     with evidence                                          23.7 s (23.2 to 28.4)
 *     without                                                 4.9 s (4.7 to 5.1)
 *     with / without                                          5.0 (4.7 to 5.6)
 *     with evidence, statistics of the effects in one thread 34.8 s (34.0 to 36.6)
 *
 * In the last, as it was before, one thread worked for 21 s after the progress bar was full.
 */

import { ratios, spread, written } from './interleaved.ts';
import { usageOfRun } from './usage.ts';

const rounds = Number(process.argv[2] ?? 3);
const RUN = ['--model', 'china-ai-chips', '--trials', '65536', '--threads', '2'];
const seconds = { evidence: [] as number[], plain: [] as number[] };
for (let round = 0; round < rounds; round++) {
  seconds.evidence.push(usageOfRun([...RUN, '--as-of', '2026-11-29']).cpu);
  seconds.plain.push(usageOfRun(RUN).cpu);
}
console.log(`with evidence   ${written(spread(seconds.evidence))} s`);
console.log(`without         ${written(spread(seconds.plain))} s`);
console.log(`with / without  ${written(ratios(seconds.evidence, seconds.plain))}`);
