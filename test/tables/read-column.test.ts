import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { parseDistribution } from '../../src/distributions/index.ts';
import { readColumn } from '../../src/tables/read-column.ts';
import { temporaryFolder } from '../folders.ts';

const file = join(temporaryFolder(), 'prices.csv');

test.each([
  [['1', '0x1F', '3'], '"0x1F" in line 3 is not a finite number: write it in decimal digits'],
  [['x', '2', 'y'], '"x" in line 2, "y" in line 4 are not finite numbers: wanted decimal digits'],
  [
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    '"a" in line 2, "b" in line 3, "c" in line 4, "d" in line 5, "e" in line 6 and 2 more are not finite numbers',
  ],
])('of the cells %j is told what is wrong, in a sentence', (cells, fault) => {
  writeFileSync(file, ['price', ...cells, ''].join('\n'));
  expect(() => readColumn(file, 'price')).toThrow(`${file}: column "price": ${fault}`);
});

test('missing values are passed over and counted in a note, or are the words that are given', () => {
  writeFileSync(file, 'price\n31\nNA\n-\n#N/A\n');
  const told: string[] = [];
  const notes = (more: readonly string[]): void => void told.push(...more);
  expect(() => readColumn(file, 'price', { notes })).toThrow(
    '"-" in line 4 is not a finite number',
  );
  expect(readColumn(file, 'price', { na: ['-', 'NA', '#N/A'], notes })).toEqual([31]);
  expect(told).toEqual([
    `${file}: 3 of 4 cells of column "price" have no value; they were passed over`,
  ]);
  expect(() => readColumn(file, 'price', { na: ['-'] })).toThrow(
    '"NA" in line 3, "#N/A" in line 5 are not finite numbers: it is not among the words for a missing value (na)',
  );
});

test('a column of a Parquet file is read as that of a CSV', () => {
  const kinds = fileURLToPath(new URL('../fixtures/tables/kinds-zstd.parquet', import.meta.url));
  expect(readColumn(kinds, 'dec9')).toEqual([-20, -7.655, 4.69, 17.035, 29.38]);
  expect(readColumn(pathToFileURL(kinds), 'flag')).toEqual([1, 0, 1, 0, 1]);
  expect(() => readColumn(kinds, 'huge')).toThrow(
    'column "huge": "9007199254740993" in row 3, "9007199254740995" in row 5 are not finite numbers: it has more digits than a number keeps',
  );
});

test('a distribution names the words for a missing value beside the file', () => {
  writeFileSync(file, 'price\n1\n-\n3\nnone\n');
  const text = `empirical(file="${file}", column="price", na="-,none")`;
  expect(parseDistribution(text, (...of) => readColumn(of[0], of[1], { na: of[2] })).mean).toBe(2);
});
