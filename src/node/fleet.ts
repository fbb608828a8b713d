/** The fleet as commands ask for it. */

export { type FleetStatus, fleetStatus } from '../fleet/status.ts';
export { serve } from '../fleet/worker.ts';
