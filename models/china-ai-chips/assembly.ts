/**
 * Good dies, stacks and packaging meet, and the scarcest decides how many units are made. What is
 * not used is banked, and old dies are scrapped. With the units made abroad this is the domestic
 * supply potential, at the price of the day; sales may be lower (market.ts).
 */

import { eq, input, lognormal, pert, previous, quarters, type Variable, variable } from 'chipcast';
import * as ecosystem from './ecosystem-roadmap.ts';
import * as feedback from './feedbacks.ts';
import { arrived } from './foundry-yield.ts';
import * as memory from './memory.ts';
import * as offshore from './offshore-foundry.ts';
import * as packaging from './packaging.ts';
import { usdScale } from './units.ts';

export const dieBank = input('assembly.dieBank', {
  label: 'Good dies in store at the end of 2025',
  unit: 'kdie',
  distribution: lognormal({ p10: 400, p90: 1600 }),
  range: [0, 4000],
  sources: ['U2'],
  inputKind: 'measurement',
  why: 'What is left of 2.9 million dies made abroad.',
});

export const bankObsolescence = input('assembly.bankObsolescence', {
  label: 'Banked dies that become useless in a quarter',
  unit: '1/quarter',
  distribution: pert({ min: 0.01, mode: 0.05, max: 0.15 }),
  range: [0, 0.5],
  sources: ['U2', 'Y14'],
  judgement: true,
  inputKind: 'technology',
  why: 'They are of old designs.',
});

export const diesPerUnit = input('assembly.diesPerUnit', {
  label: 'Dies in a unit',
  unit: 'die/unit',
  distribution: pert({ min: 1.1, mode: 1.5, max: 1.9 }),
  range: [1, 2],
  sources: ['Y15', 'U1'],
  inputKind: 'technology',
  why: 'Parts have one die or two.',
});

export const asp2026 = input('market.asp2026', {
  label: 'Average price of a domestic unit, 2026',
  unit: 'USD/unit',
  distribution: lognormal({ p10: 8000, p90: 15500 }),
  range: [4000, 25000],
  sources: ['C8', 'M2', 'U1', 'F170'],
  inputKind: 'market',
  why: 'Parts of 50 and 110 thousand yuan; USD 16bn over about 1.5 million units.',
});

export const aspElasticity = input('market.aspElasticity', {
  label: 'Rise of the price with performance',
  unit: '-',
  distribution: pert({ min: 0.2, mode: 0.55, max: 0.9 }),
  range: [0, 1.2],
  sources: ['C8', 'F170'],
  judgement: true,
  inputKind: 'market',
  why: 'Price follows performance, less than in proportion.',
});

export const scarcityElasticity = input('market.scarcityElasticity', {
  label: 'Rise of the price with unmet demand',
  unit: '-',
  distribution: pert({ min: 0, mode: 0.2, max: 0.5 }),
  range: [0, 1.5],
  sources: ['F148', 'F133'],
  judgement: true,
  inputKind: 'market',
  why: 'Domestic vendors were short of chips, and foreign prices may rise too.',
});

export const diesPerGoodUnit = variable('assembly.diesPerGoodUnit', {
  label: 'Dies used for each good unit',
  unit: 'die/unit',
  is: eq`${diesPerUnit} / ${packaging.packagingYield}`,
});

export const diesAvailable = variable('assembly.diesAvailable', {
  label: 'Dies that can be used in the quarter',
  unit: 'kdie/quarter',
  over: quarters,
  is: eq`${memory.bufferRelease} * ${previous(() => bank)} + ${arrived}`,
});

export const logicPotential = variable('assembly.logicPotential', {
  label: 'Units that logic allows',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${diesAvailable} / ${diesPerGoodUnit}`,
});

export const units = variable('assembly.units', {
  label: 'Units assembled in China',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`min(${logicPotential}, ${packaging.potential}, ${memory.potential})`,
});

export const unusedDies = variable('assembly.unusedDies', {
  label: 'Dies left over',
  unit: 'kdie',
  over: quarters,
  is: eq`${previous(() => bank)} + ${arrived} * 1 [quarter]
    - ${units} * ${diesPerGoodUnit} * 1 [quarter]`,
});

export const scrappedDies = variable('assembly.scrappedDies', {
  label: 'Dies scrapped because their design is old',
  unit: 'kdie/quarter',
  over: quarters,
  is: eq`${bankObsolescence} * ${unusedDies}`,
});

export const bank: Variable = variable('assembly.bank', {
  label: 'Good dies in store',
  unit: 'kdie',
  over: quarters,
  opening: dieBank,
  is: eq`${unusedDies} - ${scrappedDies} * 1 [quarter]`,
});

export const memoryStock = variable(memory.announcedStock, {
  is: eq`${previous(memory.announcedStock)} + ${memory.inflow} * 1 [quarter]
    - ${units} * ${memory.stacksPerGoodUnit} * 1 [quarter]`,
});

// Exactly one of the three binds; ties go to logic, then to packaging.

export const bindLogic = variable('assembly.bindLogic', {
  label: 'Logic decides how many units are made',
  unit: '0/1',
  over: quarters,
  is: eq`if(${logicPotential} <= ${packaging.potential}
    and ${logicPotential} <= ${memory.potential}, 1, 0)`,
});

export const bindPackaging = variable('assembly.bindPackaging', {
  label: 'Packaging decides how many units are made',
  unit: '0/1',
  over: quarters,
  is: eq`(1 - ${bindLogic}) * if(${packaging.potential} <= ${memory.potential}, 1, 0)`,
});

export const bindHbm = variable('assembly.bindHbm', {
  label: 'HBM decides how many units are made',
  unit: '0/1',
  over: quarters,
  is: eq`1 - ${bindLogic} - ${bindPackaging}`,
});

export const newUnits = variable('domestic.newUnits', {
  label: 'Domestic supply potential, in units',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${units} + ${offshore.units}`,
});

export const newCompute = variable('domestic.newCompute', {
  label: 'Domestic supply potential, in compute delivered',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${newUnits} * ${ecosystem.perf} * ${ecosystem.efficiency}`,
});

/** However well supplied the market, prices do not fall below half for it: a judgement. */
const lowestScarcityFactor = 0.5;

export const asp = variable('market.asp', {
  label: 'Average price of a domestic unit',
  unit: 'USD/unit',
  over: quarters,
  is: eq`${asp2026} * (${ecosystem.perf} / ${ecosystem.perf2026}) ^ ${aspElasticity}
    * max(${lowestScarcityFactor},
      1 + ${scarcityElasticity} * (${previous(feedback.tightness)} - ${feedback.tightness2025}))`,
});

export const newUsd = variable('domestic.newUsd', {
  label: 'Domestic supply potential, in money',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${newUnits} * ${asp} / ${usdScale}`,
});

export const selfSufficiency = variable('memory.selfSufficiency', {
  label: 'Domestic stacks made over stacks used, at most 1',
  unit: 'fraction',
  over: quarters,
  is: eq`(${memory.cxmt} + ${memory.other})
    / max(1 [kstack/quarter], ${units} * ${memory.stacksPerGoodUnit},
      ${memory.cxmt} + ${memory.other})`,
});
