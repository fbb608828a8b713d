/** Quarter by quarter, for fan charts. */

import { eq, outcome, quarters } from 'chipcast';
import * as assembly from '../assembly.ts';
import * as balance from '../balance-accounting.ts';
import * as demand from '../demand.ts';
import * as potential from '../domestic-supply.ts';
import * as ecosystem from '../ecosystem-roadmap.ts';
import { capacity } from '../foundry-capacity.ts';
import { yield7 } from '../foundry-yield.ts';
import * as h200 from '../h200-sales.ts';
import * as market from '../market.ts';
import * as memory from '../memory.ts';
import * as packaging from '../packaging.ts';
import * as prc from '../prc-approval.ts';
import { wantedUnits } from '../uptake.ts';
import * as us from '../us-policy.ts';

/** Variables that are shown as they are, each with the basis it is on. */
const shown = [
  { of: h200.units, basis: 'units' },
  { of: prc.regime, label: 'Regime', codes: prc.regimes, basis: 'time' },
  { of: us.open, basis: 'time' },
  { of: yield7 },
  { of: capacity },
  { of: potential.newUnits, basis: 'units' },
  { of: balance.domesticBalance, basis: 'revenue' },
  { of: balance.totalBalance, basis: 'revenue' },
  { of: demand.usd, basis: 'revenue' },
  { of: market.domesticUsd, basis: 'revenue' },
  { of: ecosystem.gapYears },
  { of: memory.potential, basis: 'units' },
  { of: assembly.logicPotential, basis: 'units' },
  { of: packaging.potential, basis: 'units' },
  { of: balance.computeBalance, basis: 'compute' },
  { of: potential.asp, basis: 'revenue' },
  { of: wantedUnits, basis: 'units' },
];

export const series = [
  ...shown.map(({ of, ...more }) =>
    outcome(of.id, { label: of.label ?? of.id, unit: of.unit, ...more, over: quarters, is: of }),
  ),
  outcome('share.domesticUsdQ', {
    label: 'Domestic vendors in onshore sales, by revenue',
    unit: 'fraction',
    basis: 'revenue',
    over: quarters,
    is: eq`${market.domesticUsd} / ${market.totalUsd}`,
  }),
  outcome('share.nvidiaUsdQ', {
    label: 'NVIDIA official in onshore sales, by revenue',
    unit: 'fraction',
    basis: 'revenue',
    over: quarters,
    is: eq`${balance.chinaUsd} / ${market.totalUsd}`,
  }),
];
