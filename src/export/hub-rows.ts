/** Model output and target data of a hub, row by row. */

import type { Program } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import { USUAL_LEVELS } from '../score/rules/weighted-interval.ts';
import {
  meanOf,
  probability,
  quantileOf,
  quantilesOf,
  type Sample,
  sampleOf,
} from '../score/sample.ts';
import type { Truth } from '../score/truth.ts';
import { hundredths } from '../stats/round.ts';
import type { Weights } from '../stats/weights.ts';
import type { Cell } from '../text/csv-write.ts';
import { entry } from '../text/entry.ts';
import { InputError } from '../text/input-error.ts';
import { endOf, type HubTarget, thresholdsOf } from './hub-targets.ts';
import { jointTrials } from './joint-trials.ts';

export const OUTPUT_COLUMNS = [
  'origin_date',
  'target',
  'target_end_date',
  'output_type',
  'output_type_id',
  'value',
];

/** Joint samples in a file. */
export const SAMPLES = 100;

export interface HubOutput {
  /** Those that were asked for, without periods in which no trial has a value. */
  readonly targets: readonly HubTarget[];
  readonly rows: readonly (readonly Cell[])[];
  /** Of each amount by name: thresholds of its cdf. */
  readonly thresholds: ReadonlyMap<string, readonly number[]>;
  /** Joint samples written: `SAMPLES`, or none where every trial has an outcome that failed. */
  readonly samples: number;
  /** Trials that could not be taken as samples because an outcome failed in them. */
  readonly failed: number;
}

/**
 * Amounts have mean, median, 23 quantiles and cdf; events and categories a pmf; and all of them
 * together 100 joint samples, each a trial of the run: one sample id is the same trial in all
 * targets and dates, and no other.
 *
 * @param columns  draws of every period of every target, replicate after replicate
 * @param seed     for the choice of samples
 */
export function hubOutput(
  program: Program,
  asked: readonly HubTarget[],
  columns: ReadonlyMap<string, Float64Array>,
  weights: Weights,
  origin: string,
  seed: string,
): HubOutput {
  const samples = new Map<string, Sample>();
  for (const { column } of asked.flatMap(({ periods }) => periods)) {
    const sample = sampleOf(entry(columns, column), weights);
    if (sample !== undefined) samples.set(column, sample);
  }
  const targets = asked
    .map((target) => ({
      ...target,
      periods: target.periods.filter(({ column }) => samples.has(column)),
    }))
    .filter(({ periods }) => periods.length > 0);
  const thresholds = new Map<string, readonly number[]>();
  const rows: Cell[][] = [];
  for (const target of targets) {
    const { name, periods, outcome } = target;
    const known = periods.map(({ column }) => entry(samples, column));
    if (outcome.kind === 'amount') thresholds.set(name, thresholdsOf(target, known, program));
    periods.forEach(({ endDate }, k) => {
      for (const [type, id, value] of forecastOf(target, known[k], thresholds.get(name) ?? []))
        rows.push([origin, name, endDate, type, id, value]);
    });
  }
  const used = targets.flatMap(({ periods }) =>
    periods.map(({ column }) => entry(columns, column)),
  );
  const whole = weights.values.map((weight, i) =>
    used.every((draws) => draws[i] - draws[i] === 0) ? weight : 0,
  );
  const trials = jointTrials(whole, SAMPLES, seed);
  trials.forEach((trial, s) => {
    for (const { name, periods } of targets)
      for (const { column, endDate } of periods)
        rows.push([origin, name, endDate, 'sample', `s${s + 1}`, entry(columns, column)[trial]]);
  });
  return {
    targets,
    rows,
    thresholds,
    samples: trials.length,
    failed: whole.filter((w, i) => w === 0 && weights.values[i] > 0).length,
  };
}

/**
 * Type, id and value of each row that is not a sample.
 *
 * @throws InputError if an event or a category has values that are none of its own
 */
function forecastOf(
  { outcome, categories }: HubTarget,
  sample: Sample,
  thresholds: readonly number[],
): (readonly [string, string, number])[] {
  if (outcome.kind !== 'amount') {
    const known = new Set(categories.map(({ value }) => value));
    const others = probability(sample, (x) => !known.has(x));
    if (others > 0)
      throw new InputError(
        `${outcome.id} has other values than ${[...known].join(' and ')} in ${hundredths(others, 2)}% of trials, so it cannot be exported to a hub; leave it out with --outcomes (chipcast verify tells whether the run was altered)`,
      );
    return categories.map(({ value, name }) => [
      'pmf',
      name,
      probability(sample, (x) => x === value),
    ]);
  }
  const quantiles = quantilesOf(sample, USUAL_LEVELS);
  return [
    ['mean', 'NA', meanOf(sample)],
    ['median', 'NA', quantileOf(sample, 0.5)],
    ...USUAL_LEVELS.map((level, k) => ['quantile', levelText(level), quantiles[k]] as const),
    ...thresholds.map(
      (threshold) =>
        ['cdf', String(threshold), probability(sample, (x) => x <= threshold)] as const,
    ),
  ];
}

