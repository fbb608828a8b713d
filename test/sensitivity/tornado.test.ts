import { describe, expect, test } from 'vitest';
import {
  copula,
  type Distribution,
  eq,
  factor,
  horizon,
  input,
  lever,
  loading,
  lognormal,
  normal,
  outcome,
  type Part,
  parseDistribution,
  quarters,
  variable,
} from '../../src/index.ts';
import { exp, normalQuantile } from '../../src/math/functions.ts';
import { type TornadoRow, tornado } from '../../src/sensitivity/tornado.ts';
import { small } from '../compile/small.ts';
import { planOf } from '../kernel/agreement.ts';

const assumed = (id: string, distribution: Distribution) => input(id, { unit: '-', distribution });
const standard = normal({ mean: 0, sd: 1 });
// mpmath: sqrt(2) * erfinv(0.8), the standard normal quantile at 0.9.
const z90 = 1.2815515655446004;

function tornadoOf(is: Part, more: unknown = []) {
  const [found] = tornado(planOf(small([outcome('it', { unit: '-', is: eq`${is}` }), more])), [
    'it',
  ]);
  return found!;
}
const rowOf = (is: Part, id: string, more: unknown = []): TornadoRow =>
  tornadoOf(is, more).rows.find((row) => row.id === id)!;

const x = assumed('x', normal({ mean: 10, sd: 2 }));
const y = assumed('y', lognormal({ p10: 1, p90: 4 }));

describe('closed form: one input at a time', () => {
  const { base, rows } = tornadoOf(eq`${x} + 3 * ${y} + ${lever('idle', { unit: '-', value: 1 })}`);

  test('the base is the outcome at all medians', () => {
    // The median of the lognormal is the geometric mean of its p10 and p90; what is solved for it
    // has an error of some ulps.
    expect(base).toBeCloseTo(10 + 3 * 2 + 1, 12);
  });

  test('rows go from p10 to p90, the widest swing first, and levers have none', () => {
    expect(rows.map(({ id }) => id)).toEqual(['y', 'x']);
    const [ofY, ofX] = rows;
    expect(ofY!.inputAt[0]).toBeCloseTo(1, 12);
    expect(ofY!.inputAt[1]).toBeCloseTo(4, 12);
    expect(ofY!.outcomeAt[0]).toBeCloseTo(10 + 3 * 1 + 1, 12);
    expect(ofY!.swing).toBeCloseTo(9, 12);
    expect(ofX!.swing).toBeCloseTo(2 * 2 * z90, 12);
  });

  test('deciles are nine, and the middle one is the base', () => {
    for (const row of rows) {
      expect(row.deciles).toHaveLength(9);
      expect(row.deciles[4]).toBe(base);
      expect([row.deciles[0], row.deciles[8]]).toEqual(row.outcomeAt);
      expect(row.monotone).toBe(true);
    }
  });
});

test('what turns round within the deciles is not monotone, though its swing is 0', () => {
  const square = rowOf(eq`${assumed('s', standard)} ^ 2`, 's');
  expect(square.monotone).toBe(false);
  expect(square.swing).toBeCloseTo(0, 14);
});

test('what falls, or stands still, is monotone', () => {
  expect(rowOf(eq`-min(${x}, 10)`, 'x').monotone).toBe(true);
  expect(rowOf(eq`if(${x} > 100, 1, 0)`, 'x')).toMatchObject({ swing: 0, monotone: true });
});

test('an input of steps takes its values', () => {
  const steps = assumed('steps', parseDistribution('discrete(1:0.35, 5:0.3, 9:0.35)'));
  expect(rowOf(eq`2 * ${steps}`, 'steps')).toMatchObject({
    inputAt: [1, 9],
    deciles: [2, 2, 2, 10, 10, 10, 18, 18, 18],
    swing: 16,
  });
});

test('an input drawn every quarter moves in all quarters at once', () => {
  const q = input('q', { unit: '-', distribution: standard, over: quarters });
  const level = variable('level', { unit: '-', over: quarters, is: eq`5 * ${q}` });
  expect(rowOf(horizon.sum(level), 'q').swing).toBeCloseTo(2 * z90 * 4 * 5, 11);
});

