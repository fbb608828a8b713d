/** A polynomial chaos expansion of an outcome, found and fitted on some of the points. */

import type { ChaosBasis, Sampled } from './chaos-basis.ts';
import { meanOf } from './magnitude.ts';

/** A product of polynomials of different coordinates. */
export interface Term {
  readonly factors: readonly { readonly coordinate: number; readonly degree: number }[];
  /** Numbers of the groups of its coordinates. */
  readonly groups: ReadonlySet<number>;
}

export interface Expansion {
  readonly mean: number;
  readonly terms: readonly Term[];
  readonly coefficients: Float64Array;
}

/** Groups with less of the variance than this, interactions included, are not worth a term. */
const LEAST_TOTAL = 5e-4;
/**
 * A term is taken in when its coefficient is as many standard errors from 0: with a thousand
 * candidates half a false one.
 */
const SIGNIFICANT = 3.5;
const MOST_TERMS = 250;
/** Coordinates of which pairs, and triples, are tried. */
const IN_PAIRS = 9;
/** Of so many the products of the lowest degrees alone. */
const IN_PLAIN_PAIRS = 24;
const IN_TRIPLES = 5;
const PAIR_DEGREE = 8;
const PLAIN_DEGREE = 2;
const TRIPLE_DEGREE = 2;
/** The squared gradient by which a fit is left as it is. */
const CLOSE_ENOUGH = 1e-7;
/**
 * An expansion that foretells less than this of the second sample's variance adds more noise than
 * it takes away.
 */
const LEAST_FORETOLD = 0.2;

/**
 * Values to be expanded at some of the points of the two samples: those from `from` on up to before
 * `to`.
 */
export interface Training extends Sampled {
  readonly from: number;
  readonly to: number;
}

/**
 * Least squares over both samples, of terms that are found on the first one and judged on the
 * second, from which it is independent.
 *
 * @param totals       first estimates of the total-order indices of the groups: where to look for
 *           terms
 * @param interacting  whether products of coordinates are tried
 * @returns undefined where no expansion follows the values
 *
 * Source: Sudret (2008), "Global sensitivity analysis using polynomial chaos expansions",
 * Reliability Engineering and System Safety 93, 964-979, doi:10.1016/j.ress.2007.04.002.
 */
export function expansionOf(
  basis: ChaosBasis,
  { a, b, from, to }: Training,
  totals: readonly number[],
  interacting: boolean,
): Expansion | undefined {
  const cut = (column: Float64Array): Float64Array => column.subarray(from, to);
  const [ya, yb] = [cut(a), cut(b)];
  const terms = foundTerms(basis, ya, totals, interacting, cut);
  if (terms.length === 0) return undefined;
  const columns = terms.map((term) => {
    const whole = termColumns(basis, term);
    return { a: cut(whole.a), b: cut(whole.b) };
  });
  const fromA = solved(
    columns.map((column) => [column.a]),
    [ya],
  );
  if (foretold(columns, fromA, yb) < LEAST_FORETOLD) return undefined;
  return {
    terms,
    coefficients: solved(
      columns.map((column) => [column.a, column.b]),
      [ya, yb],
    ),
    mean: (meanOf(ya) + meanOf(yb)) / 2,
  };
}

/**
 * Terms with a coefficient worth having: powers of single coordinates first, then products, then
 * what the rest still shows.
 */
