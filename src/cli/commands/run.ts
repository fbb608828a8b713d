/** `chipcast run`: a forecast, computed or found done. */

import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Shard } from '../../node/fleet.ts';
import type { QuestionOptions } from '../../node/question.ts';
import { levelFault, levelIn } from '../../text/level.ts';
import { type ComputingOptions, computing, enoughTrials, withExecutor } from '../computing.ts';
import { tell } from '../notes.ts';
import {
  command,
  finishingOptions,
  langOption,
  modelOption,
  questionOptions,
  whole,
} from '../options.ts';
import { type ShowOptions, showResult } from '../show-run.ts';

export default finishingOptions(
  questionOptions(
    command('run', 'run a forecast; without SPEC, the baseline of the China AI-chip model')
      .argument('[spec]', 'run spec, a YAML file')
      .addOption(modelOption),
  ),
)
  .option(
    '--until <precision>',
    "double the trials, from 4096 or --trials, until a statistic has this standard error, as in 'P(h200.units[2026] > 50) ± 0.001'",
  )
  .option(
    '--at <levels>',
    'further quantile levels for every outcome, separated by commas, as in 0.8,0.99',
    levelsNamed,
  )
  .option(
    '--shard <k/n>',
    'compute part K of N alone, into a file that chipcast merge takes',
    shardNamed,
  )
  .option('--watch', 'run again after every save of the model file, the spec or what they read')
  .addOption(langOption)
  .addOption(
    new Option('--chunk <n>', 'trials the machine works on at a time; changes speed only')
      .argParser(whole(1, 4096))
      .hideHelp(),
  )
  .action(runCommand);

export interface RunOptions extends QuestionOptions, ComputingOptions, ShowOptions {
  readonly out: string;
  readonly shard?: Shard;
  readonly watch?: boolean;
}

function levelsNamed(text: string): readonly number[] {
  return text.split(',').map((part) => {
    const level = levelIn(part);
    const fault = levelFault(level, `"${part}"`);
    if (fault === undefined) return level;
    throw new InvalidArgumentError(`${fault.replace(/^t/, 'T')}${fault.endsWith('?') ? '' : '.'}`);
  });
}

function shardNamed(text: string): Shard {
  const [, number, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (shard.number >= 1 && shard.number <= shard.of) return shard;
  throw new InvalidArgumentError('Wanted K/N with K from 1 to N, as in 3/16.');
}

export async function runCommand(specFile: string | undefined, options: RunOptions): Promise<void> {
  if (options.watch) {
    const { watchFiles } = await import('../watch.ts');
    const { watchedOf } = await import('../../node/question.ts');
    return watchFiles(watchedOf(specFile, options), options.out);
  }
  const { threadsAhead } = await import('../../node/executor.ts');
  const ahead = threadsAhead(options, options.trials);
  try {
    await runWith(specFile, { ...options, ahead });
  } finally {
    await ahead?.close();
  }
}

async function runWith(specFile: string | undefined, options: RunOptions): Promise<void> {
  const { readQuestion } = await import('../../node/question.ts');
  const { runInto } = await import('../../forecast/run-into.ts');
  const { folderOf } = await import('../../node/folder.ts');
  const { NODE } = await import('../../node/place.ts');
  const { plan: asked } = await readQuestion(specFile, options, tell);
  const plan = await enoughTrials(asked, options);
  const store = folderOf(plan, options.out);
  const { draws, shard } = options;
  if (shard !== undefined) {
    const { shardInto } = await import('../../node/fleet.ts');
    const path = await withExecutor(options, plan, (executor) =>
      shardInto(store.path, plan, shard, draws, executor),
    );
    process.stdout.write(`${path}\n`);
    return;
  }
  const result = await computing(options, plan, (how) =>
    runInto(plan, store, { ...how, draws }, NODE),
  );
  await showResult(result, store, options);
}
