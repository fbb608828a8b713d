/** `chipcast batch`: a matrix of scenarios, one run folder each, and how they compare. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BatchSpec } from '../../batch/batch-spec.ts';
import type { BatchCell, BatchManifest } from '../../batch/manifest.ts';
import type { BatchResult, PlannedCell } from '../../forecast/batch.ts';
import { earnedPair, percent } from '../../stats/round.ts';
import { alignNumbers, columns, wrap } from '../../text/table.ts';
import { type ComputingOptions, computing, withExecutor } from '../computing.ts';
import { onInterruption } from '../interruption.ts';
import { tell } from '../notes.ts';
import { allowReadOption, command, computingOptions } from '../options.ts';
import { enoughTrials } from './run.ts';

export default computingOptions(
  command('batch', 'a matrix of scenarios, one run folder each, and how they compare')
    .argument('<spec>', 'batch spec, a YAML file: a run spec and a matrix')
    .addOption(allowReadOption)
    .option('--keep-going', 'go on after a cell that failed'),
)
  .option('--quiet', 'print the folders only')
  .action(batchCommand);

export interface BatchOptions extends ComputingOptions {
  readonly allowRead?: readonly string[];
  readonly keepGoing?: boolean;
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export async function batchCommand(specFile: string, options: BatchOptions): Promise<void> {
  const { readBatchSpec } = await import('../../batch/batch-spec.ts');
  const { makeFolder } = await import('../../files/folder.ts');
  const { compareCells, planCells } = await import('../../forecast/batch.ts');
  const { UsageError } = await import('../../forecast/usage-error.ts');
  const { askedBy, readSpec } = await import('../../node/question.ts');
  const { batchPage } = await import('../../report/batch-page.ts');
  const { writeWhole } = await import('../../store/files.ts');
  const { file, refused } = readSpec<BatchSpec>(specFile, (text) => readBatchSpec(text, specFile));
  if (file === undefined) throw refused ?? new UsageError(`${specFile} cannot be read`);
  const planned = await planCells(file, specFile, refused, (cell) =>
    askedBy(cell, specFile, { allowRead: options.allowRead ?? [] }, tell),
  );
  const { name } = file.spec;
  const [path, page] = ['json', 'html'].map((type) => join(options.out, `${name}.batch.${type}`));
  const earlier = readManifest(path);
  makeFolder(options.out);
  const save = (manifest: BatchManifest): BatchManifest => {
    writeWhole(options.out, `${name}.batch.json`, `${JSON.stringify(manifest, null, 1)}\n`);
    return manifest;
  };
  const { cells, stopped } = await run(name, planned, earlier, options, save);
  const comparison = stopped
    ? undefined
    : await withExecutor(options, undefined, (executor) => compareCells(planned, cells, executor));
  const manifest = save({
    format: 1,
    batch: name,
    cells,
    ...(comparison === undefined ? {} : { comparison }),
  });
  writeWhole(options.out, `${name}.batch.html`, batchPage(manifest));
  const failed = cells.some(({ state }) => state === 'failed');
  process.exitCode = failed || stopped ? 1 : 0;
  process.stdout.write(
    options.json
      ? `${JSON.stringify(manifest, null, 1)}\n`
      : options.quiet
        ? `${cells.map((cell) => join(options.out, cell.run)).join('\n')}\n`
        : `${told(manifest, [page, path]).join('\n')}\n`,
  );
}

async function run(
  name: string,
  planned: readonly PlannedCell[],
  earlier: BatchManifest | undefined,
  options: BatchOptions,
  save: (manifest: BatchManifest) => BatchManifest,
): Promise<BatchResult> {
  const { runCells } = await import('../../forecast/batch.ts');
  const { computeInto } = await import('../../forecast/run-into.ts');
  const { folderOf } = await import('../../node/folder.ts');
  const { NODE } = await import('../../node/place.ts');
  const interruption = onInterruption();
  try {
    return await runCells(name, planned, {
      earlier,
      signal: interruption.signal,
      keepGoing: options.keepGoing === true,
      save,
      enoughTrials: (plan) => enoughTrials(plan, options),
      store: (plan) => folderOf(plan, options.out),
      compute: (plan, store) =>
        computing(options, plan, (how) => computeInto(plan, store, how, NODE), interruption),
      say: (cell, what) =>
        process.stderr.write(`[${cell.number} of ${cell.of}] ${cell.name}: ${what}\n`),
    });
  } finally {
    interruption.release();
  }
}

function readManifest(path: string): BatchManifest | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as BatchManifest;
    return manifest.format === 1 && Array.isArray(manifest.cells) ? manifest : undefined;
  } catch {
    process.stderr.write(`${path} cannot be read; what changed since it was made cannot be told\n`);
    return undefined;
  }
}

const WIDTH = 110;
/** Headlines that the terminal shows; the page has all. */
const SHOWN = 3;

function told({ batch, cells, comparison }: BatchManifest, files: readonly string[]): string[] {
  const width = Math.min(WIDTH, process.stdout.columns ?? WIDTH);
  const done = cells.filter(({ state }) => state === 'done');
  const failed = cells.filter(({ state }) => state === 'failed');
  const left = cells.filter(({ state }) => state === 'stopped' || state === 'waiting');
  const ids = Object.keys(done[0]?.headlines ?? {}).slice(0, SHOWN);
  return [
    ...wrap(`${batch}: ${done.length} of ${cells.length} cells are done.`, width),
    ...ids.flatMap((id) => ['', ...headlineTable(id, done, comparison, width)]),
    ...failed.flatMap(({ name, why }) => ['', ...`${name} failed: ${why}`.split('\n')]),
    ...(left.length === 0 ? [] : ['']),
    ...left.map(
      ({ name, state }) => `${name}: ${state === 'stopped' ? 'was stopped' : 'is still to be run'}`,
    ),
    ...(left.length === 0 ? [] : ['The same command goes on with them.']),
    '',
    ...files,
  ];
}

function headlineTable(
  id: string,
  done: readonly BatchCell[],
  comparison: BatchManifest['comparison'],
  width: number,
): string[] {
  const first = done[0]?.headlines?.[id];
  const event = first?.unit === '0/1';
  const rows = done.map(({ name, headlines, run }) => {
    const found = comparison?.runs.find((one) => one.run === run)?.outcomes[id];
    const told = event ? 'mean' : 'p50';
    const difference = found?.differences.find(({ statistic }) => statistic === told)?.difference;
    const headline = headlines?.[id];
    return { name, value: event ? headline?.mean : headline?.quantiles.p50, difference };
  });
  const text = (one: { readonly value: number | null; readonly se: number | null } | undefined) =>
    one === undefined
      ? ''
      : event
        ? earnedPair(percent(one.value), percent(one.se))
        : earnedPair(one.value, one.se);
  const unit = event ? 'of 100 worlds' : `median, ${first?.unit ?? ''}`;
  const names = { heading: '', cells: rows.map(({ name }) => `  ${name}`), left: true };
  const values = {
    heading: '',
    cells: alignNumbers(rows.map(({ value }) => text(value))),
  };
  const from = {
    heading: 'from the first',
    cells: alignNumbers(rows.map(({ difference }) => text(difference))),
  };
  return [
    ...wrap(`${id} [${unit}]`, width),
    // Without differences the headings are empty.
    ...(comparison === undefined
      ? columns([names, values]).slice(1)
      : columns([names, values, from])),
  ];
}
