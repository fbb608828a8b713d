/**
 * The configuration of a one-model hub, after version 6.0.0 of the Hubverse schemas: tasks.json,
 * admin.json, target-data.json, the schema of model metadata and the metadata of the model.
 */

import type { Plan } from '../plan/plan.ts';
import { USUAL_LEVELS } from '../score/rules/weighted-interval.ts';
import { counted } from '../stats/round.ts';
import { isSeries, levelText, SAMPLES } from './hub-rows.ts';
import type { HubTarget } from './hub-targets.ts';

const SCHEMAS = 'https://raw.githubusercontent.com/hubverse-org/schemas/main/v6.0.0';

/** Days from the origin within which a file belongs to its round. */
const ROUND_DAYS = 31;

/** The longest name and unit of a target that the schemas allow. */
const LONGEST_NAME = 100;

/** The schema knows no unit longer than a month. */
const TIME_UNITS = {
  day: { time_unit: 'day', per: {} },
  week: { time_unit: 'week', per: {} },
  month: { time_unit: 'month', per: { months_per_step: 1 } },
  quarter: { time_unit: 'month', per: { months_per_step: 3 } },
  year: { time_unit: 'month', per: { months_per_step: 12 } },
} as const;

/**
 * @param thresholds   of the cdf of each amount, by name of its target; none leaves the cdf out
 * @param withSamples  whether the model output has joint samples
 */
export function tasksConfig(
  targets: readonly HubTarget[],
  thresholds: ReadonlyMap<string, readonly number[]>,
  origin: string,
  withSamples: boolean,
) {
  const dates = (of: readonly HubTarget[]): string[] =>
    [...new Set(of.flatMap(({ periods }) => periods.map(({ endDate }) => endDate)))].toSorted();
  const joint = {
    // All targets in one task, so that a sample id is one trial across them.
    task_ids: {
      origin_date: { required: [origin], optional: null },
      target: { required: null, optional: targets.map(({ name }) => name) },
      target_end_date: { required: null, optional: dates(targets) },
    },
    output_type: {
      sample: {
        output_type_id_params: {
          type: 'character',
          max_length: 6,
          min_samples_per_task: SAMPLES,
          max_samples_per_task: SAMPLES,
          compound_taskid_set: ['origin_date'],
        },
        is_required: true,
        value: { type: 'double' },
      },
    },
    target_metadata: targets.map(targetMetadata),
  };
  return {
    schema_version: `${SCHEMAS}/tasks-schema.json`,
    output_type_id_datatype: 'character',
    rounds: [
      {
        round_id_from_variable: true,
        round_id: 'origin_date',
        model_tasks: [
          ...targets.map((target) => ({
            task_ids: {
              origin_date: { required: [origin], optional: null },
              target: { required: [target.name], optional: null },
              target_end_date: { required: dates([target]), optional: null },
            },
            output_type: outputTypes(target, thresholds.get(target.name) ?? []),
            target_metadata: [targetMetadata(target)],
          })),
          ...(withSamples ? [joint] : []),
        ],
        submissions_due: { relative_to: 'origin_date', start: 0, end: ROUND_DAYS },
      },
    ],
  };
}

function targetMetadata({ name, outcome, ...rest }: HubTarget) {
  const { id, label, unit, basis, step, kind } = outcome;
  const time =
    step === 'horizon' || !isSeries({ name, outcome, ...rest }) ? undefined : TIME_UNITS[step];
  return {
    target_id: name,
    target_name: clipped(label),
    target_units: clipped(unit),
    target_keys: { target: name },
    description: `${label}${basis === undefined ? '' : ` (basis: ${basis})`}, of the ${step === 'horizon' ? 'whole horizon' : step} that ends on target_end_date.`,
    target_type: kind === 'amount' ? 'continuous' : kind === 'event' ? 'binary' : 'ordinal',
    is_step_ahead: time !== undefined,
    ...(time && { time_unit: time.time_unit }),
    additional_metadata: { outcome: id, ...time?.per },
  };
}

