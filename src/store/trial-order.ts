/**
 * Draws in order of trial number, and replicate after replicate: trial i is point floor(i / R) of
 * replicate i mod R, for R replicates.
 */

/** Points of all replicates. */
const AT_A_TIME = 256;

interface Replicates {
  /** Where each replicate begins, and the number of trials. */
  readonly firsts: readonly number[];
}

/**
 * Trials `from` to `to`, without the last, of draws that are replicate after replicate.
 *
 * @param into  room for them, if there is some to use again
 */
export function trialRange(
  { firsts }: Replicates,
  draws: Float64Array,
  from: number,
  to: number,
  into: Float64Array = new Float64Array(to - from),
): Float64Array {
  const R = firsts.length - 1;
  let replicate = from % R;
  let point = Math.floor(from / R);
  let k = 0;
  const count = to - from;
  for (; k < count && replicate !== 0; k++) {
    into[k] = draws[firsts[replicate] + point];
    replicate = (replicate + 1) % R;
    if (replicate === 0) point++;
  }
  // Whole points, replicate by replicate: as many at a time as stay in the cache.
  while (k + R <= count) {
    const points = Math.min(AT_A_TIME, Math.floor((count - k) / R));
    for (let r = 0; r < R; r++)
      for (let p = 0, at = k + r, i = firsts[r] + point; p < points; p++, at += R)
        into[at] = draws[i + p];
    k += points * R;
    point += points;
  }
  for (let r = 0; k < count; k++, r++) into[k] = draws[firsts[r] + point];
  return into.subarray(0, to - from);
}

/** All of them. */
export function byTrial(replicates: Replicates, draws: Float64Array): Float64Array {
  return trialRange(replicates, draws, 0, draws.length);
}

/** The other way round: `draws` are in order of trial number. */
export function byReplicate({ firsts }: Replicates, draws: Float64Array): Float64Array {
  const R = firsts.length - 1;
  const values = new Float64Array(draws.length);
  for (let i = 0; i < draws.length; i++) values[firsts[i % R] + Math.floor(i / R)] = draws[i];
  return values;
}
