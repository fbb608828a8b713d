/** `chipcast export`: a finished run in the forms that others read. */

import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';
import { summaryTable } from '../export/summary-table.ts';
import { RunFolderError } from '../store/error.ts';
import { drawColumns, WEIGHT } from '../store/draw-columns.ts';
import { findRun, type RunFolder } from '../store/run-folder.ts';
import { csvLine, csvTable } from '../text/csv-write.ts';
import { exportHub, type HubOptions } from './export-hub.ts';
import { openFolder } from './run.ts';
import { UsageError } from './usage-error.ts';

export interface ExportOptions extends HubOptions {
  readonly format: 'csv' | 'parquet' | 'hubverse';
  readonly what?: 'summary' | 'draws';
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
      ? await exportHub(folder, options, (line) => process.stderr.write(`${line}\n`))
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
  const ofHubs = [
    'model',
    'outcomes',
    'truth',
    'modelId',
    'contact',
    'repository',
    'license',
  ] as const;
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
  const { columns, texts, rows } = summaryTable(folder.plan().program, folder.summary());
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
    if (to === undefined) return [folder.draws()];
    const path = fileFor(folder, to, 'draws.parquet');
    copyFileSync(folder.draws(), path);
    return [path];
  }
  const { inputs, outcomes } = drawColumns(plan);
  const names = [...(plan.evidence?.method === 'weights' ? [WEIGHT] : []), ...inputs, ...outcomes];
  const draws = await folder.readDraws(plan, names);
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
