/** Any distribution, cut off at one end or at both. */

import { log } from '../../math/functions.ts';
import { breaksOf, withBreaks } from '../breaks.ts';
import { type Cut, cutAt, probabilityFrom } from '../cut.ts';
import { cutValues, inBothTails, MOST_VALUES, valuesIn } from '../cut-values.ts';
import { defineFamily } from '../define-family.ts';
import type { Distribution } from '../distribution.ts';
import { about, type Body } from '../family.ts';
import { inner } from '../forms.ts';
import type { Mapping } from '../mapping-kinds.ts';
import { also, boundsProblems, MAX, MIN, optional } from '../parameters.ts';
import { type Pieces, piecewiseMapping, scoresAt } from '../piecewise-table.ts';
import { momentsOf, tailWeight } from '../quadrature.ts';
import { justBelow } from '../root.ts';
import { tableMapping } from '../table.ts';
import { discreteuniform } from './discreteuniform.ts';
import { logistic } from './logistic.ts';
import { normal } from './normal.ts';

/** Below this probability between the bounds too few digits are left of it. */
const LEAST_PROBABILITY = 1e-290;

const byBounds = inner({
  parameters: {
    min: optional(also(MIN, 'a', 'lowerbound'), NaN),
    max: optional(also(MAX, 'b', 'upperbound'), NaN),
  },
  example: [normal({ mean: 0, sd: 1 }), { min: 0 }],
  problems: (inner, { min, max }) => {
    if (Number.isNaN(min) && Number.isNaN(max))
      return [{ message: 'there is neither min nor max; it takes one or both' }];
    const bounds = boundsProblems(min, max);
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
          `more than ${MOST_VALUES} values of ${inner.text} are left; it takes at most so many`,
        ),
    ];
  },
  body: (inner, { min, max }) =>
    inner.discrete ? cutValues(inner, min, max) : cutDensity(inner, min, max),
});

function hardlyAnything(inner: Distribution, min: number, max: number): string {
  const [least, greatest] = inner.support;
  const where = Number.isNaN(max)
    ? `above min ${min}`
    : Number.isNaN(min)
      ? `below max ${max}`
      : `between min ${min} and max ${max}`;
  return `hardly anything of ${inner.text} lies ${where}; its values reach from ${least} to ${greatest}`;
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
export const truncated = defineFamily({
  name: 'truncated',
  aliases: ['truncate', 'trunc', 'truncateddistribution'],
  about: 'any distribution cut off at one end or at both',
  forms: [byBounds],
  instead: 'truncnormal takes quantities, and min, max and clamp hold a value between them',
  member: ({ real, whole }) => {
    if (whole(0, 2) === 0) {
      const [min, width] = [whole(-9, 9), whole(1, 40)];
      return [discreteuniform({ min, max: min + width }), { min: min + width * real(0, 1) }];
    }
    const [location, scale] = [real(100, 200), real(0.001, 2)];
    const min = location + scale * real(-2, 1);
    const max = min + scale * real(0.1, 5);
    return [logistic({ location, scale }), whole(0, 1) === 1 ? { min, max } : { min }];
  },
});
