/** Which figures come next, who publishes them, and what they would tell. */

import { plainLabel } from '../report/outcomes.ts';
import { dayNumber, isoOf } from '../text/day.ts';
import { present } from '../text/entry.ts';
import { lastDayOfPeriod } from '../text/period.ts';
import type { PageInput } from './beside.ts';
import { informationOf } from './setting.ts';

export interface WatchRow {
  readonly day: string;
  readonly what: string;
  readonly by: string;
  /** Share of the variance of the headline that the figure would remove; where it was analysed. */
  readonly removes?: number;
}

const MOST = 5;

export function watchRows(input: PageInput): readonly WatchRow[] {
  return fromAnalysis(input) ?? coming(input);
}

/** Those that would tell most, in order of date. */
function fromAnalysis({ plan, analysis }: PageInput): readonly WatchRow[] | undefined {
  const rows = analysis?.watch;
  if (rows === undefined || rows.length === 0) return undefined;
  const best = new Map<string, WatchRow>();
  for (const { quantity, label, by, quarter, knownOn, varianceRemoved } of rows) {
    const removes = varianceRemoved.value ?? 0;
    const key = `${quantity} ${quarter}`;
    if ((best.get(key)?.removes ?? -1) >= removes) continue;
    best.set(key, { day: knownOn, what: label ?? labelOf(plan, quantity), by, removes });
  }
  return [...best.values()]
    .toSorted((a, b) => present(b.removes, 'a share') - present(a.removes, 'a share'))
    .slice(0, MOST)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** The first of each observable after the day up to which is known. */
function coming(input: PageInput): readonly WatchRow[] {
  const { observables = [], time } = input.plan.program;
  const today = informationOf(input.plan) ?? '';
  return observables
    .flatMap(({ quantity, label, lagDays, by }): WatchRow[] => {
      const days = time.quarters.map((quarter) =>
        isoOf(dayNumber(lastDayOfPeriod(quarter)) + lagDays),
      );
      const day = days.find((one) => one > today);
      if (day === undefined) return [];
      return [{ day, what: label ?? labelOf(input.plan, quantity), by }];
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .slice(0, MOST);
}

function labelOf({ program }: PageInput['plan'], quantity: string): string {
  const named =
    program.outcomes.find(({ id }) => id === quantity) ??
    program.inputs.find(({ id }) => id === quantity) ??
    program.variables.find(({ id }) => id === quantity);
  return plainLabel(named?.about?.label ?? quantity);
}
