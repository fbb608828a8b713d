/** The uniform distribution. */

import { defineFamily } from '../define-family.ts';
import { about, type Body, type Level } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { isScale, tooFarApart } from '../levels.ts';
import { also, boundsProblems, MAX, MIN, real, SD } from '../parameters.ts';

const byBounds = numbers({
  parameters: { min: also(MIN, 'a'), max: also(MAX, 'b') },
  example: { min: 0, max: 3 },
  problems: ({ min, max }) => boundsProblems(min, max),
  body: ({ min, max }) => uniformBody(min, max),
});

const byMoments = numbers({
  parameters: { mean: real(), sd: SD },
  example: { mean: 10, sd: 2 },
  problems: ({ mean, sd }) => {
    const half = sd * Math.sqrt(3);
    const bounds = 'its bounds lie 1.73 sd from the mean, and';
    return [
      Math.abs(mean) + 2 * half === Infinity &&
        about('sd', `sd is ${sd}; ${bounds} are too far apart for a number`),
      sd > 0 &&
        mean - half === mean + half &&
        about('sd', `mean is ${mean} and sd is ${sd}; ${bounds} are one number`),
    ];
  },
  body: ({ mean, sd }) => {
    const half = sd * Math.sqrt(3);
    return { ...uniformBody(mean - half, mean + half), mean, sd };
  },
});

const byQuantiles = fittedQuantiles({
  example: { p10: 2, p90: 8 },
  solve: (levels) => {
    const [min, max] = bounds(levels);
    return isScale(max - min) ? { min, max } : tooFarApart(levels);
  },
  body: ({ min, max }) => uniformBody(min, max),
});

/** Each bound from the level beside it. */
function bounds([low, high]: readonly Level[]): [min: number, max: number] {
  const width = (high.x - low.x) / (high.p - low.p);
  return [low.x - width * low.p, high.x + width * (1 - high.p)];
}

function uniformBody(min: number, max: number): Body {
  const width = max - min;
  return {
    mean: min + width / 2,
    sd: width / Math.sqrt(12),
    support: [min, max],
    // min + width may round to just beyond max.
    quantile: (p) => Math.min(max, min + width * p),
    upperQuantile: (q) => Math.max(min, max - width * q),
    cdf: (x) => Math.min(1, Math.max(0, (x - min) / width)),
    survival: (x) => Math.min(1, Math.max(0, (max - x) / width)),
    density: (x) => (x >= min && x <= max ? 1 / width : 0),
    mapping: { kind: 'uniform', location: min, scale: width },
  };
}

/**
 * Every value between `min` and `max` equally likely, min < max. Or with `mean` and `sd`, or with
 * two quantiles.
 */
export const uniform = defineFamily({
  name: 'uniform',
  aliases: ['unif', 'rectangular'],
  about: 'every value between two bounds equally likely',
  forms: [byBounds, byMoments, byQuantiles],
  member: ({ real }) => {
    const min = real(-100, 100);
    return [{ min, max: min + real(0.001, 100) }];
  },
});
