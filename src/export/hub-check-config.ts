/** Rules of a hub's configuration that a JSON schema cannot say. */

import type { ModelTask, Round, TargetData, Tasks } from './hub-forms.ts';
import { allowedOf } from './hub-tables.ts';

const RESERVED = ['model_id', 'output_type', 'output_type_id', 'value'];

/** The task id that names the target; none where the hub has one target that no column names. */
export function targetColumn({ rounds }: Tasks): string | undefined {
  const metadata = rounds.flatMap(({ model_tasks: all }) =>
    all.flatMap(({ target_metadata: of }) => of),
  );
  return metadata.flatMap(({ target_keys: keys }) => Object.keys(keys ?? {}))[0];
}

export function taskIdNames({ rounds }: Tasks): readonly string[] {
  return [
    ...new Set(
      rounds.flatMap(({ model_tasks: all }) =>
        all.flatMap(({ task_ids: ids }) => Object.keys(ids)),
      ),
    ),
  ];
}

export function configFaults(tasks: Tasks): string[] {
  const at = 'hub-config/tasks.json';
  return tasks.rounds.flatMap((round, r) => {
    const inRound = round.model_tasks.flatMap((task, k) =>
      taskFaults(task).map((fault) => `${at}: rounds.${r}.model_tasks.${k}: ${fault}`),
    );
    return [...inRound, ...roundFaults(round).map((fault) => `${at}: rounds.${r}: ${fault}`)];
  });
}

function taskFaults(task: ModelTask): string[] {
  const names = Object.keys(task.task_ids);
  const reserved = names.filter((name) => RESERVED.includes(name));
  const twice = names.flatMap((name) => {
    const values = allowedOf(task, name);
    return values
      .filter((value, i) => values.indexOf(value) < i)
      .map((value) => `${name} ${value}`);
  });
  const compound = task.output_type.sample?.output_type_id_params.compound_taskid_set ?? [];
  const strangers = compound.filter((name) => !names.includes(name));
  return [
    ...reserved.map((name) => `${name} is a reserved name, not one of a task id`),
    ...twice.map((value) => `${value} is both required and optional, or comes twice`),
    ...strangers.map((name) => `compound_taskid_set has ${name}, which is no task id`),
    ...keyFaults(task),
  ];
}

/** Target keys name a task id, one of its values each, and all of them. */
function keyFaults(task: ModelTask): string[] {
  const keys = task.target_metadata.map(({ target_keys: of }) => Object.entries(of ?? {})[0]);
  if (keys.every((key) => key === undefined)) return [];
  const names = [...new Set(keys.map((key) => key?.[0]))];
  if (names.length > 1) return [`target_keys differ in name: ${names.join(', ')}`];
  const name = names[0];
  if (task.task_ids[name] === undefined) return [`target_keys has ${name}, which is no task id`];
  const values = new Set(keys.map((key) => key[1]));
  const allowed = allowedOf(task, name);
  return [
    ...[...values]
      .filter((value) => !allowed.includes(value))
      .map((value) => `target key ${value} is no value of ${name}`),
    ...allowed
      .filter((value) => !values.has(value))
      .map((value) => `${name} ${value} has no target_metadata`),
  ];
}

function roundFaults({
  round_id: id,
  round_id_from_variable: byVariable,
  model_tasks: tasks,
}: Round) {
  const faults: string[] = [];
  if (byVariable && new Set(tasks.map((task) => JSON.stringify(task.task_ids[id]))).size > 1)
    faults.push(`${id}, which is the round id, differs between model tasks`);
  // A row does not say of which task it is, so that what it says must be allowed by one only.
  tasks.forEach((task, k) => {
    const other = tasks.slice(0, k).findIndex((before) => overlap(before, task));
    if (other >= 0) faults.push(`model_tasks ${other} and ${k} allow the same rows`);
  });
  return faults;
}

function overlap(one: ModelTask, two: ModelTask): boolean {
  const names = new Set([...Object.keys(one.task_ids), ...Object.keys(two.task_ids)]);
  const meet = (a: readonly unknown[], b: readonly unknown[]): boolean =>
    (a.length === 0 && b.length === 0) || a.some((value) => b.includes(value));
  if (![...names].every((name) => meet(allowedOf(one, name), allowedOf(two, name)))) return false;
  return Object.entries(one.output_type).some(([type, a]) => {
    const b = two.output_type[type as keyof ModelTask['output_type']];
    if (a === undefined || b === undefined) return false;
    if (!('output_type_id' in a && 'output_type_id' in b)) return true;
    return meet(
      (a.output_type_id.required ?? []).map(String),
      (b.output_type_id.required ?? []).map(String),
    );
  });
}

/** Observable units are task ids or the column of dates. */
export function targetDataFaults(tasks: Tasks, targetData: TargetData | undefined): string[] {
  if (targetData === undefined) return [];
  const allowed = [...taskIdNames(tasks), targetData.date_col];
  const units = [
    ...targetData.observable_unit,
    ...(targetData['time-series']?.observable_unit ?? []),
    ...(targetData['oracle-output']?.observable_unit ?? []),
  ];
  return [...new Set(units)]
    .filter((name) => !allowed.includes(name))
    .map(
      (name) =>
        `hub-config/target-data.json: observable_unit has ${name}; wanted some of ${allowed.join(', ')}`,
    );
}
