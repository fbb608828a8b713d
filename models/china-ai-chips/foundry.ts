/**
 * Advanced wafers made in China, and the part of them that goes to AI. Capacity grows by the year,
 * less under new tool controls; the AI part follows policy, loses orders to H200 and gains from a
 * ban. How many dies on the wafers work is told in foundry-yield.ts.
 */

import {
  beta,
  constant,
  eq,
  input,
  lever,
  loading,
  lognormal,
  pert,
  previous,
  quarters,
  uniform,
  variable,
} from 'chipcast';
import { industry, relations } from './factors.ts';
import * as feedback from './feedbacks.ts';
import * as prc from './prc-approval.ts';
import { byYear, happened, monthsPerQuarter, quartersElapsed, quartersInHorizon } from './time.ts';

export const capacity2025 = input('foundry.capacity2025', {
  label: 'Advanced capacity at the end of 2025',
  unit: 'kwpm',
  distribution: lognormal({ p10: 18, p90: 48 }),
  range: [8, 80],
  loadings: [loading(industry, 0.3)],
  sources: ['C1', 'C2', 'C3', 'C4'],
  inputKind: 'measurement',
  why: '7 nm class and below, all of China. A report of February 2026 (below 20) is not used.',
});

export const growth2026 = input('foundry.growth2026', {
  label: 'Growth of advanced capacity in 2026',
  unit: 'x/year',
  distribution: lognormal({ p10: 1.2, p90: 2 }),
  range: [0.9, 3],
  loadings: [loading(industry, 0.4)],
  sources: ['C1', 'C3', 'C6'],
  inputKind: 'technology',
  why: '1.33 (SemiAnalysis) to 1.9 (Morgan Stanley).',
});

export const growth2027 = input('foundry.growth2027', {
  label: 'Growth of advanced capacity in 2027',
  unit: 'x/year',
  distribution: lognormal({ p10: 1.15, p90: 1.95 }),
  range: [0.9, 3],
  loadings: [loading(industry, 0.4)],
  sources: ['C3', 'F231'],
  inputKind: 'technology',
  why: '1.33 on the only published path; a target reported by Nikkei is not used.',
});

export const growth2028 = input('foundry.growth2028', {
  label: 'Growth of advanced capacity in 2028',
  unit: 'x/year',
  distribution: lognormal({ p10: 1.08, p90: 1.85 }),
  range: [0.9, 3],
  loadings: [loading(industry, 0.4)],
  sources: ['F231', 'F146'],
  judgement: true,
  inputKind: 'technology',
  why: 'Domestic tools decide.',
});

export const toolShockHazard = input('foundry.toolShockHazard', {
  label: 'Hazard of new allied tool controls',
  unit: '1/quarter',
  distribution: pert({ min: 0.005, mode: 0.02, max: 0.06 }),
  range: [0, 0.3],
  sources: ['F016', 'F017'],
  judgement: true,
  inputKind: 'policy',
  why: 'The bills of 2026 are not used.',
});

export const toolShockDraw = input('foundry.toolShockDraw', {
  label: 'Draw that decides when tool controls come; low is early',
  unit: 'probability',
  distribution: uniform({ min: 0, max: 1 }),
  range: [0, 1],
  loadings: [loading(relations, -0.55)],
  sources: ['F016'],
  judgement: true,
  inputKind: 'policy',
  why: 'One uniform is set against the cumulative hazard.',
});

export const toolShockKeep = input('foundry.toolShockKeep', {
  label: 'Part of growth that survives tool controls',
  unit: 'fraction',
  distribution: pert({ min: 0.3, mode: 0.5, max: 0.8 }),
  range: [0, 1],
  sources: ['C12'],
  judgement: true,
  inputKind: 'technology',
  why: 'A gap in one tool (SiGe epitaxy) holds 7 nm back already.',
});

export const forcedToolShockQuarter = lever('foundry.forcedToolShockQuarter', {
  label: 'New tool controls from this quarter at the latest; 99 is off',
  unit: 'quarter index',
  value: 99,
  range: [0, 99],
  sources: ['C12'],
  judgement: true,
  inputKind: 'policy',
  why: 'For scenarios.',
});

export const utilisation = input('foundry.utilisation', {
  label: 'Wafers started over capacity',
  unit: 'fraction',
  distribution: pert({ min: 0.72, mode: 0.88, max: 0.97 }),
  range: [0.4, 1],
  sources: ['C12'],
  judgement: true,
  inputKind: 'technology',
  why: 'Tools of different age and origin do not match.',
});

export const lineYield = input('foundry.lineYield', {
  label: 'Wafers that survive the line',
  unit: 'fraction',
  distribution: pert({ min: 0.85, mode: 0.93, max: 0.97 }),
  range: [0.6, 1],
  sources: ['Y9'],
  judgement: true,
  inputKind: 'technology',
  why: 'Multi-patterning is a long flow, and some wafers are lost in it.',
});

