/** `chipcast score`: forecasts against what became known, runs or files of forecast hubs. */

import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordableNames, recordableUnits } from '../compile/record.ts';
import { outcomeColumns } from '../compile/program.ts';
import type { Executor } from '../execute/executor.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { threadsExecutor } from '../execute/threads.ts';
import type { Plan } from '../plan/plan.ts';
import { scoreLines } from '../report/score-tables.ts';
import { scorePage } from '../report/score-page.ts';
import { recordedDraws } from '../revision/outcome-draws.ts';
import { scoreDocument, type ScoreDocument } from '../score/document.ts';
import { writtenNumbers } from '../score/possible-truth.ts';
import { type ScoredRun, scoreRun } from '../score/score-run.ts';
import { readTruth, type Truth } from '../score/truth.ts';
import { RunFolderError } from '../store/error.ts';
import { findRun, type RunFolder } from '../store/run-folder.ts';
import { lastDayOf, vintageFault } from '../text/day.ts';
import { didYouMean } from '../text/nearest.ts';
import { isShipped, loadModel } from '../node/load-model.ts';
import { openFolder } from './run.ts';
import { tellNotes } from './notes.ts';
import { scoreHub } from './score-hub.ts';
import { UsageError } from './usage-error.ts';

export interface ScoreOptions {
  readonly truth?: string;
  /** The model of the runs, whose file of truths is read where none is named. */
  readonly model?: string;
  readonly forecast: readonly string[];
  /** Folder of a hub. */
  readonly hub?: string;
  /** Ids by whose values scores of a hub are split, by commas. */
  readonly by?: string;
  readonly baseline?: string;
  /** A month or a day. */
  readonly asOf?: string;
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
  readonly out: string;
  readonly json?: boolean;
  /** Words for a missing value, by commas. */
  readonly na?: string;
}

export async function scoreCommand(named: readonly string[], options: ScoreOptions): Promise<void> {
  if (named.length > 0 && options.forecast.length > 0)
    throw new UsageError('score takes runs, or --forecast with files of a hub; not both at once');
  const fault = options.asOf === undefined ? undefined : vintageFault(options.asOf);
  if (fault !== undefined) throw new UsageError(`--as-of: ${fault}`);
  const width = Math.min(MOST_WIDTH, process.stdout.columns ?? WIDTH);
  if (options.forecast.length > 0) return scoreHub(options, width);
  if (named.length === 0)
    throw new UsageError('score needs a run or several, or --forecast with a file of a hub');
  const ofHubs = (['hub', 'by', 'baseline'] as const).filter((name) => options[name] !== undefined);
  if (ofHubs.length > 0)
    throw new UsageError(
      `${ofHubs.map((name) => `--${name}`).join(', ')}: only for files of a hub, with --forecast`,
    );
  return scoreRuns(named, options, width);
}

const WIDTH = 80;
const MOST_WIDTH = 110;

async function scoreRuns(
  named: readonly string[],
  { truth, model, threads, executor: who, out, json, asOf, na }: ScoreOptions,
  width: number,
): Promise<void> {
  const folders = named.map((one) => openFolder(findRun(one, out).path));
  const unfinished = folders.filter((folder) => folder.state() !== 'finished');
  if (unfinished.length > 0)
    throw new RunFolderError(
      unfinished.map(({ path }) => `${path} is not finished (chipcast resume ${path})`).join('\n'),
    );
  const twice = folders.find(
    ({ path }, k) => folders.findIndex((one) => resolve(one.path) === resolve(path)) < k,
  );
  if (twice) throw new UsageError(`${twice.name} is named twice`);
  const plans = folders.map((folder) => folder.plan());
  const file = truth ?? (await truthOfModel(plans[0], model));
  const all = readTruth(file, { na: na?.split(','), notes: tellNotes });
  const truths = asOf === undefined ? all : all.filter(({ known }) => known <= lastDayOf(asOf));
  if (truths.length === 0)
    throw new UsageError(`${file} has no truth that was known by ${lastDayOf(asOf!)} (--as-of)`);
  refuseStrangers(file, truths, plans);
  const executor = who === 'inline' ? inlineExecutor() : threadsExecutor(threads);
  try {
    const runs: ScoredRun[] = [];
    for (const [k, plan] of plans.entries())
      runs.push(await scored(folders[k], plan, file, truths, executor));
    const document = scoreDocument(relative('.', file), runs, unknownYet(plans[0], truths));
    const text = `${JSON.stringify(document, null, 1)}\n`;
    folders[0].write('score.json', text);
    folders[0].write('score.html', scorePage(document));
    process.stdout.write(
      json
        ? text
        : `${[...scoreLines(document, width), '', folders[0].file('score.html'), folders[0].file('score.json')].join('\n')}\n`,
    );
  } finally {
    await executor.close();
  }
}

