/**
 * draws.parquet read back: the columns that were written, and nothing that is not of the run.
 *
 * @slow computes for seconds
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileWriter } from 'hyparquet-writer';
import { beforeAll, describe, expect, test } from 'vitest';
import { DrawCollector } from '../../src/execute/collect.ts';
import { replayTrial, trialDocument } from '../../src/execute/replay.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount, type Plan } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { drawColumns } from '../../src/store/draw-columns.ts';
import { writeParquet } from '../../src/store/draws-parquet.ts';
import { readDraws } from '../../src/store/read-draws.ts';
import { temporaryFolder } from '../folders.ts';
import { heatPumps } from '../report/heat-pumps.ts';

const folder = temporaryFolder();
const { program } = heatPumps;
/** More than one group of 65,536 rows, and replicates of unequal length. */
const plan = resolvePlan({ program, trials: 66_001, replicates: 6 });
const { inputs, outcomes } = drawColumns(plan);
const path = join(folder, 'draws.parquet');

function write(to: string, of: Plan): void {
  const collector = new DrawCollector(of, drawColumns(of).inputs.length);
  const simulator = new Simulator(of, loadKernel(), { recordInputs: true });
  for (let block = 0; block < blockCount(of); block++) collector.add(simulator.block(block));
  writeParquet(fileWriter(to), of, collector);
}

beforeAll(() => write(path, plan), 60_000);

test.each([0, 5, 6, 65_535, 65_536, 66_000])(
  'row %i of each column is that of the trial',
  (trial) => {
    const wanted = ['stock.retirementRate', 'market.installs[2026Q3]'];
    const draws = readDraws(path, plan, wanted);
    const { inputs } = trialDocument(program, replayTrial(plan, trial));
    const third = program.time.quarters.indexOf('2026Q3');
    expect(draws.get(wanted[0])![trial]).toBe(inputs['stock.retirementRate']);
    expect(draws.get(wanted[1])![trial]).toBe((inputs['market.installs'] as number[])[third]);
  },
);

test('more columns than are read at a time come whole', () => {
  const all = [...inputs, ...outcomes];
  expect(all.length).toBeGreaterThan(16);
  const draws = readDraws(path, plan, all);
  expect([...draws.keys()]).toEqual(all);
  // Memory that nobody has filled is 0.
  for (const id of inputs) expect(draws.get(id)!.every((x) => x !== 0)).toBe(true);
});

describe('a file is refused', () => {
  const asked = (file: string, of = plan) => readDraws(file, of, [inputs[0]]);
  test('that is not there', () => {
    expect(() => asked(join(folder, 'nothing.parquet'))).toThrow(
      'nothing.parquet does not exist; run again with --draws',
    );
  });

  test.each([0, 3, 100, 0.5, 0.999])('that ends too early (%f)', (end) => {
    const bytes = readFileSync(path);
    const cut = join(folder, 'cut.parquet');
    writeFileSync(cut, bytes.subarray(0, end < 1 ? Math.floor(bytes.length * end) : end));
    expect(() => asked(cut)).toThrow(/cut\.parquet is cut off or altered \(.+\); remove it/);
  });

  test('whose beginning is missing', () => {
    const bytes = readFileSync(path);
    const cut = join(folder, 'tail.parquet');
    writeFileSync(cut, bytes.subarray(bytes.length - 20_000));
    expect(() => asked(cut)).toThrow('is cut off or altered');
  });

  test('that is of another question, with all that differs', () => {
    const more = resolvePlan({
      program,
      trials: 66_002,
      replicates: 6,
      setOptions: ['market.installs=30'],
    });
    expect(() => asked(path, more)).toThrow(
      new RegExp(
        `its run is ${plan.id.slice(0, 8)}, not ${more.id.slice(0, 8)}; it has 66001 rows, not 66002; it has market.installs\\[2026Q1\\], .* and 5 more too many`,
      ),
    );
    expect(() => asked(path, { ...plan, trials: 7 })).toThrow('it has 66001 rows, not 7');
  });

  test('that lacks columns', () => {
    const fixed = resolvePlan({ program, trials: 600, setOptions: ['market.installs=30'] });
    const file = join(folder, 'fixed.parquet');
    write(file, fixed);
    expect(() => asked(file, resolvePlan({ program, trials: 600 }))).toThrow(
      /it lacks market\.installs\[2026Q1\], .* and 5 more$/,
    );
  });
});
