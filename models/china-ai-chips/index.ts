/**
 * China's AI-chip market, 2026 to 2028, quarter by quarter. Will H200 get into China and be bought;
 * how many accelerators can China make itself; who holds which share; and when does domestic supply
 * meet demand? README.md tells the story; every file beside this one is a chapter of it, in the
 * order below.
 */

import { component, model, quarterly } from 'chipcast';
import * as assembly from './assembly.ts';
import * as balanceAccounting from './balance-accounting.ts';
import { charts } from './charts.ts';
import * as costComparator from './cost-comparator.ts';
import * as demand from './demand.ts';
import { dimensions } from './dimensions.ts';
import * as domesticSupplyPotential from './domestic-supply.ts';
import * as ecosystemRoadmap from './ecosystem-roadmap.ts';
import { awaited, evidence, knows } from './evidence.ts';
import * as factors from './factors.ts';
import * as feedbacks from './feedbacks.ts';
import * as foundryCapacity from './foundry-capacity.ts';
import * as foundryPipe from './foundry-pipe.ts';
import * as foundryStart from './foundry-start.ts';
import * as foundryWafers from './foundry-wafers.ts';
import * as foundryYield from './foundry-yield.ts';
import { guide } from './guide.ts';
import * as h200Offer from './h200-offer.ts';
import * as h200Sales from './h200-sales.ts';
import { history } from './history.ts';
import * as market from './market.ts';
import * as memory from './memory.ts';
import * as memoryMade from './memory-made.ts';
import { observables } from './observables.ts';
import * as offshoreFoundry from './offshore-foundry.ts';
import * as otherChannels from './other-channels.ts';
import { balances } from './outcomes/balance.ts';
import { demandAndCompute } from './outcomes/demand.ts';
import { domesticSupply } from './outcomes/domestic.ts';
import { h200InChina } from './outcomes/h200.ts';
import { overTheHorizon } from './outcomes/horizon.ts';
import { gates } from './outcomes/policy.ts';
import { sales } from './outcomes/sales.ts';
import { series } from './outcomes/series.ts';
import { shares } from './outcomes/shares.ts';
import * as packaging from './packaging.ts';
import * as prcApproval from './prc-approval.ts';
import { presets } from './presets.ts';
import { publishedForecasts } from './published-forecasts.ts';
import { sources } from './sources.ts';
import { translations } from './translations.ts';
import { unitNames, units } from './units.ts';
import * as uptake from './uptake.ts';
import * as usPolicy from './us-policy.ts';
import * as vendors from './vendors.ts';

export default model('china-ai-chips', {
  title: "China's AI-chip market, 2026 to 2028",
  guide,
  edition: 2,
  calendar: quarterly('2026Q1', 12),
  units,
  unitNames,
  translations,
  components: [
    component('factors', 'Three currents that move many inputs together.', factors),
    component('feedbacks', 'What acts a quarter later: the loops of the model.', feedbacks),
    component('us-policy', 'The US licence gate: open, closed, levied.', usPolicy),
    component('prc-approval', 'The Chinese gate: a stance, four regimes, a quota.', prcApproval),
    component('ecosystem-roadmap', 'Software maturity and chip performance.', ecosystemRoadmap),
    component('demand', 'Spending by Chinese buyers and the compute it asks for.', demand),
    component('foundry-capacity', 'Advanced wafer capacity, all uses.', foundryCapacity),
    component(
      'foundry-start',
      'The base year: yield, good dies and AI wafers of 2025.',
      foundryStart,
    ),
    component('foundry-wafers', 'AI wafers, and what slows or speeds them.', foundryWafers),
    component('foundry-yield', 'Yield, and how it learns.', foundryYield),
    component('foundry-pipe', 'The delay from good die to assembly.', foundryPipe),
    component('memory-made', 'HBM made in China: CXMT and others.', memoryMade),
    component('memory', 'HBM stacks: stockpile, domestic make, leakage.', memory),
    component('packaging', 'Packaging capacity for parts with HBM.', packaging),
    component('offshore-foundry', 'Domestic designs made abroad.', offshoreFoundry),
    component('assembly', 'Dies, stacks and packaging meet; the scarcest decides.', assembly),
    component(
      'domestic-supply',
      'The domestic potential, its price and performance.',
      domesticSupplyPotential,
    ),
    component('h200-offer', 'What NVIDIA can ship, at what price and margin.', h200Offer),
    component('cost-comparator', 'Cost of compute on local chips over H200.', costComparator),
    component('uptake', 'How many H200 buyers want.', uptake),
    component('h200-sales', 'H200 sold: the least of five limits.', h200Sales),
    component('other-channels', 'Unofficial inflow and other foreign chips.', otherChannels),
    component('market', 'Clearing: foreign channels first, domestic fills the rest.', market),
    component('vendors', 'The split of domestic sales, on three bases.', vendors),
    component('balance-accounting', 'Supply against demand, and accounts.', balanceAccounting),
    component('outcomes', 'What is reported.', [
      shares,
      sales,
      balances,
      h200InChina,
      gates,
      domesticSupply,
      demandAndCompute,
      overTheHorizon,
      series,
    ]),
  ],
  presets,
  headlines: [
    'balance.domesticReached',
    'balance.domesticUsd',
    'share.domesticUsd',
    'h200.units',
    'domestic.units',
    'foundry.capacity',
    'foundry.yield7',
    'balance.domesticComputeReached',
    'balance.domesticCompute',
    'balance.totalReached',
    'first.domesticBy2028',
    'prc.blockedShare',
    'share.nvidiaUsd',
  ],
  charts,
  dimensions,
  sources,
  forecasts: publishedForecasts,
  history,
  observables,
  knows,
  evidence,
  awaited,
  truth: new URL('truth-2026.yaml', import.meta.url),
});