/** The model's own file of truths. A model ships with chipcast or is named by the user; what a folder names is data and never loaded. */
async function truthOfModel(
  { model, modelFile }: Plan,
  asked: string | undefined,
): Promise<string> {
  const named = asked ?? (isShipped(model) ? model : undefined);
  if (named === undefined) {
    const file = modelFile === undefined ? '' : ` (it was made from ${modelFile})`;
    throw new UsageError(
      `model ${model} does not ship with chipcast${file}, and a model that a run folder names is not loaded: name its file with --model FILE, or what became known with --truth FILE`,
    );
  }
  const { truth, name } = await loadModel(named);
  if (truth === undefined || name !== model)
    throw new UsageError(
      `model ${model} has no file of truths of its own; --truth FILE names one, a YAML file with a list \`truth\``,
    );
  return fileURLToPath(truth);
}

/** A file of which no target is in any run was meant for something else. */
function refuseStrangers(file: string, truths: readonly Truth[], plans: readonly Plan[]): void {
  const known = new Set(plans.flatMap(({ program }) => recordableNames(program)));
  if (truths.some(({ target }) => known.has(target))) return;
  throw new UsageError(
    [
      `${file} has no target that the run has:`,
      ...truths
        .slice(0, 5)
        .map(({ target }) => `  ${target} is no column of it${didYouMean(target, [...known])}`),
    ].join('\n'),
  );
}

async function scored(
  folder: RunFolder,
  plan: Plan,
  file: string,
  truths: readonly Truth[],
  executor: Executor,
): Promise<ScoredRun> {
  const { program, evidence } = plan;
  const units = recordableUnits(program);
  const names = truths.flatMap(({ target }) => (units.has(target) ? [target] : []));
  const drawn =
    names.length === 0
      ? {
          columns: new Map<string, Float64Array>(),
          weights: { values: new Float64Array(), firsts: [0] },
        }
      : await recordedDraws({ ...plan, program }, names, executor);
  const last = evidence?.observations
    .map(({ known }) => known)
    .toSorted()
    .at(-1);
  const knows = evidence?.asOf === undefined ? last : lastDayOf(evidence.asOf);
  return scoreRun(
    {
      run: folder.name,
      truths: file,
      ...drawn,
      units,
      codes: writtenNumbers(plan),
      ...(knows === undefined ? {} : { knows }),
    },
    truths,
  );
}

function unknownYet({ program }: Plan, truths: readonly Truth[]): ScoreDocument['withoutTruth'] {
  const known = new Set(truths.map(({ target }) => target));
  const columns = outcomeColumns(program).filter(({ id }) => !known.has(id));
  const headlines = new Set(program.headlines ?? []);
  const isHeadline = ({ id, outcome }: (typeof columns)[number]): boolean =>
    program.outcomes[outcome].over !== 'quarter' &&
    (headlines.has(id) || headlines.has(program.outcomes[outcome].id));
  const first = columns.filter(isHeadline).map(({ id }) => id);
  return { headlines: first, others: columns.length - first.length };
}
