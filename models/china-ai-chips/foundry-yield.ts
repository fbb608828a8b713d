/**
 * How many dies on the AI wafers work, and when they reach assembly. Yield falls with die area and
 * defect density; defects fall with cumulative wafers, as a power law, and may jump for half a
 * year. Good dies reach assembly two to four quarters after they are made; those made in 2025 are
 * in the pipe already.
 */

import {
  constant,
  discreteuniform,
  type Equation,
  eq,
  input,
  lognormal,
  pert,
  previous,
  type Quantity,
  quarters,
  stock,
  truncnormal,
  uniform,
  variable,
} from 'chipcast';
import { aiShare2025, aiWafers, capacity2025, node5Share, waferFactor } from './foundry.ts';
import { happened, quartersElapsed, quartersPerYear } from './time.ts';
import { wholeDies } from './wafer.ts';

// Yield

export const dieArea = input('foundry.dieArea', {
  label: 'Area of a large AI die',
  unit: 'mm2',
  distribution: pert({ min: 500, mode: 640, max: 700 }),
  range: [300, 830],
  sources: ['Y14', 'Y15'],
  inputKind: 'measurement',
  why: 'Known for 910B, not for its successors.',
});

export const d0Node7Start = input('foundry.d0Node7Start', {
  label: 'Defect density, 7 nm class, end 2025',
  unit: '1/cm2',
  distribution: lognormal({ p10: 0.17, p90: 0.36 }),
  range: [0.08, 0.6],
  sources: ['Q2', 'Q3', 'Q4', 'Q5', 'F209', 'Y16'],
  inputKind: 'technology',
  why: 'Yields of 20 to 50 percent were quoted for a die of 665 mm2 in 2024 and 2025.',
});

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

export const experienceYears = input('foundry.experienceYears', {
  label: 'Past AI wafers, in years at the rate of end 2025',
  unit: 'year',
  distribution: pert({ min: 0.8, mode: 1.5, max: 2.5 }),
  range: [0.3, 5],
  sources: ['Q1', 'Q3'],
  judgement: true,
  inputKind: 'measurement',
  why: '910B was in production by mid-2024.',
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

export const clusteringAlpha = input('foundry.clusteringAlpha', {
  label: 'Clustering of defects',
  unit: '-',
  distribution: pert({ min: 1, mode: 2, max: 4 }),
  range: [0.5, 10],
  sources: ['Y4', 'Y5'],
  inputKind: 'structure',
  why: 'Parameter of the negative binomial yield; large means no clustering.',
});

export const salvage = input('foundry.salvage', {
  label: 'Gain from selling dies with spare cores switched off',
  unit: 'multiple',
  distribution: pert({ min: 1, mode: 1.08, max: 1.25 }),
  range: [1, 1.6],
  sources: ['Y11', 'Q1'],
  judgement: true,
  inputKind: 'technology',
  why: 'H100 ships with 132 of its 144 cores.',
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

// The way to assembly

export const lag = input('foundry.lag', {
  label: 'Quarters from foundry to sale',
  unit: 'quarter',
  distribution: discreteuniform({ min: 2, max: 4 }),
  range: [2, 4],
  sources: ['M2'],
  inputKind: 'technology',
  why: 'Bernstein says 3 to 4; some stock shortens it.',
});

export const preGrowth2025 = input('foundry.preGrowth2025', {
  label: 'Growth of domestic AI die output during 2025',
  unit: 'x/year',
  distribution: pert({ min: 1.4, mode: 2.3, max: 4.5 }),
  range: [1, 6],
  sources: ['U1', 'U2', 'C8'],
  judgement: true,
  inputKind: 'measurement',
  why: 'Sets the dies already in the pipe; most parts of 2025 used banked offshore dies.',
});

/** However clean the line, one die in twenty is lost: a judgement. */
const yieldCeiling = 0.95;

/** Good dies over whole dies: negative binomial, with salvage. */
function yieldAt(defectDensity: Quantity): Equation {
  return eq`min(${yieldCeiling}, ${salvage}
    * (1 + ${dieArea} / 100 [mm2/cm2] * ${defectDensity} / ${clusteringAlpha})
      ^ (-${clusteringAlpha}))`;
}

export const diesPerWafer = variable('foundry.diesPerWafer', {
  label: 'Whole dies on a wafer',
  unit: 'die/wafer',
  is: eq`${wholeDies(dieArea)} * 1 [die/wafer]`,
});

export const cumBase7 = variable('foundry.cumBase7', {
  label: 'Experience with AI wafers of the 7 nm class, end 2025',
  unit: 'kwafer',
  is: eq`${capacity2025} * ${waferFactor} * ${aiShare2025}
    * ${quartersPerYear} * ${experienceYears}`,
});

export const floor7 = variable('foundry.floor7', {
  label: 'Defect density below which 7 nm does not fall',
  unit: '1/cm2',
  is: eq`min(${d0Node7Floor}, ${d0Node7Start})`,
});

export const floor5 = variable('foundry.floor5', {
  label: 'Defect density below which 5 nm does not fall',
  unit: '1/cm2',
  is: eq`min(${d0Node5Floor}, ${d0Node5Start})`,
});

export const startYield7 = variable('foundry.startYield7', {
  label: 'Yield of a large die at the end of 2025, 7 nm class',
  unit: 'fraction',
  is: yieldAt(d0Node7Start),
});

export const goodDiesBase = variable('foundry.goodDiesBase', {
  label: 'Good AI dies a quarter at the end of 2025',
  unit: 'kdie/quarter',
  is: eq`${capacity2025} * ${waferFactor} * ${aiShare2025} * ${diesPerWafer} * ${startYield7}`,
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
  is: eq`(${floor7} + (${d0Node7Start} - ${floor7}) * ${cum7} ^ (-${learningExponent}))
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

// The pipe: dies of one, two, three and four quarters ago. Those begun in 2025 follow the growth of
// that year.

export const dies1 = variable('foundry.dies1', {
  label: 'Good dies of one quarter ago',
  unit: 'kdie/quarter',
  over: quarters,
  opening: eq`${goodDiesBase} * ${preGrowth2025} ^ (-0.25)`,
  is: eq`${previous(goodDies)}`,
});

export const dies2 = variable('foundry.dies2', {
  label: 'Good dies of two quarters ago',
  unit: 'kdie/quarter',
  over: quarters,
  opening: eq`${goodDiesBase} * ${preGrowth2025} ^ (-0.5)`,
  is: eq`${previous(dies1)}`,
});

export const dies3 = variable('foundry.dies3', {
  label: 'Good dies of three quarters ago',
  unit: 'kdie/quarter',
  over: quarters,
  opening: eq`${goodDiesBase} * ${preGrowth2025} ^ (-0.75)`,
  is: eq`${previous(dies2)}`,
});

export const dies4 = variable('foundry.dies4', {
  label: 'Good dies of four quarters ago',
  unit: 'kdie/quarter',
  over: quarters,
  is: eq`${previous(dies3)}`,
});

export const arrived = variable('foundry.arrived', {
  label: 'Good dies that reach assembly',
  unit: 'kdie/quarter',
  over: quarters,
  is: eq`if(${lag} == 2 [quarter], ${dies2}, if(${lag} == 3 [quarter], ${dies3}, ${dies4}))`,
});
