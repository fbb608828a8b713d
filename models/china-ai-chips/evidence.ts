/**
 * What 2026 brought, to weigh worlds with. The assumptions know the world up to 31 December 2025
 * and stay as they are: an observation says how likely its report would be in each world, and
 * worlds in which it is likelier count for more.
 *
 * Fiscal quarters (to 26 April, to 26 July) are taken for calendar 2026Q1 and 2026Q2; the widths
 * allow for that. Left out are forecasts of third parties, prediction markets, spending plans,
 * bills that are not law, and counts of 2025, which the model does not have.
 */

import type { Observation } from 'chipcast';

/** The day up to which the assumptions know the world. */
export const knows = '2025-12-31';

export const evidence: readonly Observation[] = [
  {
    id: 'E1',
    known: '2026-05-20',
    quantity: 'h200.units[2026Q1]',
    likelihood: 'normal(0, 8)',
    reading: 'No Hopper was shipped to China in the quarter to April.',
    sources: ['H12', 'H17'],
  },
  {
    id: 'E2',
    known: '2026-08-26',
    quantity: 'h200.units[2026Q2]',
    likelihood: 'below(33, 10)',
    reading: 'Less than one percent of Data Center revenue in the quarter to 26 July.',
    sources: ['H19', 'H20'],
  },
  {
    id: 'E3',
    known: '2026-07-08',
    quantity: 'prc.regime[2026Q3]',
    likelihood: 'states(0: 0.35, 1: 0.50, 2: 0.12, 3: 0.03)',
    reading: 'A capped quota for training alone is reported, with no final approvals.',
    sources: ['H18', 'H22'],
  },
  {
    id: 'E4',
    known: '2026-06-15',
    quantity: 'foundry.yield7[2026Q2]',
    likelihood: 'normal(0.35, 0.09)',
    reading: '30 to 40 percent, by a weak source, so the width is large.',
    sources: ['Q6'],
  },
  {
    id: 'E5',
    known: '2026-04-22',
    quantity: 'memory.cxmt[2026Q1] + memory.cxmt[2026Q2]',
    likelihood: 'below(150, 250)',
    reading: 'HBM3 was still in test in April: few stacks in the first half.',
    sources: ['B4', 'B9'],
  },
  {
    id: 'E6',
    known: '2026-05-14',
    quantity: 'log(us.licenceCapPerYear / 750)',
    likelihood: 'normal(0, 0.6)',
    reading: 'About ten buyers are cleared for up to 75 thousand each.',
    sources: ['H15'],
  },
  {
    id: 'E7',
    known: '2026-08-26',
    quantity: 'us.open[2026Q2]',
    likelihood: 'states(0: 0.10, 1: 0.90)',
    reading: 'Licences are in use in the quarter to July.',
    sources: ['H14', 'H15', 'H19'],
  },
  {
    id: 'E8',
    known: '2026-08-26',
    quantity: 'h200.passThrough',
    likelihood: 'normal(0, 0.25)',
    reading: 'The seller absorbs the tariff, on a tiny volume.',
    sources: ['H19'],
  },
  {
    id: 'E9',
    known: '2026-02-25',
    quantity: 'log(foundry.capacity2025 / 20)',
    likelihood: 'normal(0, 0.55)',
    reading: 'Below 20 thousand wafers a month is reported; other sources say 30 to 45.',
    sources: ['C5'],
  },
];
