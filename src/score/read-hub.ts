/** Forecasts and truths in the form of forecast hubs: model output and oracle output of the Hubverse. */

import { basename, extname } from 'node:path';
import { readTable, ScoreError, type Table } from './read-table.ts';
import type { Quantile } from './rules/weighted-interval.ts';

/** What somebody forecasts for one task. */
export interface HubTask {
  /** Values of the task ids, by column. */
  readonly ids: Readonly<Record<string, string>>;
  readonly mean?: number;
  readonly median?: number;
  readonly quantiles: readonly Quantile[];
  readonly cdf: readonly { readonly threshold: number; readonly probability: number }[];
  /** In the order of the file; by number where all categories are numbers. */
  readonly pmf: readonly { readonly category: string; readonly probability: number }[];
  /** By sample id. */
  readonly samples: ReadonlyMap<string, number>;
}

export interface HubForecast {
  /** From the name of the file, `2026-01-01-team-model.csv`, or its column `model_id`. */
  readonly model: string;
  readonly taskIds: readonly string[];
  readonly tasks: readonly HubTask[];
}

const OUTPUT_TYPES = ['mean', 'median', 'quantile', 'cdf', 'pmf', 'sample'] as const;
type OutputType = (typeof OUTPUT_TYPES)[number];
const OWN = ['output_type', 'output_type_id', 'value', 'model_id'];

interface OpenTask {
  ids: Record<string, string>;
  mean?: number;
  median?: number;
  quantiles: Quantile[];
  cdf: { threshold: number; probability: number }[];
  pmf: { category: string; probability: number }[];
  samples: Map<string, number>;
}

/** Faults of a file that are named one by one. */
const NAMED_FAULTS = 8;

/**
 * @returns one forecast a model that the file has
 * @throws ScoreError naming the columns that lack and the rows that cannot be read
 */
export async function readHubForecasts(file: string): Promise<readonly HubForecast[]> {
  const table = await readTable(file);
  requireColumns(file, table, ['output_type', 'output_type_id', 'value']);
  const taskIds = table.columns.filter((name) => !OWN.includes(name));
  const faults: string[] = [];
  const models = new Map<string, Map<string, OpenTask>>();
  table.rows.forEach((row, k) => {
    const tell = (why: string): void => {
      faults.push(`row ${k + 1}: ${why}`);
    };
    const type = row['output_type'] as OutputType | undefined;
    if (type === undefined || !OUTPUT_TYPES.includes(type))
      return tell(`output_type is ${type ?? 'missing'}; wanted one of ${OUTPUT_TYPES.join(', ')}`);
    const value = Number(row['value'] ?? Number.NaN);
    if (!Number.isFinite(value))
      return tell(`value is ${row['value'] ?? 'missing'}; wanted a number`);
    const ids = idsOf(row, taskIds);
    const model = row['model_id'] ?? modelOf(file);
    const tasks = models.get(model) ?? new Map<string, OpenTask>();
    models.set(model, tasks);
    const key = keyOf(ids, taskIds);
    const task = tasks.get(key) ?? { ids, quantiles: [], cdf: [], pmf: [], samples: new Map() };
    tasks.set(key, task);
    const why = add(task, type, row['output_type_id'], value);
    if (why !== undefined) tell(why);
  });
  refuse(file, faults);
  return [...models].map(([model, tasks]) => ({
    model,
    taskIds,
    tasks: [...tasks.values()].map((task) => ({ ...task, ...ordered(task) })),
  }));
}

/** Adds a row to its task; says what is wrong with it. */
function add(
  task: OpenTask,
  type: OutputType,
  id: string | undefined,
  value: number,
): string | undefined {
  if (type === 'mean' || type === 'median') {
    if (task[type] !== undefined) return `a second ${type} of the same task`;
    task[type] = value;
    return undefined;
  }
  if (id === undefined) return `${type} without an output_type_id`;
  if (type === 'sample') {
    if (task.samples.has(id)) return `sample ${id} comes twice in the same task`;
    task.samples.set(id, value);
    return undefined;
  }
  if (type !== 'quantile' && !(value >= 0 && value <= 1))
    return `value of a ${type} is ${value}; wanted a probability`;
  if (type === 'pmf') {
    if (task.pmf.some(({ category }) => category === id)) return `category ${id} comes twice`;
    task.pmf.push({ category: id, probability: value });
    return undefined;
  }
  const number = Number(id);
  if (!Number.isFinite(number)) return `output_type_id of a ${type} is ${id}; wanted a number`;
  if (type === 'quantile') task.quantiles.push({ level: number, value });
  else task.cdf.push({ threshold: number, probability: value });
  return undefined;
}

