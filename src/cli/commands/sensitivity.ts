/** `chipcast sensitivity`: what drives the outcomes of a question, or of draws from elsewhere. */

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { FileError, readText } from '../../files/read.ts';
import type { AnalysisOptions, SensitivityMethod } from '../../forecast/sensitivity.ts';
import { UsageError } from '../../forecast/usage-error.ts';
import type { QuestionOptions } from '../../node/question.ts';
import { EXCHANGE_DESIGNS } from '../../plan/exchange.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Analysis } from '../../sensitivity/document.ts';
import type { RunLog } from '../../store/run-store.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { onInterruption } from '../interruption.ts';
import { tell, tellNotes } from '../notes.ts';
import {
  assumingOptions,
  command,
  computingOptions,
  modelOption,
  naOption,
  OUTCOMES,
  whole,
} from '../options.ts';
import { progressBar } from '../progress.ts';
import { separated } from '../separated.ts';

const methodOption = new Option('--method <names>', 'methods by commas, or all').default('sobol');

/** Names the methods in the help. */
export async function describe(): Promise<void> {
  const { METHODS } = await import('../../sensitivity/methods/index.ts');
  const names = METHODS.map(({ name }) => name).join(', ');
  methodOption.description = `${names}, some of them by commas, or all`;
}

export default computingOptions(
  assumingOptions(
    command('sensitivity', 'which inputs drive the outcomes, and by how much')
      .argument('[spec]', 'run spec, a YAML file')
      .addOption(modelOption)
      .addOption(methodOption)
      .option('--outcomes <ids...>', OUTCOMES)
      .option(
        '--groups <how>',
        'input, component, kind, or a JSON file { "INPUT": "GROUP" }',
        'input',
      )
      .option('--base <n>', 'points of each sample', whole(64, 1e7), 4096)
      .option('--seed <text>', 'seed of every draw')
      .option('--replicates <n>', 'independent replicates for intervals', whole(2, 1024))
      .addOption(
        new Option('--design <design>', 'how the unit cube is sampled').choices(EXCHANGE_DESIGNS),
      ),
  )
    .option(
      '--from <file>',
      'analyse draws from elsewhere, a CSV or Parquet file, instead of a model',
    )
    .option(
      '--options <ids...>',
      'outcomes that are net benefits of options: the value of learning each input before choosing',
    )
    .option(
      '--as-of <day>',
      'day at which sources are aged and after which news comes (default: the eve of the first quarter)',
    )
    .option('--inputs <names>', 'with --from: columns that are inputs, by commas')
    .addOption(naOption),
).action(sensitivityCommand);

export interface SensitivityOptions
  extends Omit<QuestionOptions, 'trials' | 'draws'>,
    ComputingOptions {
  /** With `from`: words for a missing value, by commas. */
  readonly na?: string;
  readonly method: string;
  readonly outcomes?: readonly string[];
  readonly groups: string;
  readonly base: number;
  readonly from?: string;
  readonly asOf?: string;
  readonly options?: readonly string[];
  readonly inputs?: string;
  readonly out: string;
  readonly json?: boolean;
}

export async function sensitivityCommand(
  spec: string | undefined,
  options: SensitivityOptions,
): Promise<void> {
  const { folderAt } = await import('../../node/folder.ts');
  const { sensitivityPage } = await import('../../report/sensitivity-page.ts');
  const { sensitivityReport } = await import('../../report/sensitivity-tables.ts');
  const analysis = await (options.from === undefined
    ? ofQuestion(spec, options)
    : ofFile(options.from, options));
  const folder = resolve(options.out, analysis.folder);
  const text = `${JSON.stringify(analysis.document, null, 1)}\n`;
  const kept = folderAt(folder);
  kept.fileAnalysis('sensitivity.json', text);
  kept.write('sensitivity.html', sensitivityPage(analysis.document));
  if (options.json) process.stdout.write(text);
  else {
    const width = Math.min(120, Math.max(60, process.stdout.columns ?? 100));
    process.stdout.write(sensitivityReport(analysis.document, width));
    const { path } = kept;
    process.stdout.write(`\n${path}/sensitivity.html\n${path}/sensitivity.json\n`);
  }
}

interface Found {
  /** Name of the folder: that of the run of the same question. */
  readonly folder: string;
  readonly document: Analysis;
}

