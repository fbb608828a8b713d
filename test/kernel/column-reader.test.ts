import { expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { resultOf, Simulator } from '../../src/execute/simulate.ts';
import { ColumnReader } from '../../src/kernel/column-reader.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';

const { program } = compile(heatPumps);
const plan = resolvePlan({ program, trials: 5001, replicates: 4 });
const outcomes = outcomeColumns(program).length;

test('what is read of the columns of a block is what the machine that computed them says', () => {
  const simulator = new Simulator(plan, loadKernel());
  const machine = new ColumnReader(loadKernel(), plan.blockSize);
  for (const block of [0, 1]) {
    const wanted = simulator.block(block);
    machine.read(wanted.columns.slice());
    const found = resultOf(plan, block, { outcomes, results: outcomes, machine });
    expect(found).toEqual(wanted);
  }
});

test('a bit that flipped on the way gives another digest', () => {
  const wanted = new Simulator(plan, loadKernel()).block(1);
  const machine = new ColumnReader(loadKernel(), plan.blockSize);
  const columns = wanted.columns.slice();
  new Uint8Array(columns.buffer)[8 * 905 * 7] ^= 1;
  machine.read(columns);
  const found = resultOf(plan, 1, { outcomes, results: outcomes, machine });
  expect(found.digest).not.toBe(wanted.digest);
});
