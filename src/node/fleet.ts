/** The fleet as commands ask for it. */

export { mergedShards, type Shard, writeShard } from '../fleet/shard.ts';
export { type FleetStatus, fleetStatus } from '../fleet/status.ts';
export { serve } from '../fleet/worker.ts';
