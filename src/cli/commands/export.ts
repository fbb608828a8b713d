/** `chipcast export`: a finished run in the forms that others read. */

import { Option } from '@commander-js/extra-typings';
import { UsageError } from '../../forecast/usage-error.ts';
import type { HubOptions } from '../export-hub.ts';
import type { TableOptions } from '../export-table.ts';
import { TABLES } from '../export-tables.ts';
import { command, computingOptions, truthModelOption } from '../options.ts';
import { separated } from '../separated.ts';

export default computingOptions(
  command('export', 'tables of a run or a batch for others: CSV, Parquet, Excel, a forecast hub')
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

export interface ExportOptions extends HubOptions, Omit<TableOptions, 'format' | 'what'> {
  readonly format: TableOptions['format'] | 'hubverse';
  readonly what?: readonly string[];
  readonly json?: boolean;
}

export async function exportCommand(named: string, options: ExportOptions): Promise<void> {
  const { format, what: asked, ...rest } = options;
  const what = separated(asked);
  refuseMixture(options, what);
  const { exportHub } = await import('../export-hub.ts');
  const { finishedFolder } = await import('../export-source.ts');
  const { exportTables } = await import('../export-table.ts');
  const warn = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const files =
    format === 'hubverse'
      ? await exportHub(await finishedFolder(named, options.out), options, warn)
      : await exportTables(named, { ...rest, format, what: tablesOf(what) }, warn);
  if (options.to === '-') return;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ run: named, format, files }, null, 1)}\n`
      : `${files.join('\n')}\n`,
  );
}

function tablesOf(what: readonly string[]): TableOptions['what'] {
  return what.length === 0 ? ['summary'] : (what as TableOptions['what']);
}

/** Everything that does not go together is a misunderstanding, and said at once. */
function refuseMixture(options: ExportOptions, what: readonly string[]): void {
  const { format, to, json, long, bom, outcomes } = options;
  const ofHubs = ['model', 'truth', 'modelId', 'contact', 'repository', 'license'] as const;
  const ofTables = ['what', 'long', 'bom'] as const;
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
