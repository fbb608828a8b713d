/** Boxes: limits on a few inputs, and what lies inside. */

import type { OrderedInput, OrderedSample, Sample } from './sample.ts';

/** What a box allows an input: more than `low`, `high` at most, or one of `values`. */
export interface Limit {
  readonly low?: number;
  readonly high?: number;
  readonly values?: readonly number[];
}

/** Limits by number of the input, in order of number; what is not named may be anything. */
export type Box = ReadonlyMap<number, Limit>;

/** Trials in a box, and those among them in which the condition holds. */
export interface Count {
  readonly trials: number;
  readonly holding: number;
}

export function within({ low, high, values }: Limit, x: number): boolean {
  if (values !== undefined) return values.includes(x);
  return (low === undefined || x > low) && (high === undefined || x <= high);
}

/** How many limits each trial fails. */
export function failures({ inputs, holds }: Sample, box: Box): Uint8Array {
  const failed = new Uint8Array(holds.length);
  for (const [j, limit] of box) {
    const { values } = inputs[j];
    for (let i = 0; i < failed.length; i++) failed[i] += within(limit, values[i]) ? 0 : 1;
  }
  return failed;
}

export function countIn(sample: Sample, box: Box): Count {
  const failed = failures(sample, box);
  let trials = 0;
  let holding = 0;
  for (let i = 0; i < failed.length; i++) {
    if (failed[i] > 0) continue;
    trials++;
    holding += sample.holds[i];
  }
  return { trials, holding };
}

/** By number of the input, what the box would hold without the limit on it. */
export function countsWithout(sample: Sample, box: Box): ReadonlyMap<number, Count> {
  const { inputs, holds } = sample;
  const failed = failures(sample, box);
  return new Map(
    [...box].map(([j, limit]) => {
      const { values } = inputs[j];
      let trials = 0;
      let holding = 0;
      for (let i = 0; i < failed.length; i++) {
        if (failed[i] > 1 || (failed[i] === 1 && within(limit, values[i]))) continue;
        trials++;
        holding += holds[i];
      }
      return [j, { trials, holding }];
    }),
  );
}

export function withLimit(box: Box, input: number, limit: Limit): Box {
  return new Map([...box, [input, limit] as const].sort(([a], [b]) => a - b));
}

export function withoutInput(box: Box, input: number): Box {
  return new Map([...box].filter(([j]) => j !== input));
}

/** A share of the trials on the smaller side of a limit that rounding may move across it. */
const MOVED = 0.005;

/** The box with each limit written in the fewest digits that move next to no trial across it. */
export function roundedBox(box: Box, { inputs }: OrderedSample): Box {
  return new Map(
    [...box].map(([j, { low, high, values }]) => [
      j,
      {
        ...(low === undefined ? {} : { low: roundedCut(low, inputs[j]) }),
        ...(high === undefined ? {} : { high: roundedCut(high, inputs[j]) }),
        ...(values === undefined ? {} : { values }),
      },
    ]),
  );
}

/**
 * A cut between the values up to `at` and those above, in the fewest decimal digits that move
 * across it at most one in two hundred of the trials on its smaller side. Of an input with few
 * values no trial moves.
 */
export function roundedCut(at: number, input: OrderedInput): number {
  const { length } = input.order;
  const below = rankAbove(input, at);
  const most = Math.floor(Math.min(below, length - below) * MOVED);
  for (let digits = 1; digits < 17; digits++) {
    const cut = Number(at.toPrecision(digits));
    if (Math.abs(rankAbove(input, cut) - below) <= most) return cut;
  }
  return at;
}

/** How many trials have a value of at most x. */
export function rankAbove({ order, values }: OrderedInput, x: number): number {
  let [a, b] = [0, order.length];
  while (a < b) {
    const middle = (a + b) >>> 1;
    if (values[order[middle]] <= x) a = middle + 1;
    else b = middle;
  }
  return a;
}
