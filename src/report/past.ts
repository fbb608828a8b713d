/**
 * What is known of an outcome beside the forecast: published values of before the horizon, and
 * what was observed in it.
 */

import type { ProgramOutcome } from '../compile/program.ts';
import type { PastValue } from '../language/model.ts';
import type { Plan } from '../plan/plan.ts';
import { isPeriod } from '../text/period.ts';

/**
 * Published values of before the horizon, in order of time: of an outcome by step those of shorter
 * periods than years, else those of years, and the shorter ones where it has no steps of its own.
 */
export function pastOf(
  { history = [], outcomes, time }: Pick<Plan['program'], 'history' | 'outcomes' | 'time'>,
  { id, over }: Pick<ProgramOutcome, 'id' | 'over'>,
): readonly PastValue[] {
  if (over === 'horizon') return [];
  const byStep = outcomes.some((one) => one.id === id && one.over === 'quarter');
  const ofYears = over === 'year' || time.step === 'year';
  return history.filter(
    ({ outcome, period }) =>
      outcome === id && (isPeriod(period, 'year') ? ofYears : over === 'quarter' || !byStep),
  );
}

/** `2024 0.34 (M6), 2025 0.43 (M2)`; undefined where there is none. */
export function pastText(past: readonly PastValue[], number: (x: number) => string) {
  if (past.length === 0) return undefined;
  return past
    .map(({ period, value, sources = [] }) => {
      const by = sources.length === 0 ? '' : ` (${sources.join(', ')})`;
      return `${period} ${number(value)}${by}`;
    })
    .join('; ');
}

/** The mark of a period of the horizon that was observed by the vintage. */
export const OBSERVED = '◆';

/** Ids of the observations that speak of a column, `h200.units[2026Q1]`, by column. */
export function observedColumns(
  evidence: Plan['evidence'],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, quantity } of evidence?.observations ?? []) {
    for (const [column] of quantity.matchAll(/[A-Za-z][\w.-]*\[[^\]]+\]/g)) {
      const all = found.get(column);
      if (all === undefined) found.set(column, [id]);
      else if (!all.includes(id)) all.push(id);
    }
  }
  return found;
}
