/**
 * A model whose every statistic is known in closed form, and how often the intervals of runs hold
 * it: for the test of intervals and for `bench/coverage.ts`.
 */

import { compile } from '../../src/compile/compile.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import {
  bernoulli,
  component,
  eq,
  input,
  model,
  normal,
  outcome,
  quarterly,
  uniform,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { exp, log, normalCdf, normalQuantile } from '../../src/math/functions.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { differences } from '../../src/revision/compare.ts';
import type { Estimate } from '../../src/stats/summary.ts';
import { summariseWeighted } from '../../src/stats/weighted.ts';

const unit = '-';
const a = input('a', { unit, distribution: normal({ mean: 0, sd: 1 }) });
const b = input('b', { unit, distribution: normal({ mean: 0, sd: 1 }) });
const u = input('u', { unit, distribution: uniform({ min: 0, max: 1 }) });
const v = input('v', { unit, distribution: uniform({ min: 0, max: 1 }) });
const coins = [1, 2, 3, 4].map((k) =>
  input(`coin${k}`, { unit, distribution: bernoulli({ p: 0.5 }) }),
);

type Truths = Readonly<Record<string, number>>;
const LEVELS = { p5: 0.05, p10: 0.1, p25: 0.25, p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95 } as const;

/** Quantiles of what has the quantile function f. */
function quantiles(f: (p: number) => number): Truths {
  return Object.fromEntries(Object.entries(LEVELS).map(([name, p]) => [name, f(p)]));
}

/** A function of a standard normal variable that rises: its quantiles. */
function ofNormal(f: (z: number) => number): Truths {
  return quantiles((p) => f(normalQuantile(p)));
}

function lognormalMoments(sigma: number): Truths {
  const s2 = sigma * sigma;
  return { mean: exp(s2 / 2), sd: Math.sqrt((exp(s2) - 1) * exp(s2)) };
}

function event(p: number): Truths {
  return { mean: p, sd: Math.sqrt(p * (1 - p)) };
}

/** The product of two uniforms lies below x with probability x - x log(x). */
function productQuantile(p: number): number {
  let x = p / 3;
  for (let k = 0; k < 60; k++) x += (p - x + x * log(x)) / -log(x);
  return x;
}

/** A sum of two independent standard normal variables, over the root of two. */
const SUM = Math.SQRT2;

/**
 * What is asked of the model, and its truth. Levels at which a jump lies within an error are left
 * out, for they are two values in turn.
 */
const known: readonly {
  readonly id: string;
  readonly is: ReturnType<typeof eq>;
  readonly truth: Truths;
}[] = [
  { id: 'normal.one', is: eq`${a} + 0`, truth: { mean: 0, sd: 1, ...ofNormal((z) => z) } },
  {
    id: 'normal.sum',
    is: eq`${a} + ${b}`,
    truth: { mean: 0, sd: SUM, ...ofNormal((z) => SUM * z) },
  },
  { id: 'normal.product', is: eq`${a} * ${b}`, truth: { mean: 0, sd: 1, p50: 0 } },
  {
    id: 'uniform.one',
    is: eq`${u} + 0`,
    truth: { mean: 0.5, sd: Math.sqrt(1 / 12), ...quantiles((p) => p) },
  },
  {
    id: 'uniform.product',
    is: eq`${u} * ${v}`,
    truth: { mean: 0.25, sd: Math.sqrt(1 / 9 - 1 / 16), ...quantiles(productQuantile) },
  },
  { id: 'lognormal.one', is: eq`exp(${a})`, truth: { ...lognormalMoments(1), ...ofNormal(exp) } },
  {
    id: 'lognormal.sum',
    is: eq`exp(0.6 * ${a} + 0.8 * ${b})`,
    truth: { ...lognormalMoments(1), ...ofNormal(exp) },
  },
  {
    id: 'heavy.lognormal2',
    is: eq`exp(2 * ${a})`,
    truth: { ...lognormalMoments(2), ...ofNormal((z) => exp(2 * z)) },
  },
  {
    id: 'heavy.lognormal3',
    is: eq`exp(3 * ${a})`,
    truth: { ...lognormalMoments(3), ...ofNormal((z) => exp(3 * z)) },
  },
  {
    id: 'heavy.pareto3',
    is: eq`exp(-log(${u}) / 3)`,
    truth: { mean: 1.5, sd: Math.sqrt(0.75), ...quantiles((p) => exp(-log(1 - p) / 3)) },
  },
  {
    id: 'heavy.pareto1.5',
    is: eq`exp(-log(${u}) / 1.5)`,
    truth: { mean: 3, ...quantiles((p) => exp(-log(1 - p) / 1.5)) },
  },
  // tan(pi (p - 1/2)) at 5, 10, 25, 75, 90 and 95 %.
  {
    id: 'heavy.cauchy',
    is: eq`${a} / ${b}`,
    truth: {
      p5: -6.313751514675043,
      p10: -3.0776835371752536,
      p25: -1,
      p75: 1,
      p90: 3.0776835371752536,
      p95: 6.313751514675043,
    },
  },
  { id: 'event.half', is: eq`if(${u} < 0.5, 1, 0)`, truth: event(0.5) },
  { id: 'event.halfOfTwo', is: eq`if(${a} + ${b} > 0, 1, 0)`, truth: event(0.5) },
  { id: 'event.tenth', is: eq`if(${u} < 0.1, 1, 0)`, truth: event(0.1) },
  { id: 'event.tenthOfTwo', is: eq`if(${a} + ${b} > 2, 1, 0)`, truth: event(normalCdf(-SUM)) },
  { id: 'event.thousandth', is: eq`if(${u} < 0.001, 1, 0)`, truth: event(0.001) },
  {
    id: 'event.thousandthOfTwo',
    is: eq`if(${a} + ${b} > 4.370238, 1, 0)`,
    truth: event(normalCdf(-4.370238 / SUM)),
  },
  { id: 'event.rare', is: eq`if(${u} < 0.00001, 1, 0)`, truth: event(1e-5) },
  {
    id: 'event.rareOfTwo',
    is: eq`if(${a} + ${b} > 6.031512347, 1, 0)`,
    truth: event(normalCdf(-6.031512347 / SUM)),
  },
  // Six of 1,600 trials have a loss; its square is 260,000 on average.
  {
    id: 'rare.losses',
    is: eq`if(${u} < 0.004, 500 + 100 * ${a}, 0)`,
    truth: { mean: 2, sd: Math.sqrt(0.004 * 260_000 - 4) },
  },
  {
    id: 'rare.two',
    is: eq`if(${a} + ${b} > 3.75, 20.5, 10)`,
    truth: {
      mean: 10 + 10.5 * normalCdf(-3.75 / SUM),
      sd: 10.5 * Math.sqrt(normalCdf(-3.75 / SUM) * (1 - normalCdf(-3.75 / SUM))),
    },
  },
  {
    id: 'few.coins',
    is: eq`0.25 * (${coins[0]} + ${coins[1]} + ${coins[2]} + ${coins[3]})`,
    truth: {
      mean: 0.5,
      sd: 0.25,
      p5: 0,
      p10: 0.25,
      p25: 0.25,
      p50: 0.5,
      p75: 0.75,
      p90: 0.75,
      p95: 1,
    },
  },
  {
    id: 'few.two',
    is: eq`if(${b} > 0.3, 1000.5, 1000.7)`,
    truth: { p5: 1000.5, p25: 1000.5, p50: 1000.7, p75: 1000.7, p95: 1000.7 },
  },
  {
    id: 'lattice',
    is: eq`floor(10 * exp(${a} + 0.5 * ${b})) / 10 + 2000`,
    truth: ofNormal((z) => Math.floor(10 * exp(Math.sqrt(1.25) * z)) / 10 + 2000),
  },
  { id: 'censored', is: eq`max(0, ${a} + ${b})`, truth: ofNormal((z) => Math.max(0, SUM * z)) },
];

