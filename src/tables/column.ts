/** A column of a table, in arrays: texts by their number in a list of distinct texts, or numbers. */

import { isBoolean, isNothing, number, zeroOrOne } from './cell.ts';

export interface Column {
  readonly name: string;
  readonly length: number;
  /** Distinct texts in order of first appearance; blanks around them are gone. */
  readonly values: readonly string[];
  /** Of each row, the index of its text in `values`; -1 where the cell holds nothing. */
  readonly codes: Int32Array;
  /**
   * Of each row, its number; NaN where the cell holds nothing and where it is no number. A column of nothing but boolean words gives 1 and
   * 0. A Parquet column may hold infinities.
   */
  readonly numbers: Float64Array;
  /** The text of a cell; undefined where it holds nothing. */
  text(row: number): string | undefined;
}

/** What a thread hands over: arrays without functions. */
export type ColumnData = { readonly name: string } & (
  | { readonly codes: Int32Array; readonly values: readonly string[] }
  /** NaN where there is nothing. */
  | { readonly numbers: Float64Array }
);

export function columnOf(data: ColumnData): Column {
  return 'numbers' in data ? ofNumbers(data.name, data.numbers) : ofTexts(data);
}

function ofTexts({
  name,
  codes,
  values,
}: {
  readonly name: string;
  readonly codes: Int32Array;
  readonly values: readonly string[];
}): Column {
  let numbers: Float64Array | undefined;
  return {
    name,
    length: codes.length,
    values,
    codes,
    get numbers() {
      if (numbers === undefined) {
        const parse = values.length > 0 && values.every(isBoolean) ? zeroOrOne : number;
        const each = Float64Array.from(values, parse);
        numbers = Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : each[code]));
      }
      return numbers;
    },
    text: (row) => values[codes[row]],
  };
}

function ofNumbers(name: string, numbers: Float64Array): Column {
  let texts: Texts | undefined;
  const coded = (): Texts => {
    if (texts === undefined) {
      texts = new Texts(numbers.length);
      for (let row = 0; row < numbers.length; row++)
        texts.put(row, Number.isNaN(numbers[row]) ? undefined : String(numbers[row]));
    }
    return texts;
  };
  return {
    name,
    length: numbers.length,
    get values() {
      return coded().values;
    },
    get codes() {
      return coded().codes;
    },
    numbers,
    text: (row) => (Number.isNaN(numbers[row]) ? undefined : String(numbers[row])),
  };
}

/** Texts as they are read, each distinct one kept once. */
export class Texts {
  readonly values: string[] = [];
  codes: Int32Array;
  /** Codes of texts, with and without the blanks around them. */
  readonly #known = new Map<string, number>();
  readonly #nothing: ReadonlySet<string> | undefined;

  /** @param nothing  words for a missing value; the usual ones if absent */
  constructor(length: number, nothing?: ReadonlySet<string>) {
    this.codes = new Int32Array(length).fill(-1);
    this.#nothing = nothing;
  }

  put(row: number, text: string | undefined): void {
    if (row >= this.codes.length) this.#grow(row);
    this.codes[row] = text === undefined ? -1 : this.#code(text);
  }

  /** @returns the codes of the first rows, no longer than they are */
  cut(length: number): Int32Array {
    return this.codes.length === length ? this.codes : this.codes.slice(0, length);
  }

  #code(text: string): number {
    const before = this.#known.get(text);
    if (before !== undefined) return before;
    const trimmed = text.trim();
    let code = isNothing(trimmed, this.#nothing) ? -1 : this.#known.get(trimmed);
    if (code === undefined) {
      code = this.values.push(trimmed) - 1;
      this.#known.set(trimmed, code);
    }
    if (trimmed.length < text.length) this.#known.set(text, code);
    return code;
  }

  #grow(row: number): void {
    const longer = new Int32Array(Math.max(1024, 2 * row)).fill(-1);
    longer.set(this.codes);
    this.codes = longer;
  }
}

/**
 * One column from the same column of several parts, one below the other.
 *
 * @param parts  1 or more columns of one name
 */
export function joined(parts: readonly Column[]): Column {
  if (parts.length === 1) return parts[0];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const texts = new Texts(length, new Set());
  let from = 0;
  for (const { values, codes } of parts) {
    for (let row = 0; row < codes.length; row++)
      texts.put(from + row, codes[row] < 0 ? undefined : values[codes[row]]);
    from += codes.length;
  }
  return columnOf({ name: parts[0].name, codes: texts.codes, values: texts.values });
}
