/**
 * What a cell of a table says: a number, nothing, or yes and no. The one parser of each for all
 * that is read from outside.
 */

/**
 * Words for a missing value: an empty cell, and what R, pandas, polars, SQL and spreadsheets write.
 * Capitals count, because `Na` and `None` are also values.
 */
const NOTHING: readonly string[] = [
  '',
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  '<NA>',
  'NaN',
  'NAN',
  'nan',
  'null',
  'NULL',
  'Null',
];

const nothing: ReadonlySet<string> = new Set(NOTHING);

/**
 * @param text   of a cell; blanks around it do not count
 * @param words  the words for a missing value, {@link NOTHING} unless others are given
 */
export function isNothing(text: string, words: ReadonlySet<string> = nothing): boolean {
  return words.has(text.trim());
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const WHOLE = /^[+-]?\d+$/;

/**
 * The number that a text writes in decimal digits: `12`, `-0.5`, `.5`, `1e3`. Blanks around it do
 * not count.
 *
 * @returns NaN for all else: hexadecimal and binary digits, words such as `Infinity`, separators of
 *          thousands, units, an empty text, numbers beyond 1.8e308, and integers with more digits
 *          than a double keeps
 */
export function number(text: string): number {
  const digits = text.trim();
  if (!DECIMAL.test(digits)) return Number.NaN;
  const value = Number(digits);
  if (!Number.isFinite(value) || losesDigits(digits, value)) return Number.NaN;
  // Minus zero is zero.
  return value + 0;
}

/**
 * Whether an integer is another one as a double; the shortest digits of a double, padded with
 * zeros, are accepted as well.
 */
function losesDigits(digits: string, value: number): boolean {
  return (
    Math.abs(value) > Number.MAX_SAFE_INTEGER &&
    WHOLE.test(digits) &&
    BigInt(value) !== BigInt(digits.replace('+', '')) &&
    String(value) !== digits.replace(/^\+?0*/, '')
  );
}

/** Why a text is no number, and what to do about it; for texts of which {@link number} is NaN. */
export function whyNoNumber(text: string): string {
  const cell = text.trim();
  if (cell === '') return 'it is empty';
  if (isNothing(cell)) return 'it is not among the words for a missing value (na)';
  if (DECIMAL.test(cell))
    return WHOLE.test(cell) && cell.length < 300
      ? 'it has more digits than a number keeps exactly (9007199254740992)'
      : 'it is too large for a number (1.8e308)';
  const plain = cell.replace(/[^\d.eE+-]/g, '');
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell))
    return `the comma may separate thousands or decimals; write ${plain} or ${cell.replaceAll(',', '.')}`;
  if (/^[+-]?\d*,\d+$/.test(cell)) return `it has a decimal comma; write ${cell.replace(',', '.')}`;
  if (/^[+-]?\d{1,3}([ '’_\u00a0\u2009\u202f]\d{3})+([.,]\d+)?$/.test(cell))
    return `thousands are separated; write ${plain}`;
  if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(cell))
    return `points separate thousands; write ${cell.replaceAll('.', '').replace(',', '.')}`;
  if (/^[+-]?0[xob][\da-f]+$/i.test(cell)) return 'write it in decimal digits';
  if (/^[+-]?inf(inity)?$/i.test(cell)) return 'it is not finite';
  if (/^[−–]/.test(cell)) return `its minus is a dash; write -${cell.slice(1)}`;
  if (/^[+-]?[\d.]+ ?%$/.test(cell))
    return 'write a share of 1, or a column of percentages without %';
  if (isBoolean(cell)) return 'write 1 or 0';
  return 'wanted decimal digits, such as 12.5';
}

const YES = /^(?:true|t|yes)$/i;
const NO = /^(?:false|f|no)$/i;

/** `true`, `TRUE`, `T`, `yes` and their opposites, in any capitals. */
export function isBoolean(text: string): boolean {
  const word = text.trim();
  return YES.test(word) || NO.test(word);
}

/**
 * Yes as 1 and no as 0, for a place that wants an event: a boolean word or the number 0 or 1.
 *
 * @returns NaN for all else
 */
export function zeroOrOne(text: string): number {
  const word = text.trim();
  if (YES.test(word)) return 1;
  if (NO.test(word)) return 0;
  const value = number(word);
  return value === 0 || value === 1 ? value : Number.NaN;
}
