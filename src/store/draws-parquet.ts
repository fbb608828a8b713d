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
import { writeGroup } from './parquet-columns.ts';
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
  const writer = new ParquetWriter({
    writer: target,
    schema: schemaFromColumnData({
      columnData: [
        { name: 'trial', type: 'INT64', nullable: false, data: [] },
        ...named.map(({ name }) => ({ name, type: 'DOUBLE' as const, nullable: false, data: [] })),
      ],
    }),
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
  const room = new Float64Array(Math.min(ROW_GROUP, plan.trials));
  for (let from = 0; from < plan.trials; from += ROW_GROUP) {
    const to = Math.min(from + ROW_GROUP, plan.trials);
    const [, trial, ...elements] = writer.schema;
    const draws = named.map(({ draws }, k) => ({
      element: elements[k],
      // Made when it is its turn, in the same room as those before.
      rows: () => trialRange({ firsts }, draws, from, to, room),
    }));
    writeGroup(writer, to - from, { element: trial, from, to }, draws);
  }
  writer.finish();
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
