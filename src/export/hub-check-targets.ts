/**
 * Rules of target data: the time series of what was observed, and the oracle output with which
 * forecasts are scored.
 */

import { targetColumn, taskIdNames } from './hub-check-config.ts';
import type { Tasks } from './hub-forms.ts';
import {
  groupedBy,
  type HubTable,
  keyOf,
  named,
  type Row,
  repeated,
  takes,
  typeIds,
} from './hub-tables.ts';

const VERSION = 'as_of';
const NO_COLUMNS_OF_A_SERIES = ['value', 'output_type', 'output_type_id', 'oracle_value'];
const TYPES_OF_A_SERIES = ['continuous', 'discrete', 'binary', 'compositional'];
const DISTRIBUTIONS = ['pmf', 'cdf'];

/** Everything that is wrong with a time series; dates must be those of targets. */
export function seriesFaults({ columns, rows }: HubTable, tasks: Tasks): string[] {
  const target = targetColumn(tasks);
  const required = ['observation', ...(target === undefined ? [] : [target])];
  const missing = required.filter((name) => !columns.includes(name));
  const wrong = NO_COLUMNS_OF_A_SERIES.filter((name) => columns.includes(name));
  const fewest = required.length + 1 + (columns.includes(VERSION) ? 1 : 0);
  if (missing.length > 0 || wrong.length > 0 || columns.length < fewest)
    return [
      ...missing.map((name) => `column ${name} is missing`),
      ...wrong.map((name) => `column ${name} has no place in a time series`),
      ...(columns.length < fewest ? [`it has ${columns.length} columns; wanted ${fewest}`] : []),
    ];
  const ids = taskIdNames(tasks).filter((name) => columns.includes(name));
  const series = new Set(
    tasks.rounds
      .flatMap(({ model_tasks: all }) => all.flatMap(({ target_metadata: of }) => of))
      .filter((one) => one.is_step_ahead && TYPES_OF_A_SERIES.includes(one.target_type))
      .map(({ target_id: id }) => id),
  );
  const targets = target === undefined ? [] : [...new Set(rows.map((row) => row[target]))];
  return [
    ...named(
      'targets that are not step ahead, or of a type that is no series',
      targets.filter((name) => !series.has(name)),
    ),
    ...named('rows of no task', strangers(rows, tasks, ids)),
    ...named('rows that come twice', repeated(rows, [...ids, ...present(columns, [VERSION])])),
    ...named('observations that are no numbers', notNumbers(rows, 'observation')),
  ];
}

/** Everything that is wrong with oracle output. */
export function oracleFaults({ columns, rows }: HubTable, tasks: Tasks): string[] {
  const target = targetColumn(tasks);
  const ids = taskIdNames(tasks);
  const types = ['output_type', 'output_type_id'];
  const needsTypes = rows.some((row) => DISTRIBUTIONS.includes(row['output_type']));
  const required = [
    'oracle_value',
    ...(target === undefined ? [] : [target]),
    ...(needsTypes ? types : []),
  ];
  const missing = required.filter((name) => !columns.includes(name));
  const wrong = columns.filter((name) => ![...required, ...types, ...ids, VERSION].includes(name));
  if (missing.length > 0 || wrong.length > 0)
    return [
      ...missing.map((name) => `column ${name} is missing`),
      ...wrong.map((name) => `column ${name} is no task id`),
    ];
  const own = present(columns, ids);
  const unit = [...own, ...present(columns, [VERSION])];
  return [
    ...named('rows of no task', strangers(rows, tasks, own)),
    ...named('rows that come twice', repeated(rows, [...unit, ...present(columns, types)])),
    ...named('values that are no numbers', notNumbers(rows, 'oracle_value')),
    ...(columns.includes('output_type_id') ? typeFaults(rows, tasks, own, unit) : []),
  ];
}

/** Ids of output types are NA, or all that a distribution has; their values are 0 or 1. */
function typeFaults(
  rows: readonly Row[],
  tasks: Tasks,
  own: readonly string[],
  unit: readonly string[],
): string[] {
  const points = rows.filter(
    (row) => !DISTRIBUTIONS.includes(row['output_type']) && row['output_type_id'] !== 'NA',
  );
  const faults = named(
    'output_type_id that must be NA',
    points.map((row) => keyOf(row, [...own, 'output_type', 'output_type_id'])),
  );
  const all = tasks.rounds.flatMap(({ model_tasks: of }) => of);
  for (const type of DISTRIBUTIONS) {
    const mine = rows.filter((row) => row['output_type'] === type);
    const sets = new Map(
      all.flatMap((task) => {
        const set = typeIds(task, type);
        return set === undefined ? [] : [[set.join('\n'), set] as const];
      }),
    );
    for (const set of sets.values()) {
      // Every row whose id is in the set counts as one of the set: a target with other ids that
      // shares one lacks the rest.
      const touched = mine.filter((row) => set.includes(row['output_type_id']));
      for (const [name, group] of groupedBy(touched, (row) => keyOf(row, unit))) {
        const has = new Set(group.map((row) => row['output_type_id']));
        const lacks = set.filter((id) => !has.has(id));
        faults.push(...named(`${type} of ${name} lacks`, lacks));
        const values = set.flatMap((id) =>
          group
            .filter((row) => row['output_type_id'] === id)
            .map((row) => Number(row['oracle_value'])),
        );
        if (type === 'cdf' && values.some((value, k) => k > 0 && value < values[k - 1]))
          faults.push(`cdf of ${name} falls`);
      }
    }
    for (const [name, group] of groupedBy(mine, (row) => keyOf(row, unit))) {
      const values = group.map((row) => Number(row['oracle_value']));
      if (values.some((value) => value !== 0 && value !== 1))
        faults.push(`${type} of ${name} has values other than 0 and 1`);
      else if (type === 'pmf' && values.filter((value) => value === 1).length !== 1)
        faults.push(`pmf of ${name} has not exactly one category that came true`);
    }
  }
  return faults;
}

/**
 * Rows whose ids, and whose output type and its id where they have them, no task allows together.
 */
function strangers(rows: readonly Row[], tasks: Tasks, ids: readonly string[]): string[] {
  const all = tasks.rounds.flatMap(({ model_tasks: of }) => of);
  return rows
    .filter(
      (row) =>
        !all.some((task) => {
          const type = row['output_type'];
          if (!takes(task, row, ids)) return false;
          if (type === undefined) return true;
          if (!Object.hasOwn(task.output_type, type)) return false;
          const id = row['output_type_id'];
          return !DISTRIBUTIONS.includes(type) || id === undefined
            ? true
            : typeIds(task, type)!.includes(id);
        }),
    )
    .map((row) => keyOf(row, present(Object.keys(row), [...ids, 'output_type', 'output_type_id'])));
}

function notNumbers(rows: readonly Row[], column: string): string[] {
  return rows
    .filter((row) => row[column] === '' || !Number.isFinite(Number(row[column])))
    .map((row) => `"${row[column]}"`);
}

function present(columns: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => columns.includes(name));
}
