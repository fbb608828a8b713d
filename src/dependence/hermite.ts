/**
 * Hermite coefficients of margins: what makes a correlation under a Gaussian copula a power series
 * in that of the scores.
 */

import { exp, log, normalDensity } from '../math/functions.ts';
import type { Margin } from './margin.ts';
import { gaussLegendre, partition } from './piecewise.ts';

/**
 * Terms beyond this are not computed: a margin with a kink needs that many at |rho| = 0.97, a
 * smooth one fewer than a hundred.
 */
const MOST_TERMS = 1024;
/** Coefficients are computed in so many at a time. */
const BLOCK = 32;
/** Coefficients of a margin below this add nothing to a product with another's. */
const NOTHING = 1e-15;
const ROUNDING = 1e-15;
/**
 * Of margins with more steps than this, direct integration near |rho| = 1 is slow, and a longer
 * series quick.
 */
const FEW = 32;
/** Panels so wide hold a Hermite polynomial of the highest order with 16 nodes. */
const PANEL = 0.5;
const RULE = gaussLegendre(16);

/** Coefficients over the orthonormal Hermite polynomials, from order 0 on. */
export interface Coefficients {
  readonly values: Float64Array;
  /** About the size of the square root of the sum of squares of those that are not here. */
  readonly rest: number;
}

/** Points and weights, so that sums of weight * h(point) are integrals of x(z) h(z) phi(z). */
export interface Weighted {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Sums of weight * h_k(point) for the orthonormal Hermite polynomials h_k = He_k / sqrt(k!), by
 * their recurrence h_(k+1) = (z h_k - sqrt(k) h_(k-1)) / sqrt(k + 1).
 *
 * @param least  the sums end where no more than this is left of them
 * @param most   how many at most, a multiple of 32
 */
export function hermiteSums(
  { points, weights }: Weighted,
  least = NOTHING,
  most = MOST_TERMS,
): Coefficients {
  const n = points.length;
  const values = new Float64Array(most);
  // Of orders k and k - 1, at each point.
  const even = Float64Array.from(weights);
  const odd = new Float64Array(n);
  let k = 0;
  let largest = Infinity;
  while (k < most && largest > least) {
    largest = 0;
    // Two orders a round: the points are read half as often.
    for (const end = k + BLOCK; k < end; k += 2) {
      const [grow, back] = [1 / Math.sqrt(k + 1), Math.sqrt(k)];
      const [nextGrow, nextBack] = [1 / Math.sqrt(k + 2), Math.sqrt(k + 1)];
      let sum = 0;
      let nextSum = 0;
      for (let i = 0; i < n; i++) {
        const z = points[i];
        const h = even[i];
        const next = (z * h - back * odd[i]) * grow;
        sum += h;
        nextSum += next;
        even[i] = (z * next - nextBack * h) * nextGrow;
        odd[i] = next;
      }
      values[k] = sum;
      values[k + 1] = nextSum;
      largest = Math.max(largest, Math.abs(sum), Math.abs(nextSum));
    }
  }
  return { values: values.subarray(0, k), rest: 2 * largest * Math.sqrt(k) };
}

/** The nodes at which a margin is integrated over its score. */
function scoreNodes(margin: Margin): Weighted {
  const edges = partition(
    margin.edges[0],
    margin.edges[margin.edges.length - 1],
    margin.cuts,
    () => PANEL,
  );
  return panelNodes(edges, (z) => margin.at(z));
}

/** Sixteen nodes to a panel, weighted with f(z) phi(z). */
export function panelNodes(edges: readonly number[], f: (z: number) => number): Weighted {
  const points: number[] = [];
  const weights: number[] = [];
  for (let k = 0; k + 1 < edges.length; k++) {
    const half = (edges[k + 1] - edges[k]) / 2;
    for (let i = 0; i < RULE.nodes.length; i++) {
      const z = edges[k] + half * (1 + RULE.nodes[i]);
      points.push(z);
      weights.push(half * RULE.weights[i] * normalDensity(z) * f(z));
    }
  }
  return { points: Float64Array.from(points), weights: Float64Array.from(weights) };
}

/** Coefficients of a margin. */
export function marginCoefficients(margin: Margin): Coefficients {
  const { breaks, rises } = margin;
  if (rises === undefined) return hermiteSums(scoreNodes(margin));
  // The mean is 0.
  const most = rises.length > FEW ? 8 * MOST_TERMS : MOST_TERMS;
  return stepCoefficients(Float64Array.from(breaks), rises, 0, NOTHING, most);
}

/**
 * Coefficients of a function that climbs steps. They are exact: the integral of a step at z over
 * the density is phi(z) h_(k-1)(z) / sqrt(k) for order k.
 */
export function stepCoefficients(
  points: Float64Array,
  rises: readonly number[],
  mean: number,
  least: number,
  most: number,
): Coefficients {
  const weights = points.map((z, j) => rises[j] * normalDensity(z));
  const sums = hermiteSums({ points, weights }, least, most);
  const values = new Float64Array(sums.values.length);
  values[0] = mean;
  for (let k = 1; k < values.length; k++) values[k] = sums.values[k - 1] / Math.sqrt(k);
  return { values, rest: (2 * sums.rest) / Math.sqrt(values.length) };
}

/** A power series in rho, and about what it leaves out at rho = 1. */
export interface PowerSeries {
  readonly terms: Float64Array;
  readonly rest: number;
}

/**
 * The correlation of two margins whose scores have the correlation rho is the sum of a_k b_k rho^k,
 * by Mehler's formula.
 */
export function mehlerSeries(first: Coefficients, second: Coefficients): PowerSeries {
  const count = Math.min(first.values.length, second.values.length);
  const terms = new Float64Array(count);
  for (let k = 0; k < count; k++) terms[k] = first.values[k] * second.values[k];
  return { terms, rest: remainder(first, count) * remainder(second, count) };
}

/** The square root of the sum of squares of the coefficients from order k on. */
function remainder({ values, rest }: Coefficients, k: number): number {
  let squares = rest * rest;
  for (let i = k; i < values.length; i++) squares += values[i] * values[i];
  return Math.sqrt(squares);
}

/** The series leaves out less than a rounding for every |rho| up to this. */
export function reachOf({ terms, rest }: PowerSeries): number {
  return rest === 0 ? 1 : Math.min(1, exp((log(ROUNDING) - log(rest)) / terms.length));
}

export function sumSeries({ terms }: PowerSeries, rho: number): number {
  let sum = 0;
  for (let k = terms.length - 1; k >= 0; k--) sum = sum * rho + terms[k];
  return sum;
}
