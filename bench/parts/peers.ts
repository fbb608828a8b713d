/** The same forecasts with other tools, each in one thread: scalar C++, NumPy, OpenTURNS, Squiggle. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { here, interleaved, ratios, spread, written } from '../interleaved.ts';
import { cppOf } from '../peers/cpp.ts';
import { type Part, table } from './part.ts';
import { TRIALS as SQUIGGLED, squiggle } from './squiggle.ts';

const TRIALS = 131_072;

const has = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

export const peers: Part = (rounds) =>
  ['## Against other tools', china131(rounds), sobol(rounds), pumps(rounds)].join('\n\n');

/** Microseconds of CPU a trial of the whole China model. */
function china131(rounds: number): string {
  const plan = resolvePlan({ program: compile(china).program, trials: TRIALS });
  const simulator = new Simulator(plan, loadKernel());
  const blocks = Array.from({ length: blockCount(plan) }, (_, block) => block);
  const micros = (run: () => void): number => (here(run).cpu * 1000) / TRIALS;
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-peers-'));
  const [source, binary] = [join(folder, 'china.cpp'), join(folder, 'china')];
  const missing: string[] = [];
  const sides: Record<string, () => number> = {
    simulate: () =>
      micros(() => {
        for (const block of blocks) simulator.simulate(block);
      }),
    whole: () =>
      micros(() => {
        const collector = new DrawCollector(plan);
        for (const block of blocks) collector.add(simulator.block(block));
        collector.summary();
      }),
  };
  if (has('g++', '--version')) {
    writeFileSync(source, cppOf(plan));
    execFileSync('g++', ['-O3', '-o', binary, source]);
    sides['cpp'] = () => {
      const [us, means] = execFileSync(binary, [`${TRIALS}`], { encoding: 'utf8' }).split('\n');
      agree(means.trim().split(' ').map(Number));
      return Number(us);
    };
  } else missing.push('g++');
  const script = 'bench/peers/china_numpy.py';
  if (has('python3', '-c', 'import numpy, scipy')) {
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const args = [script, '--trials', `${TRIALS}`, '--seed', '1', '--json'];
    const parts = (): Record<string, number> =>
      (
        JSON.parse(execFileSync('python3', args, { encoding: 'utf8', maxBuffer: 1e9, env })) as {
          microsecondsPerTrial: Record<string, number>;
        }
      ).microsecondsPerTrial;
    sides['numpy'] = () => parts()['drawAndModel'];
    sides['numpyWhole'] = () => parts()['total'];
  } else missing.push('NumPy');

  const collector = new DrawCollector(plan);
  for (const block of blocks) collector.add(simulator.block(block));
  const ours = collector.summary().outcomes;
  /** Means of the other side within six standard errors, of independent trials on that side. */
  function agree(means: readonly number[]): void {
    const apart = ours.filter(({ mean, sd }, k) => {
      const error = Math.hypot(mean.se ?? 0, (sd.value ?? 0) / Math.sqrt(TRIALS));
      return Math.abs(means[k] - (mean.value ?? means[k])) > 6 * error + 1e-9 * Math.abs(means[k]);
    });
    if (apart.length > 0)
      throw new Error(`the peer disagrees about ${apart.map(({ id }) => id).join(', ')}`);
  }
  const found = interleaved(rounds, sides);
  rmSync(folder, { recursive: true });
  const row = (what: string, side: string, of: string): string[][] =>
    found[side] === undefined
      ? []
      : [[what, written(spread(found[side])), written(ratios(found[side], found[of]))]];
  return [
    `China model, ${TRIALS.toLocaleString('en-US')} trials, ${ours.length} outcome columns. The C++ is written from our program (\`bench/peers/cpp.ts\`), compiled with -O3, and its means are held against ours in every round.`,
    '',
    table(
      ['microseconds a trial', 'us', 'over chipcast'],
      [
        ...row('chipcast, simulation', 'simulate', 'simulate'),
        ...row('scalar C++, simulation', 'cpp', 'simulate'),
        ...row('NumPy, simulation', 'numpy', 'simulate'),
        ...row('chipcast, with moments, hashes, quantiles and errors', 'whole', 'whole'),
        ...row('NumPy, with quantiles, no errors', 'numpyWhole', 'whole'),
      ],
    ),
    ...(missing.length === 0 ? [] : ['', `Not installed here: ${missing.join(', ')}.`]),
  ].join('\n');
}

function sobol(rounds: number): string {
  if (!has('python3', '-c', 'import openturns'))
    return 'Sobol indices against OpenTURNS: OpenTURNS is not installed here (`bench/sobol-against-openturns.ts` asks for it).';
  const said = execFileSync('npx', ['tsx', 'bench/sobol-against-openturns.ts', `${rounds}`], {
    encoding: 'utf8',
  });
  return `Sobol indices against OpenTURNS:\n\n\`\`\`text\n${said.trim()}\n\`\`\``;
}

function pumps(rounds: number): string {
  const sides = squiggle();
  if (sides === undefined) return 'Squiggle cannot be had from here.';
  const found = interleaved(rounds, { chipcast: sides.chipcast, squiggle: sides.squiggle });
  sides.close();
  const medians = (['chipcast', 'squiggle'] as const).map(
    (name) => spread(found[name].map(({ median }) => median)).median,
  );
  if (Math.abs(medians[0] - medians[1]) > 0.05 * medians[0])
    throw new Error(`chipcast and Squiggle disagree: medians ${medians.join(' and ')}`);
  const of = (name: keyof typeof found, what: 'first' | 'later'): number[] =>
    found[name].map((side) => side[what]);
  const row = (what: 'first' | 'later', name: string): string[] => [
    name,
    written(spread(of('chipcast', what))),
    written(spread(of('squiggle', what))),
    written(ratios(of('squiggle', what), of('chipcast', what))),
  ];
  return [
    `Pumps of the first quarter (\`bench/parts/squiggle.ts\`), ${SQUIGGLED.toLocaleString('en-US')} trials, in process. Squiggle gives samples; chipcast gives intervals of every number too.`,
    '',
    table(
      ['ms', 'chipcast', 'Squiggle', 'Squiggle over chipcast'],
      [row('first', 'first in a process'), row('later', 'later')],
    ),
  ].join('\n');
}