function clipped(text: string): string {
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 3)}...` : text;
}

function outputTypes({ outcome, categories }: HubTarget, thresholds: readonly number[]) {
  const required = (ids: readonly (string | number)[]) => ({ output_type_id: { required: ids } });
  const probability = { type: 'double', minimum: 0, maximum: 1 };
  const one = { output_type_id: { required: null }, is_required: true, value: { type: 'double' } };
  if (outcome.kind !== 'amount')
    return {
      pmf: {
        ...required(categories.map(({ name }) => name)),
        is_required: true,
        value: probability,
      },
    };
  return {
    mean: one,
    median: one,
    quantile: {
      ...required(USUAL_LEVELS.map((level) => Number(levelText(level)))),
      is_required: true,
      value: { type: 'double' },
    },
    ...(thresholds.length === 0
      ? {}
      : {
          // As texts: R would write the number 100000 as 1e+05 and find it in no file.
          cdf: { ...required(thresholds.map(String)), is_required: true, value: probability },
        }),
  };
}

/** Whose hub and forecast it is. */
export interface HubPeople {
  /** `team-model`, each of letters, digits and underscores. */
  readonly modelId: string;
  readonly contact: { readonly name: string; readonly email: string };
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** Under which the model output may be used; not said where it is absent. */
  readonly license?: string;
}

export function adminConfig(title: string, { modelId, contact, repository }: HubPeople) {
  const [owner, name] = repository.split('/');
  return {
    schema_version: `${SCHEMAS}/admin-schema.json`,
    name: title,
    maintainer: modelId.split('-')[0],
    contact,
    repository: { host: 'github', owner, name },
    file_format: ['csv'],
    // Of the time zones that the schema knows, one that is UTC all year.
    timezone: 'Africa/Abidjan',
  };
}

export function targetDataConfig() {
  return {
    schema_version: `${SCHEMAS}/target-data-schema.json`,
    observable_unit: ['target', 'target_end_date'],
    date_col: 'target_end_date',
    versioned: false,
    'oracle-output': { has_output_type_ids: true },
  };
}

/** What the metadata of a model must say: the hub defines it itself. */
export function metadataSchema() {
  const text = (description: string) => ({ type: 'string', description });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Metadata of the models of this hub',
    type: 'object',
    properties: {
      team_name: text('Who makes the forecast'),
      team_abbr: { ...text('Short name of the team'), pattern: '^[a-zA-Z0-9_]+$' },
      model_name: text('Name of the model'),
      model_abbr: { ...text('Short name of the model'), pattern: '^[a-zA-Z0-9_]+$' },
      model_version: text('Fingerprint of the model'),
      model_contributors: { type: 'array', items: { type: 'object' } },
      license: text('Licence of the model output'),
      designated_model: { type: 'boolean' },
      methods: text('How the forecast is made'),
      data_inputs: text('What it rests on'),
      reproduce: text('How to make it again'),
    },
    required: [
      'team_name',
      'team_abbr',
      'model_name',
      'model_abbr',
      'model_contributors',
      'designated_model',
      'methods',
    ],
    additionalProperties: false,
  };
}

export function modelMetadata(plan: Plan, { modelId, contact, license }: HubPeople) {
  const [team, model] = modelId.split('-');
  return {
    team_name: team,
    team_abbr: team,
    model_name: plan.model,
    model_abbr: model,
    model_version: plan.program.fingerprint,
    model_contributors: [{ name: contact.name, email: contact.email }],
    ...(license === undefined ? {} : { license }),
    designated_model: true,
    methods: `Monte Carlo forecast of ${counted(plan.trials)} trials (design ${plan.design}, ${plan.replicates} replicates), seed ${plan.seed}${plan.evidence ? ', weighted by evidence' : ''}.`,
    data_inputs: 'Assumptions with their sources, as the model lists them.',
    reproduce: `chipcast verify, run ${plan.id}`,
  };
}
