/**
 * AI wafers: the part of advanced capacity that goes to AI chips. Policy raises it year by year. It
 * falls when H200 takes orders, and when dies or goods pile up that nobody can use; it rises a
 * little when no H200 may be bought.
 */

import { constant, eq, input, pert, previous, quarters, variable } from 'chipcast';
import * as feedback from './feedbacks.ts';
import { capacity, waferFactor } from './foundry-capacity.ts';
import { aiShareStart, announcedArrivals } from './foundry-start.ts';
import * as prc from './prc-approval.ts';
import { byYear, quartersInHorizon, quartersPerYear } from './time.ts';

export const aiShareShift = input('foundry.aiShareShift', {
  label: 'Rise of the AI part of advanced wafers over three years, in log-odds',
  unit: 'logit',
  distribution: pert({ min: 0.4, mode: 1.1, max: 1.8 }),
  range: [-0.5, 3],
  sources: ['C6', 'M15'],
  judgement: true,
  inputKind: 'policy',
  why: 'Policy gives AI chips priority; from 0.38 to 0.65 would be 1.1.',
});

export const idleBrake = input('foundry.idleBrake', {
  label: 'AI wafer starts given up for each year of output that lies idle',
  unit: '1/year',
  distribution: pert({ min: 0, mode: 1, max: 2 }),
  range: [0, 4],
  sources: ['U2', 'C2'],
  judgement: true,
  inputKind: 'market',
  why:
    'Idle are dies banked since 2025 and goods unsold. Nobody starts wafers beside a year of ' +
    'idle output.',
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
  label: 'Wafer priority gained while no H200 may be bought',
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

export const aiShareTarget = variable('foundry.aiShareTarget', {
  label: 'AI chips in advanced wafers, before orders, bans and idle output',
  unit: 'fraction',
  over: quarters,
  is: eq`logistic(log(${aiShareStart} / (1 - ${aiShareStart}))
    + ${aiShareShift} * (t + 1) / ${quartersInHorizon})`,
});

export const idleYears = variable('foundry.idleYears', {
  label: 'Idle output: dies banked since 2025 and goods unsold, in years of output',
  unit: 'year',
  over: quarters,
  is: eq`max(0, ${previous(feedback.bank)} - ${feedback.dieBank})
      / (${quartersPerYear} * ${previous(announcedArrivals)})
    + ${previous(feedback.unsoldQuarters)} / ${quartersPerYear}`,
});

/** However much lies idle, three wafers in ten are started: a judgement. */
const leastBrake = 0.3;

export const brake = variable('foundry.brake', {
  label: 'AI wafer starts that idle output leaves',
  unit: 'multiple',
  over: quarters,
  is: eq`clamp(1 - ${idleBrake} * ${idleYears}, ${leastBrake}, 1)`,
});

/** Advanced lines are never without AI wafers and never full of them: a judgement. */
const [leastAiShare, greatestAiShare] = [0.02, 0.95];

export const aiShare = variable('foundry.aiShare', {
  label: 'AI chips in advanced wafers',
  unit: 'fraction',
  over: quarters,
  is: eq`clamp(
    ${aiShareTarget} * ${brake} * (1 - ${orderSensitivity} * ${previous(feedback.crowdOut)}
      + ${banBoost} * (1 - ${previous(prc.permitted)})),
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
