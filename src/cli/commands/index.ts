/** The commands, in the order in which help lists them. */

import type { CommandUnknownOpts } from '@commander-js/extra-typings';

interface CommandFile {
  readonly default: CommandUnknownOpts;
  /** Completes what its help says from what it runs, which is not loaded for other commands. */
  readonly describe?: () => Promise<void>;
}

const files: readonly CommandFile[] = await Promise.all([
  import('./run.ts'),
  import('./resume.ts'),
  import('./batch.ts'),
  import('./verify.ts'),
  import('./compare.ts'),
  import('./revise.ts'),
  import('./bridge.ts'),
  import('./ask.ts'),
  import('./solve.ts'),
  import('./commit.ts'),
  import('./ledger.ts'),
  import('./score.ts'),
  import('./export.ts'),
  import('./report.ts'),
  import('./explore.ts'),
  import('./trial.ts'),
  import('./sensitivity.ts'),
  import('./discover.ts'),
  import('./model.ts'),
  import('./dist.ts'),
  import('./worker.ts'),
  import('./fleet.ts'),
  import('./merge.ts'),
  import('./selftest.ts'),
]);

export const COMMANDS: readonly CommandUnknownOpts[] = files.map((file) => file.default);

/** Before the help of a command is shown. */
export async function describeCommand(command: CommandUnknownOpts): Promise<void> {
  await files.find((file) => file.default === command)?.describe?.();
}
