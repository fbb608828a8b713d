import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { type Equation, eq, lever, type Model, outcome } from '../../src/index.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { attribute, neededSets } from '../../src/revision/attribute.ts';
import { revision } from '../../src/revision/revise.ts';
import type { Statistic } from '../../src/revision/statistic.ts';
import { any, small } from '../compile/small.ts';
import { planOf } from '../evidence/posterior.ts';

const [a, b, c] = ['a', 'b', 'c'].map((id) => lever(id, { unit: '-', value: 1 }));
const noise = any('noise');
const modelOf = (is: Equation): Model => small([outcome('y', { unit: '-', is })]);
const product = modelOf(eq`${a} * ${b} + ${c} + ${noise}`);
const planWith = (model: Model, set: readonly string[], seed = '1'): Plan =>
  resolvePlan({
    program: compile(model).program,
    setOptions: set,
    seed,
    trials: 1024,
    design: 'sobol',
  });
const revised = (
  from: Plan,
  to: Plan,
  outcomes: readonly string[] = [],
  statistic: Statistic = 'p50',
) =>
  revision(
    { name: 'old', plan: from },
    { name: 'new', plan: to },
    outcomes,
    inlineExecutor(),
    statistic,
  );

describe('a revision', () => {
  it('of three edits gives each its Shapley value, and they add up exactly', async () => {
    // a, b, c from 1 to 3, 5, 2: a * b goes from 1 to 15. Alone a brings 2 and b 4, after the other
    // 10 and 12.
    const found = await revised(planWith(product, []), planWith(product, ['a=3', 'b=5', 'c=2']));
    expect(found.edits.map(({ name }) => name)).toEqual(['input a', 'input b', 'input c']);
    expect(found.plans).toBe(8);
    const { before, after, change, parts } = found.headlines['y'];
    const values = parts.map(({ value }) => value!);
    // Means of a thousand numbers of size 10 lose a few of 53 bits.
    [6, 8, 1].forEach((wanted, k) => expect(values[k]).toBeCloseTo(wanted, 11));
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(change.value);
    expect(change.value).toBeCloseTo(after.value! - before.value!, 13);
    // The draws are common, so that nothing of the noise is in it.
    for (const { se } of parts) expect(se!).toBeLessThan(1e-12);
  });

  it('does not depend on the order in which edits were made', async () => {
    const [one, other] = [
      await revised(planWith(product, []), planWith(product, ['a=3', 'b=5', 'c=2'])),
      await revised(planWith(product, []), planWith(product, ['c=2', 'b=5', 'a=3'])),
    ];
    expect(one.headlines).toEqual(other.headlines);
    expect(one.edits).toEqual(other.edits);
  });

  it('is of the median of an amount, or of another statistic that is asked for', async () => {
    // a multiplies what is lognormal: the median of exp(noise) is 1, its mean exp(1/2), its 95 %
    // quantile exp(1.645).
    const model = modelOf(eq`${a} * exp(${noise}) + ${c}`);
    const [from, to] = [planWith(model, []), planWith(model, ['a=3', 'c=2'])];
    for (const [statistic, factor] of [
      ['p50', 1],
      ['mean', Math.sqrt(Math.E)],
      ['p95', 5.180251602233015],
    ] as const) {
      const { headlines } = await revised(from, to, [], statistic);
      const { statistic: told, parts } = headlines['y'];
      expect(told).toBe(statistic);
      const [ofA, ofC] = parts;
      expect(Math.abs(ofA.value! - 2 * factor)).toBeLessThan(5 * ofA.se!);
      // 3 % is what a thousand points of a Sobol design leave where a replicate has a few of them
      // beyond the quantile; far from the other two factors.
      expect(ofA.se!).toBeLessThan(0.03 * 2 * factor);
      expect(ofC.value).toBeCloseTo(1, 12);
    }
  });

  it('is of the probability of a condition', async () => {
    const model = modelOf(eq`${a} * ${noise} + ${c}`);
    const found = await revised(planWith(model, []), planWith(model, ['a=2', 'c=2.5']), ['y > 3']);
    const { unit, statistic, before, after, change, parts } = found.headlines['y > 3'];
    expect([unit, statistic]).toEqual(['0/1', 'mean']);
    // The normal beyond 2; with a alone beyond 1, with c alone beyond 0.5, with both beyond 0.25.
    const [none, withA, withC, all] = [
      0.022750131948179195, 0.15865525393145707, 0.3085375387259869, 0.4012936743170763,
    ];
    const wanted = [(withA - none + all - withC) / 2, (withC - none + all - withA) / 2];
    expect(Math.abs(before.value! - none)).toBeLessThan(5 * before.se!);
    expect(Math.abs(after.value! - all)).toBeLessThan(5 * after.se!);
    parts.forEach(({ value, se }, k) => expect(Math.abs(value! - wanted[k])).toBeLessThan(5 * se!));
    expect(change.value).toBe(parts.reduce((sum, { value }) => sum + value!, 0));
  });

  it('tells equations from assumptions', async () => {
    const sum = modelOf(eq`${a} + ${b} + ${c} + ${noise}`);
    const found = await revised(planWith(product, ['a=3', 'b=5']), planWith(sum, ['a=3', 'b=6']));
    expect(found.edits.map(({ name }) => name)).toEqual(['equations', 'input b']);
    expect(found.edits[0].what).toBe('y');
    // b alone: 3; the equation alone: 8 - 15; together 9 - 15 = -6: b (3 + 1) / 2, the equation (-7
    // - 9) / 2.
    const [equations, input] = found.headlines['y'].parts;
    expect(equations.value).toBeCloseTo(-8, 11);
    expect(input.value).toBeCloseTo(2, 11);
  });

  it('of a seed alone is noise, within its error', async () => {
    const found = await revised(planWith(product, []), planWith(product, [], '2'));
    expect(found.edits).toEqual([{ name: 'seed and trials', what: 'seed 1 to 2' }]);
    const [part] = found.headlines['y'].parts;
    expect(part.value).not.toBe(0);
    expect(Math.abs(part.value!)).toBeLessThan(5 * part.se!);
  });

  it('takes evidence apart, observation by observation', async () => {
    const model = small([outcome('y', { unit: '-', is: eq`${any('p')} + ${any('q')}` })]);
    const before = planOf(model, {
      observations: [{ id: 'first', quantity: 'p', likelihood: 'normal(1, 1)' }],
    });
    const after = planOf(model, {
      observations: [
        { id: 'first', quantity: 'p', likelihood: 'normal(1, 1)' },
        { id: 'second', quantity: 'q', likelihood: 'normal(2, 1)' },
      ],
    });
    const found = await revised(before, after);
    expect(found.edits.map(({ name }) => name)).toEqual(['evidence second']);
    const [part] = found.headlines['y'].parts;
    expect(Math.abs(part.value! - 1)).toBeLessThan(5 * part.se!);
  });

  it('without an edit says so', async () => {
    const found = await revised(planWith(product, []), planWith(product, ['a=1']));
    expect(found.edits).toEqual([]);
    expect(found.headlines).toEqual({});
  });
});

