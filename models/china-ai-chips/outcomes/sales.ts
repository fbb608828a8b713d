/** Onshore sales of AI accelerators in money: all channels, and each domestic vendor. */

import { annual, outcome, years } from 'chipcast';
import * as market from '../market.ts';
import { vendors } from '../vendors.ts';

const money = { unit: 'USDbn', basis: 'revenue', over: years } as const;

export const sales = [
  outcome('market.totalUsd', {
    ...money,
    label: 'Onshore sales, all channels',
    is: annual.sum(market.totalUsd),
  }),
  ...vendors.map(({ key, name, usd }) =>
    outcome(`vendor.${key}Usd`, { ...money, label: `${name}: AI-chip sales`, is: annual.sum(usd) }),
  ),
];
