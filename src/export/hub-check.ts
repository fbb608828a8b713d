/**
 * Whether a hub holds together: the rules by which the Hubverse validates submissions, over the files as they are on disk. Written from
 * the published description of those checks; it is no replacement for them.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

interface Task {
  readonly task_ids: Readonly<
    Record<string, { readonly required: string[] | null; readonly optional: string[] | null }>
  >;
  readonly output_type: Readonly<
    Record<
      string,
      {
        readonly output_type_id?: { readonly required: (string | number)[] | null };
        readonly output_type_id_params?: {
          readonly max_length: number;
          readonly min_samples_per_task: number;
          readonly max_samples_per_task: number;
          readonly compound_taskid_set: readonly string[];
        };
        readonly value: { readonly minimum?: number; readonly maximum?: number };
      }
    >
  >;
}

type Row = Readonly<Record<string, string>>;

const CONFIGS = ['tasks.json', 'admin.json', 'target-data.json', 'model-metadata-schema.json'];
const ADMIN = [
  'schema_version',
  'name',
  'maintainer',
  'contact',
  'repository',
  'file_format',
  'timezone',
];
const VERSION = /\/v6\.0\.0\/[a-z-]+-schema\.json$/;
/** Faults of a kind that are named one by one. */
const NAMED = 3;

/** Everything that is wrong with a hub, one line each; nothing where it is sound. */
export function hubFaults(folder: string): string[] {
  const faults: string[] = [];
  const json = (path: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, path), 'utf8'));
    } catch (error) {
      faults.push(`${path}: ${(error as Error).message}`);
      return undefined;
    }
  };
  const [tasks, admin] = CONFIGS.map((name) => json(`hub-config/${name}`)) as [
    { readonly schema_version: string; readonly rounds: readonly Round[] } | undefined,
    Record<string, unknown> | undefined,
  ];
  if (tasks === undefined || admin === undefined) return faults;
  for (const key of ADMIN)
    if (admin[key] === undefined) faults.push(`hub-config/admin.json: lacks ${key}`);
  for (const [name, { schema_version: version }] of [
    ['tasks.json', tasks],
    ['admin.json', admin as { readonly schema_version: string }],
  ] as const)
    if (!VERSION.test(version)) faults.push(`hub-config/${name}: schema_version is ${version}`);
  const [round] = tasks.rounds;
  for (const model of directories(join(folder, 'model-output'))) {
    const metadata = `model-metadata/${model}.yml`;
    if (!existsSync(join(folder, metadata))) faults.push(`${metadata} does not exist`);
    for (const file of readdirSync(join(folder, 'model-output', model)))
      faults.push(...fileFaults(join(folder, 'model-output', model, file), file, model, round));
  }
  return faults;
}

interface Round {
  readonly round_id: string;
  readonly model_tasks: readonly Task[];
}

function directories(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : [];
}

function fileFaults(path: string, file: string, model: string, round: Round): string[] {
  const rows = parse(readFileSync(path, 'utf8'), { columns: true }) as Row[];
  const faults: string[] = [];
  const few = (what: string, of: readonly string[]): void => {
    if (of.length > 0)
      faults.push(
        `${file}: ${what}: ${of.slice(0, NAMED).join('; ')}${of.length > NAMED ? ` and ${of.length - NAMED} more` : ''}`,
      );
  };
  const ids = Object.keys(round.model_tasks[0].task_ids);
  const columns = [...ids, 'output_type', 'output_type_id', 'value'];
  const found = Object.keys(rows[0] ?? {});
  if (found.toSorted().join() !== columns.toSorted().join()) {
    faults.push(`${file}: columns are ${found.join(', ')}; wanted ${columns.join(', ')}`);
    return faults;
  }
  const rounds = new Set(rows.map((row) => row[round.round_id]));
  const [first] = rounds;
  if (rounds.size !== 1 || file !== `${first}-${model}.csv`)
    faults.push(`${file}: wanted one round and the name ${first}-${model}.csv`);

  const key = (row: Row, names: readonly string[]): string => names.map((n) => row[n]).join(' | ');
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const row of rows) {
    const whole = key(row, [...ids, 'output_type', 'output_type_id']);
    if (seen.has(whole)) twice.push(whole);
    seen.add(whole);
  }
  few('rows that come twice', twice);

  const taskOf = (row: Row): Task | undefined =>
    round.model_tasks.find(
      ({ task_ids: own, output_type: types }) =>
        types[row['output_type']] !== undefined &&
        ids.every((id) =>
          [...(own[id].required ?? []), ...(own[id].optional ?? [])].includes(row[id]),
        ),
    );
  const strangers: string[] = [];
  const values: string[] = [];
  const types: string[] = [];
  for (const row of rows) {
    const type = taskOf(row)?.output_type[row['output_type']];
    if (type === undefined) {
      strangers.push(key(row, [...ids, 'output_type']));
      continue;
    }
    const value = Number(row['value']);
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = type.value;
    if (row['value'] === '' || !(value >= minimum && value <= maximum) || !Number.isFinite(value))
      values.push(`${key(row, [...ids, 'output_type', 'output_type_id'])} = ${row['value']}`);
    const allowed = type.output_type_id?.required?.map(String) ?? ['NA'];
    if (type.output_type_id_params === undefined && !allowed.includes(row['output_type_id']))
      types.push(key(row, ['target', 'output_type', 'output_type_id']));
  }
  few('rows of no task', strangers);
  few('values that are not allowed', values);
  few('output_type_id that is not allowed', types);
  few('required rows that lack', lacking(round, ids, seen));

  const groups = groupedBy(rows, (row) => key(row, [...ids, 'output_type']));
  for (const [name, group] of groups) {
    const type = group[0]['output_type'];
    const ordered = group
      .map((row) => ({ id: Number(row['output_type_id']), value: Number(row['value']) }))
      .toSorted((a, b) => a.id - b.id);
    if (type === 'quantile' || type === 'cdf') {
      if (ordered.some(({ value }, k) => k > 0 && value < ordered[k - 1].value))
        faults.push(`${file}: ${name}: values fall`);
    } else if (type === 'pmf') {
      const sum = ordered.reduce((all, { value }) => all + value, 0);
      if (Math.abs(sum - 1) > 1e-9) faults.push(`${file}: ${name}: probabilities add up to ${sum}`);
    }
  }
  faults.push(...sampleFaults(file, rows, round, ids));
  return faults;
}

