import { exp } from './exp.ts';
import { log } from './log.ts';
import {
  betaQuantileBy,
  binomialQuantileBy,
  gammaQuantileBy,
  poissonQuantileBy,
} from './searched-quantiles.ts';

/** Quantiles that are searched, see searched-quantiles.ts. */

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
