/**
 * The feedback loops of the model. Every loop passes through the quarter before, so one pass over
 * twelve quarters solves the model. What is read a quarter late is announced here; the file named
 * beside it says what it is.
 *
 * Four quantities that only their own supply chain reads are announced beside what they open with:
 * `foundry.arrived` in foundry-start.ts, `memory.stock` in memory.ts, `h200.stock` in h200-offer.ts
 * and `uptake.backlog` in uptake.ts.
 */

import { eq, forward, input, lognormal, pert } from 'chipcast';
import { quartersPerYear } from './time.ts';

export const domesticRevenue2025 = input('market.domesticRevenue2025', {
  label: 'Sales of domestic vendors in 2025',
  unit: 'USDbn/year',
  distribution: pert({ min: 12, mode: 16, max: 20 }),
  range: [8, 30],
  sources: ['M2'],
  inputKind: 'measurement',
  why: 'Where the loop of domestic sales starts, and the base of the sales multiple.',
});

export const dieBank = input('assembly.dieBank', {
  label: 'Good dies in store at the end of 2025',
  unit: 'kdie',
  distribution: lognormal({ p10: 400, p90: 1600 }),
  range: [0, 4000],
  sources: ['U2'],
  inputKind: 'measurement',
  why: 'What is left of 2.9 million dies made abroad.',
});

/**
 * Domestic supply over demand at the end of 2025, which is also where Beijing stops feeling short:
 * a judgement.
 */
export const balance2025 = 0.4;

/** Part of demand unmet at the end of 2025, at which prices neither rise nor fall: a judgement. */
export const tightness2025 = 0.45;

/** balance-accounting.ts -> prc-approval.ts: better local supply makes Beijing less permissive. */
export const balanceDomesticUsd = forward('balance.domesticUsd', {
  label: 'Domestic supply potential over onshore demand, in money',
  unit: 'ratio',
  opening: balance2025,
});

/** h200-sales.ts -> prc-approval.ts: what has been shipped uses up the bounded purchase. */
export const cumRestricted = forward('h200.cumRestricted', {
  label: 'H200 shipped in restricted quarters so far',
  unit: 'kunit',
  opening: 0,
});

/**
 * market.ts -> foundry-wafers.ts, ecosystem-roadmap.ts: H200 sales take orders, and slow wafers,
 * software and roadmap.
 */
export const crowdOut = forward('market.crowdOut', {
  label: 'Domestic orders crowded out by H200',
  unit: 'fraction',
  opening: 0,
});

/**
 * market.ts -> demand.ts, uptake.ts: part of the spending that found no chips returns, and part of
 * it goes to H200.
 */
export const unmetUsd = forward('market.unmetUsd', {
  label: 'Demand left unmet',
  unit: 'USDbn/quarter',
  opening: 0,
});

/** market.ts -> domestic-supply.ts: unmet demand raises the domestic price. */
export const tightness = forward('market.tightness', {
  label: 'Unmet part of demand',
  unit: 'fraction',
  opening: tightness2025,
});

/** market.ts -> domestic-supply.ts: stock that nobody bought lowers the domestic price. */
export const inventoryQuarters = forward('market.inventoryQuarters', {
  label: 'Finished domestic units unsold, in quarters of output',
  unit: 'quarter',
  opening: 0,
});

/** market.ts -> foundry-wafers.ts: goods that nobody bought slow the start of AI wafers. */
export const unsoldQuarters = forward('market.unsoldQuarters', {
  label: 'Domestic units left unsold in a quarter, in quarters of output',
  unit: 'quarter',
  opening: 0,
});

/** assembly.ts -> foundry-wafers.ts: so do dies that nobody could assemble. */
export const bank = forward('assembly.bank', {
  label: 'Good dies in store',
  unit: 'kdie',
  opening: dieBank,
});

/**
 * market.ts -> h200-sales.ts: domestic purchases earn the right to buy H200 where Beijing ties the two.
 */
export const domesticUsd = forward('market.domesticUsd', {
  label: 'Sales of domestic vendors',
  unit: 'USDbn/quarter',
  opening: eq`${domesticRevenue2025} / ${quartersPerYear}`,
});
