/**
 * The change of a forecast as a sum over its edits: Shapley values over the plans with some of the
 * edits made.
 */

import { streamKey } from '../random/keys.ts';
import { uniformAt } from '../random/threefry.ts';
import { fromLeftOut, type LeftOut } from '../stats/jackknife.ts';
import type { Estimate } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';

/**
 * Up to so many edits, all plans with some of them made are computed; beyond, those on the ways of
 * some orders.
 */
const MOST_EXACT = 7;
/** Orders beyond that, each taken forwards and backwards. */
const ORDERS = 12;

/**
 * Orders in which edits are made; all of them count alike. Of few edits every order is stood for by
 * weights instead.
 */
function sampledOrders(edits: number): readonly (readonly number[])[] {
  const key = streamKey('1', 'orders of edits');
  return Array.from({ length: ORDERS }, (_, k) => {
    const order = Array.from({ length: edits }, (_index, number) => number);
    for (let i = edits - 1; i > 0; i--) {
      const j = Math.floor(uniformAt(key, k * edits + i) * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    return [order, order.toReversed()];
  }).flat();
}

/** Sets of edits, as bits, whose plans are needed. */
export function neededSets(edits: number): readonly number[] {
  if (edits <= MOST_EXACT) return Array.from({ length: 1 << edits }, (_, set) => set);
  const needed = new Set<number>([0]);
  for (const order of sampledOrders(edits)) {
    let set = 0;
    for (const edit of order) needed.add((set += 2 ** edit));
  }
  return [...needed].sort((a, b) => a - b);
}

/**
 * The part of each edit.
 *
 * Source: Shapley (1953), "A value for n-person games", in Contributions to the Theory of Games II,
 * 307-317.
 *
 * @param statistic  of each needed set of edits, by its bits
 * @param total      what the parts add up to, but for the last bit or two where large parts cancel:
 *           what rounding leaves is given to them, the last first
 */
export function attribute(
  edits: number,
  statistic: ReadonlyMap<number, LeftOut>,
  total: number,
): readonly Estimate[] {
  const parts = Array.from({ length: edits }, (_, edit) => {
    const replicates = entry(statistic, 0).leftOut.length;
    const sum = { value: 0, leftOut: Array.from({ length: replicates }, () => 0) };
    for (const { set, weight } of stepsOf(edit, edits)) {
      const [without, withIt] = [entry(statistic, set), entry(statistic, set + 2 ** edit)];
      sum.value += weight * (withIt.value - without.value);
      for (let r = 0; r < replicates; r++)
        sum.leftOut[r] += weight * ((withIt.leftOut[r] ?? Number.NaN) - without.leftOut[r]);
    }
    return sum;
  });
  settle(parts, total);
  return parts.map(fromLeftOut);
}

function stepsOf(edit: number, edits: number): { readonly set: number; readonly weight: number }[] {
  if (edits > MOST_EXACT) {
    const orders = sampledOrders(edits);
    return orders.map((order) => ({
      set: order.slice(0, order.indexOf(edit)).reduce((sum, one) => sum + 2 ** one, 0),
      weight: 1 / orders.length,
    }));
  }
  const steps: { set: number; weight: number }[] = [];
  for (let set = 0; set < 1 << edits; set++) {
    if ((set >> edit) & 1) continue;
    steps.push({ set, weight: 1 / (edits * choose(edits - 1, bitsOf(set))) });
  }
  return steps;
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest > 0; rest >>= 1) bits += rest & 1;
  return bits;
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return Math.round(product);
}

/**
 * Gives the parts what rounding has left, the last one first, until the sum in order is the total
 * to the last bit.
 */
function settle(parts: { value: number }[], total: number): void {
  const sum = (): number => parts.reduce((so, { value }) => so + value, 0);
  for (let k = 0; k < 64 * parts.length; k++) {
    const left = total - sum();
    if (left === 0) return;
    // Half of it now and then: what is left may go back and forth between two neighbours.
    const share = k % 3 === 2 ? left / 2 : left;
    parts[parts.length - 1 - (k % parts.length)].value += share;
  }
}
