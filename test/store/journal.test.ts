import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/compile/canonical.ts';
import { FolderFiles } from '../../src/store/folder-files.ts';
import { Journal, readJournal } from '../../src/store/journal.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
const files = new FolderFiles(folder);
const digest = (block: number): string => sha256(`block ${block}`);
let journals = 0;

/** A journal of the plan `mine` with these blocks. */
function journalOf(...blocks: number[]): string {
  const path = join(folder, `journal-${journals++}`);
  const journal = Journal.open(files, basename(path), 'mine');
  for (const block of blocks) journal.record({ block, digest: digest(block) });
  journal.close();
  return path;
}

const lines = (path: string): string[] => readFileSync(path, 'utf8').split('\n');

/** Opens, says what is known, and closes. */
function known(path: string): { done: [number, string][]; damaged: number } {
  const journal = Journal.open(files, basename(path), 'mine');
  journal.close();
  return { done: [...journal.done], damaged: journal.damaged };
}

test('what was recorded is known when the journal is opened again, in the order of recording', () => {
  const path = journalOf(2, 0, 1);
  expect(known(path)).toEqual({
    done: [2, 0, 1].map((block) => [block, digest(block)]),
    damaged: 0,
  });
});

test('a journal is text: the plan, then a line a block, each behind its checksum', () => {
  const [plan, block, end] = lines(journalOf(7));
  expect(plan).toBe(`${sha256('{"plan":"mine"}').slice(0, 16)} {"plan":"mine"}`);
  const text = JSON.stringify({ block: 7, digest: digest(7) });
  expect(block).toBe(`${sha256(text).slice(0, 16)} ${text}`);
  expect(end).toBe('');
});

test('opening adds nothing to a journal that is whole', () => {
  const path = journalOf(0);
  const before = readFileSync(path);
  known(path);
  expect(readFileSync(path)).toEqual(before);
});

describe('law: a line that cannot be trusted counts as not written', () => {
  test.each([1, 10, 40, 90])('with its last %i characters cut off', (cut) => {
    const path = journalOf(0, 1, 2);
    const text = readFileSync(path, 'utf8');
    // The line feed belongs to the line; without it alone the line is still whole.
    writeFileSync(path, text.slice(0, -1 - cut));
    expect(known(path)).toEqual({ done: [0, 1].map((b) => [b, digest(b)]), damaged: 1 });
  });

  test('without its line feed alone it is whole', () => {
    const path = journalOf(0, 1);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -1));
    expect(known(path)).toEqual({ done: [0, 1].map((b) => [b, digest(b)]), damaged: 0 });
  });

  test('what is recorded after a line that was cut off stands in a line of its own', () => {
    const path = journalOf(0, 1);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -30));
    const journal = Journal.open(files, basename(path), 'mine');
    journal.record({ block: 1, digest: digest(1) });
    journal.close();
    expect(known(path)).toEqual({ done: [0, 1].map((b) => [b, digest(b)]), damaged: 1 });
  });

  test('with any one character of it altered', () => {
    const path = journalOf(0, 1, 2);
    const text = lines(path);
    for (let k = 0; k < text[2]!.length; k++) {
      // What stands between checksum and content says nothing.
      if (k === 16) continue;
      const altered = [...text];
      const other = text[2]![k] === '5' ? '6' : '5';
      altered[2] = `${text[2]!.slice(0, k)}${other}${text[2]!.slice(k + 1)}`;
      writeFileSync(path, altered.join('\n'));
      const { entries, damaged } = readJournal(files, basename(path));
      expect(entries.map(({ block }) => block)).toEqual([0, 2]);
      expect(damaged).toBe(1);
    }
  });

  test('with bytes that are no text', () => {
    const path = journalOf(0);
    appendFileSync(path, Buffer.from([0, 255, 254, 10]));
    expect(known(path)).toEqual({ done: [[0, digest(0)]], damaged: 1 });
  });
});

test('a journal of another plan is refused, and left as it is', () => {
  const path = journalOf(0);
  const before = readFileSync(path);
  expect(() => Journal.open(files, basename(path), 'another')).toThrow(
    /belongs to run mine, not to another/,
  );
  expect(readFileSync(path)).toEqual(before);
});

test('an empty file is a journal in which nothing is done', () => {
  const path = join(folder, 'empty');
  writeFileSync(path, '');
  expect(known(path)).toEqual({ done: [], damaged: 0 });
  expect(readJournal(files, basename(path)).plan).toBe('mine');
});
