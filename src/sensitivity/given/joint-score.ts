/** What several columns, dependent or not, tell of the output together: one number a trial. */

import { normalQuantile } from '../../math/functions.ts';
import { polynomials } from '../chaos-basis.ts';
import { scaled, unitScale } from '../magnitude.ts';
import { type Column, standardising } from './columns.ts';
import { bordered, crossProducts, productsWith } from './cross-products.ts';
import type { Groups } from './data.ts';
import { total } from './jackknife.ts';
import { explainedShare, fittedLine } from './linear-fit.ts';
import { ranksOf } from './ranks.ts';
import { type Explained, fitOf, sumsOf } from './smooth.ts';

/** Parts of the trials that are left out in turn. */
export const FOLDS = 4;
/**
 * So many terms of any kind are taken in, and so many where the last ones are the products of
 * pairs.
 */
const MOST_TERMS = 64;
const MOST_WITH_PAIRS = 160;
/** A term for as many trials at most, or what it learns is mostly noise. */
const TRIALS_A_TERM = 64;
const HIGHEST_DEGREE = 6;
/** Of more columns than this, products are made of those alone that move most with the output. */
const IN_PAIRS = 12;

/**
 * The least-squares fit of the output to the columns and to products of polynomials of their normal
 * scores, at each trial as it is made without the quarter of the groups to which the trial belongs:
 * what a fit has learned of noise would look like an effect.
 *
 * E[output | columns] is approached from below: whatever is measured of the score is at most what
 * the columns tell, and all of it where the expectation is any function of a polynomial in them.
 * The order of the columns does not matter.
 */
export function jointScore(
  columns: readonly Float64Array[],
  output: Float64Array,
  groups: Groups,
): Float64Array {
  const y = scaled(output, unitScale([output]));
  const { terms, tables } = fitted(columns, y, groups);
  return crossFitted(terms, tables, y.length, groups);
}

/**
 * What some columns explain of the output together, and what of that comes of the terms of the two
 * highest degrees alone.
 */
export interface JointlyExplained {
  readonly whole: Explained;
  readonly without: readonly Explained[];
  /** The same without those terms. */
  readonly coarser: { readonly whole: Explained; readonly without: readonly Explained[] };
}

/**
 * Sums of squares of the output that columns explain together: those of the least-squares fit of
 * all trials, and what lines over `jointScore` explain beyond a single line over it, where the
 * expectation bends with the fit. Of all trials, and without each group.
 *
 * @param output  about its mean, in units in which squares are ordinary numbers
 */
export function jointlyExplained(
  columns: readonly Float64Array[],
  output: Float64Array,
  groups: Groups,
): JointlyExplained {
  const { terms, tables, coarse } = fitted(columns, output, groups);
  return {
    ...explainedWith(terms, tables, output, groups),
    coarser: explainedWith(
      terms.slice(0, coarse),
      tables.map((table) => withFewer(table, terms.length, coarse)),
      output,
      groups,
    ),
  };
}

function explainedWith(
  terms: readonly Column[],
  tables: readonly Float64Array[],
  output: Float64Array,
  groups: Groups,
): { readonly whole: Explained; readonly without: readonly Explained[] } {
  const score = crossFitted(terms, tables, output.length, groups);
  const [bent, straight] = [sumsOf(score, output, groups), sumsOf(score, output, groups, 1)];
  const all = [tables, bent, straight].map(total);
  const explained = ([table, ofBent, ofStraight]: readonly Float64Array[]): Explained => {
    const lines = fitOf(ofBent);
    return {
      explained: explainedShare(table) * lines.all + lines.explained - fitOf(ofStraight).explained,
      all: lines.all,
    };
  };
  return {
    whole: explained(all),
    without: tables.map((_, g) =>
      explained([tables, bent, straight].map((of, k) => all[k].map((sum, c) => sum - of[g][c]))),
    ),
  };
}

/**
 * The terms, the products of each group of them, the output and ones, and how many of the terms are
 * not of the two highest degrees.
 */
function fitted(columns: readonly Float64Array[], output: Float64Array, groups: Groups) {
  const { terms, products, coarse } = basisOf(columns, paired(columns, output), groups);
  const withOutput = productsWith(output, terms, groups);
  const tables = products.map((inputs, g) => bordered(inputs, withOutput[g], terms.length));
  return { terms, tables, coarse };
}

function withFewer(table: Float64Array, terms: number, fewer: number): Float64Array {
  const size = terms + 2;
  const places = [...Array.from({ length: fewer }, (_, k) => k), terms, terms + 1];
  return Float64Array.from(places.flatMap((j) => places.map((k) => table[j * size + k])));
}

