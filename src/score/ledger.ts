/**
 * The ledger of forecasts: a line for every forecast that somebody commits to before its truth is known, each with the hash of the line
 * before. What was committed can be shown later; a line that was altered, left out or put elsewhere breaks the chain.
 */

import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { canonicalJson, sha256 } from '../compile/canonical.ts';

export interface Commitment {
  /** From 1 on. */
  readonly number: number;
  /** Name of the run's folder. */
  readonly run: string;
  readonly id: string;
  readonly digest: string;
  readonly summaryDigest: string;
  readonly fingerprint: string;
  readonly numerics: number;
  /** SHA-256 of the files that hold the forecast, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** When, by the clock of the machine: nobody has to believe it who has not seen the hash. */
  readonly at: string;
  readonly note?: string;
  /** Hash of the line before; 64 zeros in the first. */
  readonly previous: string;
}

export interface Entry extends Commitment {
  /** SHA-256 of the commitment in canonical JSON. */
  readonly hash: string;
}

/** A line that is not what it was. */
export interface LedgerFault {
  /** From 1 on. */
  readonly line: number;
  readonly why: string;
}

export interface Ledger {
  /** Those that can be read. */
  readonly entries: readonly Entry[];
  readonly faults: readonly LedgerFault[];
  /** Hash of the last line: whoever publishes it commits to all lines before. */
  readonly head: string;
}

export const NO_LINE = '0'.repeat(64);

export function readLedger(path: string): Ledger {
  if (!existsSync(path)) return { entries: [], faults: [], head: NO_LINE };
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  const faults: LedgerFault[] = [];
  if (lines.at(-1) === '') lines.pop();
  else faults.push({ line: lines.length, why: 'is cut off: it has no end' });
  const entries: Entry[] = [];
  let head = NO_LINE;
  lines.forEach((content, k) => {
    const tell = (why: string): void => {
      faults.push({ line: k + 1, why });
    };
    const entry = parsed(content);
    if (entry === undefined) return tell('is no line of a ledger');
    const { hash, ...commitment } = entry;
    const found = sha256(canonicalJson(commitment));
    if (found !== hash)
      tell(`was altered: its content has hash ${found.slice(0, 16)}, it says ${hash.slice(0, 16)}`);
    if (entry.previous !== head)
      tell(
        `does not follow the line before, whose hash is ${head.slice(0, 16)}: it follows ${entry.previous.slice(0, 16)}`,
      );
    if (entry.number !== k + 1)
      tell(`is numbered ${entry.number}; a line was left out or put elsewhere`);
    head = hash;
    entries.push(entry);
  });
  return { entries, faults, head };
}

function parsed(text: string): Entry | undefined {
  try {
    const entry = JSON.parse(text) as Partial<Entry>;
    const complete =
      typeof entry.hash === 'string' &&
      typeof entry.previous === 'string' &&
      typeof entry.run === 'string' &&
      typeof entry.number === 'number' &&
      typeof entry.files === 'object' &&
      entry.files !== null;
    return complete ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Adds a line; the ledger must be whole.
 *
 * @returns the entry, with the hash to publish
 */
export function appendTo(
  path: string,
  { entries, head }: Ledger,
  commitment: Omit<Commitment, 'number' | 'previous'>,
): Entry {
  const complete: Commitment = { number: entries.length + 1, ...commitment, previous: head };
  const entry = { ...complete, hash: sha256(canonicalJson(complete)) };
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${JSON.stringify(entry)}\n`);
  return entry;
}

/** Names of the files whose content is not, or no longer, what was committed; those that are gone with it. */
export function alteredFiles(
  { files }: Pick<Commitment, 'files'>,
  found: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return Object.entries(files).flatMap(([name, hash]) =>
    found[name] === hash
      ? []
      : [`${name} ${found[name] === undefined ? 'is gone' : 'was altered'}`],
  );
}
