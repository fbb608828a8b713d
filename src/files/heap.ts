/** The heap of V8, asked before much of it is taken: when it runs out, V8 ends the process. */

import { getHeapStatistics } from 'node:v8';

/** Of its limit V8 keeps so much for what is young (three spaces of 16 MiB). */
const YOUNG = 48 * 2 ** 20;
/** What Node takes with a small model. */
export const LEAST_HEAP = 12e6;

/** Too little memory, before anything is computed. */
export class TooLittleMemory extends Error {
  override readonly name = 'TooLittleMemory';
  readonly code = 'ERR_MEMORY_ALLOCATION_FAILED';
}

/** Bytes that what is not young may have. */
export function heapLimit(): number {
  return getHeapStatistics().heap_size_limit - YOUNG;
}

/**
 * @param what    as the message has it, in the plural: `5,000 outcomes`
 * @param needed  bytes
 * @throws TooLittleMemory if there are not so many, with how to allow more
 */
export function expectHeap(what: string, needed: number, limit = heapLimit()): void {
  if (needed > limit)
    throw new TooLittleMemory(
      `${what} take about ${megabytes(needed)} MB of Node's heap, which may have ${megabytes(limit)} MB; NODE_OPTIONS=--max-old-space-size=${megabytes(2 * needed)} allows more`,
    );
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
