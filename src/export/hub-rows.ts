/** Model output and oracle output of a hub, row by row. */

import {
  meanOf,
  probability,
  quantileOf,
  quantilesOf,
  type Sample,
  sampleOf,
} from '../score/sample.ts';
import { USUAL_LEVELS } from '../score/rules/weighted-interval.ts';
import type { Truth } from '../score/truth.ts';
import type { Weights } from '../stats/weighted.ts';
import type { Program } from '../compile/program.ts';
import type { Cell } from '../text/csv-write.ts';
import { categoriesOf, type HubTarget, thresholdsOf } from './hub-targets.ts';
import { jointWorlds } from './joint-worlds.ts';

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
  readonly rows: readonly (readonly Cell[])[];
  /** Of each amount by name: thresholds of its cdf. */
  readonly thresholds: ReadonlyMap<string, readonly number[]>;
  /** Worlds that could not be taken as samples because an outcome failed in them. */
  readonly failed: number;
}

/**
 * Amounts have mean, median, 23 quantiles and cdf; events and categories a pmf; and all of them together 100 joint samples, each a world
 * of the run: one sample id is the same world in all targets and dates, and no other.
 *
 * @param columns  draws of every period of every target, replicate after replicate
 * @param seed     for the choice of samples
 */
export function hubOutput(
  program: Program,
  targets: readonly HubTarget[],
  columns: ReadonlyMap<string, Float64Array>,
  weights: Weights,
  origin: string,
  seed: string,
): HubOutput {
  const thresholds = new Map<string, readonly number[]>();
  const rows: Cell[][] = [];
  for (const target of targets) {
    const samples = target.periods.map(({ column }) => sampleOf(columns.get(column)!, weights));
    const known = samples.filter((sample) => sample !== undefined);
    if (target.outcome.kind === 'amount')
      thresholds.set(target.name, thresholdsOf(target, known, program));
    target.periods.forEach(({ endDate }, k) => {
      const sample = samples[k];
      if (sample === undefined) return;
      for (const [type, id, value] of told(target, sample, thresholds.get(target.name) ?? []))
        rows.push([origin, target.name, endDate, type, id, value]);
    });
  }
  const used = targets.flatMap(({ periods }) => periods.map(({ column }) => columns.get(column)!));
  const whole = weights.values.map((weight, i) =>
    used.every((draws) => draws[i] - draws[i] === 0) ? weight : 0,
  );
  const worlds = jointWorlds(whole, SAMPLES, seed);
  worlds.forEach((world, s) => {
    for (const { name, periods } of targets)
      for (const { column, endDate } of periods)
        rows.push([origin, name, endDate, 'sample', `s${s + 1}`, columns.get(column)![world]]);
  });
  return {
    rows,
    thresholds,
    failed: whole.filter((w, i) => w === 0 && weights.values[i] > 0).length,
  };
}

/** Type, id and value of each row that is not a sample. */
function told(
  target: HubTarget,
  sample: Sample,
  thresholds: readonly number[],
): (readonly [string, string, number])[] {
  if (target.outcome.kind !== 'amount')
    return categoriesOf(target).map(({ value, name }) => [
      'pmf',
      name,
      probability(sample, (x) => x === value),
    ]);
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

/** Truths that are exact and of a target, a row for every output type; of pmf and cdf one for every category and threshold. */
export function oracleRows(
  targets: readonly HubTarget[],
  thresholds: ReadonlyMap<string, readonly number[]>,
  truths: readonly Truth[],
): (readonly Cell[])[] {
  return observed(targets, truths).flatMap(({ target, endDate, value }) => {
    const { name, outcome } = target;
    const same = (type: string): readonly Cell[] => [name, endDate, type, 'NA', value];
    return outcome.kind === 'amount'
      ? [
          ...['mean', 'median', 'quantile', 'sample'].map(same),
          ...(thresholds.get(name) ?? []).map((at): readonly Cell[] => [
            name,
            endDate,
            'cdf',
            String(at),
            value <= at ? 1 : 0,
          ]),
        ]
      : [
          same('sample'),
          ...categoriesOf(target).map((category): readonly Cell[] => [
            name,
            endDate,
            'pmf',
            category.name,
            category.value === value ? 1 : 0,
          ]),
        ];
  });
}

/** Observations by date: those that the forecast is scored with, and earlier ones where the truths tell them. */
export function timeSeriesRows(
  targets: readonly HubTarget[],
  truths: readonly Truth[],
  endOfPeriod: (label: string) => string,
): (readonly Cell[])[] {
  const rows = new Map<string, readonly Cell[]>();
  for (const { target, endDate, value, truth } of observed(targets, truths)) {
    for (const [period, earlier] of Object.entries(truth.earlier ?? {}))
      rows.set(`${target.name} ${period}`, [target.name, endOfPeriod(period), earlier]);
    rows.set(`${target.name} ${endDate}`, [target.name, endDate, value]);
  }
  return [...rows.values()];
}

function observed(targets: readonly HubTarget[], truths: readonly Truth[]) {
  return targets.flatMap((target) =>
    target.periods.flatMap(({ column, endDate }) => {
      const truth = truths.find((one) => one.target === column);
      return truth?.value === undefined ? [] : [{ target, endDate, value: truth.value, truth }];
    }),
  );
}
