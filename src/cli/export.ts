/** `chipcast export`: a finished run in the forms that others read. */

import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parquetWriteFile } from 'hyparquet-writer';
import { stringify } from 'yaml';
import { threadsExecutor } from '../execute/threads.ts';
import { inlineExecutor } from '../execute/inline.ts';
import {
  adminConfig,
  type HubPeople,
  metadataSchema,
  targetDataConfig,
  tasksConfig,
} from '../export/hub-config.ts';
import { hubFaults } from '../export/hub-check.ts';
import {
  hubOutput,
  ORACLE_COLUMNS,
  oracleRows,
  OUTPUT_COLUMNS,
  SAMPLES,
  timeSeriesRows,
} from '../export/hub-rows.ts';
import { endOf, eveOf, type HubTarget, hubTargets } from '../export/hub-targets.ts';
import { summaryTable } from '../export/summary-table.ts';
import type { Plan } from '../plan/plan.ts';
import { reportedOutcomes } from '../report/outcomes.ts';
import { outcomeDraws } from '../revision/outcome-draws.ts';
import { readTruth, type Truth } from '../score/truth.ts';
import { askedOutcomes } from '../sensitivity/request.ts';
import { counted } from '../stats/round.ts';
import { RunFolderError } from '../store/error.ts';
import { drawColumns, readDraws } from '../store/read-draws.ts';
import { WEIGHT } from '../store/draws.ts';
import { findRun, type RunFolder } from '../store/run-folder.ts';
import { csvLine, csvTable } from '../text/csv-write.ts';
import { isShipped, loadModel } from './load-model.ts';
import { openFolder } from './run.ts';
import { separated } from './separated.ts';
import { UsageError } from './usage-error.ts';

export interface ExportOptions {
  readonly format: 'csv' | 'parquet' | 'hubverse';
  readonly what?: 'summary' | 'draws';
  readonly to?: string;
  readonly outcomes?: readonly string[];
  readonly truth?: string;
  readonly modelId?: string;
  readonly contact?: string;
  readonly repository?: string;
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
  readonly out: string;
  readonly json?: boolean;
}

