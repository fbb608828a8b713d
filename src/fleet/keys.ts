/** Names in Redis. All begin with the prefix of the fleet. */

import type { Engine } from './engine.ts';

/** Set of ids of workers; each has a key of its own that ends with it. */
export const workersKey = (prefix: string): string => `${prefix}:workers`;
export const workerKey = (prefix: string, id: string): string => `${prefix}:worker:${id}`;
/** Set of tokens of runs; each has a key of its own that ends with its runner. */
export const runsKey = (prefix: string): string => `${prefix}:runs`;
export const runKey = (prefix: string, run: string): string => `${prefix}:run:${run}`;
/** List of messages that workers leave for the runner of a run. */
export const resultsKey = (prefix: string, run: string): string => `${prefix}:results:${run}`;
export const planKey = (prefix: string, plan: string): string => `${prefix}:plan:${plan}`;
/**
 * The queue of jobs. Workers of another engine listen to another one, and never take a job that
 * they would answer with other bits.
 */
export const queueName = ({ numerics, kernel }: Engine): string => `blocks-${numerics}-${kernel}`;
export const jobKey = (prefix: string, engine: Engine, job: string): string =>
  `${prefix}:${queueName(engine)}:${job}`;

/** Lives of keys, in ms: what nobody renews is gone after this. */
export const WORKER_MS = 15_000;
export const RUN_MS = 60_000;
export const PLAN_MS = 600_000;
