/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import {
  annual,
  component,
  type Distribution,
  eq,
  factor,
  input,
  lever,
  loading,
  lognormal,
  type Model,
  model,
  normal,
  outcome,
  previous,
  quarterly,
  quarters,
  stock,
  uniform,
  variable,
  years,
} from '../../src/index.ts';
import { modelSpec, randomModel } from '../kernel/random-model.ts';
import { any, anyQuarterly, small } from './small.ts';

/** Heat pumps in a few lines, each of which can be said otherwise. */
const said = {
  title: 'Heat pumps',
  start: '2026Q1',
  count: 8,
  rateId: 'rate',
  rateUnit: 'fraction',
  rateLabel: 'Retired a quarter',
  rateDistribution: lognormal({ p10: 0.01, p90: 0.02 }) as Distribution,
  weight: 0.5,
  demandOver: undefined as typeof quarters | undefined,
  price: 5,
  opening: 100,
  stockId: 'stock',
  salesId: 'sales',
  sales: 3,
  operator: '-' as '-' | '+',
  outcomeId: 'pumps',
  outcomeBasis: 'units',
  outcomeOver: years as 'year' | 'quarter',
  more: [] as unknown[],
  moreInputs: [] as unknown[],
  dimensions: ['demand', 'economy', 'rate'],
  turned: false,
};

function pumps(changes: Partial<typeof said> = {}): Model {
  const s = { ...said, ...changes };
  const economy = factor('economy');
  const rate = input(s.rateId, {
    unit: s.rateUnit,
    label: s.rateLabel,
    distribution: s.rateDistribution,
    loadings: [loading(economy, s.weight)],
    sources: [s.rateLabel],
    range: [0, s.rateLabel.length],
    judgement: s.rateLabel.length > 20,
    why: s.rateLabel,
  });
  const demand = input('demand', {
    unit: 'unit/quarter',
    distribution: uniform({ min: 1, max: 2 }),
    ...(s.demandOver ? { over: s.demandOver } : {}),
  });
  const price = lever('price', { unit: '-', value: s.price });
  const sales = variable(s.salesId, {
    unit: 'unit/quarter',
    over: quarters,
    label: s.rateLabel,
    is: eq`${demand} * (1 + t / ${s.sales}) / ${price}`,
  });
  const level = stock(s.stockId, {
    unit: 'unit',
    over: quarters,
    opening: s.opening,
    change:
      s.operator === '-'
        ? eq`${sales} - ${rate} * ${previous} / 1 [quarter]`
        : eq`${sales} + ${rate} * ${previous} / 1 [quarter]`,
  });
  const reported =
    s.outcomeOver === 'year'
      ? outcome(s.outcomeId, {
          unit: 'unit',
          basis: s.outcomeBasis,
          over: years,
          is: annual.last(level),
        })
      : outcome(s.outcomeId, { unit: 'unit', over: quarters, is: level });
  const parts = [
    component('inputs', s.title, { rate, demand, price, more: s.moreInputs }),
    component('equations', s.title, [sales, level]),
    component('outcomes', s.title, [reported, ...s.more]),
  ];
  return model(s.title.toLowerCase().replaceAll(' ', '-'), {
    title: s.title,
    calendar: quarterly(s.start, s.count),
    components: s.turned ? parts.toReversed() : parts,
    dimensions: s.dimensions,
  });
}

const fingerprintOf = (of: Model): string => compile(of).program.fingerprint;
const base = fingerprintOf(pumps());
const x = any('x');

test('a fingerprint is 64 hexadecimal digits', () => {
  expect(base).toMatch(/^[0-9a-f]{64}$/);
});

