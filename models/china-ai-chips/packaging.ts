/** Advanced packaging, in good units. It grows by the year, faster where money is plentiful. */

import { eq, input, loading, lognormal, pert, quarters, variable } from 'chipcast';
import { fundingIndex } from './ecosystem-roadmap.ts';
import { industry } from './factors.ts';
import { yearsSinceQ1 } from './time.ts';

export const capacityQ1 = input('packaging.capacityQ1', {
  label: 'Packaging capacity in 2026Q1',
  unit: 'kunit/quarter',
  distribution: lognormal({ p10: 330, p90: 850 }),
  range: [100, 1500],
  loadings: [loading(industry, 0.3)],
  sources: ['K1', 'U2', 'U7', 'U8', 'M2'],
  judgement: true,
  inputKind: 'measurement',
  why: 'The output of 2025, about 1.2 to 1.6 million units, is the floor.',
});

export const growth = input('packaging.growth', {
  label: 'Growth of packaging capacity',
  unit: 'x/year',
  distribution: lognormal({ p10: 1.3, p90: 2.1 }),
  range: [1, 3],
  loadings: [loading(industry, 0.3)],
  sources: ['F063', 'F216'],
  judgement: true,
  inputKind: 'technology',
  why: 'The target of the third Big Fund; no volume has been published.',
});

export const packagingYield = input('packaging.yield', {
  label: 'Good units over packaged units',
  unit: 'fraction',
  distribution: pert({ min: 0.7, mode: 0.83, max: 0.94 }),
  range: [0.4, 1],
  sources: ['F212', 'K1'],
  inputKind: 'technology',
  why: '80 percent is quoted.',
});

export const potential = variable('packaging.potential', {
  label: 'Units that packaging allows',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${capacityQ1} * ${growth} ^ (${yearsSinceQ1} * ${fundingIndex})`,
});
