/** What comes later, smoothed, summed up or moved by chance: made of last values. */

import type { Distribution } from '../distributions/distribution.ts';
import { normal } from '../distributions/families/normal.ts';
import { shownValue } from '../text/shown-value.ts';
import type {
  Described,
  Equation,
  Opening,
  Part,
  Quantity,
  Stock,
  Variable,
} from './declaration.ts';
import { eq, previous } from './equation.ts';
import { type Drawn, within } from './families.ts';
import { input, steps, stock, variable } from './quantity.ts';
import { MOST_LAG } from './time.ts';

/**
 * x of `lead` steps ago, where the lead may differ by trial and by step: it is rounded to the
 * nearest step. Before the first step x is its `opening`. Where the lead is below zero or
 * above `max`, there is no value and the trial fails.
 *
 * @param lead  in steps
 * @param max   a whole number from 1 to 400
 * @throws RangeError where `max` is none
 */
export function delay(
  x: Variable | Stock,
  lead: Part,
  { max }: { readonly max: number },
): Equation {
  if (!Number.isInteger(max) || max < 1 || max > MOST_LAG)
    throw new RangeError(
      `delay of ${x.id}: max is ${max}; wanted a whole number of steps from 1 to ${MOST_LAG}`,
    );
  let tail = eq`0 / 0`;
  for (let lag = max; lag >= 0; lag--)
    tail = eq`if(${lead} < ${lag + 0.5} [step], ${lag === 0 ? x : previous(x, lag)}, ${tail})`;
  return eq`if(${lead} < ${-0.5} [step], 0 / 0, ${tail})`;
}

/**
 * x smoothed exponentially over a time of `tau` steps: each step it comes nearer to x by
 * 1 - exp(-1 / tau). Before the first step it is the `opening` of x.
 *
 * @returns a variable `ID.smooth`, if not called otherwise
 */
export function smooth(
  x: Variable | Stock,
  tau: Part,
  { id = `${x.id}.smooth` }: { readonly id?: string } = {},
): Variable {
  return variable(id, {
    unit: x.unit,
    over: steps,
    ...(x.opening === undefined ? {} : { opening: x.opening }),
    is: eq`${previous} + (${x} - ${previous}) * (1 - exp(-1 [step] / ${tau}))`,
  });
}

/**
 * The sum of a flow per step up to and with this one.
 *
 * @returns a stock `ID.cumulative`, if not called otherwise, in the unit of the flow without
 *          `/quarter`, or whatever its step is
 */
export function cumulative(
  flow: Variable,
  { id = `${flow?.id}.cumulative`, unit }: { readonly id?: string; readonly unit?: string } = {},
): Stock {
  if (typeof flow?.unit !== 'string')
    throw new RangeError(
      `cumulative: the flow is ${shownValue(flow)}; wanted a variable per step; a distribution of that name is a text, "cumulative(0:0, 10:1)"`,
    );
  return stock(id, {
    unit: unit ?? unitOfSum(flow.unit),
    over: steps,
    opening: 0,
    change: eq`${flow}`,
  });
}

/**
 * A random walk: the last value plus a draw every step, or with `geometric` times one. Before the
 * first step it is its opening.
 *
 * @param by  of a step, in the unit of the walk; with `geometric` a plain number about 1
 * @returns   a variable; its draws are the input `ID.step`
 */
export function randomWalk(
  id: string,
  {
    by,
    geometric = false,
    opening,
    unit,
    ...about
  }: Described & {
    readonly unit: string;
    readonly opening: Opening;
    readonly by: Distribution | Drawn | string;
    readonly geometric?: boolean;
  },
): Variable {
  const step = input(`${id}.step`, { unit: geometric ? 'x' : unit, distribution: by, over: steps });
  const is = geometric ? eq`${previous} * ${step}` : eq`${previous} + ${step}`;
  return variable(id, { ...about, unit, over: steps, opening, is });
}

/**
 * An autoregressive process of first order: every step it keeps the part `persistence` of its
 * distance from its mean, and a normal shock comes on top.
 *
 * @param persistence  a plain number, from 0 (no memory) to 1 (a random walk)
 * @param sd           of a shock, a number in the unit of the process or a quantity; in the long run
 *                     the process spreads by sd / sqrt(1 - persistence ^ 2)
 * @param opening      its mean if absent
 * @returns            a variable; the shocks are the input `ID.shock`, standard normal
 */
export function ar1(
  id: string,
  {
    mean,
    persistence,
    sd,
    opening = mean,
    unit,
    ...about
  }: Described & {
    readonly unit: string;
    readonly mean: number | Quantity | Equation;
    readonly persistence: Part;
    readonly sd: number | Quantity | Equation;
    readonly opening?: Opening;
  },
): Variable {
  const shock = input(`${id}.shock`, {
    unit: 'sd',
    distribution: normal({ mean: 0, sd: 1 }),
    over: steps,
  });
  const [centre, spread] = [within(mean, unit), within(sd, unit)];
  const is = eq`${centre} + ${persistence} * (${previous} - ${centre}) + ${spread} * ${shock}`;
  return variable(id, { ...about, unit, over: steps, opening, is });
}

/** Of a flow per step the amount: a unit per whatever a step is, without it. */
function unitOfSum(flow: string): string {
  const amount = flow.replace(/\/(?:step|day|week|month|quarter|year)$/, '');
  return amount === flow ? `${flow} step` : amount;
}
