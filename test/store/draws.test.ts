/**
 * draws.parquet, read by others than who wrote it.
 *
 * @slow computes for seconds
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { inputColumns } from '../../src/compile/lower.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { replayTrial, trialDocument } from '../../src/execute/replay.ts';
import { drawsOf, Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { FolderFiles } from '../../src/store/folder-files.ts';
import { VERSION } from '../../src/version.ts';
import { temporaryFolder } from '../folders.ts';
import { heatPumps } from '../report/heat-pumps.ts';

const folder = temporaryFolder();
const { program } = heatPumps;
/** More than one group of 65,536 rows, the last one short, and replicates of unequal length. */
const plan = resolvePlan({
  program,
  trials: 70_001,
  replicates: 6,
  setOptions: ['market.banned=0'],
});
const inputs = inputColumns(program, drawsOf(plan)).map(({ id }) => id);
const outcomes = outcomeColumns(program).map(({ id }) => id);

function write(folder: string): void {
  const collector = new DrawCollector(plan, inputs.length);
  const simulator = new Simulator(plan, loadKernel(), { recordInputs: true });
  // Blocks are taken in backwards; rows come in order of trial all the same.
  for (let block = blockCount(plan) - 1; block >= 0; block--) collector.add(simulator.block(block));
  new FolderFiles(folder).writeDraws(plan, collector);
}

const path = join(folder, 'draws.parquet');
let file: ArrayBuffer;
beforeAll(() => {
  write(folder);
  file = Uint8Array.from(readFileSync(path)).buffer;
}, 60_000);

const read = (from: number, to: number) =>
  parquetReadObjects({ file, rowStart: from, rowEnd: to }) as Promise<
    Record<string, number | bigint>[]
  >;

/** What a row should hold, computed one trial at a time. */
function rowOf(trial: number): Record<string, number | bigint> {
  const {
    inputs: drawn,
    outcomes: yearly,
    series,
  } = trialDocument(program, replayTrial(plan, trial));
  const quarter = (id: string): [string, number] => {
    const [base, label] = id.slice(0, -1).split('[') as [string, string];
    return [base, program.time.quarters.indexOf(label)];
  };
  const row: Record<string, number | bigint> = { trial: BigInt(trial) };
  for (const id of inputs) {
    const value = drawn[id];
    if (typeof value === 'number') row[id] = value;
    else {
      const [base, t] = quarter(id);
      row[id] = (drawn[base] as number[])[t]!;
    }
  }
  for (const id of outcomes) {
    const [base, t] = id.includes('[') ? quarter(id) : [id, 0];
    row[id] = yearly[id] ?? series[base]![t]!;
  }
  return row;
}

