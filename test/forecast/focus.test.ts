/**
 * Rare events by importance sampling, against closed forms: the sum of five standard normal inputs is
 * normal with a standard deviation of the root of five.
 */

import { describe, expect, test } from 'vitest';
import { parseCondition } from '../../src/condition/condition.ts';
import { focusedAnswers } from '../../src/forecast/answers.ts';
import { focusedProbability } from '../../src/forecast/focus.ts';
import { component, eq, event, input, model, once, outcome, question } from '../../src/index.ts';
import { normalCdf } from '../../src/math/functions.ts';
import { forecast, type Run } from '../../src/node/index.ts';

const parts = ['a', 'b', 'c', 'd', 'e'].map((id) =>
  input(id, { unit: 'USD', distribution: 'normal(0, 1)', judgement: true }),
);
const idle = event('idle', { p: 0.5, judgement: true });
const [a, b, c, d, e] = parts;
const summed = model('summed', {
  title: 'A sum',
  calendar: once(2027),
  components: [
    component('sum', 'Five normal inputs.', [
      outcome('sum', { label: 'Sum', unit: 'USD', is: eq`${a} + ${b} + ${c} + ${d} + ${e}` }),
      outcome('idle.seen', { label: 'Idle', unit: '0/1', is: eq`${idle} > 0` }),
    ]),
  ],
  headlines: ['sum'],
});
const runOf = (seed: string, trials = 4096): Promise<Run> => forecast(summed, { seed, trials });
/** Standard deviations from 0 to a sum with this many times its own. */
const far = (z: number): string => `sum > ${z * Math.sqrt(5)}`;

describe('the probability of a rare event', () => {
  // Four standard errors: once in 15,000 times it is farther away if all is well.
  test.each([2, 3, 4, 5])('agrees with the closed form at %i standard deviations', async (z) => {
    const { value, se, focus } = await (await runOf('closed')).focused(far(z));
    expect(Math.abs(value! - normalCdf(-z))).toBeLessThan(4 * se!);
    expect(se!).toBeLessThan(0.1 * value!);
    // The event is decided by all five, and by nothing else.
    expect([...focus.inputs].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('has 95 % intervals that hold the truth as often as they say', async () => {
    // With 300 seeds and 16,384 trials 283 held it, at four standard deviations 280.
    const condition = parseCondition(far(3), { columns: ['sum'] });
    let held = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { plan } = question(summed, { seed: `held ${seed}`, trials: 2048 });
      const { low, high } = await focusedProbability(plan, condition);
      if (low! <= normalCdf(-3) && normalCdf(-3) <= high!) held++;
    }
    // Of 40 intervals with a chance of 0.95 each, fewer than 33 hold it once in 1,000 times.
    expect(held).toBeGreaterThanOrEqual(33);
  });

  test('is known far better than from trials that are drawn at random', async () => {
    const run = await runOf('worth');
    const { value, se, focus } = await run.focused(far(4));
    expect(focus.worth).toBeCloseTo((value! * (1 - value!)) / se! ** 2, 0);
    expect(focus.worth!).toBeGreaterThan(1000 * 4096);
    // One trial in 30,000 would hit.
    expect(run.probability(far(4)).se!).toBeGreaterThan(10 * se!);
  });

  test('comes to the same bits again, and to others with another seed', async () => {
    const first = await (await runOf('bits')).focused(far(3));
    expect(await (await runOf('bits')).focused(far(3))).toEqual(first);
    expect((await (await runOf('other')).focused(far(3))).value).not.toBe(first.value);
  });

  test('may join conditions, negate them, and lie on either side', async () => {
    const run = await runOf('joined');
    const both = await run.focused('a > 2.5 and not (b >= -2.5)');
    const truth = normalCdf(-2.5) ** 2;
    expect(Math.abs(both.value! - truth)).toBeLessThan(4 * both.se!);
    const either = await run.focused(`${far(3)} or sum < ${-3 * Math.sqrt(5)}`);
    expect(Math.abs(either.value! - 2 * normalCdf(-3))).toBeLessThan(4 * either.se!);
  });

  test('that never holds, or that nothing leads to, is refused', async () => {
    const run = await runOf('never', 1024);
    await expect(run.focused('idle.seen > 1')).rejects.toThrow(
      /^idle\.seen > 1 is too rare to be found, or never holds: [\d,]+ trials/,
    );
    await expect(run.focused('summ > 1')).rejects.toThrow(/did you mean/);
  });

  test('of few trials is refused with what they would be worth', async () => {
    const run = await runOf('few', 64);
    await expect(run.focused(far(4))).rejects.toThrow(
      /cannot be answered from 64 trials: it holds in \d+, which count as much as \d+; wanted 50/,
    );
  });

  test('is the only question of its kind: others are named, all at once', async () => {
    const asked = ['P(sum > 9)', 'E(sum)', 'P(sum > 9 | a > 0)'];
    await expect(focusedAnswers(await runOf('others', 64), asked)).rejects.toThrow(
      'E(sum): only P(CONDITION) without a bar can be focused\nP(sum > 9 | a > 0): only P',
    );
  });

  test('is left to whoever interrupts', async () => {
    const run = await runOf('stopped', 256);
    const hooks = { signal: AbortSignal.abort() };
    await expect(run.focused(far(3), hooks)).rejects.toThrow(/trials that come near/);
  });

  test('is refused for a run whose trials are weighed', async () => {
    const run = await forecast(summed, { trials: 4096, given: ['a > 0'] });
    await expect(run.focused(far(3))).rejects.toThrow(/with evidence .* cannot be focused/);
  });
});
