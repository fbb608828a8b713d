/** How an outcome is told: events by their chance, shares in %, amounts in their unit. */

import { counted, earnedPercent, hundredths, significant } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { isShareUnit, spokenUnit } from '../text/unit.ts';
import {
  type Amount,
  amount,
  chance,
  type Numeral,
  unitAfter,
  unitWords,
  withUnit,
} from './document.ts';
import type { Measured, Names } from './names.ts';

/** Whether its numbers are written in %. */
export function isShare({ kind, unit }: Measured): boolean {
  return kind === 'event' || isShareUnit(unit);
}

/** What stands behind its numbers, or beside a row of them: ` USD billion`. */
export function afterOf(of: Measured, names: Names): string {
  return isShare(of) ? '' : unitAfter(names.unit(of.unit));
}

/** What an axis of its numbers says. */
export function axisOf(of: Measured, names: Names): string {
  if (of.kind === 'event') return names.tell('chance, %');
  return isShare(of) ? '%' : afterOf(of, names).trim();
}

/** As a sentence has it: `24%`, `USD 53 billion`. */
export function numeralOf(of: Measured, estimate: Estimate, names: Names): Numeral {
  if (isShare(of)) return chance(estimate);
  const { factor, pattern } = spokenUnit(names.spoken(of.unit));
  return amount(times(factor, estimate), pattern);
}

/** As a sentence has it that says the unit of another number. */
export function bareNumeralOf(of: Measured, estimate: Estimate, names: Names): Numeral {
  if (isShare(of)) return chance(estimate);
  return amount(times(spokenUnit(names.spoken(of.unit)).factor, estimate));
}

function times(factor: number, { value, se }: Estimate): Pick<Estimate, 'value' | 'se'> {
  const scaled = (x: number | null): number | null => (x === null ? null : x * factor);
  return { value: scaled(value), se: scaled(se) };
}

/** What a column of units says. */
export function unitOf(of: Measured, names: Names): string {
  return isShare(of) ? '%' : unitWords(names.unit(of.unit));
}

/** A number that has no error, without its unit but for the sign of a share. */
export function figureText(of: Measured, x: number, digits: number): string {
  return isShare(of) ? `${hundredths(x, digits)}%` : significant(x, digits);
}

/** Units that stand before a number, wholly or in part. */
const AROUND = /^.*\S.*#/;

/** `between 10% and 40%`, `31 to 45 thousand units`: the unit once, where it follows numbers. */
export function rangeTexts(
  of: Measured,
  ends: readonly number[],
  digits: number,
  names: Names,
): readonly string[] {
  const unit = isShare(of) ? '' : names.unit(of.unit);
  return ends.map((x, k) => {
    const text = figureText(of, x, digits);
    return k === ends.length - 1 || AROUND.test(unit) ? withUnit(text, unit) : text;
  });
}

/** As a table has it. */
export function cellOf(of: Measured, { value, se }: Estimate): Amount {
  return { value, se, isShare: isShare(of) };
}

/** A share of trials; of none and of all of them how many there are. */
export function shareText(
  { value, se }: Pick<Estimate, 'value' | 'se'>,
  trials: number,
  { tell }: Names,
): string {
  if (value === 0) return tell('none of {trials} trials', { trials: counted(trials) });
  if (value === 1) return tell('all {trials} trials', { trials: counted(trials) });
  return earnedPercent(value, se);
}
