/** CSV for analysts: every bit of a number, and no formula. */

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText } from '../../src/export/csv-file.ts';
import { tableOf } from './tables.ts';

const text = (table: Parameters<typeof csvText>[0], mark = false): string =>
  [...csvText(table, mark)].join('');

test('numbers read back to the bit, whatever they are; missing ones are empty', () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { minLength: 1 }), (cells) => {
      const csv = text(tableOf([{ name: 'x', kind: 'number', cells }]));
      const read = (parse(csv, { from: 2, skip_empty_lines: false }) as string[][]).map(([x]) => x);
      expect(read.map((x) => (x === '' ? null : Number(x)))).toEqual(
        // The text of -0 is 0.
        cells.map((x) => (Number.isFinite(x) ? x + 0 : null)),
      );
    }),
  );
});

test('texts read back, with quotes, commas, line ends and letters of every script', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
      const csv = text(
        tableOf([
          { name: 'x', kind: 'text', cells },
          { name: 'y', kind: 'count', cells: cells.map((_, i) => i) },
        ]),
      );
      const read = (parse(csv, { from: 2 }) as string[][]).map(([x]) => x);
      expect(read).toEqual(cells.map((x) => (/^[=+\-@\t\r]/.test(x) ? `'${x}` : x)));
    }),
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|" /C calc"!A0'])(
  'the text %j is no formula, in a cell or as a heading',
  (formula) => {
    const csv = text(tableOf([{ name: formula, kind: 'text', cells: [formula, 'a=b', ''] }]));
    const cells = (parse(csv, { skip_empty_lines: false }) as string[][]).flat();
    expect(cells).toEqual([`'${formula}`, `'${formula}`, 'a=b', '']);
  },
);

test('a number below zero stays a number', () => {
  const csv = text(tableOf([{ name: 'x', kind: 'number', cells: [-1.5, -1e-300] }]));
  expect(csv).toBe('x\n-1.5\n-1e-300\n');
});

test('a byte-order mark stands at the beginning where it is asked for', () => {
  const table = tableOf([{ name: 'label', kind: 'text', cells: ['芯片'] }]);
  expect(text(table)).toBe('label\n芯片\n');
  expect(Buffer.from(text(table, true)).subarray(0, 3).toString('hex')).toBe('efbbbf');
  expect(text(table, true).slice(1)).toBe(text(table));
});
