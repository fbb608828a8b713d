/** Closed form: 95 % intervals hold the truth in about 95 of 100 runs, under every design. */

import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { Simulator } from '../../src/execute/simulate.ts';
import {
  component,
  eq,
  input,
  model,
  normal,
  outcome,
  pert,
  quarterly,
  uniform,
} from '../../src/index.ts';
import { exp, log } from '../../src/math/functions.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { Sorter } from '../../src/kernel/sorter.ts';
import { blockCount } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { DESIGNS } from '../../src/random/designs.ts';

const a = input('a', { unit: '-', distribution: normal({ mean: 0, sd: 1 }) });
const b = input('b', { unit: '-', distribution: normal({ mean: 0, sd: 1 }) });
const u = input('u', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });
const v = input('v', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });
const w = input('w', { unit: '-', distribution: pert({ min: 0, mode: 1, max: 4 }) });

const outcomes = [
  // Normal with mean 0 and standard deviation 1.
  outcome('sum', { unit: '-', is: eq`0.6 * ${a} + 0.8 * ${b}` }),
  // Lognormal: mean exp(1/2), quantiles those of its exponent.
  outcome('growth', { unit: '-', is: eq`exp(0.6 * ${a} + 0.8 * ${b})` }),
  // Normal beyond 1 in 15.87 of 100 trials.
  outcome('event', { unit: '-', is: eq`if(0.6 * ${a} + 0.8 * ${b} > 1, 1, 0)` }),
  // The product of two uniforms lies below x with probability x - x log(x); mean 1/4, variance 1/9 - 1/16.
  outcome('product', { unit: '-', is: eq`${u} * ${v}` }),
  // A sum of a smooth and a periodic part: mean 0 + (0 + 4 + 4)/6.
  outcome('mixed', { unit: '-', is: eq`sin(6.283185307179586 * ${u}) + ${w}` }),
];
const { program } = compile(
  model('known', {
    title: 'Functions with known answers',
    calendar: quarterly('2026Q1', 1),
    components: [component('all', 'Everything.', outcomes)],
  }),
);

/** Quantiles of the product of two uniforms: x - x log(x) = p, by Newton. */
function productQuantile(p: number): number {
  let x = p / 3;
  for (let k = 0; k < 60; k++) x += (p - x + x * log(x)) / -log(x);
  return x;
}

// Quantiles of the standard normal distribution at 0.1, 0.5, 0.9 and 0.95, and Phi(-1).
const [z10, z90, z95] = [-1.2815515655446004, 1.2815515655446004, 1.6448536269514722];
const truth: Record<string, Record<string, number>> = {
  sum: { sd: 1, p10: z10, p50: 0, p90: z90, p95: z95 },
  growth: { mean: exp(0.5), p10: exp(z10), p50: 1, p90: exp(z90) },
  event: { mean: 0.15865525393145707, share: 0.15865525393145707 },
  product: {
    mean: 0.25,
    sd: Math.sqrt(1 / 9 - 1 / 16),
    p10: productQuantile(0.1),
    p50: productQuantile(0.5),
    p90: productQuantile(0.9),
  },
  mixed: { mean: 4 / 3 },
};

const sorter = new Sorter(loadKernel());

function summaryOf(design: string, seed: number) {
  // 100 trials a replicate: no power of two, so nothing comes out even.
  const plan = resolvePlan({ program, design, seed: `${seed}`, trials: 1600, replicates: 16 });
  const simulator = new Simulator(plan, loadKernel());
  const collector = new DrawCollector(plan);
  for (let block = 0; block < blockCount(plan); block++) collector.add(simulator.block(block));
  return collector.summary(sorter);
}

const SEEDS = 200;

describe.each(DESIGNS)('with design %s', (design) => {
  test('those of means, spreads, quantiles and probabilities hold the truth in 90 to 98 of 100 seeds', () => {
    const hits = new Map<string, number>();
    for (let seed = 0; seed < SEEDS; seed++) {
      for (const { id, mean, sd, quantiles, shares } of summaryOf(design, seed).outcomes) {
        const share = shares?.find(({ value }) => value === 1)?.share;
        const found = { mean, sd, ...quantiles, ...(share ? { share } : {}) };
        for (const [name, value] of Object.entries(truth[id] ?? {})) {
          const estimate = found[name as keyof typeof found]!;
          // An antithetic median of what is symmetric is exact, but for rounding.
          const rounding = 1e-12;
          const hit = estimate.low! - rounding <= value && value <= estimate.high! + rounding;
          hits.set(`${id} ${name}`, (hits.get(`${id} ${name}`) ?? 0) + Number(hit));
        }
      }
    }
    expect(hits.size).toBe(17);
    const all = [...hits].map(([name, count]) => [name, count / SEEDS] as const);
    // In pairs that mirror each other the median of what is symmetric is exact.
    const exact = design === 'antithetic' ? ['sum p50', 'growth p50'] : [];
    for (const [name, share] of all) if (exact.includes(name)) expect(share, name).toBe(1);
    const shares = all.filter(([name]) => !exact.includes(name));
    // Right intervals hold the truth in 95 of 100 seeds, with a standard deviation of 1.5.
    for (const [name, share] of shares) {
      expect(share, name).toBeGreaterThanOrEqual(0.9);
      expect(share, name).toBeLessThanOrEqual(0.985);
    }
    const mean = shares.reduce((sum, [, share]) => sum + share, 0) / shares.length;
    expect(Math.abs(mean - 0.95)).toBeLessThan(0.015);
  }, 120_000);
});
