/**
 * What is known of an outcome beside the forecast: published values of before the horizon, and
 * what was observed in it.
 */

import { outcomeColumns, type Program, type ProgramOutcome } from '../compile/program.ts';
import type { PastValue } from '../language/model.ts';
import type { Plan } from '../plan/plan.ts';
import { isPeriod } from '../text/period.ts';
import type { Wording } from '../wording/wording.ts';

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
export function pastText(
  past: readonly PastValue[],
  number: (x: number) => string,
  { marks, period: periodText, tell }: Wording,
): string | undefined {
  if (past.length === 0) return undefined;
  return past
    .map(({ period, value, sources = [] }) => {
      const told = { period: periodText(period), value: number(value) };
      return sources.length === 0
        ? tell('{period} {value}', told)
        : tell('{period} {value} ({sources})', { ...told, sources: sources.join(marks.comma) });
    })
    .join(marks.semicolon);
}

/** How far a period of the horizon was observed by the vintage. */
export interface Observed {
  /** Ids of the observations that speak of it. */
  readonly by: readonly string[];
  /** Of a year, the periods that they speak of; absent where it is the year itself. */
  readonly parts?: readonly string[];
}

/** Marks of a period that was observed by the vintage, and of a year in part. */
export const OBSERVED = { whole: '◆', part: '◇' } as const;

/** `E1, E2`, with the periods in front where it is a year in part. */
export function observedText({ by, parts }: Observed, comma = ', '): string {
  return parts === undefined ? by.join(comma) : `${parts.join(comma)} (${by.join(comma)})`;
}

/** What observations speak of, by column: `h200.units[2026Q1]`, and the year that it is part of. */
export function observedColumns(
  program: Program,
  evidence: Plan['evidence'],
): ReadonlyMap<string, Observed> {
  const { quarters, years } = program.time;
  const named = namedColumns(evidence);
  return new Map(
    outcomeColumns(program).flatMap(({ id, outcome, period }): [string, Observed][] => {
      const by = named.get(id);
      if (by !== undefined) return [[id, { by }]];
      const of = program.outcomes[outcome];
      if (of.over !== 'year') return [];
      const { from, to } = years[period];
      const seen = quarters.slice(from, to).filter((quarter) => named.has(`${of.id}[${quarter}]`));
      if (seen.length === 0) return [];
      const all = seen.flatMap((quarter) => named.get(`${of.id}[${quarter}]`) ?? []);
      return [[id, { by: [...new Set(all)], parts: seen }]];
    }),
  );
}

/** Ids of the observations that name a column, by column. */
function namedColumns(evidence: Plan['evidence']): ReadonlyMap<string, readonly string[]> {
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
