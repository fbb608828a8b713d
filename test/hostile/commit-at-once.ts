/** Processes that commit to one ledger, all at the same time. */

import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { LedgerFile } from '../../src/score/ledger-file.ts';

/**
 * Commits runs, a process each, and says what is wrong with the ledger afterwards: nothing where it
 * is one whole chain with a line for each run.
 *
 * @param chipcast  the words that start the command line: those of Node
 * @param runs      folders of finished runs
 * @param ledger    that is not there yet
 */
export async function commitAtOnce(
  chipcast: readonly string[],
  runs: readonly string[],
  ledger: string,
): Promise<readonly string[]> {
  const ends = await Promise.all(
    runs.map((run) => endOf([...chipcast, 'commit', run, '--ledger', ledger])),
  );
  const { entries, faults } = new LedgerFile(ledger).read();
  const committed = new Set(entries.map(({ run }) => run));
  return [
    ...ends.filter((end) => end !== ''),
    ...faults.map(({ line, why }) => `line ${line} ${why}`),
    ...runs
      .filter((run) => !committed.has(basename(run)))
      .map((run) => `${basename(run)} is missing`),
    ...(entries.length === runs.length ? [] : [`it has ${entries.length} entries`]),
  ];
}

/** What a process ended with; nothing where it went well. */
function endOf(words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words);
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    child.stdout.resume();
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve(code === 0 && said === '' ? '' : `ends with ${code ?? signal}: ${said}`),
    );
  });
}
