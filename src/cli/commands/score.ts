/** `chipcast score`: forecasts against what became known, runs or files of forecast hubs. */

import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../forecast/usage-error.ts';
import type { Plan } from '../../plan/plan.ts';
import { vintageFault } from '../../text/day.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { findStores } from '../find-store.ts';
import { tellNotes } from '../notes.ts';
import { command, computingOptions, list, naOption, truthModelOption } from '../options.ts';

export default computingOptions(
  command('score', 'score forecasts against what became known: runs, or files of a hub')
    .argument('[runs...]', 'runs: folders, names or parts of them, or latest')
    .addOption(truthModelOption)
    .option(
      '--truth <file>',
      'what became known: YAML or CSV; for a hub its oracle output or time series (default: the file of the model; in the folder of --hub, its oracle output)',
    )
    .option(
      '--as-of <day>',
      'truths as they were known on a day, or at the end of a month, instead of the newest',
    )
    .option(
      '--forecast <file>',
      'model output of a forecast hub, CSV or Parquet, a file or a folder; repeatable',
      list,
      [],
    )
    .option('--hub <folder>', 'of a hub: its configuration orders categories and names units')
    .option('--by <ids>', 'of a hub: split the scores by these ids, such as horizon,location')
    .option('--baseline <model>', 'of a hub: compare all models with this one')
    .addOption(naOption),
).action(scoreCommand);

export interface ScoreOptions extends ComputingOptions {
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
  readonly out: string;
  readonly json?: boolean;
  /** Words for a missing value, by commas. */
  readonly na?: string;
}

export async function scoreCommand(named: readonly string[], options: ScoreOptions): Promise<void> {
  const fault = options.asOf === undefined ? undefined : vintageFault(options.asOf);
  if (fault !== undefined) throw new UsageError(`--as-of: ${fault}`);
  const width = Math.min(MOST_WIDTH, process.stdout.columns ?? WIDTH);
  if (options.forecast.length > 0) {
    const { scoreHub } = await import('../score-hub.ts');
    return scoreHub({ ...options, forecast: [...options.forecast, ...moreFiles(named)] }, width);
  }
  if (named.length === 0)
    throw new UsageError('score needs a run or several, or --forecast with a file of a hub');
  const ofHubs = (['hub', 'by', 'baseline'] as const).filter((name) => options[name] !== undefined);
  if (ofHubs.length > 0)
    throw new UsageError(
      `${ofHubs.map((name) => `--${name}`).join(', ')}: only for files of a hub, with --forecast`,
    );
  return scoreRuns(named, options, width);
}

/** A shell makes several files of one pattern: those after the first come without --forecast. */
function moreFiles(named: readonly string[]): readonly string[] {
  const others = named.filter((one) => !existsSync(one) || existsSync(join(one, 'plan.json')));
  if (others.length > 0)
    throw new UsageError(
      `score takes runs, or --forecast with files of a hub; not both at once: ${others.join(', ')} ${others.length === 1 ? 'is no file' : 'are no files'} of a hub`,
    );
  return named;
}

const WIDTH = 80;
const MOST_WIDTH = 110;

async function scoreRuns(
  named: readonly string[],
  { truth, model, out, json, asOf, na, ...who }: ScoreOptions,
  width: number,
): Promise<void> {
  const { openStores } = await import('../../forecast/open.ts');
  const { scoreWith } = await import('../../forecast/score.ts');
  const { NODE } = await import('../../node/place.ts');
  const { scorePage } = await import('../../report/score-page.ts');
  const { scoreLines } = await import('../../report/score-tables.ts');
  const { readTruth } = await import('../../score/read-truth.ts');
  const stores = await findStores(named, out);
  const runs = openStores(stores, NODE);
  const twice = stores.find(
    ({ path }, k) => stores.findIndex((one) => resolve(one.path) === resolve(path)) < k,
  );
  if (twice) throw new UsageError(`${twice.name} is named twice`);
  const file = truth ?? (await truthOfModel(runs[0].plan, model));
  const truths = readTruth(file, { na: na?.split(','), notes: tellNotes });
  const source = relative('.', file);
  const document = await withExecutor(who, undefined, (executor) =>
    scoreWith(runs, truths, asOf === undefined ? { source } : { source, asOf }, executor),
  );
  const text = `${JSON.stringify(document, null, 1)}\n`;
  const [first] = stores;
  first.write('score.json', text);
  first.write('score.html', scorePage(document));
  const files = [first.file('score.html'), first.file('score.json')];
  process.stdout.write(
    json ? text : `${[...scoreLines(document, width), '', ...files].join('\n')}\n`,
  );
}

/**
 * The model's own file of truths. A model ships with chipcast or is named by the user; what a
 * folder names is data and never loaded.
 */
async function truthOfModel(
  { model, modelFile }: Plan,
  asked: string | undefined,
): Promise<string> {
  const { isShipped, loadModel } = await import('../../node/load-model.ts');
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
