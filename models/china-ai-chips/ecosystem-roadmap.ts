/**
 * How good domestic chips are to work with, and how fast. Software matures along a logistic curve,
 * faster under a ban and slower where H200 takes orders; chip performance follows the announced
 * roadmap, late by a slip and slowed likewise.
 */

import { beta, eq, input, pert, previous, quarters, stock, variable } from 'chipcast';
import * as feedback from './feedbacks.ts';
import * as prc from './prc-approval.ts';
import { quartersPerYear } from './time.ts';

export const maturity2025 = input('ecosystem.maturity2025', {
  label: 'Part of the role of CUDA that local software can fill, end 2025',
  unit: 'fraction',
  distribution: beta({ mean: 0.22, n: 40 }),
  range: [0.05, 0.6],
  sources: ['F235', 'F239', 'F240'],
  judgement: true,
  inputKind: 'technology',
  why: 'CANN and MUSA have under 100 thousand developers each; 70 percent is claimed for 2030.',
});

export const rate = input('ecosystem.rate', {
  label: 'Logistic growth of software maturity',
  unit: '1/year',
  distribution: pert({ min: 0.15, mode: 0.55, max: 1.2 }),
  range: [0, 2],
  sources: ['F238', 'F239', 'F240'],
  judgement: true,
  inputKind: 'technology',
  why: '0.45 reaches 70 percent in 2030.',
});

export const banBoost = input('ecosystem.banBoost', {
  label: 'Faster maturing while imports are blocked',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.15, max: 0.4 }),
  range: [0, 1],
  sources: ['F054', 'F161', 'F036'],
  judgement: true,
  inputKind: 'technology',
  why: 'Chinese models and chips adapted to each other while they were cut off.',
});

export const crowdPenalty = input('ecosystem.crowdPenalty', {
  label: 'Slower maturing for each unit of crowd-out',
  unit: 'multiple',
  distribution: pert({ min: 0.3, mode: 1.5, max: 3 }),
  range: [0, 6],
  sources: ['F163', 'F134', 'F178'],
  judgement: true,
  inputKind: 'technology',
  why: 'Buyers of H200 spend less on adapting to local chips.',
});

export const gap2025 = input('ecosystem.gap2025', {
  label: 'Gap to CUDA at the end of 2025',
  unit: 'year',
  distribution: pert({ min: 4, mode: 5, max: 6 }),
  range: [2, 8],
  sources: ['F239'],
  inputKind: 'technology',
  why: 'Stated as five years, by one article without a source.',
});

export const efficiency2025 = input('ecosystem.efficiency2025', {
  label: 'Part of peak performance that is delivered, end 2025',
  unit: 'fraction',
  distribution: pert({ min: 0.45, mode: 0.62, max: 0.8 }),
  range: [0.3, 1],
  sources: ['U10', 'F232'],
  inputKind: 'technology',
  why: '60 percent of an H100 in tests; 70 to 80 percent of the hardware in one article.',
});

export const efficiencyCap = input('ecosystem.efficiencyCap', {
  label: 'Part of peak performance delivered at full maturity',
  unit: 'fraction',
  distribution: pert({ min: 0.82, mode: 0.9, max: 1 }),
  range: [0.6, 1.1],
  sources: ['F232'],
  judgement: true,
  inputKind: 'technology',
  why: 'Compatibility is what wastes the rest today.',
});

export const trainingPenalty = input('ecosystem.trainingPenalty', {
  label: 'Loss in training at zero maturity, on top of the efficiency',
  unit: 'fraction',
  distribution: pert({ min: 0.2, mode: 0.42, max: 0.6 }),
  range: [0, 0.9],
  sources: ['F183', 'F160', 'F215'],
  inputKind: 'technology',
  why: 'Training takes 40 to 60 percent longer on local chips, say articles that give no source.',
});

export const fundingIndex = input('finance.fundingIndex', {
  label: 'Money for software and packaging, 1 as in 2025',
  unit: 'multiple',
  distribution: pert({ min: 0.9, mode: 1, max: 1.15 }),
  range: [0.5, 1.5],
  sources: ['F063', 'F199', 'F202', 'F206'],
  judgement: true,
  inputKind: 'market',
  why: 'Share listings and the third Big Fund speed both.',
});

