/** A forecast into the ledger, before its truth is known; and the ledger checked and mended. */

import { sha256 } from '../compile/canonical.ts';
import {
  type Appended,
  alteredFiles,
  type Entry,
  type Ledger,
  type LedgerFault,
  type LedgerStore,
} from '../score/ledger.ts';
import { RunFolderError } from '../store/error.ts';
import { asFinished, manifestText } from '../store/manifest.ts';
import type { RunStore } from '../store/run-store.ts';
import { firstOf, plural } from '../text/listed.ts';
import type { Notify } from './notice.ts';
import { expectFinished } from './open.ts';
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

/**
 * Adds a finished run to a ledger: the hashes of the files that hold its forecast.
 *
 * @param note      what is committed to, and why
 * @param onNotice  is told of a file that the run wrote and that is gone
 * @returns         the line, with the hash to publish; no new one where the ledger has it already
 * @throws RunFolderError if the run is not finished, or is not what it wrote; UsageError if the
 *   ledger is not what it was
 */
export function commit(
  store: RunStore,
  ledger: LedgerStore,
  note?: string,
  onNotice?: Notify,
): Appended {
  expectFinished(store, 'there is nothing to commit yet');
  // Nothing is committed to that is not what the run wrote.
  store.summary();
  if (store.manifest().evidence !== undefined) store.evidence();
  if (store.has('draws.parquet')) store.draws();
  const files = hashesOf(store);
  for (const name of missingOf(store))
    onNotice?.({
      kind: 'left-out',
      message: `${store.file(name)} is gone, so its hash is left out; the hash of run.json, which names it, is committed`,
    });
  const { id, digest, summaryDigest, fingerprint, numerics } = store.manifest();
  const appended = ledger.append(
    {
      run: store.name,
      id,
      digest,
      summaryDigest,
      fingerprint,
      numerics,
      files,
      at: new Date().toISOString(),
      ...(note === undefined ? {} : { note }),
    },
    (entry) => entry.run === store.name && alteredFiles(entry, files).length === 0,
  );
  if ('faults' in appended) throw new UsageError(damage(ledger.path, appended.faults));
  return appended;
}

function hashesOf(store: RunStore): Record<string, string> {
  return Object.fromEntries(
    COMMITTED.filter((name) => store.has(name)).map((name) => [
      name,
      name === 'run.json' ? hashOfManifest(store) : store.hash(name),
    ]),
  );
}

/** Files that the run wrote and that may be deleted to save room. */
function missingOf(store: RunStore): readonly string[] {
  const written = Object.keys(store.manifest().files ?? {});
  return COMMITTED.filter((name) => written.includes(name) && !store.has(name));
}

/**
 * Of the manifest as the run wrote it, so that an analysis that was filed later does not look like
 * an alteration.
 */
function hashOfManifest(store: RunStore): string {
  try {
    return sha256(manifestText(asFinished(store.manifest())));
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

export interface LedgerRepair {
  /** What the new line explains; nothing, and no line, where the ledger is whole. */
  readonly faults: readonly LedgerFault[];
  /** How many lines there are now. */
  readonly lines: number;
  /** Hash of the last line. */
  readonly head: string;
}

/**
 * Explains what is wrong with a ledger in a line of its own, and changes nothing that stands in it.
 *
 * @throws UsageError if there is no ledger
 */
export function repairLedger(ledger: LedgerStore): LedgerRepair {
  expectLedger(ledger);
  const faults = ledger.repair(new Date().toISOString());
  const { head, lines } = ledger.read();
  return { faults, lines, head };
}

export interface LedgerCheck {
  readonly ledger: Ledger;
  /** Each commitment, whether its run is there, and what of it was altered. */
  readonly runs: readonly {
    readonly entry: Entry;
    readonly found: boolean;
    readonly altered: readonly string[];
  }[];
  /** Whether a line has the hash that was published; true where none was named. */
  readonly hasHead: boolean;
  /** Whether everything is what it was. */
  readonly sound: boolean;
}

/**
 * Checks the chain of a ledger, and whether the runs that are still there are what was committed.
 *
 * @param runOf  the run of a name, if it is there
 * @param head   a hash that was published, which must be in the ledger
 * @throws UsageError if there is no ledger
 */
export function checkLedger(
  ledger: LedgerStore,
  runOf: (name: string) => RunStore | undefined,
  head?: string,
): LedgerCheck {
  expectLedger(ledger);
  const found = ledger.read();
  const runs = found.entries.map((entry) => {
    const store = runOf(entry.run);
    return store === undefined
      ? { entry, found: false, altered: [] }
      : { entry, found: true, altered: alteredFiles(entry, hashesOf(store)) };
  });
  const hasHead = head === undefined || found.entries.some(({ hash }) => hash === head);
  const sound =
    found.faults.length === 0 && hasHead && runs.every(({ altered }) => altered.length === 0);
  return { ledger: found, runs, hasHead, sound };
}

function expectLedger(ledger: LedgerStore): void {
  if (!ledger.exists())
    throw new UsageError(`there is no ledger ${ledger.path}; chipcast commit RUN begins one`);
}
