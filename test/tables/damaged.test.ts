/**
 * Parquet files with a byte changed, cut off or made up: an error or a table, within seconds, and
 * never the end of the process.
 *
 * @slow computes for seconds
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../../src/tables/read-table.ts';
import type { Table } from '../../src/tables/table.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/tables/${name}`, import.meta.url));

function written(bytes: Uint8Array): string {
  const file = join(folder, 'damaged.parquet');
  writeFileSync(file, bytes);
  return file;
}

const contents = ({ rows, columns }: Table): unknown =>
  columns.map(({ name, text }) => [name, Array.from({ length: rows }, (_, row) => text(row))]);

/**
 * The table, or undefined if it is refused, which must name the file; how long it took is held to 5
 * s.
 */
function attempt(bytes: Uint8Array): Table | undefined {
  const file = written(bytes);
  const start = performance.now();
  try {
    return readTable(file);
  } catch (error) {
    expect((error as Error).name).toBe('TableError');
    expect((error as Error).message).toContain(file);
    return undefined;
  } finally {
    expect(performance.now() - start).toBeLessThan(5000);
  }
}

// The thread is started once; that takes longer than to read a file.
beforeAll(() => void readTable(fixture('nested.parquet'), { columns: ['x'] }), 60_000);

describe('with any byte changed', () => {
  test.each(['uncompressed', 'snappy', 'brotli', 'lz4_raw', 'zstd', 'gzip'])(
    'a file packed with %s is an error or a table',
    (codec) => {
      const bytes = readFileSync(fixture(`kinds-${codec}.parquet`));
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
          const changed = Buffer.from(bytes);
          changed[at] ^= flip;
          const table = attempt(changed);
          if (table) expect(table.columns.every(({ length }) => length === table.rows)).toBe(true);
        }),
        { numRuns: 120 },
      );
    },
    120_000,
  );

  test('a file whose pages carry sums is an error or says what it said', () => {
    const file = fixture('quantiles-gzip.parquet');
    const bytes = readFileSync(file);
    const right = contents(readTable(file));
    // The names of columns in the schema and beside the data are checked against each other; so all
    // but the metadata of the writer counts.
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] ^= flip;
        const table = attempt(changed);
        if (table) expect(contents(table)).toEqual(right);
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

test('a file that is cut off anywhere is refused', () => {
  const bytes = readFileSync(fixture('kinds-zstd.parquet'));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: bytes.length - 1 }), (length) => {
      expect(attempt(bytes.subarray(0, length))).toBeUndefined();
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('a page without its encoding is refused at once', () => {
  expect(() => readTable(fixture('page-without-encoding.parquet'))).toThrow(
    'it is damaged: column "p75" cannot be read (a page has the encoding undefined)',
  );
});

describe('a run that is longer than its page', () => {
  const data = Array.from({ length: 400 }, (_, i) => (i % 3 === 0 ? null : i));
  const whole = Buffer.from(
    parquetWriteBuffer({
      columnData: [{ name: 'x', type: 'INT32', data, encoding: 'PLAIN' }],
      codec: 'UNCOMPRESSED',
      statistics: false,
    }),
  );
  // The levels of a page begin with their length: 50 groups of 8 bits in runs, little-endian.
  const levels = whole.indexOf(Buffer.of(0x65, 0xb6, 0x6d, 0xdb));

  test.each([
    ['of one level, 2^31 times', [0xfe, 0xff, 0xff, 0xff, 0x0f, 1]],
    ['of one level, 2^27 times', [0x80, 0x80, 0x80, 0x80, 0x01, 1]],
    ['of groups of eight', [0xff, 0xff, 0xff, 0xff, 0x0f, 1]],
    ['of a length that has no end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('%s, is refused before memory ends', (_, run) => {
    expect(levels).toBeGreaterThan(0);
    const changed = Buffer.from(whole);
    Buffer.from(run).copy(changed, levels);
    expect(() => readTable(written(changed))).toThrow('a run is longer than its page');
  });

  test('is what the whole file does not have', () => {
    expect(readTable(written(whole)).column('x')!.numbers[1]).toBe(1);
  });
});

test('a file on which nothing happens for too long is given up, and the next is read', () => {
  const data = Array.from({ length: 200_000 }, (_, i) => (i % 2 === 0 ? `text ${i}` : null));
  const file = written(
    Buffer.from(
      parquetWriteBuffer({
        columnData: [{ name: 'x', type: 'STRING', data }],
        rowGroupSize: 200_000,
      }),
    ),
  );
  expect(() => readTable(file, { patienceMs: 0 })).toThrow(
    'reading it made no progress for 0.0 s; the file is most likely damaged',
  );
  expect(readTable(file).column('x')!.text(199_998)).toBe('text 199998');
}, 60_000);
