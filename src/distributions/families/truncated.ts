/** Any distribution, cut off at one end or at both. */

import { log } from '../../math/functions.ts';
import { BOUND_NAMES } from '../aliases.ts';
import { breaksOf, withBreaks } from '../breaks.ts';
import { type Cut, cutAt, probabilityFrom } from '../cut.ts';
import type { Distribution, Mapping } from '../distribution.ts';
import { about, type Body, boundsProblems, type Family, type InnerForm, make } from '../family.ts';
import { type Pieces, piecewiseMapping, scoresAt } from '../piecewise-table.ts';
import { momentsOf, tailWeight } from '../quadrature.ts';
import { justBelow } from '../root.ts';
import { tableMapping } from '../table.ts';
import { weightedValues } from '../weighted-values.ts';

/** Below this probability between the bounds too few digits are left of it. */
const LEAST_PROBABILITY = 1e-290;
const MOST_VALUES = 2 ** 17;
/** Values of a discrete distribution go on as far as draws can reach. */
const LEAST_SHARE = 2 ** -54;

const byBounds: InnerForm<'min' | 'max'> = {
  takes: 'distribution',
  names: ['min', 'max'],
  defaults: { min: NaN, max: NaN },
  aliases: { ...BOUND_NAMES, a: 'min', lowerbound: 'min', b: 'max', upperbound: 'max' },
  problems: (inner, { min, max }) => {
    if (Number.isNaN(min) && Number.isNaN(max))
      return [{ message: 'truncated: there is neither min nor max; it takes one or both' }];
    const bounds = boundsProblems('truncated', min, max);
    if (min >= max) return bounds;
    const values = inner.discrete ? valuesIn(inner, min, max) : [];
    const probability = inner.discrete
      ? values.reduce((sum, [, weight]) => sum + weight, 0)
      : probabilityOf(intervalOf(inner, min, max));
    const parameter = Number.isNaN(min) ? 'max' : 'min';
    return [
      ...bounds,
      !(probability >= LEAST_PROBABILITY) && about(parameter, hardlyAnything(inner, min, max)),
      values.length > MOST_VALUES &&
        about(
          parameter,
          `truncated: more than ${MOST_VALUES} values of ${inner.text} are left; it takes at most so many`,
        ),
    ];
  },
  body: (inner, { min, max }) =>
    inner.discrete ? cutValues(inner, min, max) : cutDensity(inner, min, max),
};

function hardlyAnything(inner: Distribution, min: number, max: number): string {
  const [least, greatest] = inner.support;
  const where = Number.isNaN(max)
    ? `above min ${min}`
    : Number.isNaN(min)
      ? `below max ${max}`
      : `between min ${min} and max ${max}`;
  return `truncated: hardly anything of ${inner.text} lies ${where}; its values reach from ${least} to ${greatest}`;
}

