/**
 * Yield: how many dies on the AI wafers work. It falls with die area and defect density; defects
 * fall with cumulative wafers, as a power law, and may jump for half a year.
 */

import {
  constant,
  eq,
  input,
  lognormal,
  pert,
  quarters,
  stock,
  truncnormal,
  uniform,
  variable,
} from 'chipcast';
import { cumBase7, d0Start, diesPerWafer, goodDiesBase, yieldAt } from './foundry-start.ts';
import { aiWafers, node5Share } from './foundry-wafers.ts';
import { happened, quartersElapsed } from './time.ts';

export const d0Node7Floor = input('foundry.d0Node7Floor', {
  label: 'Defect density that 7 nm learning approaches',
  unit: '1/cm2',
  distribution: pert({ min: 0.07, mode: 0.1, max: 0.14 }),
  range: [0.05, 0.25],
  sources: ['Y7', 'Q3'],
  inputKind: 'technology',
  why: 'The goal of 60 percent is TSMC N7 class.',
});

export const d0Node5Start = input('foundry.d0Node5Start', {
  label: 'Defect density, 5 nm class, end 2025',
  unit: '1/cm2',
  distribution: lognormal({ p10: 0.3, p90: 0.7 }),
  range: [0.15, 1.2],
  sources: ['Q8', 'Q9'],
  inputKind: 'technology',
  why: '10 to 26 percent on a large die.',
});

export const d0Node5Floor = constant('foundry.d0Node5Floor', {
  label: 'Defect density that 5 nm learning approaches',
  unit: '1/cm2',
  value: 0.16,
  range: [0.08, 0.4],
  sources: ['Y7', 'Q8'],
  judgement: true,
  inputKind: 'technology',
  why: 'No EUV.',
});

export const learningExponent = input('foundry.learningExponent', {
  label: 'Exponent of learning by cumulative wafers',
  unit: '-',
  distribution: truncnormal({ mean: 0.32, sd: 0.12, min: 0.05, max: 0.7 }),
  range: [0, 1],
  sources: ['X4', 'Q1', 'Q3'],
  judgement: true,
  inputKind: 'technology',
  why:
    'About 20 percent fewer excess defects with each doubling; wide, as the points of ' +
    '2026 are not used.',
});

export const experience5 = constant('foundry.experience5', {
  label: 'Past wafers of the 5 nm class',
  unit: 'kwafer',
  value: 17,
  range: [1, 100],
  sources: ['Q8'],
  judgement: true,
  inputKind: 'measurement',
  why: 'Phone chips.',
});

export const yieldShockHazard = input('foundry.yieldShockHazard', {
  label: 'Hazard of a yield collapse',
  unit: '1/quarter',
  distribution: pert({ min: 0, mode: 0.03, max: 0.08 }),
  range: [0, 0.5],
  sources: ['Y9'],
  inputKind: 'technology',
  why: 'Ramps do collapse, for reasons not found at once.',
});

export const yieldShockDraw = input('foundry.yieldShockDraw', {
  label: 'Draw that decides when yield collapses; low is early',
  unit: 'probability',
  distribution: uniform({ min: 0, max: 1 }),
  range: [0, 1],
  sources: ['Y9'],
  judgement: true,
  inputKind: 'technology',
  why: 'One uniform is set against the cumulative hazard: one collapse at most.',
});

export const yieldShockSize = input('foundry.yieldShockSize', {
  label: 'Factor on defect density in a collapse',
  unit: 'multiple',
  distribution: pert({ min: 1.1, mode: 1.3, max: 1.8 }),
  range: [1, 3],
  sources: ['Y9'],
  judgement: true,
  inputKind: 'technology',
  why: 'It lasts two quarters.',
});

export const floor7 = variable('foundry.floor7', {
  label: 'Defect density below which 7 nm does not fall',
  unit: '1/cm2',
  is: eq`min(${d0Node7Floor}, ${d0Start})`,
});

export const floor5 = variable('foundry.floor5', {
  label: 'Defect density below which 5 nm does not fall',
  unit: '1/cm2',
  is: eq`min(${d0Node5Floor}, ${d0Node5Start})`,
});

export const cum7 = stock('foundry.cum7', {
  label: 'Cumulative AI wafers, 7 nm class, over those of end 2025',
  unit: 'multiple',
  over: quarters,
  opening: 1,
  change: eq`${aiWafers} * (1 - ${node5Share}) / ${cumBase7}`,
});

export const cum5 = stock('foundry.cum5', {
  label: 'Cumulative wafers, 5 nm class, over those of end 2025',
  unit: 'multiple',
  over: quarters,
  opening: 1,
  change: eq`${aiWafers} * ${node5Share} / ${experience5}`,
});

export const yieldShocked = variable('foundry.yieldShocked', {
  label: 'Whether yield has collapsed by now',
  unit: '0/1',
  over: quarters,
  is: happened(yieldShockDraw, eq`${yieldShockHazard} * ${quartersElapsed}`),
});

export const quartersSinceShock = stock('foundry.quartersSinceShock', {
  label: 'Quarters since the collapse, its own included',
  unit: 'quarter',
  over: quarters,
  opening: 0,
  change: eq`${yieldShocked}`,
});

/** A collapse is mended within half a year: a judgement. */
const collapseLasts = eq`2 [quarter]`;

export const shockMultiplier = variable('foundry.shockMultiplier', {
  label: 'Factor on defect density in this quarter',
  unit: 'multiple',
  over: quarters,
  is: eq`if(${yieldShocked} == 1 and ${quartersSinceShock} <= ${collapseLasts},
    ${yieldShockSize}, 1)`,
});

export const d0Node7 = variable('foundry.d0Node7', {
  label: 'Defect density, 7 nm class',
  unit: '1/cm2',
  over: quarters,
  is: eq`(${floor7} + (${d0Start} - ${floor7}) * ${cum7} ^ (-${learningExponent}))
    * ${shockMultiplier}`,
});

export const d0Node5 = variable('foundry.d0Node5', {
  label: 'Defect density, 5 nm class',
  unit: '1/cm2',
  over: quarters,
  is: eq`(${floor5} + (${d0Node5Start} - ${floor5}) * ${cum5} ^ (-${learningExponent}))
    * ${shockMultiplier}`,
});

export const yield7 = variable('foundry.yield7', {
  label: 'Yield of a large die, 7 nm class',
  unit: 'fraction',
  over: quarters,
  is: yieldAt(d0Node7),
});

export const yield5 = variable('foundry.yield5', {
  label: 'Yield of a large die, 5 nm class',
  unit: 'fraction',
  over: quarters,
  is: yieldAt(d0Node5),
});

export const goodDies = variable('foundry.goodDies', {
  label: 'Good AI dies out',
  unit: 'kdie/quarter',
  over: quarters,
  opening: goodDiesBase,
  is: eq`${aiWafers} * ${diesPerWafer}
    * ((1 - ${node5Share}) * ${yield7} + ${node5Share} * ${yield5})`,
});
