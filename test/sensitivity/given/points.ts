import { normalQuantile, sin } from '../../../src/math/functions.ts';
import { sobolDirections } from '../../../src/random/directions.ts';
import { streamKey } from '../../../src/random/keys.ts';
import { sobolAt } from '../../../src/random/sobol.ts';
import { uniformAt } from '../../../src/random/threefry.ts';
import type { GivenData } from '../../../src/sensitivity/given/data.ts';
import type { Estimate } from '../../../src/stats/summary.ts';

export type Design = 'sobol' | 'plain';

const REPLICATES = 16;

/** d columns of n uniforms in sixteen replicates, whatever the design. */
export function uniforms(design: Design, seed: number, d: number, n: number): Float64Array[] {
  const points = n / REPLICATES;
  return Array.from({ length: d }, (_, j) => {
    const directions = sobolDirections(j);
    const column = new Float64Array(n);
    for (let r = 0; r < REPLICATES; r++) {
      const key = streamKey(`${seed}`, `x${j}`, r);
      for (let i = 0; i < points; i++) {
        column[r * points + i] =
          design === 'sobol' ? sobolAt(directions, key, i) : uniformAt(key, i);
      }
    }
    return column;
  });
}

const firstsOf = (n: number) =>
  Array.from({ length: REPLICATES + 1 }, (_, r) => (r * n) / REPLICATES);

/**
 * Data whose inputs are functions of uniforms, and whose output is a function of a row of inputs.
 */
export function dataOf(
  columns: readonly Float64Array[],
  input: (u: number, j: number) => number,
  output: (row: readonly number[]) => number,
): GivenData {
  const inputs = columns.map((column, j) => ({
    id: `x${j + 1}`,
    columns: [column.map((u) => input(u, j))],
  }));
  const y = columns[0].map((_, i) => output(inputs.map(({ columns }) => columns[0][i])));
  return { inputs, output: y, firsts: firstsOf(y.length) };
}

/**
 * sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 with inputs uniform on [-pi, pi], and x4 without effect.
 */
export function ishigami(design: Design, seed: number, n: number): GivenData {
  return dataOf(
    uniforms(design, seed, 4, n),
    (u) => Math.PI * (2 * u - 1),
    ([a, b, c]) => sin(a) + 7 * sin(b) * sin(b) + 0.1 * c * c * c * c * sin(a),
  );
}

/** Standard normal inputs, and x_d without effect unless the output reads it. */
export function normals(
  design: Design,
  seed: number,
  d: number,
  n: number,
  output: (row: readonly number[]) => number,
): GivenData {
  return dataOf(uniforms(design, seed, d, n), normalQuantile, output);
}

export function covers({ low, high }: Estimate, truth: number): boolean {
  return low! <= truth && truth <= high!;
}

/** By how many of its standard errors an estimate is off. */
export function errors({ value, se }: Estimate, truth: number): number {
  return Math.abs(value! - truth) / se!;
}
