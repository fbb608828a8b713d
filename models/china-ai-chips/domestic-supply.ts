/**
 * The domestic supply potential: units made at home and abroad, what they can compute, and what they
 * would fetch. The price of a unit is the price of an H200-equivalent on domestic parts times its
 * performance; unmet demand raises it, unsold stock lowers it. Sales may be lower than the potential
 * (market.ts).
 */

import { eq, input, loading, lognormal, pert, previous, quarters, variable } from 'chipcast';
import * as assembly from './assembly.ts';
import { priceUsd, refPrice } from './demand.ts';
import * as ecosystem from './ecosystem-roadmap.ts';
import { demandCycle } from './factors.ts';
import * as feedback from './feedbacks.ts';
import * as offshore from './offshore-foundry.ts';
import { nonHbmShare } from './packaging.ts';
import { yearsSinceQ1 } from './time.ts';
import { h200Performance, usdScale } from './units.ts';

export const nonHbmPerf = input('memory.nonHbmPerf', {
  label: 'Peak performance of a unit without HBM over one with it',
  unit: 'multiple',
  distribution: pert({ min: 0.2, mode: 0.4, max: 0.6 }),
  range: [0.1, 1],
  sources: ['F197', 'F214', 'F226', 'U11'],
  judgement: true,
  inputKind: 'technology',
  why: 'Such designs are smaller, or cut down to the rules of foreign foundries.',
});

export const priceRatio2026 = input('market.priceRatio2026', {
  label: 'Domestic price of a peak H200-equivalent over that of H200, start of 2026',
  unit: 'multiple',
  distribution: lognormal({ p10: 0.78, p90: 1.3 }),
  range: [0.3, 2.5],
  loadings: [loading(demandCycle, 0.3)],
  sources: ['F170', 'F171', 'C8', 'M2'],
  inputKind: 'market',
  why:
    'H200 costs 2 to 3 domestic parts; compute costs 1.5 to 2 times as much on local chips, of ' +
    'which 60 to 80 percent is delivered; parts of 50 and 110 thousand yuan. Higher in a boom.',
});

export const priceDrift = input('market.priceDrift', {
  label: 'Fall of the domestic price beyond that of H200-equivalents',
  unit: '1/year',
  distribution: pert({ min: -0.05, mode: 0, max: 0.08 }),
  range: [-0.1, 0.2],
  sources: ['C8', 'F170'],
  judgement: true,
  inputKind: 'market',
  why: 'The two prices are tied; whether they drift apart is not known.',
});

export const scarcityElasticity = input('market.scarcityElasticity', {
  label: 'Rise of the domestic price with unmet demand, and fall with unsold stock',
  unit: '-',
  distribution: pert({ min: 0, mode: 0.2, max: 0.5 }),
  range: [0, 1.5],
  sources: ['F148', 'F133'],
  judgement: true,
  inputKind: 'market',
  why: 'Domestic vendors were short of chips, and foreign prices may rise too.',
});

export const newUnits = variable('domestic.newUnits', {
  label: 'Domestic supply potential, in units',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${assembly.units} + ${offshore.units}`,
});

/** Performance that a unit without HBM lacks, as a part of that of the planned mix. */
const lostWithoutHbm = eq`(1 - ${nonHbmPerf} / (1 - ${nonHbmShare} + ${nonHbmPerf} * ${nonHbmShare}))`;

export const perfPerUnit = variable('domestic.perfPerUnit', {
  label: 'Peak compute of the average domestic unit, of the mix that is made',
  unit: 'H200e/unit',
  over: quarters,
  is: eq`${ecosystem.perf} * (1 - ${lostWithoutHbm} * ${assembly.nonHbmExtra} / ${newUnits})`,
});

export const newCompute = variable('domestic.newCompute', {
  label: 'Domestic supply potential, in compute delivered',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${newUnits} * ${perfPerUnit} * ${ecosystem.efficiency}`,
});

/** However well supplied the market, prices do not fall below half for it: a judgement. */
const lowestScarcityFactor = 0.5;

export const priceH200e = variable('market.priceH200e', {
  label: 'Domestic price of a peak H200-equivalent',
  unit: 'USD/H200e',
  over: quarters,
  is: eq`${priceRatio2026} * ${refPrice} * (1 - ${priceDrift} * 1 [year]) ^ ${yearsSinceQ1}
    * max(${lowestScarcityFactor},
      1 + ${scarcityElasticity} * (${previous(feedback.tightness)} - ${feedback.tightness2025}
        - ${previous(feedback.inventoryQuarters)} / 1 [quarter]))`,
});

export const asp = variable('market.asp', {
  label: 'Average price of a domestic unit',
  unit: 'USD/unit',
  over: quarters,
  is: eq`${priceH200e} * ${perfPerUnit}`,
});

export const newUsd = variable('domestic.newUsd', {
  label: 'Domestic supply potential, in money',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${newUnits} * ${asp} / ${usdScale}`,
});

export const unitsOf2025 = variable('hindcast.domesticUnits2025', {
  label: 'Domestic units of 2025',
  unit: 'kunit',
  is: eq`${feedback.domesticRevenue2025} * 1 [year]
    / (${priceRatio2026} * ${priceUsd} / ${h200Performance}
      * ${ecosystem.perf2026} * ${ecosystem.ratio2027} ^ (-0.5))
    * ${usdScale}`,
  why:
    'What the inputs imply for the base year: sales of 2025 at the first price and the ' +
    'performance with which the roadmap begins. 1,650 thousand cards were counted (source M1).',
});
