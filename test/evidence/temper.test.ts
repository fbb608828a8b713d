/** @slow computes for seconds */

import { describe, expect, it } from 'vitest';
import { inputColumns } from '../../src/compile/lower.ts';
import { observe } from '../../src/evidence/observe.ts';
import { EvidenceError } from '../../src/evidence/quality.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { run } from '../../src/execute/run.ts';
import { drawsOf } from '../../src/execute/simulate.ts';
import { eq, outcome } from '../../src/index.ts';
import { log } from '../../src/math/functions.ts';
import { derive } from '../../src/plan/derive.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Estimate } from '../../src/stats/summary.ts';
import { any, small } from '../compile/small.ts';
import { planOf } from './posterior.ts';

const a = any('a');
const b = any('b');
const free = any('free');
const gauss = small([
  outcome('y', { unit: '-', is: a }),
  outcome('sum', { unit: '-', is: eq`${a} + ${b}` }),
  outcome('other', { unit: '-', is: free }),
]);

function tempering(plan: Plan): Plan {
  const evidence = { ...plan.evidence!, method: 'tempering' as const };
  return derive(plan, { evidence });
}

async function tempered(plan: Plan) {
  const recorded = inputColumns(plan.program, drawsOf(plan)).length;
  const observed = await observe(plan, inlineExecutor(), recorded);
  const log = { done: new Map<number, string>(), record() {} };
  const finished = await run(plan, observed.executor, log, {
    recordedInputs: recorded,
  });
  if (finished.state !== 'finished') throw new Error('the run was stopped');
  const { summary, digests, collector } = finished;
  const of = (id: string) => summary.outcomes.find((one) => one.id === id)!;
  return { of, digests, document: await observed.document(collector as DrawCollector, summary) };
}

/** Six standard errors: those of 16 short chains are themselves uncertain by a fifth. */
function agrees(found: Estimate, wanted: number): void {
  expect(found.se).toBeGreaterThan(0);
  expect(Math.abs(found.value! - wanted)).toBeLessThan(6 * found.se!);
}

describe('tempering', () => {
  it('finds a posterior far out in the tail, where weights are worth next to nothing', async () => {
    // N(0, 1) seen as 5 with sd 0.1: mean 500 / 101, sd sqrt(1 / 101). Of 8192 prior draws about
    // none lies there.
    const plan = planOf(gauss, {
      trials: 8192,
      observations: [{ quantity: 'a', likelihood: 'normal(5, 0.1)' }],
    });
    const { of, document } = await tempered(tempering(plan));
    agrees(of('y').mean, 500 / 101);
    agrees(of('y').sd, Math.sqrt(1 / 101));
    // What the evidence does not speak of stays as it was.
    agrees(of('other').sd, 1);
    agrees(of('sum').mean, 500 / 101);
    // E exp(-(a - 5)^2 / 0.02) = 0.1 / sqrt(1.01) exp(-25 / 2.02).
    agrees(document.tempering!.logEvidence, log(0.1) - log(1.01) / 2 - 25 / 2.02);
    expect(document.ess.count).toBeGreaterThan(400);
    expect(document.headlines['y'].prior.value!).toBeLessThan(0.1);
  });

  it('finds a narrow ridge of two inputs', async () => {
    // a + b seen as 3 with sd 0.05: mean of a 3 / (2 + 0.0025), variance (1 + 0.0025) / (2 +
    // 0.0025).
    const plan = planOf(gauss, {
      trials: 8192,
      observations: [{ quantity: 'a + b', likelihood: 'normal(3, 0.05)' }],
    });
    const { of } = await tempered(tempering(plan));
    agrees(of('y').mean, 3 / 2.0025);
    agrees(of('y').sd, Math.sqrt(1.0025 / 2.0025));
  });

  it('gives the same bits again', async () => {
    const asked = { trials: 2048, observations: [{ quantity: 'a', likelihood: 'normal(3, 0.2)' }] };
    const [first, second, other] = [
      await tempered(tempering(planOf(gauss, asked))),
      await tempered(tempering(planOf(gauss, asked))),
      await tempered(tempering(planOf(gauss, { ...asked, seed: '2' }))),
    ];
    expect(first.digests).toEqual(second.digests);
    expect(first.digests).not.toEqual(other.digests);
  });

  it('is another question than weighing', () => {
    const plan = planOf(gauss, { observations: [{ quantity: 'a', likelihood: 'normal(3, 0.2)' }] });
    expect(tempering(plan).id).not.toBe(plan.id);
  });

  it('refuses what contradicts itself, and what no trial agrees with', async () => {
    const clash = planOf(gauss, {
      trials: 2048,
      observations: [
        { id: 'high', quantity: 'a', likelihood: 'normal(2, 0.05)' },
        { id: 'low', quantity: 'a', likelihood: 'normal(-2, 0.05)' },
      ],
    });
    await expect(tempered(tempering(clash))).rejects.toThrow(/high and low clash/);
    const never = planOf(gauss, { trials: 2048, given: ['a > 9'] });
    await expect(tempered(tempering(never))).rejects.toThrow(EvidenceError);
  });
});