function ordered({ quantiles, cdf, pmf }: OpenTask): Pick<OpenTask, 'quantiles' | 'cdf' | 'pmf'> {
  const numeric = pmf.every(({ category }) => Number.isFinite(Number(category)));
  return {
    quantiles: quantiles.toSorted((a, b) => a.level - b.level),
    cdf: cdf.toSorted((a, b) => a.threshold - b.threshold),
    pmf: numeric ? pmf.toSorted((a, b) => Number(a.category) - Number(b.category)) : pmf,
  };
}

/** `2026-01-01-team-model.parquet` is of `team-model`. */
function modelOf(file: string): string {
  return basename(file, extname(file)).replace(/^\d{4}-\d{2}-\d{2}-/, '');
}

/** What was observed for one task. */
export interface HubTruth {
  readonly ids: Readonly<Record<string, string>>;
  readonly value?: number;
  /** The category that was. */
  readonly category?: string;
  /** From thresholds alone: the value lies above the first and at or below the second. */
  readonly between?: readonly [number, number];
}

export interface HubTruths {
  /** Task ids that the file has; a forecast has these and perhaps more. */
  readonly taskIds: readonly string[];
  readonly truths: readonly HubTruth[];
}

const ORACLE = ['output_type', 'output_type_id', 'oracle_value', 'as_of'];

/**
 * Oracle output: a row a task where every output type has the same truth, else a row for each; of pmf 1 stands at the category that was,
 * of cdf at every threshold that the truth does not exceed.
 *
 * @throws ScoreError naming the columns that lack and the rows that cannot be read
 */
export async function readHubTruths(file: string): Promise<HubTruths> {
  const table = await readTable(file);
  requireColumns(file, table, ['oracle_value']);
  const taskIds = table.columns.filter((name) => !ORACLE.includes(name));
  const faults: string[] = [];
  const found = new Map<string, OpenTruth>();
  table.rows.forEach((row, k) => {
    const type = row['output_type'];
    const text = row['oracle_value'];
    // A truth that is not known yet is written as NA.
    if (text === undefined) return;
    const ids = idsOf(row, taskIds);
    const key = keyOf(ids, taskIds);
    const truth = found.get(key) ?? {
      ids,
      from: Number.NEGATIVE_INFINITY,
      to: Number.POSITIVE_INFINITY,
    };
    found.set(key, truth);
    const number = Number(text);
    if (type === 'pmf' || (type === undefined && !Number.isFinite(number))) {
      const category = type === undefined ? text : number === 1 ? row['output_type_id'] : undefined;
      if (category !== undefined) truth.category = category;
      return;
    }
    if (!Number.isFinite(number)) {
      faults.push(`row ${k + 1}: oracle_value is ${text}; wanted a number`);
      return;
    }
    if (type !== 'cdf') {
      truth.value = number;
      return;
    }
    const threshold = Number(row['output_type_id']);
    if (number === 1) truth.to = Math.min(truth.to, threshold);
    else truth.from = Math.max(truth.from, threshold);
  });
  refuse(file, faults);
  return {
    taskIds,
    truths: [...found.values()].map(({ ids, value, category, from, to }) => ({
      ids,
      ...(value === undefined ? {} : { value }),
      ...(category === undefined ? {} : { category }),
      ...(Number.isFinite(from) || Number.isFinite(to) ? { between: [from, to] as const } : {}),
    })),
  };
}

interface OpenTruth {
  readonly ids: Record<string, string>;
  value?: number;
  category?: string;
  from: number;
  to: number;
}

function idsOf(
  row: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? 'NA']));
}

/** The same for tasks with the same values of some ids. */
export function keyOf(ids: Readonly<Record<string, string>>, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => ids[name]));
}

function requireColumns(file: string, { columns }: Table, wanted: readonly string[]): void {
  const missing = wanted.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    throw new ScoreError(
      `${file} has no column ${missing.join(', ')}; it has ${columns.join(', ') || 'none'}`,
    );
}

function refuse(file: string, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > NAMED_FAULTS ? [`  and ${faults.length - NAMED_FAULTS} more`] : [];
  throw new ScoreError(
    [
      `${file} cannot be scored: ${faults.length} fault(s)`,
      ...faults.slice(0, NAMED_FAULTS).map((fault) => `  ${fault}`),
      ...more,
    ].join('\n'),
  );
}
