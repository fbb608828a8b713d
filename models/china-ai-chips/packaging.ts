/**
 * Advanced (2.5D) packaging of parts with HBM. It grows by the year, faster where money is
 * plentiful and slower under new allied tool controls. Parts without HBM do not need it.
 */

import { beta, eq, input, loading, lognormal, pert, previous, quarters, variable } from 'chipcast';
import { fundingIndex } from './ecosystem-roadmap.ts';
import { demandCycle, industry } from './factors.ts';
import { toolShock } from './foundry-capacity.ts';
import { toolShockKeep } from './memory-made.ts';

export const capacityQ1 = input('packaging.capacityQ1', {
  label: 'Parts with HBM that packaging could take in 2026Q1',
  unit: 'kunit/quarter',
  distribution: lognormal({ p10: 240, p90: 600 }),
  range: [50, 1200],
  loadings: [loading(industry, 0.3)],
  sources: ['K1', 'U2', 'U7', 'U8', 'M2'],
  judgement: true,
  inputKind: 'measurement',
  why: 'About 0.8 to 1.0 million were packaged in 2025, more at its end; that is the floor.',
});

export const growth = input('packaging.growth', {
  label: 'Growth of packaging capacity',
  unit: 'x/year',
  distribution: lognormal({ p10: 1.3, p90: 2.1 }),
  range: [1, 3],
  loadings: [loading(industry, 0.3), loading(demandCycle, 0.2)],
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

export const nonHbmShare = input('memory.nonHbmShare', {
  label: 'Units with LPDDR or GDDR in place of HBM, in the planned mix',
  unit: 'fraction',
  distribution: beta({ mean: 0.4, n: 15 }),
  range: [0, 0.9],
  sources: ['F197', 'F214'],
  inputKind: 'technology',
  why: 'They need neither HBM nor 2.5D packaging. Card counts of 2026 are not used.',
});

export const capacity = variable('packaging.capacity', {
  label: 'Parts with HBM that packaging can take',
  unit: 'kunit/quarter',
  over: quarters,
  opening: capacityQ1,
  is: eq`${previous} * (1 + (${growth} ^ (${fundingIndex} * if(t > 0, 0.25, 0)) - 1)
    * if(${toolShock} == 1, ${toolShockKeep}, 1))`,
  why: 'It starts at its value of 2026Q1, so growth begins in the quarter after.',
});

export const potential = variable('packaging.potential', {
  label: 'Units of the planned mix that packaging allows',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${capacity} / (1 - ${nonHbmShare})`,
});
