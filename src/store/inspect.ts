/**
 * What a run that is kept says of itself, check by check: the first half of `verify`, before anything is
 * computed again.
 */

import { canonicalJson, sha256 } from '../compile/canonical.ts';
import { NUMERICS, type Plan } from '../plan/plan.ts';
import { AlteredFile } from './document.ts';
import { readManifest, readPlan, readProgram } from './door.ts';
import { RunFolderError } from './error.ts';
import { readJournal } from './journal.ts';
import { type Manifest, manifestOfPlan } from './manifest.ts';
import type { RunFiles } from './run-files.ts';

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
 * @param files  of a finished run
 * @param tell   is given each check as it is done
 * @returns      what can be computed again; nothing where program or plan are not what they were
 * @throws RunFolderError if a file is missing or malformed, or if the run was computed with other
 *   numerics
 */
export function inspectRun(files: RunFiles, tell: (check: Check) => void): Inspected | undefined {
  const manifest = readManifest(files);
  if (manifest.numerics !== NUMERICS)
    throw new RunFolderError(
      `${files.path} was computed with numerics ${manifest.numerics}, this version has ${NUMERICS}: bits differ by design; use chipcast ${manifest.made.version}`,
    );
  const program = attempt('model fingerprint (program.json)', tell, () => readProgram(files));
  if (program === undefined) return undefined;
  tell({
    what: 'model fingerprint (program.json)',
    found: program.value.fingerprint,
    wanted: manifest.fingerprint,
  });
  const plan = attempt('run id (plan.json)', tell, () => readPlan(files, program.value));
  if (plan === undefined) return undefined;
  tell({ what: 'run id (plan.json)', found: plan.value.id, wanted: manifest.id });
  const {
    digest: _digest,
    summaryDigest: _summary,
    made: _made,
    files: named,
    ...repeated
  } = manifest;
  tell({
    what: 'what run.json says of the plan',
    found: sha256(canonicalJson(manifestOfPlan(plan.value))),
    wanted: sha256(canonicalJson(repeated)),
  });
  for (const [name, wanted] of Object.entries(named ?? {}))
    tell({
      what: `SHA-256 of ${name}`,
      found: files.has(name) ? files.hash(name) : 'no file',
      wanted,
    });
  const { entries, plan: id } = readJournal(files, 'journal');
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
