/**
 * Good dies, stacks and packaging meet. The scarcest decides how many units of the planned mix are
 * made; dies that are left over go in part into units without HBM, which need neither stacks nor 2.5D
 * packaging. What is not used is banked, and old dies are scrapped.
 */

import { eq, input, pert, previous, quarters, variable } from 'chipcast';
import * as feedback from './feedbacks.ts';
import { arrived } from './foundry-pipe.ts';
import * as memory from './memory.ts';
import * as made from './memory-made.ts';
import * as packaging from './packaging.ts';

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
  distribution: pert({ min: 1.1, mode: 1.4, max: 1.8 }),
  range: [1, 2],
  sources: ['Y15', 'U1', 'U7'],
  inputKind: 'technology',
  why: 'Parts have one die or two: 1.6 for Ascend in the plan for 2026, fewer for the others.',
});

export const substitution = input('memory.substitution', {
  label: 'Dies left over that go into units without HBM instead',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.3, max: 0.7 }),
  range: [0, 1],
  sources: ['F197', 'F214', 'F226'],
  judgement: true,
  inputKind: 'technology',
  why: 'Vendors have parts with LPDDR or GDDR, and can make more of them where HBM is short.',
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
  is: eq`${memory.bufferRelease} * ${previous(feedback.bank)} + ${arrived}`,
});

export const logicPotential = variable('assembly.logicPotential', {
  label: 'Units that logic allows',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${diesAvailable} / ${diesPerGoodUnit}`,
});

export const planned = variable('assembly.planned', {
  label: 'Units of the planned mix',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`min(${logicPotential}, ${packaging.potential}, ${memory.potential})`,
});

export const nonHbmExtra = variable('assembly.nonHbmExtra', {
  label: 'Units without HBM from the dies that are left',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`(${packaging.nonHbmShare} + ${substitution} * (1 - ${packaging.nonHbmShare}))
    * (${logicPotential} - ${planned})`,
  why: 'The part that the plan gives to such units, and what is switched to them of the rest.',
});

export const units = variable('assembly.units', {
  label: 'Units assembled in China',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${planned} + ${nonHbmExtra}`,
});

export const unusedDies = variable('assembly.unusedDies', {
  label: 'Dies left over',
  unit: 'kdie',
  over: quarters,
  is: eq`${previous(feedback.bank)} + ${arrived} * 1 [quarter]
    - ${units} * ${diesPerGoodUnit} * 1 [quarter]`,
});

export const scrappedDies = variable('assembly.scrappedDies', {
  label: 'Dies scrapped because their design is old',
  unit: 'kdie/quarter',
  over: quarters,
  is: eq`${bankObsolescence} * ${unusedDies}`,
});

export const bank = variable(feedback.bank, {
  is: eq`${unusedDies} - ${scrappedDies} * 1 [quarter]`,
});

export const memoryStock = variable(memory.announcedStock, {
  is: eq`${previous(memory.announcedStock)} + ${memory.inflow} * 1 [quarter]
    - ${planned} * ${memory.stacksPerGoodUnit} * 1 [quarter]`,
});

// Exactly one of the three limits the planned mix; ties go to logic, then to packaging.

export const bindLogic = variable('assembly.bindLogic', {
  label: 'Logic limits the planned mix',
  unit: '0/1',
  over: quarters,
  is: eq`if(${logicPotential} <= ${packaging.potential}
    and ${logicPotential} <= ${memory.potential}, 1, 0)`,
});

export const bindPackaging = variable('assembly.bindPackaging', {
  label: 'Packaging limits the planned mix',
  unit: '0/1',
  over: quarters,
  is: eq`(1 - ${bindLogic}) * if(${packaging.potential} <= ${memory.potential}, 1, 0)`,
});

export const bindHbm = variable('assembly.bindHbm', {
  label: 'HBM limits the planned mix',
  unit: '0/1',
  over: quarters,
  is: eq`1 - ${bindLogic} - ${bindPackaging}`,
});

export const selfSufficiency = variable('memory.selfSufficiency', {
  label: 'Domestic stacks made over stacks used, at most 1',
  unit: 'fraction',
  over: quarters,
  is: eq`(${made.cxmt} + ${made.other})
    / max(1 [kstack/quarter], ${planned} * ${memory.stacksPerGoodUnit},
      ${made.cxmt} + ${made.other})`,
});
