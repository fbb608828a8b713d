/** A command in this process: what it says, and how it ends. */

import { CommanderError } from 'commander';
import { explainFailure } from '../../src/cli/failure.ts';
import { program } from '../../src/cli/program.ts';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param words  as they stand on the command line */
export async function said(words: readonly string[]): Promise<Said> {
  const texts = { stdout: '', stderr: '' };
  const before = { stdout: process.stdout.write, stderr: process.stderr.write };
  const exitCode = process.exitCode;
  process.exitCode = undefined;
  for (const name of ['stdout', 'stderr'] as const)
    process[name].write = (text: string | Uint8Array): boolean => {
      texts[name] += String(text);
      return true;
    };
  try {
    await program.parseAsync([...words], { from: 'user' });
    return { code: Number(process.exitCode ?? 0), ...texts };
  } catch (error) {
    const code = error instanceof CommanderError ? 2 : explainFailure(error);
    return { code, ...texts };
  } finally {
    for (const name of ['stdout', 'stderr'] as const) process[name].write = before[name];
    process.exitCode = exitCode;
  }
}
