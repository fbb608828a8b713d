/** `chipcast run`: a forecast, computed or found done. */

import { relative, resolve } from 'node:path';
import { canonicalJson } from '../compile/canonical.ts';
import type { Program } from '../compile/program.ts';
import { withEnoughTrials } from '../evidence/trusted.ts';
import type { Plan } from '../plan/plan.ts';
import { counted } from '../stats/round.ts';
import { folderName } from '../store/manifest.ts';
import { RunFolder } from '../store/run-folder.ts';
import { type ExecuteOptions, executePlan, makeExecutor, showRun } from './execute-plan.ts';
import { type QuestionOptions, readQuestion } from './question.ts';

interface RunOptions extends QuestionOptions, ExecuteOptions {
  readonly out: string;
}

export async function runCommand(specFile: string | undefined, options: RunOptions): Promise<void> {
  const { plan: asked } = await readQuestion(specFile, options);
  const plan = await withTrials(asked, options);
  const folder = openFolder(resolve(options.out, folderName(plan)));
  const state = folder.state();
  const changed = state === 'absent' ? [] : changedParts(folder.plan().program, plan.program);
  if (changed.length > 0) {
    folder.restart();
    process.stderr.write(
      `the ${changed.join(' and ')} of the model have changed since this run was made; it is computed again into the same folder\n`,
    );
  } else if (state === 'finished' && !(plan.draws === true && !folder.has('draws.parquet'))) {
    process.stderr.write('already computed: the same question has the same folder\n');
    showRun(plan, folder.trustedSummary(), folder, folder.manifest(), options);
    return;
  }
  if (state === 'unfinished') process.stderr.write('going on with a run that was stopped\n');
  process.exitCode = await executePlan(plan, folder, options);
}

/** The plan with as many trials as its evidence needs. */
export async function withTrials(plan: Plan, options: ExecuteOptions): Promise<Plan> {
  if (plan.evidence?.least === undefined) return plan;
  const executor = makeExecutor(options, plan);
  try {
    const found = await withEnoughTrials(plan, executor);
    if (found.trials > plan.trials)
      process.stderr.write(
        `${counted(found.trials)} trials in place of ${counted(plan.trials)}, so that the weights are worth ${counted(plan.evidence.least)}\n`,
      );
    return found;
  } finally {
    await executor.close();
  }
}

/** What a summary depends on and the id of a run does not, for it moves no draw: worlds are kept of headlines, chances for charts. */
export function changedParts(made: Program, asked: Program): string[] {
  return (['headlines', 'charts', 'forecasts'] as const).filter(
    (part) => canonicalJson(made[part]) !== canonicalJson(asked[part]),
  );
}

/** Shown as the user would type it. */
export function openFolder(path: string): RunFolder {
  const near = relative(process.cwd(), path);
  return new RunFolder(near === '' || near.startsWith('..') ? path : near);
}