export async function exportCommand(named: string, options: ExportOptions): Promise<void> {
  const folder = openFolder(findRun(named, options.out).path);
  if (folder.state() !== 'finished')
    throw new RunFolderError(
      `${folder.path} is not finished; there is nothing to export yet (chipcast resume ${folder.path})`,
    );
  refuseMixture(options);
  const { format, what = 'summary' } = options;
  const files =
    format === 'hubverse'
      ? await exportHub(folder, options)
      : what === 'draws'
        ? await exportDraws(folder, format, options.to)
        : exportSummary(folder, format, options.to);
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ run: folder.name, format, files }, null, 1)}\n`
      : `${files.join('\n')}\n`,
  );
}

/** Options of the one format with the other are a misunderstanding. */
function refuseMixture(options: ExportOptions): void {
  const { format } = options;
  const ofHubs = ['outcomes', 'truth', 'modelId', 'contact', 'repository'] as const;
  const wrong = (format === 'hubverse' ? (['what'] as const) : ofHubs).filter(
    (name) => options[name] !== undefined,
  );
  if (wrong.length > 0)
    throw new UsageError(
      wrong
        .map(
          (name) =>
            `--${name.replace('modelId', 'model-id')} has no meaning with --format ${format}`,
        )
        .join('\n'),
    );
}

function exportSummary(
  folder: RunFolder,
  format: 'csv' | 'parquet',
  to: string | undefined,
): string[] {
  const { columns, texts, rows } = summaryTable(folder.plan().program, folder.trustedSummary());
  const path = fileFor(folder, to, `summary.${format}`);
  if (format === 'csv') writeFileSync(path, csvTable(columns, rows));
  else
    parquetWriteFile({
      filename: path,
      columnData: columns.map((name, k) => ({
        name,
        data: rows.map((row) => row[k]),
        type: texts.has(name) ? ('STRING' as const) : ('DOUBLE' as const),
        nullable: !texts.has(name),
      })),
    });
  return [path];
}

const LINES_AT_A_TIME = 4096;

async function exportDraws(
  folder: RunFolder,
  format: 'csv' | 'parquet',
  to: string | undefined,
): Promise<string[]> {
  if (!folder.has('draws.parquet'))
    throw new RunFolderError(
      `${folder.path} has no draws.parquet, which the export reads; run it again with --draws`,
    );
  const plan = folder.plan();
  if (format === 'parquet') {
    if (to === undefined) return [folder.file('draws.parquet')];
    const path = fileFor(folder, to, 'draws.parquet');
    copyFileSync(folder.file('draws.parquet'), path);
    return [path];
  }
  const { inputs, outcomes } = drawColumns(plan);
  const names = [...(plan.evidence?.method === 'weights' ? [WEIGHT] : []), ...inputs, ...outcomes];
  const draws = await readDraws(folder.file('draws.parquet'), plan, names);
  const columns = names.map((name) => draws.get(name)!);
  const path = fileFor(folder, to, 'draws.csv');
  writeFileSync(path, csvLine(['trial', ...names]));
  for (let from = 0; from < plan.trials; from += LINES_AT_A_TIME) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(from + LINES_AT_A_TIME, plan.trials); i++)
      lines.push(csvLine([i, ...columns.map((column) => column[i])]));
    writeFileSync(path, lines.join(''), { flag: 'a' });
  }
  return [path];
}

function fileFor(folder: RunFolder, to: string | undefined, name: string): string {
  if (to === undefined) return folder.file(name);
  mkdirSync(dirname(to), { recursive: true });
  return to;
}

const MODEL_ID = /^[a-zA-Z0-9_]+-[a-zA-Z0-9_]+$/;
const CONTACT = /^(.+) <([^<>@\s]+@[^<>@\s]+)>$/;
const PLACEHOLDERS = { contact: 'Nobody <nobody@example.org>', repository: 'example/forecast-hub' };

async function exportHub(folder: RunFolder, options: ExportOptions): Promise<string[]> {
  const [plan, summary] = [folder.plan(), folder.trustedSummary()];
  const people = peopleOf(plan, options);
  const hub = options.to ?? folder.file('hub');
  refuseOthers(hub);
  const truths = await truthsOf(plan, options.truth);
  const reported = reportedOutcomes(plan.program, summary);
  const asked = askedOutcomes(plan.program, separated(options.outcomes));
  const conditions = asked.filter(({ event }) => event !== undefined);
  if (conditions.length > 0)
    throw new UsageError(
      `--outcomes: ${conditions.map(({ key }) => `"${key}"`).join(', ')} is a condition; a hub takes outcomes, with or without period`,
    );
  const targets = hubTargets(
    plan.program,
    reported,
    new Set([
      ...asked.map(({ column }) => column),
      ...(options.outcomes ? [] : truths.map(({ target }) => target)),
    ]),
  );
  const executor =
    options.executor === 'inline' ? inlineExecutor() : threadsExecutor(options.threads);
  try {
    const ids = new Set(targets.map(({ outcome }) => outcome.id));
    const { columns, weights } = await outcomeDraws(plan, ids, executor);
    const origin = originOf(plan);
    const output = hubOutput(plan.program, targets, columns, weights, origin, plan.id);
    const files = hubFiles(plan, targets, output, truths, origin, people, folder);
    rmSync(hub, { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(hub, name)), { recursive: true });
      writeFileSync(join(hub, name), text);
    }
    const faults = hubFaults(hub);
    if (faults.length > 0)
      throw new Error(`the hub in ${hub} breaks its own rules:\n  ${faults.join('\n  ')}`);
    if (output.failed > 0)
      process.stderr.write(
        `${counted(output.failed)} world(s) in which an outcome failed were not taken as samples\n`,
      );
    return Object.keys(files).map((name) => join(hub, name));
  } finally {
    await executor.close();
  }
}

/** A folder with something else in it is not replaced. */
function refuseOthers(hub: string): void {
  if (!existsSync(hub)) return;
  const found = readdirSync(hub);
  if (found.length > 0 && !found.includes('hub-config'))
    throw new UsageError(
      `--to ${hub} has ${found.slice(0, 3).join(', ')} in it and is no hub; wanted a new folder, or a hub to replace`,
    );
}

function peopleOf(plan: Plan, options: ExportOptions): HubPeople {
  const short = plan.model.replaceAll(/[^a-zA-Z0-9]+/g, '_').slice(0, 16);
  const { modelId = `chipcast-${short}` } = options;
  const { contact = PLACEHOLDERS.contact, repository = PLACEHOLDERS.repository } = options;
  const person = CONTACT.exec(contact);
  const faults = [
    ...(MODEL_ID.test(modelId)
      ? []
      : [`--model-id is "${modelId}"; wanted team-model, each of letters, digits and underscores`]),
    ...(person ? [] : [`--contact is "${contact}"; wanted "Name <name@example.org>"`]),
    ...(/^[^/\s]+\/[^/\s]+$/.test(repository)
      ? []
      : [`--repository is "${repository}"; wanted owner/name`]),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return { modelId, contact: { name: person![1], email: person![2] }, repository };
}

/** Those of the file that is named, else of the model; none where it has none. */
async function truthsOf(plan: Plan, file: string | undefined): Promise<readonly Truth[]> {
  if (file !== undefined) return readTruth(file);
  if (plan.modelFile === undefined && !isShipped(plan.model)) return [];
  const { truth, name } = await loadModel(plan.modelFile ?? plan.model);
  return truth === undefined || name !== plan.model ? [] : readTruth(fileURLToPath(truth));
}

/** The last day that the forecast knows: of its evidence, or the eve of its first quarter. */
function originOf({ program, evidence }: Plan): string {
  const last = evidence?.observations
    .map(({ known }) => known)
    .toSorted()
    .at(-1);
  if (evidence?.asOf?.length === 10) return evidence.asOf;
  if (last !== undefined) return last;
  const [year, quarter] = program.time.quarters[0].split('Q').map(Number);
  return eveOf(`${year}-${String(3 * quarter - 2).padStart(2, '0')}-01`);
}

function hubFiles(
  plan: Plan,
  targets: readonly HubTarget[],
  { rows, thresholds }: ReturnType<typeof hubOutput>,
  truths: readonly Truth[],
  origin: string,
  people: HubPeople,
  folder: RunFolder,
): Record<string, string> {
  const { modelId } = people;
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const oracle = oracleRows(targets, thresholds, truths);
  const title = `Hub of one model: ${plan.model}`;
  return {
    'README.md': readme(title, plan, targets, origin, people, folder, oracle.length > 0),
    'hub-config/tasks.json': json(tasksConfig(targets, thresholds, origin)),
    'hub-config/admin.json': json(adminConfig(title, people)),
    'hub-config/target-data.json': json(targetDataConfig()),
    'hub-config/model-metadata-schema.json': json(metadataSchema()),
    [`model-metadata/${modelId}.yml`]: stringify(metadataOf(plan, people)),
    [`model-output/${modelId}/${origin}-${modelId}.csv`]: csvTable(OUTPUT_COLUMNS, rows),
    'target-data/oracle-output.csv': csvTable(ORACLE_COLUMNS, oracle),
    'target-data/time-series.csv': csvTable(
      ['target', 'target_end_date', 'observation'],
      timeSeriesRows(targets, truths, endOf),
    ),
  };
}

function metadataOf(plan: Plan, { modelId, contact }: HubPeople) {
  const [team, model] = modelId.split('-');
  return {
    team_name: team,
    team_abbr: team,
    model_name: plan.model,
    model_abbr: model,
    model_version: plan.program.fingerprint,
    model_contributors: [{ name: contact.name, email: contact.email }],
    license: 'CC-BY-4.0',
    designated_model: true,
    methods: `Monte Carlo forecast of ${counted(plan.trials)} worlds (design ${plan.design}, ${plan.replicates} replicates), seed ${plan.seed}${plan.evidence ? ', weighed by evidence' : ''}.`,
    data_inputs: 'Assumptions with their sources, as the model lists them.',
    reproduce: `chipcast verify, run ${plan.id}`,
  };
}

function readme(
  title: string,
  plan: Plan,
  targets: readonly HubTarget[],
  origin: string,
  { modelId, contact, repository }: HubPeople,
  folder: RunFolder,
  withTruth: boolean,
): string {
  const placeholder =
    `${contact.name} <${contact.email}>` === PLACEHOLDERS.contact ||
    repository === PLACEHOLDERS.repository;
  return [
    `# ${title}`,
    '',
    `The forecast ${folder.name} (id ${plan.id}), written by \`chipcast export --format hubverse\` after version 6.0.0 of the Hubverse schemas.`,
    '',
    `- Round: ${origin}, the last day that the forecast knows. Model: ${modelId}.`,
    `- ${targets.length} targets. Amounts have mean, median, 23 quantiles and cdf at round thresholds; events and categories have a pmf.`,
    `- ${SAMPLES} joint samples: one sample id is one world across all targets and dates.`,
    withTruth
      ? '- `target-data/` has what became known; bounds are not in it.'
      : '- `target-data/` has no rows: nothing exact is known yet.',
    ...(placeholder
      ? [
          '- Contact or repository in `hub-config/admin.json` are placeholders; --contact and --repository fill them in.',
        ]
      : []),
    '',
  ].join('\n');
}
