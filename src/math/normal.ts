import { highWord, leading, powerOfTwo } from './bits.ts';
import { expOfSum } from './exp.ts';
import { CDF_RANGE, TAIL_PROBABILITY } from './limits.ts';
import { log } from './log.ts';
import { NORMAL_CDF_FIRST_WORD, NORMAL_CDF_TABLE } from './normal-cdf-table.ts';
import {
  NORMAL_QUANTILE_FIRST_WORD,
  NORMAL_QUANTILE_TABLE,
  NORMAL_TAIL_FIRST_WORD,
  NORMAL_TAIL_TABLE,
} from './normal-quantile-table.ts';

/**
 * The standard normal quantile function: the z below which a standard normal variable lies with
 * probability p. Error: below 2.75 ulp (2.4), which is 4e-16 relative, for every p from 5e-324 to 1
 * - 2^-53.
 *
 * With t the smaller of p and 1 - p, which is exact: from t = 2^-10 on a table of polynomials of t
 * gives z / (p - 1/2), below it another, of s = sqrt(-log(t)), gives the size of z. Both have 16
 * rows to an octave and degree seven. Going by p in the middle and by s in the tails is Wichura's
 * (1988): "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics
 * 37(3), 477-484, doi:10.2307/2347330; the tables, which take the place of his rational functions,
 * are ours (make-tables.py).
 *
 * @param p  probability in [0, 1]; anything else gives NaN
 * @returns  -Infinity at 0, exactly 0 at 1/2, Infinity at 1
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  const t = p < 0.5 ? p : 1 - p;
  if (!(t >= TAIL_PROBABILITY)) return q < 0 ? -tailSize(t) : tailSize(t);
  const word = highWord(t);
  return (
    q *
    rowValue(
      NORMAL_QUANTILE_TABLE,
      (word - NORMAL_QUANTILE_FIRST_WORD) >> 16,
      t - middleOfSixteenth(word),
    )
  );
}

/** The size of the quantile at t < 2^-10. */
function tailSize(t: number): number {
  if (!(t > 0)) return t === 0 ? Infinity : NaN;
  const s = Math.sqrt(-log(t));
  const word = highWord(s);
  return rowValue(
    NORMAL_TAIL_TABLE,
    (word - NORMAL_TAIL_FIRST_WORD) >> 16,
    s - middleOfSixteenth(word),
  );
}

/** The middle of the sixteenth of an octave where numbers with this high word are. */
function middleOfSixteenth(word: number): number {
  return (16.5 + ((word >> 16) & 15)) * powerOfTwo((word >> 20) - 1027);
}

/** The polynomial in row `row` of a table with eight coefficients a row, lowest first. */
function rowValue(table: StaticArray<number>, row: number, x: number): number {
  const c = 8 * row;
  return (
    table[c] +
    x *
      (table[c + 1] +
        x *
          (table[c + 2] +
            x *
              (table[c + 3] +
                x * (table[c + 4] + x * (table[c + 5] + x * (table[c + 6] + x * table[c + 7]))))))
  );
}

/**
 * The standard normal distribution function: the probability that a standard normal variable lies
 * at or below z. Error: below 2.75 ulp (2.5), which is 4e-16 relative, down to where results are
 * subnormal.
 *
 * Phi(-t) = exp(-t^2 / 2) M(t), where M, the Mills ratio over sqrt(2 pi), varies slowly: a table of
 * polynomials, 32 to an octave of t + 1, of degree seven. The square is carried in two parts (as
 * Cody does: "Rational Chebyshev approximations for the error function", Mathematics of Computation
 * 23 (1969), 631-637, doi:10.1090/S0025-5718-1969-0247736-4), or its rounding alone would cost 300
 * units in the last place at -37.
 *
 * @returns 0 below about -38.49 and for -Infinity, 1 from about 8.3 on, NaN for NaN
 */
export function normalCdf(z: number): number {
  const t = Math.abs(z);
  if (!(t < CDF_RANGE)) return t === t ? (z < 0 ? 0 : 1) : NaN;
  const word = highWord(t + 1);
  const middle = (32.5 + ((word >> 15) & 31)) * powerOfTwo((word >> 20) - 1028) - 1;
  const mills = rowValue(NORMAL_CDF_TABLE, (word - NORMAL_CDF_FIRST_WORD) >> 15, t - middle);
  const tHigh = leading(t);
  const tail = expOfSum(-0.5 * tHigh * tHigh, -0.5 * (t - tHigh) * (t + tHigh), mills);
  return z < 0 ? tail : 1 - tail;
}

/** 1 / sqrt(2 pi). */
const PEAK = 0.3989422804014327;

/**
 * The standard normal density, exp(-z^2 / 2) / sqrt(2 pi): the square in two parts, as in
 * `normalCdf`.
 */
export function normalDensity(z: number): number {
  const t = Math.abs(z);
  if (!(t < CDF_RANGE)) return t === t ? 0 : NaN;
  const tHigh = leading(t);
  return expOfSum(-0.5 * tHigh * tHigh, -0.5 * (t - tHigh) * (t + tHigh), PEAK);
}
