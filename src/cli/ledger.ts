/** The ledger on the command line: a forecast committed to, the ledger checked and mended. */

import { existsSync } from 'node:fs';
import { sha256 } from '../compile/canonical.ts';
import { hashFile } from '../files/read.ts';
import { UsageError } from '../forecast/usage-error.ts';
import {
  alteredFiles,
  appendTo,
  type Entry,
  type LedgerFault,
  readLedger,
  repairLedger,
} from '../score/ledger.ts';
import { RunFolderError } from '../store/error.ts';
import { findRun } from '../store/find-run.ts';
import { asFinished, manifestText } from '../store/manifest.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { firstOf, plural } from '../text/listed.ts';
import { findStore } from './find-store.ts';

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

export async function commitRun(
  named: string,
  { ledger: path, note, out, json }: CommitOptions,
): Promise<void> {
  const folder = await findStore(named, out);
  if (folder.state() !== 'finished')
    throw new RunFolderError(
      `${folder.path} is not finished; there is nothing to commit yet (chipcast resume ${folder.path})`,
    );
  // Nothing is committed to that is not what the run wrote.
  folder.summary();
  if (folder.manifest().evidence !== undefined) folder.evidence();
  if (folder.has('draws.parquet')) folder.draws();
  const files = hashesOf(folder);
  const { id, digest, summaryDigest, fingerprint, numerics } = folder.manifest();
  const appended = appendTo(
    path,
    {
      run: folder.name,
      id,
      digest,
      summaryDigest,
      fingerprint,
      numerics,
      files,
      at: new Date().toISOString(),
      ...(note === undefined ? {} : { note }),
    },
    (entry) => entry.run === folder.name && alteredFiles(entry, files).length === 0,
  );
  if ('faults' in appended) throw new UsageError(damage(path, appended.faults));
  const { entry, isNew } = appended;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ledger: path, appended: isNew, entry }, null, 1)}\n`);
    return;
  }
  process.stdout.write(
    isNew
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

/**
 * Of the manifest as the run wrote it, so that an analysis that was filed later does not look like
 * an alteration.
 */
function hashOfManifest(folder: RunFolder): string {
  try {
    return sha256(manifestText(asFinished(folder.manifest())));
  } catch (error) {
    if (error instanceof RunFolderError) return 'malformed';
    throw error;
  }
}

function damage(path: string, faults: readonly LedgerFault[]): string {
  return [
    `${path} is not what it was: ${plural(faults.length, 'fault')}`,
    ...firstOf(faults.map(({ line, why }) => `  line ${line} ${why}`)),
    `Nothing can be added before that is explained: chipcast ledger repair ${path}`,
  ].join('\n');
}

/**
 * Explains what is wrong with a ledger in a line of its own, and changes nothing that stands in it.
 */
export function repair(path: string, { json }: { readonly json?: boolean }): void {
  if (!existsSync(path))
    throw new UsageError(`there is no ledger ${path}; chipcast commit RUN begins one`);
  const faults = repairLedger(path, new Date().toISOString());
  const { head, lines } = readLedger(path);
  if (json) {
    process.stdout.write(`${JSON.stringify({ ledger: path, faults, head }, null, 1)}\n`);
    return;
  }
  const lost = new Set(faults.flatMap(({ line, kind }) => (kind === 'lost' ? [line] : [])));
  process.stdout.write(
    faults.length === 0
      ? `${path} is whole: ${plural(lines, 'line')}, the last with hash ${head}\n`
      : `${[
          ...faults.map(({ line, why, kind }) =>
            kind === 'lost'
              ? `line ${line} ${why}: what it committed to is lost`
              : `line ${line} ${why}${lost.has(line) ? '' : ': its commitment stands'}`,
          ),
          `Line ${lines} says so, and the chain goes on from there; no line before was changed.`,
          `hash ${head}`,
        ].join('\n')}\n`,
  );
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
      `${JSON.stringify({ ledger: path, verified: sound, head: ledger.head, faults: ledger.faults, explained: ledger.explained, runs }, null, 1)}\n`,
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
    ...ledger.explained.map(
      ({ line, why, by }) => `repaired line ${line} ${why}, as line ${by} says`,
    ),
    ...ledger.faults.map(({ line, why }) => `BROKEN  line ${line} ${why}`),
    ...(passed
      ? []
      : [
          `BROKEN  no line has the hash ${head}: lines that were there when it was published are gone or altered`,
        ]),
    ...(passed && !ends ? [`the hash ${head!.slice(0, 16)} is that of an earlier line`] : []),
    sound
      ? `${path} is verified: ${ledger.lines} line(s), the last with hash ${ledger.head}`
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
