/**
 * The internal rate of return of a trial, in operations of the graph: the root of a polynomial in
 * what 1 of the next step is worth now, by bisection and one step of Newton.
 */

import type { Operation } from '../language/operations/row.ts';
import type { Graph } from './graph.ts';
import type { ValueIndex } from './program.ts';

/** Values in the graph are this number times some hundred and fifty. */
export const MOST_FLOWS = 120;
/** What 1 of the next step is worth: from +1000 % to -99 % a step. */
const [LEAST, GREATEST] = [1 / 11, 100];
/** Halvings of that interval, down to some 1e-11. */
const HALVINGS = 43;

/**
 * The rate a year at which the flows are worth nothing together. No number where they do not change
 * their sign just once, for then there is no rate or there may be several; nor outside -99 % to
 * +1000 % a step.
 *
 * @param flows  one a step, from the first on, 2 to `MOST_FLOWS`
 * @param year   steps in a year
 */
export function internalRate(graph: Graph, flows: readonly ValueIndex[], year: number): ValueIndex {
  const number = (value: number): ValueIndex => graph.constant(value);
  const op = (name: Operation, ...args: ValueIndex[]): ValueIndex => graph.operation(name, ...args);
  const [zero, one] = [number(0), number(1)];
  const worthAt = (x: ValueIndex): ValueIndex =>
    flows
      .slice(0, -1)
      .reduceRight((sum, flow) => op('add', op('multiply', sum, x), flow), flows[flows.length - 1]);

  let [before, changes] = [zero, zero];
  for (const flow of flows) {
    changes = op('add', changes, op('less', op('multiply', flow, before), zero));
    const sign = op('subtract', op('less', zero, flow), op('less', flow, zero));
    before = op('select', sign, sign, before);
  }
  let [low, high] = [number(LEAST), number(GREATEST)];
  // After a single change the worth has the sign of the last flow where x is large.
  for (let k = 0; k < HALVINGS; k++) {
    const middle = op('multiply', op('add', low, high), number(0.5));
    const beyond = op('less', zero, op('multiply', worthAt(middle), before));
    high = op('select', beyond, middle, high);
    low = op('select', beyond, low, middle);
  }
  // Newton's step makes the derivatives of the root right, too: bisection has none.
  const slope = flows
    .slice(1)
    .map((flow, k) => op('multiply', flow, number(k + 1)))
    .reduceRight((sum, flow) => op('add', op('multiply', sum, low), flow));
  const root = op('subtract', low, op('divide', worthAt(low), slope));
  const rate = op('subtract', op('power', root, number(-year)), one);
  const inside = op('and', op('less', number(LEAST), low), op('less', high, number(GREATEST)));
  const single = op('and', op('equal', changes, one), inside);
  return op('select', single, rate, number(Number.NaN));
}
