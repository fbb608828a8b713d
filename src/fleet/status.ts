/** What a fleet is doing. */

import { parseAddress } from './address.ts';
import { connected, packages } from './connect.ts';
import { difference, ownEngine } from './engine.ts';
import { type RunNote, runsNoted, type WorkerNote, workersNoted } from './registry.ts';

interface WorkerStatus extends WorkerNote {
  /** Why runs of this version do not use it; absent where they do. */
  readonly refused?: string;
}

export interface RunStatus extends RunNote {
  /** Trials a second, and seconds to its end at that rate; absent while nothing is done. */
  readonly rate?: number;
  readonly left?: number;
}

export interface FleetStatus {
  /** Address without a password. */
  readonly redis: string;
  readonly workers: readonly WorkerStatus[];
  readonly runs: readonly RunStatus[];
  /** Notes that cannot be read, in words. */
  readonly refused: readonly string[];
}

/** @throws FleetError if the address cannot be used; FleetFailure if nobody answers */
export async function fleetStatus(
  redis: string,
  say: (line: string) => void,
): Promise<FleetStatus> {
  const address = parseAddress(redis);
  const client = await connected(await packages(), address, say);
  try {
    const workers = await workersNoted(client, address);
    const runs = await runsNoted(client, address);
    return {
      redis: address.shown,
      workers: workers.notes.map((note) => {
        const refused = difference(note, ownEngine());
        return refused === undefined ? note : { ...note, refused };
      }),
      runs: runs.notes.map(withRate),
      refused: [...workers.refused, ...runs.refused],
    };
  } finally {
    client.disconnect();
  }
}

/** At the pace of so far. */
export function withRate(note: RunNote): RunStatus {
  const { done, blocks, seconds, trials } = note;
  if (done === 0 || seconds === 0) return note;
  const rate = ((done / blocks) * trials) / seconds;
  return { ...note, rate, left: (seconds * (blocks - done)) / done };
}
