import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { readDraws } from '../../../src/sensitivity/given/read-draws.ts';

const folder = mkdtempSync(join(tmpdir(), 'chipcast-draws-'));

function written(name: string, contents: string | ArrayBuffer): string {
  const path = join(folder, name);
  writeFileSync(path, typeof contents === 'string' ? contents : Buffer.from(contents));
  return path;
}

/** Two columns of 120 rows; some cells replaced. */
function csv(cells: Readonly<Record<number, string>> = {}): string {
  const rows = Array.from({ length: 120 }, (_, i) => cells[i] ?? `${i},${i / 8}`);
  return `price,cost.total\n${rows.join('\n')}\n`;
}

function parquet(price: ArrayLike<number>): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: [
      {
        name: 'trial',
        type: 'INT64',
        data: BigInt64Array.from({ length: price.length }, (_, i) => BigInt(i)),
      },
      { name: 'price', type: 'DOUBLE', data: Float64Array.from(price) },
    ],
    rowGroupSize: 50,
  });
}

const squares = Float64Array.from({ length: 120 }, (_, i) => i * i);

test('columns of a CSV come in the order asked for', () => {
  const [total, price] = readDraws(written('good.csv', csv()), ['cost.total', 'price']).columns;
  expect(total[3]).toBe(0.375);
  expect(price[119]).toBe(119);
  expect(price).toHaveLength(120);
});

test('columns of a Parquet file with several row groups come whole, whole numbers as doubles', () => {
  const file = written('good.parquet', parquet(squares));
  const [price, trial] = readDraws(file, ['price', 'trial']).columns;
  expect(price).toEqual(squares);
  expect(trial[119]).toBe(119);
});

test('a Parquet file is known by its first bytes, not by its name', () => {
  const [price] = readDraws(written('table.csv', parquet(squares)), ['price']).columns;
  expect(price).toEqual(squares);
});

test('rows with fewer cells than there are names are named with their lines', () => {
  const file = written('uneven.csv', csv({ 4: '4' }));
  // Line 1 has the names, so row 4 is line 6.
  expect(() => readDraws(file, ['price'])).toThrow(
    `${file}: columns differ in length: line 1 has 2 names, but line 6 has 1 cells`,
  );
});

test('all faults of the columns of a CSV are named at once, with their lines', () => {
  const file = written(
    'bad.csv',
    csv({
      10: 'much,1',
      11: ',1',
      12: 'Infinity,1',
      13: 'NaN,1',
      14: '1e999,1',
      15: 'x,1',
    }),
  );
  expect(() => readDraws(file, ['price', 'cost.totl'])).toThrow(
    `${file} cannot be used.\n` +
      '  column "price": "much" in line 12, no value in line 13, "Infinity" in line 14, no value in line 15, "1e999" in line 16 and 1 more are not finite numbers: wanted decimal digits, such as 12.5\n' +
      '  there is no column "cost.totl"; it has price, cost.total; did you mean cost.total?',
  );
});

test('cells of a Parquet file that are not numbers are named with their rows', () => {
  const broken = squares.slice();
  broken[7] = Number.NaN;
  const file = written('broken.parquet', parquet(broken));
  expect(() => readDraws(file, ['prices', 'price'])).toThrow(
    '  there is no column "prices"; it has trial, price; did you mean price?\n  column "price": no value in row 8 is not a finite number',
  );
});

test('a Parquet file that was cut off is told from one that is no Parquet', () => {
  const whole = readFileSync(written('whole.parquet', parquet(squares)));
  for (const length of [4, 100, whole.length - 1]) {
    const file = join(folder, 'cut.parquet');
    writeFileSync(file, whole.subarray(0, length));
    expect(() => readDraws(file, ['price'])).toThrow('it is a Parquet file that is cut off');
  }
  const garbled = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(200), Buffer.from('PAR1')]);
  const file = join(folder, 'garbled.parquet');
  writeFileSync(file, garbled);
  expect(() => readDraws(file, ['price'])).toThrow('it is damaged: its metadata cannot be read');
});

test('fewer than a hundred rows, and no file at all, are refused', () => {
  const few = written('few.csv', 'price\n1\n2\n');
  expect(() => readDraws(few, ['price'])).toThrow(
    'it has 2 rows of draws; at least 100 are needed',
  );
  const none = join(folder, 'none.csv');
  expect(() => readDraws(none, ['price'])).toThrow('it does not exist');
  expect(() => readDraws(written('empty.csv', ''), ['price'])).toThrow(
    'it is empty; the first line must name the columns',
  );
});

test('a column that is there twice is refused, since nobody knows which is meant', () => {
  const rows = Array.from({ length: 100 }, () => '1,2').join('\n');
  expect(() => readDraws(written('twice.csv', `a,a\n${rows}\n`), ['a'])).toThrow(
    'column "a" occurs 2 times',
  );
});