describe('attribution', () => {
  it('adds up to the total but for the last bits, for few edits and for many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer(), (edits, salt) => {
        const value = (set: number): number => {
          let x = 1;
          for (let k = 0; k < edits; k++)
            if (Math.floor(set / 2 ** k) % 2 === 1)
              x *= 1 + (((salt >>> 0) * 31 + k * 17) % 97) / 61;
          return x;
        };
        const sets = neededSets(edits);
        const statistic = new Map(sets.map((set) => [set, { value: value(set), leftOut: [] }]));
        const total = value(2 ** edits - 1) - value(0);
        const parts = attribute(edits, statistic, total);
        const size = parts.reduce((sum, part) => sum + Math.abs(part.value!), Math.abs(total));
        const sum = parts.reduce((so, part) => so + part.value!, 0);
        // Two bits of the largest sum on the way.
        expect(Math.abs(sum - total)).toBeLessThanOrEqual(size * 4.5e-16);
      }),
      { numRuns: 300 },
    );
  });

  it('gives an edit that changes nothing nothing, and equal ones the same', () => {
    for (const edits of [3, 9]) {
      // Only the number of the first two that are made counts.
      const value = (set: number): number => ((set % 2) + (Math.floor(set / 2) % 2) === 2 ? 1 : 0);
      const statistic = new Map(
        neededSets(edits).map((set) => [set, { value: value(set), leftOut: [] }]),
      );
      const [first, second, ...others] = attribute(edits, statistic, 1).map((part) => part.value!);
      // Orders are taken forwards and backwards, so that of two edits each is as often first.
      expect(first).toBeCloseTo(0.5, 12);
      expect(second).toBeCloseTo(0.5, 12);
      for (const other of others) expect(other).toBe(0);
    }
  });
});
