/** Spearman's rank correlation of weighted draws. */

import { fromLeftOut } from './jackknife.ts';
import { sortedOrder } from './order.ts';
import type { Estimate } from './summary.ts';
import type { Weights } from './weights.ts';

/**
 * The correlation of weighted mid-ranks, with its error by leaving out one replicate after another.
 *
 * @param first    draws, of which those without weight may be anything
 * @param second   as many
 * @param weights  0 where either draw has failed
 * @returns        a value in [-1, 1]; `value` is null where one of the two is constant
 *
 * Source: Spearman (1904), "The Proof and Measurement of Association between Two Things", The
 * American Journal of Psychology 15(1), 72-101, doi:10.2307/1412159; with weights, ranks are the
 * share of weight below and half of that of ties.
 */
export function weightedRankCorrelation(
  first: Float64Array,
  second: Float64Array,
  { values, firsts }: Weights,
): Estimate {
  const weighed = [first, second].map((draws) => {
    const clean = draws.map((x, i) => (values[i] > 0 ? x : Number.POSITIVE_INFINITY));
    return { clean, order: sortedOrder(clean) };
  });
  const without = (replicate: number | undefined): number => {
    const used = values.slice();
    if (replicate !== undefined) used.fill(0, firsts[replicate], firsts[replicate + 1]);
    const [a, b] = weighed.map(({ clean, order }) => midRanks(clean, order, used));
    return correlation(a, b, used);
  };
  return bounded(
    fromLeftOut({
      value: without(undefined),
      leftOut: firsts.slice(1).map((_, replicate) => without(replicate)),
    }),
  );
}

/** A correlation is nowhere beyond -1 and 1, and neither is its interval. */
function bounded({ value, se, low, high }: Estimate): Estimate {
  const within = (x: number | null): number | null =>
    x === null ? null : Math.min(1, Math.max(-1, x));
  return { value, se, low: within(low), high: within(high) };
}

/** Weight below each draw, and half of that of its ties. */
function midRanks(draws: Float64Array, order: Uint32Array, weights: Float64Array): Float64Array {
  const ranks = new Float64Array(draws.length);
  let below = 0;
  for (let from = 0; from < order.length; ) {
    let [to, tied] = [from, 0];
    while (to < order.length && draws[order[to]] === draws[order[from]])
      tied += weights[order[to++]];
    for (let k = from; k < to; k++) ranks[order[k]] = below + tied / 2;
    below += tied;
    from = to;
  }
  return ranks;
}

/** Pearson's correlation of weighted values; NaN where one of the two is constant. */
function correlation(a: Float64Array, b: Float64Array, weights: Float64Array): number {
  let [sum, sumA, sumB] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i];
    sumA += weights[i] * a[i];
    sumB += weights[i] * b[i];
  }
  const [meanA, meanB] = [sumA / sum, sumB / sum];
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const [da, db] = [a[i] - meanA, b[i] - meanB];
    aa += weights[i] * da * da;
    bb += weights[i] * db * db;
    ab += weights[i] * da * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Number.NaN;
}
