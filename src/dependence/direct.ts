/**
 * The correlation of two margins by integration over both scores: where power series converge
 * slowly, near rho = 1 and -1.
 */

import { normalDensity } from '../math/functions.ts';
import { type Conditional, type Dependence, dependence, type Place } from './conditional.ts';
import type { ScoreCopula } from './copula.ts';
import type { Margin } from './margin.ts';
import { gaussLegendre, partition } from './piecewise.ts';

/** The rule of a panel. */
export const RULE = gaussLegendre(12);
/** For a panel so narrow that the mean of y hardly bends over it, while x is constant. */
const SHORT_RULE = gaussLegendre(4);
const SHORT = 0.1;

/**
 * The expectation of x(first) y(second), x and y standardised, by the correlation rho of the
 * scores: an integral over the first score of x times the mean of y given that score. Panels end at
 * kinks and narrow, in the inner integral, towards the place where the second score is likely, and
 * in the outer one towards scores at which a kink of y is likely.
 *
 * @returns  a function of rho in (-1, 1). Error: below 1e-14 where it was held against power
 *           series; for t copulas with df < 2 below 1e-10 where |rho| < 0.5
 */
export function directCorrelation(
  copula: ScoreCopula,
  x: Margin,
  y: Margin,
): (rho: number) => number {
  const means = new Map<number, Mean>();
  return (rho) => {
    const sign = Math.sign(rho);
    const mean = means.get(sign) ?? meanOf(copula, sign < 0 ? mirrored(y) : y);
    means.set(sign, mean);
    // At 0 no second score has an image; at next to 0 it is far away.
    const pair = dependence(copula, Math.max(Math.abs(rho), 1e-300));
    const { edges, cuts } = x;
    const widest = grading(mean.breaks, pair, unitOf(copula));
    const panels = partition(edges[0], edges[edges.length - 1], cuts, widest);
    let sum = 0;
    for (let k = 0; k + 1 < panels.length; k++) {
      const half = (panels[k + 1] - panels[k]) / 2;
      const short = x.rises !== undefined && 2 * half < SHORT * widest(panels[k]);
      const { nodes, weights } = short ? SHORT_RULE : RULE;
      let part = 0;
      for (let i = 0; i < nodes.length; i++) {
        const z = panels[k] + half * (1 + nodes[i]);
        part += weights[i] * normalDensity(z) * x.at(z) * mean.given(pair, z);
      }
      sum += half * part;
    }
    return sum;
  };
}

function mirrored({ at, edges, breaks, cuts, rises }: Margin): Margin {
  return {
    at: (z) => at(-z),
    edges: Array.from(edges, (z) => -z).reverse(),
    breaks: breaks.map((z) => -z).reverse(),
    cuts: cuts.map((z) => -z).reverse(),
    rises: rises?.map((rise) => -rise).reverse(),
  };
}

/**
 * How wide a panel of the outer integral may be at z: by the nearest score at which a kink of y is
 * likely.
 */
export function grading(
  breaks: readonly number[],
  pair: Dependence,
  unit: (z: number) => number,
): (z: number) => number {
  const images = breaks.map((b) => pair.image(b));
  const widths = images.map((z) => pair.given(z).width);
  return (z) => {
    const above = countBelow(images, z);
    let widest = unit(z);
    for (let j = Math.max(0, above - 1); j < images.length && j <= above; j++) {
      widest = Math.min(widest, Math.max(0.8 * widths[j], 0.5 * Math.abs(z - images[j])));
    }
    return widest;
  };
}

/**
 * How wide a panel may be at a score: 1, but far out, where a t score doubles within less, a part
 * of that.
 */
export function unitOf(copula: ScoreCopula): (z: number) => number {
  const far = copula.family === 't' ? 2 * copula.df : Infinity;
  return (z) => Math.min(1, far / Math.abs(z));
}

/** How many of some ascending numbers are below x. */
function countBelow(numbers: readonly number[], x: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The mean of a margin, given the other score. */
interface Mean {
  given(pair: Dependence, first: number): number;
  readonly breaks: readonly number[];
}

function meanOf(copula: ScoreCopula, y: Margin): Mean {
  const given = y.rises === undefined ? integratedMean(copula, y) : steppedMean(y, y.rises);
  return { given, breaks: y.breaks };
}

/**
 * A panel of the inner integral, and its halves once they are needed: other first scores, and other
 * correlations, ask for the same.
 */
interface Panel {
  readonly from: number;
  readonly to: number;
  /** Places of the nodes, and y times the weight there. */
  nodes?: { readonly places: readonly Place[]; readonly values: readonly number[] };
  halves?: readonly [Panel, Panel];
}

function integratedMean(copula: ScoreCopula, y: Margin): Mean['given'] {
  const { edges } = y;
  const ends = partition(edges[0], edges[edges.length - 1], y.cuts, unitOf(copula));
  const panels = ends.slice(1).map((to, k): Panel => ({ from: ends[k], to }));
  const over = (panel: Panel, pair: Dependence, given: Conditional): number => {
    const { from, to } = panel;
    const away = Math.max(0, from - given.centre, given.centre - to);
    if (away > pair.reach * given.width) return 0;
    if (to - from > Math.max(given.width, 0.6 * away)) {
      const [left, right] = (panel.halves ??= halvesOf(panel));
      return over(left, pair, given) + over(right, pair, given);
    }
    const { places, values } = (panel.nodes ??= nodesOf(panel, y, pair));
    let sum = 0;
    for (let i = 0; i < places.length; i++) sum += values[i] * given.density(places[i]);
    return sum;
  };
  // Beyond the ends of a margin lies what adds less than 1e-16 to any correlation.
  return (pair, first) => {
    const given = pair.given(first);
    return panels.reduce((sum, panel) => sum + over(panel, pair, given), 0);
  };
}

function halvesOf({ from, to }: Panel): [Panel, Panel] {
  const middle = from + (to - from) / 2;
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

function nodesOf({ from, to }: Panel, y: Margin, pair: Dependence) {
  const half = (to - from) / 2;
  const scores = Array.from(RULE.nodes, (node) => from + half * (1 + node));
  return {
    places: scores.map((u) => pair.place(u)),
    values: scores.map((u, i) => half * RULE.weights[i] * y.at(u)),
  };
}

/** Of a margin that climbs steps: what it rises by, as often as the second score is beyond. */
function steppedMean(y: Margin, rises: readonly number[]): Mean['given'] {
  const { breaks } = y;
  let level = y.at(-Infinity);
  const levels = [level, ...rises.map((rise) => (level += rise))];
  let places: readonly Place[] | undefined;
  return (pair, first) => {
    const { cdf, centre, width } = pair.given(first);
    const known = (places ??= breaks.map((b) => pair.place(b)));
    // Steps out of reach are surely climbed, or surely not.
    const reach = pair.reach * width;
    const climbed = countBelow(breaks, centre - reach);
    let mean = levels[climbed];
    for (let j = climbed; j < rises.length && breaks[j] <= centre + reach; j++) {
      mean += rises[j] * (1 - cdf(known[j]));
    }
    return mean;
  };
}
