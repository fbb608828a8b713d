/** Entry point of a thread of a fleet's worker: computes the blocks of a job. */

import { move } from 'piscina';
import { fromJson } from '../src/compile/canonical.ts';
import { type FleetTask, JobComputer } from '../src/fleet/compute.ts';
import type { Plan } from '../src/plan/plan.ts';

/** Plans in hand, the last one used last: runs that share a fleet take turns. */
const held = new Map<string, JobComputer>();
const MOST_HELD = 2;

export default function computeJob({ planText, job, jobId, worker }: FleetTask): Uint8Array {
  const key = `${job.plan} ${job.recordInputs}`;
  const computer = held.get(key) ?? new JobComputer(fromJson(planText) as Plan, job.recordInputs);
  held.delete(key);
  held.set(key, computer);
  for (const old of held.keys()) if (held.size > MOST_HELD) held.delete(old);
  const message = computer.message(job, jobId, worker);
  // Handed over, not copied.
  return move(message.buffer as ArrayBuffer) as unknown as Uint8Array;
}
