/**
 * How fast is the China model on one core, against the same model in NumPy?
 *
 *     npm run build:kernel && npx tsx bench/china-against-numpy.ts [rounds]
 *
 * The two sides take turns, each in one thread; `peers/china_numpy.py` is the other side. Three
 * questions, in microseconds a trial:
 *
 * - model: draw all inputs, evaluate twelve quarters, 272 outcomes and 16 series. Ours writes
 *   result columns as it goes; NumPy keeps arrays of a chunk (its draw + model).
 * - stored: the same in result columns of the caller (NumPy: + store), with moments and digest on
 *   our side.
 * - whole: the same with means, standard deviations and quantiles of all 464 columns, on our side
 *   with standard errors of each.
 *
 * Before anything is timed, both sides' means are held against each other. The start of the
 * processes is left out.
 *
 * Node 20.20.2, NumPy 2.4.6, Intel Xeon (AVX-512), 2 shared cores with other work on them,
 * 2026-11-23, five rounds, median (least to greatest), microseconds a trial:
 *
 *                        chipcast                  NumPy        NumPy / chipcast
 *     model    5.87 (5.76 to 6.42)  12.45 (12.27 to 12.87)  2.11 (2.00 to 2.15)
 *     stored   7.77 (7.60 to 8.51)  22.09 (18.27 to 23.47)  2.86 (2.32 to 3.04)
 *     whole   18.75 (18.06 to 20.1)  25.65 (22.30 to 28.5)  1.33 (1.20 to 1.52)
 */

import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { median } from 'simple-statistics';
import china from '../models/china-ai-chips/index.ts';
import { compile } from '../src/compile/compile.ts';
import { outcomeColumns } from '../src/compile/program.ts';
import { DrawCollector } from '../src/execute/collect.ts';
import { CHUNK, Simulator } from '../src/execute/simulate.ts';
import { loadKernel } from '../src/kernel/load.ts';
import { blockCount } from '../src/plan/plan.ts';
import { resolvePlan } from '../src/plan/resolve.ts';

const TRIALS = 131_072;
const rounds = Number(process.argv[2] ?? 7);

const { program } = compile(china);
const plan = resolvePlan({ program, trials: TRIALS });
const simulator = new Simulator(plan, loadKernel());
const blocks = Array.from({ length: blockCount(plan) }, (_, block) => block);

interface Times {
  readonly model: number;
  readonly stored: number;
  readonly whole: number;
  readonly means: ReadonlyMap<string, { readonly mean: number; readonly se: number }>;
}

function chipcast(): Times {
  const began = performance.now();
  for (const block of blocks) simulator.simulate(block);
  const modelled = performance.now() - began;

  const started = performance.now();
  const collector = new DrawCollector(plan);
  let storing = 0;
  let columns: Float64Array | undefined;
  for (const block of blocks) {
    const from = performance.now();
    const result = simulator.block(block, columns);
    columns = result.columns;
    storing += performance.now() - from;
    collector.add(result);
  }
  const { outcomes } = collector.summary();
  const whole = performance.now() - started;
  return {
    model: (modelled * 1000) / TRIALS,
    stored: (storing * 1000) / TRIALS,
    whole: (whole * 1000) / TRIALS,
    means: new Map(outcomes.map(({ id, mean }) => [id, { mean: mean.value!, se: mean.se! }])),
  };
}

function numpy(): Times {
  const script = fileURLToPath(new URL('./peers/china_numpy.py', import.meta.url));
  const text = execFileSync(
    'python3',
    [script, '--trials', String(TRIALS), '--seed', '1', '--json'],
    {
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    },
  );
  const { microsecondsPerTrial, outcomes } = JSON.parse(text) as {
    microsecondsPerTrial: { drawAndModel: number; store: number; total: number };
    outcomes: Record<string, { mean: number; seMean: number }>;
  };
  return {
    model: microsecondsPerTrial.drawAndModel,
    stored: microsecondsPerTrial.drawAndModel + microsecondsPerTrial.store,
    whole: microsecondsPerTrial.total,
    means: new Map(
      Object.entries(outcomes).map(([id, { mean, seMean }]) => [id, { mean, se: seMean }]),
    ),
  };
}

function agree(ours: Times, theirs: Times): void {
  const apart = outcomeColumns(program).flatMap(({ id }) => {
    const [a, b] = [ours.means.get(id)!, theirs.means.get(id)!];
    const distance = Math.abs(a.mean - b.mean) / Math.hypot(a.se, b.se, 1e-12 * Math.abs(a.mean));
    return distance > 5
      ? [`${id}: ${a.mean} and ${b.mean}, ${distance.toFixed(1)} standard errors`]
      : [];
  });
  if (apart.length > 0) throw new Error(`the two sides disagree:\n${apart.join('\n')}`);
}

agree(chipcast(), numpy());
const ours: Times[] = [];
const theirs: Times[] = [];
for (let round = 0; round < rounds; round++) {
  ours.push(chipcast());
  theirs.push(numpy());
}
console.log(
  `${cpus()[0]?.model}, Node ${process.version}, ${TRIALS} trials, chunk ${CHUNK}, ${rounds} rounds in turn`,
);
for (const part of ['model', 'stored', 'whole'] as const) {
  const a = ours.map((times) => times[part]);
  const b = theirs.map((times) => times[part]);
  const ratios = a.map((x, k) => b[k] / x);
  const spread = (values: number[]): string =>
    `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)})`;
  console.log(
    `${part.padEnd(9)} us a trial: chipcast ${spread(a)}, NumPy ${spread(b)}; NumPy / chipcast ${spread(ratios)}`,
  );
}
