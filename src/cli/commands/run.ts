/** `chipcast run`: a forecast, computed or found done. */

import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { Shard } from '../../node/fleet.ts';
import type { QuestionOptions } from '../../node/question.ts';
import type { Plan } from '../../plan/plan.ts';
import { levelFault } from '../../text/level.ts';
import { type ComputingOptions, computing, withExecutor } from '../computing.ts';
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
    const level = part.trim() === '' ? Number.NaN : Number(part);
    const fault = levelFault(level);
    if (fault === undefined) return level;
    throw new InvalidArgumentError(
      `${fault.replace('NaN', `"${part}"`).replace(/^t/, 'T')}${fault.endsWith('?') ? '' : '.'}`,
    );
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
    const { model } = options;
    const files = [specFile, model].filter((one) => one !== undefined && /\.\w+$/.test(one));
    return watchFiles(files as string[], options.out);
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
  if (shard !== undefined) return runShard(plan, shard, store.path, options);
  const result = await computing(options, plan, (how) =>
    runInto(plan, store, { ...how, draws }, NODE),
  );
  await showResult(result, store, options);
}

async function runShard(
  plan: Plan,
  shard: Shard,
  folder: string,
  options: RunOptions,
): Promise<void> {
  const { writeShard } = await import('../../node/fleet.ts');
  const { writesDraws } = await import('../../forecast/draws-policy.ts');
  const { mkdirSync } = await import('node:fs');
  const { dirname } = await import('node:path');
  const path = `${folder}.shard-${shard.number}-of-${shard.of}`;
  mkdirSync(dirname(path), { recursive: true });
  const inputs = writesDraws(plan, options.draws) || plan.evidence !== undefined;
  await withExecutor(options, plan, (executor) => writeShard(plan, shard, path, executor, inputs));
  process.stdout.write(`${path}\n`);
}

/** The plan with as many trials as its evidence needs. */
export async function enoughTrials(plan: Plan, options: ComputingOptions): Promise<Plan> {
  if (plan.evidence?.least === undefined && plan.until === undefined) return plan;
  const { withTrials } = await import('../../forecast/compute.ts');
  // How many blocks it will be is not known.
  const most = plan.until === undefined ? plan : undefined;
  return withExecutor(options, most, (executor) => withTrials(plan, executor, tell));
}