function crossFitted(
  terms: readonly Column[],
  tables: readonly Float64Array[],
  n: number,
  groups: Groups,
): Float64Array {
  const scales = terms.map(standardising);
  const score = new Float64Array(n);
  for (let fold = 0; fold < FOLDS; fold++) {
    const line = fittedLine(total(tables.filter((_, g) => g % FOLDS !== fold)));
    const weights = line.coefficients.map((slope, k) => slope * scales[k].by);
    for (let i = 0; i < n; i++) {
      if (groups.of[i] % FOLDS !== fold) continue;
      let sum = line.intercept;
      for (let k = 0; k < weights.length; k++) sum += weights[k] * (terms[k][i] - scales[k].mean);
      score[i] = sum;
    }
  }
  return score;
}

/** Columns of which products are made, by number: all, or those that move most with the output. */
function paired(columns: readonly Float64Array[], output: Float64Array): readonly number[] {
  const all = columns.map((_, j) => j);
  if (pairsOf(columns.length) + 2 * columns.length <= MOST_WITH_PAIRS) return all;
  const alone = { count: 1, of: new Uint8Array(output.length) };
  const [products] = productsWith(ranksOf(output), columns.map(ranksOf), alone);
  return all
    .toSorted((a, b) => Math.abs(products[b]) - Math.abs(products[a]) || a - b)
    .slice(0, IN_PAIRS)
    .toSorted((a, b) => a - b);
}

interface Basis {
  readonly groups: Groups;
  readonly of: string;
  readonly terms: readonly Column[];
  readonly coarse: number;
  /** Of each group the products of terms and ones. */
  readonly products: readonly Float64Array[];
}

/** By the columns, for the output that comes next. */
const remembered = new WeakMap<readonly Float64Array[], Basis>();

function basisOf(
  columns: readonly Float64Array[],
  inPairs: readonly number[],
  groups: Groups,
): Basis {
  const of = inPairs.join();
  const known = remembered.get(columns);
  if (known?.groups === groups && known.of === of) return known;
  const { terms, coarse } = termsOf(columns, inPairs);
  const basis = { groups, of, terms, coarse, products: crossProducts(terms, groups) };
  remembered.set(columns, basis);
  return basis;
}

/**
 * Whole shells of terms, as long as there is room: the columns themselves, then by degree the
 * polynomials of single scores and the products of several. A part of a shell would favour the
 * columns that come first.
 */
function termsOf(
  columns: readonly Float64Array[],
  inPairs: readonly number[],
): Pick<Basis, 'terms' | 'coarse'> {
  const n = columns[0].length;
  const most = Math.floor(n / TRIALS_A_TERM);
  const powers = columns.map(scorePowers);
  const terms: Column[] = [...columns];
  const addShell = (shell: readonly (readonly Factor[])[], limit: number): boolean => {
    if (terms.length + shell.length > Math.min(limit, most)) return false;
    for (const factors of shell) {
      const [first, ...others] = factors.map(({ column, degree }) => powers[column][degree - 1]);
      const product = first.slice();
      for (const other of others) for (let i = 0; i < n; i++) product[i] *= other[i];
      terms.push(product);
    }
    return true;
  };
  // Where one shell of products has no room, those of higher degrees, which are larger, have none.
  let room = true;
  const upTo = [terms.length];
  for (let degree = 1; degree <= HIGHEST_DEGREE; degree++) {
    addShell(
      columns.map((_, column) => [{ column, degree }]),
      MOST_TERMS,
    );
    room &&= addShell(productsOf(inPairs, degree), degree === 2 ? MOST_WITH_PAIRS : MOST_TERMS);
    if (terms.length > upTo[upTo.length - 1]) upTo.push(terms.length);
  }
  return { terms, coarse: upTo[Math.max(0, upTo.length - 3)] };
}

interface Factor {
  readonly column: number;
  readonly degree: number;
}

/** Products of two or more columns whose degrees add up to `degree`. */
function productsOf(columns: readonly number[], degree: number): readonly (readonly Factor[])[] {
  const all = (from: number, left: number): readonly (readonly Factor[])[] => {
    if (left === 0) return [[]];
    return columns
      .slice(from)
      .flatMap((column, k) =>
        Array.from({ length: left }, (_, d) => d + 1).flatMap((own) =>
          all(from + k + 1, left - own).map((others) => [{ column, degree: own }, ...others]),
        ),
      );
  };
  return all(0, degree).filter((factors) => factors.length > 1);
}

/** Hermite polynomials of the normal scores of a column, of degree 1 and up. */
function scorePowers(column: Float64Array): readonly Float32Array[] {
  const ranks = ranksOf(column);
  const scores = Float64Array.from(ranks, (rank) => normalQuantile((rank - 0.5) / ranks.length));
  return polynomials(scores, 'hermite', HIGHEST_DEGREE).map((values) => Float32Array.from(values));
}

function pairsOf(columns: number): number {
  return (columns * (columns - 1)) / 2;
}