function foundTerms(
  basis: ChaosBasis,
  y: Float64Array,
  totals: readonly number[],
  interacting: boolean,
  cut: (column: Float64Array) => Float64Array,
): Term[] {
  const coordinates = basis.coordinates
    .map(({ group }, coordinate) => ({ coordinate, total: totals[group] }))
    .filter(({ total }) => total > LEAST_TOTAL)
    .sort((one, other) => other.total - one.total)
    .map(({ coordinate }) => coordinate);
  const candidates = [
    singles(basis, coordinates),
    interacting
      ? [
          ...products(basis, coordinates.slice(0, IN_PAIRS), PAIR_DEGREE),
          ...products(basis, coordinates.slice(0, IN_PLAIN_PAIRS), PLAIN_DEGREE, IN_PAIRS),
          ...triples(basis, coordinates),
        ]
      : [],
  ];
  let terms: Term[] = [];
  for (const round of [0, 1, 1]) {
    const columns = terms.map((term) => cut(termColumns(basis, term).a));
    const rest = residual(columns, y);
    terms = [
      ...terms,
      ...significant(
        basis,
        [...candidates[0], ...(round === 0 ? [] : candidates[1])].filter(
          (term) => !terms.includes(term),
        ),
        rest,
        cut,
      ).slice(0, MOST_TERMS - terms.length),
    ];
  }
  return terms;
}

function residual(columns: readonly Float64Array[], y: Float64Array): Float64Array {
  const mean = meanOf(y);
  const rest = y.map((value) => value - mean);
  const coefficients = solved(
    columns.map((column) => [column]),
    [y],
  );
  columns.forEach((column, k) => {
    for (let p = 0; p < rest.length; p++) rest[p] -= coefficients[k] * column[p];
  });
  return rest;
}

function significant(
  basis: ChaosBasis,
  candidates: readonly Term[],
  rest: Float64Array,
  cut: (column: Float64Array) => Float64Array,
): Term[] {
  const n = rest.length;
  const sd = Math.sqrt(dot(rest, rest) / n);
  const least = (SIGNIFICANT * sd) / Math.sqrt(n);
  return candidates
    .map((term) => ({ term, size: Math.abs(projection(basis, term, rest, cut)) / n }))
    .filter(({ size }) => size > least)
    .sort((one, other) => other.size - one.size)
    .map(({ term }) => term);
}

function projection(
  basis: ChaosBasis,
  { factors }: Term,
  rest: Float64Array,
  cut: (column: Float64Array) => Float64Array,
): number {
  const columns = factors.map(({ coordinate, degree }) => cut(basis.column(coordinate, degree).a));
  const [x, y, z] = columns;
  let sum = 0;
  if (z !== undefined) for (let p = 0; p < rest.length; p++) sum += rest[p] * x[p] * y[p] * z[p];
  else if (y !== undefined) for (let p = 0; p < rest.length; p++) sum += rest[p] * x[p] * y[p];
  else for (let p = 0; p < rest.length; p++) sum += rest[p] * x[p];
  return sum;
}

function singles(basis: ChaosBasis, coordinates: readonly number[]): Term[] {
  return coordinates.flatMap((coordinate) =>
    counting(basis.degrees(coordinate)).map((degree) => termOf(basis, [{ coordinate, degree }])),
  );
}

/**
 * Products of two coordinates with degrees that add up to at most `degree`.
 *
 * @param beyond  pairs within the first so many coordinates are left out
 */
function products(
  basis: ChaosBasis,
  coordinates: readonly number[],
  degree: number,
  beyond = 0,
): Term[] {
  return coordinates.flatMap((one, k) =>
    coordinates.slice(Math.max(k + 1, beyond)).flatMap((other) => {
      const most = Math.min(degree, basis.degrees(one), basis.degrees(other));
      return counting(most - 1).flatMap((i) =>
        counting(most - i).map((j) =>
          termOf(basis, [
            { coordinate: one, degree: i },
            { coordinate: other, degree: j },
          ]),
        ),
      );
    }),
  );
}

function triples(basis: ChaosBasis, coordinates: readonly number[]): Term[] {
  const few = coordinates.slice(0, IN_TRIPLES);
  return few.flatMap((one, i) =>
    few.slice(i + 1).flatMap((two, j) =>
      few.slice(i + j + 2).flatMap((three) =>
        counting(TRIPLE_DEGREE ** 3).map((code) =>
          termOf(
            basis,
            [one, two, three].map((coordinate, k) => ({
              coordinate,
              degree: 1 + (Math.floor((code - 1) / [1, 2, 4][k]) % TRIPLE_DEGREE),
            })),
          ),
        ),
      ),
    ),
  );
}

