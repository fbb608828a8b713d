/**
 * Advanced wafer capacity in China, all uses. It grows by the year, less under new allied tool
 * controls, which hit memory and packaging too.
 */

import {
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
import { demandCycle, industry, relations } from './factors.ts';
import { byYear, happened, monthsPerQuarter, quartersElapsed } from './time.ts';

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
  loadings: [loading(industry, 0.4), loading(demandCycle, 0.2)],
  sources: ['C3', 'F231'],
  inputKind: 'technology',
  why: '1.33 on the only published path; plans follow demand. A target reported by Nikkei is not used.',
});

export const growth2028 = input('foundry.growth2028', {
  label: 'Growth of advanced capacity in 2028',
  unit: 'x/year',
  distribution: lognormal({ p10: 1.08, p90: 1.85 }),
  range: [0.9, 3],
  loadings: [loading(industry, 0.4), loading(demandCycle, 0.2)],
  sources: ['F231', 'F146'],
  judgement: true,
  inputKind: 'technology',
  why: 'Domestic tools decide; plans follow demand.',
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
  codes: { 99: 'off' },
  value: 99,
  range: [0, 99],
  sources: ['C12'],
  judgement: true,
  inputKind: 'policy',
  why: 'For scenarios.',
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
