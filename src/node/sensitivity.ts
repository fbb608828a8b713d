/** Sensitivity analyses filed in folders: of a question, or of a table of draws from elsewhere. */

import { existsSync } from 'node:fs';
import * as z from 'zod';
import type { Executor } from '../execute/executor.ts';
import { FileError, hashFile, readText } from '../files/read.ts';
import { stopOf } from '../forecast/compute.ts';
import { namesIn } from '../forecast/names.ts';
import {
  type AnalysisOptions,
  analysisOf,
  analysisOfDraws,
  type SensitivityMethod,
} from '../forecast/sensitivity.ts';
import { UsageError } from '../forecast/usage-error.ts';
import type { Plan } from '../plan/plan.ts';
import type { Document } from '../report/document.ts';
import { documentHtml } from '../report/media/html.ts';
import { bareNames, type Names } from '../report/names.ts';
import { sensitivityPage } from '../report/pages/sensitivity.ts';
import type { Analysis } from '../sensitivity/document.ts';
import { readDraws } from '../sensitivity/given/read-draws.ts';
import { folderName } from '../store/manifest.ts';
import type { RunFolder } from '../store/run-folder.ts';
import type { RunLog } from '../store/run-store.ts';
import { checkForm } from '../text/form.ts';
import { repeated } from '../text/repeated.ts';
import type { Language } from '../wording/languages.ts';
import { madeFolder } from './folder.ts';

/** Of a file of `--groups`: the group of each input. */
const groupsForm = z.record(z.string(), z.string());

export interface FiledAnalysis {
  readonly document: Analysis;
  readonly page: Document;
  /** Paths of the page and of the document. */
  readonly files: readonly string[];
}

/**
 * Analyses a question, in the folder of its run. Blocks of an earlier analysis of the same points
 * are computed again and must come out as they did.
 *
 * @param out  where run folders are kept
 */
export async function analyseInto(
  out: string,
  plan: Plan,
  options: AnalysisOptions,
  executor: Executor,
  {
    signal,
    onProgress,
    lang = 'en',
  }: {
    signal: AbortSignal;
    onProgress: (trials: number) => void;
    /** Of the page. */
    lang?: Language | undefined;
  },
): Promise<FiledAnalysis> {
  const store = madeFolder(out, folderName(plan));
  const journals: RunLog[] = [];
  const logOf = ({ id }: Plan): RunLog => {
    const journal = store.log(id, `sensitivity-${id.slice(0, 8)}.journal`);
    journals.push(journal);
    return journal;
  };
  try {
    const hooks = { stop: stopOf(signal), logOf, progress: onProgress };
    return filed(store, await analysisOf(plan, options, executor, hooks), namesIn(plan, lang));
  } finally {
    for (const journal of journals) journal.close();
  }
}

/** A table of draws, and what of it is analysed. */
export interface GivenTable {
  readonly file: string;
  readonly inputs: readonly string[];
  readonly outcomes: readonly string[];
  readonly methods: readonly (SensitivityMethod | 'all')[];
  /** Of the page; English if absent. */
  readonly lang?: Language | undefined;
  /** Words for a missing value. */
  readonly na?: readonly string[] | undefined;
}

/**
 * Analyses a table of draws: given-data methods alone, with intervals from parts of it.
 *
 * @throws UsageError naming everything that is wrong with the names of columns; TableError for a
 *   table that cannot be used
 */
export async function analyseTable(
  out: string,
  { file, inputs, outcomes, methods, na, lang }: GivenTable,
  onNotes: (notes: readonly string[]) => void,
): Promise<FiledAnalysis> {
  const faults = faultsOf(inputs, outcomes);
  if (faults.length > 0) throw new UsageError(`--from ${file}: ${faults.join('; ')}`);
  const { columns, notes } = readDraws(file, [...inputs, ...outcomes], na);
  onNotes(notes);
  const named = (names: readonly string[], from: number) =>
    new Map(names.map((name, k) => [name, columns[from + k]]));
  const draws = {
    source: file,
    inputs: named(inputs, 0),
    outcomes: named(outcomes, inputs.length),
  };
  const document = await analysisOfDraws(draws, methods);
  return filed(madeFolder(out, `draws-${hashFile(file).slice(0, 8)}`), document, bareNames(lang));
}

function faultsOf(inputs: readonly string[], outcomes: readonly string[]): string[] {
  const missing = [
    ...(inputs.length === 0 ? ['--inputs with the names of columns'] : []),
    ...(outcomes.length === 0 ? ['--outcomes with the names of columns'] : []),
  ];
  return [
    ...(missing.length > 0 ? [`it needs ${missing.join(' and ')}`] : []),
    ...repeated(inputs).map((name) => `--inputs names "${name}" twice`),
    ...repeated(outcomes).map((name) => `--outcomes names "${name}" twice`),
    ...[...new Set(inputs)]
      .filter((name) => outcomes.includes(name))
      .map((name) => `"${name}" is named as an input and as an outcome`),
  ];
}

function filed(store: RunFolder, document: Analysis, names: Names): FiledAnalysis {
  const page = sensitivityPage(document, names);
  store.fileAnalysis('sensitivity.json', `${JSON.stringify(document, null, 1)}\n`);
  store.write('sensitivity.html', documentHtml(page));
  return {
    document,
    page,
    files: [store.file('sensitivity.html'), store.file('sensitivity.json')],
  };
}

/**
 * @param named  `input`, `component`, `kind`, or a JSON file of group by input
 * @throws UsageError if it is neither; FileError if the file cannot be read
 */
export function groupsOf(named: string): NonNullable<AnalysisOptions['groups']> {
  if (named === 'input' || named === 'component' || named === 'kind') return named;
  if (!existsSync(named))
    throw new UsageError(
      `--groups ${named}: there is no such file; wanted input, component, kind, or a JSON file { "INPUT": "GROUP", ... }`,
    );
  try {
    return checkForm(groupsForm, JSON.parse(readText(named)));
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new UsageError(`--groups ${named} cannot be read: ${(error as Error).message}`);
  }
}
