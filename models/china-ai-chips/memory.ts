/**
 * HBM stacks: a stockpile bought before the ban, two streams of domestic make, and a trickle of
 * leaked imports. Only part of the stockpile can be used in a quarter.
 */

import {
  beta,
  eq,
  forward,
  input,
  loading,
  lognormal,
  pert,
  previous,
  quarters,
  variable,
} from 'chipcast';
import { industry } from './factors.ts';
import { packagingYield } from './packaging.ts';
import { into2027, into2028, quartersPerYear } from './time.ts';

export const stockpile = input('memory.stockpile', {
  label: 'Stacks in store at the end of 2025',
  unit: 'Mstack',
  distribution: lognormal({ p10: 1, p90: 4.5 }),
  range: [0, 10],
  sources: ['B1', 'U2'],
  inputKind: 'measurement',
  why:
    '13 million less the use of 2024 and 2025; 2.4 million would make the 300 thousand ' +
    'units quoted.',
});

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
  loadings: [loading(industry, 0.4)],
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
  loadings: [loading(industry, 0.4)],
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

export const leakage = input('memory.leakage', {
  label: 'Stacks recovered from imported parts',
  unit: 'Mstack/year',
  distribution: lognormal({ p10: 0.1, p90: 1.2 }),
  range: [0, 3],
  sources: ['B10'],
  judgement: true,
  inputKind: 'market',
  why: 'Desoldered from lightly packaged imports.',
});

export const stacksPerUnit = input('memory.stacksPerUnit', {
  label: 'Stacks in a unit with HBM',
  unit: 'stack/unit',
  distribution: pert({ min: 3.6, mode: 5.2, max: 7.5 }),
  range: [2, 9],
  sources: ['B1', 'U9'],
  inputKind: 'technology',
  why: '8 for 910C, fewer for 950PR.',
});

export const nonHbmShare = input('memory.nonHbmShare', {
  label: 'Units with LPDDR or GDDR in place of HBM',
  unit: 'fraction',
  distribution: beta({ mean: 0.4, n: 15 }),
  range: [0, 0.9],
  sources: ['F197', 'F214'],
  inputKind: 'technology',
  why: 'Card counts of 2026 are not used.',
});

/**
 * Declared here because memory comes first; the bank of dies in assembly.ts is released at the same
 * rate.
 */
export const bufferRelease = input('assembly.bufferRelease', {
  label: 'Part of banked dies and stacks that can be used in a quarter',
  unit: '1/quarter',
  distribution: pert({ min: 0.2, mode: 0.35, max: 0.6 }),
  range: [0.05, 1],
  sources: ['U1', 'U2'],
  judgement: true,
  inputKind: 'technology',
  why: 'Stores are spread over quarters, and parts have to match.',
});

/** What is left after assembly; its equation stands in assembly.ts. */
export const announcedStock = forward('memory.stock', {
  label: 'HBM stacks in store',
  unit: 'kstack',
  opening: eq`1000 [kstack/Mstack] * ${stockpile}`,
});

export const stacksPerGoodUnit = variable('memory.stacksPerGoodUnit', {
  label: 'Stacks used for each good unit',
  unit: 'stack/unit',
  is: eq`${stacksPerUnit} * (1 - ${nonHbmShare}) / ${packagingYield}`,
});

export const cxmt = variable('memory.cxmt', {
  label: 'Stacks made by CXMT',
  unit: 'kstack/quarter',
  over: quarters,
  is: eq`1000 [kstack/Mstack] * ${cxmt2026} / ${quartersPerYear}
    * ${cxmtGrowth2027} ^ ${into2027} * ${cxmtGrowth2028} ^ ${into2028}`,
  why: 'On this steep path the sum over 2026 is a few percent above cxmt2026.',
});

export const other = variable('memory.other', {
  label: 'Stacks made by other domestic makers',
  unit: 'kstack/quarter',
  over: quarters,
  is: eq`1000 [kstack/Mstack] * ${other2026} / ${quartersPerYear}
    * ${otherGrowth2027} ^ ${into2027} * ${otherGrowth2028} ^ ${into2028}`,
});

export const leaked = variable('memory.leaked', {
  label: 'Stacks recovered from imports',
  unit: 'kstack/quarter',
  over: quarters,
  is: eq`1000 [kstack/Mstack] * ${leakage} / ${quartersPerYear}`,
});

export const inflow = variable('memory.inflow', {
  label: 'New stacks',
  unit: 'kstack/quarter',
  over: quarters,
  is: eq`${cxmt} + ${other} + ${leaked}`,
});

export const available = variable('memory.available', {
  label: 'Stacks that can be used in the quarter',
  unit: 'kstack/quarter',
  over: quarters,
  is: eq`${bufferRelease} * ${previous(announcedStock)} + ${inflow}`,
});

export const potential = variable('memory.potential', {
  label: 'Units that memory allows',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${available} / ${stacksPerGoodUnit}`,
});