/** A level as a decimal without rounding dust: `0.025`. */
export function levelText(level: number): string {
  return String(Number(level.toFixed(9)));
}

export const ORACLE_COLUMNS = [
  'target',
  'target_end_date',
  'output_type',
  'output_type_id',
  'oracle_value',
];

/**
 * Truths that are exact and of a target, a row for every output type, and of a pmf one for every
 * category. A cdf has none: the check of oracle output accepts them only where all targets have the
 * same thresholds.
 */
export function oracleRows(
  targets: readonly HubTarget[],
  truths: readonly Truth[],
): (readonly Cell[])[] {
  return observations(targets, truths).flatMap(({ target, endDate, value }) => {
    const { name, outcome, categories } = target;
    const same = (type: string): readonly Cell[] => [name, endDate, type, 'NA', value];
    return outcome.kind === 'amount'
      ? ['mean', 'median', 'quantile', 'sample'].map(same)
      : [
          same('sample'),
          ...categories.map((category): readonly Cell[] => [
            name,
            endDate,
            'pmf',
            category.name,
            category.value === value ? 1 : 0,
          ]),
        ];
  });
}

export const SERIES_COLUMNS = ['target', 'target_end_date', 'observation'];

/**
 * Whether observations of a target are a time series: one value after the other, of an amount or an
 * event.
 */
export function isSeries({ outcome }: HubTarget): boolean {
  return outcome.over !== 'horizon' && outcome.kind !== 'category';
}

/** Observations by date that the forecast is scored with, of the targets that are a time series. */
export function seriesRows(
  targets: readonly HubTarget[],
  truths: readonly Truth[],
): (readonly Cell[])[] {
  return observations(targets.filter(isSeries), truths).map(({ target, endDate, value }) => [
    target.name,
    endDate,
    value,
  ]);
}

export const EARLIER_COLUMNS = [...SERIES_COLUMNS, 'sources', 'note'];

/**
 * The time series of before the forecast: the published history of the model, several values of a
 * date where sources count differently, and earlier values that the truths have. A time series of
 * the target data may not hold them: it takes dates of targets only, one value each.
 */
export function earlierRows(
  targets: readonly HubTarget[],
  truths: readonly Truth[],
): (readonly Cell[])[] {
  const rows = new Map<string, readonly Cell[]>();
  for (const { name, outcome } of targets.filter(isSeries)) {
    for (const { period, value, sources = [], note = '' } of outcome.past) {
      const [date, by] = [endOf(period), sources.join(' ')];
      rows.set(`${name} ${date} ${value} ${by}`, [name, date, value, by, note]);
    }
  }
  const known = new Set([...rows.values()].map(([name, date]) => `${name} ${date}`));
  for (const { target, truth } of observations(targets, truths)) {
    const own = new Set(target.periods.map(({ endDate }) => endDate));
    for (const [period, value] of Object.entries(truth.earlier ?? {})) {
      const date = endOf(period);
      const key = `${target.name} ${date}`;
      if (!own.has(date) && !known.has(key)) rows.set(key, [target.name, date, value, '', '']);
    }
  }
  return [...rows.values()].toSorted(byTargetAndDate);
}

export const VINTAGE_COLUMNS = [
  'target',
  'target_end_date',
  'extent',
  'parts',
  'observation_id',
  'known',
  'likelihood',
  'sources',
  'reading',
];

/** Dates of targets that were observed by the vintage: all of the period, or parts of a year. */
export function vintageRows(
  targets: readonly HubTarget[],
  evidence: Plan['evidence'],
): (readonly Cell[])[] {
  const observations = new Map(evidence?.observations.map((one) => [one.id, one]));
  return targets.flatMap(({ name, outcome }) =>
    outcome.periods.flatMap(({ label, observed: { by, parts } = { by: [] } }) =>
      by.map((id): readonly Cell[] => {
        const { known, likelihood, about } = entry(observations, id);
        return [
          name,
          endOf(label),
          parts === undefined ? 'whole' : 'part',
          parts?.join(' ') ?? '',
          id,
          known,
          likelihood,
          about.sources?.join(' ') ?? '',
          about.reading ?? '',
        ];
      }),
    ),
  );
}

function byTargetAndDate([a, x]: readonly Cell[], [b, y]: readonly Cell[]): number {
  return String(a) === String(b) ? compared(String(x), String(y)) : compared(String(a), String(b));
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function observations(targets: readonly HubTarget[], truths: readonly Truth[]) {
  return targets.flatMap((target) =>
    target.periods.flatMap(({ column, endDate }) => {
      const truth = truths.find((one) => one.target === column);
      return truth?.value === undefined ? [] : [{ target, endDate, value: truth.value, truth }];
    }),
  );
}
