/**
 * Functions that follow an outcome and whose indices are known without sampling: control variates
 * of the estimates.
 */

import { exp, log } from '../math/functions.ts';
import type { ChaosBasis } from './chaos-basis.ts';
import {
  add,
  type Expansion,
  exchangedColumns,
  expansionOf,
  type Training,
  termColumns,
} from './expansion.ts';
import { meanOf } from './magnitude.ts';
import { productVariances } from './product-variances.ts';
import type { SobolResponses, SurrogateResponses } from './sobol.ts';

/**
 * Two surrogates of an outcome: the first is fitted to the later half of the replicates and serves
 * the earlier half, the second the other way round. So what is held against a point is independent
 * of it, and adds no bias whatever it is.
 *
 * Of a sum of products of polynomials and of a product of functions of single coordinates that one
 * is taken that follows better.
 *
 * @param totals  first estimates of the total-order indices
 * @returns undefined where nothing follows the outcome
 */
export function surrogatesOf(
  basis: ChaosBasis,
  responses: SobolResponses,
  firsts: readonly number[],
  totals: readonly number[],
): readonly [SurrogateResponses, SurrogateResponses] | undefined {
  const points = responses.a.length;
  const middle = firsts[(firsts.length - 1) >> 1];
  if (middle === 0 || middle === points) return undefined;
  const early = fitted(basis, responses, { from: middle, to: points }, totals);
  const late = early && fitted(basis, responses, { from: 0, to: middle }, totals);
  return early && late && [early, late];
}

/** That of an exponential distribution is 9, of exp(z/2) 9, of exp(z) 114. */
const HEAVY = 12;

function kurtosis(y: Float64Array): number {
  const mean = meanOf(y);
  let [squares, fourths] = [0, 0];
  for (const value of y) {
    const square = (value - mean) * (value - mean);
    squares += square;
    fourths += square * square;
  }
  return (fourths * y.length) / (squares * squares);
}

function fitted(
  basis: ChaosBasis,
  { a, b, ab }: SobolResponses,
  range: Pick<Training, 'from' | 'to'>,
  totals: readonly number[],
): SurrogateResponses | undefined {
  const sums = expansionOf(basis, { a, b, ...range }, totals, true);
  const heavyTails = kurtosis(a) > HEAVY && basis.coordinates.some(({ unbounded }) => unbounded);
  const candidates = [
    ...(sums ? [{ ...sumResponses(basis, sums, ab.length), heavyTails }] : []),
    ...productCandidate(basis, { a, b, ab }, range, totals),
  ];
  const missed = candidates.map((candidate) => missedBy(candidate, { a, b, ...range }));
  return candidates[missed.indexOf(Math.min(...missed))];
}

function missedBy(
  candidate: Pick<SobolResponses, 'a' | 'b'>,
  { a, b, from, to }: Training,
): number {
  let sum = 0;
  let count = 0;
  let mean = 0;
  for (const [y, g] of [
    [a, candidate.a],
    [b, candidate.b],
  ]) {
    for (let p = from; p < to; p++) {
      // The variance of what is missed, updated point by point: a constant off does not matter.
      const rest = y[p] - g[p];
      count++;
      const step = rest - mean;
      mean += step / count;
      sum += step * (rest - mean);
    }
  }
  return sum;
}

/**
 * A sum of terms: squared coefficients add up to the variance, for the polynomials are orthonormal.
 */
function sumResponses(
  basis: ChaosBasis,
  { terms, coefficients }: Expansion,
  d: number,
): Omit<SurrogateResponses, 'heavyTails'> {
  const squares = coefficients.map((c) => c * c);
  const sumWhere = (chosen: (groups: ReadonlySet<number>) => boolean): number =>
    terms.reduce((sum, { groups }, k) => (chosen(groups) ? sum + squares[k] : sum), 0);
  return {
    ...exchangedSums(basis, { terms, coefficients, mean: 0 }, d),
    variance: sumWhere(() => true),
    first: Float64Array.from({ length: d }, (_, i) =>
      sumWhere((groups) => groups.size === 1 && groups.has(i)),
    ),
    total: Float64Array.from({ length: d }, (_, i) => sumWhere((groups) => groups.has(i))),
    interaction: (i, j) =>
      sumWhere((groups) => groups.size === 2 && groups.has(i) && groups.has(j)),
  };
}

/** An expansion at the points of both samples and of the matrices that exchange one group. */
function exchangedSums(
  basis: ChaosBasis,
  { terms, coefficients, mean }: Expansion,
  d: number,
): SobolResponses {
  const columns = terms.map((term) => termColumns(basis, term));
  const n = columns[0].a.length;
  const [a, b] = [new Float64Array(n).fill(mean), new Float64Array(n).fill(mean)];
  columns.forEach((column, k) => {
    add(a, column.a, coefficients[k]);
    add(b, column.b, coefficients[k]);
  });
  const ab = Array.from({ length: d }, () => a);
  const ba = Array.from({ length: d }, () => b);
  for (let i = 0; i < d; i++) {
    const moved = terms.flatMap((term, k) => (term.groups.has(i) ? [k] : []));
    if (moved.length === 0) continue;
    [ab[i], ba[i]] = [a.slice(), b.slice()];
    for (const k of moved) {
      const exchanged = exchangedColumns(basis, terms[k], i);
      add(ab[i], columns[k].a, -coefficients[k]);
      add(ab[i], exchanged.a, coefficients[k]);
      add(ba[i], columns[k].b, -coefficients[k]);
      add(ba[i], exchanged.b, coefficients[k]);
    }
  }
  return { a, b, ab, ba };
}

/**
 * Of values of one sign, the exponential of an expansion of their logarithm in functions of single
 * coordinates.
 */
function productCandidate(
  basis: ChaosBasis,
  { a, b, ab }: Pick<SobolResponses, 'a' | 'b' | 'ab'>,
  range: Pick<Training, 'from' | 'to'>,
  totals: readonly number[],
): SurrogateResponses[] {
  const sign = a[0] > 0 ? 1 : -1;
  const ofOneSign = (y: Float64Array): boolean => y.every((value) => value * sign > 0);
  if (!ofOneSign(a) || !ofOneSign(b)) return [];
  const logarithm = (y: Float64Array): Float64Array => y.map((value) => log(value * sign));
  const training = { a: logarithm(a), b: logarithm(b), ...range };
  const expansion = expansionOf(basis, training, totals, false);
  const variances = expansion && productVariances(basis, expansion, ab.length);
  if (!variances) return [];
  const logs = exchangedSums(basis, expansion, ab.length);
  // Equal columns stay one column.
  const made = new Map<Float64Array, Float64Array>();
  const raised = (column: Float64Array): Float64Array => {
    const known = made.get(column) ?? column.map((value) => sign * exp(value));
    made.set(column, known);
    return known;
  };
  return [
    {
      a: raised(logs.a),
      b: raised(logs.b),
      ab: logs.ab.map(raised),
      ba: logs.ba.map(raised),
      ...variances,
      // Its tails are those of the function, or it would not follow.
      heavyTails: false,
    },
  ];
}
