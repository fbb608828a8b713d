/** The pages of a finished run. */

import type { Executor } from '../execute/executor.ts';
import type { Beside } from '../page/beside.ts';
import { type ChartFile, chartFiles } from '../page/chart-files.ts';
import { askedOf } from '../page/headline.ts';
import { type Live, pageHtml } from '../page/page.tsx';
import { translatedInput } from '../page/translated.ts';
import { wordsOf } from '../page/words/index.ts';
import { EXCHANGE_DESIGNS } from '../plan/exchange.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import type { Certificate } from '../report/certificate.ts';
import { documentMarkdown } from '../report/media/markdown.ts';
import { serverCanvas } from '../report/media/svg.ts';
import { runPage } from '../report/pages/run.ts';
import type { Analysis } from '../sensitivity/document.ts';
import { RunFolderError } from '../store/error.ts';
import type { RunStore } from '../store/run-store.ts';
import { LANGUAGES, type Language } from '../wording/languages.ts';
import { analysisOf } from './documents.ts';
import { runFacts } from './file-run.ts';
import type { Notify } from './notice.ts';
import { expectFinished, openStore } from './open.ts';
import { samplePaths } from './paths.ts';
import type { Place } from './place.ts';
import type { Run } from './run.ts';
import { scenariosOf } from './scenarios.ts';
import { analysisOf as analysisOfPlan } from './sensitivity.ts';

/** What a report shows beside the run. */
export interface ReportOptions {
  /** What the self-test of this version found. */
  readonly certificate?: Certificate | undefined;
  /** What makes the page live. */
  readonly app?: Omit<Live, 'others'> | undefined;
  /** Of the page; that of the run if absent, else English. */
  readonly lang?: Language | undefined;
  readonly onNotice: Notify;
}

/** Where the pages are, and the charts of the page for whoever wants them apart. */
export interface FiledReport {
  readonly html: string;
  readonly markdown: string;
  charts(): readonly ChartFile[];
}

/**
 * Writes the report of a run beside its numbers: `report.md` from what is kept alone, `report.html`
 * with what drives the headline, and the headline in every scenario of the model, computed here.
 *
 * @param onNotice  is told what is left out
 * @returns         the paths of both pages
 * @throws RunFolderError if the run is not finished
 */
export async function fileReport(
  store: RunStore,
  place: Place,
  { certificate, app, lang, onNotice }: ReportOptions,
): Promise<FiledReport> {
  expectFinished(store, 'there is nothing to report yet');
  const run = openStore(store, place);
  const { plan, summary, manifest, evidence } = run;
  const facts = runFacts(store, manifest, evidence);
  const isNamed = manifest.files?.['sensitivity.json'] !== undefined;
  const kept =
    isNamed || store.has('sensitivity.json') ? analysisIfFit(store, onNotice) : undefined;
  const beside = await besideOf(run, kept);
  store.write('report.md', documentMarkdown(runPage(plan, summary, facts)));
  const given = { plan, summary, facts, certificate, ...beside, evidence: facts.evidence };
  const language = lang ?? plan.lang ?? 'en';
  const [input, words] = [translatedInput(given, language), wordsOf(language)];
  const others = languagesOf(plan)
    .filter((other) => other !== language)
    .map((other) => ({ input: translatedInput(given, other), words: wordsOf(other) }));
  store.write('report.html', pageHtml(input, words, app && { ...app, others }));
  return {
    html: store.file('report.html'),
    markdown: store.file('report.md'),
    charts: () => chartFiles(input, words, { ...serverCanvas(), words: words.charts }),
  };
}

/** Languages that the texts of a model are in. */
function languagesOf({ program: { translations = {} } }: Plan): readonly Language[] {
  return LANGUAGES.filter((one) => one === 'en' || Object.hasOwn(translations, one));
}

/** Trials of each sample of the quick analysis. */
const BASE = 8192;

/** What the page shows and the run does not hold. */
async function besideOf(
  { plan, summary, place }: Run,
  kept: Analysis | undefined,
): Promise<Beside> {
  const asked = askedOf(plan, summary);
  const executor = place.executor({ blocks: blockCount(plan) });
  try {
    const paths = await samplePaths(plan, summary, executor);
    if (asked === undefined) return { paths, analysis: kept };
    const scenarios = await scenariosOf(plan, asked, executor);
    const analysis = kept ?? (await quickAnalysis(plan, asked.column, executor));
    return { paths, scenarios, analysis };
  } finally {
    await executor.close();
  }
}

/** From draws alone: what each input explains by itself, and in which direction. */
async function quickAnalysis(
  plan: Plan,
  column: string,
  executor: Executor,
): Promise<Analysis | undefined> {
  const design = EXCHANGE_DESIGNS.some((one) => one === plan.design);
  if (!design || plan.trials < BASE) return undefined;
  return analysisOfPlan(
    plan,
    { methods: ['first-order', 'spearman'], outcomes: [column], base: BASE },
    executor,
    { stop: { requested: false } },
  );
}

/** The analysis that `chipcast sensitivity` left of the same question, or a word why it is left out. */
function analysisIfFit(store: RunStore, onNotice: Notify): Analysis | undefined {
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
