/**
 * Rounding to what was earned: a number is printed to the digit that its standard error supports
 * and no further.
 *
 * Rounding is decimal. It works on the shortest decimal text that reads back as the number, halves
 * away from zero, so that 1.005 to two places is 1.01, as a reader expects, where `toFixed` says
 * 1.00.
 */

/** sign * digits * 10^place, exactly. */
interface Decimal {
  readonly negative: boolean;
  /** At least one; no leading zero save in 0 itself. */
  readonly digits: string;
  /** Power of ten of the last digit. */
  readonly place: number;
}

/** Digits of a value that came out the same in every replicate. */
const DIGITS_IF_CONSTANT = 6;
/** Digits of a value from a single replicate, whose error nobody knows. */
const DIGITS_IF_UNKNOWN = 3;
/** A standard error this small beside its value is the rounding of the arithmetic. */
const ARITHMETIC = 1e-13;
/** Plain digits from 0.000001 to 9,999,999,999; beyond them powers of ten. */
const PLAIN = { least: -6, greatest: 9 };

const NOT_AVAILABLE = 'n/a';
/** Before a number whose standard error is unknown. */
const UNKNOWN_ERROR = '~';

/**
 * A value to the digits that its standard error supports: its last digit stands where the first
 * digit of the error does, or one place further if that digit is 1.
 *
 * @param value  in any unit; null and what is not finite read `n/a`
 * @param se     >= 0 in the unit of `value`. 0: the same in every replicate, printed in full to six
 *               digits. null: unknown, at most three digits after a `~`
 * @returns      `23.4`, `1,235`, `-0.071`; with its error, `0.0 ± 0.4`, where that is not below the
 *   value
 */
export function earned(value: number | null, se: number | null): string {
  const rounded = support(value, se);
  if (rounded === undefined) return NOT_AVAILABLE;
  return rounded.error !== undefined && !isGreater(rounded.value, rounded.error)
    ? pair(rounded)
    : single(rounded);
}

/** `23.4 ± 0.4`; without the error where it is 0 or unknown. Arguments as of `earned`. */
export function earnedPair(value: number | null, se: number | null): string {
  const rounded = support(value, se);
  if (rounded === undefined) return NOT_AVAILABLE;
  return rounded.error === undefined ? single(rounded) : pair(rounded);
}

/**
 * A probability in hundredths, with its standard error: `23.0 ± 0.4%`.
 *
 * @param share  in [0, 1]
 */
export function earnedPercent(share: number | null, se: number | null): string {
  const hundredths = earnedPair(percent(share), percent(se));
  return hundredths === NOT_AVAILABLE ? hundredths : `${hundredths}%`;
}

/**
 * A share in hundredths: the decimal point moves, no digit changes (0.07 * 100 is
 * 7.000000000000001).
 */
export function percent(share: number | null): number | null {
  if (share === null || !Number.isFinite(share)) return null;
  const [mantissa, exponent] = share.toExponential().split('e') as [string, string];
  return Number(`${mantissa}e${Number(exponent) + 2}`);
}

/** A count in full: `131,072`. */
export function counted(n: number): string {
  return text(roundAt(decimal(n), 0), 0);
}

/**
 * A value to a given number of significant digits, without trailing zeros; for figures that have no
 * standard error.
 */
export function significant(value: number, digits: number): string {
  const rounded = inFull(value, digits);
  return text(rounded, exponentOf(rounded));
}

/** A share in hundredths, to a given number of significant digits, without the sign `%`. */
export function hundredths(share: number, digits: number): string {
  return significant(percent(share) ?? Number.NaN, digits);
}

/**
 * A value to two or three digits, as a sentence has it, and to no digit that its error does not
 * support: three where the first is 1.
 *
 * @param se  as of `earned`; 0 for what has no error
 */
export function brief(value: number | null, se: number | null): string {
  if (value === null || !Number.isFinite(value)) return NOT_AVAILABLE;
  const exact = decimal(value);
  const own = exponentOf(exact) - (exact.digits.startsWith('1') ? 2 : 1);
  if (se === 0) return significant(value, exponentOf(exact) - own + 1);
  const earnedAt = isKnown(se) ? errorPlace(se) : Number.NEGATIVE_INFINITY;
  const rounded = roundAt(exact, Math.max(own, earnedAt));
  return (isKnown(se) ? '' : UNKNOWN_ERROR) + text(rounded, exponentOf(rounded));
}

/**
 * Values of one column, all rounded at the same place: that of the last of so many significant
 * digits of the greatest, or where the greatest of the errors begins, if that is further left.
 */
