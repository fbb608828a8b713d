/** Text with a row a line: CSV with commas, semicolons, tabs or bars. */

import Papa from 'papaparse';
import { type ColumnData, columnOf } from './column.ts';
import { commaColumns, pointFaults, withPoints } from './decimal-comma.ts';
import { delimiterOf } from './delimiter.ts';
import { headerOf, isEmpty, isRowNumbers } from './header.ts';
import { few, NAMED_FAULTS, refusal } from './table.ts';
import { Texts } from './texts.ts';

/** What one file gives; several of the same columns make a table. */
export interface Part {
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly ColumnData[];
  /** Names of all columns of the file, also of those that were not wanted. */
  readonly names: readonly string[];
  /** Lines on which the rows begin, from 1; absent where rows are numbered from 1. */
  readonly lines?: Int32Array;
  /** What was left out or read in another form, without the file. */
  readonly notes: readonly string[];
  /** What the writer of a Parquet file said of it, by key. */
  readonly metadata?: ReadonlyMap<string, string>;
}

const MOST_COLUMNS = 20_000;

/**
 * @param file     its name, for messages
 * @param nothing  words for a missing value
 * @throws TableError with all that is wrong: quotes that do not end, rows with more or fewer cells
 *   than names, names that lack or come twice
 */
export function parseCsv(text: string, file: string, nothing?: ReadonlySet<string>): Part {
  const newline = text.includes('\n') ? '\n' : '\r';
  // Excel says in the first line what parts the cells.
  const told = /^sep=([,;\t|])\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const delimiter = told?.[1] ?? delimiterOf(body, newline);
  const reader = new Rows(nothing, told ? 2 : 1, body.includes('"'));
  Papa.parse<string[]>(body, {
    delimiter,
    newline,
    step: ({ data, errors }, parser) => {
      reader.take(data, errors[0]);
      if (reader.names.length > MOST_COLUMNS) parser.abort();
    },
  });
  return reader.part(file, delimiter);
}

/** Takes in row after row. */
class Rows {
  names: string[] = [];
  #texts: Texts[] = [];
  #lines = new Int32Array(1024);
  #rows = 0;
  #line: number;
  #header = 0;
  #emptyRows = 0;
  readonly #nothing: ReadonlySet<string> | undefined;
  /** Whether cells may hold line breaks. */
  readonly #quoted: boolean;
  /** R's write.table gives names to all columns but the first. */
  #unnamed = false;
  readonly #uneven: string[] = [];
  readonly #quotes: string[] = [];

  constructor(nothing: ReadonlySet<string> | undefined, line: number, quoted: boolean) {
    this.#nothing = nothing;
    this.#quoted = quoted;
    this.#line = line;
  }

  take(cells: string[], error: { readonly code: string } | undefined): void {
    const line = this.#line;
    this.#line += this.#quoted ? 1 + breaks(cells) : 1;
    if (error)
      this.#quotes.push(
        error.code === 'MissingQuotes'
          ? `the quotes that begin in line ${line} do not end`
          : `line ${line} has text after a closing quote; a quote inside quotes is written twice`,
      );
    else if (cells.length === 1 && cells[0].trim() === '') return;
    else if (this.names.length === 0) this.#begin(cells, line);
    else this.#row(cells, line);
  }

  #begin(cells: string[], line: number): void {
    this.names = cells.map(unquoted);
    this.#header = line;
    this.#texts = this.names.map(() => new Texts(16, this.#nothing));
  }

  #row(cells: string[], line: number): void {
    if (cells.every((cell) => cell === '')) {
      this.#emptyRows++;
      return;
    }
    if (this.#rows === 0 && cells.length === this.names.length + 1) {
      this.#unnamed = true;
      this.names.unshift('');
      this.#texts.unshift(new Texts(16, this.#nothing));
    }
    if (cells.length !== this.names.length) {
      this.#uneven.push(`line ${line} has ${cells.length}`);
      return;
    }
    const row = this.#rows++;
    if (row >= this.#lines.length) {
      const longer = new Int32Array(2 * row);
      longer.set(this.#lines);
      this.#lines = longer;
    }
    this.#lines[row] = line;
    for (let k = 0; k < cells.length; k++) this.#texts[k].push(unquoted(cells[k]));
  }

  part(file: string, delimiter: string): Part {
    const { names } = this;
    const faults = this.#quotes.slice(0, NAMED_FAULTS);
    if (names.length === 0 && faults.length === 0)
      faults.push('it is empty; the first line must name the columns');
    if (names.length > MOST_COLUMNS)
      throw refusal(file, [`it has more than ${MOST_COLUMNS} columns`]);
    if (this.#uneven.length > 0) {
      const told = this.#unnamed ? names.length - 1 : names.length;
      faults.push(
        `columns differ in length: line ${this.#header} has ${told} names, but ${few(this.#uneven)} cells`,
      );
    }
    const rows = this.#rows;
    const columns = this.#texts.map((texts, k) => ({ name: names[k], ...texts.data() }));
    const header = headerOf(
      names,
      (k) => isRowNumbers(columnOf(columns[k])),
      (k) => isEmpty(columnOf(columns[k])),
    );
    faults.push(...header.faults);
    if (faults.length > 0) throw refusal(file, faults);
    const notes = [...header.notes];
    if (this.#emptyRows > 0) notes.push(`${counted(this.#emptyRows)} left out`);
    const kept: ColumnData[] = header.kept.map((k, at) => ({
      ...columns[k],
      name: header.names[at],
    }));
    if (delimiter !== ',') {
      const commas = commaColumns(kept);
      const unclear = commas.length === 0 ? [] : pointFaults(kept);
      if (unclear.length > 0) throw refusal(file, unclear);
      for (const k of commas) kept[k] = withPoints(kept[k]);
      if (commas.length > 0)
        notes.push(
          `commas in ${few(commas.map((k) => header.names[k]))} were read as decimal points`,
        );
    }
    return {
      file,
      rows,
      names: header.names,
      columns: kept,
      lines: this.#lines.slice(0, rows),
      notes,
    };
  }
}

function counted(rows: number): string {
  return rows === 1 ? '1 empty row was' : `${rows} empty rows were`;
}

/** Line breaks inside cells. */
function breaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells)
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  return count;
}

/** A cell in quotes after a blank, which only a trimming reader takes for quotes. */
function unquoted(cell: string): string {
  if (cell.charCodeAt(0) > 0x20) return cell;
  const trimmed = cell.trim();
  return /^"(?:[^"]|"")*"$/.test(trimmed) && trimmed.length > 1
    ? trimmed.slice(1, -1).replaceAll('""', '"')
    : cell;
}
