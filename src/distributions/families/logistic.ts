/** The logistic distribution: like a normal one, with heavier tails. */

import { exp, log, log1p } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import type { Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { throughStandard } from '../levels.ts';
import { also, LOCATION, positive, real, SD } from '../parameters.ts';
import { tableMapping } from '../table.ts';
import { standardised } from '../two-parts.ts';

/** pi / sqrt(3), the standard deviation of the standard form. */
const STANDARD_SD = 1.8137993642342178;

const byScale = numbers({
  parameters: { location: also(LOCATION, 'mu'), scale: positive('s') },
  example: { location: 10, scale: 2 },
  body: ({ location, scale }) => logisticBody(location, scale),
});

const byMoments = numbers({
  parameters: { mean: real(), sd: SD },
  example: { mean: 10, sd: 2 },
  body: ({ mean, sd }) => ({ ...logisticBody(mean, sd / STANDARD_SD), sd }),
});

const byQuantiles = fittedQuantiles({
  example: { p10: 2, p90: 8 },
  solve: (levels) => throughStandard(levels, ({ p }) => logit(p)),
  body: ({ location, scale }) => logisticBody(location, scale),
});

/** log(p / (1 - p)), with all digits near 1/2 too. */
export function logit(p: number): number {
  if (p >= 0.25 && p <= 0.75) return log1p((2 * p - 1) / (1 - p));
  return log(p) - log1p(-p);
}

function logisticBody(location: number, scale: number): Body {
  /** exp(-|x - location| / scale), and whether x is below the location. */
  const from = (x: number): [power: number, below: boolean] => {
    const [high, low] = standardised(x, location, scale);
    return high < 0 ? [exp(high) * (1 + low), true] : [exp(-high) * (1 - low), false];
  };
  return {
    mean: location,
    sd: scale * STANDARD_SD,
    support: [-Infinity, Infinity],
    quantile: (p) => location + scale * logit(p),
    upperQuantile: (q) => location - scale * logit(q),
    cdf: (x) => {
      const [power, below] = from(x);
      return (below ? power : 1) / (1 + power);
    },
    survival: (x) => {
      const [power, below] = from(x);
      return (below ? 1 : power) / (1 + power);
    },
    density: (x) => {
      const [power] = from(x);
      return power / ((1 + power) * (1 + power)) / scale;
    },
    mapping: tableMapping({
      link: 'identity',
      location,
      scale,
      quantile: logit,
      upperQuantile: (q) => -logit(q),
    }),
  };
}

/**
 * The logistic distribution with cdf 1 / (1 + exp(-(x - location) / scale)); with `mean` and `sd`;
 * or with two quantiles.
 */
export const logistic = defineFamily({
  name: 'logistic',
  aliases: ['logis', 'sechsquared'],
  about: 'like a normal distribution, with heavier tails',
  forms: [byScale, byMoments, byQuantiles],
  member: ({ real }) => [{ location: real(100, 200), scale: real(0.001, 2) }],
});
