/** Functions of lists of quantities, and of money over time. */

import type { Equation, Part, Quantity } from './declaration.ts';
import { eq, horizon, sum } from './equation.ts';

/** The least of a list, as an equation. @throws RangeError where the list is empty */
export function min(items: readonly Part[]): Equation {
  return folded('min', items, (a, b) => eq`min(${a}, ${b})`);
}

/** The greatest of a list, as an equation. @throws RangeError where the list is empty */
export function max(items: readonly Part[]): Equation {
  return folded('max', items, (a, b) => eq`max(${a}, ${b})`);
}

/**
 * The place of the greatest in a list, the first being 0; of equals the first.
 *
 * @throws RangeError where the list is empty
 */
export function argmax(items: readonly Part[]): Equation {
  const greatest = max(items);
  let place: Part = items.length - 1;
  for (let k = items.length - 2; k >= 0; k--)
    place = eq`if(${items[k]} == ${greatest}, ${k}, ${place})`;
  return eq`${place}`;
}

/** The rank of x in a list: 1 where none is greater, 2 where one is, and so on. */
export function rank(x: Part, among: readonly Part[]): Equation {
  return eq`1 + ${sum(among.map((other) => eq`if(${other} > ${x}, 1, 0)`))}`;
}

const MOST_SORTED = 64;

/**
 * A list in ascending order: equations for the least, the second, and so on.
 *
 * @throws RangeError where the list has more than 64 items
 */
export function sort(items: readonly Part[]): readonly Equation[] {
  if (items.length > MOST_SORTED)
    throw new RangeError(`sort: has ${items.length} items; wanted at most ${MOST_SORTED}`);
  const sorted = items.map((item) => eq`${item}`);
  // Neighbours change places until none need: a network that is the same in every trial.
  for (let round = 0; round < sorted.length; round++)
    for (let k = round % 2; k + 1 < sorted.length; k += 2) {
      const [a, b] = [sorted[k], sorted[k + 1]];
      sorted[k] = eq`min(${a}, ${b})`;
      sorted[k + 1] = eq`max(${a}, ${b})`;
    }
  return sorted;
}

/**
 * What 1 of this step is worth in the first, at a rate a year: (1 + rate) ^ -elapsed.
 *
 * @param rate  a plain number, 0.08 for 8 % a year
 */
export function discount(rate: Part): Equation {
  return eq`(1 + ${rate}) ^ -elapsed`;
}

/**
 * The value in the first step of all of a horizon's cash, for outcomes of the horizon.
 *
 * @param cash  over steps; what is per step gives an amount
 * @param rate  a plain number, 0.08 for 8 % a year
 */
export function npv(cash: Quantity | Equation, { rate }: { readonly rate: Part }): Equation {
  return eq`${horizon.sum(eq`${cash} * ${discount(rate)}`)}`;
}

/**
 * The internal rate of return a year: the rate at which the cash of the horizon is worth nothing
 * together. For outcomes of the horizon. A trial in which the cash changes its sign not at all, or
 * more than once, has no rate and fails, as does one beyond -99 % or +1000 % a step.
 *
 * @param cash  over 2 to 120 steps
 * @returns     a plain number, 0.08 for 8 % a year
 */
export function irr(cash: Quantity | Equation): Equation {
  const of = { kind: 'irr', of: cash } as const;
  return eq`${of}`;
}

function folded(
  name: string,
  items: readonly Part[],
  join: (a: Part, b: Part) => Equation,
): Equation {
  const [first, ...others] = items;
  if (first === undefined) throw new RangeError(`${name}: the list is empty; wanted one or more`);
  return others.reduce<Equation>((all, item) => join(all, item), eq`${first}`);
}
