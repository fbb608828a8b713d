/**
 * Texts of a column as they are read: each distinct one kept once, or, where nearly all are
 * distinct, one after the other.
 */

import { isNothing } from './cell.ts';

/** Rows after which it is asked whether texts come again. */
const TRIED = 8192;

export type TextData =
  /**
   * `codes` has the index of each text in `values`, which are distinct; -1 where there is nothing.
   */
  | { readonly codes: Int32Array; readonly values: readonly string[] }
  | { readonly texts: readonly (string | undefined)[] };

export class Texts {
  #codes: Int32Array;
  #values: string[] = [];
  #texts: (string | undefined)[] | undefined;
  #rows = 0;
  /** Codes of texts, with and without the blanks around them. */
  readonly #known = new Map<string, number>();
  readonly #nothing: ReadonlySet<string> | undefined;

  /**
   * @param length   number of rows, if it is known
   * @param nothing  words for a missing value; the usual ones if absent
   */
  constructor(length: number, nothing?: ReadonlySet<string>) {
    this.#codes = new Int32Array(Math.max(length, 16));
    this.#nothing = nothing;
  }

  /** The text of the next row; undefined where there is nothing. */
  push(text: string | undefined): void {
    const row = this.#rows++;
    if (this.#texts !== undefined) {
      this.#texts.push(text === undefined ? undefined : this.#cleaned(text));
      return;
    }
    if (row === this.#codes.length) this.#grow();
    this.#codes[row] = text === undefined ? -1 : this.#code(text);
    if (this.#rows === TRIED && this.#values.length > TRIED / 2) this.#spread();
  }

  data(): TextData {
    if (this.#texts !== undefined) return { texts: this.#texts };
    return { codes: this.#codes.slice(0, this.#rows), values: this.#values };
  }

  #cleaned(text: string): string | undefined {
    const trimmed = text.trim();
    return isNothing(trimmed, this.#nothing) ? undefined : trimmed;
  }

  #code(text: string): number {
    const before = this.#known.get(text);
    if (before !== undefined) return before;
    const cleaned = this.#cleaned(text);
    const code = cleaned === undefined ? -1 : this.#codeOf(cleaned);
    this.#known.set(text, code);
    return code;
  }

  #codeOf(cleaned: string): number {
    const before = this.#known.get(cleaned);
    if (before !== undefined) return before;
    const code = this.#values.push(cleaned) - 1;
    this.#known.set(cleaned, code);
    return code;
  }

  #grow(): void {
    const longer = new Int32Array(2 * this.#codes.length);
    longer.set(this.#codes);
    this.#codes = longer;
  }

  #spread(): void {
    this.#texts = Array.from(this.#codes.subarray(0, this.#rows), (code) => this.#values[code]);
    this.#codes = new Int32Array(0);
    this.#values = [];
    this.#known.clear();
  }
}

/** Distinct texts and their codes, from texts one after the other. */
export function coded(texts: Iterable<string | undefined>): {
  readonly codes: Int32Array;
  readonly values: readonly string[];
} {
  const known = new Map<string, number>();
  const codes: number[] = [];
  for (const text of texts) {
    let code = text === undefined ? -1 : known.get(text);
    if (code === undefined) known.set(text!, (code = known.size));
    codes.push(code);
  }
  return { codes: Int32Array.from(codes), values: [...known.keys()] };
}
