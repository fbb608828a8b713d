/** The normal distribution. */

import { normalCdf, normalDensity, normalQuantile } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import type { Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { scoreOf, throughStandard } from '../levels.ts';
import { also, real, SD } from '../parameters.ts';

const byMoments = numbers({
  parameters: { mean: real('mu', 'loc', 'location'), sd: also(SD, 'sigma', 'scale') },
  example: { mean: 10, sd: 2 },
  body: ({ mean, sd }) => normalBody(mean, sd),
});

const byQuantiles = fittedQuantiles({
  example: { p5: -2, p95: 7 },
  solve: (levels) => throughStandard(levels, scoreOf),
  body: ({ location, scale }) => normalBody(location, scale),
});

function normalBody(mean: number, sd: number): Body {
  return {
    mean,
    sd,
    support: [-Infinity, Infinity],
    quantile: (p) => mean + sd * normalQuantile(p),
    upperQuantile: (q) => mean - sd * normalQuantile(q),
    cdf: (x) => normalCdf((x - mean) / sd),
    survival: (x) => normalCdf((mean - x) / sd),
    density: (x) => normalDensity((x - mean) / sd) / sd,
    mapping: { kind: 'normal', location: mean, scale: sd },
  };
}

/**
 * The normal distribution with this mean and standard deviation, `sd` above 0; or with two
 * quantiles, such as { p5: -2, p95: 7 }.
 */
export const normal = defineFamily({
  name: 'normal',
  aliases: ['gaussian', 'gauss', 'norm'],
  about: 'the bell curve: sums of many small things',
  forms: [byMoments, byQuantiles],
  member: ({ real }) => [{ mean: real(-100, 100), sd: real(0.001, 100) }],
});
