import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { selectOutcomes } from '../../src/compile/select.ts';
import { trialNumbers } from '../../src/execute/layout.ts';
import { replayTrial } from '../../src/execute/replay.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import {
  annual,
  component,
  eq,
  input,
  model,
  normal,
  outcome,
  previous,
  quarterly,
  quarters,
  stock,
  uniform,
  variable,
  years,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount, matrixOf, type Plan } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { exchangePlan } from '../../src/sensitivity/exchange-plan.ts';
import { groupsOf } from '../../src/sensitivity/groups.ts';

const rate = input('rate', { unit: '1/quarter', distribution: normal({ mean: 1, sd: 0.1 }) });
const noise = input('noise', {
  unit: '-',
  over: quarters,
  distribution: uniform({ min: 0, max: 1 }),
});
const other = input('other', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });
const level = stock('level', {
  unit: '-',
  over: quarters,
  opening: 1,
  change: eq`${rate} * ${noise}`,
});
const flow = variable('flow', { unit: '-', over: quarters, is: eq`${previous(level)} * ${other}` });
const { program } = compile(
  model('small', {
    title: 'Small',
    calendar: quarterly('2026Q1', 8),
    components: [
      component('all', 'All.', [
        rate,
        noise,
        other,
        level,
        flow,
        outcome('level.end', { unit: '-', over: years, is: annual.last(level) }),
        outcome('flow.mean', { unit: '-', over: years, is: annual.mean(flow) }),
      ]),
    ],
  }),
);
const question = resolvePlan({ program, seed: '5', trials: 5000, replicates: 3 });
const groups = groupsOf(question, 'input');

function exchange(design: Plan['design'], second: 'independent' | 'half-away'): Plan {
  const perReplicate = [[0], [1, 2], []];
  const orders = [
    [
      [2, 1, 0],
      [0, 1, 2],
      [1, 0, 2],
    ],
  ];
  return exchangePlan(
    { ...question, design },
    groups,
    { matrices: [[[]], [[1]], perReplicate, [[0, 1, 2]], { walk: 0, steps: 2 }], orders },
    { points: 5000, replicates: 3 },
    second,
  );
}

describe.each(['sobol', 'monte-carlo'] as const)('matrices under %s', (design) => {
  test.each(['independent', 'half-away'] as const)(
    'law: machine and evaluator agree to the bit, second sample %s',
    (second) => {
      const plan = exchange(design, second);
      const simulator = new Simulator(plan, loadKernel());
      expect(blockCount(plan)).toBe(10);
      // In another order than they are numbered: what a block gives does not depend on what was
      // computed before.
      for (const block of [5, 0, 3, 9, 7, 2, 8, 6, 1, 4]) {
        const result = simulator.block(block);
        const numbers = trialNumbers(plan, block);
        for (let p = 0; p < numbers.length; p += 331) {
          const { outcomes } = replayTrial(plan, numbers[p], matrixOf(plan, block)).trial;
          outcomes.forEach((value, k) => expect(result.columns[k * result.trials + p]).toBe(value));
        }
      }
    },
  );

  test('the first matrix is the run itself, and every group exchanged is another sample', () => {
    const plan = exchange(design, 'independent');
    const simulator = new Simulator(plan, loadKernel());
    const alone = new Simulator({ ...question, design }, loadKernel());
    const [first, run, last] = [simulator.block(0), alone.block(0), simulator.block(6)];
    expect(first.digest).toBe(run.digest);
    const same = first.columns.filter((value, k) => value === last.columns[k]);
    expect(same).toHaveLength(0);
  });
});

test('a program cut down to an outcome gives the same numbers, and draws only what it needs', () => {
  const [kept] = program.outcomes.filter(({ id }) => id === 'level.end');
  const cut = selectOutcomes(program, [kept]);
  expect(cut.inputs.filter(({ used }) => used).map(({ id }) => id)).toEqual(['noise', 'rate']);
  const whole = new Simulator(question, loadKernel()).block(1);
  const part = new Simulator({ ...question, program: cut }, loadKernel()).block(1);
  const first = outcomeColumns(program).findIndex(({ id }) => id === 'level.end[2026]');
  expect([...part.columns]).toEqual([
    ...whole.columns.subarray(first * whole.trials, (first + 2) * whole.trials),
  ]);
  expect(cut.fingerprint).not.toBe(program.fingerprint);
});
