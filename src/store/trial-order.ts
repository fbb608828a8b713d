/**
 * Draws in order of trial number, and replicate after replicate: trial i is point floor(i / R) of
 * replicate i mod R, for R replicates.
 */

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
  for (let k = 0; k < to - from; k++) {
    into[k] = draws[firsts[replicate] + point];
    replicate++;
    if (replicate < R) continue;
    replicate = 0;
    point++;
  }
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
