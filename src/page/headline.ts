/** The headlines of a run as a page tells them: an event, an amount, or an amount in two parts. */

import type { Plan } from '../plan/plan.ts';
import { headlineOutcomes } from '../report/headlines.ts';
import { eventShare, type ReportedOutcome, type ReportedPeriod } from '../report/outcomes.ts';
import type { OutcomeSummary, Summary } from '../stats/summary.ts';
import { bareId } from '../text/column-name.ts';
import type { Asked } from './beside.ts';
import { type Scale, scaleOf } from './spoken.ts';

/** From this share of zeros on, an amount is told in two parts. */
const OFTEN_ZERO = 0.25;
/** Of a hundred trials, those that a quantile of what is above zero needs. */
const LEAST_ABOVE = 5;

/** The outcome and period that the page is titled with; undefined where there is neither kind. */
export function askedOf(plan: Plan, summary: Summary): Asked | undefined {
  const found = leading(headlineOutcomes(plan, summary));
  const column = found?.periods.at(-1)?.summary.id;
  if (found === undefined || column === undefined) return undefined;
  return { column, statistic: found.kind === 'event' ? 'probability' : 'median' };
}

/** How the numbers of a column are written; undefined where no outcome has such a column. */
export function scaleOfColumn({ program }: Plan, column: string): Scale | undefined {
  const outcome = program.outcomes.find(({ id }) => id === bareId(column));
  return outcome && scaleOf(outcome.unit, program.unitNames);
}

/** The first event, or else the first amount. */
export function leading(headlines: readonly ReportedOutcome[]): ReportedOutcome | undefined {
  return (
    headlines.find(({ kind }) => kind === 'event') ??
    headlines.find(({ kind }) => kind === 'amount')
  );
}

/** What the page is titled with, as a number. */
export function askedValue(
  summary: Pick<Summary, 'outcomes'>,
  { column, statistic }: Asked,
): number | null {
  const outcome = summary.outcomes.find(({ id }) => id === column);
  if (outcome === undefined) return null;
  return statistic === 'probability' ? eventShare(outcome).value : outcome.quantiles.p50.value;
}

/** An amount that is often exactly zero, and otherwise above it. */
export interface TwoPart {
  /** Share of trials above zero. */
  readonly any: number;
  /** Quantiles of those, from the hundred trials of a headline; absent where they are too few. */
  readonly ifAny?: { readonly low: number; readonly median: number; readonly high: number };
}

/** The two parts of an amount in a period; undefined where it is seldom zero. */
export function twoPartOf({
  quantiles,
  worlds: hundred = [],
  least,
}: OutcomeSummary): TwoPart | undefined {
  const { jump, value } = quantiles.p5;
  const zeros = value === 0 && least === 0 ? (jump?.atMost.value ?? null) : null;
  if (zeros === null || zeros < OFTEN_ZERO) return undefined;
  const above = hundred.filter((outcome) => outcome > 0);
  const any = 1 - zeros;
  if (above.length < LEAST_ABOVE) return { any };
  const at = (p: number): number => above[Math.min(above.length - 1, Math.floor(p * above.length))];
  return { any, ifAny: { low: at(0.05), median: at(0.5), high: at(0.95) } };
}

/** Whether any period of an amount is told in two parts. */
export function isTwoPart({ kind, periods }: ReportedOutcome): boolean {
  return kind === 'amount' && periods.some(({ summary }) => twoPartOf(summary) !== undefined);
}

/** What follows `in`: `2028`; nothing of an outcome of the whole horizon. */
export function periodOf({ over }: ReportedOutcome, { label }: ReportedPeriod): string | undefined {
  return over === 'horizon' ? undefined : label;
}
