/**
 * Workbooks as a spreadsheet finds them: the parts of the archive, read without the library that
 * wrote it.
 */

import { setTimeout } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { workbook, workbookFaults } from '../../src/export/workbook-file.ts';
import { ABOUT, tableOf } from './tables.ts';

/** Files of a zip archive by name. */
function parts(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(archive.length - 6);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((k) => archive.readUInt16LE(at + k));
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    const text = archive.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes);
    files.set(archive.toString('utf8', at + 46, at + 46 + name), text.toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return files;
}

const elements = (xml: string, tag: string) => [
  ...parseHTML(
    `<html><body>${xml.replace(/<\?.*?\?>/, '')}</body></html>`,
  ).document.querySelectorAll(tag),
];

const table = tableOf([
  { name: 'label', kind: 'text', cells: ['=1+1', '芯片 <&>', '@x', '-1'] },
  { name: 'value', kind: 'number', cells: [-1.5, 0.00012, null, 123456.7] },
  {
    name: 'kH200e',
    kind: 'number',
    unit: 'kH200e',
    label: 'Units',
    cells: [0.5, 1200.25, 3, Number.NaN],
  },
  { name: 'share', kind: 'number', unit: 'fraction', cells: [0.25, 0.5, 0, 1] },
  { name: 'trial', kind: 'count', cells: [0, 1, 2, 30_000] },
  { name: 'known', kind: 'flag', cells: [true, false, null, true] },
]);
const files = parts(await workbook([table]));
const sheet = files.get('xl/worksheets/sheet1.xml')!;
const strings = elements(files.get('xl/sharedStrings.xml')!, 'si').map((si) => si.textContent);

/** What a cell holds, and how it is shown. */
function cell(at: string) {
  const found = elements(sheet, 'c').find((c) => c.getAttribute('r') === at);
  const value = found?.querySelector('v')?.textContent;
  if (found === undefined || value === undefined || value === null) return undefined;
  const styles = files.get('xl/styles.xml')!;
  const style = elements(styles, 'cellXfs > xf')[Number(found.getAttribute('s') ?? 0)];
  const id = style?.getAttribute('numFmtId');
  const format = elements(styles, 'numFmt').find((f) => f.getAttribute('numFmtId') === id);
  return {
    value: found.getAttribute('t') === 's' ? strings[Number(value)] : Number(value),
    isText: found.getAttribute('t') === 's',
    format: format?.getAttribute('formatCode') ?? id,
  };
}

test('there is a sheet a table, one for its columns, one for what it is of', () => {
  const names = elements(files.get('xl/workbook.xml')!, 'sheet').map((s) => s.getAttribute('name'));
  expect(names).toEqual(['test', 'columns of test', 'about']);
  expect(strings).toContain(ABOUT.model);
});

test('texts are texts, also those that begin like a formula', () => {
  expect(sheet).not.toContain('<f>');
  expect(['A1', 'A2', 'A3', 'A4', 'A5'].map((at) => [cell(at)!.value, cell(at)!.isText])).toEqual([
    ['label', true],
    ['=1+1', true],
    ['芯片 <&>', true],
    ['@x', true],
    ['-1', true],
  ]);
});

test('numbers are numbers to the last bit, shown with about five digits; missing ones are empty', () => {
  // Every number of a column of many units has a format of its own.
  expect([cell('B2'), cell('B3'), cell('B4'), cell('B5')]).toEqual([
    { value: -1.5, isText: false, format: '#,##0.0000' },
    { value: 0.00012, isText: false, format: '#,##0.00000000' },
    undefined,
    { value: 123456.7, isText: false, format: '#,##0' },
  ]);
  expect([cell('C2'), cell('C3'), cell('C4'), cell('C5')].map((c) => c?.format)).toEqual([
    '#,##0.0',
    '#,##0.0',
    '#,##0.0',
    undefined,
  ]);
  expect(cell('D2')!.format).toBe('0.0%');
  expect(cell('E5')).toEqual({ value: 30_000, isText: false, format: '0' });
});

test('headings are frozen', () => {
  expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
});

test('the same tables give the same bytes, whenever they are written', async () => {
  const first = await workbook([table]);
  // An archive dates its files to two seconds.
  await setTimeout(2100);
  expect((await workbook([table])).equals(first)).toBe(true);
});

describe('what no spreadsheet takes', () => {
  test('is named: rows, columns, cells', () => {
    const rows = { ...table, rows: 1_048_576 };
    expect(workbookFaults([rows]).join('\n')).toMatch(
      /test has 1048576 rows; a sheet takes 1048575 and a heading\nthe workbook would have 6291456 cells/,
    );
    const columns = Array.from({ length: 16_385 }, (_, k) => ({
      name: `c${k}`,
      kind: 'text' as const,
    }));
    expect(workbookFaults([{ ...table, rows: 1, columns }])).toEqual([
      'test has 16385 columns; a sheet takes 16384',
    ]);
    expect(workbookFaults([table])).toEqual([]);
  });
});
