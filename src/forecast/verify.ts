/** A run computed again from its question, and everything compared that can be compared. */

import { canonicalJson, sha256 } from '../compile/canonical.ts';
import { programFingerprint } from '../compile/compile.ts';
import { inputColumns } from '../compile/lower.ts';
import { DrawCollector } from '../execute/collect.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { drawsOf } from '../execute/simulate.ts';
import { blockCount, NUMERICS, type Plan } from '../plan/plan.ts';
import { planId } from '../plan/resolve.ts';
import { markdownReport } from '../report/markdown.ts';
import { RunFolderError } from '../store/error.ts';
import { type Manifest, manifestOfPlan, runDigest, summaryDigest } from '../store/manifest.ts';
import type { RunStore } from '../store/run-store.ts';
import { compute, type Computed, type ComputeOptions, type Progress } from './compute.ts';
import { runFacts } from './file-run.ts';
import type { Place } from './place.ts';

export interface Check {
  readonly what: string;
  readonly found: string;
  readonly wanted: string;
}

export interface Verification {
  /** Whether all checks hold. */
  readonly verified: boolean;
  /** Of the run, as it says itself. */
  readonly digest: string;
  readonly checks: readonly Check[];
}

export interface VerifyOptions {
  /** Threads to compute with. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Each check as it is done. */
  readonly onCheck?: (check: Check) => void;
}

/** What is verified: what was asked, and what is said to have come of it. */
export interface Verified {
  readonly name: string;
  readonly plan: Plan;
  readonly manifest: Manifest;
  /** Digests of blocks as they were written down. */
  readonly digests: ReadonlyMap<number, string>;
  /** Where its files are, if it is kept. */
  readonly store?: RunStore | undefined;
}

/** @throws RunFolderError if it was computed by another version of the numerics; Interrupted where the signal came */
export async function verify(
  subject: Verified,
  { threads, signal, onProgress, onCheck }: VerifyOptions,
  place: Place,
): Promise<Verification> {
  const { plan } = subject;
  const executor = place.executor({ threads, blocks: blockCount(plan) });
  try {
    return await verifyWith(subject, { executor, signal, onProgress }, onCheck);
  } finally {
    await executor.close();
  }
}

/** The same with an executor that is there. */
export async function verifyWith(
  subject: Verified,
  options: Pick<ComputeOptions, 'executor' | 'signal' | 'onProgress'>,
  onCheck?: (check: Check) => void,
): Promise<Verification> {
  const { name, plan, manifest, store } = subject;
  if (manifest.numerics !== NUMERICS) {
    throw new RunFolderError(
      `${name} was computed with numerics ${manifest.numerics}, this version has ${NUMERICS}: bits differ by design; use chipcast ${manifest.made.version}`,
    );
  }
  const checks: Check[] = [];
  const check = (what: string, found: string, wanted: string): void => {
    const done = { what, found, wanted };
    checks.push(done);
    onCheck?.(done);
  };
  const { digest: _digest, summaryDigest: _summary, made: _made, ...repeated } = manifest;
  check(
    'what run.json says of the plan',
    sha256(canonicalJson(manifestOfPlan(plan))),
    sha256(canonicalJson(repeated)),
  );
  check('model fingerprint (program.json)', programFingerprint(plan.program), manifest.fingerprint);
  check('run id (plan.json)', planId(plan), manifest.id);
  const drawn = store?.has('draws.parquet') === true && DrawCollector.fits(plan);
  const inputs = drawn && inputColumns(plan.program, drawsOf(plan)).length > 0;
  const result = await compute(plan, { ...options, inputs });
  if (result.state === 'stopped')
    throw new Interrupted(`${result.done} of ${result.total} blocks are computed again`);
  checkBlocks(subject, result, check);
  const recomputed = summaryDigest(result.summary);
  check('summary (run.json)', recomputed, manifest.summaryDigest);
  if (store) checkFiles(store, subject, result, drawn, check);
  const verified = checks.every(({ found, wanted }) => found === wanted);
  return { verified, digest: manifest.digest, checks };
}

type Checking = (what: string, found: string, wanted: string) => void;

/** Every block that differs, and then all of them together. */
function checkBlocks(
  { manifest, digests: written }: Verified,
  { digests }: Computed,
  check: Checking,
): void {
  digests.forEach((digest, block) => {
    const recorded = written.get(block) ?? 'no entry';
    if (recorded !== digest) check(`block ${block} (journal)`, digest, recorded);
  });
  check(`digest of ${digests.length} blocks`, runDigest(digests), manifest.digest);
}

function checkFiles(
  store: RunStore,
  { plan, manifest }: Verified,
  { summary, evidence, draws }: Computed,
  drawn: boolean,
  check: Checking,
): void {
  check('summary.json', summaryDigest(summary), summaryDigest(store.summary()));
  if (evidence !== undefined)
    check(
      'evidence.json',
      sha256(canonicalJson(evidence)),
      sha256(canonicalJson(store.evidence())),
    );
  if (store.has('report.md')) {
    const same =
      markdownReport(plan, summary, runFacts(store, manifest)) === store.read('report.md');
    check('report.md', same ? 'same' : 'differs', 'same');
  }
  if (drawn) {
    const { kept, given } = store.drawsDigests(plan, draws!);
    check('draws.parquet', given, kept);
  }
}
