import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/tables/read-table.ts';
import type { Table } from '../../src/tables/table.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();

function read(contents: string | Uint8Array, na?: readonly string[]): Table {
  const file = join(folder, 'table.csv');
  writeFileSync(file, contents);
  return readTable(file, { na });
}

/** Cells by row. */
function cells({ rows, columns }: Table): (string | undefined)[][] {
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column.text(row)));
}

/** Without the folder of this test. */
function notes(table: Table): string[] {
  return table.notes.map((note) => note.replace(`${folder}/`, ''));
}

const WANTED = [
  ['2025-01', '31'],
  ['2025-02', '28'],
];

describe('recognised is', () => {
  const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
  const swapped = (text: string): Uint8Array => Buffer.from(utf16(text)).swap16();
  const plain = 'month,orders\n2025-01,31\n2025-02,28\n';
  test.each<[string, string | Uint8Array]>([
    ['the usual form', plain],
    ['line ends of Windows', plain.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', plain.replaceAll('\n', '\r')],
    ['a last line without an end', plain.trimEnd()],
    ['semicolons', plain.replaceAll(',', ';')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['bars', plain.replaceAll(',', '|')],
    ['a first line for Excel', `sep=;\n${plain.replaceAll(',', ';')}`],
    ['a byte-order mark', `\ufeff${plain}`],
    ['UTF-16 with a mark', utf16(`\ufeff${plain}`)],
    ['UTF-16 the other way round', swapped(`\ufeff${plain}`)],
    ['UTF-16 without a mark', utf16(plain)],
    ['UTF-16 the other way round without a mark', swapped(plain)],
    ['gzip', gzipSync(plain)],
    [
      'gzip of two members',
      Buffer.concat([gzipSync(plain.slice(0, 13)), gzipSync(plain.slice(13))]),
    ],
    ['blanks around names and cells', plain.replaceAll(',', ' ,  ')],
    ['quotes', plain.replaceAll(/[^,\n]+/g, '"$&"')],
    ['quotes after blanks', plain.replaceAll(/[^,\n]+/g, '"$&"').replaceAll(',', ', ')],
    ['blank lines', plain.replaceAll('\n', '\n\n')],
  ])('%s', (_, contents) => {
    const table = read(contents);
    expect(table.names).toEqual(['month', 'orders']);
    expect(cells(table)).toEqual(WANTED);
    expect(table.notes).toEqual([]);
  });

  test('line breaks, quotes and delimiters inside quotes', () => {
    const table = read('a,b\n"x\ny","say ""no"", or"\n1,2\n');
    expect(cells(table)).toEqual([
      ['x\ny', 'say "no", or'],
      ['1', '2'],
    ]);
    expect([0, 1].map((row) => table.place(row))).toEqual(['line 2', 'line 4']);
  });

  test('the delimiter by the lines after the header, where a name has another', () => {
    const table = read('day,"a;b;c",x;y\n1,2,3\n');
    expect(table.names).toEqual(['day', 'a;b;c', 'x;y']);
  });
});

test('a pipe is read until it ends', () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const writer = spawn('sh', ['-c', `printf 'a,b\\n1,2\\n' > '${pipe}'`]);
  expect(cells(readTable(pipe))).toEqual([['1', '2']]);
  writer.kill();
});

describe('a decimal comma', () => {
  test('becomes a point where it is certain, with a line', () => {
    const table = read('month;orders;price\n2025-01;1,200;19,5\n2025-02;31;,25\n');
    expect(table.column('price')!.numbers).toEqual(Float64Array.of(19.5, 0.25));
    // 19,5 shows that commas are decimal in this file.
    expect(table.column('orders')!.numbers).toEqual(Float64Array.of(1.2, 31));
    expect(notes(table)).toEqual([
      'table.csv: commas in orders, price were read as decimal points',
    ]);
  });

  test.each([
    ['a file that only has what may be thousands', 'a;b\n1;1,200\n2;2,300\n'],
    ['a comma between cells', 'a,b\n1,"19,5"\n'],
    ['points in the same column', 'a;b\n1;19,5\n2;19.5\n'],
  ])('stays as it is in %s', (_, text) => {
    const table = read(text);
    expect(table.column('b')!.numbers[0]).toBeNaN();
    expect(table.notes).toEqual([]);
  });
});

describe('row numbers without a name', () => {
  const note = 'table.csv: column 1 has no name and holds row numbers; it was left out';
  test.each([
    ['of pandas', ',month,orders\n0,2025-01,31\n1,2025-02,28\n', note],
    ['of R', '"","month","orders"\n"1","2025-01",31\n"2","2025-02",28\n', note],
    // write.table(sep = ",") of R 4.2.2: the header is one name shorter than the lines.
    [
      'of R without a place in the header',
      '"month","orders"\n"1","2025-01",31\n"2","2025-02",28\n',
      note,
    ],
    [
      'of pandas, read and written again',
      'Unnamed: 0,month,orders\n0,2025-01,31\n1,2025-02,28\n',
      'table.csv: column 1 is named "Unnamed: 0" and holds row numbers; it was left out',
    ],
    ['after a filter', ',month,orders\n7,2025-01,31\n3,2025-02,28\n', note],
  ])('%s are left out with a line', (_, text, told) => {
    const table = read(text);
    expect(cells(table)).toEqual(WANTED);
    expect(notes(table)).toEqual([told]);
  });

  test('a nameless column of empty cells at the end as well', () => {
    const table = read('month,orders,\n2025-01,31,\n2025-02,28,\n');
    expect(cells(table)).toEqual(WANTED);
    expect(notes(table)).toEqual(['table.csv: column 3 has no name and is empty; it was left out']);
  });

  test('rows without any cell are left out with a line', () => {
    const table = read('month,orders\n2025-01,31\n,\n2025-02,28\n,\n');
    expect(cells(table)).toEqual(WANTED);
    expect(table.place(1)).toBe('line 4');
    expect(notes(table)).toEqual(['table.csv: 2 empty rows were left out']);
  });
});

describe('refused is', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['a name that comes twice', 'a,b,a\n1,2,3\n', 'column "a" occurs 2 times (columns 1, 3)'],
    ['the same name but for blanks', 'a, a\n1,2\n', 'column "a" occurs 2 times (columns 1, 2)'],
    ['a name that lacks', 'a,,b\n1,2,3\n', 'column 2 has no name and does not hold row numbers'],
    ['a first column without a name that numbers nothing', ',a\nx,1\n', 'column 1 has no name'],
    [
      'lines of another length',
      'a,b\n1,2\n3\n4,5,6\n',
      'line 1 has 2 names, but line 3 has 1, line 4 has 3 cells',
    ],
    [
      'quotes that do not end',
      'a,b\n1,2\n"3,4\n5,6\n',
      'the quotes that begin in line 3 do not end',
    ],
    ['text after quotes', 'a,b\n"1"x,2\n', 'line 2 has text after a closing quote'],
    ['an empty file', '', 'it is empty; the first line must name the columns'],
    ['a file of blanks', ' \n\n', 'it is empty'],
    [
      'a spreadsheet',
      'PK\x03\x04rest',
      'it is a spreadsheet (xlsx, ods) or a zip archive; save the sheet as CSV',
    ],
    ['JSON', '{"a": 1}', 'it is JSON; save the table as CSV'],
    ['a page', '<!DOCTYPE html>', 'it is a page or XML'],
    ['Parquet inside gzip', gzipSync('PAR1rest'), 'it is a Parquet file inside gzip; unpack it'],
    [
      'a point that may separate thousands',
      'price;orders\n19,5;1.200\n',
      'column "orders": the point in "1.200" may separate thousands, since commas are decimal in this file; write 1200 or 1,200',
    ],
    ['a zero byte', 'a,b\n1,\0\n', 'it is not text: there is a zero byte in line 2'],
  ])('%s', (_, text, fault) => {
    expect(() => read(text)).toThrow(fault);
  });

  test('all of it at once', () => {
    expect(() => read('a,,a\nx,y,z\n1\n')).toThrow(
      /cannot be used\.\n {2}columns differ in length.*\n {2}column 2 has no name.*\n {2}column "a" occurs 2 times/,
    );
  });

  test('text that is not UTF-8, by its line', () => {
    expect(() => read(Buffer.from('a\ncaf\u00e9\n', 'latin1'))).toThrow(
      'its text is not UTF-8: line 2 has the byte 0xE9; save it as UTF-8 (in Excel: "CSV UTF-8")',
    );
  });

  test.each([
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd, 0]],
    ['bzip2', [...Buffer.from('BZh9')]],
    ['xz', [0xfd, ...Buffer.from('7zXZ')]],
  ])('text that is packed with %s', (name, bytes) => {
    expect(() => read(Uint8Array.from(bytes))).toThrow(`compressed with ${name}; unpack it`);
  });

  test('gzip that is cut off, or has a byte changed', () => {
    const packed = gzipSync('a,b\n1,2\n'.repeat(50));
    expect(() => read(packed.subarray(0, 30))).toThrow('its gzip data are cut off or damaged');
    packed[20] ^= 1;
    expect(() => read(packed)).toThrow('its gzip data are cut off or damaged');
  });

  test('a device, which may have no end', () => {
    expect(() => readTable('/dev/zero')).toThrow('it is a device; wanted a file or a folder');
  });

  test('a file that is not there', () => {
    expect(() => readTable(join(folder, 'nothing.csv'))).toThrow('nothing.csv: it does not exist');
  });
});

