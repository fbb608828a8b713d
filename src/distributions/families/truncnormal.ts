/** The normal distribution cut off at both ends. */

import { exp, normalCdf, normalDensity, normalQuantile } from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about } from '../family.ts';
import { numbers } from '../forms.ts';
import { boundsProblems, MAX, MIN, real, SD } from '../parameters.ts';
import { GAUSS_LEGENDRE } from '../quadrature.ts';

/**
 * Below this probability between the bounds, the tail of the parent has too few digits left to draw
 * from.
 */
const LEAST_PROBABILITY = 1e-300;

const byParent = numbers({
  parameters: { mean: real(), sd: SD, min: MIN, max: MAX },
  example: { mean: 4, sd: 3, min: 0, max: 10 },
  problems: ({ mean, sd, min, max }) => [
    ...boundsProblems(min, max),
    sd > 0 &&
      min < max &&
      Math.abs(share(mean, sd, min, max).width) < LEAST_PROBABILITY &&
      about(
        'mean',
        `mean is ${mean} and sd is ${sd}; hardly anything of that lies between min ${min} and max ${max}`,
      ),
  ],
  body: ({ mean, sd, min, max }) => {
    const { sign, from, to, width } = share(mean, sd, min, max);
    const scale = sign * sd;
    const moments = truncatedMoments((min - mean) / sd, (max - mean) / sd);
    const inside = (x: number) => Math.min(max, Math.max(min, x));
    return {
      mean: mean + sd * moments.mean,
      sd: sd * moments.sd,
      support: [min, max],
      quantile: (p) => {
        if (p === 0) return min;
        if (p === 1) return max;
        // From the nearer end, so that the upper tail of a mirrored interval keeps its digits. The
        // mapping counts from one end only: its draw is that of a uniform moved by 1e-16.
        const position = p < 0.5 ? from + p * width : to - (1 - p) * width;
        return inside(mean + scale * normalQuantile(position));
      },
      upperQuantile: (q) => {
        if (q === 0) return max;
        if (q === 1) return min;
        const position = q < 0.5 ? to - q * width : from + (1 - q) * width;
        return inside(mean + scale * normalQuantile(position));
      },
      cdf: (x) => {
        if (x <= min) return 0;
        if (x >= max) return 1;
        return Math.min(1, Math.max(0, (normalCdf((x - mean) / scale) - from) / width));
      },
      survival: (x) => {
        if (x <= min) return 1;
        if (x >= max) return 0;
        return Math.min(1, Math.max(0, (to - normalCdf((x - mean) / scale)) / width));
      },
      density: (x) =>
        x < min || x > max ? 0 : normalDensity((x - mean) / sd) / (sd * Math.abs(width)),
      mapping: { kind: 'truncated-normal', location: mean, scale, from, width },
    };
  },
});

/**
 * The interval as probabilities of the parent. An interval that lies mostly above the mean is
 * mirrored, because 1 - 1e-20 is 1 where 1e-20 is itself.
 */
function share(mean: number, sd: number, min: number, max: number) {
  const sign = min - mean + (max - mean) > 0 ? -1 : 1;
  const from = normalCdf((min - mean) / (sign * sd));
  const to = normalCdf((max - mean) / (sign * sd));
  return { sign, from, to, width: to - from };
}

/**
 * Mean and standard deviation of a standard normal kept in [low, high].
 *
 * The closed forms, such as 1 + (low phi(low) - high phi(high)) / P - mean^2 for the variance, lose
 * every digit in a far tail or a narrow interval. These integrals have positive terms only: panels
 * from where the density is greatest to where it has fallen by exp(-41), measured from there so
 * that nothing cancels.
 */
function truncatedMoments(low: number, high: number): { mean: number; sd: number } {
  if (low + high < 0) {
    const mirrored = truncatedMoments(-high, -low);
    return { mean: -mirrored.mean, sd: mirrored.sd };
  }
  const peak = Math.max(low, 0);
  const start = Math.max(low - peak, -9.06);
  const end = Math.min(high - peak, 82 / (peak + Math.sqrt(peak * peak + 82)));
  const panels = 24;
  const half = (end - start) / (2 * panels);
  const points: [offset: number, weight: number][] = [];
  for (let k = 0; k < panels; k++) {
    const centre = start + (2 * k + 1) * half;
    for (const [node, weight] of GAUSS_LEGENDRE) {
      for (const t of [centre - half * node, centre + half * node]) {
        points.push([t, weight * exp(-t * (peak + t / 2))]);
      }
    }
  }
  const total = points.reduce((sum, [, weight]) => sum + weight, 0);
  const offset = points.reduce((sum, [t, weight]) => sum + t * weight, 0) / total;
  const variance =
    points.reduce((sum, [t, weight]) => sum + (t - offset) * (t - offset) * weight, 0) / total;
  return { mean: peak + offset, sd: Math.sqrt(variance) };
}

/**
 * The normal distribution of this `mean` and `sd`, kept between `min` and `max`. Mean and standard
 * deviation are those of the parent, before it is cut; the distribution's own are its `mean` and
 * `sd` properties.
 */
export const truncnormal = defineFamily({
  name: 'truncnormal',
  about: 'a normal distribution cut off at both ends',
  forms: [byParent],
  member: ({ real }) => {
    const [min, width] = [real(-100, 100), real(0.001, 100)];
    const [mean, sd] = [min + width * real(-3, 3), width * real(0.1, 10)];
    return [{ mean, sd, min, max: min + width }];
  },
});
