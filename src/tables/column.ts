/**
 * A column of a table, in arrays: texts by their number in a list of distinct texts, or numbers.
 */

import { isBoolean, number, zeroOrOne } from './cell.ts';
import { coded, type TextData } from './texts.ts';

export interface Column {
  readonly name: string;
  readonly length: number;
  /** Distinct texts in order of first appearance; blanks around them are gone. */
  readonly values: readonly string[];
  /** Of each row, the index of its text in `values`; -1 where the cell holds nothing. */
  readonly codes: Int32Array;
  /**
   * Of each row, its number; NaN where the cell holds nothing and where it is no number. A column
   * of nothing but boolean words gives 1 and
   * 0. A Parquet column may hold infinities.
   */
  readonly numbers: Float64Array;
  /** The text of a cell; undefined where it holds nothing. */
  text(row: number): string | undefined;
}

/** What a thread hands over: arrays without functions. Of numbers, NaN where there is nothing. */
export type ColumnData = { readonly name: string } & (
  | TextData
  | { readonly numbers: Float64Array }
);

export function columnOf(data: ColumnData): Column {
  if ('codes' in data) return ofCodes(data);
  const { name } = data;
  const { length } = 'texts' in data ? data.texts : data.numbers;
  const text = 'texts' in data ? textIn(data.texts) : textOf(data.numbers);
  const known = once(() => coded(Array.from({ length }, (_, row) => text(row))));
  const numbers = once(() => ('texts' in data ? numbersOf(data.texts) : data.numbers));
  return {
    name,
    length,
    text,
    get values() {
      return known().values;
    },
    get codes() {
      return known().codes;
    },
    get numbers() {
      return numbers();
    },
  };
}

function ofCodes({
  name,
  codes,
  values,
}: {
  readonly name: string;
  readonly codes: Int32Array;
  readonly values: readonly string[];
}): Column {
  const numbers = once(() => {
    const each = numbersOf(values);
    return Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : each[code]));
  });
  return {
    name,
    length: codes.length,
    values,
    codes,
    get numbers() {
      return numbers();
    },
    text: (row) => values[codes[row]],
  };
}

function numbersOf(texts: readonly (string | undefined)[]): Float64Array {
  const yesOrNo =
    texts.some((text) => text !== undefined) &&
    texts.every((text) => text === undefined || isBoolean(text));
  const parse = yesOrNo ? zeroOrOne : number;
  return Float64Array.from(texts, (text) => (text === undefined ? Number.NaN : parse(text)));
}

function textIn(texts: readonly (string | undefined)[]): (row: number) => string | undefined {
  return (row) => texts[row];
}

function textOf(numbers: Float64Array): (row: number) => string | undefined {
  return (row) => (Number.isNaN(numbers[row]) ? undefined : String(numbers[row]));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/**
 * One column from the same column of several parts, one below the other.
 *
 * @param parts  1 or more columns of one name
 */
export function joined(parts: readonly Column[]): Column {
  if (parts.length === 1) return parts[0];
  const known = new Map<string, number>();
  const codes = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const { codes: own, values } of parts) {
    const here = values.map((text) => {
      const code = known.get(text) ?? known.size;
      known.set(text, code);
      return code;
    });
    for (let row = 0; row < own.length; row++)
      codes[from + row] = own[row] < 0 ? -1 : here[own[row]];
    from += own.length;
  }
  return columnOf({ name: parts[0].name, codes, values: [...known.keys()] });
}
