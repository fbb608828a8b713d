/** The functions that a condition may call, on numbers; NaN gives NaN. */

import { cos, exp, log, sin } from '../math/functions.ts';
import { didYouMean } from '../text/nearest.ts';

interface Callable {
  readonly least: number;
  readonly most: number;
  of(args: readonly number[]): number;
}

const of = (least: number, most: number, apply: (args: readonly number[]) => number): Callable => ({
  least,
  most,
  of: apply,
});
const of1 = (apply: (a: number) => number): Callable => of(1, 1, ([a]) => apply(a));

/** By name, as in equations. */
export const functions: ReadonlyMap<string, Callable> = new Map([
  ['not', of1((a) => (Number.isNaN(a) ? a : Number(a === 0)))],
  ['if', of(3, 3, ([c, a, b]) => (Number.isNaN(c) ? c : c === 0 ? b : a))],
  ['min', of(2, Number.POSITIVE_INFINITY, (args) => Math.min(...args))],
  ['max', of(2, Number.POSITIVE_INFINITY, (args) => Math.max(...args))],
  ['clamp', of(3, 3, ([x, low, high]) => Math.min(Math.max(x, low), high))],
  ['abs', of1(Math.abs)],
  ['sqrt', of1(Math.sqrt)],
  ['exp', of1(exp)],
  ['log', of1(log)],
  ['logistic', of1((x) => 1 / (1 + exp(-x)))],
  ['floor', of1(Math.floor)],
  ['sin', of1(sin)],
  ['cos', of1(cos)],
]);

/** What is wrong with a call, if anything. */
export function callProblem(name: string, args: number): string | undefined {
  const called = functions.get(name);
  if (called === undefined)
    return `there is no function ${name}${didYouMean(name, functions.keys())}`;
  const { least, most } = called;
  if (args >= least && args <= most) return undefined;
  const wanted = most === Number.POSITIVE_INFINITY ? `at least ${least}` : String(least);
  return `${name} takes ${wanted} argument${least === 1 ? '' : 's'}, found ${args}`;
}
