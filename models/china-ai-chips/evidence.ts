/**
 * What 2026 brought, to weigh trials with. The assumptions rest on what was public on 31 December
 * 2025 and stay as they are: an observation says how likely its report would be in each trial, and
 * trials in which it is likelier count for more.
 *
 * Fiscal quarters (to 26 April, to 26 July, to late October) are taken for calendar 2026Q1, 2026Q2
 * and 2026Q3; the widths allow for that. NVIDIA's results for the quarter to October 2026, due in
 * November, are not in the register (H24). Left out are forecasts of third parties, prediction
 * markets, spending plans, what is said of demand for NVIDIA parts, sales by where customers have
 * their head office, approvals and orders that brought no shipment, and bills that are not law.
 */

import type { AwaitedReport, Observation } from 'chipcast';

/** The day up to which the assumptions know what was public. */
export const knows = '2025-12-31';

/** The day is NVIDIA's usual one, 57 days after the calendar quarter (`observables.ts`). */
export const awaited: readonly AwaitedReport[] = [
  {
    report: 'NVIDIA results for its quarter to late October 2026',
    due: '2026-11-26',
    tells: ['h200.units[2026Q3]'],
    sources: ['H24'],
  },
];

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
  {
    id: 'E10',
    known: '2026-09-24',
    quantity: 'h200.units[2026Q3]',
    likelihood: 'below(10, 15)',
    reading:
      'Guidance for the quarter to October leaves China out, and still assumes zero in late ' +
      'September: guidance, not a result, so the width is large.',
    sources: ['H19', 'H22'],
  },
  {
    id: 'E11',
    known: '2026-10-05',
    quantity: 'us.revoked[2026Q3]',
    likelihood: 'states(0: 1.00, 1: 0.05)',
    reading: 'No revocation of the licences was reported up to early October.',
    sources: ['H22', 'H24'],
  },
  {
    id: 'E12',
    known: '2026-09-24',
    quantity: 'foundry.toolShock[2026Q3]',
    likelihood: 'states(0: 1.00, 1: 0.15)',
    reading:
      'Bills on allied tools advanced or are queued, none is in force; a smaller step may have ' +
      'been missed.',
    sources: ['C15', 'H22', 'H23'],
  },
  {
    id: 'E13',
    known: '2026-04-17',
    quantity: 'balance.totalUsd[2026Q1]',
    likelihood: 'below(0.90, 0.15)',
    reading:
      'Leases of older chips rose 20 to 30 percent in six months: supply was below demand in ' +
      'early 2026.',
    sources: ['M17'],
  },
  {
    id: 'E14',
    known: '2026-05-01',
    quantity:
      'log(max(0.1, vendor.huaweiUsd[2026Q1] + vendor.huaweiUsd[2026Q2] ' +
      '+ vendor.huaweiUsd[2026Q3] + vendor.huaweiUsd[2026Q4]) / 12)',
    likelihood: 'normal(0, 0.35)',
    reading:
      'Huawei expects about USD 12bn of AI-chip revenue in 2026: a target of the company, through ' +
      'the press, so the width is large.',
    sources: ['U4'],
  },
  {
    id: 'E15',
    known: '2026-05-21',
    quantity: 'prc.regime[2026Q2]',
    likelihood: 'states(0: 0.55, 1: 0.40, 2: 0.04, 3: 0.01)',
    reading: 'China was said in May to have chosen not to approve.',
    sources: ['H16'],
  },
  {
    id: 'E16',
    known: '2026-04-01',
    quantity: 'log(hindcast.domesticUnits2025 / 1650)',
    likelihood: 'normal(0, 0.35)',
    reading:
      '1.65 million domestic cards were counted for 2025; small and professional cards are among ' +
      'them, so the width is large.',
    sources: ['M1'],
  },
];
