/** Elementary functions against mpmath, in units in the last place. */

import {
  cos,
  exp,
  expm1,
  log,
  log1p,
  normalCdf,
  normalDensity,
  normalQuantile,
  pow,
  sin,
} from '../math/functions.ts';
import type { Check } from '../report/certificate.ts';
import { ulp, worst } from './check.ts';
import type { Reference } from './reference.ts';

/**
 * The bounds that the functions promise; of the density, which promises none, 1.79 was the most in
 * 30,000 values.
 */
const BOUNDS: readonly (readonly [
  name: string,
  f: (x: number, y: number) => number,
  ulps: number,
])[] = [
  ['exp', exp, 0.76],
  ['expm1', expm1, 3],
  ['log', log, 0.51],
  ['log1p', log1p, 0.75],
  ['pow', pow, 0.76],
  ['sin', sin, 0.75],
  ['cos', cos, 0.75],
  ['normalQuantile', normalQuantile, 2.75],
  ['normalCdf', normalCdf, 2.75],
  ['normalDensity', normalDensity, 2],
];

export function functionChecks({ functions }: Pick<Reference, 'functions'>): Check[] {
  return BOUNDS.map(([name, f, limit]) => {
    const errors = functions[name].map(([x, y, nearest, missing]) =>
      Math.abs((f(x, y ?? 0) - nearest) / ulp(nearest) - missing),
    );
    return worst({ group: 'functions', name, measure: 'ulps' }, limit, errors);
  });
}
