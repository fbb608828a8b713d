/**
 * The journal of a run: a line for every finished block, appended as it is done. A line carries a checksum, so one that
 * was cut off, or altered, is known; a block whose line cannot be trusted is computed again.
 */

import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { sha256 } from '../compile/canonical.ts';
import { RunFolderError } from './error.ts';

export interface JournalEntry {
  readonly block: number;
  readonly digest: string;
}

export class Journal {
  private constructor(
    private readonly file: number,
    /** Digests of finished blocks. */
    readonly done: ReadonlyMap<number, string>,
    /** Lines that were cut off or altered. */
    readonly damaged: number,
  ) {}

  /** @param id  of the plan; a journal of another plan is refused */
  static open(path: string, id: string): Journal {
    const { entries, damaged, plan, needsNewline } = existsSync(path) ? readJournal(path) : EMPTY;
    if (plan !== undefined && plan !== id) {
      throw new RunFolderError(
        `${path} belongs to run ${plan.slice(0, 8)}, not to ${id.slice(0, 8)}`,
      );
    }
    const journal = new Journal(
      openSync(path, 'a'),
      new Map(entries.map(({ block, digest }) => [block, digest])),
      damaged,
    );
    if (needsNewline) writeSync(journal.file, '\n');
    if (plan === undefined) journal.append({ plan: id });
    return journal;
  }

  record(entry: JournalEntry): void {
    this.append(entry);
  }

  close(): void {
    fsyncSync(this.file);
    closeSync(this.file);
  }

  private append(content: object): void {
    const text = JSON.stringify(content);
    writeSync(this.file, `${sha256(text).slice(0, 16)} ${text}\n`);
  }
}

interface Read {
  readonly entries: readonly JournalEntry[];
  readonly damaged: number;
  readonly plan: string | undefined;
  readonly needsNewline: boolean;
}

const EMPTY: Read = { entries: [], damaged: 0, plan: undefined, needsNewline: false };

export function readJournal(path: string): Read {
  const text = readFileSync(path, 'utf8');
  const entries: JournalEntry[] = [];
  let damaged = 0;
  let plan: string | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const content = line.slice(17);
    if (sha256(content).slice(0, 16) !== line.slice(0, 16)) {
      damaged++;
      continue;
    }
    const parsed = JSON.parse(content) as Partial<JournalEntry> & { plan?: string };
    if (parsed.plan !== undefined) plan ??= parsed.plan;
    else entries.push(parsed as JournalEntry);
  }
  return { entries, damaged, plan, needsNewline: text !== '' && !text.endsWith('\n') };
}
