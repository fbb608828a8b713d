/** The metalog distribution: with as many terms as quantiles, so that it has them all. */

import { exp } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Body, findings } from '../family.ts';
import { quantiles, Refusal } from '../forms.ts';
import type { Mapping } from '../mapping-kinds.ts';
import { also, boundsProblems, MAX, MIN, optional } from '../parameters.ts';
import { momentsOf } from '../quadrature.ts';
import { tableMapping } from '../table.ts';
import { logit } from './logistic.ts';
import { type Curve, endOf, inverseOf, rateAt, tailSlope, valueAt } from './metalog-curve.ts';
import { type Fit, fitThrough } from './metalog-fit.ts';
import type { Scale } from './metalog-scale.ts';

const byQuantiles = quantiles({
  count: [3, 16],
  parameters: {
    min: optional(also(MIN, 'lowerbound', 'bl'), NaN),
    max: optional(also(MAX, 'upperbound', 'bu'), NaN),
  },
  positional: ['p10', 'p50', 'p90'],
  example: { p10: 1, p50: 2, p90: 5 },
  problems: ({ min, max }) => boundsProblems(min, max),
  solve: (levels, bounds) => {
    const { min, max } = bounds;
    const outside = findings(
      levels.map(({ name, x }) =>
        x <= min
          ? about(name, `${name} is ${x}; it must be above min ${min}`)
          : x >= max && about(name, `${name} is ${x}; it must be below max ${max}`),
      ),
    );
    return outside.length > 0 ? new Refusal(outside) : fitThrough(levels, bounds);
  },
  body: metalogBody,
});

function metalogBody({ scale, curve }: Fit): Body {
  const xAt = (v: number) => scale.toX(valueAt(curve, v));
  const [least, greatest] = [false, true].map((upper) => scale.toX(endOf(curve, upper)));
  const within = (x: number) => Math.min(greatest, Math.max(least, x));
  const quantile = (p: number) => (p === 0 ? least : p === 1 ? greatest : within(xAt(logit(p))));
  const upperQuantile = (q: number) =>
    q === 0 ? greatest : q === 1 ? least : within(xAt(-logit(q)));
  const inverse = inverseOf(curve);
  const vAt = (x: number) => inverse(scale.toCurve(x));
  /** 1 / (1 + exp(-v)), small ones with all their digits. */
  const probability = (v: number) => {
    const e = exp(-Math.abs(v));
    return (v < 0 ? e : 1) / (1 + e);
  };
  return {
    ...moments(scale, curve),
    support: [least, greatest],
    quantile,
    upperQuantile,
    cdf: (x) => (x <= least ? 0 : x >= greatest ? 1 : probability(vAt(x))),
    survival: (x) => (x <= least ? 1 : x >= greatest ? 0 : probability(-vAt(x))),
    density: (x) => {
      if (x < least || x > greatest) return 0;
      if (x > least && x < greatest) return scale.slope(x) / rateAt(curve, vAt(x));
      return densityAtEnd(scale, curve, x, x === greatest);
    },
    mapping: mappingOf(scale, curve),
  };
}

/**
 * A bounded curve ends in a positive density; at a bound it is that of a power, (1 - s) / s of the
 * distance for a slope s.
 */
function densityAtEnd(scale: Scale, curve: Curve, x: number, upper: boolean): number {
  if (!Number.isFinite(x)) return 0;
  if (curve.byV.length === 0) return scale.slope(x) / rateAt(curve, upper ? Infinity : -Infinity);
  return tailSlope(curve, upper) < 1 ? 0 : Infinity;
}

/**
 * Where values go on as exp(s v), they go as the power -s of the probability: no mean from s = 1
 * on, no sd from 1/2.
 */
function moments(
  { link, sign, toOffset, reference }: Scale,
  curve: Curve,
): { mean: number; sd: number } {
  const heaviness = link === 'exp' ? tailSlope(curve, sign > 0) : 0;
  if (heaviness >= 1) return { mean: sign * Infinity, sd: Infinity };
  const offsetAt = (v: number) => toOffset(valueAt(curve, v));
  const offsets = {
    quantile: (p: number) => offsetAt(logit(p)),
    upperQuantile: (q: number) => offsetAt(-logit(q)),
  };
  const { mean, sd } = momentsOf(offsets, [], heaviness >= 0.5);
  return { mean: reference + mean, sd };
}

/**
 * The table is one of the curve itself, so that both ends keep their digits whatever the bounds
 * are.
 */
function mappingOf({ link, location, scale, sign, shift }: Scale, curve: Curve): Mapping {
  const { table } = tableMapping({
    link: 'identity',
    location: 0,
    scale: 1,
    quantile: (p) => valueAt(curve, logit(p)),
    upperQuantile: (q) => valueAt(curve, -logit(q)),
  });
  const moved = () => {
    const plain = table();
    const coefficients = plain.coefficients.map((c, k) => sign * c + (k % 6 === 0 ? shift : 0));
    return { ...plain, coefficients };
  };
  return { kind: 'table', link, location, scale, table: moved };
}

/**
 * The metalog distribution with these quantiles, three to sixteen:
 * `metalog({ p10: 1, p50: 2, p90: 5 })`. It has as many terms as there are quantiles, and so meets
 * each. With `min` or `max`, or both, its values stay within these: the curve is then that of log(x
 * - min), -log(max - x) or log((x - min) / (max - x)).
 *
 * Not every set of quantiles has such a distribution: the density must be positive everywhere. One
 * that does not is refused, with the level that would have to move least, and where to.
 *
 * Source: Keelin (2016), "The Metalog Distributions", Decision Analysis 13(4), 243-277,
 * doi:10.1287/deca.2016.0338.
 */
export const metalog = defineFamily({
  name: 'metalog',
  aliases: ['keelin', 'metalogistic'],
  about: 'a curve through three to sixteen quantiles, each of which it meets',
  forms: [byQuantiles],
  member: ({ real }) => {
    const [p10, width] = [real(100, 200), real(0.001, 2)];
    return [{ p10, p50: p10 + width * real(0.25, 0.75), p90: p10 + width }];
  },
});
