/** `chipcast score`: forecasts against what became known, runs or files of forecast hubs. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../forecast/usage-error.ts';
import { vintageFault } from '../../text/day.ts';
import type { Language } from '../../wording/languages.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { tell, tellNotes } from '../notes.ts';
import {
  command,
  computingOptions,
  list,
  naOption,
  pageLangOption,
  truthModelOption,
} from '../options.ts';
import { printDocument, printJson } from '../output.ts';
import { separated } from '../separated.ts';
import { expectDifferent, fileAndShow, findStores } from '../stores.ts';

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
    .addOption(naOption)
    .addOption(pageLangOption),
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
  readonly lang?: Language;
  readonly out: string;
  readonly json?: boolean;
  /** Words for a missing value, by commas. */
  readonly na?: string;
}

export async function scoreCommand(named: readonly string[], options: ScoreOptions): Promise<void> {
  const fault = options.asOf === undefined ? undefined : vintageFault(options.asOf);
  if (fault !== undefined) throw new UsageError(`--as-of: ${fault}`);
  if (options.forecast.length > 0) return scoreFiles(named, options);
  if (named.length === 0)
    throw new UsageError('score needs a run or several, or --forecast with a file of a hub');
  const ofHubs = (['hub', 'by', 'baseline'] as const).filter((name) => options[name] !== undefined);
  if (ofHubs.length > 0)
    throw new UsageError(
      `${ofHubs.map((name) => `--${name}`).join(', ')}: only for files of a hub, with --forecast`,
    );
  return scoreRuns(named, options);
}

async function scoreFiles(named: readonly string[], options: ScoreOptions): Promise<void> {
  const { scoreHub } = await import('../../node/score-hub.ts');
  const { hubPage } = await import('../../report/pages/hub-scores.ts');
  const { by, na, json, hub, truth, baseline, asOf } = options;
  const document = scoreHub(
    {
      forecast: [...options.forecast, ...moreFiles(named)],
      by: separated(by === undefined ? [] : [by]),
      na: na?.split(','),
      hub,
      truth,
      baseline,
      asOf,
    },
    tellNotes,
  );
  if (json) printJson(document);
  else await printDocument(hubPage(document));
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

async function scoreRuns(
  named: readonly string[],
  { truth, model, out, json, asOf, na, lang = 'en', ...who }: ScoreOptions,
): Promise<void> {
  const { openStores } = await import('../../forecast/open.ts');
  const { scoreWith } = await import('../../forecast/score.ts');
  const { NODE } = await import('../../node/place.ts');
  const { truthsFor } = await import('../../node/truths.ts');
  const { namesIn } = await import('../../forecast/names.ts');
  const { scorePage } = await import('../../report/pages/score.ts');
  const stores = await findStores(named, out);
  const runs = openStores(stores, NODE);
  expectDifferent(stores);
  const asked = { truth, model, na: na?.split(',') };
  const { source, truths } = await truthsFor(runs[0].plan, asked, tellNotes);
  const document = await withExecutor(who, undefined, (executor) =>
    scoreWith(runs, truths, asOf === undefined ? { source } : { source, asOf }, executor),
  );
  for (const { notices } of runs) notices.forEach(tell);
  const page = scorePage(document, namesIn(runs[0].plan, lang));
  await fileAndShow(stores[0], 'score', document, page, json);
}
