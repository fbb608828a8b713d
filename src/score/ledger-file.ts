/** The ledger in a file. */

import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../files/folder.ts';
import { withLock } from '../files/lock.ts';
import { naming } from '../files/naming.ts';
import { readBytes } from '../files/read.ts';
import {
  type Appended,
  type Commitment,
  type Entry,
  type Ledger,
  type LedgerFault,
  type LedgerStore,
  ledgerOf,
  type Repair,
  sealed,
} from './ledger.ts';

/** A ledger in a file; all throw FileError if it cannot be read or locked. */
export class LedgerFile implements LedgerStore {
  constructor(readonly path: string) {}

  exists(): boolean {
    return existsSync(this.path);
  }

  read(): Ledger {
    return ledgerOf(this.exists() ? readBytes(this.path).toString('utf8') : '');
  }

  append(
    commitment: Omit<Commitment, 'number' | 'previous'>,
    isSame: (entry: Entry) => boolean,
  ): Appended | { readonly faults: readonly LedgerFault[] } {
    makeFolder(dirname(this.path));
    for (;;) {
      // Each waits until the one before has written its line to the disk.
      const appended = withLock(this.path, () => this.add(commitment, isSame));
      if ('faults' in appended || !appended.isNew || !this.takenBack(appended.entry))
        return appended;
    }
  }

  private add(
    commitment: Omit<Commitment, 'number' | 'previous'>,
    isSame: (entry: Entry) => boolean,
  ): Appended | { readonly faults: readonly LedgerFault[] } {
    const { entries, faults, lines, head } = this.read();
    if (faults.length > 0) return { faults };
    const known = entries.find(isSame);
    if (known !== undefined) return { entry: known, isNew: false };
    const entry = sealed<Commitment>({ number: lines + 1, ...commitment, previous: head });
    append(this.path, lineOf(entry));
    return { entry, isNew: true };
  }

  /**
   * Takes back a line of this process that came behind one that it had not read: it was paused for
   * longer than a lock lasts. Nobody goes on from such a line, since it is a fault.
   */
  private takenBack(entry: Entry): boolean {
    if (this.read().faults.length === 0) return false;
    return withLock(this.path, () => {
      const { faults, lines } = this.read();
      const text = readBytes(this.path);
      const line = Buffer.from(lineOf(entry));
      const isLast = text.subarray(-line.length).equals(line);
      if (!isLast || !faults.some((fault) => fault.line === lines)) return false;
      truncateSync(this.path, text.length - line.length);
      return true;
    });
  }

  repair(at: string): readonly LedgerFault[] {
    return withLock(this.path, () => {
      const { faults, lines, head, texts } = this.read();
      if (faults.length === 0) return [];
      const repair = sealed<Omit<Repair, 'hash'>>({
        number: lines + 1,
        repairs: faults.map(({ line, why }) => ({ line, why, text: texts[line - 1] })),
        at,
        previous: head,
      });
      const isCutOff = !readBytes(this.path).toString('latin1').endsWith('\n');
      append(this.path, `${isCutOff ? '\n' : ''}${lineOf(repair)}`);
      return faults;
    });
  }
}

function lineOf(entry: Entry | Repair): string {
  return `${JSON.stringify(entry)}\n`;
}

/** The whole text, on the disk, or none of it. */
function append(path: string, text: string): void {
  const size = existsSync(path) ? statSync(path).size : 0;
  const file = openSync(path, 'a');
  try {
    naming(path, () => {
      writeFileSync(file, text);
      fsyncSync(file);
    });
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  } finally {
    closeSync(file);
  }
}
