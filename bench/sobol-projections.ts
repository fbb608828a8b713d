/**
 * How good are the two-dimensional projections of our Sobol points?
 *
 *     npx tsx bench/sobol-projections.ts [dimensions] [m]
 *
 * For every pair of dimensions: t such that each elementary interval of area 2^(t - m) of the first
 * 2^m points holds exactly 2^t of them. 0 is perfect, m is no better than what each dimension gives
 * alone. The answer for 256 dimensions (32,640 pairs) is in docs/generator.md.
 */

import { worstQuality } from '../test/random/projections.ts';

const dimensions = Number(process.argv[2] ?? 256);
for (const m of process.argv[3] === undefined ? [8, 10, 12, 14] : [Number(process.argv[3])]) {
  const counts: number[] = [];
  let worst: readonly [number, number] = [0, 0];
  for (let j = 0; j < dimensions; j++) {
    for (let k = 0; k < j; k++) {
      const t = worstQuality(j, k, m);
      counts[t] = (counts[t] ?? 0) + 1;
      if (t === counts.length - 1 && counts[t] === 1) worst = [k, j];
    }
  }
  const pairs = (dimensions * (dimensions - 1)) / 2;
  const shares = Array.from(
    counts,
    (count = 0, t) => `t=${t}: ${((100 * count) / pairs).toFixed(2)} %`,
  );
  process.stdout.write(
    `2^${m} points: ${shares.join(', ')}; worst first at dimensions ${worst.join(' and ')}\n`,
  );
}
