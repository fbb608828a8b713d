/**
 * Parquet for analysts, read by another library than the one that wrote it.
 *
 * @slow computes for seconds
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { writeParquet } from '../../src/export/parquet-file.ts';
import type { Cell, Table } from '../../src/export/table.ts';
import { temporaryFolder } from '../folders.ts';
import { ABOUT, tableOf } from './tables.ts';

const path = join(temporaryFolder(), 'table.parquet');

function written(table: Table): ArrayBuffer {
  writeParquet(path, table);
  return Uint8Array.from(readFileSync(path)).buffer;
}

const formOf = (file: ArrayBuffer) => {
  const { schema, row_groups: groups } = parquetMetadata(file);
  return schema.slice(1).map(({ name, type, repetition_type: repetition }, k) => ({
    name,
    type,
    repetition,
    encoding: groups[0].columns[k].meta_data!.encodings.at(-1),
    codec: groups[0].columns[k].meta_data!.codec,
  }));
};

/** Numbers of every kind that a column may turn out to have. */
const numbers = fc.oneof(
  fc.array(fc.double(), { minLength: 1 }),
  fc.array(fc.integer(), { minLength: 1 }),
  fc.array(fc.maxSafeInteger(), { minLength: 1 }),
  fc.array(fc.constantFrom(0, -0, 1), { minLength: 1 }),
  fc.array(fc.constantFrom(0, 1, Number.NaN), { minLength: 20 }),
  fc.array(fc.constantFrom(0.25, -1e300, null), { minLength: 20 }),
);

test('numbers read back to the bit; a missing one is null', async () => {
  await fc.assert(
    fc.asyncProperty(numbers, async (cells) => {
      const file = written(tableOf([{ name: 'x', kind: 'number', cells }]));
      const read = await parquetReadObjects({ file });
      const values = read.map(({ x }) => (typeof x === 'bigint' ? Number(x) : (x as Cell)));
      expect(values.length).toBe(cells.length);
      values.forEach((x, i) => {
        const cell = cells[i];
        expect(Object.is(x, Number.isFinite(cell) ? cell : null)).toBe(true);
      });
    }),
  );
});

test('texts and flags read back', async () => {
  const texts = fc.array(fc.option(fc.string({ unit: 'grapheme' })), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(texts, async (cells) => {
      const flags = cells.map((x) => (x === null ? null : x.length > 3));
      const table = tableOf([
        { name: 'text', kind: 'text', cells },
        { name: 'flag', kind: 'flag', cells: flags },
      ]);
      expect(await parquetReadObjects({ file: written(table) })).toEqual(
        cells.map((text, i) => ({ text, flag: flags[i] })),
      );
    }),
  );
});

describe('a column', () => {
  const N = 150_000;
  const column = (of: (i: number) => Cell, kind: 'number' | 'count' | 'text' = 'number') =>
    tableOf([{ name: 'x', kind, cells: Array.from({ length: N }, (_, i) => of(i)) }]);
  test.each([
    ['of a count', column((i) => i, 'count'), 'INT32', 'REQUIRED', 'DELTA_BINARY_PACKED'],
    ['of codes', column((i) => i % 3), 'INT32', 'REQUIRED', 'RLE_DICTIONARY'],
    [
      'of codes of which one is missing',
      column((i) => (i === 7 ? null : i % 3)),
      'INT32',
      'OPTIONAL',
      'RLE_DICTIONARY',
    ],
    ['of large whole numbers', column((i) => 3e9 + i), 'INT64', 'REQUIRED', 'DELTA_BINARY_PACKED'],
    ['of few fractions', column((i) => (i % 100) / 8), 'DOUBLE', 'REQUIRED', 'RLE_DICTIONARY'],
    ['of draws', column((i) => Math.sqrt(i)), 'DOUBLE', 'REQUIRED', 'BYTE_STREAM_SPLIT'],
    [
      'with a zero below zero',
      column((i) => (i === 9 ? -0 : i % 3)),
      'DOUBLE',
      'REQUIRED',
      'BYTE_STREAM_SPLIT',
    ],
    [
      'of names',
      column((i) => ['a', 'b'][i % 2], 'text'),
      'BYTE_ARRAY',
      'REQUIRED',
      'RLE_DICTIONARY',
    ],
  ] as const)('%s is stored as befits it', (_, table, type, repetition, encoding) => {
    expect(formOf(written(table))).toEqual([
      { name: 'x', type, repetition, encoding, codec: 'SNAPPY' },
    ]);
  });

  test('has least and greatest value of every group of rows', () => {
    const file = written(column((i) => Math.sqrt(i + 1)));
    const found = parquetMetadata(file).row_groups.map(({ columns, num_rows: rows }) => {
      const { min_value: least, max_value: greatest } = columns[0].meta_data!.statistics!;
      return [Number(rows), least, greatest];
    });
    expect(found).toEqual([
      [131_072, 1, Math.sqrt(131_072)],
      [N - 131_072, Math.sqrt(131_073), Math.sqrt(N)],
    ]);
  });

  test('whose numbers are few takes a fiftieth of the room of its doubles', () => {
    expect(written(column((i) => (i * 7919) % 2)).byteLength).toBeLessThan((N * 8) / 50);
  });
});

test('the file says what it is of, and of each column unit, label and categories', () => {
  const table = tableOf([
    { name: 'trial', kind: 'count', cells: [0] },
    {
      name: 'x',
      kind: 'number',
      unit: 'code',
      label: 'Régime 芯',
      categories: { 1: 'open' },
      cells: [1],
    },
  ]);
  const { key_value_metadata: pairs, created_by: by } = parquetMetadata(written(table));
  const { 'chipcast.columns': columns, ...facts } = Object.fromEntries(
    pairs!.map(({ key, value }) => [key, value]),
  );
  expect(facts).toEqual({
    'chipcast.model': ABOUT.model,
    'chipcast.seed': ABOUT.seed,
    'chipcast.version': ABOUT.version,
  });
  expect(JSON.parse(columns!)).toEqual({
    x: { unit: 'code', label: 'Régime 芯', categories: { 1: 'open' } },
  });
  expect(by).toMatch(/^chipcast version \d/);
});

test('a table without rows is a file without rows', async () => {
  const table = tableOf([{ name: 'x', kind: 'text', cells: [] }]);
  const file = written(table);
  expect(Number(parquetMetadata(file).num_rows)).toBe(0);
  expect(await parquetReadObjects({ file })).toEqual([]);
});

test('the same table gives the same bytes', () => {
  const table = tableOf([{ name: 'x', kind: 'number', cells: [1.5, 2.5, null] }]);
  expect(Buffer.from(written(table)).equals(Buffer.from(written(table)))).toBe(true);
});