export const aiShare2025 = input('foundry.aiShare2025', {
  label: 'AI chips in advanced wafers, end 2025',
  unit: 'fraction',
  distribution: beta({ mean: 0.38, n: 20 }),
  range: [0.1, 0.8],
  sources: ['C16', 'C8'],
  inputKind: 'measurement',
  why: 'One third for Ascend, plus others.',
});

export const aiShare2028 = input('foundry.aiShare2028', {
  label: 'AI chips in advanced wafers, end 2028',
  unit: 'fraction',
  distribution: beta({ mean: 0.65, n: 20 }),
  range: [0.2, 0.95],
  sources: ['C6', 'M15'],
  judgement: true,
  inputKind: 'policy',
  why: 'Policy gives them priority; the path between is a straight line.',
});

export const orderSensitivity = input('foundry.orderSensitivity', {
  label: 'AI wafer starts lost for each unit of crowd-out',
  unit: 'multiple',
  distribution: pert({ min: 0, mode: 0.8, max: 1.8 }),
  range: [0, 4],
  sources: ['F153', 'F163', 'F253'],
  judgement: true,
  inputKind: 'market',
  why: 'H200 sales hurt the growth of the local chain.',
});

export const banBoost = input('foundry.banBoost', {
  label: 'Wafer priority gained while imports are blocked',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.04, max: 0.12 }),
  range: [0, 0.4],
  sources: ['F054', 'F161'],
  judgement: true,
  inputKind: 'policy',
  why: 'A ban lifts localisation further.',
});

export const node5Share2026 = constant('foundry.node5Share2026', {
  label: '5 nm class in AI wafers, 2026',
  unit: 'fraction',
  value: 0.035,
  range: [0, 0.5],
  sources: ['Q8'],
  inputKind: 'technology',
  why: 'A pilot for large dies.',
});

export const node5Share2027 = input('foundry.node5Share2027', {
  label: '5 nm class in AI wafers, 2027',
  unit: 'fraction',
  distribution: pert({ min: 0.02, mode: 0.12, max: 0.25 }),
  range: [0, 0.6],
  sources: ['Q8', 'U9'],
  judgement: true,
  inputKind: 'technology',
  why: 'The next Ascend generation may need it.',
});

export const node5Share2028 = input('foundry.node5Share2028', {
  label: '5 nm class in AI wafers, 2028',
  unit: 'fraction',
  distribution: pert({ min: 0.05, mode: 0.22, max: 0.4 }),
  range: [0, 0.8],
  sources: ['Q8', 'U9'],
  judgement: true,
  inputKind: 'technology',
  why: 'As in 2027.',
});

export const waferFactor = variable('foundry.waferFactor', {
  label: 'Wafers out in a quarter for each wafer a month of capacity',
  unit: 'month/quarter',
  is: eq`${monthsPerQuarter} * ${utilisation} * ${lineYield}`,
});

export const toolShock = variable('foundry.toolShock', {
  label: 'Whether new tool controls are in force',
  unit: '0/1',
  over: quarters,
  is: eq`max(${happened(toolShockDraw, eq`${toolShockHazard} * ${quartersElapsed}`)},
    if(t >= ${forcedToolShockQuarter}, 1, 0))`,
});

export const annualGrowth = variable('foundry.annualGrowth', {
  label: 'Growth of advanced capacity, by the year',
  unit: 'x/year',
  over: quarters,
  is: eq`1 + (${byYear(growth2026, growth2027, growth2028)} - 1)
    * if(${toolShock} == 1, ${toolShockKeep}, 1)`,
});

export const capacity = variable('foundry.capacity', {
  label: 'Advanced capacity',
  unit: 'kwpm',
  over: quarters,
  opening: capacity2025,
  is: eq`${previous} * ${annualGrowth} ^ 0.25`,
});

export const aiShareTarget = variable('foundry.aiShareTarget', {
  label: 'AI chips in advanced wafers, before orders and bans',
  unit: 'fraction',
  over: quarters,
  is: eq`${aiShare2025} + (${aiShare2028} - ${aiShare2025}) * (t + 1) / ${quartersInHorizon}`,
});

/** Advanced lines are never without AI wafers and never full of them: a judgement. */
const [leastAiShare, greatestAiShare] = [0.05, 0.95];

export const aiShare = variable('foundry.aiShare', {
  label: 'AI chips in advanced wafers',
  unit: 'fraction',
  over: quarters,
  is: eq`clamp(
    ${aiShareTarget} * (1 - ${orderSensitivity} * ${previous(feedback.crowdOut)}
      + ${banBoost} * ${previous(prc.blocked)}),
    ${leastAiShare}, ${greatestAiShare})`,
});

export const aiWafers = variable('foundry.aiWafers', {
  label: 'AI wafers out',
  unit: 'kwafer/quarter',
  over: quarters,
  is: eq`${capacity} * ${waferFactor} * ${aiShare}`,
});

export const node5Share = variable('foundry.node5Share', {
  label: '5 nm class in AI wafers',
  unit: 'fraction',
  over: quarters,
  is: byYear(node5Share2026, node5Share2027, node5Share2028),
});
