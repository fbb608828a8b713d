/**
 * What a folder says of itself, check by check: the first half of `verify`, before anything is
 * computed again.
 */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, sha256 } from '../compile/canonical.ts';
import { hashFile } from '../files/read.ts';
import { NUMERICS, type Plan } from '../plan/plan.ts';
import { readManifest, readPlan, readProgram } from './door.ts';
import { RunFolderError } from './error.ts';
import { readJournal } from './journal.ts';
import { type Manifest, manifestOfPlan } from './manifest.ts';
import { AlteredFile } from './read-document.ts';

/** Two texts that should be the same: digests, or words. */
export interface Check {
  readonly what: string;
  readonly found: string;
  readonly wanted: string;
}

export interface Inspected {
  readonly manifest: Manifest;
  readonly plan: Plan;
  /** Digests of blocks that the journal names. */
  readonly journal: ReadonlyMap<number, string>;
}

/**
 * Checks all that can be checked without computing. Writes nothing.
 *
 * @param folder  of a finished run
 * @param tell    is given each check as it is done
 * @returns       what can be computed again; nothing where program or plan are not what they were
 * @throws RunFolderError if a file is missing or malformed, or if the run was computed with other
 *   numerics
 */
export function inspectRun(folder: string, tell: (check: Check) => void): Inspected | undefined {
  const manifest = readManifest(folder);
  if (manifest.numerics !== NUMERICS)
    throw new RunFolderError(
      `${folder} was computed with numerics ${manifest.numerics}, this version has ${NUMERICS}: bits differ by design; use chipcast ${manifest.made.version}`,
    );
  const program = attempt('model fingerprint (program.json)', tell, () => readProgram(folder));
  if (program === undefined) return undefined;
  tell({
    what: 'model fingerprint (program.json)',
    found: program.value.fingerprint,
    wanted: manifest.fingerprint,
  });
  const plan = attempt('run id (plan.json)', tell, () => readPlan(folder, program.value));
  if (plan === undefined) return undefined;
  tell({ what: 'run id (plan.json)', found: plan.value.id, wanted: manifest.id });
  const { digest: _digest, summaryDigest: _summary, made: _made, files, ...repeated } = manifest;
  tell({
    what: 'what run.json says of the plan',
    found: sha256(canonicalJson(manifestOfPlan(plan.value))),
    wanted: sha256(canonicalJson(repeated)),
  });
  for (const [name, wanted] of Object.entries(files ?? {})) {
    const path = join(folder, name);
    tell({
      what: `SHA-256 of ${name}`,
      found: existsSync(path) ? hashFile(path) : 'no file',
      wanted,
    });
  }
  const { entries, plan: id } = readJournal(join(folder, 'journal'));
  tell({ what: 'run of the journal', found: id ?? 'not named', wanted: plan.value.id });
  return {
    manifest,
    plan: plan.value,
    journal: new Map(entries.map(({ block, digest }) => [block, digest])),
  };
}

/** What `read` gives; where the file was altered, the check that fails. */
function attempt<T>(what: string, tell: (check: Check) => void, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AlteredFile)) throw error;
    tell({ what, found: error.found, wanted: error.wanted });
    return undefined;
  }
}
