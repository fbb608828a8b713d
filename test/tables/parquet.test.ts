import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SchemaElement } from 'hyparquet';
import { type ColumnSource, type KeyValue, parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/tables/read-table.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/tables/${name}`, import.meta.url));

interface Written {
  readonly columnData: ColumnSource[];
  readonly schema?: SchemaElement[];
  readonly kvMetadata?: KeyValue[];
  readonly rowGroupSize?: number;
}

function written(options: Written, name = 'table.parquet'): string {
  const file = join(folder, name);
  writeFileSync(file, Buffer.from(parquetWriteBuffer(options)));
  return file;
}

/** The texts of a column. */
function texts(file: string, name: string): (string | undefined)[] {
  const table = readTable(file);
  return Array.from({ length: table.rows }, (_, row) => table.column(name)!.text(row));
}

// What kinds.sql says, by hand.
const days = ['2026-01-03', '2026-01-04', '2026-01-05', '2026-01-06', '2026-01-07'];
const KINDS: Record<string, (string | undefined)[]> = {
  text: ['loc0', 'loc1', undefined, 'loc1', 'loc0'],
  double: ['0', '1.5', '3', '4.5', '6'],
  float: ['0', '0.25', '0.5', '0.75', '1'],
  tiny: ['0', '1', '2', '3', '4'],
  usmall: ['65530', '65531', '65532', '65533', '65534'],
  uint: ['4294967290', '4294967291', '4294967292', '4294967293', '4294967294'],
  big: ['-3', '-2', '-1', '0', '1'],
  huge: [991, 992, 993, 994, 995].map((end) => `9007199254740${end}`),
  ubig: [10, 11, 12, 13, 14].map((end) => `184467440737095516${end}`),
  dec9: ['-20', '-7.655', '4.69', '17.035', '29.38'],
  dec18: ['0', '100000000000.25', '200000000000.5', '300000000000.75', '400000000001'],
  dec38: [
    '0',
    '1000000000000000000.125',
    '2000000000000000000.25',
    '3000000000000000000.375',
    '4000000000000000000.5',
  ],
  day: days,
  stamp: days,
  moment: days.map((day) => `${day}T05:06:07.125`),
  // Midnight in Berlin. DuckDB does not say which zone it was: no day is told, rather than the day
  // before.
  zoned: ['2026-01-02', ...days.slice(0, 4)].map((day) => `${day}T23:00:00Z`),
  utc: days,
  nanos: days.map(() => '2026-01-03T00:00:00.123456789'),
  flag: ['true', 'false', 'true', 'false', 'true'],
  time: days.map(() => '12:34:56.5'),
  uuid: days.map(() => '123e4567-e89b-12d3-a456-426614174000'),
  enum: ['a', 'b', 'a', 'b', 'a'],
  empty: days.map(() => undefined),
};

test.each(['uncompressed', 'snappy', 'gzip', 'brotli', 'lz4_raw', 'zstd'])(
  'every kind of column that DuckDB writes is read, packed with %s',
  (codec) => {
    const table = readTable(fixture(`kinds-${codec}.parquet`));
    expect(table.names).toEqual(Object.keys(KINDS));
    const found = table.columns.map(({ name, text }) => [name, days.map((_, row) => text(row))]);
    expect(Object.fromEntries(found)).toEqual(KINDS);
    expect(table.column('flag')!.numbers).toEqual(Float64Array.of(1, 0, 1, 0, 1));
    expect(table.column('dec9')!.numbers[1]).toBe(-7.655);
    // 2^53 + 1 and 2^53 + 3 are no doubles.
    expect([...table.column('huge')!.numbers].map(Number.isNaN)).toEqual([
      false,
      false,
      true,
      false,
      true,
    ]);
    expect(table.place(4)).toBe('row 5');
  },
);

test('a file of pyarrow, packed with gzip', () => {
  const table = readTable(fixture('quantiles-gzip.parquet'));
  expect(table.rows).toBe(30);
  expect(table.column('target_end_date')!.values).toEqual([
    '2026-01-03',
    '2026-01-10',
    '2026-01-17',
  ]);
  expect(table.column('location')!.values).toEqual(['01', '02']);
});

describe('an instant', () => {
  // 2026-01-03 and 2026-07-04 at midnight in Berlin, in UTC.
  const midnights = ['2026-01-02T23:00:00Z', '2026-07-03T22:00:00Z'].map(
    (text) => BigInt(Date.parse(text)) * 1000n,
  );
  const schema: SchemaElement[] = [
    { name: 'schema', num_children: 1 },
    {
      name: 'berlin',
      type: 'INT64',
      repetition_type: 'OPTIONAL',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
    },
  ];
  const at = (values: (bigint | null)[], kvMetadata: KeyValue[] = []): (string | undefined)[] =>
    texts(
      written({ columnData: [{ name: 'berlin', data: values }], schema, kvMetadata }),
      'berlin',
    );

  // Schema of Arrow (apache-arrow 21, tableToIPC) with name, berlin (Europe/Berlin), local (no
  // zone), fixed (-05:00).
  const arrow =
    '/////0ABAAAQAAAAAAAKABAADgAHAAgACgAAAAAAAAEQAAAAAAAEAAgACAAAAAQACAAAAAQAAAAEAAAA3AAAAHwAAABEAAAABAAAAET///8QAAAAGAAAAAAAAAoUAAAABQAAAGZpeGVkAAAAAAAAAJD///8IAAAAAAABAAYAAAAtMDU6MDAAAID///8QAAAAGAAAAAAAAAocAAAABQAAAGxvY2FsAAAAAAAAAAAABgAIAAYABgAAAAAAAgC0////EAAAABgAAAAAAAAKHAAAAAYAAABiZXJsaW4AAAAAAAAIAAwACgAEAAgAAAAIAAAAAAACAA0AAABFdXJvcGUvQmVybGluAAAAEAAUAAQAAAAPABAAAAAIABAAAAAQAAAAGAAAAAAAAAUYAAAABAAAAG5hbWUAAAAAAAAAAAQABAAEAAAAAAAAAA==';
  const pandas = JSON.stringify({
    columns: [{ name: 'berlin', field_name: 'berlin', metadata: { timezone: 'Europe/Berlin' } }],
  });
  const fixed = JSON.stringify({ columns: [{ name: 'berlin', metadata: { timezone: '+01:00' } }] });

  test.each([
    ['Arrow', { key: 'ARROW:schema', value: arrow }],
    ['pandas', { key: 'pandas', value: pandas }],
  ])('falls on its own day, where %s says the zone', (_, metadata) => {
    expect(at(midnights, [metadata])).toEqual(['2026-01-03', '2026-07-04']);
    expect(at([midnights[0], null], [metadata])).toEqual(['2026-01-03', undefined]);
    expect(at([midnights[0] + 3_600_000_000n], [metadata])).toEqual(['2026-01-03T01:00:00']);
  });

  test('in a zone of a fixed offset falls on its day in winter', () => {
    expect(at(midnights, [{ key: 'pandas', value: fixed }])).toEqual([
      '2026-01-03T00:00:00',
      '2026-07-03T23:00:00',
    ]);
  });

  test.each([
    ['nothing', []],
    [
      'a zone that does not exist',
      [{ key: 'pandas', value: pandas.replace('Berlin', 'Atlantis') }],
    ],
    [
      'something damaged',
      [
        { key: 'ARROW:schema', value: arrow.slice(0, 300) },
        { key: 'pandas', value: '{' },
      ],
    ],
  ])('is told in UTC with its time, and no day is, where %s says the zone', (_, metadata) => {
    expect(at(midnights, metadata)).toEqual(['2026-01-02T23:00:00Z', '2026-07-03T22:00:00Z']);
  });

  test('out of all bounds is a fault', () => {
    expect(() => at([2n ** 63n - 1n])).toThrow(
      'column "berlin" cannot be read (a date lies out of all bounds)',
    );
  });
});

test('numbers come whole over groups of rows, missing ones and infinities as they are', () => {
  const rows = 2500;
  const data = Array.from({ length: rows }, (_, i) => (i % 7 === 3 ? null : i / 4));
  const file = written({
    columnData: [
      { name: 'x', type: 'DOUBLE', data },
      {
        name: 'y',
        type: 'DOUBLE',
        nullable: false,
        data: Float64Array.from({ length: rows }, (_, i) => -i),
      },
      {
        name: 'z',
        type: 'DOUBLE',
        data: data.map((value) => (value === null ? Number.NaN : Number.POSITIVE_INFINITY)),
      },
    ],
    rowGroupSize: 1000,
  });
  const table = readTable(file);
  expect(table.column('x')!.numbers).toEqual(
    Float64Array.from(data, (value) => value ?? Number.NaN),
  );
  expect(table.column('x')!.text(3)).toBeUndefined();
  expect(table.column('y')!.numbers[2499]).toBe(-2499);
  expect(table.column('z')!.text(3)).toBeUndefined();
  expect(table.column('z')!.numbers[4]).toBe(Number.POSITIVE_INFINITY);
});

test('words for a missing value hold for texts and for numbers', () => {
  const file = written({
    columnData: [
      { name: 'a', type: 'STRING', data: ['NA', 'x', ' y '] },
      { name: 'b', type: 'INT32', data: [-999, 1, 2] },
    ],
  });
  const usual = readTable(file);
  expect([0, 1, 2].map((row) => usual.column('a')!.text(row))).toEqual([undefined, 'x', 'y']);
  const own = readTable(file, { na: ['-999', 'x'] });
  expect(own.column('b')!.numbers).toEqual(Float64Array.of(Number.NaN, 1, 2));
  expect([0, 1, 2].map((row) => own.column('a')!.text(row))).toEqual(['NA', undefined, 'y']);
});

test('the index of pandas is left out with a line, and so are row numbers without a name', () => {
  const index = { data: [0n, 1n], type: 'INT64' as const };
  const file = written({
    columnData: [
      { name: '', ...index },
      { name: 'x', type: 'INT32', data: [5, 6] },
      { name: '__index_level_0__', ...index },
    ],
  });
  const table = readTable(file);
  expect(table.names).toEqual(['x']);
  expect(table.notes.map((note) => note.slice(file.length + 2))).toEqual([
    'column 1 has no name and holds row numbers; it was left out',
    'column 3 is named "__index_level_0__" and holds row numbers; it was left out',
  ]);
});

test('names that come twice are refused', () => {
  const column = { name: 'x', type: 'INT32' as const, data: [1] };
  const file = written({ columnData: [column, { ...column, name: ' x' }] });
  expect(() => readTable(file)).toThrow('column "x" occurs 2 times (columns 1, 2)');
});

test('nested columns are refused by name, unless others are wanted', () => {
  expect(() => readTable(fixture('nested.parquet'))).toThrow(
    /column "list" is a list; wanted .*\n {2}column "pair" is a struct; .*\n {2}column "map" is a map;/,
  );
  const table = readTable(fixture('nested.parquet'), { columns: ['x'] });
  expect(table.column('x')!.numbers).toEqual(Float64Array.of(1));
  expect(table.names).toEqual(['x', 'list', 'pair', 'map']);
});

describe('a folder', () => {
  const home = join(folder, 'hub');
  const put = (path: string, text: string): void => {
    mkdirSync(join(home, path, '..'), { recursive: true });
    writeFileSync(join(home, path), text);
  };
  put('model_id=a/horizon=1/x.csv', 'value,day\n1,2026-01-01\n2,2026-01-02\n');
  put('model_id=b%20c/horizon=__HIVE_DEFAULT_PARTITION__/x.csv', 'day;value\n2026-01-03;3\n');
  put('model_id=b%20c/horizon=2/_SUCCESS', '');
  put('README.md', '# Hub');

  test('gives the rows of its tables in order, with what its folders say', () => {
    const table = readTable(home);
    expect(table.names).toEqual(['value', 'day', 'model_id', 'horizon']);
    const rows = [0, 1, 2].map((row) => table.columns.map(({ text }) => text(row)));
    expect(rows).toEqual([
      ['1', '2026-01-01', 'a', '1'],
      ['2', '2026-01-02', 'a', '1'],
      ['3', '2026-01-03', 'b c', undefined],
    ]);
    expect(table.place(1)).toBe(`${home}/model_id=a/horizon=1/x.csv, line 3`);
    expect(table.origin(2)).toEqual({
      file: `${home}/model_id=b%20c/horizon=__HIVE_DEFAULT_PARTITION__/x.csv`,
      unit: 'line',
      number: 2,
    });
    expect(table.notes).toEqual([
      `${home}: not read, since they are not tables: ${home}/README.md`,
    ]);
  });

  test('mixes CSV and Parquet', () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    copyFileSync(
      written({ columnData: [{ name: 'x', type: 'INT32', data: [1, 2] }] }),
      join(mixed, 'a.parquet'),
    );
    writeFileSync(join(mixed, 'b.csv'), 'x\n3\n');
    const table = readTable(mixed);
    expect(table.column('x')!.numbers).toEqual(Float64Array.of(1, 2, 3));
    expect([0, 2].map((row) => table.place(row))).toEqual([
      `${mixed}/a.parquet, row 1`,
      `${mixed}/b.csv, line 2`,
    ]);
  });

  test('is refused if its tables have different columns, or contradict its folders', () => {
    const other = join(folder, 'other');
    mkdirSync(join(other, 'a=1'), { recursive: true });
    writeFileSync(join(other, 'a=1', 'x.csv'), 'a,b\n2,3\n');
    expect(() => readTable(other)).toThrow('x.csv has 2 in column a, but its folder says a=1');
    writeFileSync(join(other, 'a=1', 'x.csv'), 'a,b\n1,3\n');
    expect(readTable(other).names).toEqual(['a', 'b']);
    writeFileSync(join(other, 'a=1', 'y.csv'), 'c\n3\n');
    expect(() => readTable(other)).toThrow(
      /y\.csv lacks b, which .*x\.csv has\n.*y\.csv has c, which .*x\.csv lacks/,
    );
  });

  test('without a table is refused', () => {
    mkdirSync(join(folder, 'empty'));
    expect(() => readTable(join(folder, 'empty'))).toThrow('there is no table in this folder');
  });
});

test('a file with no rows has its columns', () => {
  const file = written({ columnData: [{ name: 'x', type: 'DOUBLE', data: [] }] });
  const table = readTable(file);
  expect([table.rows, table.names]).toEqual([0, ['x']]);
});

test('what its writer says of a file comes with it', () => {
  const columnData = [{ name: 'x', type: 'INT32' as const, data: [1] }];
  const table = readTable(written({ columnData, kvMetadata: [{ key: 'run', value: '7' }] }));
  expect(table.metadata.get('run')).toBe('7');
  expect(readFileSync(table.file).length).toBeGreaterThan(0);
});
