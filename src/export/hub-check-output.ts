/**
 * Rules of model output: columns, tasks, required rows, ids and values of each output type,
 * samples.
 */

import { present } from '../text/entry.ts';
import type { ModelTask, Round } from './hub-forms.ts';
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

/** Everything that is wrong with a file of model output. */
export function outputFaults(
  file: string,
  { columns, rows }: HubTable,
  model: string,
  all: readonly Round[],
): string[] {
  const round =
    all.find(({ round_id: id, model_tasks: tasks }) =>
      tasks.some((task) => rows[0] !== undefined && takes(task, rows[0], [id])),
    ) ?? all[0];
  const ids = Object.keys(round.model_tasks[0].task_ids);
  const wanted = [...ids, 'output_type', 'output_type_id', 'value'];
  if (columns.toSorted().join() !== wanted.toSorted().join())
    return [`${file}: columns are ${columns.join(', ')}; wanted ${wanted.join(', ')}`];
  const whole = [...ids, 'output_type', 'output_type_id'];
  const seen = new Set(rows.map((row) => keyOf(row, whole)));
  return [
    ...roundFaults(file, rows, model, round),
    ...named(`${file}: rows that come twice`, repeated(rows, whole)),
    ...rowFaults(file, rows, round, ids),
    ...named(`${file}: required rows are missing`, missing(round, ids, seen)),
    ...shapeFaults(file, rows, ids),
    ...sampleFaults(file, rows, round, ids),
  ];
}

function roundFaults(file: string, rows: readonly Row[], model: string, round: Round): string[] {
  const [first, ...others] = new Set(rows.map((row) => row[round.round_id]));
  return others.length === 0 && file === `${first}-${model}.csv`
    ? []
    : [`${file}: wanted one round and the name ${first}-${model}.csv`];
}

/** What single rows say: their task, their id of the output type, their value. */
function rowFaults(
  file: string,
  rows: readonly Row[],
  round: Round,
  ids: readonly string[],
): string[] {
  const strangers: string[] = [];
  const values: string[] = [];
  const types: string[] = [];
  for (const row of rows) {
    const type = row['output_type'] as keyof ModelTask['output_type'];
    const task = round.model_tasks.find(
      (one) => one.output_type[type] !== undefined && takes(one, row, ids),
    );
    const of = task?.output_type[type];
    if (task === undefined || of === undefined) {
      strangers.push(keyOf(row, [...ids, 'output_type']));
      continue;
    }
    const value = Number(row['value']);
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = of.value;
    const isWhole = of.value.type === 'double' || Number.isInteger(value);
    const inside = value >= minimum && value <= maximum && Number.isFinite(value);
    if (row['value'] === '' || !inside || !isWhole)
      values.push(`${keyOf(row, [...ids, 'output_type', 'output_type_id'])} = ${row['value']}`);
    const allowed = typeIds(task, type);
    if (allowed !== undefined && !allowed.includes(row['output_type_id']))
      types.push(keyOf(row, [...ids, 'output_type', 'output_type_id']));
  }
  return [
    ...named(`${file}: rows of no task`, strangers),
    ...named(`${file}: values that are not allowed`, values),
    ...named(`${file}: output_type_id that is not allowed`, types),
  ];
}

/** Required combinations of task ids and ids of output types that are not there. */
function missing({ model_tasks: tasks }: Round, ids: readonly string[], seen: ReadonlySet<string>) {
  return tasks.flatMap((task) => {
    if (ids.some((id) => task.task_ids[id].required === null)) return [];
    const combinations = ids.reduce<string[][]>(
      (all, id) =>
        all.flatMap((rest) =>
          present(task.task_ids[id].required, `required values of ${id}`).map((value) => [
            ...rest,
            String(value),
          ]),
        ),
      [[]],
    );
    return Object.entries(task.output_type).flatMap(([type, of]) =>
      of?.is_required === true
        ? combinations.flatMap((values) =>
            (typeIds(task, type) ?? [])
              .map((id) => [...values, type, id].join(' | '))
              .filter((row) => !seen.has(row)),
          )
        : [],
    );
  });
}

/** Quantiles and cdf do not fall, and a pmf adds up to 1. */
function shapeFaults(file: string, rows: readonly Row[], ids: readonly string[]): string[] {
  const faults: string[] = [];
  for (const [name, group] of groupedBy(rows, (row) => keyOf(row, [...ids, 'output_type']))) {
    const type = group[0]['output_type'];
    const ordered = group
      .map((row) => ({ id: Number(row['output_type_id']), value: Number(row['value']) }))
      .toSorted((a, b) => a.id - b.id);
    if (type === 'quantile' || type === 'cdf') {
      if (ordered.some(({ value }, k) => k > 0 && value < ordered[k - 1].value))
        faults.push(
          `${file}: ${name}: values fall where the ${type === 'cdf' ? 'thresholds' : 'levels'} rise`,
        );
    } else if (type === 'pmf') {
      const sum = ordered.reduce((all, { value }) => all + value, 0);
      // Shares of trials, added in doubles.
      if (Math.abs(sum - 1) > 1e-9) faults.push(`${file}: ${name}: probabilities add up to ${sum}`);
    }
  }
  return faults;
}

/**
 * A sample id is one draw of one compound task, with the same tasks as all others, and there are as
 * many as are wanted.
 */
function sampleFaults(
  file: string,
  rows: readonly Row[],
  round: Round,
  ids: readonly string[],
): string[] {
  const samples = rows.filter((row) => row['output_type'] === 'sample');
  const params = round.model_tasks
    .map(({ output_type: types }) => types.sample?.output_type_id_params)
    .find((one) => one !== undefined);
  if (params === undefined)
    return samples.length === 0 ? [] : [`${file}: samples that no task asks for`];
  const {
    compound_taskid_set: compound = ids,
    max_length: longest = Number.POSITIVE_INFINITY,
    min_samples_per_task: least,
    max_samples_per_task: most,
  } = params;
  const rest = ids.filter((id) => !compound.includes(id));
  const faults: string[] = [];
  const compounds = new Map<string, Set<string>>();
  let pattern: string | undefined;
  for (const [id, group] of groupedBy(samples, (row) => row['output_type_id'])) {
    if (id.length > longest) faults.push(`${file}: the id of sample ${id} is too long`);
    const own = new Set(group.map((row) => keyOf(row, compound)));
    if (own.size > 1) faults.push(`${file}: sample ${id} is of ${own.size} compound tasks`);
    for (const one of own) compounds.set(one, (compounds.get(one) ?? new Set()).add(id));
    const tasks = group
      .map((row) => keyOf(row, rest))
      .toSorted()
      .join('\n');
    pattern ??= tasks;
    if (tasks !== pattern) faults.push(`${file}: sample ${id} has other tasks than the first`);
  }
  for (const [name, own] of compounds)
    if (own.size < least || own.size > most)
      faults.push(`${file}: ${name} has ${own.size} samples; wanted ${least}`);
  if (compounds.size === 0) faults.push(`${file}: no samples; wanted ${least}`);
  return faults;
}
