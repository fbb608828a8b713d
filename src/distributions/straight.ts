/** Distributions whose cdf is straight between some values: a density of steps. */

import { countWhile, withBreaks } from './breaks.ts';
import type { Body } from './family.ts';
import { piecewiseMapping } from './piecewise-table.ts';

/**
 * The distribution with these masses between neighbouring edges, spread evenly. Masses are summed
 * from below and from above, so that neither tail is a difference.
 *
 * @param edges   ascending, one more than masses
 * @param masses  0 or more, in proportion to the probabilities, at least one above 0
 */
export function straightBody(edges: readonly number[], masses: readonly number[]): Body {
  const first = masses.findIndex((mass) => mass > 0);
  const end = masses.findLastIndex((mass) => mass > 0) + 1;
  return trimmedBody(edges.slice(first, end + 1), masses.slice(first, end));
}

/** The first and the last mass are above 0. */
function trimmedBody(edges: readonly number[], masses: readonly number[]): Body {
  const last = masses.length - 1;
  const [least, greatest] = [edges[0], edges[last + 1]];
  // sums[k]: the mass below edge k, and above it.
  const below = sums(masses);
  const above = sums(masses.toReversed()).toReversed();
  const total = below[last + 1];
  const width = (k: number) => edges[k + 1] - edges[k];
  const inside = (x: number) => Math.min(greatest, Math.max(least, x));
  /** The bin that has x, the higher one at an edge. */
  const binOf = (x: number) => Math.min(last, countWhile(edges, (edge) => edge <= x) - 1);
  const quantile = (p: number) => {
    // The first bin that reaches p.
    const k = Math.max(0, countWhile(below, (sum) => sum < p * total) - 1);
    return inside(
      Math.min(edges[k + 1], edges[k] + width(k) * ((p * total - below[k]) / masses[k])),
    );
  };
  const upperQuantile = (q: number) => {
    const k = Math.min(last, countWhile(above, (sum) => sum > q * total) - 1);
    if (k < 0) return least;
    const from = Math.max(
      edges[k],
      edges[k + 1] - width(k) * ((q * total - above[k + 1]) / masses[k]),
    );
    return inside(from);
  };
  const cdf = (x: number) => {
    if (x <= least) return 0;
    if (x >= greatest) return 1;
    const k = binOf(x);
    return (below[k] + masses[k] * ((x - edges[k]) / width(k))) / total;
  };
  const survival = (x: number) => {
    if (x <= least) return 1;
    if (x >= greatest) return 0;
    const k = binOf(x);
    return (above[k + 1] + masses[k] * ((edges[k + 1] - x) / width(k))) / total;
  };
  const support = [least, greatest] as const;
  const pieces = {
    support,
    breaks: edges,
    quantile: (p: number) => (p <= 0.5 ? quantile(p) : upperQuantile(1 - p)),
    upperQuantile: (q: number) => (q <= 0.5 ? upperQuantile(q) : quantile(1 - q)),
    cdf,
    survival,
  };
  return {
    ...moments(edges, masses, total),
    ...pieces,
    density: (x) => {
      if (x < least || x > greatest) return 0;
      const k = binOf(x);
      return masses[k] / total / width(k);
    },
    mapping: withBreaks(piecewiseMapping(pieces), { at: edges, mixed: false }),
  };
}

/** 0, then the sum of the first one, of two, ... */
function sums(masses: readonly number[]): number[] {
  let sum = 0;
  return [0, ...masses.map((mass) => (sum += mass))];
}

/**
 * Counted from a middle edge, in widths of all bins: roundings are then those of the differences.
 */
function moments(
  edges: readonly number[],
  masses: readonly number[],
  total: number,
): { mean: number; sd: number } {
  const centre = edges[edges.length >> 1];
  const size = edges[edges.length - 1] - edges[0];
  const places = edges.map((edge) => (edge - centre) / size);
  const average = (of: (from: number, to: number) => number) =>
    masses.reduce((sum, mass, k) => sum + (mass / total) * of(places[k], places[k + 1]), 0);
  const mean = average((from, to) => (from + to) / 2);
  const variance = average((from, to) => {
    const [a, b] = [from - mean, to - mean];
    // The mean of squares over a bin.
    return (a * a + a * b + b * b) / 3;
  });
  return { mean: centre + size * mean, sd: size * Math.sqrt(variance) };
}
