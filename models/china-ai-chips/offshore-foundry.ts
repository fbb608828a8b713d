/**
 * Domestic designs made abroad within what export rules allow. They pass by the domestic
 * bottlenecks, and are cut when the US gate or the trade in tools closes.
 */

import { eq, input, loading, lognormal, pert, quarters, variable } from 'chipcast';
import { relations } from './factors.ts';
import { toolShock } from './foundry-capacity.ts';
import { quartersPerYear, yearsSinceQ1 } from './time.ts';
import * as us from './us-policy.ts';

export const unitsPerYear = input('offshore.unitsPerYear', {
  label: 'Units of domestic design made abroad, 2026',
  unit: 'kunit/year',
  distribution: lognormal({ p10: 80, p90: 500 }),
  range: [0, 1500],
  sources: ['F225', 'F226', 'U14'],
  judgement: true,
  inputKind: 'technology',
  why: 'Designs within the rules, made by TSMC; only what was known in 2025.',
});

export const growth = input('offshore.growth', {
  label: 'Growth of such units',
  unit: 'x/year',
  distribution: pert({ min: 0.7, mode: 1.1, max: 1.6 }),
  range: [0.3, 3],
  loadings: [loading(relations, -0.3)],
  sources: ['F225', 'F227'],
  judgement: true,
  inputKind: 'technology',
  why: 'Foundries see gains to be had; politics may not allow them, least when relations are bad.',
});

export const cutOnTension = input('offshore.cutOnTension', {
  label: 'Part lost when the US gate or the tool trade closes',
  unit: 'fraction',
  distribution: pert({ min: 0.1, mode: 0.5, max: 1 }),
  range: [0, 1],
  sources: ['F225', 'F226'],
  judgement: true,
  inputKind: 'policy',
  why: 'Such designs exist because foundry rules let them.',
});

export const units = variable('offshore.units', {
  label: 'Units of domestic design made abroad',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${unitsPerYear} / ${quartersPerYear} * ${growth} ^ ${yearsSinceQ1}
    * (1 - ${cutOnTension} * max(${us.closed}, ${toolShock}))`,
});
