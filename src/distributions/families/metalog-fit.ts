/** The curve through all levels of a metalog distribution, and why there may be none. */

import { exp } from '../../math/functions.ts';
import { lastOf } from '../../text/entry.ts';
import type { Problem } from '../error.ts';
import { about, type Level } from '../family.ts';
import { type Refusal, refusal } from '../forms.ts';
import { logit } from './logistic.ts';
import {
  type Curve,
  cardinalCurves,
  changeThatRises,
  curveThrough,
  LEAST_SLOPE,
  type Lowest,
  lowestSlope,
  valueAt,
} from './metalog-curve.ts';
import { type Bounds, type Scale, scaleOf } from './metalog-scale.ts';

export interface Fit {
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
  const average = (lastOf(values) - values[0]) / (lastOf(vs) - vs[0]);
  return { scale, curve, cardinals, average, lowest: lowestSlope(curve, average) };
}

function rises(levels: readonly Level[], bounds: Bounds): boolean {
  const fit = fitted(levels, bounds);
  return fit !== undefined && fit.lowest.slope >= LEAST_SLOPE;
}

/** Scores of draws reach a little less far: exp(-37) is 2^-53. */
const FARTHEST_DRAW = 37;

/** The curve, if there is one, it rises, and draws are numbers. */
export function fitThrough(levels: readonly Level[], bounds: Bounds): Fit | Refusal {
  const fit = fitted(levels, bounds);
  const count = levels.length;
  if (fit === undefined) {
    const why =
      count % 4 === 3
        ? 'of 7, 11 or 15 levels that mirror each other one must be moved or left out'
        : 'they lie too close together';
    return refusal({ message: `these ${count} levels do not settle ${count} terms: ${why}` });
  }
  if (fit.lowest.slope < LEAST_SLOPE) return refusal(notRising(levels, bounds, fit));
  const reach = [-FARTHEST_DRAW, FARTHEST_DRAW].map((v) => fit.scale.toX(valueAt(fit.curve, v)));
  if (reach.every(Number.isFinite)) return fit;
  const message =
    'with these quantiles draws reach beyond the largest number; the outer ones must lie nearer to the others';
  return refusal(about(lastOf(levels).name, message));
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
      `${level.name} is ${level.x}; beside the other quantiles it must be ${side} ${to}, or ${where}`,
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
    message: `with these quantiles ${where}, and moving one is not enough; ${hint}`,
  };
}

function placeOf(v: number): string {
  if (v < -7) return 'below p0.1';
  if (v > 7) return 'above p99.9';
  return `near p${Number((100 / (1 + exp(-v))).toPrecision(3))}`;
}

/** How large a change is: over the value where all have one sign, else over the range of values. */
function amountOf(levels: readonly Level[], from: number, to: number): number {
  const [first, last] = [levels[0].x, lastOf(levels).x];
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
