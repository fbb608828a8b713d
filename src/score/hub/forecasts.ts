/**
 * Forecasts in the form of forecast hubs: model output of the Hubverse, one model over all its
 * rounds and files.
 */

import { basename, dirname } from 'node:path';
import { number, whyNoNumber } from '../../tables/cell.ts';
import type { Column } from '../../tables/column.ts';
import type { Table } from '../../tables/table.ts';
import { present } from '../../text/entry.ts';
import { Faults, ScoreError } from '../error.ts';
import { type Quantile, sameLevel, snappedLevel } from '../rules/weighted-interval.ts';
import { addDayFaults, grouped, idColumn } from './grouped.ts';
import { idOf, idsText, keyOf, NO_ID, noSuchDay, ROUND_COLUMNS } from './ids.ts';
import { placeOf } from './place.ts';

/** What somebody forecasts for one task. */
export interface HubTask {
  /** Values of the task ids, by column, in the form of {@link idOf}. */
  readonly ids: Readonly<Record<string, string>>;
  readonly mean?: number;
  readonly median?: number;
  /** Levels in [0, 1], ascending. */
  readonly quantiles: readonly Quantile[];
  /** Thresholds ascending. */
  readonly cdf: readonly { readonly threshold: number; readonly probability: number }[];
  /** In the order of the file. */
  readonly pmf: readonly { readonly category: string; readonly probability: number }[];
  /** By sample id. */
  readonly samples: ReadonlyMap<string, number>;
  /**
   * Number of the file, from 0 on: the same sample id means the same trial within one file only.
   */
  readonly file: number;
}

export interface HubForecast {
  /** From the name of the file, `2026-01-01-team-model.csv`, or its column `model_id`. */
  readonly model: string;
  readonly taskIds: readonly string[];
  readonly tasks: readonly HubTask[];
}

export const OUTPUT_TYPES = ['quantile', 'median', 'mean', 'sample', 'pmf', 'cdf'] as const;
export type OutputType = (typeof OUTPUT_TYPES)[number];

const REQUIRED = ['output_type', 'output_type_id', 'value'];
/** Columns by which scenario hubs number their samples. */
const SAMPLE_COLUMNS = ['run_grouping', 'stochastic_run'];
const OWN = new Set([...REQUIRED, 'model_id', ...SAMPLE_COLUMNS]);

/** Rows of one task, whatever their file and output type. */
interface OpenTask {
  readonly ids: Readonly<Record<string, string>>;
  readonly file: number;
  readonly rows: Row[];
}

interface Row {
  readonly source: Source;
  readonly row: number;
}

/** A table with what is asked of each of its rows. */
interface Source {
  readonly table: Table;
  readonly type: Column;
  readonly id: Column;
  readonly value: Column;
  readonly sampleOf: (row: number) => string | undefined;
}

interface OpenModel {
  readonly taskIds: readonly string[];
  readonly table: Table;
  readonly tasks: Map<string, OpenTask>;
}

/**
 * Tables of forecasts as one forecast a model: the rounds of a model belong together, whether they
 * come in one file or in several.
 *
 * @param tables  of files or folders; a model is named by the column model_id, else by the name of
 *           the file
 * @throws ScoreError naming the columns that are missing, the rows that cannot be read and the
 *   tasks that come twice, all at once
 */
export function hubForecasts(tables: readonly Table[]): readonly HubForecast[] {
  const models = new Map<string, OpenModel>();
  const files: string[] = [];
  const faults = new Faults();
  for (const table of tables) addTable(table, models, files, faults);
  const forecasts = [...models].map(([model, { taskIds, tasks }]) => ({
    model,
    taskIds,
    tasks: [...tasks.values()].map((task) => closed(task, taskIds, faults)),
  }));
  faults.refuse(tables.map(({ file }) => file).join(', '));
  return forecasts;
}

function addTable(
  table: Table,
  models: Map<string, OpenModel>,
  files: string[],
  faults: Faults,
): void {
  const source = sourceOf(table);
  const taskIds = table.names.filter((name) => !OWN.has(name));
  const modelColumn = table.column('model_id');
  const columns = taskIds.map((name) =>
    idColumn(present(table.column(name), `the column ${name}`)),
  );
  addDayFaults(columns, table, faults);
  const also = modelColumn ? [idColumn(modelColumn)] : [];
  for (const rows of grouped([...columns, ...also], table.rows, filesOf(table))) {
    const first = rows[0];
    const file = table.origin(first).file;
    const model = modelColumn?.text(first) ?? modelOf(file);
    const open = models.get(model) ?? { taskIds, table, tasks: new Map<string, OpenTask>() };
    models.set(model, open);
    agreeOnColumns(model, open, table, taskIds);
    const ids = Object.fromEntries(
      open.taskIds.map((name) => {
        const { ids: found, codes } = columns[taskIds.indexOf(name)];
        return [name, found[codes[first]]];
      }),
    );
    const key = keyOf(ids, open.taskIds);
    if (files.at(-1) !== file) files.push(file);
    const task = open.tasks.get(key) ?? { ids, file: files.length - 1, rows: [] };
    open.tasks.set(key, task);
    for (const row of rows) task.rows.push({ source, row });
  }
}

