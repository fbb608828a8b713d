/**
 * The configuration of a one-model hub, after version 6.0.0 of the Hubverse schemas: tasks.json, admin.json, target-data.json, the schema
 * of model metadata and the metadata of the model.
 */

import { levelText, SAMPLES } from './hub-rows.ts';
import { USUAL_LEVELS } from '../score/rules/weighted-interval.ts';
import { categoriesOf, type HubTarget } from './hub-targets.ts';

const SCHEMAS = 'https://raw.githubusercontent.com/hubverse-org/schemas/main/v6.0.0';

/** Days from the origin within which a file belongs to its round. */
const ROUND_DAYS = 31;

const UNIT_OF_TIME = { quarter: 'quarter', year: 'year', horizon: 'whole horizon' } as const;

export function tasksConfig(
  targets: readonly HubTarget[],
  thresholds: ReadonlyMap<string, readonly number[]>,
  origin: string,
) {
  const metadata = (target: HubTarget) => {
    const { name, outcome } = target;
    return {
      target_id: name,
      target_name: outcome.label,
      target_units: outcome.unit,
      target_keys: { target: name },
      description: `${outcome.label}${outcome.basis === undefined ? '' : ` (basis: ${outcome.basis})`}, of the ${UNIT_OF_TIME[outcome.over]} that ends on target_end_date.`,
      target_type:
        outcome.kind === 'amount' ? 'continuous' : outcome.kind === 'event' ? 'binary' : 'ordinal',
      is_step_ahead: false,
    };
  };
  const dates = (of: readonly HubTarget[]): string[] =>
    [...new Set(of.flatMap(({ periods }) => periods.map(({ endDate }) => endDate)))].toSorted();
  const required = (ids: readonly (string | number)[]) => ({ output_type_id: { required: ids } });
  const probability = { type: 'double', minimum: 0, maximum: 1 };
  const one = { output_type_id: { required: null }, is_required: true, value: { type: 'double' } };
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
            output_type:
              target.outcome.kind === 'amount'
                ? {
                    mean: one,
                    median: one,
                    quantile: {
                      ...required(USUAL_LEVELS.map((level) => Number(levelText(level)))),
                      is_required: true,
                      value: { type: 'double' },
                    },
                    cdf: {
                      ...required(thresholds.get(target.name) ?? []),
                      is_required: true,
                      value: probability,
                    },
                  }
                : {
                    pmf: {
                      ...required(categoriesOf(target).map(({ name }) => name)),
                      is_required: true,
                      value: probability,
                    },
                  },
            target_metadata: [metadata(target)],
          })),
          {
            // All targets in one task, so that a sample id is one world across them.
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
            target_metadata: targets.map(metadata),
          },
        ],
        submissions_due: { relative_to: 'origin_date', start: 0, end: ROUND_DAYS },
      },
    ],
  };
}

export interface HubPeople {
  /** `team-model`, each of letters, digits and underscores. */
  readonly modelId: string;
  readonly contact: { readonly name: string; readonly email: string };
  /** `owner/name` on GitHub. */
  readonly repository: string;
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
    model_output_dir: 'model-output',
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

/** What is to be told of a model: the hub says it itself. */
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
      'license',
      'designated_model',
      'methods',
    ],
    additionalProperties: false,
  };
}