describe('draws.parquet', () => {
  test('a row a trial: its number, the inputs that are drawn, every outcome', async () => {
    const { num_rows, row_groups, schema } = parquetMetadata(file);
    expect(Number(num_rows)).toBe(70_001);
    expect(row_groups.map((group) => Number(group.num_rows))).toEqual([65_536, 4465]);
    const [, ...columns] = schema;
    expect(columns.map(({ name }) => name)).toEqual(['trial', ...inputs, ...outcomes]);
    expect(columns.map(({ type }) => type)).toEqual([
      'INT64',
      ...[...inputs, ...outcomes].map(() => 'DOUBLE'),
    ]);
    expect(columns.every(({ repetition_type }) => repetition_type === 'REQUIRED')).toBe(true);
  });

  test('names carry their period in brackets', () => {
    expect(inputs).toContain('market.installs[2026Q3]');
    expect(outcomes.some((id) => id.endsWith('[2027]'))).toBe(true);
  });

  test.each([0, 1, 5, 6, 4095, 4096, 65_535, 65_536, 70_000])(
    'row %i is the trial of that number, to the bit',
    async (trial) => {
      expect(await read(trial, trial + 1)).toEqual([rowOf(trial)]);
    },
  );

  test('rows stand in order of trial', async () => {
    const rows = await read(0, 70_001);
    expect(rows.every((row, k) => row['trial'] === BigInt(k))).toBe(true);
  });

  test('it says which run it is of, and unit and label of its columns', () => {
    const { key_value_metadata, created_by: by } = parquetMetadata(file);
    const { 'chipcast.columns': columns, ...facts } = Object.fromEntries(
      key_value_metadata!.map(({ key, value }) => [key, value]),
    );
    expect(facts).toEqual({
      'chipcast.model': plan.model,
      'chipcast.run': plan.id,
      'chipcast.seed': '1',
      'chipcast.fingerprint': program.fingerprint,
      'chipcast.version': VERSION,
    });
    expect(by).toBe(`chipcast version ${VERSION}`);
    const described = JSON.parse(columns!) as Record<string, { unit: string; label?: string }>;
    for (const id of [...inputs, ...outcomes]) expect(described[id]?.unit, id).toBeDefined();
    const { unit, about } = program.inputs.find(({ id }) => id === 'stock.retirementRate')!;
    expect(described['stock.retirementRate']).toEqual({ unit, label: about.label });
  });

  test('a column of few values is a dictionary, and every group says its least and greatest', async () => {
    const { row_groups: groups } = parquetMetadata(file);
    const rows = await read(0, 65_536);
    const encodings = new Map(
      groups[0]!.columns.map(({ meta_data: of }) => [of!.path_in_schema[0]!, of!]),
    );
    const dictionaries: string[] = [];
    for (const id of [...inputs, ...outcomes]) {
      const values = rows.map((row) => Number(row[id]));
      const few = new Set(values).size <= 512 && !values.some((x) => Object.is(x, -0));
      const { encodings: found, statistics } = encodings.get(id)!;
      expect(found.includes('RLE_DICTIONARY'), id).toBe(few);
      if (few) dictionaries.push(id);
      const [least, greatest] = [statistics!.min_value, statistics!.max_value];
      // Of a zero the format keeps no sign.
      expect([Number(least) + 0, greatest], id).toEqual([
        values.reduce((a, b) => Math.min(a, b)) + 0,
        values.reduce((a, b) => Math.max(a, b)),
      ]);
    }
    expect(dictionaries.length).toBeGreaterThan(0);
  });

  test('the same run gives the same bytes', () => {
    const again = join(folder, 'again');
    mkdirSync(again);
    write(again);
    expect(readFileSync(join(again, 'draws.parquet')).equals(Buffer.from(file))).toBe(true);
  });
});

/** Whether a Python with these modules is at hand. */
function pythonHas(modules: string): boolean {
  try {
    execFileSync('python3', ['-c', `import ${modules}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * What other programs must find: rows, last trial number, and the sum of the last column in order
 * of trial.
 */
async function expected(): Promise<[number, number, number]> {
  const rows = await read(0, 70_001);
  const last = outcomes.at(-1)!;
  return [70_001, 70_000, rows.reduce((sum, row) => sum + Number(row[last]), 0)];
}

const readers = {
  duckdb: `
import duckdb, json, sys
path, column = sys.argv[1:]
row = duckdb.sql(f"""select count(*), max(trial), sum("{column}") from '{path}'""").fetchone()
print(json.dumps([int(row[0]), int(row[1]), row[2]]))`,
  'pandas, pyarrow': `
import json, pandas, sys
path, column = sys.argv[1:]
frame = pandas.read_parquet(path)
print(json.dumps([len(frame), int(frame["trial"].max()), float(frame[column].sum())]))`,
};

describe.each(Object.entries(readers))('draws.parquet in Python', (modules, program) => {
  test(`${modules} reads it`, async ({ skip }) => {
    // They are no dependency of the project; where somebody has them they are asked.
    skip(!pythonHas(modules), `no python3 here that can import ${modules}`);
    const words = ['-c', program, path, outcomes.at(-1)!];
    const found = JSON.parse(execFileSync('python3', words, { encoding: 'utf8' })) as number[];
    const [rows, last, sum] = await expected();
    expect(found.slice(0, 2)).toEqual([rows, last]);
    // Adding in another order rounds otherwise.
    expect(Math.abs(found[2]! - sum)).toBeLessThanOrEqual(1e-9 * Math.abs(sum));
  });
});
