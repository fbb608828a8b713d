/**
 * What will be seen of the model's world, who says it, and how many days after a quarter has ended.
 * Policy is public within days; results of companies come within two months; what has to be counted
 * by analysts, or measured on a chip that somebody took apart, takes a quarter and more.
 */

import type { Observable } from 'chipcast';

export const observables: readonly Observable[] = [
  // Published the day they are decided; what was in force over the quarter is settled soon after.
  { quantity: 'us.open', lagDays: 7, by: 'US Commerce Department and Federal Register' },
  { quantity: 'prc.regime', lagDays: 30, by: 'Notices of Chinese ministries, as the press tells' },

  // NVIDIA's quarters end a month after ours, and it reports some four weeks later.
  { quantity: 'h200.units', lagDays: 57, by: 'NVIDIA quarterly results' },

  // Listed companies in China report within a month after the first and third quarter, two months
  // after the second and four after the last: two months stand for all.
  { quantity: 'market.domesticUsd', lagDays: 60, by: 'Results of Chinese chip designers' },
  { quantity: 'market.asp', lagDays: 60, by: 'Results of Chinese chip designers' },

  // The foundry reports within six weeks; the advanced part of its capacity is an estimate.
  { quantity: 'foundry.capacity', lagDays: 75, by: 'SMIC results and equipment analysts' },

  // Capital spending of the large buyers is in their results; the part for accelerators is not.
  { quantity: 'demand.usd', lagDays: 75, by: 'Results of Chinese cloud companies' },

  // Counted in supply chains, from orders of materials and tools.
  { quantity: 'memory.cxmt', lagDays: 90, by: 'Trackers of memory shipments' },
  { quantity: 'packaging.potential', lagDays: 90, by: 'Trackers of packaging capacity' },

  // Taken from chips that are bought, opened and measured, and from counts of published models.
  { quantity: 'foundry.yield7', lagDays: 120, by: 'Teardown reports' },
  { quantity: 'ecosystem.maturity', lagDays: 120, by: 'Surveys of developers, published models' },
];
