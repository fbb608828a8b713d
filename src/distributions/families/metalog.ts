/** The metalog distribution: with as many terms as quantiles, so that it has them all. */

import { exp, expm1, log, log1p } from '../../math/functions.ts';
import { BOUND_NAMES } from '../aliases.ts';
import type { Distribution, Link, Mapping } from '../distribution.ts';
import type { Problem } from '../error.ts';
import {
  about,
  type Body,
  boundsProblems,
  type Family,
  found,
  fromNumbers,
  type Level,
  type Levels,
  type QuantileForm,
} from '../family.ts';
import { momentsOf } from '../quadrature.ts';
import { tableMapping } from '../table.ts';
import { logit } from './logistic.ts';
import {
  type Curve,
  cardinalCurves,
  changeThatRises,
  curveThrough,
  endOf,
  inverseOf,
  LEAST_SLOPE,
  type Lowest,
  lowestSlope,
  rateAt,
  tailSlope,
  valueAt,
} from './metalog-curve.ts';

type Bounds = Readonly<Record<'min' | 'max', number>>;

const byQuantiles: QuantileForm<'min' | 'max'> = {
  takes: 'quantiles',
  fewest: 3,
  most: 16,
  names: ['min', 'max'],
  defaults: { min: NaN, max: NaN },
  aliases: { ...BOUND_NAMES, lowerbound: 'min', bl: 'min', upperbound: 'max', bu: 'max' },
  positional: ['p10', 'p50', 'p90'],
  problems: (levels, bounds) => {
    const { min, max } = bounds;
    const wrong = found(boundsProblems('metalog', min, max));
    if (wrong.length > 0 || levels.length === 0) return wrong;
    const outside = found(
      levels.map(({ name, x }) =>
        x <= min
          ? about(name, `metalog: ${name} is ${x}; it must be above min ${min}`)
          : x >= max && about(name, `metalog: ${name} is ${x}; it must be below max ${max}`),
      ),
    );
    return outside.length > 0 ? outside : shapeProblems(levels, bounds);
  },
  body: (levels, bounds) => metalogBody(fitted(levels, bounds)!),
};

/**
 * Where values are kept within bounds the curve is that of a logarithm, or of a logarithm of odds,
 * of theirs.
 */
interface Scale {
  /** Value of the curve at x, 0 at the reference. */
  toCurve(x: number): number;
  toX(m: number): number;
  /** x less the reference. */
  toOffset(m: number): number;
  readonly reference: number;
  /** Slope of `toCurve`. */
  slope(x: number): number;
  /** A draw is location + scale * link(sign * m + shift). */
  readonly link: Link;
  readonly location: number;
  readonly scale: number;
  readonly sign: 1 | -1;
  readonly shift: number;
}

/**
 * Beyond this value of the curve x is nearer to a bound than to the reference, and is counted from
 * there.
 */
const NEAR_BOUND = 0.5;

/**
 * Counted from a reference among the values, so that values that differ little keep the digits of
 * their differences.
 */
function scaleOf({ min, max }: Bounds, reference: number): Scale {
  const [below, above] = [reference - min, max - reference];
  const fromMin = (x: number) =>
    Math.abs(x - reference) < below / 2 ? log1p((x - reference) / below) : log((x - min) / below);
  const toMax = (x: number) =>
    Math.abs(x - reference) < above / 2 ? log1p((reference - x) / above) : log((max - x) / above);
  if (Number.isNaN(min) && Number.isNaN(max)) {
    return {
      toCurve: (x) => x - reference,
      toX: (m) => reference + m,
      toOffset: (m) => m,
      reference,
      slope: () => 1,
      link: 'identity',
      location: reference,
      scale: 1,
      sign: 1,
      shift: 0,
    };
  }
  if (Number.isNaN(max)) {
    const toOffset = (m: number) => below * expm1(m);
    return {
      toCurve: fromMin,
      toX: (m) => (m < -NEAR_BOUND ? min + below * exp(m) : reference + toOffset(m)),
      toOffset,
      reference,
      slope: (x) => 1 / (x - min),
      link: 'exp',
      location: min,
      scale: below,
      sign: 1,
      shift: 0,
    };
  }
  if (Number.isNaN(min)) {
    const toOffset = (m: number) => -above * expm1(-m);
    return {
      toCurve: (x) => -toMax(x),
      toX: (m) => (m > NEAR_BOUND ? max - above * exp(-m) : reference + toOffset(m)),
      toOffset,
      reference,
      slope: (x) => 1 / (max - x),
      link: 'exp',
      location: max,
      scale: -above,
      sign: -1,
      shift: 0,
    };
  }
  const width = max - min;
  const fromBound = (m: number) => {
    const power = exp(-Math.abs(m));
    const [near, far] = m < 0 ? [below, above] : [above, below];
    return width * ((near * power) / (far + near * power));
  };
  const toOffset = (m: number) => {
    if (Math.abs(m) <= NEAR_BOUND) return below * ((above * expm1(m)) / (above + below * exp(m)));
    return m < 0 ? fromBound(m) - below : above - fromBound(m);
  };
  return {
    toCurve: (x) => fromMin(x) - toMax(x),
    toX: (m) => {
      if (Math.abs(m) <= NEAR_BOUND) return reference + toOffset(m);
      return m < 0 ? min + fromBound(m) : max - fromBound(m);
    },
    toOffset,
    reference,
    slope: (x) => width / ((x - min) * (max - x)),
    link: 'logistic',
    location: min,
    scale: width,
    sign: 1,
    shift: log(below / above),
  };
}