async function ofQuestion(spec: string | undefined, options: SensitivityOptions): Promise<Found> {
  const { makeFolder } = await import('../../files/folder.ts');
  const { stopOf } = await import('../../forecast/compute.ts');
  const { analysisOf } = await import('../../forecast/sensitivity.ts');
  const { readQuestion } = await import('../../node/question.ts');
  const { folderOf } = await import('../../node/folder.ts');
  const { plan } = await readQuestion(spec, options, tell);
  const groups = groupsOf(options.groups);
  const store = folderOf(plan, options.out);
  makeFolder(store.path);
  // Blocks of an earlier analysis of the same points are computed again and must come out as they
  // did.
  const journals: RunLog[] = [];
  const logOf = ({ id }: Plan): RunLog => {
    const journal = store.log(id, `sensitivity-${id.slice(0, 8)}.journal`);
    journals.push(journal);
    return journal;
  };
  const { base, asOf } = options;
  const asked = {
    methods: methodNames(options.method),
    outcomes: separated(options.outcomes),
    options: separated(options.options),
    groups,
    base,
    ...(asOf === undefined ? {} : { asOf }),
  };
  const { signal, release } = onInterruption();
  let done = 0;
  const progress = progressBar(process.stderr, 1);
  try {
    const document = await inWordsOfOptions(options, () =>
      withExecutor(options, undefined, (executor) =>
        analysisOf(plan, asked, executor, {
          stop: stopOf(signal),
          logOf,
          progress: (trials) => progress.update((done += trials), Number.POSITIVE_INFINITY),
        }),
      ),
    );
    return { folder: store.name, document };
  } finally {
    progress.end();
    release();
    for (const journal of journals) journal.close();
  }
}

/** Analyses a table of draws: given-data methods alone, with intervals from parts of it. */
async function ofFile(file: string, options: SensitivityOptions): Promise<Found> {
  const { sha256 } = await import('../../compile/canonical.ts');
  const { analysisOfDraws } = await import('../../forecast/sensitivity.ts');
  const { readDraws } = await import('../../sensitivity/given/read-draws.ts');
  const inputs = separated([options.inputs ?? '']);
  const outcomes = separated(options.outcomes);
  const missing = [
    ...(inputs.length === 0 ? ['--inputs with the names of columns'] : []),
    ...(outcomes.length === 0 ? ['--outcomes with the names of columns'] : []),
  ];
  const faults = [
    ...(missing.length > 0 ? [`it needs ${missing.join(' and ')}`] : []),
    ...repeated(inputs).map((name) => `--inputs names "${name}" twice`),
    ...repeated(outcomes).map((name) => `--outcomes names "${name}" twice`),
    ...[...new Set(inputs)]
      .filter((name) => outcomes.includes(name))
      .map((name) => `"${name}" is named as an input and as an outcome`),
  ];
  if (faults.length > 0) throw new UsageError(`--from ${file}: ${faults.join('; ')}`);
  const na = options.na?.split(',');
  const { columns, notes } = readDraws(file, [...inputs, ...outcomes], na);
  tellNotes(notes);
  const named = (names: readonly string[], from: number) =>
    new Map(names.map((name, k) => [name, columns[from + k]]));
  const draws = {
    source: file,
    inputs: named(inputs, 0),
    outcomes: named(outcomes, inputs.length),
  };
  const methods = options.method === 'sobol' ? ['all'] : methodNames(options.method);
  return {
    folder: `draws-${sha256(readFileSync(file)).slice(0, 8)}`,
    document: await inWordsOfOptions(options, () => analysisOfDraws(draws, methods)),
  };
}

/** Names that are there more than once. */
function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, k) => names.indexOf(name) < k))];
}

function methodNames(text: string): SensitivityMethod[] {
  return text.split(',').map((name) => name.trim() as SensitivityMethod);
}

/** What a verb refuses is told by the names of the command line. */
async function inWordsOfOptions<T>(
  { groups }: SensitivityOptions,
  use: () => Promise<T>,
): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      error.message
        .replace(/^base\b/, '--base')
        .replace(/^methods:/, '--method:')
        .replace(/^groups:/, `--groups ${groups}:`),
    );
  }
}

/** By name, or a JSON file of group by input. */
function groupsOf(text: string): NonNullable<AnalysisOptions['groups']> {
  if (text === 'input' || text === 'component' || text === 'kind') return text;
  if (!existsSync(text))
    throw new UsageError(
      `--groups ${text}: there is no such file; wanted input, component, kind, or a JSON file { "INPUT": "GROUP", ... }`,
    );
  try {
    return Object(JSON.parse(readText(text))) as Record<string, string>;
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new UsageError(`--groups ${text} cannot be read: ${(error as Error).message}`);
  }
}
