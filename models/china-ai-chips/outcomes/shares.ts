/**
 * Who holds which share of onshore sales, on three bases: revenue at the buyer's price, units, and
 * compute delivered. Every share is a ratio of sums over the year. "Official" shares leave out
 * unofficial inflow, as brokers do.
 */

import { annual, eq, outcome, ratioOfSums, type Variable, years } from 'chipcast';
import { chinaUsd } from '../balance-accounting.ts';
import * as h200 from '../h200-sales.ts';
import * as market from '../market.ts';
import * as channels from '../other-channels.ts';
import { vendors } from '../vendors.ts';

/** Which variables stand for whom on each basis. */
const bases = [
  {
    suffix: 'Usd',
    name: 'revenue',
    vendor: 'usd',
    total: market.totalUsd,
    domestic: market.domesticUsd,
    nvidia: annual.sum(chinaUsd),
    otherForeign: channels.otherUsd,
    grey: channels.greyUsd,
  },
  {
    suffix: 'Units',
    name: 'units',
    vendor: 'units',
    total: market.totalUnits,
    domestic: market.domesticUnits,
    nvidia: eq`(${annual.sum(h200.units)} + ${annual.sum(channels.nvOtherUnits)})`,
    otherForeign: channels.otherUnits,
    grey: channels.greyUnits,
  },
  {
    suffix: 'Compute',
    name: 'compute',
    vendor: 'compute',
    total: market.totalCompute,
    domestic: market.domesticCompute,
    nvidia: eq`(${annual.sum(h200.compute)} + ${annual.sum(channels.nvOtherCompute)})`,
    otherForeign: channels.otherCompute,
    grey: channels.greyCompute,
  },
] as const;

const shared = { unit: 'fraction', over: years } as const;

const sharesOnEachBasis = bases.flatMap(({ suffix, name, vendor, total, ...basis }) => [
  outcome(`share.domestic${suffix}`, {
    ...shared,
    label: `Domestic vendors in onshore sales, by ${name}`,
    basis: name,
    is: ratioOfSums(basis.domestic, total),
  }),
  ...vendors.map((v) =>
    outcome(`share.${v.key === 'other' ? 'otherDomestic' : v.key}${suffix}`, {
      ...shared,
      label: `${v.name} in onshore sales, by ${name}`,
      basis: name,
      is: ratioOfSums(v[vendor], total),
    }),
  ),
  outcome(`share.nvidia${suffix}`, {
    ...shared,
    label: `NVIDIA official, H200 plus other products, in onshore sales, by ${name}`,
    basis: name,
    is: eq`${basis.nvidia} / ${annual.sum(total)}`,
  }),
  outcome(`share.otherForeign${suffix}`, {
    ...shared,
    label: `AMD and other foreign official in onshore sales, by ${name}`,
    basis: name,
    is: ratioOfSums(basis.otherForeign, total),
  }),
  outcome(`share.grey${suffix}`, {
    ...shared,
    label: `Unofficial inflow in onshore sales, by ${name}`,
    basis: name,
    is: ratioOfSums(basis.grey, total),
  }),
]);

const h200Share = outcome('share.h200Usd', {
  ...shared,
  label: 'H200, or its licensed successor, in onshore sales, by revenue',
  basis: 'revenue',
  is: ratioOfSums(h200.usd, market.totalUsd),
});

const huawei = vendors.find((v) => v.key === 'huawei')!;

const officialShares = [
  official('domesticOfficial', 'Domestic vendors', market.domesticUsd),
  official('huaweiOfficial', 'Huawei', huawei.usd),
  official('nvidiaOfficial', 'NVIDIA', chinaUsd),
  official('otherForeignOfficial', 'AMD and other foreign vendors', channels.otherUsd),
];

function official(name: string, who: string, sales: Variable) {
  return outcome(`share.${name}Usd`, {
    ...shared,
    label: `${who} in official onshore sales, unofficial inflow left out`,
    basis: 'revenue, official',
    is: eq`${annual.sum(sales)}
      / (${annual.sum(market.totalUsd)} - ${annual.sum(channels.greyUsd)})`,
  });
}

export const shares = [...sharesOnEachBasis, h200Share, ...officialShares];
