/**
 * Orthonormal polynomials of the uniforms behind two samples: Legendre's, or Hermite's of the
 * normal score.
 */

import { normalQuantile } from '../math/functions.ts';

/**
 * Degree up to which a coordinate is described; Hermite polynomials of a high degree live in the
 * far tails alone.
 */
const MOST_LEGENDRE = 10;
const MOST_HERMITE = 5;

export interface BasisCoordinate {
  readonly group: number;
  readonly unbounded: boolean;
}

export interface Sampled {
  readonly a: Float64Array;
  readonly b: Float64Array;
}

export class ChaosBasis {
  private readonly columns = new Map<number, readonly Sampled[]>();

  /** @param uniformsOf  of a coordinate, by its number */
  constructor(
    readonly coordinates: readonly BasisCoordinate[],
    private readonly uniformsOf: (coordinate: number) => Sampled,
  ) {}

  degrees(coordinate: number): number {
    return this.coordinates[coordinate].unbounded ? MOST_HERMITE : MOST_LEGENDRE;
  }

  /** The polynomial of a degree from 1 on at the points of both samples. */
  column(coordinate: number, degree: number): Sampled {
    let known = this.columns.get(coordinate);
    if (known === undefined) {
      const { a, b } = this.uniformsOf(coordinate);
      const { unbounded } = this.coordinates[coordinate];
      const [ofA, ofB] = [a, b].map((u) =>
        polynomials(
          unbounded ? u.map(normalQuantile) : u,
          unbounded ? 'hermite' : 'legendre',
          this.degrees(coordinate),
        ),
      );
      known = ofA.map((column, k) => ({ a: column, b: ofB[k] }));
      this.columns.set(coordinate, known);
    }
    return known[degree - 1];
  }
}

/**
 * Columns of the orthonormal polynomials of degree 1 to `most`, by their recurrences of three
 * terms.
 *
 * @param at  normal scores for Hermite's, uniforms for Legendre's
 */
export function polynomials(
  at: Float64Array,
  family: 'legendre' | 'hermite',
  most: number,
): Float64Array[] {
  const hermite = family === 'hermite';
  const x = hermite ? at : at.map((value) => 2 * value - 1);
  const plain = [new Float64Array(at.length).fill(1), x];
  for (let k = 1; k < most; k++) {
    const [last, now] = [plain[k - 1], plain[k]];
    plain.push(
      hermite
        ? now.map((value, p) => x[p] * value - k * last[p])
        : now.map((value, p) => ((2 * k + 1) * x[p] * value - k * last[p]) / (k + 1)),
    );
  }
  let factorial = 1;
  return plain.slice(1).map((column, k) => {
    factorial *= k + 1;
    const scale = hermite ? 1 / Math.sqrt(factorial) : Math.sqrt(2 * k + 3);
    return column.map((value) => value * scale);
  });
}
