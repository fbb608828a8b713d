/** Draws as Parquet: a row a trial, its number, its inputs and its outcomes; read by DuckDB, pandas, R and the rest. */

import { renameSync } from 'node:fs';
import { ParquetWriter, fileWriter, schemaFromColumnData } from 'hyparquet-writer';
import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';

/** Draws of a run, replicate after replicate. */
export interface KeptDraws {
  /** `outcomes[column][first of the replicate + point]`, in the order of `outcomeColumns`. */
  readonly outcomes: readonly Float64Array[];
  /** The same of inputs, in the order of `inputColumns`. */
  readonly inputs: readonly Float64Array[];
  /** Where each replicate begins, and the end. */
  readonly firsts: readonly number[];
  /** How much each world counts, where they count differently; a column of the file then. */
  readonly weights?: Float64Array | undefined;
}

/** Bytes of the file, about. */
export function drawsBytes(plan: Plan): number {
  const columns =
    1 + inputColumns(plan.program, drawsOf(plan)).length + outcomeColumns(plan.program).length;
  return plan.trials * columns * 8;
}

/** Name of the column that says how much a world counts. */
export const WEIGHT = 'weight';

const ROW_GROUP = 65_536;

/** Rows in order of trial number, in groups of 65,536. The same run gives the same bytes; the file is whole or not there. */
export function writeDraws(
  path: string,
  plan: Plan,
  { outcomes, inputs, firsts, weights }: KeptDraws,
): void {
  const named = [
    ...(weights === undefined ? [] : [{ name: WEIGHT, draws: weights }]),
    ...inputColumns(plan.program, drawsOf(plan)).map(({ id }, k) => ({
      name: id,
      draws: inputs[k],
    })),
    ...outcomeColumns(plan.program).map(({ id }, k) => ({ name: id, draws: outcomes[k] })),
  ];
  const rows = (from: number, to: number) => [
    {
      name: 'trial',
      type: 'INT64' as const,
      nullable: false,
      data: BigInt64Array.from({ length: to - from }, (_, k) => BigInt(from + k)),
    },
    ...named.map(({ name, draws }) => ({
      name,
      type: 'DOUBLE' as const,
      nullable: false,
      data: byTrial(draws, from, to),
    })),
  ];
  const unfinished = `${path}.unfinished-${process.pid}`;
  const writer = new ParquetWriter({
    writer: fileWriter(unfinished),
    schema: schemaFromColumnData({ columnData: rows(0, 0) }),
    codec: 'UNCOMPRESSED',
    kvMetadata: [
      { key: 'chipcast.run', value: plan.id },
      { key: 'chipcast.seed', value: plan.seed },
      { key: 'chipcast.fingerprint', value: plan.program.fingerprint },
    ],
  });
  for (let from = 0; from < plan.trials; from += ROW_GROUP) {
    const to = Math.min(from + ROW_GROUP, plan.trials);
    const columnData = rows(from, to).map((column) => ({ ...column, encoding: 'PLAIN' as const }));
    writer.write({ columnData, rowGroupSize: ROW_GROUP });
  }
  writer.finish();
  renameSync(unfinished, path);

  /** Trial i is point floor(i / R) of replicate i mod R. */
  function byTrial(draws: Float64Array, from: number, to: number): Float64Array {
    const R = plan.replicates;
    const values = new Float64Array(to - from);
    for (let i = from; i < to; i++) values[i - from] = draws[firsts[i % R] + Math.floor(i / R)];
    return values;
  }
}