export const perf2026 = input('roadmap.perf2026', {
  label: 'Peak compute of the average domestic unit, mid-2026',
  unit: 'H200e/unit',
  distribution: pert({ min: 0.3, mode: 0.42, max: 0.56 }),
  range: [0.1, 0.9],
  sources: ['U1', 'U7', 'U9', 'U10', 'U11', 'F083', 'F194'],
  inputKind: 'technology',
  why:
    'The mix at mid-2026 by published volumes: 910C 0.78, 950PR 0.51, 910B 0.32, small cards ' +
    'about 0.2.',
});

export const ratio2027 = input('roadmap.ratio2027', {
  label: 'Growth of that performance into 2027',
  unit: 'x/year',
  distribution: pert({ min: 1, mode: 1.26, max: 1.6 }),
  range: [0.9, 2.2],
  sources: ['U9', 'U11'],
  inputKind: 'technology',
  why: '950DT and parts of the 690 class.',
});

export const ratio2028 = input('roadmap.ratio2028', {
  label: 'Growth of that performance into 2028',
  unit: 'x/year',
  distribution: pert({ min: 1, mode: 1.32, max: 1.9 }),
  range: [0.9, 2.5],
  sources: ['U9', 'U11'],
  inputKind: 'technology',
  why: '960 in volume.',
});

export const slip = input('roadmap.slip', {
  label: 'Delay against the announced dates',
  unit: 'quarter',
  distribution: pert({ min: 0, mode: 1, max: 4 }),
  range: [0, 8],
  sources: ['F185', 'F189', 'F196'],
  judgement: true,
  inputKind: 'technology',
  why: "New parts are announced for 2026; one rival's good paper figures came with weak output.",
});

export const crowdSlow = input('roadmap.crowdSlow', {
  label: 'Roadmap time lost for each unit of crowd-out',
  unit: 'multiple',
  distribution: pert({ min: 0, mode: 0.8, max: 2 }),
  range: [0, 4],
  sources: ['F163', 'F161'],
  judgement: true,
  inputKind: 'technology',
  why: 'Fewer orders mean slower chip iteration.',
});

export const maturity = stock('ecosystem.maturity', {
  label: 'Software maturity',
  unit: 'fraction',
  over: quarters,
  opening: maturity2025,
  change: eq`${rate} / ${quartersPerYear} * ${fundingIndex} * ${previous} * (1 - ${previous})
    * max(0, 1 + ${banBoost} * (1 - ${previous(prc.permitted)})
      - ${crowdPenalty} * ${previous(feedback.crowdOut)})`,
});

export const gapYears = variable('ecosystem.gapYears', {
  label: 'Software gap to CUDA',
  unit: 'year',
  over: quarters,
  is: eq`${gap2025} * (1 - ${maturity}) / (1 - ${maturity2025})`,
  why: 'Starts at the gap of 2025 and is 0 at maturity 1.',
});

export const efficiency = variable('ecosystem.efficiency', {
  label: 'Part of peak performance that is delivered',
  unit: 'fraction',
  over: quarters,
  is: eq`${efficiency2025} + (${efficiencyCap} - ${efficiency2025})
    * (${maturity} - ${maturity2025}) / (1 - ${maturity2025})`,
});

export const trainingEfficiency = variable('ecosystem.trainingEfficiency', {
  label: 'Part of peak performance that is delivered in training',
  unit: 'fraction',
  over: quarters,
  is: eq`${efficiency} * (1 - ${trainingPenalty} * (1 - ${maturity}))`,
});

/** However many orders are lost, the roadmap moves at a quarter of its pace: a judgement. */
const slowestRoadmap = 0.25;

export const clock = stock('roadmap.clock', {
  label: 'Roadmap time, 0 in 2026Q1 if nothing slows it',
  unit: 'quarter',
  over: quarters,
  opening: -1,
  change: eq`max(${slowestRoadmap}, 1 - ${crowdSlow} * ${previous(feedback.crowdOut)})`,
});

export const tau = variable('roadmap.tau', {
  label: 'Roadmap time after the slip',
  unit: 'quarter',
  over: quarters,
  is: eq`${clock} - ${slip}`,
});

export const perf = variable('roadmap.perf', {
  label: 'Peak compute of the average domestic unit as planned',
  unit: 'H200e/unit',
  over: quarters,
  is: eq`${perf2026}
    * ${ratio2027} ^ clamp((${tau} - 1.5 [quarter]) / 4 [quarter], -0.5, 1)
    * ${ratio2028} ^ clamp((${tau} - 5.5 [quarter]) / 4 [quarter], 0, 1.25)`,
  why: 'Like the smooth paths of time.ts, but by the roadmap clock.',
});