/** Required combinations of task ids and ids of output types that are not there. */
function lacking(round: Round, ids: readonly string[], seen: ReadonlySet<string>): string[] {
  return round.model_tasks.flatMap(({ task_ids: own, output_type: types }) => {
    if (ids.some((id) => own[id].required === null)) return [];
    const combinations = ids.reduce<string[][]>(
      (all, id) => all.flatMap((rest) => own[id].required!.map((value) => [...rest, value])),
      [[]],
    );
    return combinations.flatMap((values) =>
      Object.entries(types).flatMap(
        ([type, { output_type_id: wanted, output_type_id_params: p }]) =>
          p === undefined
            ? (wanted?.required?.map(String) ?? ['NA'])
                .map((id) => [...values, type, id].join(' | '))
                .filter((row) => !seen.has(row))
            : [],
      ),
    );
  });
}

/** A sample id is one draw of one compound task, with the same tasks as all others, and there are as many as are wanted. */
function sampleFaults(
  file: string,
  rows: readonly Row[],
  round: Round,
  ids: readonly string[],
): string[] {
  const samples = rows.filter((row) => row['output_type'] === 'sample');
  const params = round.model_tasks
    .map(({ output_type: types }) => types['sample']?.output_type_id_params)
    .find((one) => one !== undefined);
  if (params === undefined)
    return samples.length === 0 ? [] : [`${file}: samples that no task asks for`];
  const compound = params.compound_taskid_set;
  const rest = ids.filter((id) => !compound.includes(id));
  const faults: string[] = [];
  const compounds = new Map<string, Set<string>>();
  let pattern: string | undefined;
  for (const [id, group] of groupedBy(samples, (row) => row['output_type_id'])) {
    if (id.length > params.max_length) faults.push(`${file}: sample ${id} has too long an id`);
    const own = new Set(group.map((row) => compound.map((name) => row[name]).join(' | ')));
    if (own.size > 1) faults.push(`${file}: sample ${id} is of ${own.size} compound tasks`);
    for (const one of own) compounds.set(one, (compounds.get(one) ?? new Set()).add(id));
    const tasks = group
      .map((row) => rest.map((name) => row[name]).join(' | '))
      .toSorted()
      .join('\n');
    pattern ??= tasks;
    if (tasks !== pattern) faults.push(`${file}: sample ${id} has other tasks than the first`);
  }
  for (const [name, own] of compounds)
    if (own.size < params.min_samples_per_task || own.size > params.max_samples_per_task)
      faults.push(
        `${file}: ${name} has ${own.size} samples; wanted ${params.min_samples_per_task}`,
      );
  if (compounds.size === 0)
    faults.push(`${file}: no samples; wanted ${params.min_samples_per_task}`);
  return faults;
}

/** In order of first appearance; `Map.groupBy` is younger than the oldest Node that is supported. */
function groupedBy(rows: readonly Row[], of: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(of(row));
    if (group) group.push(row);
    else groups.set(of(row), [row]);
  }
  return groups;
}
