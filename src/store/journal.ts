/**
 * The journal of a run: a line for every finished block, appended as it is done. A line carries a
 * checksum, so one that was cut off, or altered, is known; a block whose line cannot be trusted is
 * computed again.
 */

import { sha256 } from '../compile/canonical.ts';
import { textOf } from './document.ts';
import { RunFolderError } from './error.ts';
import type { Appending, RunFiles } from './run-files.ts';

export interface JournalEntry {
  readonly block: number;
  readonly digest: string;
}

export class Journal {
  private constructor(
    private readonly file: Appending,
    private readonly release: () => void,
    /** Digests of finished blocks. */
    readonly done: ReadonlyMap<number, string>,
    /** Lines that were cut off or altered. */
    readonly damaged: number,
    /** Of its file. */
    readonly path: string,
  ) {}

  /**
   * @param name  of its file
   * @param id    of the plan; a journal of another plan is refused
   * @throws RunFolderError if another process writes it
   */
  static open(files: RunFiles, name: string, id: string): Journal {
    const release = files.hold(name);
    try {
      return Journal.opened(files, name, id, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  private static opened(files: RunFiles, name: string, id: string, release: () => void): Journal {
    const { entries, damaged, plan, needsNewline } = files.has(name)
      ? readJournal(files, name)
      : EMPTY;
    if (plan !== undefined && plan !== id) {
      throw new RunFolderError(
        `${files.file(name)} belongs to run ${plan.slice(0, 8)}, not to ${id.slice(0, 8)}`,
      );
    }
    const journal = new Journal(
      files.append(name),
      release,
      new Map(entries.map(({ block, digest }) => [block, digest])),
      damaged,
      files.file(name),
    );
    if (needsNewline) journal.file.append('\n');
    if (plan === undefined) journal.append({ plan: id });
    return journal;
  }

  record(entry: JournalEntry): void {
    this.append(entry);
  }

  close(): void {
    try {
      this.file.close();
    } finally {
      this.release();
    }
  }

  private append(content: object): void {
    const text = JSON.stringify(content);
    this.file.append(`${sha256(text).slice(0, 16)} ${text}\n`);
  }
}

interface Read {
  readonly entries: readonly JournalEntry[];
  readonly damaged: number;
  readonly plan: string | undefined;
  readonly needsNewline: boolean;
}

const EMPTY: Read = { entries: [], damaged: 0, plan: undefined, needsNewline: false };

/**
 * @throws RunFolderError if it is no ordinary file
 */
export function readJournal(files: RunFiles, name: string): Read {
  const text = textOf(files.bytes(name));
  const entries: JournalEntry[] = [];
  let damaged = 0;
  let plan: string | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const content = line.slice(17);
    const parsed = sha256(content).slice(0, 16) === line.slice(0, 16) ? lineOf(content) : undefined;
    if (parsed === undefined) damaged++;
    else if ('plan' in parsed) plan ??= parsed.plan;
    else entries.push(parsed);
  }
  return { entries, damaged, plan, needsNewline: text !== '' && !text.endsWith('\n') };
}

/** What a line says, if it is one that `Journal` writes. */
function lineOf(content: string): JournalEntry | { readonly plan: string } | undefined {
  const [, plan] = /^\{"plan":"([\w-]{1,64})"\}$/.exec(content) ?? [];
  if (plan !== undefined) return { plan };
  const [, block, digest] = /^\{"block":(\d{1,9}),"digest":"([0-9a-f]{64})"\}$/.exec(content) ?? [];
  return digest === undefined ? undefined : { block: Number(block), digest };
}
