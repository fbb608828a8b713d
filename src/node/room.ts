/** Whether a run has room here, asked before it begins: when V8 runs out, it ends the process. */

import { getHeapStatistics } from 'node:v8';
import { outcomeColumns } from '../compile/program.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { counted } from '../stats/round.ts';
import { plural } from '../text/listed.ts';

/**
 * Bytes of V8's heap. Node with the program of a small model takes the first; models of 5,000 and
 * 20,000 outcome columns took 65 and 214 MB at most, with summary and report, and a run of 5,000
 * blocks hardly any more than one of five.
 */
const HEAP = { least: 12e6, column: 9000, block: 300 };
/** Of its limit V8 keeps so much for what is young (three spaces of 16 MiB). */
const YOUNG = 48 * 2 ** 20;

/** Bytes that there are. */
export interface Room {
  /** For what is not young in V8's heap. */
  readonly heap: number;
  /** Of the machine, or of the container. */
  readonly memory: number;
}

/** Too little memory, before anything is computed. */
class TooLittleMemory extends Error {
  override readonly name = 'TooLittleMemory';
  readonly code = 'ERR_MEMORY_ALLOCATION_FAILED';
}

/**
 * @param kept  bytes of the draws that the run keeps in memory
 * @throws TooLittleMemory if a run of the plan has no room, with what it would take
 */
export function expectRoom(plan: Plan, kept: number, { heap, memory }: Room = roomHere()): void {
  const columns = outcomeColumns(plan.program).length;
  const needed = HEAP.least + HEAP.column * columns + HEAP.block * blockCount(plan);
  if (needed > heap)
    throw new TooLittleMemory(
      `${counted(columns)} outcomes in ${plural(blockCount(plan), 'block')} take about ${megabytes(needed)} MB of Node's heap, which may have ${megabytes(heap)} MB; NODE_OPTIONS=--max-old-space-size=${megabytes(2 * needed)} allows more`,
    );
  if (kept > memory)
    throw new TooLittleMemory(
      `the draws of ${counted(plan.trials)} trials take ${megabytes(kept)} MB, and ${megabytes(memory)} MB are free`,
    );
}

function roomHere(): Room {
  return {
    heap: getHeapStatistics().heap_size_limit - YOUNG,
    memory: process.availableMemory?.() ?? Number.POSITIVE_INFINITY,
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
