/** Computes a plan into its folder, with progress and a way to stop; shared by `run` and `resume`. */

import { hostname } from 'node:os';
import { toJson } from '../compile/canonical.ts';
import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { DrawCollector } from '../execute/collect.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import { observe, type Observed } from '../evidence/observe.ts';
import type { Executor } from '../execute/executor.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { run } from '../execute/run.ts';
import { drawsOf } from '../execute/simulate.ts';
import { threadsExecutor } from '../execute/threads.ts';
import { loadKernel } from '../kernel/load.ts';
import { Sorter } from '../kernel/sorter.ts';
import { type Plan, blockCount } from '../plan/plan.ts';
import { markdownReport } from '../report/markdown.ts';
import { type RunFacts } from '../report/run-facts.ts';
import { terminalReport } from '../report/terminal.ts';
import type { Summary } from '../stats/summary.ts';
import { drawsBytes, writeDraws } from '../store/draws.ts';
import { Journal } from '../store/journal.ts';
import { type Manifest, manifestOfPlan, runDigest, summaryDigest } from '../store/manifest.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { readSnapshot, writeSnapshot } from '../store/snapshot.ts';
import { VERSION } from '../version.ts';
import { type Interruption, onInterruption } from './interruption.ts';
import { progressBar } from './progress.ts';
import { UsageError } from './usage-error.ts';

export interface ExecuteOptions {
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
  readonly chunk?: number;
  /** Absent: as the plan says. */
  readonly draws?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Nothing is said of a run that is done. */
  readonly silent?: boolean;
  /** Of a caller that runs several plans and minds interruptions itself. */
  readonly interruption?: Interruption;
}

/** Without being asked, draws are written up to this size. */
const DRAWS_BYTES = 128 * 1024 * 1024;

export function makeExecutor({ executor, threads, chunk }: ExecuteOptions, plan: Plan): Executor {
  if (executor === 'inline') return inlineExecutor(chunk);
  const most = blockCount(plan);
  return threadsExecutor(threads === undefined ? undefined : Math.min(threads, most), chunk);
}

export async function executePlan(
  plan: Plan,
  folder: RunFolder,
  options: ExecuteOptions,
): Promise<number> {
  const writesDraws = wantsDraws(plan, options.draws ?? plan.draws ?? 'auto');
  const executor = makeExecutor(options, plan);
  const recorded = inputColumns(plan.program, drawsOf(plan)).length;
  // Evidence that is refused leaves no folder.
  const observed = await observedOr(plan, executor, recorded);
  folder.open(plan);
  const journal = Journal.open(folder.file('journal'), plan.id);
  if (journal.damaged > 0) {
    process.stderr.write(
      `${journal.damaged} line(s) of the journal were cut off or altered; their blocks are computed again\n`,
    );
  }
  const earlier = journal.done.size;
  if (earlier > 0 && DrawCollector.fits(plan)) {
    process.stderr.write(
      `${earlier} of ${blockCount(plan)} blocks were done; their draws are computed again and checked against the journal\n`,
    );
  }
  const interruption = options.interruption ?? onInterruption();
  const started = performance.now();
  const progress = progressBar(process.stderr, plan.trials);
  try {
    const result = await run(
      plan,
      observed?.executor ?? executor,
      journal,
      new Sorter(loadKernel()),
      {
        stop: interruption.stop,
        recordedInputs: writesDraws || observed ? recorded : 0,
        ...(observed?.weights ? { weights: observed.weights } : {}),
        progress: (done, total) => progress.update(done, total),
        checkpoint: (content) => writeSnapshot(folder.path, plan.id, content),
      },
      readSnapshot(folder.path, plan.id),
    );
    progress.end();
    if (result.state === 'stopped') {
      process.stderr.write(
        `stopped: ${result.done} of ${result.total} blocks are done. Go on with: chipcast resume ${folder.path}\n`,
      );
      return 1;
    }
    const { summary, collector, digests } = result;
    if (writesDraws && collector instanceof DrawCollector)
      writeDraws(folder.file('draws.parquet'), plan, collector);
    if (observed && collector instanceof DrawCollector) {
      const document = await observed.document(collector);
      folder.write('evidence.json', `${toJson(document, 1)}\n`);
    }
    const manifest = manifestOf(plan, summary, digests, {
      executor: options.executor === 'inline' ? 'inline' : `threads ${executor.width}`,
      seconds: (performance.now() - started) / 1000,
      resumed: earlier > 0,
    });
    folder.write('summary.json', `${toJson(summary)}\n`);
    folder.write('report.md', markdownReport(plan, summary, runFacts(folder, manifest)));
    folder.finish(manifest);
    if (!options.silent) showRun(plan, summary, folder, manifest, options);
    return 0;
  } finally {
    journal.close();
    // Whoever asked for it releases it.
    if (options.interruption === undefined) interruption.release();
    await executor.close();
  }
}

