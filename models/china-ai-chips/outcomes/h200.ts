/**
 * H200 in China: how many are shipped and would be wanted, for how much, with what margin for NVIDIA
 * and its suppliers and what levy for Washington, and how the price compares with domestic parts.
 */

import { annual, eq, outcome, years } from 'chipcast';
import * as balance from '../balance-accounting.ts';
import * as cost from '../cost-comparator.ts';
import { asp } from '../domestic-supply.ts';
import * as offer from '../h200-offer.ts';
import * as h200 from '../h200-sales.ts';
import { usdScale } from '../units.ts';
import { wantedUnits } from '../uptake.ts';

const revenue = { basis: 'revenue', over: years } as const;

export const h200InChina = [
  outcome('h200.units', {
    label: 'H200 shipped under licence',
    unit: 'kunit',
    basis: 'units',
    over: years,
    is: annual.sum(h200.units),
  }),
  outcome('h200.demandUnits', {
    label: 'H200 that vetted buyers would order at that price were both gates open',
    unit: 'kunit',
    basis: 'units',
    over: years,
    is: annual.sum(wantedUnits),
  }),
  outcome('h200.usd', {
    ...revenue,
    label: "H200 shipped, at the buyer's price",
    unit: 'USDbn',
    is: annual.sum(h200.usd),
  }),
  outcome('h200.levyUsd', {
    ...revenue,
    label: 'US levy on H200',
    unit: 'USDbn',
    is: annual.sum(h200.levyUsd),
  }),
  outcome('us.levyAllUsd', {
    ...revenue,
    label: 'US levy if other foreign vendors pay the same rate',
    unit: 'USDbn',
    is: annual.sum(balance.levyAllUsd),
  }),
  outcome('nvidia.chinaUsd', {
    ...revenue,
    label: 'Official NVIDIA sales in China, on shipment basis',
    unit: 'USDbn',
    is: annual.sum(balance.chinaUsd),
  }),
  outcome('nvidia.h200Share', {
    ...revenue,
    label: 'H200 in official NVIDIA sales in China; 0 when there are none',
    unit: 'fraction',
    is: eq`${annual.sum(h200.usd)}
      / max(0.000001 [USDbn], ${annual.sum(balance.chinaUsd)})`,
  }),
  outcome('h200.marginCogs', {
    ...revenue,
    label: 'H200 margin with the levy booked as cost',
    unit: 'fraction',
    is: annual.mean(offer.marginCogs),
  }),
  outcome('h200.marginNet', {
    ...revenue,
    label: 'H200 margin with the levy deducted from revenue',
    unit: 'fraction',
    is: annual.mean(offer.marginNet),
  }),
  outcome('h200.buyerPrice', {
    ...revenue,
    label: 'Price that the buyer of an H200 pays',
    unit: 'USD/unit',
    is: annual.mean(offer.buyerPrice),
  }),
  outcome('h200.priceMultiple', {
    ...revenue,
    label: 'Price of an H200 over that of a domestic unit',
    unit: 'ratio',
    is: eq`${annual.mean(offer.buyerPrice)} / ${annual.mean(asp)}`,
  }),
  outcome('nvidia.h200GrossProfitUsd', {
    ...revenue,
    label: 'What NVIDIA keeps of H200 sales after levy and unit cost',
    unit: 'USDbn',
    is: annual.sum(h200.grossProfitUsd),
  }),
  outcome('buyer.extraCostUsd', {
    ...revenue,
    label: 'Part of the levy that buyers of H200 pay',
    unit: 'USDbn',
    is: annual.sum(h200.extraCostUsd),
  }),
  outcome('upstream.tsmcUsd', {
    ...revenue,
    label: 'What TSMC earns with H200 shipped',
    unit: 'USDbn',
    is: eq`${annual.sum(h200.units)} * ${h200.tsmcPerUnit} / ${usdScale}`,
  }),
  outcome('upstream.hbmUsd', {
    ...revenue,
    label: 'What makers of memory earn with H200 shipped',
    unit: 'USDbn',
    is: eq`${annual.sum(h200.units)} * ${h200.hbmPerUnit} / ${usdScale}`,
  }),
  outcome('cost.ratioInference', {
    label: 'Cost of inference compute, domestic over H200',
    unit: 'ratio',
    basis: 'compute',
    over: years,
    is: annual.mean(cost.ratioInference),
  }),
  outcome('cost.ratioTraining', {
    label: 'Cost of training compute, domestic over H200',
    unit: 'ratio',
    basis: 'compute',
    over: years,
    is: annual.mean(cost.ratioTraining),
  }),
];
