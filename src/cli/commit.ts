/** `chipcast commit`: a forecast into the ledger, before its truth is known; and the ledger checked. */

import { existsSync } from 'node:fs';
import { sha256 } from '../compile/canonical.ts';
import { alteredFiles, appendTo, type Entry, type Ledger, readLedger } from '../score/ledger.ts';
import { RunFolderError } from '../store/error.ts';
import { asFinished, manifestText } from '../store/manifest.ts';
import { hashFile } from '../store/read-document.ts';
import { findRun, type RunFolder } from '../store/run-folder.ts';
import { openFolder } from './run.ts';
import { UsageError } from './usage-error.ts';

/** Files that hold a forecast; reports follow from them. */
const COMMITTED = [
  'run.json',
  'plan.json',
  'program.json',
  'summary.json',
  'evidence.json',
  'draws.parquet',
];

export interface CommitOptions {
  readonly ledger: string;
  readonly note?: string;
  readonly out: string;
  readonly json?: boolean;
}

export function commitCommand(
  named: string,
  { ledger: path, note, out, json }: CommitOptions,
): void {
  const folder = openFolder(findRun(named, out).path);
  if (folder.state() !== 'finished')
    throw new RunFolderError(
      `${folder.path} is not finished; there is nothing to commit yet (chipcast resume ${folder.path})`,
    );
  // Nothing is committed to that is not what the run wrote.
  folder.summary();
  if (folder.manifest().evidence !== undefined) folder.evidence();
  if (folder.has('draws.parquet')) folder.draws();
  const ledger = readLedger(path);
  if (ledger.faults.length > 0) throw new UsageError(damage(path, ledger));
  const files = hashesOf(folder);
  const known = ledger.entries.find(
    (entry) => entry.run === folder.name && alteredFiles(entry, files).length === 0,
  );
  const { id, digest, summaryDigest, fingerprint, numerics } = folder.manifest();
  const entry =
    known ??
    appendTo(path, ledger, {
      run: folder.name,
      id,
      digest,
      summaryDigest,
      fingerprint,
      numerics,
      files,
      at: new Date().toISOString(),
      ...(note === undefined ? {} : { note }),
    });
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ ledger: path, appended: known === undefined, entry }, null, 1)}\n`,
    );
    return;
  }
  process.stdout.write(
    known === undefined
      ? `${folder.name} is committed as line ${entry.number} of ${path}\nhash ${entry.hash}\nPublish the hash: whoever has seen it can check that nothing up to here was changed afterwards.\n`
      : `${folder.name} was committed before, as line ${entry.number} of ${path}, on ${entry.at}\nhash ${entry.hash}\n`,
  );
}

function hashesOf(folder: RunFolder): Record<string, string> {
  return Object.fromEntries(
    COMMITTED.filter((name) => folder.has(name)).map((name) => [
      name,
      name === 'run.json' ? hashOfManifest(folder) : hashFile(folder.file(name)),
    ]),
  );
}

/** Of the manifest as the run wrote it, so that an analysis that was filed later does not look like an alteration. */
function hashOfManifest(folder: RunFolder): string {
  try {
    return sha256(manifestText(asFinished(folder.manifest())));
  } catch (error) {
    if (error instanceof RunFolderError) return 'malformed';
    throw error;
  }
}

function damage(path: string, { faults }: Ledger): string {
  return [
    `${path} is not what it was: ${faults.length} fault(s)`,
    ...faults.map(({ line, why }) => `  line ${line} ${why}`),
  ].join('\n');
}

export interface VerifyLedgerOptions {
  readonly ledger: string;
  readonly head?: string;
  readonly out: string;
  readonly json?: boolean;
}

/** The chain, and whether the runs that are still there are what was committed. */
export function verifyLedger({ ledger: path, head, out, json }: VerifyLedgerOptions): void {
  if (!existsSync(path))
    throw new UsageError(`there is no ledger ${path}; chipcast commit RUN begins one`);
  const ledger = readLedger(path);
  const checks = ledger.entries.map((entry) => ({ entry, ...stateOf(entry, out) }));
  const ends = head === undefined || head === ledger.head;
  const passed = head === undefined || ledger.entries.some(({ hash }) => hash === head);
  const sound =
    ledger.faults.length === 0 && passed && checks.every(({ altered }) => altered.length === 0);
  process.exitCode = sound ? 0 : 1;
  if (json) {
    const runs = checks.map(({ entry, found, altered }) => ({
      line: entry.number,
      run: entry.run,
      found,
      altered,
    }));
    process.stdout.write(
      `${JSON.stringify({ ledger: path, verified: sound, head: ledger.head, faults: ledger.faults, runs }, null, 1)}\n`,
    );
    return;
  }
  const lines = [
    ...checks.map(({ entry, found, altered }) =>
      !found
        ? `gone    line ${entry.number}  ${entry.run}: the folder is not in ${out}, its files are not checked`
        : altered.length === 0
          ? `same    line ${entry.number}  ${entry.run}  ${entry.at}`
          : `ALTERED line ${entry.number}  ${entry.run}: ${altered.join(', ')} since it was committed`,
    ),
    ...ledger.faults.map(({ line, why }) => `BROKEN  line ${line} ${why}`),
    ...(passed
      ? []
      : [
          `BROKEN  no line has the hash ${head}: lines that were there when it was published are gone or altered`,
        ]),
    ...(passed && !ends ? [`the hash ${head!.slice(0, 16)} is that of an earlier line`] : []),
    sound
      ? `${path} is verified: ${ledger.entries.length} line(s), the last with hash ${ledger.head}`
      : `${path} is NOT what was committed`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function stateOf(entry: Entry, out: string): { found: boolean; altered: readonly string[] } {
  const folder = folderOf(entry, out);
  if (folder === undefined) return { found: false, altered: [] };
  return { found: true, altered: alteredFiles(entry, hashesOf(folder)) };
}

function folderOf({ run }: Entry, out: string): RunFolder | undefined {
  try {
    const folder = findRun(run, out);
    return folder.state() === 'absent' ? undefined : folder;
  } catch (error) {
    if (error instanceof RunFolderError) return undefined;
    throw error;
  }
}
