/** A forecast hub written into a folder, and checked there. */

import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Executor } from '../execute/executor.ts';
import { hubFaults } from '../export/hub-check.ts';
import { makeFolder } from '../files/folder.ts';
import { exportHub, type HubOwner, hubPeople } from '../forecast/export-hub.ts';
import { NOTHING_TO_EXPORT } from '../forecast/export-table.ts';
import { expectFinished } from '../forecast/open.ts';
import { UsageError } from '../forecast/usage-error.ts';
import type { Plan } from '../plan/plan.ts';
import { readTruth } from '../score/read-truth.ts';
import type { Truth } from '../score/truth.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { truthFileOf } from './truths.ts';

export interface HubOptions extends HubOwner {
  /** Folder of the hub; in that of the run if absent. */
  readonly to?: string;
  readonly outcomes?: readonly string[] | undefined;
  /** File of what became known; that of the model if absent. */
  readonly truth?: string;
  /** The model of the run, whose file of truths is read. */
  readonly model?: string;
}

/**
 * Writes the hub, checks it, and returns the paths of its files.
 *
 * @throws RunFolderError if the run is not finished; UsageError for what cannot stand in a hub
 */
export async function writeHub(
  folder: RunFolder,
  options: HubOptions,
  executor: Executor,
  warn: (line: string) => void,
): Promise<string[]> {
  expectFinished(folder, NOTHING_TO_EXPORT);
  const plan = folder.plan();
  const people = hubPeople(plan, options);
  const hub = options.to ?? folder.file('hub');
  refuseOthers(hub);
  const truths = await truthsOf(plan, options, warn);
  const { files, notes } = await exportHub(
    folder,
    options,
    people,
    options.outcomes,
    truths,
    executor,
  );
  rmSync(hub, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    makeFolder(dirname(join(hub, name)));
    writeFileSync(join(hub, name), text);
  }
  const faults = hubFaults(hub);
  if (faults.length > 0)
    throw new Error(`the hub in ${hub} breaks its own rules:\n  ${faults.join('\n  ')}`);
  notes.forEach(warn);
  return Object.keys(files).map((name) => join(hub, name));
}

/** A folder with something else in it is not replaced. */
function refuseOthers(hub: string): void {
  if (!existsSync(hub)) return;
  const found = readdirSync(hub);
  if (found.length > 0 && !found.includes('hub-config'))
    throw new UsageError(
      `--to ${hub} has ${found.slice(0, 3).join(', ')} in it and is no hub; wanted a new folder, or a hub to replace`,
    );
}

/** Those of the file that is named, else of the model; none where it has none. */
async function truthsOf(
  plan: Plan,
  { truth, model }: HubOptions,
  warn: (line: string) => void,
): Promise<readonly Truth[]> {
  if (truth !== undefined) return readTruth(truth);
  const file = await truthFileOf(plan, model);
  if (file.kind === 'file') return readTruth(file.path);
  if (file.kind === 'foreign' && plan.modelFile !== undefined)
    warn(
      `the hub has no target data: ${plan.modelFile}, of which the run was made, is loaded only if --model names it; --truth FILE names what became known`,
    );
  return [];
}