describe('closed form: inputs that depend on others', () => {
  const common = factor('common');
  const loaded = (id: string, weight: number) =>
    input(id, { unit: '-', distribution: standard, loadings: [loading(common, weight)] });
  const [a, b] = [loaded('a', 0.6), loaded('b', -0.8)];

  test('one with loadings moves by the part that is its own, its factor at 0', () => {
    expect(rowOf(eq`${a} + ${b}`, 'a').swing).toBeCloseTo(2 * z90 * 0.8, 12);
  });

  test('a factor moves what loads on it', () => {
    expect(rowOf(eq`${a} + 2 * ${b}`, 'common').swing).toBeCloseTo(2 * z90 * (1.6 - 0.6), 12);
  });

  test('in a copula an input moves alone, whatever the order of the list', () => {
    const [c, d] = [
      assumed('c', normal({ mean: 0, sd: 1 })),
      assumed('d', normal({ mean: 0, sd: 100 })),
    ];
    for (const of of [
      [c, d],
      [d, c],
    ]) {
      const pair = copula('pair', { of, pearson: 0.9 });
      const [ofC, ofD] = ['c', 'd'].map((id) => rowOf(eq`1000 + ${c} + ${d}`, id, [pair]));
      expect(ofC!.swing).toBeCloseTo(2 * z90, 9);
      expect(ofD!.swing).toBeCloseTo(2 * z90 * 100, 9);
      // Given c at its p90, the score of d has the median 0.9 z90; and the other way round.
      expect(ofC!.together!.swing).toBeCloseTo(2 * z90 * (1 + 90), 9);
      expect(ofD!.together!.swing).toBeCloseTo(2 * z90 * (100 + 0.9), 9);
      expect(ofC!.together!.copula).toBe('pair');
    }
  });

  test('members that always rise together can be held apart', () => {
    const [c, d] = [assumed('c', standard), assumed('d', standard)];
    const pair = copula('pair', { of: [c, d], rank: 1 });
    const row = rowOf(eq`${c} + 3 * ${d}`, 'c', [pair]);
    expect(row.swing).toBeCloseTo(2 * z90, 9);
    expect(row.together!.swing).toBeCloseTo(2 * z90 * 4, 6);
  });

  test('in a t copula the others go to their medians given the one that moves', () => {
    const [c, d] = [assumed('c', standard), assumed('d', standard)];
    const pair = copula('pair', { of: [c, d], kendall: 0.5, df: 3 });
    const row = rowOf(eq`${c} + 0 * ${d}`, 'd', [pair]);
    expect(row.swing).toBe(0);
    // Kendall's tau of a t copula is (2 / pi) asin(r), so r = sqrt(1 / 2) (Lindskog, McNeil and
    // Schmock 2003). t of 3 degrees of freedom: the quantile at 0.9 is 1.637744353696210 (mpmath),
    // and the distribution function 1/2 + (atan(q) + q / (1 + q^2)) / pi, q = t / sqrt(3).
    const q = (1.63774435369621 * Math.SQRT1_2) / Math.sqrt(3);
    const below = 0.5 + (Math.atan(q) + q / (1 + q * q)) / Math.PI;
    expect(row.together!.swing).toBeCloseTo(2 * normalQuantile(below), 6);
  });
});

test('an outcome that cannot be computed at an end has no swing and stands last', () => {
  const { rows } = tornadoOf(eq`${y} + log(${x} - 10 + 2)`);
  expect(rows.map(({ id, swing }) => [id, swing])).toEqual([
    ['y', expect.closeTo(3, 12)],
    ['x', undefined],
  ]);
  expect(rows[1]!.monotone).toBe(false);
});

test('several outcomes are told from the same trials, in the order asked for', () => {
  const model = small([
    outcome('one', { unit: '-', is: eq`2 * ${x}` }),
    outcome('two', { unit: '-', is: eq`exp(${x} / 10)` }),
  ]);
  const [two, one] = tornado(planOf(model), ['two', 'one']);
  expect(one!.base).toBe(20);
  expect(two!.base).toBe(exp(1));
});

test('a column that does not exist is refused', () => {
  const plan = planOf(small([outcome('it', { unit: '-', is: x })]));
  expect(() => tornado(plan, ['that'])).toThrow(
    new RangeError('tornado: there is no outcome "that"'),
  );
});
