/**
 * What NVIDIA can ship to China, at what price and with what margin. There is a stock, and new
 * output once the line is restarted, as far as NVIDIA trusts the channel to stay open. A better
 * chip, where licensed, replaces H200.
 */

import {
  bernoulli,
  constant,
  discreteuniform,
  eq,
  forward,
  input,
  lognormal,
  mixture,
  pert,
  point,
  previous,
  quarters,
  variable,
} from 'chipcast';
import { refPrice } from './demand.ts';
import * as prc from './prc-approval.ts';
import { yearsSinceQ1 } from './time.ts';
import { h200Performance } from './units.ts';
import * as us from './us-policy.ts';
import { wholeDies } from './wafer.ts';

export const priceDrift = input('h200.priceDrift', {
  label: 'Fall of the list price beyond that of H200-equivalents',
  unit: '1/year',
  distribution: pert({ min: -0.05, mode: 0, max: 0.08 }),
  range: [-0.1, 0.2],
  sources: ['F087', 'F092'],
  judgement: true,
  inputKind: 'market',
  why: 'An ageing part, held up by scarcity.',
});

export const passThrough = input('h200.passThrough', {
  label: 'Part of the levy that the buyer pays',
  unit: 'fraction',
  distribution: mixture([
    [point({ value: 0 }), 0.35],
    [pert({ min: 0, mode: 0.3, max: 1 }), 0.65],
  ]),
  range: [0, 1],
  sources: ['F119', 'F120', 'F121', 'F123', 'F133'],
  judgement: true,
  inputKind: 'market',
  why:
    'The sources contradict each other; in about one trial of three the seller bears it all, as ' +
    'F120 and F123 say.',
});

export const unitCostUsd = input('h200.unitCostUsd', {
  label: 'What an H200 costs NVIDIA',
  unit: 'USD/unit',
  distribution: pert({ min: 7000, mode: 12000, max: 20000 }),
  range: [4000, 26000],
  sources: ['F217', 'F218', 'F220', 'F121'],
  inputKind: 'measurement',
  why:
    'From 35 percent of 35 thousand to the sum of foundry and memory costs; quoted by articles ' +
    'that give no source.',
});

export const downgraded = input('h200.downgraded', {
  label: 'Whether what ships is an older or masked version',
  unit: '0/1',
  distribution: bernoulli({ p: 0.12 }),
  range: [0, 1],
  sources: ['F011', 'F012', 'F013', 'F014'],
  judgement: true,
  inputKind: 'policy',
  why: 'Called possible by one article: a version of eighteen months ago, or masked instructions.',
});

export const downgradePerf = input('h200.downgradePerf', {
  label: 'Performance of the older or masked version',
  unit: 'x H200',
  distribution: pert({ min: 0.5, mode: 0.75, max: 0.95 }),
  range: [0.3, 1],
  sources: ['F013'],
  inputKind: 'technology',
  why: 'Below 3000 of 3958 TFLOPS, says one article without a source.',
});

export const openingStock = input('h200.openingStock', {
  label: 'H200 in stock at the end of 2025',
  unit: 'kunit',
  distribution: pert({ min: 250, mode: 550, max: 800 }),
  range: [0, 1500],
  sources: ['H3'],
  inputKind: 'measurement',
  why: '700 thousand, not all of them for China.',
});

export const waferAllocation = input('h200.waferAllocation', {
  label: 'Wafers that NVIDIA gives to H200 for China',
  unit: 'kwafer/quarter',
  distribution: lognormal({ p10: 1.2, p90: 7 }),
  range: [0, 20],
  sources: ['F223', 'F224', 'F129', 'H3'],
  judgement: true,
  inputKind: 'market',
  why: 'TSMC 4N wafers that could be Blackwell instead.',
});

export const tsmcYield = input('h200.tsmcYield', {
  label: 'Good dies over whole dies at TSMC',
  unit: 'fraction',
  distribution: pert({ min: 0.55, mode: 0.75, max: 0.88 }),
  range: [0.4, 0.95],
  sources: ['F210', 'F211'],
  inputKind: 'technology',
  why: '60 and 85 percent are quoted, by articles that give no source; functional, with spare cores.',
});

export const restartLead = input('h200.restartLead', {
  label: 'First quarter with new output',
  unit: 'quarter index',
  distribution: discreteuniform({ min: 1, max: 3 }),
  range: [0, 6],
  sources: ['H3'],
  inputKind: 'technology',
  why: 'From 2026Q2 at the earliest.',
});

