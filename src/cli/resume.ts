/** `chipcast resume`: finishes a run from its folder alone. */

import { resume } from '../forecast/run-into.ts';
import { NODE } from '../node/place.ts';
import { type ComputingOptions, computing } from './computing.ts';
import { findStore } from './find-store.ts';
import { expectModel } from './question.ts';
import { type ShowOptions, showResult } from './show-run.ts';

export interface ResumeOptions extends ComputingOptions, ShowOptions {
  readonly out: string;
  readonly model?: string;
  readonly draws?: boolean;
}

export async function resumeCommand(named: string, options: ResumeOptions): Promise<void> {
  const store = findStore(named, options.out);
  const plan = store.plan();
  await expectModel(options.model, plan);
  const { draws } = options;
  const result = await computing(options, plan, (how) => resume(store, { ...how, draws }, NODE));
  showResult(result, store, options);
}
