/** The plots of the report, in the order in which a reader asks. */

import type { Chart } from 'chipcast';

/** Who sells onshore, from the largest domestic vendor to unofficial inflow. */
const sellers = [
  ['huawei', 'Huawei'],
  ['cambricon', 'Cambricon'],
  ['hygon', 'Hygon'],
  ['metax', 'MetaX'],
  ['mooreThreads', 'Moore Threads'],
  ['otherDomestic', 'other domestic'],
  ['nvidia', 'NVIDIA official'],
  ['otherForeign', 'other foreign'],
  ['grey', 'unofficial'],
] as const;

/** @param basis  what the shares count, as their ids end */
function sharesOf(basis: 'Usd' | 'Units' | 'Compute') {
  return {
    kind: 'parts',
    outcomes: sellers.map(([id]) => `share.${id}${basis}`),
    names: sellers.map(([, name]) => name),
    over: 'year',
    note: 'Mean shares; they add to 1.',
  } as const;
}

export const charts: readonly Chart[] = [
  {
    kind: 'fan',
    title: 'Domestic supply over demand, in money',
    outcomes: ['balance.domesticUsd'],
    over: 'quarter',
    scale: 'log',
    reference: { value: 1, label: 'supply meets demand' },
    note:
      'What domestic makers could sell at current prices over what buyers will spend; a dearer ' +
      'chip raises it.',
  },
  {
    kind: 'fan',
    title: 'Domestic supply over demand, in H200-equivalents',
    outcomes: ['balance.domesticCompute'],
    over: 'quarter',
    scale: 'log',
    reference: { value: 1, label: 'supply meets demand' },
    note: 'The same in compute: what domestic makers could deliver over what buyers ask for.',
  },
  {
    kind: 'chance',
    title: 'How likely supply meets demand, quarter by quarter',
    outcomes: ['balance.domesticUsd', 'balance.domesticCompute', 'balance.totalUsd'],
    names: ['domestic, in money', 'domestic, in compute', 'all supply, in money'],
    over: 'quarter',
    atLeast: 1,
  },
  {
    kind: 'fan',
    title: 'Onshore demand, and sales of domestic vendors',
    outcomes: ['demand.usd', 'domestic.usd'],
    over: 'year',
  },
  { ...sharesOf('Usd'), title: 'Who sells what is bought onshore, by revenue' },
  {
    kind: 'fan',
    title: 'H200 wanted were both gates open, and shipped under licence',
    outcomes: ['uptake.wantedUnits', 'h200.units'],
    over: 'quarter',
  },
  {
    kind: 'fan',
    title: 'Yield of a large die, 7 nm class',
    outcomes: ['foundry.yield7'],
    over: 'quarter',
  },
  {
    kind: 'fan',
    title: 'Advanced wafer capacity',
    outcomes: ['foundry.capacity'],
    over: 'year',
  },
  { ...sharesOf('Units'), title: 'Who sells what is bought onshore, by units', annex: true },
  { ...sharesOf('Compute'), title: 'Who sells what is bought onshore, by compute', annex: true },
  {
    kind: 'fan',
    title: 'Supply minus demand, in money',
    outcomes: ['balance.gapUsd'],
    over: 'year',
    reference: { value: 0, label: 'supply meets demand' },
    annex: true,
  },
  {
    kind: 'parts',
    title: 'What limits the planned mix of domestic chips',
    outcomes: ['domestic.bindLogic', 'domestic.bindPackaging', 'domestic.bindHbm'],
    names: ['logic', 'packaging', 'memory (HBM)'],
    over: 'year',
    note: 'Quarters of the year in which each is scarcest, in the mean of all trials.',
    annex: true,
  },
  {
    kind: 'parts',
    title: 'How China treats H200',
    outcomes: ['prc.blockedShare', 'prc.restrictedShare', 'prc.conditionalShare', 'prc.openShare'],
    names: ['blocked', 'restricted', 'conditional', 'open'],
    over: 'year',
    note: 'Quarters of the year under each regime, in the mean of all trials.',
    annex: true,
  },
];
