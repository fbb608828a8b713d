/** The loguniform distribution: the exponential of a uniform one. */

import { exp } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import type { Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { logRatio, throughRatio, tooFarApart } from '../levels.ts';
import { also, boundsProblems, MAX, MIN, positive } from '../parameters.ts';
import { tableMapping } from '../table.ts';

const byBounds = numbers({
  parameters: { min: positive(...also(MIN, 'a').aliases), max: also(MAX, 'b') },
  example: { min: 1, max: 100 },
  problems: ({ min, max }) => boundsProblems(min, max),
  body: ({ min, max }) => loguniformBody(min, max),
});

const byQuantiles = fittedQuantiles({
  reach: { above: 0 },
  example: { p10: 1, p90: 30 },
  solve: (levels) => {
    const { scale: min, power } = throughRatio(levels, ({ p }) => p);
    const [, high] = levels;
    const max = high.x * exp(power * (1 - high.p));
    return min > 0 && max < Infinity ? { min, max } : tooFarApart(levels);
  },
  body: ({ min, max }) => loguniformBody(min, max),
});

function loguniformBody(min: number, max: number): Body {
  const width = logRatio(max, min);
  const middle = Math.sqrt(min) * Math.sqrt(max);
  const inside = (x: number) => Math.min(max, Math.max(min, x));
  const { mean, sd } = moments(min, max, middle, width);
  return {
    mean,
    sd,
    support: [min, max],
    // exp(width) may round to other than max / min.
    quantile: (p) => (p === 1 ? max : inside(min * exp(width * p))),
    upperQuantile: (q) => (q === 1 ? min : inside(max * exp(-width * q))),
    cdf: (x) => (x <= min ? 0 : x >= max ? 1 : logRatio(x, min) / width),
    survival: (x) => (x <= min ? 1 : x >= max ? 0 : logRatio(max, x) / width),
    density: (x) => (x < min || x > max ? 0 : 1 / (width * x)),
    mapping: tableMapping({
      link: 'exp',
      location: 0,
      scale: middle,
      quantile: (p) => exp(width * (p - 0.5)),
      upperQuantile: (q) => exp(width * (0.5 - q)),
    }),
  };
}

/**
 * With h half the width on the log scale and G the geometric mean of the bounds: the mean is G
 * sinh(h) / h, and the variance the mean times G (cosh(h) - sinh(h) / h). For small h the bracket
 * is a series of positive terms, h^2n 2n / (2n + 1)!.
 */
function moments(min: number, max: number, middle: number, width: number) {
  const mean = (max - min) / width;
  const half = width / 2;
  if (half > 1) return { mean, sd: Math.sqrt(mean) * Math.sqrt(min / 2 + max / 2 - mean) };
  const square = half * half;
  let term = 1;
  let sum = 0;
  for (let n = 1; n <= 9; n++) {
    term *= square / (2 * n * (2 * n + 1));
    sum += 2 * n * term;
  }
  return { mean, sd: Math.sqrt(mean) * Math.sqrt(middle) * Math.sqrt(sum) };
}

/**
 * Every ratio equally likely between `min` and `max`, 0 < min < max: the logarithm is uniform. Or
 * given by two quantiles, such as { p10: 1, p90: 30 }.
 */
export const loguniform = defineFamily({
  name: 'loguniform',
  aliases: ['reciprocal'],
  about: 'every ratio between two bounds equally likely',
  forms: [byBounds, byQuantiles],
  member: ({ real }) => {
    const min = real(0.001, 100);
    return [{ min, max: min * real(1.001, 1000) }];
  },
});
