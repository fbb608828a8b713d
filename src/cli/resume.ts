/** `chipcast resume`: finishes a run from its folder alone. */

import { type ExecuteOptions, executePlan, showRun } from './execute-plan.ts';
import { openFolder } from './run.ts';
import { RunFolderError, findRun } from '../store/run-folder.ts';

export async function resumeCommand(
  named: string,
  options: ExecuteOptions & { readonly out: string },
): Promise<void> {
  const folder = openFolder(findRun(named, options.out).path);
  const plan = folder.plan();
  if (folder.state() === 'finished') {
    process.stderr.write(`${folder.name} is finished already\n`);
    showRun(plan, folder.summary(), folder, folder.manifest(), options);
    return;
  }
  if (folder.state() === 'absent')
    throw new RunFolderError(`${folder.path} is not the folder of a run`);
  process.exitCode = await executePlan(plan, folder, options);
}
