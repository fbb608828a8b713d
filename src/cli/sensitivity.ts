/** `chipcast sensitivity`: what drives the outcomes of a question, or of draws from elsewhere. */

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '../files/folder.ts';
import { sha256 } from '../compile/canonical.ts';
import { FileError, readText } from '../files/read.ts';
import { threadsExecutor } from '../execute/threads.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { EXCHANGE_DESIGNS } from '../plan/exchange.ts';
import type { Plan } from '../plan/plan.ts';
import { sensitivityPage } from '../report/sensitivity-page.ts';
import { sensitivityReport } from '../report/sensitivity-tables.ts';
import { analyse, METHODS } from '../sensitivity/analyse.ts';
import { analyseGiven, GIVEN_METHODS } from '../sensitivity/by-draws.ts';
import type { Analysis } from '../sensitivity/document.ts';
import { isConstant } from '../sensitivity/given/data.ts';
import { readDraws } from '../sensitivity/given/read-draws.ts';
import type { Grouping } from '../sensitivity/groups.ts';
import { stopOf } from '../forecast/compute.ts';
import { Journal } from '../store/journal.ts';
import { folderName } from '../store/manifest.ts';
import { didYouMean } from '../text/nearest.ts';
import { onInterruption } from './interruption.ts';
import { progressBar } from './progress.ts';
import { type QuestionOptions, readQuestion } from './question.ts';
import { openFolder } from './run.ts';
import { tellNotes } from './notes.ts';
import { separated } from './separated.ts';
import { UsageError } from './usage-error.ts';

export interface SensitivityOptions extends Omit<QuestionOptions, 'trials' | 'draws'> {
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
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
  readonly out: string;
  readonly json?: boolean;
}

export async function sensitivityCommand(
  spec: string | undefined,
  options: SensitivityOptions,
): Promise<void> {
  const analysis = await (options.from === undefined
    ? ofQuestion(spec, options)
    : ofFile(options.from, options));
  const folder = resolve(options.out, analysis.folder);
  const text = `${JSON.stringify(analysis.document, null, 1)}\n`;
  const kept = openFolder(folder);
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
  const { plan } = await readQuestion(spec, options);
  if (options.base < plan.replicates)
    throw new UsageError(
      `--base is ${options.base}, less than the ${plan.replicates} replicates; each needs a point`,
    );
  if (!EXCHANGE_DESIGNS.some((design) => design === plan.design))
    throw new UsageError(
      `design ${plan.design} has no second sample that is as good as the first; wanted ${EXCHANGE_DESIGNS.join(' or ')}`,
    );
  const methods = methodsOf(options.method, METHODS);
  const grouping = groupingOf(options.groups, plan);
  const outcomes = separated(options.outcomes);
  const { asOf } = options;
  const request = {
    methods,
    outcomes,
    grouping,
    options: separated(options.options),
    ...(asOf === undefined ? {} : { asOf }),
  };
  const executor =
    options.executor === 'inline' ? inlineExecutor() : threadsExecutor(options.threads);
  const folder = resolve(options.out, folderName(plan));
  makeFolder(folder);
  // Blocks of an earlier analysis of the same points are computed again and must come out as they did.
  const journals: Journal[] = [];
  const logOf = ({ id }: Plan): Journal => {
    const journal = Journal.open(join(folder, `sensitivity-${id.slice(0, 8)}.journal`), id);
    journals.push(journal);
    return journal;
  };
  const { signal, release } = onInterruption();
  let done = 0;
  const progress = progressBar(process.stderr, 1);
  try {
    const document = await analyse({ ...plan, trials: options.base }, request, executor, {
      stop: stopOf(signal),
      logOf,
      progress: (trials) => progress.update((done += trials), Number.POSITIVE_INFINITY),
    });
    progress.end();
    return { folder: folderName(plan), document };
  } finally {
    release();
    for (const journal of journals) journal.close();
    await executor.close();
  }
}

/** Analyses a table of draws: given-data methods alone, with intervals from parts of it. */
async function ofFile(file: string, options: SensitivityOptions): Promise<Found> {
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
  const given = options.method === 'sobol' ? GIVEN_METHODS.join(',') : options.method;
  const methods = methodsOf(given, GIVEN_METHODS);
  const na = options.na?.split(',');
  const { columns, notes } = readDraws(file, [...inputs, ...outcomes], na);
  tellNotes(notes);
  const data = inputs.map((id, k) => ({ id, columns: [columns[k]] }));
  const rows = columns[0].length;
  return {
    folder: `draws-${sha256(readFileSync(file)).slice(0, 8)}`,
    document: {
      format: 1,
      model: file,
      seed: 'none',
      design: 'given',
      base: rows,
      replicates: 1,
      methods: [...methods],
      evaluations: rows,
      groups: Object.fromEntries(inputs.map((id) => [id, [id]])),
      outcomes: Object.fromEntries(
        outcomes.map((id, k) => {
          const output = columns[inputs.length + k];
          return [
            id,
            {
              unit: '',
              constant: isConstant(output),
              failures: { points: 0, of: rows, share: null, located: [] },
              ...analyseGiven({ inputs: data, output, firsts: [0, rows] }, methods),
            },
          ];
        }),
      ),
      asOf: '',
      digests: {},
    },
  };
}

/** Names that are there more than once. */
function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, k) => names.indexOf(name) < k))];
}

function methodsOf(text: string, known: readonly string[]): ReadonlySet<string> {
  if (text === 'all') return new Set(known);
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(
      `--method: ${unknown.map((name) => `there is no method "${name}"${didYouMean(name, known)}`).join('; ')}; wanted some of ${known.join(', ')}, or all`,
    );
  return new Set(names);
}

/** By name, or a JSON file of group by input. */
function groupingOf(text: string, plan: Plan): Grouping {
  if (text === 'input' || text === 'component' || text === 'kind') return text;
  if (!existsSync(text))
    throw new UsageError(
      `--groups ${text}: there is no such file; wanted input, component, kind, or a JSON file { "INPUT": "GROUP", ... }`,
    );
  let content: unknown;
  try {
    content = JSON.parse(readText(text));
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new UsageError(`--groups ${text} cannot be read: ${(error as Error).message}`);
  }
  const known = plan.program.inputs.map(({ id }) => id);
  const entries = Object.entries(Object(content) as object);
  const faults = entries.flatMap(([id, group]) => [
    ...(known.includes(id) ? [] : [`there is no input "${id}"${didYouMean(id, known)}`]),
    ...(typeof group === 'string' && group !== '' ? [] : [`the group of "${id}" is no name`]),
  ]);
  if (entries.length === 0) faults.push('it names no input');
  if (faults.length > 0) throw new UsageError(`--groups ${text}: ${faults.join('; ')}`);
  return new Map(entries as [string, string][]);
}
