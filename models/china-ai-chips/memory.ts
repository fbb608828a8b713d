/**
 * HBM stacks and the units they allow: a stockpile bought before the ban, what is made at home, and
 * a trickle of leaked imports. Only part of the stockpile can be used in a quarter.
 */

import { eq, forward, input, lognormal, pert, previous, quarters, variable } from 'chipcast';
import { cxmt, other } from './memory-made.ts';
import { nonHbmShare, packagingYield } from './packaging.ts';
import { quartersPerYear } from './time.ts';

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
  label: 'Stacks used for each good unit of the planned mix',
  unit: 'stack/unit',
  is: eq`${stacksPerUnit} * (1 - ${nonHbmShare}) / ${packagingYield}`,
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
  label: 'Units of the planned mix that memory allows',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${available} / ${stacksPerGoodUnit}`,
});
