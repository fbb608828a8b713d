/** What is left of a discrete distribution between two bounds. */

import { lastOf } from '../text/entry.ts';
import { breaksOf } from './breaks.ts';
import type { Distribution } from './distribution.ts';
import type { Body } from './family.ts';
import type { Pieces } from './piecewise-table.ts';
import { weightedValues } from './weighted-values.ts';

export const MOST_VALUES = 2 ** 17;
/** Values of a discrete distribution go on as far as draws can reach. */
const LEAST_SHARE = 2 ** -54;

/** Its values, with their probabilities before it was cut. */
export function valuesIn(
  inner: Distribution,
  min: number,
  max: number,
): readonly (readonly [value: number, probability: number])[] {
  const listed = breaksOf(inner).at;
  const [least, greatest] = inner.support;
  const pairs: (readonly [number, number])[] = [];
  let sum = 0;
  const take = (value: number): void => {
    const probability = inner.density(value);
    if (value < min || value > max || probability === 0) return;
    pairs.push([value, probability]);
    sum += probability;
  };
  for (const value of listed) take(value);
  // A family of whole numbers lists them no farther than it is drawn itself; behind a bound out
  // there others follow.
  const last = lastOf(listed);
  if (greatest > last && !(max <= last)) {
    const first = min > last ? Math.ceil(min) : last + 1;
    for (let value = first; !(value > max) && pairs.length <= MOST_VALUES; value++) {
      take(value);
      if (!(inner.survival(value) > LEAST_SHARE * sum)) break;
    }
  }
  if (least < listed[0] && !(min >= listed[0])) {
    const first = max < listed[0] ? Math.floor(max) : listed[0] - 1;
    for (let value = first; !(value < min) && pairs.length <= MOST_VALUES; value--) {
      take(value);
      if (!(inner.cdf(value) > LEAST_SHARE * sum)) break;
    }
    pairs.sort(([one], [other]) => one - other);
  }
  return pairs;
}

/**
 * Counted from an end that was cut by the probabilities themselves, elsewhere by those of the
 * whole.
 */
export function cutValues(inner: Distribution, min: number, max: number): Body {
  const pairs = valuesIn(inner, min, max);
  const left = weightedValues(
    pairs.map(([value]) => value),
    pairs.map(([, probability]) => probability),
  );
  const share = pairs.reduce((sum, [, probability]) => sum + probability, 0);
  const [least, greatest] = inner.support;
  const cutsBelow = min > least;
  const cutsAbove = max < greatest;
  const fromBelow = (p: number) => (cutsBelow ? left.quantile(p) : inner.quantile(p * share));
  const fromAbove = (q: number) =>
    cutsAbove ? left.upperQuantile!(q) : inner.upperQuantile(q * share);
  const support: readonly [number, number] = [
    cutsBelow ? left.support[0] : least,
    cutsAbove ? left.support[1] : greatest,
  ];
  const infinite = !cutsAbove && !Number.isFinite(inner.sd);
  return {
    mean: cutsAbove || Number.isFinite(inner.mean) ? left.mean : inner.mean,
    sd: infinite ? inner.sd : left.sd,
    support,
    discrete: true,
    ...inBothTails(
      support,
      {
        quantile: (p) => (p <= 0.5 ? fromBelow(p) : left.quantile(p)),
        upperQuantile: (q) => (q <= 0.5 ? fromAbove(q) : left.upperQuantile!(q)),
      },
      (x) => (cutsBelow ? left.cdf(x) : inner.cdf(x) / share),
      (x) => (cutsAbove ? left.survival!(x) : inner.survival(x) / share),
    ),
    density: (x) => (x >= support[0] && x <= support[1] ? inner.density(x) / share : 0),
    mapping: left.mapping,
  };
}

type TwoTails = Pick<Pieces, 'quantile' | 'upperQuantile' | 'cdf' | 'survival'>;

/** Ends, and probabilities that add to 1: the smaller as it is, the other as what is left. */
export function inBothTails(
  [least, greatest]: readonly [number, number],
  inside: Pick<TwoTails, 'quantile' | 'upperQuantile'>,
  below: (x: number) => number,
  above: (x: number) => number,
): TwoTails {
  const within = (x: number) => Math.min(greatest, Math.max(least, x));
  return {
    quantile: (p) => (p === 0 ? least : p === 1 ? greatest : within(inside.quantile(p))),
    upperQuantile: (q) => (q === 0 ? greatest : q === 1 ? least : within(inside.upperQuantile(q))),
    cdf: (x) => {
      if (x < least || x >= greatest) return x < least ? 0 : 1;
      const p = below(x);
      return p <= 0.5 ? p : 1 - above(x);
    },
    survival: (x) => {
      if (x < least || x >= greatest) return x < least ? 1 : 0;
      const p = below(x);
      return p <= 0.5 ? 1 - p : above(x);
    },
  };
}
