/** `chipcast resume`: finishes a run from its folder alone. */

import { type ComputingOptions, computing } from '../computing.ts';
import { tell } from '../notes.ts';
import { command, finishingOptions, RUN, sameModelOption } from '../options.ts';
import { type ShowOptions, showResult } from '../show-run.ts';
import { findStore } from '../stores.ts';

export default finishingOptions(
  command('resume', 'finish a run that was stopped')
    .argument('<run>', RUN)
    .addOption(sameModelOption),
).action(resumeCommand);

export interface ResumeOptions extends ComputingOptions, ShowOptions {
  readonly out: string;
  readonly model?: string;
  readonly draws?: boolean;
}

export async function resumeCommand(named: string, options: ResumeOptions): Promise<void> {
  const { expectModel } = await import('../../node/question.ts');
  const { resume } = await import('../../forecast/run-into.ts');
  const { NODE } = await import('../../node/place.ts');
  const store = await findStore(named, options.out);
  const plan = store.plan();
  await expectModel(options.model, plan, tell);
  const { draws } = options;
  const result = await computing(options, plan, (how) => resume(store, { ...how, draws }, NODE));
  await showResult(result, store, options);
}
