/** The scale on which the curve of a metalog distribution is one of its values. */

import { exp, expm1, log, log1p } from '../../math/functions.ts';
import type { Link } from '../mapping-kinds.ts';

export type Bounds = Readonly<Record<'min' | 'max', number>>;

/**
 * Where values are kept within bounds the curve is that of a logarithm, or of a logarithm of odds,
 * of theirs.
 */
export interface Scale {
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
export function scaleOf({ min, max }: Bounds, reference: number): Scale {
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
