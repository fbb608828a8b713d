/** What is known point by point: tables that are looked up, and series over the steps. */

import type { Described, Equation, Part, Variable } from './declaration.ts';
import { eq } from './equation.ts';
import { steps, variable } from './quantity.ts';

type Points = readonly (readonly [x: number, y: number])[];

export interface LookupOptions {
  /** Unit of the first column, in which what is looked up must be. */
  readonly x: string;
  /** Unit of the second column, and of the result. */
  readonly y: string;
  /**
   * Between the points: straight lines (`linear`, the default), the value of the point before
   * (`step`), or cubics that rise and fall only where the points do (`monotone`).
   */
  readonly between?: 'linear' | 'step' | 'monotone';
  /** Beyond the ends: the value of the end (`held`, the default), or no value, a failed trial. */
  readonly beyond?: 'held' | 'refused';
}

/**
 * The value of a table at x: `lookup(x, [[0, 1], [500, 0.9]], { x: 'MW', y: 'share' })`.
 *
 * Source of `monotone`: Fritsch and Carlson (1980), "Monotone piecewise cubic interpolation", SIAM
 * Journal on Numerical Analysis 17, 238-246, doi:10.1137/0717021.
 *
 * @param points  two or more, finite, x ascending
 * @throws RangeError naming the point that will not do
 */
export function lookup(x: Part, points: Points, options: LookupOptions): Equation {
  const { x: across, y: up, between = 'linear', beyond = 'held' } = options;
  checkPoints(points, options);
  const polynomials = { linear, step, monotone }[between](points);
  const last = points[points.length - 1];
  const outside = (end: number): Equation => (beyond === 'held' ? eq`${end} [${up}]` : eq`0 / 0`);
  let tail =
    beyond === 'held'
      ? outside(last[1])
      : eq`if(${x} == ${last[0]} [${across}], ${last[1]} [${up}], ${outside(last[1])})`;
  for (let k = points.length - 2; k >= 0; k--) {
    const [[from, start], [to]] = [points[k], points[k + 1]];
    const way = eq`(${x} - ${from} [${across}]) / ${to - from} [${across}]`;
    // Horner's scheme in the part of the way, from the highest power.
    const rise = polynomials[k].reduceRight<Equation | undefined>(
      (inner, coefficient) =>
        inner
          ? eq`${way} * (${coefficient} [${up}] + ${inner})`
          : eq`${way} * ${coefficient} [${up}]`,
      undefined,
    );
    const value = rise ? eq`${start} [${up}] + ${rise}` : eq`${start} [${up}]`;
    tail = eq`if(${x} < ${to} [${across}], ${value}, ${tail})`;
  }
  const [first] = points;
  return eq`if(${x} < ${first[0]} [${across}], ${outside(first[1])}, ${tail})`;
}

/** Of each stretch the coefficients of the way into it, its square and its cube. */
type Stretches = readonly (readonly number[])[];

function step(points: Points): Stretches {
  return points.slice(1).map(() => []);
}

function linear(points: Points): Stretches {
  return points.slice(1).map(([, y], k) => [y - points[k][1]]);
}

function monotone(points: Points): Stretches {
  const widths = points.slice(1).map(([x], k) => x - points[k][0]);
  const slopes = points.slice(1).map(([, y], k) => (y - points[k][1]) / widths[k]);
  const last = slopes.length - 1;
  const tangents = points.map((_, k) => {
    if (k === 0) return slopes[0];
    if (k > last) return slopes[last];
    // The harmonic mean, which keeps within three times either slope.
    const [before, after] = [slopes[k - 1], slopes[k]];
    return before * after > 0 ? 2 / (1 / before + 1 / after) : 0;
  });
  return slopes.map((slope, k) => {
    const rise = slope * widths[k];
    const [enter, leave] = [tangents[k] * widths[k], tangents[k + 1] * widths[k]];
    return [enter, 3 * rise - 2 * enter - leave, enter + leave - 2 * rise];
  });
}

function checkPoints(points: Points, { between = 'linear', beyond = 'held' }: LookupOptions): void {
  const wrong = (what: string): never => {
    throw new RangeError(`lookup: ${what}`);
  };
  if (!['linear', 'step', 'monotone'].includes(between))
    wrong(`between is "${between}"; wanted linear, step or monotone`);
  if (!['held', 'refused'].includes(beyond)) wrong(`beyond is "${beyond}"; wanted held or refused`);
  if (points.length < 2) wrong(`has ${points.length} points; wanted two or more`);
  points.forEach(([x, y], k) => {
    if (!Number.isFinite(x) || !Number.isFinite(y))
      wrong(`point ${k + 1} is [${x}, ${y}]; wanted finite numbers`);
    if (k > 0 && !(x > points[k - 1][0]))
      wrong(`point ${k + 1} is at ${x}, after ${points[k - 1][0]}; wanted x ascending`);
  });
}

/**
 * What is known of every step: `series('demand', { unit: 'MW', values: [510, 525, ...] })`, a
 * variable that is no draw.
 *
 * @param values  one a step, as many as the calendar has or more; of more the first are taken
 * @throws RangeError naming a value that is no finite number
 */
export function series(
  id: string,
  {
    values,
    unit,
    ...about
  }: Described & { readonly unit: string; readonly values: readonly number[] },
): Variable {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0)
    throw new RangeError(
      `series ${id}: value ${wrong + 1} is ${String(values[wrong])}; wanted a finite number`,
    );
  const known = { kind: 'series', values: [...values], unit } as const;
  return variable(id, { ...about, unit, over: steps, is: eq`${known}` });
}
