/** Whether a run has room here, asked before it begins: when V8 runs out, it ends the process. */

import { outcomeColumns } from '../compile/program.ts';
import { expectHeap, heapLimit, LEAST_HEAP, megabytes, TooLittleMemory } from '../files/heap.ts';
import type { Equation } from '../language/declaration.ts';
import type { Model } from '../language/model.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { counted } from '../stats/round.ts';
import { plural } from '../text/listed.ts';

/**
 * Bytes of V8's heap. Models of 5,000 and 20,000 outcome columns took 65 and 214 MB at most, with
 * summary and report, and a run of 5,000 blocks hardly any more than one of five.
 */
const RUNNING = { column: 9000, block: 300 };
/** Models of 20,000 and 100,000 declarations took as much; an equation of 50,000 parts less. */
const COMPILING = { declaration: 4500, part: 600 };

/** Bytes that there are. */
export interface Room {
  /** For what is not young in V8's heap. */
  readonly heap: number;
  /** Of the machine, or of the container. */
  readonly memory: number;
}

/**
 * @param kept  bytes of the draws that the run keeps in memory
 * @throws TooLittleMemory if a run of the plan has no room, with what it would take
 */
export function expectRoom(plan: Plan, kept: number, { heap, memory }: Room = roomHere()): void {
  const columns = outcomeColumns(plan.program).length;
  expectHeap(
    `${counted(columns)} outcomes in ${plural(blockCount(plan), 'block')}`,
    LEAST_HEAP + RUNNING.column * columns + RUNNING.block * blockCount(plan),
    heap,
  );
  if (kept > memory)
    throw new TooLittleMemory(
      `the draws of ${counted(plan.trials)} trials take ${megabytes(kept)} MB, and ${megabytes(memory)} MB are free`,
    );
}

/** @throws TooLittleMemory if there is no room to compile a model, with what it would take */
export function expectRoomToCompile({ components }: Model, heap = heapLimit()): void {
  const total = { declarations: 0, parts: 0 };
  for (const { declarations } of components)
    for (const one of Object.values(Object(declarations)) as unknown[]) {
      total.declarations++;
      const { is, change } = Object(one) as Partial<Record<'is' | 'change', Partial<Equation>>>;
      const { parts = [] } = is ?? change ?? {};
      total.parts += parts.length;
    }
  expectHeap(
    `${counted(total.declarations)} declarations, compiled,`,
    LEAST_HEAP + COMPILING.declaration * total.declarations + COMPILING.part * total.parts,
    heap,
  );
}

function roomHere(): Room {
  return {
    heap: heapLimit(),
    memory: process.availableMemory?.() ?? Number.POSITIVE_INFINITY,
  };
}