function counting(n: number): number[] {
  return Array.from({ length: n }, (_, k) => k + 1);
}

function termOf(basis: ChaosBasis, factors: Term['factors']): Term {
  return {
    factors,
    groups: new Set(factors.map(({ coordinate }) => basis.coordinates[coordinate].group)),
  };
}

export function termColumns(basis: ChaosBasis, { factors }: Term): Sampled {
  return factors
    .map(({ coordinate, degree }) => basis.column(coordinate, degree))
    .reduce((one, other) => ({
      a: one.a.map((value, p) => value * other.a[p]),
      b: one.b.map((value, p) => value * other.b[p]),
    }));
}

/**
 * Coefficients of least squares by conjugate gradients. The columns are nearly orthonormal over the
 * points, so that ten steps are plenty; the fit need not be exact to serve.
 *
 * @param columns  of each term its parts over the parts of y
 */
function solved(
  columns: readonly (readonly Float64Array[])[],
  parts: readonly Float64Array[],
): Float64Array {
  const n = parts.reduce((sum, { length }) => sum + length, 0);
  const mean = parts.reduce((sum, y) => sum + (y.length / n) * meanOf(y), 0);
  const x = new Float64Array(columns.length);
  const transposed = (vectors: readonly Float64Array[]): Float64Array =>
    Float64Array.from(columns, (column) =>
      column.reduce((sum, part, k) => sum + dot(part, vectors[k]), 0),
    );
  const applied = (weights: Float64Array): Float64Array[] =>
    parts.map((y, k) => {
      const sum = new Float64Array(y.length);
      columns.forEach((column, c) => {
        for (let p = 0; p < sum.length; p++) sum[p] += weights[c] * column[k][p];
      });
      return sum;
    });
  let gradient = transposed(parts.map((y) => y.map((value) => value - mean)));
  let direction = gradient;
  let size = dot(gradient, gradient);
  const enough = CLOSE_ENOUGH * size;
  for (let step = 0; step < 10 && size > enough; step++) {
    const image = transposed(applied(direction));
    const length = size / dot(direction, image);
    direction.forEach((value, k) => {
      x[k] += length * value;
    });
    gradient = gradient.map((value, k) => value - length * image[k]);
    const next = dot(gradient, gradient);
    const [keep, ratio] = [gradient, next / size];
    direction = direction.map((value, k) => keep[k] + ratio * value);
    size = next;
  }
  return x;
}

/** Share of the variance of the second sample that coefficients of the first one foretell. */
function foretold(
  columns: readonly Sampled[],
  coefficients: Float64Array,
  b: Float64Array,
): number {
  const mean = meanOf(b);
  const centred = b.map((value) => value - mean);
  const rest = centred.slice();
  columns.forEach((column, k) => {
    for (let p = 0; p < rest.length; p++) rest[p] -= coefficients[k] * column.b[p];
  });
  return 1 - dot(rest, rest) / dot(centred, centred);
}

/** The columns of a term with the coordinates of a group from the other sample. */
export function exchangedColumns(basis: ChaosBasis, { factors }: Term, group: number): Sampled {
  return factors
    .map(({ coordinate, degree }): Sampled => {
      const { a, b } = basis.column(coordinate, degree);
      return basis.coordinates[coordinate].group === group ? { a: b, b: a } : { a, b };
    })
    .reduce((one, other) => ({
      a: one.a.map((value, p) => value * other.a[p]),
      b: one.b.map((value, p) => value * other.b[p]),
    }));
}

export function add(into: Float64Array, column: Float64Array, weight: number): void {
  for (let p = 0; p < into.length; p++) into[p] += weight * column[p];
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let p = 0; p < x.length; p++) sum += x[p] * y[p];
  return sum;
}
