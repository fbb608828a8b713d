/** A run, or a batch of runs, as a table for others. */

import type { BatchManifest } from '../batch/manifest.ts';
import type { Executor } from '../execute/executor.ts';
import { aboutRun, describedOutcomes, inputColumn, outcomeColumn } from '../export/about-run.ts';
import { batchTable, type DoneCell } from '../export/batch-table.ts';
import { type Drawn, type DrawnColumn, drawsTable, longDrawsTable } from '../export/draws-table.ts';
import { historyTable } from '../export/history-table.ts';
import { scoresTable } from '../export/scores-table.ts';
import { sensitivityTable } from '../export/sensitivity-table.ts';
import { setsTable } from '../export/sets-table.ts';
import { summaryTable } from '../export/summary-table.ts';
import type { Table } from '../export/table.ts';
import type { RunTable } from '../export/table-names.ts';
import type { Plan } from '../plan/plan.ts';
import { recordedDraws } from '../revision/outcome-draws.ts';
import { askedOutcomes } from '../sensitivity/request.ts';
import { drawColumns, WEIGHT } from '../store/draw-columns.ts';
import { RunFolderError } from '../store/error.ts';
import type { RunStore } from '../store/run-store.ts';
import { byTrial } from '../store/trial-order.ts';
import { bareId } from '../text/column-name.ts';
import { entry } from '../text/entry.ts';
import { analysisOf, scoresOf } from './documents.ts';
import { expectFinished } from './open.ts';
import { UsageError } from './usage-error.ts';

export interface TableOptions {
  /** A row a value, or a row a statistic. */
  readonly long?: boolean;
  /** Of draws: outcomes and inputs, with or without period; all if absent. */
  readonly outcomes?: readonly string[] | undefined;
}

/** What there is not where a run is not finished. */
export const NOTHING_TO_EXPORT = 'there is nothing to export yet';

/** Draws that are computed again, of all columns, in bytes; more is asked for by name. */
const MOST_COMPUTED = 2 ** 30;

/**
 * A table of a run. Draws come in order of trial, from `draws.parquet`, or are computed again where
 * the run has none.
 *
 * @param executor  computes draws
 * @throws RunFolderError if the run is not finished, or has not what the table is made of; UsageError
 *   for outcomes that there are not
 */
export async function runTable(
  what: RunTable,
  store: RunStore,
  { long = false, outcomes }: TableOptions,
  executor: Executor,
): Promise<Table> {
  if (what === 'sensitivity') return sensitivityTable(analysisOf(store), store.name);
  expectFinished(store, NOTHING_TO_EXPORT);
  const plan = store.plan();
  const about = aboutRun(plan, store.name);
  if (what === 'scores') return scoresTable(scoresOf(store), about);
  if (what === 'history') return historyTable(plan.program, about);
  if (what === 'sets') {
    const table = setsTable(plan.program, store.summary(), about);
    if (table !== undefined) return table;
    throw new RunFolderError(
      `${store.path} has no outcomes over a set, such as outcome('npv', { by: drugs, ... })`,
    );
  }
  if (what === 'summary')
    return summaryTable(plan.program, store.summary(), plan.evidence, about, long);
  const drawn = await drawnColumns(store, plan, outcomes, executor);
  return long ? longDrawsTable(drawn, about) : drawsTable(drawn, about);
}

/**
 * A batch as one table.
 *
 * @param plan  of its first cell
 */
export function tableOfBatch(
  manifest: BatchManifest,
  cells: readonly DoneCell[],
  plan: Plan,
): Table {
  const { name: _, run: __, ...about } = aboutRun(plan, manifest.batch);
  return batchTable(manifest, cells, about);
}

async function drawnColumns(
  store: RunStore,
  plan: Plan,
  asked: readonly string[] | undefined,
  executor: Executor,
): Promise<Drawn> {
  const { inputs, outcomes } = drawColumns(plan);
  const names = asked === undefined ? [...inputs, ...outcomes] : columnsAsked(plan, inputs, asked);
  const isWeighted = plan.evidence?.method === 'weights';
  if (!store.has('draws.parquet') && asked === undefined) expectFew(store, plan, names);
  const draws = store.has('draws.parquet')
    ? store.readDraws(plan, [...(isWeighted ? [WEIGHT] : []), ...names])
    : await computed(plan, names, executor);
  const described = describedOutcomes(plan.program, store.summary(), plan.evidence);
  const columns = names.map((name): DrawnColumn => {
    const outcome = described.get(name);
    return outcome === undefined
      ? { ...inputColumn(plan.program, name), draws: entry(draws, name) }
      : { ...outcomeColumn(name, outcome), draws: entry(draws, name), outcome };
  });
  return {
    trials: plan.trials,
    columns,
    ...(isWeighted
      ? {
          weight: {
            name: WEIGHT,
            kind: 'number' as const,
            label: 'How much the trial counts; all add up to 1',
            draws: entry(draws, WEIGHT),
          },
        }
      : {}),
  };
}

/** Columns by name: outcomes with or without period, and inputs. */
function columnsAsked(plan: Plan, inputs: readonly string[], asked: readonly string[]): string[] {
  const of = (name: string): readonly string[] =>
    inputs.filter((column) => column === name || bareId(column) === name);
  const isInput = (name: string): boolean => of(name).length > 0;
  const ofInputs = asked.flatMap(of);
  const others = asked.filter((name) => !isInput(name));
  const ofOutcomes = others.length === 0 ? [] : askedOutcomes(plan.program, others);
  const conditions = ofOutcomes.filter(({ event }) => event !== undefined);
  if (conditions.length > 0)
    throw new UsageError(
      `--outcomes: ${conditions.map(({ key }) => `"${key}"`).join(', ')} is a condition; draws are of outcomes, with or without period`,
    );
  return [...new Set([...ofInputs, ...ofOutcomes.map(({ column }) => column)])];
}

function expectFew({ path }: RunStore, { trials }: Plan, names: readonly string[]): void {
  const bytes = trials * names.length * 8;
  if (bytes > MOST_COMPUTED)
    throw new RunFolderError(
      `${path} has no draws.parquet, and all ${names.length} columns would take ${(bytes / 2 ** 30).toFixed(1)} GiB; name some with --outcomes, or run it again with --draws`,
    );
}

async function computed(
  plan: Plan,
  names: readonly string[],
  executor: Executor,
): Promise<ReadonlyMap<string, Float64Array>> {
  const { columns, weights } = await recordedDraws(plan, names, executor);
  const isWeighted = plan.evidence?.method === 'weights';
  return new Map([
    ...(isWeighted ? [[WEIGHT, byTrial(weights, weights.values)] as const] : []),
    ...names.map((name) => [name, byTrial(weights, entry(columns, name))] as const),
  ]);
}
