/** @slow starts processes */

import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../src/compile/canonical.ts';
import { withLock } from '../../src/files/lock.ts';
import { type Appended, type Commitment, NO_LINE } from '../../src/score/ledger.ts';
import { LedgerFile } from '../../src/score/ledger-file.ts';
import { root, temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
let ledgers = 0;

const newLedger = (): string => join(folder, `ledger-${ledgers++}.jsonl`);
const commitment = (run: string): Omit<Commitment, 'number' | 'previous'> => ({
  run,
  id: sha256(run),
  digest: sha256(`${run} digest`),
  summaryDigest: sha256(`${run} summary`),
  fingerprint: sha256('model'),
  numerics: 1,
  files: { 'run.json': sha256(`${run} file`) },
  at: '2026-06-01T00:00:00.000Z',
});
const commit = (path: string, run: string) =>
  new LedgerFile(path).append(commitment(run), (entry) => entry.run === run);

/** A ledger of the runs named. */
function ledgerOf(...runs: string[]): string {
  const path = newLedger();
  runs.forEach((run) => commit(path, run));
  return path;
}
const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

test('every line has the hash of the line before, from 64 zeros on', () => {
  const path = ledgerOf('a', 'b', 'c');
  const { entries, faults, head } = new LedgerFile(path).read();
  expect(faults).toEqual([]);
  expect(entries.map(({ previous }) => previous)).toEqual([
    NO_LINE,
    entries[0]!.hash,
    entries[1]!.hash,
  ]);
  expect(head).toBe(entries[2]!.hash);
  expect(commit(path, 'b')).toMatchObject({ isNew: false, entry: { number: 2 } });
  expect(linesOf(path)).toHaveLength(3);
});

test('a process that was paused for longer than its lock lasts breaks no chain', () => {
  const path = ledgerOf('a');
  let paused = false;
  const { isNew } = new LedgerFile(path).append(commitment('slow'), () => {
    // It has read the ledger. Its lock grows old, and another process takes it over.
    if (!paused) {
      paused = true;
      utimesSync(`${path}.lock`, 1, 1);
      commit(path, 'quick');
    }
    return false;
  }) as Appended;
  const { entries, faults } = new LedgerFile(path).read();
  expect(paused && isNew).toBe(true);
  expect(faults).toEqual([]);
  expect(entries.map(({ run }) => run)).toEqual(['a', 'quick', 'slow']);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('a lock that another process took over is left to it', () => {
  const path = ledgerOf('a');
  withLock(path, () => {
    rmdirSync(`${path}.lock`);
    mkdirSync(`${path}.lock`);
  });
  expect(existsSync(`${path}.lock`)).toBe(true);
});

describe('law: appends from many processes at once make one whole chain', () => {
  const PROCESSES = 4;
  const EACH = 10;
  const source = `
    const { LedgerFile } = await import(${JSON.stringify(pathToFileURL(join(root, 'src/score/ledger-file.ts')).href)});
    const [path, name] = process.argv.slice(1);
    const ledger = new LedgerFile(path);
    const line = ${JSON.stringify(commitment('x'))};
    for (let k = 0; k < ${EACH}; k++) ledger.append({ ...line, run: name + k }, () => false);
  `;

  test(`${PROCESSES} processes with ${EACH} lines each`, { timeout: 120_000 }, async () => {
    const path = newLedger();
    const codes = await Promise.all(
      Array.from(
        { length: PROCESSES },
        (_, k) =>
          new Promise((resolve, reject) => {
            const child = spawn(
              process.execPath,
              ['--import', 'tsx', '--input-type=module', '-e', source, path, `run-${k}-`],
              { cwd: root, stdio: 'inherit' },
            );
            child.on('error', reject);
            child.on('close', resolve);
          }),
      ),
    );
    expect(codes).toEqual(codes.map(() => 0));
    const { entries, faults } = new LedgerFile(path).read();
    expect(faults).toEqual([]);
    expect(new Set(entries.map(({ run }) => run)).size).toBe(PROCESSES * EACH);
  });
});

describe('law: a repair changes no byte of what stood there, and the chain goes on', () => {
  test.each<[string, (path: string) => void, readonly ('lost' | 'misplaced')[], number]>([
    [
      'two lines that were appended at once',
      (path) => {
        const other = join(folder, 'other.jsonl');
        writeFileSync(other, `${linesOf(path)[0]}\n`);
        commit(other, 'forked');
        appendFileSync(path, `${linesOf(other)[1]}\n`);
      },
      ['misplaced', 'misplaced'],
      4,
    ],
    [
      'a line that was altered',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('"run":"b"', '"run":"B"')),
      ['lost'],
      2,
    ],
    [
      'a line that was cut off',
      (path) => appendFileSync(path, linesOf(path)[2]!.slice(0, 100)),
      ['misplaced', 'lost'],
      3,
    ],
    [
      'a line without its end',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').trimEnd()),
      ['misplaced'],
      3,
    ],
    [
      'a line that was left out',
      (path) => writeFileSync(path, `${linesOf(path).toSpliced(1, 1).join('\n')}\n`),
      ['misplaced', 'misplaced'],
      2,
    ],
    [
      'something else',
      (path) => appendFileSync(path, '{"run": null}\n[]\n\n'),
      ['lost', 'lost', 'lost'],
      3,
    ],
  ])('%s', (_, breakIt, kinds, standing) => {
    const path = ledgerOf('a', 'b', 'c');
    breakIt(path);
    const before = readFileSync(path, 'utf8');
    expect(commit(path, 'd')).toMatchObject({ faults: kinds.map((kind) => ({ kind })) });
    expect(readFileSync(path, 'utf8')).toBe(before);

    expect(new LedgerFile(path).repair('2026-07-01T00:00:00.000Z').map(({ kind }) => kind)).toEqual(
      kinds,
    );
    expect(readFileSync(path, 'utf8').startsWith(before)).toBe(true);
    const { faults, explained, entries, lines } = new LedgerFile(path).read();
    expect(faults).toEqual([]);
    expect(explained.every(({ by }) => by === lines)).toBe(true);
    expect(entries).toHaveLength(standing);

    expect(commit(path, 'd')).toMatchObject({ isNew: true, entry: { number: lines + 1 } });
    expect(new LedgerFile(path).read().faults).toEqual([]);
    expect(new LedgerFile(path).repair('2026-07-02T00:00:00.000Z')).toEqual([]);
  });

  test('what is altered after the repair is not explained by it', () => {
    const path = ledgerOf('a', 'b', 'c');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"run":"b"', '"run":"B"'));
    new LedgerFile(path).repair('2026-07-01T00:00:00.000Z');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"run":"B"', '"run":"C"'));
    expect(new LedgerFile(path).read().faults).toMatchObject([{ line: 2, kind: 'lost' }]);
  });
});
