/** `chipcast resume`: finishes a run from its folder alone. */

import { programFingerprint } from '../compile/compile.ts';
import { planId } from '../plan/resolve.ts';
import { type ExecuteOptions, executePlan, showRun } from './execute-plan.ts';
import { expectModel } from './question.ts';
import { openFolder } from './run.ts';
import { RunFolderError } from '../store/error.ts';
import { findRun } from '../store/run-folder.ts';

export async function resumeCommand(
  named: string,
  options: ExecuteOptions & { readonly out: string; readonly model?: string },
): Promise<void> {
  const folder = openFolder(findRun(named, options.out).path);
  const plan = folder.plan();
  await expectModel(options.model, plan);
  if (folder.state() === 'finished') {
    process.stderr.write(`${folder.name} is finished already\n`);
    showRun(plan, folder.trustedSummary(), folder, folder.manifest(), options);
    return;
  }
  if (folder.state() === 'absent')
    throw new RunFolderError(`${folder.path} is not the folder of a run`);
  const [id, fingerprint] = [planId(plan), programFingerprint(plan.program)];
  if (id !== plan.id || fingerprint !== plan.program.fingerprint) {
    throw new RunFolderError(
      `${folder.path} cannot be resumed: ${id === plan.id ? 'program.json' : 'plan.json or program.json'} was altered since the run began`,
    );
  }
  process.exitCode = await executePlan(plan, folder, options);
}
