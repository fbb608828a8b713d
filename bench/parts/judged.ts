/** How fast is a run against what is asked of it: a ratio a row, with a floor and a goal. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { command, here, interleaved, type Spread, spread, written } from '../interleaved.ts';
import { cppOf } from '../peers/cpp.ts';
import { usageOfRun } from '../usage.ts';
import { type Part, table } from './part.ts';

const TRIALS = 131_072;
/** Trials of the C++ peer that are a second of work on the machine where floors were set. */
const SECOND = 98_000;
/** Above 1 GiB of draws both; what a further trial takes is the slope between them. */
const [LESS, MORE] = [500_000, 1_000_000];
const MEGABYTE_FLOORS = { floor: 600, goal: 400 };

/** What one round found. */
type Round = Readonly<Record<string, number>>;

export const judged: Part = (rounds) => {
  const plan = resolvePlan({ program: compile(china).program });
  const simulator = new Simulator(plan, loadKernel());
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-judged-'));
  const out = join(folder, 'out');
  const run = (options: string): ReturnType<typeof command> =>
    command(`rm -rf ${out} && node dist/chipcast.js run ${options} --quiet --out ${out}`);
  const cpp = cppPeer(plan, folder);
  const numpy = numpyPeer();
  const round = (): Round => {
    const simulation = here(() => {
      for (let block = 0; block < blockCount(plan); block++) simulator.simulate(block);
    }).cpu;
    const whole = run('');
    const [one, two] = [run('--threads 1'), run('--threads 2')];
    const drawn = run('--threads 1 --draws');
    const [empty, small] = [command('node -e 0'), run('--trials 4096')];
    const [less, more] = [LESS, MORE].map((n) => usageOfRun(['--trials', `${n}`]));
    const peer = cpp?.();
    return {
      cpu: whole.cpu / simulation,
      threads: two.wall / one.wall,
      small: small.wall / empty.wall,
      draws: (drawn.cpu - one.cpu) / simulation,
      megabytes: more.megabytes,
      ...(peer === undefined
        ? {}
        : {
            second: whole.wall / ((SECOND * peer) / 1000),
            further: ((more.seconds - less.seconds) * 1e6) / (MORE - LESS) / peer,
          }),
      ...(numpy === undefined
        ? {}
        : { numpy: numpy('--errors').cpu / whole.cpu, noErrors: numpy('').cpu / whole.cpu }),
    };
  };
  const found = interleaved(rounds, { round }).round;
  rmSync(folder, { recursive: true });
  const rows = MEASURES.map(({ key, what, floor, goal, more }) => {
    const values = found.flatMap((one) => one[key] ?? []);
    if (values.length === 0)
      return [what, 'not measured here', `${floor ?? ''}`, `${goal ?? ''}`, ''];
    const middle = spread(values);
    if (floor === undefined || goal === undefined) return [what, written(middle), '', '', ''];
    return [what, written(middle), `${floor}`, `${goal}`, verdict(middle, floor, goal, more)];
  });
  return [
    '## Floors and goals',
    '',
    table(
      ['China model, 131,072 trials if nothing else is said', 'found', 'floor', 'goal', ''],
      rows,
    ),
  ].join('\n');
};

const MEASURES: readonly {
  readonly key: string;
  readonly what: string;
  /** Absent where it is only told. */
  readonly floor?: number;
  readonly goal?: number;
  /** Whether more is better. */
  readonly more?: true;
}[] = [
  { key: 'cpu', what: 'CPU of a default run over its simulation alone', floor: 2.5, goal: 1.8 },
  { key: 'threads', what: 'wall, two threads over one', floor: 0.65, goal: 0.58 },
  {
    key: 'second',
    what: `wall of a default run over ${SECOND.toLocaleString('en-US')} trials of scalar C++`,
    floor: 1.8,
    goal: 1.1,
  },
  {
    key: 'further',
    what: `wall of a further trial above 1 GiB of draws (${LESS.toLocaleString('en-US')} to ${MORE.toLocaleString('en-US')} trials) over one of scalar C++`,
    floor: 0.9,
    goal: 0.6,
  },
  { key: 'small', what: '4,096 trials: wall over `node -e 0`', floor: 10, goal: 6 },
  { key: 'draws', what: 'CPU of `draws.parquet` over simulation', floor: 3, goal: 1.5 },
  {
    key: 'numpy',
    what: 'NumPy with quantiles and errors over a whole run, CPU of either command',
    floor: 5,
    goal: 8,
    more: true,
  },
  { key: 'noErrors', what: 'NumPy with quantiles and no errors over a whole run, CPU' },
  {
    key: 'megabytes',
    what: `most memory at ${MORE.toLocaleString('en-US')} trials, MB`,
    ...MEGABYTE_FLOORS,
  },
];

function verdict({ median }: Spread, floor: number, goal: number, more = false): string {
  const reaches = (mark: number): boolean => (more ? median >= mark : median <= mark);
  return reaches(goal) ? 'goal met' : reaches(floor) ? 'floor met' : 'below the floor';
}

/** Microseconds a trial of the scalar C++ that is written from a plan; undefined without g++. */
function cppPeer(plan: Parameters<typeof cppOf>[0], folder: string): (() => number) | undefined {
  if (spawnSync('g++', ['--version']).status !== 0) return undefined;
  const [source, binary] = [join(folder, 'china.cpp'), join(folder, 'china')];
  writeFileSync(source, cppOf(plan));
  execFileSync('g++', ['-O3', '-o', binary, source]);
  return () => Number(execFileSync(binary, [`${TRIALS}`], { encoding: 'utf8' }).split('\n')[0]);
}

/** The command of the NumPy model, with other options; undefined without NumPy. */
function numpyPeer(): ((options: string) => ReturnType<typeof command>) | undefined {
  if (spawnSync('python3', ['-c', 'import numpy, scipy']).status !== 0) return undefined;
  const environment = 'OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1';
  const peer = `python3 bench/peers/china_numpy.py --trials ${TRIALS} --seed 1 --json`;
  return (options) => command(`${environment} ${peer} ${options}`);
}
