/**
 * Who sells the domestic units. Each vendor pulls demand in proportion to its revenue relative to
 * Huawei, which drifts from year to year; its relative price turns revenue into units, its relative
 * performance units into compute. So the three bases agree, and on each the vendors add up to the
 * domestic total.
 *
 * Every rival has four inputs: `vendor.cambriconWeight` (revenue over Huawei's, end 2025),
 * `vendor.cambriconDrift` (growth of that ratio), `vendor.cambriconAsp` (price over Huawei's) and
 * `vendor.cambriconPerf` (performance likewise).
 */

import {
  constant,
  eq,
  type Fixed,
  type Input,
  input,
  lognormal,
  normal,
  quarters,
  sum,
  variable,
} from 'chipcast';
import * as market from './market.ts';
import { quartersElapsed, quartersPerYear } from './time.ts';

interface Rival {
  readonly key: string;
  readonly name: string;
  readonly weight: Pick<Input, 'distribution' | 'range' | 'sources' | 'judgement' | 'why'>;
  readonly drift: Pick<Input, 'distribution' | 'sources'> | Pick<Fixed, 'value' | 'sources'>;
  readonly price: Pick<Fixed, 'value' | 'sources'>;
  readonly performance: Pick<Fixed, 'value' | 'sources'>;
}

const rivals: readonly Rival[] = [
  {
    key: 'cambricon',
    name: 'Cambricon',
    weight: {
      distribution: lognormal({ p10: 0.14, p90: 0.38 }),
      range: [0, 1],
      sources: ['U7', 'U8'],
      why: '142 to 150 thousand units in 2025; 500 thousand planned for 2026.',
    },
    drift: { distribution: normal({ mean: 0.08, sd: 0.18 }), sources: ['U7'] },
    price: { value: 0.95, sources: ['U7'] },
    performance: { value: 0.9, sources: ['Q5'] },
  },
  {
    key: 'hygon',
    name: 'Hygon',
    weight: {
      distribution: lognormal({ p10: 0.07, p90: 0.24 }),
      range: [0, 1],
      sources: ['F198', 'F154'],
      judgement: true,
      why: 'The second listed vendor in the ratings.',
    },
    drift: { value: 0, sources: ['F206'] },
    price: { value: 0.8, sources: ['F198'] },
    performance: { value: 0.65, sources: ['F198'] },
  },
  {
    key: 'mooreThreads',
    name: 'Moore Threads',
    weight: {
      distribution: lognormal({ p10: 0.025, p90: 0.22 }),
      range: [0, 1],
      sources: ['F141', 'F151'],
      judgement: true,
      why: 'Article A5 says half of Huawei; sales so far are small.',
    },
    drift: { distribution: normal({ mean: 0.1, sd: 0.22 }), sources: ['F189', 'F199'] },
    price: { value: 0.6, sources: ['F192'] },
    performance: { value: 0.45, sources: ['F192'] },
  },
  {
    key: 'metax',
    name: 'MetaX',
    weight: {
      distribution: lognormal({ p10: 0.025, p90: 0.12 }),
      range: [0, 1],
      sources: ['F194', 'F195'],
      judgement: true,
      why: 'A niche.',
    },
    drift: { value: 0.03, sources: ['F195'] },
    price: { value: 0.6, sources: ['F195'] },
    performance: { value: 0.55, sources: ['F194'] },
  },
  {
    key: 'other',
    name: 'Other domestic vendors',
    weight: {
      distribution: lognormal({ p10: 0.2, p90: 0.65 }),
      range: [0, 2],
      sources: ['F142', 'F198', 'M5'],
      judgement: true,
      why: 'Kunlun, T-Head, Biren, Enflame and the rest.',
    },
    drift: { distribution: normal({ mean: 0.03, sd: 0.15 }), sources: ['F198'] },
    price: { value: 0.5, sources: ['F198'] },
    performance: { value: 0.4, sources: ['F198'] },
  },
];

/** The inputs of a rival, and what follows from them relative to Huawei. */
export const pulls = rivals.map(({ key, name, ...rival }) => {
  const weight = input(`vendor.${key}Weight`, {
    label: `${name}: revenue over that of Huawei, end 2025`,
    unit: 'x Huawei revenue',
    inputKind: 'market',
    ...rival.weight,
  });
  const aboutDrift = {
    label: `${name}: growth of that ratio`,
    unit: 'log/year',
    range: [-0.6, 0.8],
    judgement: true,
    inputKind: 'market',
    why: 'Against Huawei.',
  } as const;
  const drift =
    'value' in rival.drift
      ? constant(`vendor.${key}Drift`, { ...aboutDrift, ...rival.drift })
      : input(`vendor.${key}Drift`, { ...aboutDrift, ...rival.drift });
  const price = constant(`vendor.${key}Asp`, {
    label: `${name}: price over that of Huawei`,
    unit: 'x Huawei price',
    range: [0.2, 2],
    judgement: true,
    inputKind: 'market',
    why: 'Turns revenue shares into unit shares.',
    ...rival.price,
  });
  const performance = constant(`vendor.${key}Perf`, {
    label: `${name}: performance of a unit over that of Huawei`,
    unit: 'x Huawei compute per unit',
    range: [0.1, 2],
    judgement: true,
    inputKind: 'technology',
    why: 'Turns unit shares into compute shares.',
    ...rival.performance,
  });
  const pull = variable(`vendor.${key}Pull`, {
    label: `${name}: revenue over that of Huawei`,
    unit: 'multiple',
    over: quarters,
    is: eq`${weight} * exp(${drift} * ${quartersElapsed} / ${quartersPerYear})`,
  });
  return {
    key,
    name,
    inputs: [weight, drift, price, performance],
    usd: pull,
    units: eq`${pull} / ${price}`,
    compute: eq`${pull} / ${price} * ${performance}`,
  };
});

export const pullSum = variable('vendor.pullSum', {
  label: 'Domestic revenue over that of Huawei',
  unit: 'multiple',
  over: quarters,
  is: sum([1, ...pulls.map(({ usd }) => usd)]),
});

export const unitSum = variable('vendor.unitSum', {
  label: 'Domestic units over those of Huawei',
  unit: 'multiple',
  over: quarters,
  is: sum([1, ...pulls.map(({ units }) => units)]),
});

export const computeSum = variable('vendor.computeSum', {
  label: 'Domestic compute over that of Huawei',
  unit: 'multiple',
  over: quarters,
  is: sum([1, ...pulls.map(({ compute }) => compute)]),
});

/** Huawei and its rivals on the three bases; Huawei is 1 on each. */
export const vendors = [
  { key: 'huawei', name: 'Huawei', usd: 1, units: 1, compute: 1 },
  ...pulls,
].map(({ key, name, usd, units, compute }) => ({
  key,
  name,
  usd: variable(`vendor.${key}Usd`, {
    label: `${name}: sales`,
    unit: 'USDbn/quarter',
    over: quarters,
    is: eq`${market.domesticUsd} * ${usd} / ${pullSum}`,
  }),
  units: variable(`vendor.${key}Units`, {
    label: `${name}: units sold`,
    unit: 'kunit/quarter',
    over: quarters,
    is: eq`${market.domesticUnits} * ${units} / ${unitSum}`,
  }),
  compute: variable(`vendor.${key}Compute`, {
    label: `${name}: compute sold`,
    unit: 'kH200e/quarter',
    over: quarters,
    is: eq`${market.domesticCompute} * ${compute} / ${computeSum}`,
  }),
}));
