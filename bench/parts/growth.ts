/** What does a model cost that has more equations, more inputs or more outcomes? */

import { compile } from '../../src/compile/compile.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import {
  type Component,
  component,
  eq,
  input,
  model,
  normal,
  outcome,
  quarterly,
  quarters,
  variable,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { here, interleaved, spread, written } from '../interleaved.ts';
import { type Part, table } from './part.ts';

const TRIALS = 32_768;
const SMALL = { equations: 10, inputs: 10, outcomes: 10 };
const COUNTS = [10, 100, 400];

type Shape = typeof SMALL;

/** A chain of equations over a year of quarters, each of the one before and of some input. */
function shaped({ equations, inputs, outcomes }: Shape): ReturnType<typeof model> {
  const drawn = Array.from({ length: inputs }, (_, k) =>
    input(`in.x${k}`, { unit: '-', distribution: normal({ mean: 1, sd: 0.1 }) }),
  );
  // Drawn every quarter, so that all that follows is computed every quarter.
  const weather = input('in.weather', {
    unit: '-',
    over: quarters,
    distribution: normal({ mean: 1, sd: 0.1 }),
  });
  const total = drawn.slice(1).reduce((sum, x) => eq`${sum} + ${x}`, eq`${drawn[0]}`);
  const chain = [variable('eq.v0', { unit: '-', over: quarters, is: eq`${weather} * (${total})` })];
  for (let k = 1; k < equations; k++)
    chain.push(
      variable(`eq.v${k}`, {
        unit: '-',
        over: quarters,
        is: eq`0.5 * ${chain[k - 1]} + max(${drawn[k % inputs]}, 0.9) * ${drawn[(k * 7) % inputs]}`,
      }),
    );
  const results = Array.from({ length: outcomes }, (_, k) =>
    outcome(`out.y${k}`, { unit: '-', over: quarters, is: eq`${k + 1} * ${chain.at(-1)!}` }),
  );
  const named = (prefix: string, of: readonly unknown[]): Component =>
    component(
      prefix,
      'Part of a made-up model.',
      Object.fromEntries(of.map((one, k) => [`${prefix}${k}`, one])) as never,
    );
  return model('shaped', {
    title: 'A made-up model',
    calendar: quarterly('2026Q1', 4),
    components: [
      named('inputs', [weather, ...drawn]),
      named('equations', chain),
      named('outcomes', results),
    ],
  });
}

export const growth: Part = (rounds) => {
  const rows = (Object.keys(SMALL) as (keyof Shape)[]).flatMap((what) =>
    COUNTS.map((count) => {
      const { program } = compile(shaped({ ...SMALL, [what]: count }));
      const plan = resolvePlan({ program, trials: TRIALS });
      const simulator = new Simulator(plan, loadKernel());
      const blocks = Array.from({ length: blockCount(plan) }, (_, block) => block);
      const found = interleaved(
        rounds,
        {
          simulate: () => {
            const { cpu } = here(() => {
              for (const block of blocks) simulator.simulate(block);
            });
            return (cpu * 1000) / TRIALS;
          },
          whole: () => {
            const { cpu } = here(() => {
              const collector = new DrawCollector(plan);
              for (const block of blocks) collector.add(simulator.block(block));
              collector.summary();
            });
            return (cpu * 1000) / TRIALS;
          },
        },
        1,
      );
      return [`${count} ${what}`, written(spread(found.simulate)), written(spread(found.whole))];
    }),
  );
  return [
    '## Size of a model',
    '',
    `Made-up models of four quarters with 10 equations, 10 inputs and 10 outcomes (40 columns), one of them varied; ${TRIALS.toLocaleString('en-US')} trials, microseconds of CPU a trial.`,
    '',
    table(['model', 'simulation', 'with all statistics'], rows),
  ].join('\n');
};
