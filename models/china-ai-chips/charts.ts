/** The plots of the report, in the order in which a reader asks. */

import type { Chart } from 'chipcast';

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
  {
    kind: 'parts',
    title: 'Who sells what is bought onshore, by revenue',
    outcomes: [
      'share.huaweiUsd',
      'share.cambriconUsd',
      'share.hygonUsd',
      'share.metaxUsd',
      'share.mooreThreadsUsd',
      'share.otherDomesticUsd',
      'share.nvidiaUsd',
      'share.otherForeignUsd',
      'share.greyUsd',
    ],
    names: [
      'Huawei',
      'Cambricon',
      'Hygon',
      'MetaX',
      'Moore Threads',
      'other domestic',
      'NVIDIA official',
      'other foreign',
      'unofficial',
    ],
    over: 'year',
    note: 'Mean shares; they add to 1.',
  },
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
];
