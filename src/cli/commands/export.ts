/** `chipcast export`: a finished run in the forms that others read. */

import { Option } from '@commander-js/extra-typings';
import { TABLES, type TableName } from '../../forecast/choices.ts';
import { UsageError } from '../../forecast/usage-error.ts';
import type { HubOptions } from '../../node/export-hub.ts';
import type { TableFile } from '../../node/export-table.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { sayLine } from '../notes.ts';
import { command, computingOptions, truthModelOption } from '../options.ts';
import { printJson, printLines, printPieces } from '../output.ts';
import { separated } from '../separated.ts';
import { findStore } from '../stores.ts';

export default computingOptions(
  command('export', 'write a run or a batch for others: CSV, Parquet, Excel, a forecast hub')
    .argument('<run>', 'run folder, or the beginning or end of its name; name of a batch')
    .addOption(
      new Option('--format <format>', 'of the file; hubverse is a complete hub of one model')
        .choices(['csv', 'parquet', 'xlsx', 'hubverse'] as const)
        .default('csv' as const),
    )
    .option(
      '--what <tables...>',
      'summary, draws, sensitivity, scores or batch; several for xlsx (default: summary)',
    )
    .option('--long', 'a row a value: trial, outcome, period, value, unit; or a row a statistic')
    .option('--bom', 'begin CSV with a byte-order mark, for Excel and labels beyond ASCII')
    .option(
      '--to <path>',
      'file, - for standard output, or folder of the hub (default: in the run folder)',
    )
    .option(
      '--outcomes <ids...>',
      'of draws: outcomes and inputs, with or without period (default: all); of a hub: outcomes, or all (default: headlines and what has a truth)',
    )
    .addOption(truthModelOption)
    .option('--truth <file>', 'of a hub: what became known (default: the file of the model)')
    .option('--model-id <team-model>', 'of a hub: whose forecast it is')
    .option('--contact <person>', "of a hub: 'Name <name@example.org>'")
    .option('--repository <owner/name>', 'of a hub: where it will be kept on GitHub')
    .option('--license <name>', 'of a hub: under which licence the forecast may be used'),
).action(exportCommand);

export interface ExportOptions extends HubOptions, ComputingOptions, Omit<TableFile, 'format'> {
  readonly format: TableFile['format'] | 'hubverse';
  readonly what?: readonly string[];
  readonly long?: boolean;
  readonly out: string;
  readonly json?: boolean;
}

export async function exportCommand(named: string, options: ExportOptions): Promise<void> {
  const { format, to, json } = options;
  refuseMixture(options);
  const files = await (format === 'hubverse'
    ? hub(named, options)
    : tables(named, { ...options, format }));
  if (to === '-') return;
  if (json) printJson({ run: named, format, files });
  else printLines(files);
}

async function hub(named: string, options: ExportOptions): Promise<readonly string[]> {
  const { writeHub } = await import('../../node/export-hub.ts');
  const store = await findStore(named, options.out);
  const asked = { ...options, outcomes: outcomesOf(options) };
  return withExecutor(options, undefined, (executor) => writeHub(store, asked, executor, sayLine));
}

/** Writes the tables and returns the path of the file; none where it went to standard output. */
async function tables(
  named: string,
  options: ExportOptions & TableFile,
): Promise<readonly string[]> {
  const { makeTables, tablePieces, writeTables } = await import('../../node/export-table.ts');
  const asked = { ...options, what: whatOf(options), outcomes: outcomesOf(options) };
  const made = await withExecutor(options, undefined, (executor) =>
    makeTables(named, asked, executor, sayLine),
  );
  const path = options.to ?? made.path;
  if (path === '-') {
    await printPieces(tablePieces(made.tables, options));
    return [];
  }
  await writeTables(path, made.tables, options);
  return [path];
}

function outcomesOf({ outcomes }: ExportOptions): readonly string[] | undefined {
  return outcomes && separated(outcomes);
}

/** Of the names that stand in `--what`, those of tables. */
function whatOf({ what }: ExportOptions): readonly TableName[] {
  const names = separated(what);
  if (names.length === 0) return ['summary'];
  return names.flatMap((name) => TABLES.find((table) => table === name) ?? []);
}

/** Everything that does not go together is a misunderstanding, and said at once. */
function refuseMixture(options: ExportOptions): void {
  const { format, to, json, long, bom, outcomes } = options;
  const ofHubs = ['model', 'truth', 'modelId', 'contact', 'repository', 'license'] as const;
  const ofTables = ['what', 'long', 'bom'] as const;
  const what = separated(options.what);
  const unknown = what.filter((name) => !TABLES.some((table) => table === name));
  const tables = what.length === 0 ? ['summary'] : what;
  const isTable = format !== 'hubverse';
  const wrong = (isTable ? ofHubs : ofTables).filter((name) => options[name] !== undefined);
  const faults = [
    ...wrong.map(
      (name) => `--${name.replace('modelId', 'model-id')} has no meaning with --format ${format}`,
    ),
    ...unknown.map((name) => `--what is "${name}"; wanted some of ${TABLES.join(', ')}`),
    ...(isTable && bom && format !== 'csv' ? [`--bom has no meaning with --format ${format}`] : []),
    ...(isTable && outcomes !== undefined && !tables.includes('draws')
      ? [`--outcomes has no meaning with --what ${tables.join(',')}; it is of draws, and of a hub`]
      : []),
    ...(isTable && long && !tables.some((name) => name === 'summary' || name === 'draws')
      ? [`--long has no meaning with --what ${tables.join(',')}, which is long already`]
      : []),
    ...(isTable && format !== 'xlsx' && tables.length > 1
      ? [`--what names ${tables.length} tables; a ${format} file takes one, --format xlsx several`]
      : []),
    ...(to === '-' && format === 'hubverse' ? ['a hub is a folder; --to - has no meaning'] : []),
    ...(to === '-' && json ? ['--json has no meaning with --to -, which prints the table'] : []),
  ];
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
}
