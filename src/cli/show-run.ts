/** A finished run as it was asked for: a document, a folder, or a page for a person. */

import { relative } from 'node:path';
import type { Stopped } from '../forecast/compute.ts';
import type { Run } from '../forecast/run.ts';
import type { Done } from '../forecast/run-into.ts';
import type { RunStore } from '../store/run-store.ts';
import { DEFAULT_OUT } from './options.ts';
import { printDocument } from './output.ts';

export interface ShowOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Shows what came of a run; the exit code is 1 where it was stopped. */
export async function showResult(
  result: Done | Stopped,
  store: RunStore,
  options: ShowOptions,
): Promise<void> {
  if (result.state === 'finished') await showRun(result.run, store, options);
  else {
    process.stderr.write(
      `stopped: ${result.done} of ${result.total} blocks are done. Go on with: chipcast resume ${store.path}\n`,
    );
    process.exitCode = 1;
  }
}

async function showRun(run: Run, store: RunStore, { json, quiet }: ShowOptions): Promise<void> {
  if (json) process.stdout.write(`${JSON.stringify(runDocument(run, store), null, 1)}\n`);
  else if (quiet) process.stdout.write(`${store.path}\n`);
  else {
    const { runFacts } = await import('../forecast/file-run.ts');
    const { runPage } = await import('../report/pages/run.ts');
    const facts = runFacts(store, run.manifest, run.evidence);
    const { headlineOutcomes } = await import('../report/headlines.ts');
    const [asked] = headlineOutcomes(run.plan, run.summary);
    const next = nextSteps(store, asked?.periods.at(-1)?.summary.id);
    const files = [store.path, `  ${facts.files.join('  ')}`, '', ...next];
    const page = runPage(run.plan, run.summary, facts);
    await printDocument(page, files);
  }
}

/**
 * What a reader of a new forecast asks next.
 *
 * @param column  of the first headline, in its last period
 */
function nextSteps(store: RunStore, column: string | undefined): string[] {
  const near = relative(DEFAULT_OUT, store.path);
  // The end of its name will do, where runs are looked for by themselves.
  const run = /^[^/\\]+$/.test(near) && near !== '..' ? near.split('-').at(-1) : store.path;
  return [
    'Next:',
    `  chipcast report ${run}`,
    ...(column === undefined ? [] : [`  chipcast ask ${run} 'E(${column})'`]),
    `  chipcast sensitivity ${run}`,
    `  chipcast verify ${run}`,
  ];
}

/** What `--json` prints. */
function runDocument({ summary, manifest, evidence }: Run, store: RunStore): object {
  const { id, seed, design, trials, replicates, fingerprint, digest } = manifest;
  return {
    run: { id, folder: store.path, seed, design, trials, replicates, fingerprint, digest },
    outcomes: Object.fromEntries(
      summary.outcomes.map(({ id: outcome, unit, mean, sd, quantiles, failures }) => [
        outcome,
        { unit, mean, sd, quantiles, failures },
      ]),
    ),
    ...(summary.correlations === undefined ? {} : { correlations: summary.correlations }),
    ...(evidence === undefined ? {} : { evidence: told(evidence) }),
  };
}

/** What `--json` prints of evidence; the rest stands in evidence.json. */
function told(document: NonNullable<Run['evidence']>): object {
  const { ess, observations, largestShare, paretoK, agreement, clashes } = document;
  return { ess, observations, largestShare, paretoK, agreement, clashes };
}
