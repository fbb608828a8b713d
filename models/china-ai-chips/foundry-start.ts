/**
 * The base year. A reported yield is turned into a defect density, and the good dies of 2025 into
 * the part of advanced wafers that AI chips took. So the forecast starts from dies that were made,
 * however the capacity behind them is counted.
 */

import {
  beta,
  type Equation,
  eq,
  forward,
  input,
  lever,
  lognormal,
  pert,
  type Quantity,
  variable,
} from 'chipcast';
import { capacity2025, waferFactor } from './foundry-capacity.ts';
import { quartersPerYear } from './time.ts';
import { wholeDies } from './wafer.ts';

export const startYield = input('foundry.startYield', {
  label: 'Reported 7 nm yield of a 665 mm2 die at the end of 2025',
  unit: 'fraction',
  distribution: beta({ mean: 0.31, n: 26 }),
  range: [0.05, 0.85],
  sources: ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'C2', 'F209', 'Y16'],
  inputKind: 'technology',
  why:
    '20 to 50 percent in 2024 and 2025, 30 at the end of 2025, dies with spare cores counted as ' +
    'good.',
});

export const startYieldForced = lever('foundry.startYieldForced', {
  label: 'Yield of that die at the end of 2025, wafers as they are; -1 is off',
  unit: 'fraction',
  codes: { [-1]: 'off' },
  value: -1,
  range: [-1, 0.9],
  sources: ['F209', 'Q3', 'Q4'],
  judgement: true,
  inputKind: 'technology',
  why:
    'For scenarios. It changes how many dies work on the wafers that there are; to override ' +
    'startYield instead asks for the same dies from more or fewer wafers.',
});

export const salvage = input('foundry.salvage', {
  label: 'Gain from selling dies with spare cores switched off',
  unit: 'multiple',
  distribution: pert({ min: 1, mode: 1.08, max: 1.25 }),
  range: [1, 1.6],
  sources: ['Y11', 'Q1'],
  judgement: true,
  inputKind: 'technology',
  why:
    'H100 ships with 132 of its 144 cores. It enters the reported yield and the forecast alike, ' +
    'so it cancels at the start.',
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

export const dieArea = input('foundry.dieArea', {
  label: 'Area of a large AI die',
  unit: 'mm2',
  distribution: pert({ min: 500, mode: 640, max: 700 }),
  range: [300, 830],
  sources: ['Y14', 'Y15'],
  inputKind: 'measurement',
  why: 'Known for 910B, not for its successors.',
});

export const goodDies2025 = input('foundry.goodDies2025', {
  label: 'Good AI dies from Chinese lines in 2025Q4, all vendors',
  unit: 'kdie/quarter',
  distribution: lognormal({ p10: 415, p90: 1020 }),
  range: [100, 2000],
  sources: ['U1', 'U2', 'U8', 'C2', 'C8'],
  inputKind: 'measurement',
  why:
    '1.0 million Ascend dies in 2025 at 55 percent of the market; 7 thousand wafers a month at ' +
    '30 percent at the end of the year. The sources count differently.',
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

/** The die for which yields are reported, Ascend 910B: 665.6 mm2 (source Y14). */
const reportedDie = eq`6.656 [cm2]`;

/** However clean the line, one die in twenty is lost: a judgement. */
const yieldCeiling = 0.95;

/** Good dies over whole dies of the large die: negative binomial, with salvage. */
export function yieldAt(defectDensity: Quantity): Equation {
  return eq`min(${yieldCeiling}, ${salvage}
    * (1 + ${dieArea} / 100 [mm2/cm2] * ${defectDensity} / ${clusteringAlpha})
      ^ (-${clusteringAlpha}))`;
}

/** The defect density at which the reported die has a yield: `yieldAt` the other way round. */
function defectsBehind(reportedYield: Quantity | Equation): Equation {
  return eq`${clusteringAlpha} * ((${salvage} / ${reportedYield}) ^ (1 / ${clusteringAlpha}) - 1)
    / ${reportedDie}`;
}

export const diesPerWafer = variable('foundry.diesPerWafer', {
  label: 'Whole dies on a wafer',
  unit: 'die/wafer',
  is: eq`${wholeDies(dieArea)} * 1 [die/wafer]`,
});

export const d0Estimated = variable('foundry.d0Estimated', {
  label: 'Defect density behind the reported yield, 7 nm class, end 2025',
  unit: '1/cm2',
  is: defectsBehind(startYield),
});

export const d0Start = variable('foundry.d0Start', {
  label: 'Defect density from which 7 nm learns',
  unit: '1/cm2',
  is: eq`if(${startYieldForced} > 0, ${defectsBehind(eq`max(0.01, ${startYieldForced})`)},
    ${d0Estimated})`,
});

export const estimatedYield7 = variable('foundry.estimatedYield7', {
  label: 'Estimated yield of a large die at the end of 2025, 7 nm class',
  unit: 'fraction',
  is: yieldAt(d0Estimated),
});

export const startYield7 = variable('foundry.startYield7', {
  label: 'Yield of a large die at the end of 2025, 7 nm class',
  unit: 'fraction',
  is: yieldAt(d0Start),
});

/** AI chips had some of the advanced wafers of 2025, and never all: judgements. */
const [leastStart, greatestStart] = [0.08, 0.9];

export const aiShareStart = variable('foundry.aiShareStart', {
  label: 'AI chips in advanced wafers, end 2025',
  unit: 'fraction',
  is: eq`clamp(
    ${goodDies2025} / (${capacity2025} * ${waferFactor} * ${diesPerWafer} * ${estimatedYield7}),
    ${leastStart}, ${greatestStart})`,
  why: 'The share that makes the good dies of 2025Q4 with the wafers and the estimated yield.',
});

export const cumBase7 = variable('foundry.cumBase7', {
  label: 'Experience with AI wafers of the 7 nm class, end 2025',
  unit: 'kwafer',
  is: eq`${capacity2025} * ${waferFactor} * ${aiShareStart}
    * ${quartersPerYear} * ${experienceYears}`,
});

export const goodDiesBase = variable('foundry.goodDiesBase', {
  label: 'Good AI dies a quarter at the end of 2025',
  unit: 'kdie/quarter',
  is: eq`${capacity2025} * ${waferFactor} * ${aiShareStart} * ${diesPerWafer} * ${startYield7}`,
});

/** Output a number of quarters before the end of 2025, along the growth of that year. */
export function goodDiesBefore(quarters: number): Equation {
  return eq`${goodDiesBase} * ${preGrowth2025} ^ (-${quarters} / 4)`;
}

export const goodDiesOf2025 = variable('hindcast.goodDies2025', {
  label: 'Good AI dies made in China in 2025',
  unit: 'kdie',
  is: eq`(${goodDiesBase} + ${goodDiesBefore(1)} + ${goodDiesBefore(2)} + ${goodDiesBefore(3)})
    * 1 [quarter]`,
  why: 'What the inputs imply for the base year; 1,820 thousand were counted (source U1).',
});

/** What reaches assembly, announced beside what it opens with; see foundry-pipe.ts. */
export const announcedArrivals = forward('foundry.arrived', {
  label: 'Good dies that reach assembly',
  unit: 'kdie/quarter',
  opening: goodDiesBefore(3),
});
