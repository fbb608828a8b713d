/** Runs that tests need before they begin. */

import { expect } from 'vitest';
import { runCommand } from '../../src/cli/commands/run.ts';
import { answerTo } from './chipcast.ts';

/** The folder of a run that is made in this process; of the heat pumps where no model is named. */
export async function finishedRun(
  options: Pick<Parameters<typeof runCommand>[1], 'out'> &
    Partial<Parameters<typeof runCommand>[1]>,
): Promise<string> {
  const { code, stdout } = await answerTo(() =>
    runCommand(undefined, {
      model: 'heat-pumps',
      trials: 1024,
      executor: 'inline',
      quiet: true,
      ...options,
    }),
  );
  expect(code).toBe(0);
  return stdout.trim();
}