async function observedOr(
  plan: Plan,
  executor: Executor,
  recorded: number,
): Promise<Observed | undefined> {
  if (plan.evidence === undefined) return undefined;
  try {
    return await observe(plan, executor, recorded);
  } catch (error) {
    await executor.close();
    throw error;
  }
}

function wantsDraws(plan: Plan, asked: boolean | 'auto'): boolean {
  if (asked === false) return false;
  const bytes = drawsBytes(plan);
  const keepable = DrawCollector.fits(plan);
  if (asked === true && !keepable) {
    throw new UsageError(
      `draws of ${plan.trials} trials of ${outcomeColumns(plan.program).length} outcomes do not fit in memory; leave out --draws or ask for fewer trials`,
    );
  }
  return asked === true || (keepable && bytes <= DRAWS_BYTES);
}

function manifestOf(
  plan: Plan,
  summary: Summary,
  digests: readonly string[],
  made: Pick<Manifest['made'], 'executor' | 'seconds' | 'resumed'>,
): Manifest {
  return {
    ...manifestOfPlan(plan),
    digest: runDigest(digests),
    summaryDigest: summaryDigest(summary),
    made: {
      at: new Date().toISOString(),
      version: VERSION,
      node: process.version,
      host: hostname(),
      executor: made.executor,
      seconds: Number(made.seconds.toFixed(3)),
      resumed: made.resumed,
    },
  };
}

export function runFacts(folder: RunFolder, manifest: Manifest): RunFacts {
  const files = [
    'report.html',
    'report.md',
    'summary.json',
    'run.json',
    'evidence.json',
    'draws.parquet',
  ];
  return {
    run: folder.name,
    folder: folder.path,
    digest: manifest.digest,
    files: files.filter((file) => file === 'report.md' || file === 'run.json' || folder.has(file)),
    version: manifest.made.version,
    ...(folder.has('evidence.json') ? { evidence: folder.evidence() } : {}),
  };
}

/** The answer, as it was asked for: a document, a folder, or a page for a person. */
export function showRun(
  plan: Plan,
  summary: Summary,
  folder: RunFolder,
  manifest: Manifest,
  { json, quiet }: Pick<ExecuteOptions, 'json' | 'quiet'>,
): void {
  if (json)
    process.stdout.write(`${JSON.stringify(runDocument(summary, folder, manifest), null, 1)}\n`);
  else if (quiet) process.stdout.write(`${folder.path}\n`);
  else {
    const colour = process.stdout.isTTY === true && !process.env['NO_COLOR'];
    process.stdout.write(
      terminalReport(plan, summary, runFacts(folder, manifest), {
        columns: process.stdout.columns ?? 80,
        colour,
      }),
    );
  }
}

/** What `--json` prints. */
function runDocument(summary: Summary, folder: RunFolder, manifest: Manifest): object {
  const { id, seed, design, trials, replicates, fingerprint, digest } = manifest;
  return {
    run: { id, folder: folder.path, seed, design, trials, replicates, fingerprint, digest },
    outcomes: Object.fromEntries(
      summary.outcomes.map(({ id: outcome, unit, mean, sd, quantiles, failures }) => [
        outcome,
        { unit, mean, sd, quantiles, failures },
      ]),
    ),
    ...(summary.correlations === undefined ? {} : { correlations: summary.correlations }),
    ...(folder.has('evidence.json') ? { evidence: told(folder.evidence()) } : {}),
  };
}

/** What `--json` prints of evidence; the rest stands in evidence.json. */
function told(document: EvidenceDocument): object {
  const { ess, observations, largestShare, paretoK, agreement, clashes } = document;
  return { ess, observations, largestShare, paretoK, agreement, clashes };
}
