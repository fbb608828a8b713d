/**
 * Draws as Parquet: a row a trial, its number, its inputs and its outcomes; read by DuckDB, pandas,
 * R and the rest. The same run gives the same bytes.
 */

import { ByteWriter, ParquetWriter, schemaFromColumnData, type Writer } from 'hyparquet-writer';
import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns, streamNames } from '../compile/program.ts';
import { hasher } from '../compile/sha256.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';
import { VERSION } from '../version.ts';
import { WEIGHT } from './draw-columns.ts';
import type { KeptDraws } from './kept-draws.ts';
import { trialRange } from './trial-order.ts';

const ROW_GROUP = 65_536;
const HASHED_AT_ONCE = 1_000_000;

/** SHA-256 of the bytes that `writeParquet` would write. */
export function drawsDigest(plan: Plan, draws: KeptDraws): string {
  const writer = new ByteWriter();
  const hash = hasher();
  const flush = (): void => {
    hash.update(writer.getBytes());
    writer.index = 0;
  };
  const grow = writer.ensure.bind(writer);
  writer.ensure = (size) => {
    if (writer.index > HASHED_AT_ONCE) flush();
    grow(size);
  };
  writer.finish = flush;
  writeParquet(writer, plan, draws);
  return hash.digest();
}

/** Rows in order of trial number, in groups of 65,536. */
export function writeParquet(
  target: Writer,
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
      data: trialRange({ firsts }, draws, from, to),
    })),
  ];
  const writer = new ParquetWriter({
    writer: target,
    schema: schemaFromColumnData({ columnData: rows(0, 0) }),
    codec: 'UNCOMPRESSED',
    createdBy: `chipcast version ${VERSION}`,
    kvMetadata: [
      { key: 'chipcast.model', value: plan.model },
      { key: 'chipcast.run', value: plan.id },
      { key: 'chipcast.seed', value: plan.seed },
      { key: 'chipcast.fingerprint', value: plan.program.fingerprint },
      { key: 'chipcast.version', value: VERSION },
      { key: 'chipcast.columns', value: JSON.stringify(describedColumns(plan)) },
    ],
  });
  for (let from = 0; from < plan.trials; from += ROW_GROUP) {
    const to = Math.min(from + ROW_GROUP, plan.trials);
    const columnData = rows(from, to).map((column) => ({ ...column, ...storageOf(column.data) }));
    writer.write({ columnData, rowGroupSize: ROW_GROUP });
  }
  writer.finish();
}

/** A dictionary is for columns of so few values: events, codes, what is cut off at a bound. */
const FEW = 512;

/**
 * Few values are a dictionary, compressed; draws of a continuous distribution are as they are, for
 * they do not compress.
 */
function storageOf(data: Float64Array | BigInt64Array) {
  return data instanceof Float64Array && hasFew(data)
    ? ({ encoding: 'RLE_DICTIONARY', codec: 'SNAPPY' } as const)
    : ({ encoding: 'PLAIN' } as const);
}

function hasFew(data: Float64Array): boolean {
  const distinct = new Set<number>();
  for (const value of data) {
    // Of a dictionary -0 and 0 would be one entry.
    if (distinct.add(value).size > FEW || Object.is(value, -0)) return false;
  }
  return distinct.size * 4 <= data.length;
}

/** Unit and label of each column, where it has them. */
function describedColumns({ program }: Plan): Readonly<Record<string, object>> {
  const { inputs, outcomes, time } = program;
  const described = (unit: string, label: string | undefined) =>
    label === undefined ? { unit } : { unit, label };
  return Object.fromEntries([
    ...inputs.flatMap((input) =>
      streamNames(input, time.quarters).map((name) => [
        name,
        described(input.unit, input.about.label),
      ]),
    ),
    ...outcomeColumns(program).map(({ id, unit, outcome }) => [
      id,
      described(unit, outcomes[outcome].about.label),
    ]),
  ]);
}
