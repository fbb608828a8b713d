/** How an outcome is told: events by their chance, shares in %, amounts in their unit. */

import type { OutcomeKind } from '../compile/outcome-kind.ts';
import { counted, earnedPercent } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { spokenUnit } from '../text/unit.ts';
import { type Amount, amount, chance, type Numeral, unitAfter } from './document.ts';
import type { Names } from './names.ts';

export interface Measured {
  readonly kind?: OutcomeKind | undefined;
  readonly unit: string;
}

/** Whether its numbers are written in %. */
export function isShare({ kind, unit }: Measured): boolean {
  return kind === 'event' || unit === 'fraction';
}

/** What stands behind its numbers, or beside a row of them: ` USD billion`. */
export function afterOf(of: Measured, names: Names): string {
  return isShare(of) || of.unit === 'ratio' ? '' : unitAfter(names.unit(of.unit));
}

/** What an axis of its numbers says. */
export function axisOf(of: Measured, names: Names): string {
  if (of.kind === 'event') return names.tell('chance, %');
  return isShare(of) ? '%' : afterOf(of, names).trim();
}

/** As a sentence has it: `24%`, `USD 53 billion`. */
export function numeralOf(of: Measured, estimate: Estimate, names: Names): Numeral {
  if (isShare(of)) return chance(estimate);
  const { factor, pattern } = spokenUnit(of.unit === 'ratio' ? '' : names.spoken(of.unit));
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
