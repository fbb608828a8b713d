/** Numbers with a decimal comma, as in `19,5`: written with a point where it is certain that a comma means that. */

const COMMA = /^[+-]?(?:\d+,\d+|,\d+)(?:[eE][+-]?\d+)?$/;
const WHOLE = /^[+-]?\d+(?:[eE][+-]?\d+)?$/;
/** In `1,200` the comma may part thousands. */
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+$/;

/**
 * Which columns of a text with decimal commas hold numbers. It is certain where all cells of a column are numbers of digits with at most
 * one comma, and at least one such cell of the table cannot be a number with thousands parted by commas.
 *
 * @param columns  distinct texts of each column
 * @returns        indices of columns; none where it is not certain
 */
export function commaColumns(columns: readonly (readonly string[])[]): number[] {
  const candidates = columns.flatMap((values, k) =>
    values.some((text) => COMMA.test(text)) &&
    values.every((text) => COMMA.test(text) || WHOLE.test(text))
      ? [k]
      : [],
  );
  const certain = candidates.some((k) =>
    columns[k].some((text) => COMMA.test(text) && !THOUSANDS.test(text)),
  );
  return certain ? candidates : [];
}

export function withPoint(text: string): string {
  return text.replace(',', '.');
}