test('missing values are the usual words, or those that are given instead', () => {
  const text = 'a,b\n1,-\nNA,2\nNaN,NA\n';
  expect(cells(read(text))).toEqual([
    ['1', '-'],
    [undefined, '2'],
    [undefined, undefined],
  ]);
  expect(cells(read(text, ['-']))).toEqual([
    ['1', undefined],
    ['NA', '2'],
    ['NaN', 'NA'],
  ]);
});

test('a column of boolean words gives 1 and 0, one of words and numbers does not', () => {
  const table = read('a,b\nTrue,True\nFALSE,0.7\n,\n'.replace('\n,\n', '\nNA,1\n'));
  expect(table.column('a')!.numbers).toEqual(Float64Array.of(1, 0, Number.NaN));
  expect(table.column('b')!.numbers).toEqual(Float64Array.of(Number.NaN, 0.7, 1));
});

test('a long column of distinct texts is the same as a short one', () => {
  const rows = 20_000;
  const table = read(
    `i,half,few\n${Array.from({ length: rows }, (_, i) => `${i}, ${i / 2},${i % 3}`).join('\n')}`,
  );
  const half = table.column('half')!;
  expect(half.numbers.every((value, i) => value === i / 2)).toBe(true);
  expect(half.text(19_999)).toBe('9999.5');
  expect(half.values).toHaveLength(rows);
  expect(half.values[half.codes[12_345]]).toBe('6172.5');
  expect(table.column('few')!.values).toEqual(['0', '1', '2']);
  expect(table.place(19_999)).toBe('line 20001');
});

test('whatever is written in quotes is read as it was', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 8 })
    .map((text) => `.${text.replaceAll('\0', '')}.`);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 9 }), (rows) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const text = [['a', 'b'], ...rows].map((row) => row.map(quoted).join(',')).join('\n');
      expect(cells(read(text))).toEqual(rows);
    }),
    { numRuns: 200 },
  );
});

test('any byte changed gives an error that names the file, or a table', () => {
  const bytes = Buffer.from('\ufeff,month,"orders, all"\n0,2025-01,31\n1,2025-02,"2,8"\n2,NA,7\n');
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(bytes);
      changed[at] ^= flip;
      try {
        const table = read(changed);
        expect(table.columns.every(({ length }) => length === table.rows)).toBe(true);
      } catch (error) {
        expect((error as Error).name).toBe('TableError');
        expect((error as Error).message).toContain('table.csv');
      }
    }),
    { numRuns: 500 },
  );
});
