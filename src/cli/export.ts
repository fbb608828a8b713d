/** `chipcast export`: a finished run in the forms that others read. */

import { exportHub, type HubOptions } from './export-hub.ts';
import { finishedFolder } from './export-source.ts';
import { exportTables, TABLES, type TableOptions } from './export-table.ts';
import { separated } from './separated.ts';
import { UsageError } from './usage-error.ts';

export interface ExportOptions extends HubOptions, Omit<TableOptions, 'format' | 'what'> {
  readonly format: TableOptions['format'] | 'hubverse';
  readonly what?: readonly string[];
  readonly json?: boolean;
}

export async function exportCommand(named: string, options: ExportOptions): Promise<void> {
  const { format, what: asked, ...rest } = options;
  const what = separated(asked);
  refuseMixture(options, what);
  const warn = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const files =
    format === 'hubverse'
      ? await exportHub(finishedFolder(named, options.out), options, warn)
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
