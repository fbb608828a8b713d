/**
 * The feedback loops of the model. Every loop passes through the quarter before, so one pass over
 * twelve quarters solves the model. What is read a quarter late is announced here; the file named
 * beside it says what it is.
 *
 * Two stocks that only their own supply chain reads are announced beside the input they open with:
 * `memory.stock` in memory.ts and `h200.stock` in h200-offer.ts.
 */

import { eq, forward, input, pert } from 'chipcast';
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

/** uptake.ts -> prc-approval.ts: what has been shipped uses up the bounded purchase. */
export const cumRestricted = forward('h200.cumRestricted', {
  label: 'H200 shipped in restricted quarters so far',
  unit: 'kunit',
  opening: 0,
});

/**
 * market.ts -> foundry.ts, ecosystem-roadmap.ts: H200 sales take orders, and slow wafers, software
 * and roadmap.
 */
export const crowdOut = forward('market.crowdOut', {
  label: 'Domestic orders crowded out by H200',
  unit: 'fraction',
  opening: 0,
});

/** market.ts -> demand.ts: spending that found no chips returns in part. */
export const unmetUsd = forward('market.unmetUsd', {
  label: 'Demand left unmet',
  unit: 'USDbn/quarter',
  opening: 0,
});

/** market.ts -> assembly.ts: unmet demand raises the domestic price. */
export const tightness = forward('market.tightness', {
  label: 'Unmet part of demand',
  unit: 'fraction',
  opening: tightness2025,
});

/**
 * market.ts -> uptake.ts: domestic purchases earn the right to buy H200 where Beijing ties the two.
 */
export const domesticUsd = forward('market.domesticUsd', {
  label: 'Sales of domestic vendors',
  unit: 'USDbn/quarter',
  opening: eq`${domesticRevenue2025} / ${quartersPerYear}`,
});
