/**
 * HBM made in China, in two streams: CXMT, and all other makers, above all Huawei's own memory. Both
 * start from little and ramp; new allied tool controls slow the growth of each.
 */

import {
  type Equation,
  eq,
  type Input,
  input,
  loading,
  lognormal,
  pert,
  previous,
  quarters,
  type Variable,
  variable,
} from 'chipcast';
import { demandCycle, industry } from './factors.ts';
import { toolShock } from './foundry-capacity.ts';
import { into2027, into2028, quartersPerYear } from './time.ts';

export const cxmt2026 = input('memory.cxmt2026', {
  label: 'Stacks made by CXMT, annual rate at mid-2026',
  unit: 'Mstack/year',
  distribution: lognormal({ p10: 0.35, p90: 2.8 }),
  range: [0, 6],
  loadings: [loading(industry, 0.5)],
  sources: ['B2', 'C12'],
  inputKind: 'technology',
  why:
    'A plan of 2 million against "behind plan" in December 2025; the delay of April 2026 ' +
    'is not used.',
});

export const cxmtGrowth2027 = input('memory.cxmtGrowth2027', {
  label: 'Growth of CXMT stacks, mid-2026 to mid-2027',
  unit: 'multiple',
  distribution: lognormal({ p10: 2, p90: 8 }),
  range: [1, 15],
  loadings: [loading(industry, 0.4), loading(demandCycle, 0.2)],
  sources: ['B6', 'F063'],
  judgement: true,
  inputKind: 'technology',
  why: 'From first volume to ramp.',
});

export const cxmtGrowth2028 = input('memory.cxmtGrowth2028', {
  label: 'Growth of CXMT stacks, mid-2027 to mid-2028',
  unit: 'multiple',
  distribution: lognormal({ p10: 1.3, p90: 3.2 }),
  range: [1, 6],
  loadings: [loading(industry, 0.4), loading(demandCycle, 0.2)],
  sources: ['B6'],
  judgement: true,
  inputKind: 'technology',
  why: 'The ramp goes on.',
});

export const other2026 = input('memory.other2026', {
  label: 'Stacks made by other domestic makers, annual rate at mid-2026',
  unit: 'Mstack/year',
  distribution: lognormal({ p10: 0.9, p90: 5.5 }),
  range: [0, 12],
  loadings: [loading(industry, 0.5)],
  sources: ['B7', 'U1', 'U9', 'F213'],
  judgement: true,
  inputKind: 'technology',
  why: 'Own memory of the 950 series; plans for 1.6 million dies would need about 6 million.',
});

export const otherGrowth2027 = input('memory.otherGrowth2027', {
  label: 'Growth of other domestic stacks, mid-2026 to mid-2027',
  unit: 'multiple',
  distribution: lognormal({ p10: 1.3, p90: 3.5 }),
  range: [0.8, 6],
  loadings: [loading(industry, 0.4)],
  sources: ['B7', 'U9'],
  judgement: true,
  inputKind: 'technology',
  why: '950DT and 960 need more.',
});

export const otherGrowth2028 = input('memory.otherGrowth2028', {
  label: 'Growth of other domestic stacks, mid-2027 to mid-2028',
  unit: 'multiple',
  distribution: lognormal({ p10: 1.15, p90: 2.5 }),
  range: [0.8, 5],
  loadings: [loading(industry, 0.4)],
  sources: ['B7', 'U9'],
  judgement: true,
  inputKind: 'technology',
  why: 'As in 2027.',
});

/** packaging.ts reads it too. */
export const toolShockKeep = input('memory.toolShockKeep', {
  label: 'Part of the growth of HBM and packaging that survives tool controls',
  unit: 'fraction',
  distribution: pert({ min: 0.3, mode: 0.6, max: 0.9 }),
  range: [0, 1],
  sources: ['C12', 'F016'],
  judgement: true,
  inputKind: 'technology',
  why: 'A gap in one tool holds 7 nm back already; memory and packaging depend on tools likewise.',
});

/** Stacks in a quarter at an annual rate in millions. */
function aQuarter(annualRate: Input): Equation {
  return eq`1000 [kstack/Mstack] * ${annualRate} / ${quartersPerYear}`;
}

/** The growth of a plan, or the part of it that tool controls leave; a plan of 0 stays there. */
function growthOf(plan: Variable): Equation {
  return eq`(1 + (${plan} / max(0.000001 [kstack/quarter], ${previous(plan)}) - 1)
    * if(${toolShock} == 1, ${toolShockKeep}, 1))`;
}

export const cxmtPlan = variable('memory.cxmtPlan', {
  label: 'Stacks made by CXMT without new tool controls',
  unit: 'kstack/quarter',
  over: quarters,
  opening: eq`${aQuarter(cxmt2026)} * ${cxmtGrowth2027} ^ (-0.375)`,
  is: eq`${aQuarter(cxmt2026)} * ${cxmtGrowth2027} ^ ${into2027} * ${cxmtGrowth2028} ^ ${into2028}`,
  why: 'On this steep path the sum over 2026 is a few percent above cxmt2026.',
});

export const cxmt = variable('memory.cxmt', {
  label: 'Stacks made by CXMT',
  unit: 'kstack/quarter',
  over: quarters,
  opening: eq`${aQuarter(cxmt2026)} * ${cxmtGrowth2027} ^ (-0.375)`,
  is: eq`${previous} * ${growthOf(cxmtPlan)}`,
});

export const otherPlan = variable('memory.otherPlan', {
  label: 'Stacks made by other domestic makers without new tool controls',
  unit: 'kstack/quarter',
  over: quarters,
  opening: eq`${aQuarter(other2026)} * ${otherGrowth2027} ^ (-0.375)`,
  is: eq`${aQuarter(other2026)}
    * ${otherGrowth2027} ^ ${into2027} * ${otherGrowth2028} ^ ${into2028}`,
});

export const other = variable('memory.other', {
  label: 'Stacks made by other domestic makers',
  unit: 'kstack/quarter',
  over: quarters,
  opening: eq`${aQuarter(other2026)} * ${otherGrowth2027} ^ (-0.375)`,
  is: eq`${previous} * ${growthOf(otherPlan)}`,
});
