/**
 * What a hub's own configuration, tasks.json, says of its targets: their units, types, categories
 * in order, and samples that belong together.
 */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ScoreError } from '../error.ts';
import { idOf } from './ids.ts';

export interface TargetConfig {
  /** Values of the columns that name the target; none where the hub has a single one. */
  readonly keys: Readonly<Record<string, string>>;
  /** `nominal`, `ordinal`, `binary`, `discrete`, `continuous`, ... */
  readonly type?: string;
  readonly unit?: string;
  /** Categories of its pmf in their order, where the configuration gives one. */
  readonly categories?: readonly string[];
  /**
   * Ids whose tasks have samples of their own; over all other ids samples of the same number are
   * one trial.
   */
  readonly compound?: readonly string[];
}

export interface HubConfig {
  readonly file: string;
  /** Columns that name targets. */
  readonly targetColumns: readonly string[];
  readonly targets: readonly TargetConfig[];
}

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const values = z.array(text).nullish();
const taskForm = z.looseObject({
  output_type: z
    .looseObject({
      pmf: z
        .looseObject({
          output_type_id: z.looseObject({ required: values, optional: values }).optional(),
        })
        .optional(),
      sample: z
        .looseObject({
          output_type_id_params: z.looseObject({ compound_taskid_set: values }).optional(),
        })
        .optional(),
    })
    .default({}),
  target_metadata: z
    .array(
      z.looseObject({
        target_keys: z.record(z.string(), text).nullish(),
        target_type: z.string().optional(),
        target_units: z.string().optional(),
      }),
    )
    .default([]),
});
const form = z.looseObject({
  rounds: z.array(z.looseObject({ model_tasks: z.array(taskForm) })),
});

/**
 * @param path  folder of a hub, with `hub-config/tasks.json`, or that file
 * @throws ScoreError if it is not there or of another form
 */
export function hubConfig(path: string): HubConfig {
  const file = [join(path, 'hub-config', 'tasks.json'), join(path, 'tasks.json'), path].find(
    (one) => existsSync(one) && statSync(one).isFile(),
  );
  if (file === undefined)
    throw new ScoreError(`${path} is no folder of a hub; wanted one with hub-config/tasks.json`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ScoreError(`${file} is no JSON: ${(error as Error).message}`);
  }
  const read = form.safeParse(json);
  if (!read.success)
    throw new ScoreError(
      [
        `${file} does not have the form of a hub's tasks.json:`,
        ...read.error.issues
          .slice(0, 8)
          .map(({ path: at, message }) => `  ${at.join('.') || 'the file'}: ${message}`),
      ].join('\n'),
    );
  const tasks = read.data.rounds.flatMap(({ model_tasks }) => model_tasks);
  const targets = tasks.flatMap((task) => targetsOf(task));
  const targetColumns = [...new Set(targets.flatMap(({ keys }) => Object.keys(keys)))];
  return { file, targetColumns, targets };
}

function targetsOf({ output_type, target_metadata }: z.output<typeof taskForm>): TargetConfig[] {
  const { required, optional } = output_type.pmf?.output_type_id ?? {};
  // Older configurations part categories into required and optional ones, and do not say how the
  // two are mixed.
  const list = required?.length && optional?.length ? undefined : (required ?? optional);
  const compound = output_type.sample?.output_type_id_params?.compound_taskid_set;
  return target_metadata.map(({ target_keys, target_type, target_units }) => ({
    keys: Object.fromEntries(
      Object.entries(target_keys ?? {}).map(([name, value]) => [name, idOf(value)]),
    ),
    ...(target_type === undefined ? {} : { type: target_type }),
    ...(target_units === undefined ? {} : { unit: target_units }),
    ...(list?.length ? { categories: list.map(idOf) } : {}),
    ...(compound ? { compound } : {}),
  }));
}

/**
 * What the configuration says of the target of a task; of several entries of a target, each thing
 * from the first that says it.
 */
export function targetOf(
  { targets }: HubConfig,
  ids: Readonly<Record<string, string>>,
): TargetConfig | undefined {
  const own = targets.filter(({ keys }) =>
    Object.entries(keys).every(([name, value]) => ids[name] === value),
  );
  return own.length === 0 ? undefined : Object.assign({}, ...own.toReversed());
}
