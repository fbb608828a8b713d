/**
 * The US licence gate. It opens once licences can be used, may be shut by Congress or by a reversal
 * for some quarters, and may one day let a better chip through. A levy is taken on what passes.
 */

import {
  beta,
  discrete,
  eq,
  input,
  lever,
  loading,
  lognormal,
  pert,
  quarters,
  stock,
  uniform,
  variable,
} from 'chipcast';
import { relations } from './factors.ts';
import { firstQuarterOf2027, happened, quartersElapsed, quartersPerYear } from './time.ts';

export const licenceStartQuarter = input('us.licenceStartQuarter', {
  label: 'First quarter in which granted licences can be used',
  unit: 'quarter index',
  distribution: discrete([
    [0, 0.5],
    [1, 0.3],
    [2, 0.1],
    [3, 0.04],
    [12, 0.06],
  ]),
  range: [0, 12],
  sources: ['F001', 'F009', 'F015', 'H4'],
  judgement: true,
  inputKind: 'policy',
  why: 'Announced on 2025-12-08, not yet licensed in December; 12 means not within the horizon.',
});

export const revocationHazard = input('us.revocationHazard', {
  label: 'Hazard that Washington closes the gate again',
  unit: '1/quarter',
  distribution: pert({ min: 0.003, mode: 0.018, max: 0.06 }),
  range: [0, 0.3],
  sources: ['F008', 'F027', 'F034', 'F038'],
  judgement: true,
  inputKind: 'policy',
  why: 'An act of Congress or a reversal; wide, because the bills of 2026 are not admissible.',
});

export const midtermHazardMultiplier = input('us.midtermHazardMultiplier', {
  label: 'Factor on the revocation hazard from 2027Q1',
  unit: 'multiple',
  distribution: pert({ min: 0.8, mode: 1.3, max: 2.5 }),
  range: [0.5, 4],
  sources: ['F038', 'F039'],
  judgement: true,
  inputKind: 'policy',
  why: 'The Congress elected in November 2026 sits from 2027Q1.',
});

export const revocationDraw = input('us.revocationDraw', {
  label: 'Draw that decides when the gate closes; low is early',
  unit: 'probability',
  distribution: uniform({ min: 0, max: 1 }),
  range: [0, 1],
  loadings: [loading(relations, -0.55)],
  sources: ['F038'],
  judgement: true,
  inputKind: 'policy',
  why: 'One uniform is set against the cumulative hazard.',
});

export const closureDuration = input('us.closureDuration', {
  label: 'Quarters that a closure lasts',
  unit: 'quarter',
  distribution: discrete([
    [4, 0.25],
    [10, 0.6],
    [12, 0.15],
  ]),
  range: [1, 12],
  sources: ['F028', 'F029'],
  judgement: true,
  inputKind: 'policy',
  why: '10 is the thirty months of the SAFE CHIPS bill; 4 is an executive pause.',
});

export const forcedClosureQuarter = lever('us.forcedClosureQuarter', {
  label: 'The US gate closes in this quarter at the latest; 99 is off',
  unit: 'quarter index',
  codes: { 99: 'off' },
  value: 99,
  range: [0, 99],
  sources: ['F027'],
  judgement: true,
  inputKind: 'policy',
  why: 'For scenarios.',
});

export const upgradeHazard = input('us.upgradeHazard', {
  label: 'Hazard that a better chip is offered',
  unit: '1/quarter',
  distribution: pert({ min: 0.005, mode: 0.02, max: 0.05 }),
  range: [0, 0.2],
  sources: ['F020', 'F021', 'F4'],
  judgement: true,
  inputKind: 'policy',
  why: 'A cut-down Blackwell was floated in 2025 and dropped.',
});

export const upgradeDraw = input('us.upgradeDraw', {
  label: 'Draw that decides when a better chip is offered; low is early',
  unit: 'probability',
  distribution: uniform({ min: 0, max: 1 }),
  range: [0, 1],
  sources: ['F021'],
  judgement: true,
  inputKind: 'policy',
  why: 'One uniform is set against the cumulative hazard.',
});

export const upgradePerfRatio = input('us.upgradePerfRatio', {
  label: 'Performance of the better chip',
  unit: 'x H200',
  distribution: pert({ min: 1.1, mode: 1.3, max: 2 }),
  range: [1, 2.5],
  sources: ['F4'],
  inputKind: 'technology',
  why: 'A part of the B30A type is about half a B300.',
});

export const levyRate = lever('us.levyRate', {
  label: "Share of the buyer's price taken by the US government",
  unit: 'fraction',
  value: 0.25,
  range: [0, 0.5],
  sources: ['F002'],
  inputKind: 'policy',
  why: 'The announced take.',
});

export const licenceCapPerYear = input('us.licenceCapPerYear', {
  label: 'Units that Washington would license in a year',
  unit: 'kunit/year',
  distribution: lognormal({ p10: 250, p90: 2000 }),
  range: [0, 4000],
  sources: ['F007', 'H3', 'F106'],
  judgement: true,
  inputKind: 'policy',
  why: 'For vetted buyers only; the volume rule of 2026 is not used.',
});

export const vettedBuyerShare = input('us.vettedBuyerShare', {
  label: 'Part of demand from buyers who can pass US vetting',
  unit: 'fraction',
  distribution: beta({ mean: 0.8, n: 20 }),
  range: [0.2, 1],
  sources: ['F007'],
  judgement: true,
  inputKind: 'policy',
  why: 'Approved commercial customers only.',
});

export const cumHazard = stock('us.cumHazard', {
  label: 'Revocation hazard so far',
  unit: '-',
  over: quarters,
  opening: 0,
  change: eq`${revocationHazard} * if(t >= ${firstQuarterOf2027}, ${midtermHazardMultiplier}, 1)`,
});

export const revoked = variable('us.revoked', {
  label: 'Whether licences have ever been revoked',
  unit: '0/1',
  over: quarters,
  is: eq`max(${happened(revocationDraw, cumHazard)}, if(t >= ${forcedClosureQuarter}, 1, 0))`,
});

export const quartersSinceRevocation = stock('us.quartersSinceRevocation', {
  label: 'Quarters since the revocation, its own included',
  unit: 'quarter',
  over: quarters,
  opening: 0,
  change: eq`${revoked}`,
});

export const closed = variable('us.closed', {
  label: 'Whether the gate is closed after a revocation',
  unit: '0/1',
  over: quarters,
  is: eq`${revoked} * if(${quartersSinceRevocation} <= ${closureDuration}, 1, 0)`,
  why: 'When the closure has run its time the gate opens again; licences are not re-dated.',
});

export const open = variable('us.open', {
  label: 'Whether licences can be used',
  unit: '0/1',
  over: quarters,
  is: eq`(1 - ${closed}) * if(t >= ${licenceStartQuarter}, 1, 0)`,
});

export const upgraded = variable('us.upgraded', {
  label: 'Whether the better chip may be shipped',
  unit: '0/1',
  over: quarters,
  is: eq`${open} * ${happened(upgradeDraw, eq`${upgradeHazard} * ${quartersElapsed}`)}`,
  why: 'It takes the place of H200; price, cost and performance scale with its ratio.',
});

export const licenceCap = variable('us.licenceCap', {
  label: 'Units licensed a quarter',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${licenceCapPerYear} / ${quartersPerYear}`,
});