interface Fit {
  readonly scale: Scale;
  readonly curve: Curve;
  readonly cardinals: readonly Curve[];
  /** Slope of the curve from the first to the last level. */
  readonly average: number;
  readonly lowest: Lowest;
}

/** The curve through all levels; none where they do not determine one. */
function fitted(levels: readonly Level[], bounds: Bounds): Fit | undefined {
  const scale = scaleOf(bounds, levels[levels.length >> 1].x);
  const vs = levels.map(({ p }) => logit(p));
  const values = levels.map(({ x }) => scale.toCurve(x));
  const cardinals = cardinalCurves(vs);
  if (cardinals === undefined) return undefined;
  const curve = curveThrough(cardinals, values);
  const average = (values.at(-1)! - values[0]) / (vs.at(-1)! - vs[0]);
  return { scale, curve, cardinals, average, lowest: lowestSlope(curve, average) };
}

function rises(levels: readonly Level[], bounds: Bounds): boolean {
  const fit = fitted(levels, bounds);
  return fit !== undefined && fit.lowest.slope >= LEAST_SLOPE;
}

/** Scores of draws reach a little less far: exp(-37) is 2^-53. */
const FARTHEST_DRAW = 37;

/** That there is a curve, that it rises, and that draws are numbers. */
function shapeProblems(levels: readonly Level[], bounds: Bounds): Problem[] {
  const fit = fitted(levels, bounds);
  const count = levels.length;
  if (fit === undefined) {
    const why =
      count % 4 === 3
        ? 'of 7, 11 or 15 levels that mirror each other one must be moved or left out'
        : 'they lie too close together';
    return [{ message: `metalog: these ${count} levels do not settle ${count} terms: ${why}` }];
  }
  if (fit.lowest.slope < LEAST_SLOPE) return [notRising(levels, bounds, fit)];
  const reach = [-FARTHEST_DRAW, FARTHEST_DRAW].map((v) => fit.scale.toX(valueAt(fit.curve, v)));
  if (reach.every(Number.isFinite)) return [];
  const message = `metalog: with these quantiles draws reach beyond the largest number; the outer ones must lie nearer to the others`;
  return [about(levels.at(-1)!.name, message)];
}

/** The nearest way out: the one level that must move least, and to where. */
function notRising(levels: readonly Level[], bounds: Bounds, fit: Fit): Problem {
  const ways = levels.flatMap((level, i) => {
    const to = nearestRising(levels, bounds, fit, i);
    return to === undefined ? [] : [{ level, to, amount: amountOf(levels, level.x, to) }];
  });
  const where = `the density would be negative ${placeOf(fit.lowest.v)}`;
  if (ways.length > 0) {
    const { level, to } = ways.reduce((least, way) => (way.amount < least.amount ? way : least));
    const side = to > level.x ? 'at least' : 'at most';
    return about(
      level.name,
      `metalog: ${level.name} is ${level.x}; beside the other quantiles it must be ${side} ${to}, or ${where}`,
    );
  }
  const spare = levels.filter(
    (level) =>
      levels.length > 3 &&
      rises(
        levels.filter((other) => other !== level),
        bounds,
      ),
  );
  const hint =
    spare.length === 0
      ? 'give fewer quantiles, or ones nearer to a smooth curve'
      : `leave out ${spare.map(({ name }) => name).join(' or ')}`;
  return {
    message: `metalog: with these quantiles ${where}, and moving one is not enough; ${hint}`,
  };
}

function placeOf(v: number): string {
  if (v < -7) return 'below p0.1';
  if (v > 7) return 'above p99.9';
  return `near p${Number((100 / (1 + exp(-v))).toPrecision(3))}`;
}

/** How large a change is: over the value where all have one sign, else over the range of values. */
function amountOf(levels: readonly Level[], from: number, to: number): number {
  const [first, last] = [levels[0].x, levels.at(-1)!.x];
  return Math.abs(to - from) / (first > 0 || last < 0 ? Math.abs(from) : last - first);
}

/**
 * The nearest value of one level at which the curve rises: the first with three digits or more that
 * does, away from the value given.
 */
function nearestRising(
  levels: readonly Level[],
  bounds: Bounds,
  { scale, curve, cardinals, average }: Fit,
  i: number,
): number | undefined {
  const level = levels[i];
  const change = changeThatRises(curve, cardinals[i], average);
  if (change === undefined || change === 0) return undefined;
  const x = scale.toX(scale.toCurve(level.x) + change);
  for (let digits = 3; digits <= 15; digits++) {
    const to = roundedAway(x, digits, change > 0);
    const between =
      to > (levels[i - 1]?.x ?? -Infinity) &&
      to < (levels[i + 1]?.x ?? Infinity) &&
      !(to <= bounds.min) &&
      !(to >= bounds.max);
    if (between && rises(levels.with(i, { ...level, x: to }), bounds)) return to;
  }
  return undefined;
}

