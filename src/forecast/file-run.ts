/** A finished run written into a store. */

import { toJson } from '../compile/canonical.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunFacts } from '../report/run-facts.ts';
import type { Summary } from '../stats/summary.ts';
import { folderName, type Manifest } from '../store/manifest.ts';
import type { RunStore } from '../store/run-store.ts';
import type { Columns } from './columns.ts';
import { writesDraws } from './draws-policy.ts';

/** A run as its files are written. */
export interface FinishedRun {
  readonly plan: Plan;
  readonly summary: Summary;
  readonly manifest: Manifest;
  /** What evidence did, if there is any. */
  readonly evidence: EvidenceDocument | undefined;
  readonly columns: Columns;
}

/**
 * What a report is told of a run that is kept.
 *
 * @param evidence  what it moved; what the store has of it, if it is not given
 */
export function runFacts(
  store: RunStore,
  manifest: Manifest,
  evidence = manifest.evidence === undefined ? undefined : store.evidence(),
): RunFacts {
  const files = [
    'report.html',
    'report.md',
    'summary.json',
    'run.json',
    'evidence.json',
    'draws.parquet',
  ];
  return {
    // A folder that was renamed, or is met by a link, holds the same run.
    run: folderName(manifest),
    digest: manifest.digest,
    files: files.filter((file) => file === 'report.md' || file === 'run.json' || store.has(file)),
    version: manifest.made.version,
    ...(evidence === undefined ? {} : { evidence }),
  };
}

/**
 * Files a run in a store that is open: everything that follows from the result, the manifest last.
 *
 * @param draws  whether draws are written
 */
export async function fileResult(store: RunStore, run: FinishedRun, draws: boolean): Promise<void> {
  const [{ documentMarkdown }, { runPage }] = await Promise.all([
    import('../report/media/markdown.ts'),
    import('../report/pages/run.ts'),
  ]);
  const { plan, summary, manifest, evidence, columns } = run;
  if (draws) store.writeDraws(plan, columns.all());
  if (evidence !== undefined) store.write('evidence.json', `${toJson(evidence, 1)}\n`);
  store.write('summary.json', `${toJson(summary)}\n`);
  store.write(
    'report.md',
    documentMarkdown(runPage(plan, summary, runFacts(store, manifest, evidence))),
  );
  store.finish(manifest);
}

/**
 * Files a run that was computed in memory; one that stands there already, with the same digest, is
 * left as it is.
 */
export async function fileRun(
  store: RunStore,
  run: FinishedRun,
  digests: readonly string[],
): Promise<void> {
  const { plan, manifest } = run;
  if (store.state() === 'finished') {
    const found = store.manifest();
    if (found.digest === manifest.digest && found.summaryDigest === manifest.summaryDigest) return;
    store.restart();
  }
  store.open(plan);
  const log = store.log(plan.id);
  try {
    digests.forEach((digest, block) => {
      if (!log.done.has(block)) log.record({ block, digest });
    });
  } finally {
    log.close();
  }
  await fileResult(store, run, writesDraws(plan));
}
