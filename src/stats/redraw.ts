/** Trials that count alike, drawn from trials that carry weights. */

import { total, type Weights } from './weights.ts';

export interface Redrawn {
  /** Position of the original of each trial, ascending; a heavy one is there several times. */
  readonly positions: Uint32Array;
  /** Where each replicate begins among them, and their number. */
  readonly firsts: readonly number[];
}

/**
 * Systematic resampling: each trial is taken `count` times its share of the weight, rounded down or
 * up, so that an average over what is taken differs from the weighted average by no more than the
 * rounding. Copies of a trial stay in its replicate: whatever compares replicates, or measures on
 * some what it learned on others, treats them as the one trial that they are.
 *
 * @param count   how many are taken, at least 1
 * @param offset  a uniform in [0, 1)
 * @throws        RangeError if no trial has a weight
 *
 * Source: Kitagawa (1996), "Monte Carlo Filter and Smoother for Non-Gaussian Nonlinear State Space
 * Models", Journal of Computational and Graphical Statistics 5(1), 1-25, doi:10.2307/1390750,
 * appendix.
 */
export function redraw({ values, firsts }: Weights, count: number, offset: number): Redrawn {
  const whole = total(values);
  if (!(whole > 0)) throw new RangeError('redraw: no trial has a weight');
  const positions = new Uint32Array(count);
  const starts = firsts.slice(0, -1).map(() => 0);
  let [taken, passed, replicate] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    while (replicate + 1 < starts.length && i >= firsts[replicate + 1]) starts[++replicate] = taken;
    passed += values[i];
    while (taken < count && (taken + offset) * whole < passed * count) positions[taken++] = i;
  }
  // What rounding leaves of the sum belongs to the last trial that has a weight.
  const last = values.findLastIndex((weight) => weight > 0);
  positions.fill(last, taken);
  return { positions, firsts: [...starts, count] };
}

/** A column of the originals as a column of those that were redrawn. */
export function redrawnColumn(column: Float64Array, { positions }: Redrawn): Float64Array {
  const taken = new Float64Array(positions.length);
  for (let k = 0; k < taken.length; k++) taken[k] = column[positions[k]];
  return taken;
}
