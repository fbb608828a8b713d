/** `chipcast run`: a forecast, computed or found done. */

import { Option } from '@commander-js/extra-typings';
import type { QuestionOptions } from '../../node/question.ts';
import type { Plan } from '../../plan/plan.ts';
import { type ComputingOptions, computing, withExecutor } from '../computing.ts';
import { tell } from '../notes.ts';
import { command, finishingOptions, modelOption, questionOptions, whole } from '../options.ts';
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
  .addOption(
    new Option('--chunk <n>', 'trials the machine works on at a time; changes speed only')
      .argParser(whole(1, 4096))
      .hideHelp(),
  )
  .action(runCommand);

export interface RunOptions extends QuestionOptions, ComputingOptions, ShowOptions {
  readonly out: string;
}

export async function runCommand(specFile: string | undefined, options: RunOptions): Promise<void> {
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
  const { draws } = options;
  const result = await computing(options, plan, (how) =>
    runInto(plan, store, { ...how, draws }, NODE),
  );
  await showResult(result, store, options);
}

/** The plan with as many trials as its evidence needs. */
export async function enoughTrials(plan: Plan, options: ComputingOptions): Promise<Plan> {
  if (plan.evidence?.least === undefined && plan.until === undefined) return plan;
  const { withTrials } = await import('../../forecast/compute.ts');
  // How many blocks it will be is not known.
  const most = plan.until === undefined ? plan : undefined;
  return withExecutor(options, most, (executor) => withTrials(plan, executor, tell));
}
