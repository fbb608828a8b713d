/** The pages of a finished run. */

import type { Certificate } from '../report/certificate.ts';
import { htmlReport } from '../report/html.ts';
import { markdownReport } from '../report/markdown.ts';
import type { Analysis } from '../sensitivity/document.ts';
import type { RunStore } from '../store/run-store.ts';
import { runFacts } from './file-run.ts';
import type { Run } from './run.ts';

/** What a report shows beside the run. */
export interface Beside {
  /** What the self-test of this version found. */
  readonly certificate?: Certificate | undefined;
  /** A sensitivity analysis of the same question. */
  readonly analysis?: Analysis | undefined;
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
