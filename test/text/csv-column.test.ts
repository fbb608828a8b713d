import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csvColumn } from '../../src/text/csv-column.ts';
import { temporaryFolder } from '../cli/chipcast.ts';

const file = join(temporaryFolder(), 'prices.csv');

test.each([
  [['1', 'n/a', '3'], '"n/a" in line 3 is not a number'],
  [['x', '2', 'y'], '"x" in line 2, "y" in line 4 are not numbers'],
  [
    ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    '"a" in line 2, "b" in line 3, "c" in line 4, "d" in line 5, "e" in line 6 and 2 more are not numbers',
  ],
])('of the cells %j is told what is wrong, in a sentence', (cells, fault) => {
  writeFileSync(file, ['price', ...cells, ''].join('\n'));
  expect(() => csvColumn(file, 'price')).toThrow(`${file}, column "price": ${fault}`);
});
