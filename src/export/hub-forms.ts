/**
 * The forms that version 6.0.0 of the Hubverse schemas gives to the configuration of a hub, as far
 * as this check goes.
 */

import { z } from 'zod';
import { LONGEST_TARGET_ID } from './hub-targets.ts';

const schemaVersion = z.string().regex(/\/v6\.0\.0\/[a-z-]+-schema\.json$/, {
  error: 'wanted the address of a schema of v6.0.0',
});

const idValue = z.union([z.string(), z.number()]);
const isUnique = (values: readonly unknown[]): boolean => new Set(values).size === values.length;
const unique = { error: 'a value comes twice' };
const fileFormats = z.array(z.enum(['csv', 'parquet', 'arrow']));
const anything = z.record(z.string(), z.unknown());

export const adminForm = z.strictObject({
  schema_version: schemaVersion,
  name: z.string(),
  maintainer: z.string(),
  contact: z.strictObject({ name: z.string().optional(), email: z.email().optional() }),
  repository: z.strictObject({ host: z.literal('github'), owner: z.string(), name: z.string() }),
  zoltar_project_id: z.int().optional(),
  citation: z.string().optional(),
  file_format: fileFormats,
  timezone: z.string().refine(isTimeZone, { error: 'wanted a time zone such as Europe/Berlin' }),
  cloud: anything.optional(),
  additional_metadata: anything.optional(),
});

function isTimeZone(name: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return name.includes('/') && timeZone !== '';
  } catch {
    return false;
  }
}

const ids = z.array(idValue).refine(isUnique, unique);
const taskId = z.strictObject({ required: ids.nullable(), optional: ids.nullable() });

const bounded = z.strictObject({
  type: z.enum(['double', 'integer']),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
const probability = z.strictObject({
  type: z.literal('double'),
  minimum: z.literal(0),
  maximum: z.literal(1),
});
const point = z.strictObject({
  output_type_id: z.strictObject({ required: z.null() }),
  value: bounded,
  is_required: z.boolean(),
});
const over = <Id extends z.ZodType, Value extends z.ZodType>(id: Id, value: Value) =>
  z.strictObject({
    output_type_id: z.strictObject({ required: z.array(id).refine(isUnique, unique) }),
    value,
    is_required: z.boolean(),
  });

const outputTypes = z.strictObject({
  mean: point.optional(),
  median: point.optional(),
  quantile: over(z.number().min(0).max(1), bounded).optional(),
  cdf: over(idValue, probability).optional(),
  pmf: over(z.string(), probability).optional(),
  sample: z
    .strictObject({
      output_type_id_params: z
        .strictObject({
          type: z.enum(['character', 'integer']),
          max_length: z.int().min(1).optional(),
          min_samples_per_task: z.int().min(1),
          max_samples_per_task: z.int().min(1),
          compound_taskid_set: z.array(z.string()).refine(isUnique, unique).optional(),
        })
        .refine(({ type, max_length: length }) => type === 'integer' || length !== undefined, {
          error: 'ids of type character want a max_length',
        })
        .refine((p) => p.min_samples_per_task <= p.max_samples_per_task, {
          error: 'min_samples_per_task is greater than max_samples_per_task',
        }),
      value: bounded,
      is_required: z.boolean(),
    })
    .optional(),
});

const targetMetadata = z
  .strictObject({
    target_id: z.string().max(LONGEST_TARGET_ID),
    target_name: z.string().max(100),
    target_units: z.string().max(100),
    target_keys: z
      .record(z.string(), z.string())
      .refine((keys) => Object.keys(keys).length === 1, { error: 'wanted one key' })
      .nullable(),
    description: z.string().optional(),
    target_type: z.enum([
      'continuous',
      'discrete',
      'date',
      'binary',
      'nominal',
      'ordinal',
      'compositional',
    ]),
    is_step_ahead: z.boolean(),
    time_unit: z.enum(['day', 'week', 'month']).optional(),
    additional_metadata: anything.optional(),
  })
  .refine(({ is_step_ahead: ahead, time_unit: unit }) => !ahead || unit !== undefined, {
    error: 'a target that is step ahead wants a time_unit',
  });

const modelTask = z.strictObject({
  task_ids: z.record(z.string(), taskId),
  output_type: outputTypes,
  target_metadata: z.array(targetMetadata),
});

const day = z.iso.date({ error: 'wanted a day such as 2026-05-20' });

const round = z.strictObject({
  round_id_from_variable: z.boolean(),
  round_id: z.string(),
  round_name: z.string().optional(),
  model_tasks: z.array(modelTask).min(1),
  submissions_due: z.union([
    z.strictObject({ relative_to: z.string(), start: z.int(), end: z.int() }),
    z.strictObject({ start: day, end: day }),
  ]),
  last_data_date: day.optional(),
  file_format: fileFormats.optional(),
  derived_task_ids: z.array(z.string()).nullable().optional(),
  additional_metadata: anything.optional(),
});

export const tasksForm = z.looseObject({
  schema_version: schemaVersion,
  rounds: z.array(round).min(1),
  output_type_id_datatype: z
    .enum(['auto', 'character', 'double', 'integer', 'logical', 'Date'])
    .optional(),
  derived_task_ids: z.array(z.string()).nullable().optional(),
});

const dataset = {
  observable_unit: z.array(z.string()).refine(isUnique, unique).nullable().optional(),
  versioned: z.boolean().optional(),
};

export const targetDataForm = z.strictObject({
  schema_version: schemaVersion,
  observable_unit: z.array(z.string()).refine(isUnique, unique),
  date_col: z.string(),
  versioned: z.boolean().optional(),
  'time-series': z
    .strictObject({ ...dataset, non_task_id_schema: z.record(z.string(), z.string()).optional() })
    .optional(),
  'oracle-output': z
    .strictObject({ ...dataset, has_output_type_ids: z.boolean().optional() })
    .optional(),
  additional_metadata: anything.optional(),
});

export type Tasks = z.infer<typeof tasksForm>;
export type Round = z.infer<typeof round>;
export type ModelTask = z.infer<typeof modelTask>;
export type TargetData = z.infer<typeof targetDataForm>;
