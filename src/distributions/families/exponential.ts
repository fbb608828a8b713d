/** The exponential distribution: the wait for what may happen at any moment. */

import { exp, expm1 } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { exponentialQuantile, exponentialUpperQuantile } from '../exponential-powers.ts';
import { about, type Body } from '../family.ts';
import { numbers, quantiles } from '../forms.ts';
import { isScale, tooFarApart } from '../levels.ts';
import { positive, real, START } from '../parameters.ts';
import { tableMapping } from '../table.ts';
import { standardised } from '../two-parts.ts';

/** Of the whole: a location is part of its mean. */
const byMean = numbers({
  parameters: { mean: real(), location: START },
  example: { mean: 2 },
  problems: ({ mean, location }) => [
    mean <= location &&
      about(
        'mean',
        location === 0
          ? `mean is ${mean}; it must be above 0`
          : `mean is ${mean}; it must be above location ${location}, which it includes. scale=... is the mean without it.`,
      ),
  ],
  body: ({ mean, location }) => ({ ...exponentialBody(location, mean - location), mean }),
});

const byScale = numbers({
  parameters: { scale: positive(), location: START },
  example: { scale: 2, location: 1 },
  body: ({ scale, location }) => exponentialBody(location, scale),
});

const byRate = numbers({
  parameters: { rate: positive('lambda'), location: START },
  example: { rate: 0.5 },
  problems: ({ rate }) => [
    1 / rate === Infinity &&
      rate > 0 &&
      about('rate', `rate is ${rate}; its mean, 1 / rate, is too large for a number`),
  ],
  body: ({ rate, location }) => exponentialBody(location, 1 / rate),
});

const byQuantile = quantiles({
  count: 1,
  parameters: { location: START },
  reach: { above: 'location' },
  example: { p50: 2 },
  solve: (levels, { location }) => {
    const [{ p, x }] = levels;
    const scale = (x - location) / exponentialQuantile(p);
    return isScale(scale) ? { scale } : tooFarApart(levels);
  },
  body: ({ scale }, { location }) => exponentialBody(location, scale),
});

function exponentialBody(location: number, scale: number): Body {
  /** exp(-(x - location) / scale), whose exponent may be large: its rounding counts. */
  const above = (x: number) => {
    const [high, low] = standardised(x, location, scale);
    return exp(-high) * (1 - low);
  };
  return {
    mean: location + scale,
    sd: scale,
    support: [location, Infinity],
    quantile: (p) => location + scale * exponentialQuantile(p),
    upperQuantile: (q) => location + scale * exponentialUpperQuantile(q),
    cdf: (x) => (x <= location ? 0 : -expm1(-(x - location) / scale)),
    survival: (x) => (x <= location ? 1 : above(x)),
    density: (x) => (x < location ? 0 : above(x) / scale),
    mapping: tableMapping({
      link: 'exp',
      location,
      scale,
      quantile: exponentialQuantile,
      upperQuantile: exponentialUpperQuantile,
    }),
  };
}

/**
 * The exponential distribution of this `mean`; of this `rate`, one over the mean; or with one
 * quantile, such as { p50: 2 }. It begins at `location`, 0 if that is left out; `mean` is that of
 * the whole, location included, `scale` and 1 / `rate` are counted from it.
 */
export const exponential = defineFamily({
  name: 'exponential',
  aliases: ['expon', 'expo', 'negativeexponential'],
  about: 'the wait for what may happen at any moment',
  forms: [byMean, byScale, byRate, byQuantile],
  member: ({ real }) => [{ mean: real(0.001, 100) }],
});