/** What is left of a discrete distribution, with its probabilities before it was cut. */
function valuesIn(
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
  const last = listed.at(-1)!;
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
function cutValues(inner: Distribution, min: number, max: number): Body {
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
function inBothTails(
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

interface Interval {
  readonly lower: Cut;
  readonly upper: Cut;
  /** Where the density has a kink or a value a probability, inside the interval. */
  readonly breaks: readonly number[];
  readonly mixed: boolean;
}

function intervalOf(inner: Distribution, min: number, max: number): Interval {
  const { at, mixed } = breaksOf(inner);
  const [least, greatest] = inner.support;
  let from = min > least ? min : least;
  let to = max < greatest ? max : greatest;
  // A bound in a gap: the support begins behind it.
  const hasValue = (x: number) =>
    mixed && inner.cdf(x) - inner.cdf(justBelow(x)) > 64 * Number.EPSILON * inner.cdf(x);
  const empty = (a: number, b: number) =>
    inner.cdf(a) === inner.cdf(b) && inner.survival(a) === inner.survival(b);
  for (const x of at) {
    if (x > from && x < to && !hasValue(from) && empty(from, justBelow(x))) from = x;
  }
  for (const x of at.toReversed()) {
    if (x > from && x < to && !hasValue(to) && empty(x, justBelow(to))) to = x;
  }
  return {
    lower: cutAt(inner, from, true, mixed),
    upper: cutAt(inner, to, false, mixed),
    breaks: at.filter((x) => x >= from && x <= to),
    mixed,
  };
}

function probabilityOf({ lower, upper }: Interval): number {
  return lower.end < upper.end ? lower.mass(upper.end) : 0;
}

function cutDensity(inner: Distribution, min: number, max: number): Body {
  const interval = intervalOf(inner, min, max);
  const { lower, upper, mixed } = interval;
  const share = probabilityOf(interval);
  const support = [lower.end, upper.end] as const;
  const functions = inBothTails(
    support,
    {
      quantile: (p) => (p <= 0.5 ? lower.value(p * share) : upper.value((1 - p) * share)),
      upperQuantile: (q) => (q <= 0.5 ? upper.value(q * share) : lower.value((1 - q) * share)),
    },
    (x) => lower.mass(x) / share,
    (x) => upper.mass(x) / share,
  );
  const breaks = [...new Set([...support.filter(Number.isFinite), ...interval.breaks])];
  const pieces = { ...functions, support, breaks: breaks.sort((a, b) => a - b) };
  const inside = breaks.filter((x) => x > lower.end && x < upper.end);
  const smooth = !mixed && inside.length === 0;
  return {
    ...moments(inner, interval, pieces, smooth ? [] : breaks.flatMap((x) => scoresAt(pieces, x))),
    support,
    ...functions,
    density: (x) => (x >= lower.end && x <= upper.end ? inner.density(x) / share : 0),
    mapping: withBreaks((smooth && smoothMapping(interval, share)) || piecewiseMapping(pieces), {
      at: pieces.breaks,
      mixed,
      probabilityFrom: (place, distance, above) => {
        // Of the interval, with what its lower end has.
        const from = Number.isFinite(lower.end) ? justBelow(lower.end) : lower.end;
        const start = above ? Math.max(place, from) : Math.min(place, upper.end);
        const length = distance - Math.abs(start - place);
        const inside = Math.min(length, above ? upper.end - start : start - from);
        return inside > 0 ? probabilityFrom(inner, start, inside, above) / share : 0;
      },
    }),
  };
}

/** Weights of tails from which on there is no sd, and no mean; a little below, for roundings. */
const NO_SD = 0.5 - 1e-6;
const NO_MEAN = 1 - 1e-6;

/** Infinite where they are before the cut, and the tail that makes them so is left. */
function moments(
  inner: Distribution,
  { lower, upper }: Interval,
  pieces: Pieces,
  kinks: readonly number[],
): { mean: number; sd: number } {
  const left = !Number.isFinite(inner.sd);
  const below = left && !lower.cuts ? tailWeight(pieces, false) : 0;
  const above = left && !upper.cuts ? tailWeight(pieces, true) : 0;
  if (Math.max(below, above) >= NO_MEAN && !Number.isFinite(inner.mean))
    return { mean: above >= NO_MEAN ? Infinity : -Infinity, sd: Infinity };
  return momentsOf(pieces, kinks, Math.max(below, above) >= NO_SD);
}

/** An end that is not at 0 and so many quartiles away costs distances from it too many digits. */
const FAR = 100;
const LEAST = 1e-300;
const GREATEST = 1e300;

/**
 * From the one end by the logarithm of the distance, between two by the logarithm of the ratio of
 * distances: draws stay within the bounds, and near these keep the digits of the distance. Nothing
 * where the distances are too few digits.
 */
function smoothMapping({ lower, upper }: Interval, share: number): Mapping | undefined {
  const quartiles = upper.value(share / 4) - lower.value(share / 4);
  const near = ({ end, cuts }: Cut) =>
    end === 0 || (cuts && Math.abs(end) <= FAR * quartiles) || !Number.isFinite(end);
  if (!near(lower) || !near(upper)) return undefined;
  const within = (y: number) => Math.min(GREATEST, Math.max(LEAST, y));
  const [from, to] = [lower.end, upper.end];
  if (Number.isFinite(from) && Number.isFinite(to)) {
    const width = to - from;
    const logRatio = (near: Cut, mass: number) => {
      const distance = within(near.distance(mass));
      return log(distance / (width - distance));
    };
    const { table } = tableMapping({
      link: 'identity',
      location: 0,
      scale: 1,
      quantile: (p) => logRatio(lower, p * share),
      upperQuantile: (q) => -logRatio(upper, q * share),
    });
    return { kind: 'table', link: 'logistic', location: from, scale: width, table };
  }
  const [near1, far1, sign] = Number.isFinite(from) ? [lower, upper, 1] : [upper, lower, -1];
  return tableMapping({
    link: 'exp',
    location: near1.end,
    scale: sign,
    quantile: (p) => within(near1.distance(p * share)),
    upperQuantile: (q) => within(sign * (far1.value(q * share) - near1.end)),
  });
}

export const truncatedFamily: Family = {
  name: 'truncated',
  aliases: ['truncate', 'trunc', 'truncateddistribution'],
  forms: [byBounds],
};

/**
 * A distribution kept at or above `min`, at or below `max`, or both: what lies outside is left out,
 * and the rest has its probabilities in proportion. Values at the bounds stay.
 *
 * Mean and sd are integrals of the quantile function, to 1e-12. They are infinite where they are
 * before the cut and the tail that makes them so is left.
 *
 * @param inner  any distribution, a discrete one too; at least 1e-290 of it must lie between the
 *           bounds
 */
export function truncated(
  inner: Distribution,
  { min, max }: { min?: number; max?: number },
): Distribution {
  const numbers = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  return make(truncatedFamily, byBounds, { inner, numbers });
}
