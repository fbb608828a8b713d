/** A model small enough to see all of it, for tests of plans. */

import { compile } from '../../src/compile/compile.ts';
import type { Program } from '../../src/compile/program.ts';
import {
  annual,
  component,
  eq,
  factor,
  input,
  lever,
  loading,
  lognormal,
  model,
  normal,
  outcome,
  type Preset,
  pert,
  quarterly,
  quarters,
  variable,
} from '../../src/index.ts';

const economy = factor('factor.economy');
const rate = input('stock.retirementRate', {
  unit: '1/year',
  distribution: pert({ min: 0.02, mode: 0.05, max: 0.12 }),
  range: [0.01, 0.2],
});
const demand = input('demand.units', {
  unit: 'unit',
  distribution: lognormal({ p10: 100, p90: 400 }),
  range: [10, 1000],
  loadings: [loading(economy, 0.5)],
});
const weather = input('demand.weather', {
  unit: '-',
  distribution: normal({ mean: 0, sd: 1 }),
  over: quarters,
  range: [-3, 3],
});
const ban = lever('policy.ban', { unit: '-', value: 0, range: [0, 1] });
const price = input('costs.price', {
  unit: 'EUR',
  distribution: pert({ min: 5000, mode: 8000, max: 12000 }),
});
const installs = variable('stock.installs', {
  unit: 'unit',
  over: quarters,
  is: eq`${demand} * (1 - ${ban}) * exp(0.1 * ${weather})`,
});
const left = variable('stock.left', {
  unit: 'unit',
  over: quarters,
  is: eq`${installs} * (1 - ${rate} * 1 [year])`,
});
const total = outcome('stock.total', { unit: 'unit', over: 'year', is: annual.sum(left) });

const calendar = quarterly('2026Q1', 8);

/** `withPrice` adds an input that no outcome depends on. */
export function heatPumps({ withPrice = true } = {}): Program {
  return compile(
    model('heat-pumps', {
      title: 'Heat pumps',
      calendar,
      dimensions: [
        'factor.economy',
        'demand.units',
        'stock.retirementRate',
        ...calendar.steps.map((quarter) => `demand.weather[${quarter}]`),
      ],
      components: [component('all', 'Everything.', [left, total, withPrice ? price : undefined])],
      presets,
    }),
  ).program;
}

export const presets: Readonly<Record<string, Preset>> = {
  ban: {
    question: 'What if gas boilers were banned?',
    set: { 'policy.ban': 1, 'demand.units': 300 },
  },
  boom: {
    question: 'What if everybody wanted one?',
    set: { 'demand.units': 'lognormal(p10=300, p90=900)', 'stock.retirementRate': 0.04 },
  },
};
