/** Runs that tests need before they begin, made by the verbs that `chipcast run` calls. */

import { inlineExecutor } from '../../src/execute/inline.ts';
import { withTrials } from '../../src/forecast/compute.ts';
import { runInto } from '../../src/forecast/run-into.ts';
import { folderOf } from '../../src/node/folder.ts';
import { NODE } from '../../src/node/place.ts';
import { type QuestionOptions, readQuestion } from '../../src/node/question.ts';

export interface RunOptions extends QuestionOptions {
  /** Where runs are kept. */
  readonly out: string;
  /** A run spec. */
  readonly spec?: string;
}

/**
 * The folder of a run that is made in this thread; of the heat pumps where no model is named.
 *
 * @returns its path
 */
export async function finishedRun({ out, spec, ...options }: RunOptions): Promise<string> {
  const asked = { model: 'heat-pumps', trials: 1024, ...options };
  const { plan: first } = await readQuestion(spec, asked, () => {});
  const executor = inlineExecutor();
  const plan = await withTrials(first, executor);
  const store = folderOf(plan, out);
  const result = await runInto(plan, store, { executor, draws: options.draws }, NODE);
  if (result.state !== 'finished') throw new Error(`${store.path} was stopped`);
  return store.path;
}
