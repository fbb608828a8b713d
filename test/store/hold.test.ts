import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderFiles } from '../../src/store/folder-files.ts';
import { Journal } from '../../src/store/journal.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
let folders = 0;
const PLAN = 'a'.repeat(64);

function runFolder(): FolderFiles {
  const path = join(folder, `run-${folders++}`);
  mkdirSync(path);
  return new FolderFiles(path);
}

/** Says that another process holds the journal. */
function heldBy(files: FolderFiles, change: object): void {
  const journal = Journal.open(files, 'journal', PLAN);
  const holder = JSON.parse(readFileSync(files.file('journal.held'), 'utf8')) as object;
  journal.close();
  writeFileSync(files.file('journal.held'), JSON.stringify({ ...holder, ...change }));
}

/** Of a process that is no more. */
const dead = spawnSync(process.execPath, ['-e', '0']).pid;

test('a journal has one writer at a time, who is named', () => {
  const files = runFolder();
  const first = Journal.open(files, 'journal', PLAN);
  expect(() => Journal.open(files, 'journal', PLAN)).toThrow(
    new RegExp(`journal is being written by process ${process.pid} on ${hostname()} since 2`),
  );
  first.close();
  expect(existsSync(files.file('journal.held'))).toBe(false);
  Journal.open(files, 'journal', PLAN).close();
});

test('another process that lives is named with what to do', () => {
  const files = runFolder();
  heldBy(files, { pid: process.ppid });
  expect(() => Journal.open(files, 'journal', PLAN)).toThrow(
    new RegExp(`by process ${process.ppid} .*: wait for it, or stop it; if there is none, remove`),
  );
});

test.each([
  ['a process that is no more', { pid: dead }],
  ['this process number, from before', { pid: process.pid }],
  ['a process from before the machine started', { pid: process.ppid, boot: 'before' }],
  ['nobody, for the file is no note', { pid: 'x' }],
])('of %s the journal is taken over', (_, change) => {
  const files = runFolder();
  heldBy(files, change);
  Journal.open(files, 'journal', PLAN).close();
});

test('a note that is not written whole is left alone for a second, and then belongs to nobody', () => {
  const files = runFolder();
  writeFileSync(files.file('journal.held'), '');
  const began = performance.now();
  Journal.open(files, 'journal', PLAN).close();
  // Its time is that of the disk, which may count in other steps than the clock.
  expect(performance.now() - began).toBeGreaterThan(800);
});

test('a process of another machine holds a journal while it is written, and ten minutes longer', () => {
  const files = runFolder();
  heldBy(files, { host: 'elsewhere', pid: dead });
  expect(() => Journal.open(files, 'journal', PLAN)).toThrow(/on elsewhere/);
  const long = Date.now() / 1000 - 601;
  for (const name of ['journal', 'journal.held']) utimesSync(files.file(name), long, long);
  Journal.open(files, 'journal', PLAN).close();
});

test('a journal of another plan is refused, and not held', () => {
  const files = runFolder();
  Journal.open(files, 'journal', PLAN).close();
  expect(() => Journal.open(files, 'journal', 'b'.repeat(64))).toThrow(/belongs to run aaaaaaaa/);
  expect(existsSync(files.file('journal.held'))).toBe(false);
});
