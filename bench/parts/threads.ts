/** What do two threads gain on a default run, and what does it cost beside its simulation? */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { command, here, interleaved, ratios, spread, written } from '../interleaved.ts';
import { type Part, table } from './part.ts';

export const threads: Part = (rounds) => {
  const out = mkdtempSync(join(tmpdir(), 'chipcast-bench-'));
  const run = (options: string) => (): ReturnType<typeof command> =>
    command(`rm -rf ${out} && node dist/chipcast.js run ${options} --quiet --out ${out}`);
  const plan = resolvePlan({ program: compile(china).program });
  const simulator = new Simulator(plan, loadKernel());
  const found = interleaved(rounds, {
    simulation: () =>
      here(() => {
        for (let block = 0; block < blockCount(plan); block++) simulator.simulate(block);
      }),
    one: run('--threads 1'),
    two: run('--threads 2'),
    default: run(''),
  });
  rmSync(out, { recursive: true, force: true });
  const of = (side: keyof typeof found, what: 'wall' | 'cpu'): number[] =>
    found[side].map((cost) => cost[what]);
  const row = (name: string, side: keyof typeof found): string[] => [
    name,
    written(spread(of(side, 'wall'))),
    written(spread(of(side, 'cpu'))),
    written(ratios(of(side, 'cpu'), of('simulation', 'cpu'))),
  ];
  return [
    '## A default run, in one thread and in two',
    '',
    table(
      ['China model, 131,072 trials', 'ms', 'ms of CPU', 'CPU over simulation alone'],
      [
        row('simulation alone, one thread', 'simulation'),
        row('`--threads 1`', 'one'),
        row('`--threads 2`', 'two'),
        row('default', 'default'),
      ],
    ),
    '',
    `Wall, two threads over one: ${written(ratios(of('two', 'wall'), of('one', 'wall')))}.`,
  ].join('\n');
};
