/** The ledger of forecasts in a file, and the runs that were committed to. */

import { LedgerFile } from '../score/ledger-file.ts';
import { RunFolderError } from '../store/error.ts';
import { findRun } from '../store/find-run.ts';
import type { RunFolder } from '../store/run-folder.ts';

export function ledgerAt(path: string): LedgerFile {
  return new LedgerFile(path);
}

/** The run of a name in a folder of runs; nothing where it is gone. */
export function committedRun(name: string, out: string): RunFolder | undefined {
  try {
    const folder = findRun(name, out);
    return folder.state() === 'absent' ? undefined : folder;
  } catch (error) {
    if (error instanceof RunFolderError) return undefined;
    throw error;
  }
}
