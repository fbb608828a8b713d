/** How a run is cut into jobs: about a second of work each, fewer blocks where bytes are the limit. */

/** Milliseconds of a thread that a job should take, and at least where the run comes to its end. */
const JOB_MS = 1000;
const LEAST_MS = 500;
/** The runner takes results in for half of its time at most: it is one thread for all workers. */
const TAKING_IN = 2;
/** Results that may stand in Redis for one run at a time. */
const MOST_WAITING_BYTES = 256 * 1024 * 1024;
const MOST_JOB_BLOCKS = 4096;
/** Columns of a job: its blocks go one by one, but all of them are lost with their worker. */
const MOST_JOB_BYTES = 64 * 1024 * 1024;

export interface Sizing {
  /** Milliseconds of a block, as measured so far; unknown at first. */
  readonly blockMs: number | undefined;
  /** Milliseconds in which the runner takes in a result. */
  readonly takeMs: number;
  readonly kind: 'draws' | 'counts';
  /** Bytes of the columns of a block. */
  readonly blockBytes: number;
  /** Blocks that are not handed out yet. */
  readonly left: number;
  /** Of the whole fleet. */
  readonly threads: number;
}

/** Blocks of the next job: a power of two, so that moments of neighbours join on the way. */
export function jobBlocks({ blockMs, takeMs, kind, blockBytes, left, threads }: Sizing): number {
  if (blockMs === undefined) return 1;
  // In a large fleet jobs are longer. Draws come block by block: longer jobs would change nothing.
  const wantedMs = kind === 'counts' ? Math.max(JOB_MS, TAKING_IN * threads * takeMs) : JOB_MS;
  // To the nearest power of two; where bytes or the end are the limit, to the one below.
  const byTime = 2 ** wholeLog2(Math.min(2 ** 31, Math.max(1, Math.SQRT2 * (wantedMs / blockMs))));
  const byBytes = kind === 'draws' ? MOST_JOB_BYTES / blockBytes : MOST_JOB_BLOCKS;
  // Towards the end jobs get smaller, so that all threads finish together; but not so small that to
  // take their results in lasts longer than to compute them. If each thread has one job more, both
  // last as long as each other where a job has so many blocks.
  const balanced = kind === 'counts' ? Math.sqrt((left * takeMs) / blockMs) : 0;
  const byShare = Math.max(left / (2 * Math.max(1, threads)), LEAST_MS / blockMs, balanced);
  const most = Math.min(byTime, byBytes, byShare, MOST_JOB_BLOCKS);
  return most < 2 ? 1 : 2 ** wholeLog2(most);
}

/**
 * How urgent the next job of a run is; less is sooner. A run that has had one second of work goes
 * before one that has had ten, and runs that have had about as much take turns. So small runs are
 * done soon, and large ones share.
 *
 * @param seconds  of work that the run has handed out
 */
export function priorityOf(seconds: number): number {
  return 1 + wholeLog2(1 + seconds);
}

/** Messages that may wait in Redis, by the bytes of one. */
export function roomOf(messageBytes: number): number {
  return Math.max(1, Math.min(1000, Math.floor(MOST_WAITING_BYTES / messageBytes)));
}

/** @param x  1 or more, below 2^32 */
function wholeLog2(x: number): number {
  return 31 - Math.clz32(x);
}
