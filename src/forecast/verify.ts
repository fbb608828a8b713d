/** A run computed again from its question, and everything compared that can be compared. */

import { canonicalJson, sha256 } from '../compile/canonical.ts';
import { inputColumns } from '../compile/lower.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import { DrawCollector } from '../execute/collect.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { drawsOf } from '../execute/simulate.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { documentMarkdown } from '../report/media/markdown.ts';
import { runPage } from '../report/pages/run.ts';
import type { Check, Inspected } from '../store/inspect.ts';
import { type Manifest, runDigest, summaryDigest } from '../store/manifest.ts';
import type { RunStore } from '../store/run-store.ts';
import { type Computed, type ComputeOptions, compute, type Progress } from './compute.ts';
import { runFacts } from './file-run.ts';
import type { Place } from './place.ts';

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
  readonly plan: Plan;
  readonly manifest: Manifest;
  /** Digests of blocks as they were written down. */
  readonly journal: ReadonlyMap<number, string>;
  /** Where its files are, if it is kept. */
  readonly store?: RunStore | undefined;
}

/**
 * Checks a run where it is kept, and computes it again. Writes nothing.
 *
 * @throws RunFolderError if a file is missing or malformed, or if it was computed by another
 *         version of the numerics; Interrupted where the signal came
 */
export async function verifyStore(
  store: RunStore,
  options: VerifyOptions,
  place: Place,
): Promise<Verification> {
  const { checks, found } = inspectStore(store, options.onCheck);
  if (found === undefined) return verification(store.manifest(), checks);
  return verify({ ...found, store }, options, place, checks);
}

/**
 * The first half of that: all that can be checked without computing; `found` is what can be
 * computed again.
 */
export function inspectStore(
  store: RunStore,
  onCheck?: (check: Check) => void,
): { readonly checks: readonly Check[]; readonly found: Inspected | undefined } {
  const checks: Check[] = [];
  const found = store.inspect((check) => {
    checks.push(check);
    onCheck?.(check);
  });
  return { checks, found };
}

/** Computes again what was inspected, or what was never kept. */
export async function verify(
  subject: Verified,
  { threads, signal, onProgress, onCheck }: VerifyOptions,
  place: Place,
  earlier: readonly Check[] = [],
): Promise<Verification> {
  const executor = place.executor({ threads, blocks: blockCount(subject.plan) });
  try {
    const how = { executor, expectRoom: place.expectRoom, signal, onProgress };
    return await verifyWith(subject, how, onCheck, earlier);
  } finally {
    await executor.close();
  }
}

/**
 * The same with an executor that is there.
 *
 * @param earlier  checks that were done before
 */
export async function verifyWith(
  subject: Verified,
  options: Pick<ComputeOptions, 'executor' | 'expectRoom' | 'signal' | 'onProgress'>,
  onCheck?: (check: Check) => void,
  earlier: readonly Check[] = [],
): Promise<Verification> {
  const { plan, manifest, store } = subject;
  const checks = [...earlier];
  const check = (what: string, found: string, wanted: string): void => {
    const done = { what, found, wanted };
    checks.push(done);
    onCheck?.(done);
  };
  // Before anything is computed: what is malformed cannot be compared.
  const kept = store && {
    summary: store.keptSummary(plan),
    evidence: plan.evidence === undefined ? undefined : store.keptEvidence(plan),
  };
  const drawn = store?.has('draws.parquet') === true && DrawCollector.fits(plan);
  const inputs = drawn && inputColumns(plan.program, drawsOf(plan)).length > 0;
  const result = await compute(plan, { ...options, inputs, summaryOnly: !drawn });
  if (result.state === 'stopped')
    throw new Interrupted(`${result.done} of ${result.total} blocks are computed again`);
  checkBlocks(subject, result, check);
  const recomputed = summaryDigest(result.summary);
  check('summary (run.json)', recomputed, manifest.summaryDigest);
  if (store && kept) {
    check('summary.json', recomputed, summaryDigest(kept.summary));
    checkFiles(store, subject, result, kept.evidence, drawn, check);
  }
  return verification(manifest, checks);
}

/** @param checks  all that were done */
export function verification({ digest }: Manifest, checks: readonly Check[]): Verification {
  return { verified: checks.every(({ found, wanted }) => found === wanted), digest, checks };
}

type Checking = (what: string, found: string, wanted: string) => void;

/** Every block that differs, that is missing or that is too many, and then all of them together. */
function checkBlocks(
  { manifest, journal }: Verified,
  { digests }: Computed,
  check: Checking,
): void {
  digests.forEach((digest, block) => {
    const recorded = journal.get(block) ?? 'no entry';
    if (recorded !== digest) check(`block ${block} (journal)`, digest, recorded);
  });
  for (const [block, recorded] of journal) {
    if (block >= digests.length) check(`block ${block} (journal)`, 'no block', recorded);
  }
  check(`digest of ${digests.length} blocks`, runDigest(digests), manifest.digest);
}

function checkFiles(
  store: RunStore,
  { plan, manifest }: Verified,
  { summary, evidence, draws }: Computed,
  kept: EvidenceDocument | undefined,
  drawn: boolean,
  check: Checking,
): void {
  if (evidence !== undefined)
    check('evidence.json', sha256(canonicalJson(evidence)), sha256(canonicalJson(kept)));
  if (store.has('report.md')) {
    const facts = runFacts(store, manifest, evidence);
    const same = documentMarkdown(runPage(plan, summary, facts)) === store.read('report.md');
    check('report.md', same ? 'same' : 'differs', 'same');
  }
  if (drawn) {
    const digests = store.drawsDigests(plan, draws!);
    check('draws.parquet', digests.given, digests.kept);
  }
}