export const stockDiversion = constant('h200.stockDiversion', {
  label: 'Unsold stock sold elsewhere in a quarter',
  unit: '1/quarter',
  value: 0.09,
  range: [0, 0.6],
  sources: ['F080'],
  judgement: true,
  inputKind: 'market',
  why: 'H200 is in use abroad, so there is a market for it.',
});

/** Area of the GH100 die, which H200 uses: TechPowerUp (source Y11). */
const h200DieArea = eq`814 [mm2]`;

/** What is left after shipments and diversion; its equation stands in h200-sales.ts. */
export const announcedStock = forward('h200.stock', {
  label: 'H200 in stock for China',
  unit: 'kunit',
  opening: openingStock,
});

export const newOutputMax = variable('h200.newOutputMax', {
  label: 'New H200 a quarter if NVIDIA trusts the channel',
  unit: 'kunit/quarter',
  is: eq`${waferAllocation} * (${wholeDies(h200DieArea)} * 1 [unit/wafer]) * ${tsmcYield}`,
});

export const upgradeRatio = variable('h200.upgradeRatio', {
  label: 'What is shipped over H200',
  unit: 'multiple',
  over: quarters,
  is: eq`if(${us.upgraded} == 1, ${us.upgradePerfRatio}, 1)`,
});

export const perf = variable('h200.perf', {
  label: 'Compute of a shipped unit',
  unit: 'H200e/unit',
  over: quarters,
  is: eq`${h200Performance} * ${upgradeRatio} * if(${downgraded} == 1, ${downgradePerf}, 1)`,
});

export const listPrice = variable('h200.listPrice', {
  label: 'List price',
  unit: 'USD/unit',
  over: quarters,
  is: eq`${refPrice} * ${h200Performance} * (1 - ${priceDrift} * 1 [year]) ^ ${yearsSinceQ1}
    * ${upgradeRatio}`,
});

export const buyerPrice = variable('h200.buyerPrice', {
  label: 'Price that the buyer pays',
  unit: 'USD/unit',
  over: quarters,
  is: eq`${listPrice} * (1 + ${passThrough} * ${us.levyRate} / (1 - ${us.levyRate}))`,
  why:
    'At pass-through 1 the buyer pays price / (1 - levy) and the seller nets the list price; ' +
    'at 0 the seller bears it all.',
});

export const levyPerUnit = variable('h200.levyPerUnit', {
  label: 'Levy on a unit',
  unit: 'USD/unit',
  over: quarters,
  is: eq`${us.levyRate} * ${buyerPrice}`,
});

export const marginCogs = variable('h200.marginCogs', {
  label: 'Margin with the levy booked as cost',
  unit: 'fraction',
  over: quarters,
  is: eq`1 - (${unitCostUsd} * ${upgradeRatio} + ${levyPerUnit}) / ${buyerPrice}`,
});

export const marginNet = variable('h200.marginNet', {
  label: 'Margin with the levy deducted from revenue',
  unit: 'fraction',
  over: quarters,
  is: eq`1 - ${unitCostUsd} * ${upgradeRatio} / (${buyerPrice} - ${levyPerUnit})`,
});

export const channelOpen = variable('h200.channelOpen', {
  label: 'Whether both governments let H200 pass',
  unit: '0/1',
  over: quarters,
  opening: 0,
  is: eq`${us.open} * ${prc.permitted}`,
});

/** Half of what NVIDIA believed last quarter, half of what it saw: a judgement. */
const weightOfBelief = 0.5;

export const confidence = variable('h200.confidence', {
  label: 'How far NVIDIA trusts the channel to stay open',
  unit: 'fraction',
  over: quarters,
  opening: weightOfBelief,
  is: eq`${weightOfBelief} * ${previous} + ${1 - weightOfBelief} * ${previous(channelOpen)}`,
});

export const supply = variable('h200.supply', {
  label: 'H200 that can be shipped',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${previous(announcedStock)} / 1 [quarter]
    + if(t >= ${restartLead}, 1, 0) * if(${marginNet} > 0, 1, 0) * ${newOutputMax} * ${confidence}`,
  why: 'Stock is sold whatever it fetches; new output is made only where it earns something.',
});