export function alike(
  values: readonly { readonly value: number | null; readonly se: number | null }[],
  digits: number,
): string[] {
  const finite = values.flatMap(({ value }) =>
    value === null || !Number.isFinite(value) ? [] : [Math.abs(value)],
  );
  const greatest = Math.max(0, ...finite);
  const error = Math.max(0, ...values.map(({ se }) => (isKnown(se) ? se : 0)));
  const own = exponentOf(decimal(greatest)) - (digits - 1);
  const place = error > 0 ? Math.max(own, errorPlace(error)) : own;
  return values.map(({ value }) => {
    if (value === null || !Number.isFinite(value)) return NOT_AVAILABLE;
    return text(roundAt(decimal(value), place), Math.max(place, exponentOf(decimal(greatest))));
  });
}

interface Supported {
  readonly value: Decimal;
  /** None where it is 0 or unknown. */
  readonly error?: Decimal;
  readonly mark: string;
}

function support(value: number | null, se: number | null): Supported | undefined {
  if (value === null || !Number.isFinite(value)) return undefined;
  if (!isKnown(se)) return { value: inFull(value, DIGITS_IF_UNKNOWN), mark: UNKNOWN_ERROR };
  if (se <= Math.abs(value) * ARITHMETIC)
    return { value: inFull(value, DIGITS_IF_CONSTANT), mark: '' };
  const place = errorPlace(se);
  return { value: roundAt(decimal(value), place), error: roundAt(decimal(se), place), mark: '' };
}

function isKnown(se: number | null): se is number {
  return se !== null && se >= 0 && se < Number.POSITIVE_INFINITY;
}

/** The place of the last digit that a standard error supports. */
function errorPlace(se: number): number {
  // Twelve digits, so that an error of 0.2 that arithmetic left at 0.19999999999999998 leads with a
  // 2.
  const [mantissa, exponent] = se.toExponential(11).split('e') as [string, string];
  return Number(exponent) - (mantissa.startsWith('1') ? 1 : 0);
}

function decimal(x: number): Decimal {
  const [mantissa, exponent] = Math.abs(x).toExponential().split('e') as [string, string];
  const digits = mantissa.replace('.', '');
  return { negative: x < 0, digits, place: Number(exponent) - (digits.length - 1) };
}

function roundAt({ negative, digits, place }: Decimal, at: number): Decimal {
  if (place >= at)
    return { negative, digits: stripped(digits + '0'.repeat(place - at)), place: at };
  const padded = digits.padStart(at - place + 1, '0');
  const cut = padded.length - (at - place);
  const up = padded.charAt(cut) >= '5' ? 1n : 0n;
  return { negative, digits: String(BigInt(padded.slice(0, cut)) + up), place: at };
}

function inFull(value: number, digits: number): Decimal {
  const exact = decimal(value);
  if (exact.digits === '0') return exact;
  const rounded = roundAt(exact, exponentOf(exact) - (digits - 1));
  const kept = rounded.digits.replace(/(?<=.)0+$/, '');
  return { ...rounded, digits: kept, place: rounded.place + rounded.digits.length - kept.length };
}

function stripped(digits: string): string {
  return digits.replace(/^0+(?=.)/, '');
}

/** Power of ten of the first digit; of the place itself where all digits are 0. */
function exponentOf({ digits, place }: Decimal): number {
  return place + digits.length - 1;
}

/** Whether the first is further from zero than the second; both are rounded at the same place. */
function isGreater(a: Decimal, b: Decimal): boolean {
  return BigInt(a.digits) > BigInt(b.digits);
}

function single({ value, mark }: Supported): string {
  return mark + text(value, exponentOf(value));
}

function pair({ value, error }: Supported): string {
  const exponent = Math.max(exponentOf(value), exponentOf(error!));
  if (isPlain(exponent)) return `${text(value, exponent)} ± ${text(error!, exponent)}`;
  return `(${plain(shifted(value, exponent))} ± ${plain(shifted(error!, exponent))})e${exponent}`;
}

/** @param exponent  of the number that decides whether powers of ten are needed */
function text(value: Decimal, exponent: number): string {
  if (value.digits === '0' && !isPlain(exponent)) return '0';
  return isPlain(exponent) ? plain(value) : `${plain(shifted(value, exponent))}e${exponent}`;
}

function isPlain(exponent: number): boolean {
  return exponent >= PLAIN.least && exponent <= PLAIN.greatest;
}

function shifted(value: Decimal, exponent: number): Decimal {
  return { ...value, place: value.place - exponent };
}

function plain({ negative, digits, place }: Decimal): string {
  const long = place > 0 ? stripped(digits + '0'.repeat(place)) : digits.padStart(1 - place, '0');
  const whole = place < 0 ? long.slice(0, place) : long;
  const fraction = place < 0 ? `.${long.slice(place)}` : '';
  const sign = negative && digits !== '0' ? '-' : '';
  return sign + whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + fraction;
}
