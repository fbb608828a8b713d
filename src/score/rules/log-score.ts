/** The logarithmic score of a sample, which has a density only by way of an estimate. */

import { exp, log, pow } from '../../math/functions.ts';
import { quantileSorted } from '../../stats/quantile.ts';
import { effectiveSampleSize } from '../../stats/weights.ts';
import { meanOf, probability, quantileOf, type Sample } from '../sample.ts';
import { logScore } from './categories.ts';

/** Shares of this size at one value are a lump and not a density. */
const LUMP = 0.01;

export interface SampleLogScore {
  /**
   * Minus the logarithm of a probability, or of a density by the unit of the outcome; lower is
   * better.
   */
  readonly score: (sample: Sample) => number;
  /** What it is the logarithm of: two scores can be compared if that is the same. */
  readonly of: 'probability' | 'density';
}

/**
 * Where many trials have the very value of the truth (nothing was sold, say), it is the probability
 * of that value. Elsewhere it is the density by Gaussian kernels over the trials that are not in
 * such lumps: an approximation that is too smooth by about the square of the bandwidth, most at
 * edges.
 *
 * Source: bandwidth by Scott (1992), "Multivariate Density Estimation", Wiley, equation 6.44 (1.06
 * times the smaller of standard deviation and interquartile range over 1.34, times n^-1/5), as
 * scoringRules has it in R.
 */
export function logScoreOf(sample: Sample, truth: number): SampleLogScore {
  const at = (one: Sample): number => probability(one, (x) => x === truth);
  if (at(sample) >= LUMP || sample.values.length === 1)
    return { score: (one) => logScore(at(one)), of: 'probability' };
  const lumps = new Set(lumpsOf(sample));
  return {
    score: (one) => 0 - logDensity(outside(one, lumps), truth),
    of: 'density',
  };
}

/** Values that many trials share. */
function lumpsOf({ values, weights }: Sample): readonly number[] {
  const lumps: number[] = [];
  for (let k = 0; k < values.length; ) {
    let [end, share] = [k, 0];
    while (end < values.length && values[end] === values[k]) share += weights[end++];
    if (end - k > 1 && share >= LUMP) lumps.push(values[k]);
    k = end;
  }
  return lumps;
}

interface Smooth {
  readonly sample: Sample | undefined;
  /** Weight of what is left, of 1. */
  readonly share: number;
}

function outside(sample: Sample, lumps: ReadonlySet<number>): Smooth {
  if (lumps.size === 0) return { sample, share: 1 };
  const kept = (_: number, k: number): boolean => !lumps.has(sample.values[k]);
  const weights = sample.weights.filter(kept);
  const share = weights.reduce((a, b) => a + b, 0);
  if (weights.length < 2) return { sample: undefined, share: 0 };
  return {
    sample: {
      ...sample,
      values: sample.values.filter(kept),
      weights: weights.map((w) => w / share),
      replicates: sample.replicates.filter(kept),
    },
    share,
  };
}

const LOG_ROOT_TWO_PI = 0.9189385332046728;

function logDensity({ sample, share }: Smooth, at: number): number {
  if (sample === undefined) return Number.NEGATIVE_INFINITY;
  const width = bandwidth(sample);
  if (!(width > 0)) return Number.NEGATIVE_INFINITY;
  const { values, weights } = sample;
  const z2 = (k: number): number => ((at - values[k]) / width) * ((at - values[k]) / width);
  // By the nearest trial, so that a truth far outside has a score and not an infinite one by
  // underflow.
  let nearest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < values.length; k++) nearest = Math.min(nearest, z2(k));
  let sum = 0;
  for (let k = 0; k < values.length; k++) {
    const further = z2(k) - nearest;
    if (further < 1500) sum += weights[k] * exp(-further / 2);
  }
  return log(share * sum) - nearest / 2 - log(width) - LOG_ROOT_TWO_PI;
}

function bandwidth(sample: Sample): number {
  const { values, weights } = sample;
  const n = effectiveSampleSize(weights);
  const mean = meanOf(sample);
  const squares = values.reduce((sum, x, k) => sum + weights[k] * (x - mean) * (x - mean), 0);
  const sd = Math.sqrt((squares * n) / (n - 1));
  const alike = weights.every((w) => w === weights[0]);
  const quantile = (p: number): number =>
    alike ? quantileSorted(values, p) : quantileOf(sample, p);
  const robust = (quantile(0.75) - quantile(0.25)) / 1.34;
  const spread = robust > 0 ? Math.min(sd, robust) : sd;
  return 1.06 * spread * pow(n, -0.2);
}
