/** Where does the time of a default run go, stage by stage, in one thread and one process? */

import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { lower } from '../../src/compile/lower.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { correlations } from '../../src/execute/correlations.ts';
import { drawsOf, Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { here, spread, written } from '../interleaved.ts';
import { type Part, table } from './part.ts';

const TRIALS = 131_072;

export const stages: Part = (rounds) => {
  const costs = new Map<string, number[]>();
  const stage = <Of>(name: string, run: () => Of): Of => {
    let result: Of | undefined;
    const { cpu } = here(() => {
      result = run();
    });
    costs.set(name, [...(costs.get(name) ?? []), cpu]);
    return result as Of;
  };
  for (let round = 0; round < rounds; round++) {
    const { program } = stage('compile', () => compile(china));
    const plan = stage('plan', () => resolvePlan({ program, trials: TRIALS, seed: `${round}` }));
    const draws = stage('tables of distributions (once a process)', () => drawsOf(plan));
    stage('lower', () => lower(program, draws));
    const simulator = stage('keys and machine', () => new Simulator(plan, loadKernel()));
    const blocks = Array.from({ length: blockCount(plan) }, (_, block) => block);
    stage('simulate', () => {
      for (const block of blocks) simulator.simulate(block);
    });
    const collector = new DrawCollector(plan);
    let columns: Float64Array | undefined;
    stage('simulate, moments, hashes and collect', () => {
      for (const block of blocks) {
        const result = simulator.block(block, columns);
        columns = result.columns;
        collector.add(result);
      }
    });
    stage('summary', () => collector.summary());
    stage('correlations', () => correlations(plan, loadKernel()));
  }
  return [
    '## Stages of a default run',
    '',
    `China model, ${TRIALS.toLocaleString('en-US')} trials, one thread.`,
    '',
    table(
      ['stage', 'ms of CPU'],
      [...costs].map(([name, all]) => [name, written(spread(all))]),
    ),
  ].join('\n');
};
