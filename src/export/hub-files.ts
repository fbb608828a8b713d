/** All files of a forecast hub of one model, by path. */

import { stringify } from 'yaml';
import { eveOfHorizon } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import type { Truth } from '../score/truth.ts';
import { csvTable } from '../text/csv-write.ts';
import type { Day } from '../text/day.ts';
import { InputError } from '../text/input-error.ts';
import {
  adminConfig,
  type HubPeople,
  metadataSchema,
  modelMetadata,
  targetDataConfig,
  tasksConfig,
} from './hub-config.ts';
import {
  EARLIER_COLUMNS,
  earlierRows,
  type HubOutput,
  ORACLE_COLUMNS,
  OUTPUT_COLUMNS,
  oracleRows,
  SERIES_COLUMNS,
  seriesRows,
  VINTAGE_COLUMNS,
  vintageRows,
} from './hub-rows.ts';

export interface Hub {
  readonly plan: Plan;
  /** Name of the run. */
  readonly run: string;
  readonly output: HubOutput;
  readonly truths: readonly Truth[];
  readonly people: HubPeople;
  /** Options that were not given, for which a placeholder stands. */
  readonly missing: readonly string[];
}

/** Text of each file by its path in the hub. Target data without a row are no file. */
export function hubFiles(hub: Hub): Readonly<Record<string, string>> {
  const { plan, output, truths, people } = hub;
  const { modelId } = people;
  const { targets, rows, thresholds, samples } = output;
  const origin = originOf(plan);
  const title = `Hub of one model: ${plan.model}`;
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const observed = {
    'target-data/oracle-output.csv': [ORACLE_COLUMNS, oracleRows(targets, truths)],
    'target-data/time-series.csv': [SERIES_COLUMNS, seriesRows(targets, truths)],
    'auxiliary-data/earlier-observations.csv': [EARLIER_COLUMNS, earlierRows(targets, truths)],
    'auxiliary-data/observed-by-vintage.csv': [
      VINTAGE_COLUMNS,
      vintageRows(targets, plan.evidence),
    ],
  } as const;
  const tables = Object.entries(observed).filter(([, [, of]]) => of.length > 0);
  return {
    'README.md': readme(
      title,
      hub,
      tables.map(([path]) => path),
    ),
    'hub-config/tasks.json': json(tasksConfig(targets, thresholds, origin, samples > 0)),
    'hub-config/admin.json': json(adminConfig(title, people)),
    'hub-config/target-data.json': json(targetDataConfig()),
    'hub-config/model-metadata-schema.json': json(metadataSchema()),
    [`model-metadata/${modelId}.yml`]: stringify(modelMetadata(plan, people)),
    [`model-output/${modelId}/${origin}-${modelId}.csv`]: csvTable(OUTPUT_COLUMNS, rows),
    ...Object.fromEntries(tables.map(([path, [columns, of]]) => [path, csvTable(columns, of)])),
  };
}

/** The last day that the forecast knows: of its evidence, or the eve of its first quarter. */
export function originOf({ program, evidence }: Plan): Day {
  const last = evidence?.observations
    .map(({ known }) => known)
    .toSorted()
    .at(-1);
  const origin = evidence?.asOf ?? last ?? eveOfHorizon(program);
  if (origin !== undefined) return origin;
  throw new InputError(
    `the model ${program.name} speaks of no period, and a hub is of dates; say calendar: once('2027')`,
  );
}

const WHAT = {
  'target-data/oracle-output.csv': 'what became known, by output type; bounds are not in it',
  'target-data/time-series.csv': 'the same as a time series',
  'auxiliary-data/earlier-observations.csv':
    'the time series of before the forecast: published history, and by whom',
  'auxiliary-data/observed-by-vintage.csv':
    'dates of targets that the forecast knew something of, a row an observation',
} as const;

function readme(
  title: string,
  { plan, run, output, people, missing }: Hub,
  tables: readonly string[],
): string {
  return [
    `# ${title}`,
    '',
    `The forecast ${run} (id ${plan.id}), written by \`chipcast export --format hubverse\` after version 6.0.0 of the Hubverse schemas.`,
    '',
    `- Round: ${originOf(plan)}, the last day that the forecast knows. Model: ${people.modelId}.`,
    `- ${output.targets.length} targets. Amounts have mean, median, 23 quantiles and a cdf at round thresholds; events and categories have a pmf.`,
    output.samples > 0
      ? `- ${output.samples} joint samples: one sample id is one trial across all targets and dates.`
      : '- No joint samples: in every trial some outcome failed.',
    ...tables.map((path) => `- \`${path}\`: ${WHAT[path as keyof typeof WHAT]}.`),
    ...(tables.length === 0 ? ['- No target data: nothing exact is known yet.'] : []),
    ...(missing.length > 0
      ? [
          `- Before you publish it: ${missing.join(', ')} ${missing.length === 1 ? 'was' : 'were'} not given.`,
        ]
      : []),
    '',
  ].join('\n');
}
