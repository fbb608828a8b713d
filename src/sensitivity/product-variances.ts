/** Variances of the exponential of a sum of functions of single coordinates, exactly. */

import { exp, normalCdf, normalDensity } from '../math/functions.ts';
import type { ChaosBasis } from './chaos-basis.ts';
import { polynomials } from './chaos-basis.ts';
import type { Expansion } from './expansion.ts';
import type { SurrogateResponses } from './sobol.ts';

/**
 * Normal scores over which a coordinate is integrated; beyond, a standard normal has 1e-18 of its
 * weight.
 */
const REACH = 9;
const STEPS = 720;

/**
 * Of exp(m + sum of f_k(x_k)) the mean is the product of the means of exp(f_k), and so is the mean
 * square: what each group has alone and with all others follows from the two.
 *
 * @returns undefined where a mean square is not finite within the normal scores that are drawn
 */
export function productVariances(
  basis: ChaosBasis,
  { terms, coefficients, mean }: Expansion,
  d: number,
): Pick<SurrogateResponses, 'variance' | 'first' | 'total' | 'interaction'> | undefined {
  const moments = new Map<number, { mean: number; square: number }>();
  const coordinates = new Set(terms.map(({ factors }) => factors[0].coordinate));
  for (const coordinate of coordinates) {
    const own = terms.flatMap(({ factors }, k) =>
      factors[0].coordinate === coordinate
        ? [{ degree: factors[0].degree, c: coefficients[k] }]
        : [],
    );
    const found = coordinateMoments(basis, coordinate, own);
    if (found === undefined) return undefined;
    moments.set(coordinate, found);
  }
  // Mean square over squared mean of each group, less 1: its relative variance.
  const relative = Array.from(
    { length: d },
    (_, group) =>
      [...moments]
        .filter(([coordinate]) => basis.coordinates[coordinate].group === group)
        .reduce((product, [, { mean: m, square }]) => product * (square / (m * m)), 1) - 1,
  );
  const whole = [...moments].reduce((product, [, { mean: m }]) => product * m, exp(mean));
  const scale = whole * whole;
  const all = relative.reduce((product, q) => product * (1 + q), 1);
  return {
    variance: scale * (all - 1),
    first: Float64Array.from(relative, (q) => scale * q),
    total: Float64Array.from(relative, (q) => scale * q * (all / (1 + q))),
    interaction: (i, j) => scale * relative[i] * relative[j],
  };
}

/**
 * Mean and mean square of exp(f) by the trapezoidal rule in the normal score, which converges at
 * once for what falls off like a normal.
 */
function coordinateMoments(
  basis: ChaosBasis,
  coordinate: number,
  own: readonly { readonly degree: number; readonly c: number }[],
): { mean: number; square: number } | undefined {
  const { unbounded } = basis.coordinates[coordinate];
  const scores = Float64Array.from(
    { length: STEPS + 1 },
    (_, k) => -REACH + (2 * REACH * k) / STEPS,
  );
  const columns = polynomials(
    unbounded ? scores : scores.map(normalCdf),
    unbounded ? 'hermite' : 'legendre',
    basis.degrees(coordinate),
  );
  const f = scores.map((_, k) =>
    own.reduce((sum, { degree, c }) => sum + c * columns[degree - 1][k], 0),
  );
  const step = (2 * REACH) / STEPS;
  let [mean, square, last] = [0, 0, 0];
  scores.forEach((z, k) => {
    const weight = normalDensity(z) * step;
    const e = exp(f[k]);
    mean += weight * e;
    square += weight * e * e;
    if (k === 0 || k === STEPS) last = Math.max(last, weight * e * e);
  });
  // What has not fallen off at the ends has no finite square, or one that no sample shows.
  return Number.isFinite(square) && last < 1e-9 * square ? { mean, square } : undefined;
}