function sourceOf(table: Table): Source {
  const missing = REQUIRED.filter((name) => table.column(name) === undefined);
  if (missing.length > 0)
    throw new ScoreError(
      `${table.file} has no column ${missing.join(', ')}; it has ${table.names.join(', ') || 'none'}${olderForm(table)}`,
    );
  const [type, id, value] = REQUIRED.map((name) =>
    present(table.column(name), `the column ${name}`),
  );
  const numbering = SAMPLE_COLUMNS.flatMap((name) => table.column(name) ?? []);
  return {
    table,
    type,
    id,
    value,
    sampleOf: (row) => {
      const parts = numbering.map((column) => column.text(row));
      return parts.some((part) => part !== undefined)
        ? parts.map((part) => part ?? NO_ID).join('/')
        : id.text(row);
    },
  };
}

/** What the columns of the form that hubs used before are called now. */
function olderForm({ names }: Table): string {
  if (!names.includes('type') || names.includes('output_type')) return '';
  return (
    '\n  This is the form that hubs used before the Hubverse: its column "type" is called output_type now' +
    `${names.includes('quantile') ? ', "quantile" is called output_type_id' : ''}, and the type "point" is called median or mean.`
  );
}

/**
 * `2026-01-01-team-model.parquet` is of `team-model`. The id of a round need not be a day: a hub
 * keeps the files of a model in a folder of its name, so that `team-model/round-1-team-model.csv`
 * is of `team-model` as well.
 */
export function modelOf(file: string): string {
  const name = basename(file)
    .replace(/(\.gz)?$/i, '')
    .replace(/(\.[a-z]+)?\.(csv|tsv|txt|parquet|pq)$/i, '');
  const folder = basename(dirname(file));
  return /.-./.test(folder) && name.endsWith(`-${folder}`)
    ? folder
    : name.replace(/^\d{4}-\d{2}-\d{2}-/, '');
}

/** A number for each file of a table, by row; undefined where it has but one. */
function filesOf(table: Table): Int32Array | undefined {
  if (table.rows === 0 || table.origin(0).file === table.origin(table.rows - 1).file)
    return undefined;
  const numbers = new Map<string, number>();
  return Int32Array.from({ length: table.rows }, (_, row) => {
    const { file } = table.origin(row);
    const found = numbers.get(file) ?? numbers.size;
    numbers.set(file, found);
    return found;
  });
}

function agreeOnColumns(
  model: string,
  { taskIds, table: first }: OpenModel,
  table: Table,
  own: readonly string[],
): void {
  if (first === table) return;
  const missing = taskIds.filter((name) => !own.includes(name));
  const more = own.filter((name) => !taskIds.includes(name));
  if (missing.length + more.length === 0) return;
  const lacks = [
    ...(missing.length > 0
      ? [`${table.file} has no column ${missing.join(', ')}, which ${first.file} has`]
      : []),
    ...(more.length > 0
      ? [`${first.file} has no column ${more.join(', ')}, which ${table.file} has`]
      : []),
  ];
  throw new ScoreError(`files of model ${model} have different columns: ${lacks.join('; ')}`);
}

