/**
 * Tables as a workbook for spreadsheets (xlsx): a sheet a table, and one that says what they are
 * of.
 */

import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { isShareUnit } from '../text/unit.ts';
import { type Cell, isMissing, type Table, type TableColumn } from './table.ts';

/** Of a sheet, in every spreadsheet. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const LONGEST_TEXT = 32_767;
/** Of all sheets: 2 million take half a gigabyte here, and longer to open than anybody waits. */
const MOST_CELLS = 2_000_000;

/** What keeps tables from being a workbook; nothing where they can be one. */
export function workbookFaults(tables: readonly Table[]): string[] {
  const cells = tables.reduce((sum, { rows, columns }) => sum + rows * columns.length, 0);
  return [
    ...tables.flatMap(({ name, rows, columns }) => [
      ...(rows + 1 > MOST_ROWS
        ? [`${name} has ${rows} rows; a sheet takes ${MOST_ROWS - 1} and a heading`]
        : []),
      ...(columns.length > MOST_COLUMNS
        ? [`${name} has ${columns.length} columns; a sheet takes ${MOST_COLUMNS}`]
        : []),
    ]),
    ...(cells > MOST_CELLS
      ? [`the workbook would have ${cells} cells; more than ${MOST_CELLS} cannot be worked with`]
      : []),
  ];
}

/**
 * The bytes of the workbook; the same tables give the same. Headings are frozen, numbers are
 * numbers with a format by their size and unit, and every text is a text, also one that begins like
 * a formula.
 */
export async function workbook(tables: readonly Table[]): Promise<Buffer> {
  const sheets = [
    ...tables.map((table) => ({
      sheet: table.name,
      data: sheetOf(table),
      columns: widths(table),
      stickyRowsCount: 1,
    })),
    ...tables.filter(isDescribed).map((table) => ({
      sheet: `columns of ${table.name}`.slice(0, 31),
      data: describedColumns(table),
      columns: [30, 60, 16, 60].map((width) => ({ width })),
      stickyRowsCount: 1,
    })),
    {
      sheet: 'about',
      data: aboutSheet(tables),
      columns: [{ width: 16 }, { width: 70 }],
      stickyRowsCount: 1,
    },
  ];
  return undated(await writeWorkbook(sheets).toBuffer());
}

const text = (value: string) => ({ value: value.slice(0, LONGEST_TEXT), type: String });
const heading = (value: string) => ({ ...text(value), fontWeight: 'bold' as const });

function sheetOf(table: Table): SheetData {
  const columns = table.columns.map((column, k) => {
    const cells = table.cells(k, 0, table.rows);
    const format = formatOf(column, cells);
    return Array.from(cells, (cell) => sheetCell(cell, format));
  });
  return [
    table.columns.map(({ name }) => heading(name)),
    ...Array.from({ length: table.rows }, (_, i) => columns.map((cells) => cells[i])),
  ];
}

function sheetCell(cell: Cell, format: (value: number) => string) {
  if (isMissing(cell)) return null;
  if (typeof cell === 'string') return cell === '' ? null : text(cell);
  if (typeof cell === 'boolean') return { value: cell, type: Boolean };
  return { value: cell, type: Number, format: format(cell) };
}

/**
 * A column of one unit has one format, for its greatest number; where every row has a unit of its
 * own, every number has its own.
 */
function formatOf({ kind, unit }: TableColumn, cells: ArrayLike<Cell>): (value: number) => string {
  if (kind === 'count') return () => '0';
  if (unit === undefined) return (value) => numberFormat(Math.abs(value), Number.isInteger(value));
  if (isShareUnit(unit)) return () => '0.0%';
  let [greatest, whole] = [0, true];
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (typeof cell !== 'number' || isMissing(cell)) continue;
    greatest = Math.max(greatest, Math.abs(cell));
    whole &&= Number.isInteger(cell);
  }
  const format = numberFormat(greatest, whole);
  return () => format;
}

/** About five digits. */
function numberFormat(greatest: number, whole: boolean): string {
  if (whole && greatest < 1e12) return greatest < 10_000 ? '0' : '#,##0';
  if (greatest >= 1e12 || greatest < 1e-6) return '0.0000E+00';
  const ahead = greatest >= 1 ? String(Math.floor(greatest)).length : 0;
  const decimals = Math.max(0, 5 - ahead + zerosOf(greatest));
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

/** Zeros after the point before the first digit: 2 of 0.0034. */
function zerosOf(value: number): number {
  return value >= 1 ? 0 : Number(value.toExponential().split('e-')[1]) - 1;
}

/** As wide as the longest of the heading and the first texts. */
function widths({ columns, rows, cells }: Table) {
  return columns.map(({ name, kind }, k) => {
    const texts = kind === 'text' ? Array.from(cells(k, 0, Math.min(rows, 200)), String) : [];
    const longest = Math.max(name.length, ...texts.map(({ length }) => length));
    return { width: Math.min(50, Math.max(10, longest + 2)) };
  });
}

function isDescribed({ columns }: Table): boolean {
  return columns.some(({ unit }) => unit !== undefined);
}

function describedColumns({ columns }: Table): SheetData {
  return [
    ['name', 'label', 'unit', 'categories'].map(heading),
    ...columns.map(({ name, label = '', unit = '', categories = {} }) =>
      [
        name,
        label,
        unit,
        Object.entries(categories)
          .map(([code, of]) => `${code} ${of}`)
          .join(', '),
      ].map((value) => (value === '' ? null : text(value))),
    ),
  ];
}

function aboutSheet(tables: readonly Table[]): SheetData {
  const facts = new Map(tables.flatMap(({ about }) => Object.entries(about)));
  return [
    ['fact', 'value'].map(heading),
    ...[...facts].map(([key, value]) => [text(key), text(value)]),
  ];
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** 1 January 1980, the first day that the format knows, at midnight. */
const FIRST_DAY = 0x0021;

/**
 * A workbook is a zip archive, which dates its files; without the dates the same tables are the
 * same bytes.
 */
function undated(archive: Buffer): Buffer {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new Error('the workbook is no zip archive');
  let entry = archive.readUInt32LE(end + 16);
  while (archive.readUInt32LE(entry) === ENTRY) {
    const file = archive.readUInt32LE(entry + 42);
    for (const at of [entry + 12, file + 10]) {
      archive.writeUInt16LE(0, at);
      archive.writeUInt16LE(FIRST_DAY, at + 2);
    }
    const lengths = [28, 30, 32].map((at) => archive.readUInt16LE(entry + at));
    entry += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return archive;
}
