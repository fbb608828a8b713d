/** `chipcast run`: a forecast, computed or found done. */

import { resolve } from 'node:path';
import { withTrials } from '../forecast/compute.ts';
import { runInto } from '../forecast/run-into.ts';
import { folderAt } from '../node/folder.ts';
import { NODE } from '../node/place.ts';
import type { Plan } from '../plan/plan.ts';
import { folderName } from '../store/manifest.ts';
import { type ComputingOptions, computing, tell, withExecutor } from './computing.ts';
import { type QuestionOptions, readQuestion } from './question.ts';
import { type ShowOptions, showResult } from './show-run.ts';

export interface RunOptions extends QuestionOptions, ComputingOptions, ShowOptions {
  readonly out: string;
}

export async function runCommand(specFile: string | undefined, options: RunOptions): Promise<void> {
  const { plan: asked } = await readQuestion(specFile, options);
  const plan = await enoughTrials(asked, options);
  const store = folderAt(resolve(options.out, folderName(plan)));
  const { draws } = options;
  const result = await computing(options, plan, (how) =>
    runInto(plan, store, { ...how, draws }, NODE),
  );
  showResult(result, store, options);
}

/** The plan with as many trials as its evidence needs. */
export async function enoughTrials(plan: Plan, options: ComputingOptions): Promise<Plan> {
  if (plan.evidence?.least === undefined) return plan;
  return withExecutor(options, plan, (executor) => withTrials(plan, executor, tell));
}