/** The rows of a task as its forecast; what is wrong with them goes to the faults. */
function closed(
  { ids, file, rows }: OpenTask,
  taskIds: readonly string[],
  faults: Faults,
): HubTask {
  const seen = new Map<string, Row>();
  const twice: Twice[] = [];
  const quantiles: (Quantile & { readonly row: Row })[] = [];
  const cdf: { threshold: number; probability: number }[] = [];
  const pmf: { category: string; probability: number }[] = [];
  const samples = new Map<string, number>();
  const points: { mean?: number; median?: number } = {};
  /** Whether this is the first row that says it. */
  const isNew = (what: string, row: Row): boolean => {
    const before = seen.get(what);
    if (before === undefined) seen.set(what, row);
    else twice.push({ what, before, row });
    return before === undefined;
  };
  for (const row of rows) {
    const read = readRow(row);
    if (typeof read === 'string') {
      faults.add(() => `${placeOf(row.source.table, row.row)}: ${read}`);
      continue;
    }
    const { type, id, at, value } = read;
    if (type === 'mean' || type === 'median') {
      if (isNew(type, row)) points[type] = value;
    } else if (type === 'sample') {
      if (!samples.has(id)) samples.set(id, value);
      else twice.push({ what: `sample ${id}`, before: rowOfSample(id, rows), row });
    } else if (type === 'pmf') {
      const category = idOf(id);
      if (isNew(`pmf ${category}`, row)) pmf.push({ category, probability: value });
    } else if (type === 'cdf') {
      if (isNew(`cdf ${at}`, row)) cdf.push({ threshold: at, probability: value });
    } else quantiles.push({ level: snappedLevel(at), value, row });
  }
  quantiles.sort((a, b) => a.level - b.level);
  quantiles.forEach(({ level, row }, k) => {
    const before = quantiles[k - 1];
    if (k > 0 && sameLevel(level, before.level))
      twice.push({ what: `quantile ${level}`, before: before.row, row });
  });
  if (twice.length > 0) faults.add(() => twiceText(twice, ids, taskIds));
  return {
    ids,
    ...points,
    quantiles: quantiles.map(({ level, value }) => ({ level, value })),
    cdf: cdf.toSorted((a, b) => a.threshold - b.threshold),
    pmf,
    samples,
    file,
  };
}

interface ReadRow {
  readonly type: OutputType;
  /** Of a category or a sample. */
  readonly id: string;
  /** A level or a threshold. */
  readonly at: number;
  readonly value: number;
}

const TYPES: ReadonlySet<string> = new Set(OUTPUT_TYPES);

/** What a row says, or what is wrong with it. */
function readRow({ source, row }: Row): ReadRow | string {
  const type = source.type.text(row) as OutputType | undefined;
  if (type === undefined || !TYPES.has(type))
    return `output_type is ${type ?? 'missing'}; wanted one of ${OUTPUT_TYPES.join(', ')}`;
  const value = source.value.numbers[row];
  if (!Number.isFinite(value)) {
    const text = source.value.text(row);
    return `value is ${text ?? 'missing'}; ${text ? whyNoNumber(text) : 'wanted a number'}`;
  }
  if (type === 'mean' || type === 'median') return { type, id: '', at: Number.NaN, value };
  const id = type === 'sample' ? source.sampleOf(row) : source.id.text(row);
  if (id === undefined) return `${type} without an output_type_id`;
  if ((type === 'pmf' || type === 'cdf') && !(value >= 0 && value <= 1))
    return `value of a ${type} is ${value}; wanted a probability, from 0 to 1`;
  const wrongDay = type === 'pmf' ? noSuchDay(idOf(id)) : undefined;
  if (wrongDay !== undefined) return `output_type_id of a pmf: ${wrongDay}`;
  if (type === 'sample' || type === 'pmf') return { type, id, at: Number.NaN, value };
  const at = source.id.numbers[row];
  const found = Number.isFinite(at) ? at : number(id);
  if (!Number.isFinite(found)) return `output_type_id of a ${type} is ${id}; ${whyNoNumber(id)}`;
  if (type === 'quantile' && !(found >= 0 && found <= 1))
    return `output_type_id of a quantile is ${id}; wanted a level, from 0 to 1`;
  return { type, id, at: found, value };
}

/** A row that says again what a row before it says. */
interface Twice {
  readonly what: string;
  readonly before: Row;
  readonly row: Row;
}

/** Samples are many, so that the row of the first is looked for only when a second comes. */
function rowOfSample(id: string, rows: readonly Row[]): Row {
  const first = rows.find(
    ({ source, row }) => source.type.text(row) === 'sample' && source.sampleOf(row) === id,
  );
  return present(first, `a row of sample ${id}`);
}

function twiceText(
  twice: readonly Twice[],
  ids: HubTask['ids'],
  taskIds: readonly string[],
): string {
  const [{ what, before, row }] = twice;
  const more = twice.length > 1 ? `, and ${twice.length - 1} more rows of this task likewise` : '';
  const hint =
    fileOf(before) !== fileOf(row) && !taskIds.some((name) => ROUND_COLUMNS.includes(name))
      ? `; no column such as ${ROUND_COLUMNS[0]} tells the rounds of the two files apart`
      : '';
  return `${placeOf(row.source.table, row.row)}: ${what} of ${idsText(ids)} is already given in ${placeOf(before.source.table, before.row)}${more}${hint}`;
}

function fileOf({ source, row }: Row): string {
  return source.table.origin(row).file;
}
