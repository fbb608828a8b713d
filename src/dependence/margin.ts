/**
 * An input's distribution as a function of its normal score, in standard deviations from its mean.
 */

import type { Distribution } from '../distributions/index.ts';
import { normalCdf, normalDensity, normalQuantile } from '../math/functions.ts';
import { gaussLegendre, partition, piecewiseAt, tabulate } from './piecewise.ts';
import { memory } from './remembered.ts';

/** Beyond this score lies a probability of 6e-300. */
export const FARTHEST = 37;
/** What counts as nothing in an integral of standardised values. */
const NOTHING = 1e-18;
/**
 * y^2 phi(z) where the margin ends: what is cut off adds the square root of it to Hermite
 * coefficients.
 */
const CUT = 1e-33;
/**
 * A polynomial is taken if its last coefficients are of this size, or of roundings of what it was
 * made from.
 */
const RESOLVED = 1e-14;
/**
 * Distributions compute some functions to twelve digits: so low, coefficients that fall no further
 * are their errors.
 */
const PLATEAU = 1e-11;
/** A piece that had to be narrower than this has a kink or a jump beside it. */
const NARROW = 1e-3;
/** Scores of ten have digits for no less. */
const NARROWEST = 4e-15;
/** How far the moments by quadrature may be from those that the distribution states. */
const TOLERANCE = 1e-9;

export interface Margin {
  /** The standardised value of the score z: with mean 0 and variance 1 to about 1e-14. */
  at(z: number): number;
  /**
   * Scores between which it is smooth and, but for steps, close to a polynomial of degree 15. The
   * first and last bound what matters.
   */
  readonly edges: ArrayLike<number>;
  /** Scores of kinks and jumps, ascending. */
  readonly breaks: readonly number[];
  /**
   * Edges, breaks among them, that panels of an integral must not contain, if they are no wider
   * than 1.
   */
  readonly cuts: readonly number[];
  /** Where the margin is constant between its breaks: how much it rises at each. */
  readonly rises: readonly number[] | undefined;
}

/** Too much of a standard deviation comes from values rarer than 6e-300. */
export class HeavyTailError extends RangeError {
  override readonly name = 'HeavyTailError';

  constructor({ text }: Distribution) {
    super(`${text} has a tail so heavy that its Pearson correlations cannot be computed; use rank`);
  }
}

const RULE = gaussLegendre(16);
const byText = memory<string, Margin>();

/**
 * The margin of a distribution with a finite standard deviation above 0.
 *
 * @throws HeavyTailError if its variance cannot be integrated
 */
export function marginOf(distribution: Distribution): Margin {
  return byText(distribution.text, () => {
    const stepped = distribution.mapping.kind === 'steps';
    return checked(stepped ? inSteps(distribution) : smooth(distribution), distribution);
  });
}

/**
 * The integral of f(z) phi(z) over the scores that matter to a margin, f as smooth as the margin is
 * between its cuts.
 */
export function overScores(
  { edges, cuts }: Pick<Margin, 'edges' | 'cuts'>,
  f: (z: number) => number,
): number {
  const panels = partition(edges[0], edges[edges.length - 1], cuts, () => 1);
  let sum = 0;
  for (let k = 0; k + 1 < panels.length; k++) {
    const half = (panels[k + 1] - panels[k]) / 2;
    let part = 0;
    for (let i = 0; i < RULE.nodes.length; i++) {
      const z = panels[k] + half * (1 + RULE.nodes[i]);
      part += RULE.weights[i] * normalDensity(z) * f(z);
    }
    sum += half * part;
  }
  return sum;
}

/**
 * A distribution's margin, which the moments that it states have brought near a mean of 0 and a
 * variance of 1.
 */
function checked(raw: Margin, distribution: Distribution): Margin {
  const { mean, variance, margin } = standardised(raw);
  const exact = Math.abs(mean) < TOLERANCE && Math.abs(variance - 1) < TOLERANCE;
  // Draws climb steps at rounded probabilities, which shows where one is rare.
  if (!exact && distribution.mapping.kind !== 'steps') throw new HeavyTailError(distribution);
  return margin;
}

/**
 * Moved and stretched by what quadrature finds of mean and variance, so that they are 0 and 1 for
 * it.
 */
export function standardised(raw: Margin): { mean: number; variance: number; margin: Margin } {
  const mean = overScores(raw, (z) => raw.at(z));
  const variance = overScores(raw, (z) => (raw.at(z) - mean) * (raw.at(z) - mean));
  const sd = Math.sqrt(variance);
  const margin: Margin = {
    ...raw,
    at: (z) => (raw.at(z) - mean) / sd,
    rises: raw.rises?.map((rise) => rise / sd),
  };
  return { mean, variance, margin };
}

