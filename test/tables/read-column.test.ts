import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readColumn } from '../../src/tables/read-column.ts';
import { temporaryFolder } from '../cli/chipcast.ts';

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
