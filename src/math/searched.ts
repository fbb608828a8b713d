import { exp } from './exp.ts';
import { log } from './log.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { negativeBinomialQuantileBy, studentQuantileBy } from './searched-by-beta.ts';
import { inverseGaussianQuantileBy, skewNormalQuantileBy } from './searched-by-mills.ts';
import {
  betaQuantileBy,
  binomialQuantileBy,
  gammaQuantileBy,
  poissonQuantileBy,
} from './searched-quantiles.ts';

/** Quantiles that are searched, see the files of that name. */

export function gammaQuantile(p: number, shape: number): number {
  return gammaQuantileBy(p, shape, exp, log);
}

export function betaQuantile(p: number, a: number, b: number): number {
  return betaQuantileBy(p, a, b, exp, log);
}

export function poissonQuantile(p: number, mean: number): number {
  return poissonQuantileBy(p, mean, exp, log);
}

export function binomialQuantile(p: number, n: number, q: number): number {
  return binomialQuantileBy(p, n, q, exp, log);
}

export function studentQuantile(p: number, df: number): number {
  return studentQuantileBy(p, df, exp, log);
}

export function negativeBinomialQuantile(p: number, mean: number, size: number): number {
  return negativeBinomialQuantileBy(p, mean, size, exp, log);
}

export function inverseGaussianQuantile(p: number, ratio: number): number {
  return inverseGaussianQuantileBy(p, ratio, exp, log, normalCdf, normalQuantile);
}

export function skewNormalQuantile(p: number, shape: number): number {
  return skewNormalQuantileBy(p, shape, exp, log, normalCdf, normalQuantile);
}
