/** How an outcome is told: events by their chance, shares in %, amounts in their unit. */

import type { OutcomeKind } from '../compile/outcome-kind.ts';
import type { Estimate } from '../stats/summary.ts';
import { type Amount, amount, chance, type Numeral, unitAfter } from './document.ts';

interface Measured {
  readonly kind?: OutcomeKind | undefined;
  readonly unit: string;
}

/** Whether its numbers are written in %, and what stands behind them if not. */
export function measureOf({ kind, unit }: Measured): { isShare: boolean; after: string } {
  const isShare = kind === 'event' || unit === 'fraction';
  return { isShare, after: isShare || unit === 'ratio' ? '' : unitAfter(unit) };
}

/** As a sentence has it: `24%`, `53 USDbn`. */
export function numeralOf(of: Measured, estimate: Estimate): Numeral {
  const { isShare, after } = measureOf(of);
  return isShare ? chance(estimate) : amount(estimate, after.trim());
}

/** As a table has it. */
export function cellOf(of: Measured, { value, se }: Estimate): Amount {
  return { value, se, isShare: measureOf(of).isShare };
}
