/**
 * Which trials a block holds and in which order: replicate after replicate, points ascending. Trial
 * i is point floor(i / R) of replicate i mod R, whatever the number of trials, so more trials keep
 * the first ones.
 */

import type { Segment } from '../kernel/machine.ts';
import { blocksOfMatrix } from '../plan/plan.ts';

/** A run of consecutive points of one replicate, at consecutive positions of the block. */
export interface Stretch {
  readonly replicate: number;
  /** First point. */
  readonly first: number;
  readonly length: number;
  /** First position in the block. */
  readonly position: number;
}

interface Grid {
  readonly trials: number;
  readonly replicates: number;
  readonly blockSize: number;
}

export function blockStretches({ trials, replicates, blockSize }: Grid, block: number): Stretch[] {
  // Of the matrix to which the block belongs; a run without matrices has no further blocks.
  const from = (block % blocksOfMatrix({ trials, blockSize })) * blockSize;
  const to = Math.min(from + blockSize, trials);
  const stretches: Stretch[] = [];
  let position = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    // Points p with from <= p * R + replicate < to.
    const first = Math.max(0, Math.ceil((from - replicate) / replicates));
    const after = Math.max(0, Math.ceil((to - replicate) / replicates));
    const length = after - first;
    if (length > 0) stretches.push({ replicate, first, length, position });
    position += Math.max(0, length);
  }
  return stretches;
}

/** Where each replicate begins if its draws lie one after another, and the number of trials. */
export function firstsOf({ trials, replicates }: Omit<Grid, 'blockSize'>): number[] {
  const firsts = [0];
  for (let r = 0; r < replicates; r++)
    firsts.push(firsts[r] + Math.max(0, Math.ceil((trials - r) / replicates)));
  return firsts;
}

/** Trial numbers by position in the block, within its matrix. */
export function trialNumbers(grid: Grid, block: number): Float64Array {
  const stretches = blockStretches(grid, block);
  const trials = new Float64Array(stretches.reduce((sum, { length }) => sum + length, 0));
  for (const { replicate, first, length, position } of stretches) {
    for (let k = 0; k < length; k++)
      trials[position + k] = (first + k) * grid.replicates + replicate;
  }
  return trials;
}

/**
 * A block cut in chunks that the machine's columns can hold; each chunk in segments of one
 * replicate.
 */
export function chunks(
  stretches: readonly Stretch[],
  size: number,
): { readonly position: number; readonly segments: readonly Segment[] }[] {
  const cut: { position: number; segments: Segment[]; trials: number }[] = [];
  for (const { replicate, first, length, position } of stretches) {
    let done = 0;
    while (done < length) {
      let chunk = cut.at(-1);
      if (!chunk || chunk.trials === size) {
        chunk = { position: position + done, segments: [], trials: 0 };
        cut.push(chunk);
      }
      const take = Math.min(length - done, size - chunk.trials);
      chunk.segments.push({ offset: chunk.trials, replicate, first: first + done, length: take });
      chunk.trials += take;
      done += take;
    }
  }
  return cut;
}