function inSteps({ mapping, mean, sd }: Distribution): Margin {
  const { cumulative, values } = mapping as Extract<Distribution['mapping'], { kind: 'steps' }>;
  const breaks: number[] = [];
  const levels = [(values[0] - mean) / sd];
  for (let k = 0; k + 1 < values.length; k++) {
    const z = normalQuantile(Math.min(1, Math.max(0, cumulative[k])));
    const level = (values[k + 1] - mean) / sd;
    // A value of probability 0 is none.
    if (z === breaks[breaks.length - 1]) levels[levels.length - 1] = level;
    else if (z > -FARTHEST && z < FARTHEST) {
      breaks.push(z);
      levels.push(level);
    } else if (z < 0) levels[0] = level;
  }
  return climbing(breaks, levels);
}

/**
 * A margin that is constant between breaks: levels[k] below breaks[k], and one more above the last.
 */
export function climbing(breaks: readonly number[], levels: readonly number[]): Margin {
  const at = (z: number): number => {
    let low = 0;
    let high = breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle] <= z) low = middle + 1;
      else high = middle;
    }
    return levels[low];
  };
  const [least, greatest] = reachOf(at);
  const edges = [least, ...breaks.filter((z) => z > least && z < greatest), greatest];
  const rises = breaks.map((_, k) => levels[k + 1] - levels[k]);
  return { at, edges, breaks, cuts: breaks, rises };
}

function smooth(distribution: Distribution): Margin {
  const { mean, sd } = distribution;
  const at = (z: number): number => {
    const tail = normalCdf(-Math.abs(z));
    const x = z > 0 ? distribution.upperQuantile(tail) : distribution.quantile(tail);
    return (x - mean) / sd;
  };
  const [least, greatest] = reachOf(at);
  const rounding = (4 * Number.EPSILON * Math.abs(mean)) / sd;
  const take = (from: number, to: number, c: readonly number[]): boolean => {
    const size = Math.max(1, ...c.map(Math.abs));
    if (!(size < Infinity)) throw new HeavyTailError(distribution);
    const error = Math.max(...c.slice(12).map(Math.abs));
    const before = Math.max(...c.slice(8, 12).map(Math.abs));
    if (error <= RESOLVED * size + rounding) return true;
    const width = to - from;
    if (error <= PLATEAU * size && error > 0.1 * before && width > NARROW) return true;
    const nearest = Math.max(0, from, -to);
    return error * width * size * normalDensity(nearest) <= NOTHING || width < NARROWEST;
  };
  // Begun off the round scores, so that a kink at the median lies inside a piece and is seen.
  const first = tabulate(
    at,
    partition(least, greatest, [0.381966], () => 2),
    take,
  );
  const breaks = breaksOf(first.edges);
  const cut = () =>
    tabulate(
      at,
      partition(least, greatest, breaks, () => 2),
      take,
    );
  const pieces = breaks.length === 0 ? first : cut();
  const { edges } = pieces;
  const cuts = new Set(breaks);
  for (let k = 1; k + 1 < edges.length; k++) {
    if (Math.min(edges[k] - edges[k - 1], edges[k + 1] - edges[k]) < 0.5) cuts.add(edges[k]);
  }
  return {
    at: (z) => piecewiseAt(pieces, z),
    edges,
    breaks,
    cuts: [...cuts].sort((a, b) => a - b),
    rises: undefined,
  };
}

/** Kinks and jumps: where pieces had to be narrow, the narrowest of their neighbourhood. */
function breaksOf(edges: ArrayLike<number>): number[] {
  const breaks: number[] = [];
  const width = (k: number) => (k < 0 || k + 2 > edges.length ? Infinity : edges[k + 1] - edges[k]);
  for (let k = 0; k + 1 < edges.length; k++) {
    // Of two halves that are as narrow, the first.
    const narrowest = width(k) < 0.75 * width(k - 1) && width(k) < 1.5 * width(k + 1);
    if (narrowest && width(k) < NARROW) breaks.push(edges[k] + width(k) / 2);
  }
  return breaks;
}

/** Scores between which all lies that matters to a variance. */
export function reachOf(at: (z: number) => number): [number, number] {
  const outermost = (sign: number): number => {
    for (let z = FARTHEST; z > 1; z -= 0.5) {
      const y = at(sign * z);
      if (Math.max(1, y * y) * normalDensity(z) > CUT) return sign * Math.min(FARTHEST, z + 0.5);
    }
    return sign;
  };
  return [outermost(-1), outermost(1)];
}
