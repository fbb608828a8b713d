/** The fleet as commands ask for it. */

import { dirname } from 'node:path';
import type { Executor } from '../execute/executor.ts';
import { makeFolder } from '../files/folder.ts';
import { type Shard, writeShard } from '../fleet/shard.ts';
import { writesDraws } from '../forecast/draws-policy.ts';
import type { Plan } from '../plan/plan.ts';

export { mergedShards, type Shard } from '../fleet/shard.ts';
export { type FleetStatus, fleetStatus } from '../fleet/status.ts';
export { serve } from '../fleet/worker.ts';

/**
 * Computes a shard into a file beside the folder where its run will be kept.
 *
 * @param folder  path of that folder, which need not be there
 * @param draws   whether the merged run writes its draws; absent: as the plan says
 * @returns       path of the file
 */
export async function shardInto(
  folder: string,
  plan: Plan,
  shard: Shard,
  draws: boolean | undefined,
  executor: Executor,
): Promise<string> {
  const path = `${folder}.shard-${shard.number}-of-${shard.of}`;
  makeFolder(dirname(path));
  const recordsInputs = writesDraws(plan, draws) || plan.evidence !== undefined;
  await writeShard(plan, shard, path, executor, recordsInputs);
  return path;
}
