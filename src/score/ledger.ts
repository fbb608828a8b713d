/**
 * The ledger of forecasts: a line for every forecast that somebody commits to before its truth is
 * known, each with the hash of the line before. What was committed can be shown later; a line that
 * was altered, left out or put elsewhere breaks the chain.
 */

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

/**
 * What is known of lines that are not what they should be, said by somebody in a line of its own.
 */
export interface Repair {
  readonly number: number;
  readonly repairs: readonly {
    readonly line: number;
    readonly why: string;
    /** SHA-256 of the line as it stands. */
    readonly text: string;
  }[];
  readonly at: string;
  readonly previous: string;
  readonly hash: string;
}

/** A line that is not what it was. */
export interface LedgerFault {
  /** From 1 on. */
  readonly line: number;
  readonly why: string;
  /**
   * `lost`: what the line committed to cannot be known; `misplaced`: the commitment is what it was,
   * but the line does not stand where it says, as when two processes appended at once.
   */
  readonly kind: 'lost' | 'misplaced';
}

/** A fault that a later line explains. */
interface Explained extends LedgerFault {
  /** Number of the line that explains it. */
  readonly by: number;
}

export interface Ledger {
  /** Commitments that are what they were; those of lines that are lost are not among them. */
  readonly entries: readonly Entry[];
  /** Faults that no line explains. */
  readonly faults: readonly LedgerFault[];
  readonly explained: readonly Explained[];
  /** How many lines there are. */
  readonly lines: number;
  /** Hash of the last line: whoever publishes it commits to all lines before. */
  readonly head: string;
  /** SHA-256 of each line as it stands. */
  readonly texts: readonly string[];
}

export const NO_LINE = '0'.repeat(64);

/** Where commitments are kept: a file (`ledger-file.ts`). */
export interface LedgerStore {
  /** As the user would type it. */
  readonly path: string;
  exists(): boolean;
  /** One without lines where there is none yet. */
  read(): Ledger;
  /**
   * Adds a line, however many processes do so at once.
   *
   * @param commitment  without what follows from its place
   * @param isSame      whether an entry commits to the same: no line is added then
   * @returns           the entry, with the hash to publish; or the faults for which nothing can be
   *   added
   */
  append(
    commitment: Omit<Commitment, 'number' | 'previous'>,
    isSame: (entry: Entry) => boolean,
  ): Appended | { readonly faults: readonly LedgerFault[] };
  /**
   * Adds a line that says what is wrong with the lines before, so that the chain goes on from there;
   * no byte of them is changed. Commitments of lines that are lost stay lost.
   *
   * @param at  when, as in commitments
   * @returns   the faults that the new line explains; none, and no line, where nothing is wrong
   */
  repair(at: string): readonly LedgerFault[];
}

export interface Appended {
  readonly entry: Entry;
  /** Whether the line is new; else the ledger had it before. */
  readonly isNew: boolean;
}

/** What the text of a ledger says. */
export function ledgerOf(text: string): Ledger {
  const lines = text.split('\n');
  const found: LedgerFault[] = [];
  if (lines.at(-1) === '') lines.pop();
  else found.push({ line: lines.length, why: 'is cut off: it has no end', kind: 'misplaced' });
  const texts = lines.map((line) => sha256(line));
  const entries: Entry[] = [];
  const explanations = new Map<string, number>();
  let head = NO_LINE;
  lines.forEach((content, k) => {
    const tell = (why: string, kind: LedgerFault['kind']): void => {
      found.push({ line: k + 1, why, kind });
    };
    const row = parsed(content);
    if (row === undefined) return tell('is no line of a ledger', 'lost');
    const { hash, ...said } = row;
    const real = sha256(canonicalJson(said));
    const altered = real !== hash;
    if (altered)
      tell(
        `was altered: its content has hash ${real.slice(0, 16)}, it says ${hash.slice(0, 16)}`,
        'lost',
      );
    if (row.previous !== head)
      tell(
        `does not follow the line before, whose hash is ${head.slice(0, 16)}: it follows ${row.previous.slice(0, 16)}`,
        'misplaced',
      );
    if (row.number !== k + 1)
      tell(`is numbered ${row.number}; a line was left out or put elsewhere`, 'misplaced');
    head = hash;
    if (altered) return;
    if ('repairs' in row) {
      for (const { line, why, text } of row.repairs)
        if (line <= k && texts[line - 1] === text) explanations.set(`${line} ${why}`, k + 1);
    } else entries.push(row);
  });
  const explained = found.flatMap((fault): Explained[] => {
    const by = explanations.get(`${fault.line} ${fault.why}`);
    return by === undefined ? [] : [{ ...fault, by }];
  });
  const faults = found.filter(({ line, why }) => !explanations.has(`${line} ${why}`));
  return { entries, faults, explained, lines: lines.length, head, texts };
}

function parsed(text: string): Entry | Repair | undefined {
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof row !== 'object' || row === null) return undefined;
  const said = row as Readonly<Record<string, unknown>>;
  const isText = (value: unknown): boolean => typeof value === 'string';
  const isLine = isText(said['hash']) && isText(said['previous']) && isText(said['at']);
  if (!isLine || !Number.isSafeInteger(said['number'])) return undefined;
  const { files, repairs } = said;
  if (Array.isArray(repairs)) {
    const sound = repairs.every(
      (one: Readonly<Record<string, unknown>> | null) =>
        Number.isSafeInteger(one?.['line']) && isText(one?.['why']) && isText(one?.['text']),
    );
    return sound ? (row as Repair) : undefined;
  }
  const complete =
    ['run', 'id', 'digest', 'summaryDigest', 'fingerprint'].every((key) => isText(said[key])) &&
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every(isText);
  return complete ? (row as Entry) : undefined;
}

/** A line as it is written, with its hash. */
export function sealed<T extends object>(content: T): T & { readonly hash: string } {
  return { ...content, hash: sha256(canonicalJson(content)) };
}

/**
 * Names of the files whose content is not, or no longer, what was committed; those that are gone
 * with it.
 */
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
