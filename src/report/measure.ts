/** How an outcome is told: events by their chance, shares in %, amounts in their unit. */

import type { OutcomeKind } from '../compile/outcome-kind.ts';
import type { Estimate } from '../stats/summary.ts';
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
  if (of.kind === 'event') return 'chance, %';
  return isShare(of) ? '%' : afterOf(of, names).trim();
}

/** As a sentence has it: `24%`, `USD 53 billion`. */
export function numeralOf(of: Measured, estimate: Estimate, names: Names): Numeral {
  if (isShare(of)) return chance(estimate);
  return amount(estimate, of.unit === 'ratio' ? '' : names.unit(of.unit));
}

/** As a table has it. */
export function cellOf(of: Measured, { value, se }: Estimate): Amount {
  return { value, se, isShare: isShare(of) };
}
