/**
 * What of a run goes into a forecast hub: targets, their dates, and the categories and thresholds
 * by which each is forecast.
 */

import { chartThresholds } from '../charts/index.ts';
import type { Program } from '../compile/program.ts';
import type { ReportedOutcome } from '../report/outcomes.ts';
import type { Sample } from '../score/sample.ts';
import { quantilesOf } from '../score/sample.ts';
import type { Day } from '../text/day.ts';
import { lastDayOfPeriod } from '../text/period.ts';

interface HubPeriod {
  /** Column of the run. */
  readonly column: string;
  /** Last day of the period, `2026-03-31`. */
  readonly endDate: string;
}

interface HubCategory {
  readonly value: number;
  readonly name: string;
}

export interface HubTarget {
  /**
   * The id of the outcome, with `by quarter` where an outcome by year has the same; at most 30
   * characters.
   */
  readonly name: string;
  readonly outcome: ReportedOutcome;
  readonly periods: readonly HubPeriod[];
  /** Of an event `no` and `yes`, of a category its values in their order; none of an amount. */
  readonly categories: readonly HubCategory[];
}

/**
 * The longest `target_id` that the schemas allow; time series name targets by it, so the target
 * itself is named so.
 */
export const LONGEST_TARGET_ID = 30;

/**
 * @param wanted    columns of the run; other periods of the same outcome come too
 * @param observed  values that became known, by column: a category that no trial reached is a
 *           category all the same
 */
export function hubTargets(
  outcomes: readonly ReportedOutcome[],
  wanted: ReadonlySet<string>,
  observed: ReadonlyMap<string, number> = new Map(),
): HubTarget[] {
  const taken = new Set<string>();
  const targets = outcomes.flatMap((outcome) => {
    const own = outcome.periods.map(({ summary }) => summary.id);
    if (!own.some((id) => wanted.has(id))) return [];
    const shared = outcomes.some(({ id, step }) => id === outcome.id && step !== outcome.step);
    const name = shortName(shared ? `${outcome.id} by ${outcome.step}` : outcome.id, taken);
    taken.add(name);
    const known = own.flatMap((id) => observed.get(id) ?? []);
    return [
      {
        name,
        outcome,
        periods: outcome.periods.map(({ label, summary }) => ({
          column: summary.id,
          endDate: endOf(label),
        })),
        categories: categoriesOf(outcome, known),
      },
    ];
  });
  return targets.map((target) => ({ ...target, categories: toldApart(target, targets) }));
}

function shortName(name: string, taken: ReadonlySet<string>): string {
  if (name.length <= LONGEST_TARGET_ID && !taken.has(name)) return name;
  for (let k = 1; ; k++) {
    const mark = `~${k}`;
    const short = `${name.slice(0, LONGEST_TARGET_ID - mark.length)}${mark}`;
    if (!taken.has(short)) return short;
  }
}

/** The last day of a period, or of several years: `2026-2028`. */
export function endOf(label: string): Day {
  return lastDayOfPeriod(/^\d{4}-(\d{4})$/.exec(label)?.[1] ?? label);
}

function categoriesOf(outcome: ReportedOutcome, known: readonly number[]): HubCategory[] {
  if (outcome.kind === 'amount') return [];
  if (outcome.kind === 'event')
    return [
      { value: 0, name: 'no' },
      { value: 1, name: 'yes' },
    ];
  const unseen = [...new Set(known)].filter((x) =>
    outcome.values.every(({ value }) => value !== x),
  );
  const all = [
    ...outcome.values,
    ...unseen.map((value) => ({ value, name: String(value) })),
  ].toSorted((a, b) => a.value - b.value);
  const names = new Set(all.map(({ name }) => name));
  // Two categories of one name would be one.
  return names.size === all.length ? all : all.map(({ value }) => ({ value, name: String(value) }));
}

/**
 * The check of oracle output takes every row whose category a target has for a row of that target,
 * and misses its other categories. So two targets have the same categories or none in common: where
 * they share some, those of a category carry its id.
 */
function toldApart(target: HubTarget, targets: readonly HubTarget[]): readonly HubCategory[] {
  if (target.outcome.kind !== 'category') return target.categories;
  const own = new Set(target.categories.map(({ name }) => name));
  const clash = targets.some(({ categories }) => {
    const shared = categories.filter(({ name }) => own.has(name)).length;
    return shared > 0 && (shared < own.size || shared < categories.length);
  });
  return clash
    ? target.categories.map(({ value, name }) => ({ value, name: `${target.name}: ${name}` }))
    : target.categories;
}

/**
 * Thresholds of an amount: round numbers over what is likely in any of its periods, and those that
 * charts of the model ask for.
 */
export function thresholdsOf(
  { outcome }: HubTarget,
  samples: readonly Sample[],
  program: Program,
): number[] {
  const likely = samples.flatMap((sample) => quantilesOf(sample, [0.05, 0.25, 0.5, 0.75, 0.95]));
  const asked = chartThresholds(program.charts ?? [], outcome.id);
  const rounded = likely.map((x) => Number(x.toPrecision(2)));
  return [...new Set([...rounded, ...asked])].filter(Number.isFinite).toSorted((a, b) => a - b);
}