/** The nearest number with so many digits that is not below x, or not above. */
function roundedAway(x: number, digits: number, up: boolean): number {
  const [, exponent] = x.toExponential(digits - 1).split('e');
  const unit = Number(`1e${Number(exponent) - digits + 1}`);
  const nearest = Number(x.toPrecision(digits));
  if (up ? nearest >= x : nearest <= x) return nearest;
  return Number((nearest + (up ? unit : -unit)).toPrecision(digits));
}

function metalogBody({ scale, curve }: Fit): Body {
  const xAt = (v: number) => scale.toX(valueAt(curve, v));
  const [least, greatest] = [false, true].map((upper) => scale.toX(endOf(curve, upper)));
  const within = (x: number) => Math.min(greatest, Math.max(least, x));
  const quantile = (p: number) => (p === 0 ? least : p === 1 ? greatest : within(xAt(logit(p))));
  const upperQuantile = (q: number) =>
    q === 0 ? greatest : q === 1 ? least : within(xAt(-logit(q)));
  const inverse = inverseOf(curve);
  const vAt = (x: number) => inverse(scale.toCurve(x));
  /** 1 / (1 + exp(-v)), small ones with all their digits. */
  const probability = (v: number) => {
    const e = exp(-Math.abs(v));
    return (v < 0 ? e : 1) / (1 + e);
  };
  return {
    ...moments(scale, curve),
    support: [least, greatest],
    quantile,
    upperQuantile,
    cdf: (x) => (x <= least ? 0 : x >= greatest ? 1 : probability(vAt(x))),
    survival: (x) => (x <= least ? 1 : x >= greatest ? 0 : probability(-vAt(x))),
    density: (x) => {
      if (x < least || x > greatest) return 0;
      if (x > least && x < greatest) return scale.slope(x) / rateAt(curve, vAt(x));
      return densityAtEnd(scale, curve, x, x === greatest);
    },
    mapping: mappingOf(scale, curve),
  };
}

/**
 * A bounded curve ends in a positive density; at a bound it is that of a power, (1 - s) / s of the
 * distance for a slope s.
 */
function densityAtEnd(scale: Scale, curve: Curve, x: number, upper: boolean): number {
  if (!Number.isFinite(x)) return 0;
  if (curve.byV.length === 0) return scale.slope(x) / rateAt(curve, upper ? Infinity : -Infinity);
  return tailSlope(curve, upper) < 1 ? 0 : Infinity;
}

/**
 * Where values go on as exp(s v), they go as the power -s of the probability: no mean from s = 1
 * on, no sd from 1/2.
 */
function moments(
  { link, sign, toOffset, reference }: Scale,
  curve: Curve,
): { mean: number; sd: number } {
  const heaviness = link === 'exp' ? tailSlope(curve, sign > 0) : 0;
  if (heaviness >= 1) return { mean: sign * Infinity, sd: Infinity };
  const offsetAt = (v: number) => toOffset(valueAt(curve, v));
  const offsets = {
    quantile: (p: number) => offsetAt(logit(p)),
    upperQuantile: (q: number) => offsetAt(-logit(q)),
  };
  const { mean, sd } = momentsOf(offsets, [], heaviness >= 0.5);
  return { mean: reference + mean, sd };
}

/**
 * The table is one of the curve itself, so that both ends keep their digits whatever the bounds
 * are.
 */
function mappingOf({ link, location, scale, sign, shift }: Scale, curve: Curve): Mapping {
  const { table } = tableMapping({
    link: 'identity',
    location: 0,
    scale: 1,
    quantile: (p) => valueAt(curve, logit(p)),
    upperQuantile: (q) => valueAt(curve, -logit(q)),
  });
  const moved = () => {
    const plain = table();
    const coefficients = plain.coefficients.map((c, k) => sign * c + (k % 6 === 0 ? shift : 0));
    return { ...plain, coefficients };
  };
  return { kind: 'table', link, location, scale, table: moved };
}

export const metalogFamily: Family = {
  name: 'metalog',
  aliases: ['keelin', 'metalogistic'],
  forms: [byQuantiles],
};

/**
 * The metalog distribution with these quantiles, three to sixteen:
 * `metalog({ p10: 1, p50: 2, p90: 5 })`. It has as many terms as there are quantiles, and so meets
 * each. With `min` or `max`, or both, its values stay within these: the curve is then that of log(x
 * - min), -log(max - x) or log((x - min) / (max - x)).
 *
 * Not every set of quantiles has such a distribution: the density must be positive everywhere. One
 * that does not is refused, with the level that would have to move least, and where to.
 *
 * Source: Keelin (2016), "The Metalog Distributions", Decision Analysis 13(4), 243-277,
 * doi:10.1287/deca.2016.0338.
 */
export function metalog(given: Levels & { min?: number; max?: number }): Distribution {
  return fromNumbers(metalogFamily, given);
}