const { program } = compile(
  model('known', {
    title: 'Functions with known answers',
    calendar: quarterly('2026Q1', 1),
    components: [
      component(
        'all',
        'Everything.',
        known.map(({ id, is }) => outcome(id, { unit, is })),
      ),
    ],
  }),
);

/**
 * Of one statistic: in how many runs its interval held the truth, and in how many it was given at
 * all.
 */
export interface Held {
  held: number;
  given: number;
  /** Intervals that ended below the truth. */
  below: number;
}

/** Runs the model with one seed after another. */
export function coverage(
  design: string,
  trials: number,
  replicates: number,
  seeds: number,
): ReadonlyMap<string, Held> {
  const counts = new Map<string, Held>();
  const count = (name: string, { value, low, high }: Estimate, truth: number): void => {
    const own = counts.get(name) ?? { held: 0, given: 0, below: 0 };
    counts.set(name, own);
    if (value === null || low === null || high === null) return;
    // An antithetic median of what is symmetric is exact, but for rounding.
    const rounding = 1e-12 * Math.max(1, Math.abs(truth));
    own.given++;
    own.held += Number(low - rounding <= truth && truth <= high + rounding);
    own.below += Number(high + rounding < truth);
  };
  for (let seed = 0; seed < seeds; seed++) {
    const plan = resolvePlan({ program, design, seed: `${seed}`, trials, replicates });
    const simulator = new Simulator(plan, loadKernel());
    const collector = new DrawCollector(plan);
    for (let block = 0; block < blockCount(plan); block++) collector.add(simulator.block(block));
    const { outcomes } = collector.summary();
    const columns = new Map(outcomes.map(({ id }, k) => [id.replace(/\[.*$/, ''), k]));
    for (const { id, truth } of known) {
      const { mean, sd, quantiles: of } = outcomes[columns.get(id)!];
      for (const [name, value] of Object.entries(truth))
        count(`${id} ${name}`, { mean, sd, ...of }[name as keyof typeof of | 'mean' | 'sd'], value);
    }
    const draws = (id: string): Float64Array => collector.outcomes[columns.get(id)!];
    const { firsts } = collector;
    // What was observed of a is 1 with an error of 1: a is then normal with mean 1/2 and variance
    // 1/2.
    const observed = draws('normal.one').map((x) => exp(-(x - 1) * (x - 1) * 0.5));
    const posterior = summariseWeighted({ id: 'a', unit }, draws('normal.one'), {
      values: observed,
      firsts,
    });
    count('weighted mean', posterior.mean, 0.5);
    count('weighted sd', posterior.sd, Math.SQRT1_2);
    for (const [name, z] of Object.entries(ofNormal((x) => x)))
      count(
        `weighted ${name}`,
        posterior.quantiles[name as keyof typeof LEVELS],
        0.5 + Math.SQRT1_2 * z,
      );
    // Two scenarios of the same draws: exp(z) and its square.
    const equal = { values: new Float64Array(trials).fill(1), firsts };
    const pair = differences(
      { draws: draws('lognormal.one'), weights: equal },
      { draws: draws('lognormal.one').map((x) => Math.sqrt(x)), weights: equal },
      false,
      true,
    );
    for (const { statistic, difference } of pair) {
      if (statistic === 'mean') count('compare mean', difference, exp(1 / 8) - exp(1 / 2));
      else {
        const z = normalQuantile(LEVELS[statistic]);
        count(`compare ${statistic}`, difference, exp(z / 2) - exp(z));
      }
    }
  }
  return counts;
}
