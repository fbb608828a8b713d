/**
 * Numbers with a decimal comma, as in `19,5`: written with a point where it is certain that a comma
 * means that.
 */

import type { ColumnData } from './column.ts';

const COMMA = /^[+-]?(?:\d+,\d+|,\d+)(?:[eE][+-]?\d+)?$/;
const WHOLE = /^[+-]?\d+(?:[eE][+-]?\d+)?$/;
/** In `1,200` the comma may part thousands. */
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/;

/**
 * Which columns of a text with decimal commas hold numbers. It is certain where all cells of a
 * column are numbers of digits with at most one comma, and at least one such cell of the table
 * cannot be a number with thousands parted by commas.
 *
 * @returns  indices of columns; none where it is not certain
 */
export function commaColumns(columns: readonly ColumnData[]): number[] {
  const candidates = columns.flatMap((column, k) => {
    const texts = textsOf(column);
    return texts.some(hasComma) && texts.every((text) => hasComma(text) || WHOLE.test(text))
      ? [k]
      : [];
  });
  const certain = candidates.some((k) =>
    textsOf(columns[k]).some((text) => hasComma(text) && !THOUSANDS.test(text)),
  );
  return certain ? candidates : [];
}

/** In `1.200` a point may separate thousands, where commas are decimal. */
const POINTS = /^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$/;

/**
 * Columns of numbers that may be thousands with points, or decimals, in a text with decimal commas.
 *
 * @returns  a fault for each
 */
export function pointFaults(columns: readonly ColumnData[]): string[] {
  return columns.flatMap((column) => {
    const texts = textsOf(column);
    const pointed = texts.filter((text) => text.includes('.'));
    const [first] = pointed;
    return first !== undefined && pointed.every((text) => POINTS.test(text))
      ? [
          `column "${column.name}": the point in "${first}" may separate thousands, since commas are decimal in this file; write ${first.replaceAll('.', '')} or ${first.replace('.', ',')}`,
        ]
      : [];
  });
}

function hasComma(text: string): boolean {
  return text.includes(',') && COMMA.test(text);
}

function textsOf(column: ColumnData): readonly string[] {
  if ('values' in column) return column.values;
  return 'texts' in column ? column.texts.filter((text) => text !== undefined) : [];
}

export function withPoints(column: ColumnData): ColumnData {
  const point = (text: string): string => text.replace(',', '.');
  if ('values' in column) return { ...column, values: column.values.map(point) };
  if (!('texts' in column)) return column;
  return { ...column, texts: column.texts.map((text) => text && point(text)) };
}
