/** A small model that has something of everything that a program can hold. */

import {
  annual,
  component,
  copula,
  eq,
  factor,
  horizon,
  input,
  loading,
  lognormal,
  model,
  normal,
  outcome,
  pert,
  previous,
  quarterly,
  quarters,
  ratioOfSums,
  type Stock,
  stock,
  uniform,
  variable,
  years,
} from 'chipcast';

const calendar = quarterly('2026Q1', 8);

const prices = factor('factor.prices', { label: 'High means dear' });
const wage = input('wage', {
  label: 'Wage',
  unit: 'EUR',
  distribution: lognormal({ p10: 20, p90: 40 }),
  range: [5, 100],
  loadings: [loading(prices, 0.6)],
  why: 'Statistics of last year.',
  sources: ['S1'],
});
const rent = input('rent', {
  unit: 'EUR',
  distribution: normal({ mean: 10, sd: 2 }),
  loadings: [loading(prices, 0.5)],
});
const gas = input('gas', { unit: 'EUR', distribution: uniform({ min: 1, max: 2 }) });
const oil = input('oil', { unit: 'EUR', distribution: pert({ min: 1, mode: 2, max: 4 }) });
const coal = input('coal', { unit: 'EUR', distribution: uniform({ min: 3, max: 4 }) });
const wood = input('wood', { unit: 'EUR', distribution: uniform({ min: 3, max: 4 }) });
const fuels = copula('fuels', { of: [gas, oil], rank: 0.5 });
const heavy = copula('heavy', { of: [coal, wood], kendall: 0.3, df: 5 });
const cold = input('cold', {
  unit: '-',
  over: quarters,
  distribution: normal({ mean: 0, sd: 1 }),
});

const demand = variable('demand', {
  unit: 'EUR',
  over: quarters,
  is: eq`max(0 [EUR], ${gas} + ${oil} + ${coal} * ${wood} / 4 [EUR] + ${cold} * 1 [EUR])`,
});
const stored: Stock = stock('stored', {
  unit: 'EUR',
  over: quarters,
  opening: eq`${wage} + ${rent}`,
  change: eq`(${demand} - if(${previous(() => stored)} > 50 [EUR], 4 [EUR], 2 [EUR])) / 1 [quarter]`,
});
const spent = outcome('spent', {
  label: 'Spent in the year',
  unit: 'EUR',
  over: years,
  is: annual.mean(demand),
});
const share = outcome('share', { unit: 'fraction', over: years, is: ratioOfSums(demand, stored) });
const level = outcome('level', { unit: 'EUR', over: quarters, is: stored });
const full = outcome('full', {
  label: 'Whether it is full at the end',
  unit: '0/1',
  is: eq`if(${horizon.last(stored)} > 60 [EUR], 1, 0)`,
});
const root = outcome('root', { unit: '-', is: eq`sqrt(${wage} / 1 [EUR] - 16)` });

export default model('everything', {
  title: 'Something of everything',
  calendar,
  units: { EUR: 'euro' },
  components: [
    component('inputs', 'What is assumed.', {
      prices,
      wage,
      rent,
      gas,
      oil,
      coal,
      wood,
      cold,
      fuels,
      heavy,
    }),
    component('flows', 'What follows.', { demand, stored, spent, share, level, full, root }),
  ],
  presets: { cheap: { question: 'What if wages fall?', set: { wage: 15 } } },
  headlines: ['full', 'spent', 'level'],
  charts: [
    { kind: 'fan', title: 'Spent', outcomes: ['spent'], over: 'year' },
    { kind: 'parts', title: 'Parts', outcomes: ['spent'], names: ['a'], over: 'year' },
    {
      kind: 'chance',
      title: 'Chance',
      outcomes: ['level'],
      names: ['a'],
      over: 'quarter',
      atLeast: 50,
    },
  ],
  sources: () => [
    {
      id: 'S1',
      publisher: 'Office',
      title: 'Wages',
      date: '2025-01-01',
      claim: 'They rise.',
      value: '30',
      unit: 'EUR',
    },
  ],
  forecasts: [
    {
      id: 'P1',
      claimant: 'Bank',
      claim: 'Five',
      outcomes: ['spent[2026]'],
      statistic: 'mean',
      value: '5',
      note: '',
      ask: { kind: 'percentile', value: 5 },
    },
    {
      id: 'P2',
      claimant: 'Bank',
      claim: 'Full',
      outcomes: ['full'],
      statistic: 'probability',
      value: '0.5',
      note: '',
      ask: { kind: 'mean' },
    },
  ],
  knows: '2025-12-31',
  evidence: [
    {
      id: 'E1',
      known: '2026-05-01',
      quantity: 'level[2026Q1]',
      likelihood: 'normal(45, 12)',
      reading: 'As reported.',
      sources: ['S1'],
    },
  ],
  observables: [{ quantity: 'level', lagDays: 30, by: 'Office' }],
});
