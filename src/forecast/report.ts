/** The pages of a finished run. */

import type { Certificate } from '../report/certificate.ts';
import { htmlReport } from '../report/html.ts';
import { markdownReport } from '../report/markdown.ts';
import type { Analysis } from '../sensitivity/document.ts';
import { RunFolderError } from '../store/error.ts';
import type { RunStore } from '../store/run-store.ts';
import { analysisOf } from './documents.ts';
import { runFacts } from './file-run.ts';
import type { Notify } from './notice.ts';
import { expectFinished, openStore } from './open.ts';
import type { Place } from './place.ts';
import type { Run } from './run.ts';

/** What a report shows beside the run. */
export interface Beside {
  /** What the self-test of this version found. */
  readonly certificate?: Certificate | undefined;
  /** A sensitivity analysis of the same question. */
  readonly analysis?: Analysis | undefined;
}

/**
 * Writes the report of a run beside its numbers.
 *
 * @param onNotice  is told what is left out
 * @returns         the paths of both pages
 * @throws RunFolderError if the run is not finished
 */
export function fileReport(
  store: RunStore,
  certificate: Certificate | undefined,
  place: Place,
  onNotice: Notify,
): { readonly html: string; readonly markdown: string } {
  expectFinished(store, 'there is nothing to report yet');
  const run = openStore(store, place);
  const pages = report(run, store, { certificate, analysis: analysisIfAny(store, onNotice) });
  store.write('report.md', pages.markdown);
  store.write('report.html', pages.html);
  return { html: store.file('report.html'), markdown: store.file('report.md') };
}

/** The analysis that `chipcast sensitivity` left of the same question. */
function analysisIfAny(store: RunStore, onNotice: Notify): Analysis | undefined {
  if (!store.has('sensitivity.json')) return undefined;
  try {
    return analysisOf(store);
  } catch (error) {
    if (!(error instanceof RunFolderError)) throw error;
    onNotice({
      kind: 'left-out',
      message: `the report leaves the sensitivity out, chipcast sensitivity writes a new one: ${error.message}`,
    });
    return undefined;
  }
}

/** @param store  where the run is kept: the pages name its files */
export function report(
  { plan, summary, manifest, evidence }: Run,
  store: RunStore,
  { certificate, analysis }: Beside,
): { readonly markdown: string; readonly html: string } {
  const facts = runFacts(store, manifest, evidence);
  return {
    markdown: markdownReport(plan, summary, facts),
    html: htmlReport(plan, summary, facts, certificate, analysis),
  };
}