describe('law: the fingerprint is the same', () => {
  test.each<[string, Partial<typeof said>]>([
    ['in another order of components', { turned: true }],
    ['under another title', { title: 'Air conditioners' }],
    [
      'with another label, reason, source, range and judgement',
      { rateLabel: 'What goes to the scrapyard' },
    ],
    ['with a plain number by another name', { rateUnit: 'ratio' }],
    ['with other names of variables and stocks', { salesId: 'zsales', stockId: 'astock' }],
    ['with another basis', { outcomeBasis: 'revenue' }],
    [
      'with a distribution given in another way',
      { rateDistribution: lognormal({ p90: 0.02, p10: 0.01 }) },
    ],
    ['with an unused variable', { more: [variable('idle', { unit: '-', is: eq`2 * ${x}` })] }],
    ['with an unused input behind the others', { moreInputs: [any('zzz')] }],
    ['with an unused input before the others', { moreInputs: [any('aaa')] }],
    ['with an unused lever', { moreInputs: [lever('aaa', { unit: '-', value: 1 })] }],
    ['with a dimension more at the end of the list', { dimensions: [...said.dimensions, 'aaa'] }],
  ])('%s', (_, changes) => {
    expect(fingerprintOf(pumps(changes))).toBe(base);
  });

  test('with an unused input before the others where the model lists no dimensions', () => {
    const unlisted = { dimensions: [] };
    expect(fingerprintOf(pumps({ ...unlisted, moreInputs: [any('aaa')] }))).toBe(
      fingerprintOf(pumps(unlisted)),
    );
  });

  test('in any order of declaration', () => {
    const shuffled = modelSpec(6).chain((spec) => {
      const once = randomModel(spec);
      const declared = once.components.flatMap(({ declarations }) =>
        Object.values(declarations as Record<string, unknown[]>).flat(),
      );
      return fc.record({
        once: fc.constant(once),
        order: fc.shuffledSubarray(declared, { minLength: declared.length }),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ once, order }) => {
        const again = { ...once, components: [component('all', 'Everything.', order)] };
        const [one, other] = [compile(once).program, compile(again).program];
        expect(other.fingerprint).toBe(one.fingerprint);
        expect(other.values).toEqual(one.values);
      }),
      { numRuns: 40 },
    );
  });
});

describe('law: the fingerprint is another', () => {
  test.each<[string, Partial<typeof said>]>([
    ['with another number in an equation', { sales: 4 }],
    ['with another operator', { operator: '+' }],
    ['with another distribution', { rateDistribution: lognormal({ p10: 0.01, p90: 0.021 }) }],
    ['with another family', { rateDistribution: normal({ mean: 0.015, sd: 0.001 }) }],
    ['with another loading', { weight: 0.51 }],
    ['with another value of a lever', { price: 6 }],
    ['with another opening', { opening: 101 }],
    ['with draws by quarter', { demandOver: quarters }],
    ['with other dimensions', { dimensions: ['economy', 'demand', 'rate'] }],
    [
      'with another name of an input, which names its draws',
      { rateId: 'rates', dimensions: ['demand', 'economy', 'rates'] },
    ],
    ['over a longer horizon', { count: 9 }],
    ['from another quarter on', { start: '2026Q2' }],
    ['with another outcome id', { outcomeId: 'units' }],
    ['with an outcome by quarter', { outcomeOver: 'quarter' }],
    ['with an outcome more', { more: [outcome('x', { unit: '-', is: x })] }],
  ])('%s', (_, changes) => {
    expect(fingerprintOf(pumps(changes))).not.toBe(base);
  });

  const pair = [any('p'), any('q')] as const;
  const taking = ([opening, next]: readonly [typeof x, typeof x]) => {
    const late = variable('late', { unit: '-', over: quarters, opening, is: eq`${next}` });
    const is = eq`${pair[0]} / ${pair[1]} + ${previous(late)}`;
    return fingerprintOf(small([outcome('it', { unit: '-', over: quarters, is })]));
  };

  test('where a state opens with what another went on with', () => {
    expect(taking([pair[1], pair[0]])).not.toBe(taking(pair));
  });

  test('where all that changed is that an input of one quarter is drawn by quarter', () => {
    const drawn = (one: typeof x, dimension: string) =>
      fingerprintOf(
        small([outcome('it', { unit: '-', over: quarters, is: one })], {
          calendar: quarterly('2026Q1', 1),
          dimensions: [dimension],
        }),
      );
    expect(drawn(anyQuarterly('y'), 'y[2026Q1]')).not.toBe(drawn(any('y'), 'y'));
  });
});
