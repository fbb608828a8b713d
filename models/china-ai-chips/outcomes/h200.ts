/**
 * H200 in China: how many, for how much, with what margin for NVIDIA and what levy for Washington,
 * and beside what.
 */

import { annual, eq, outcome, years } from 'chipcast';
import * as balance from '../balance-accounting.ts';
import * as cost from '../cost-comparator.ts';
import * as offer from '../h200-offer.ts';
import * as h200 from '../uptake.ts';

const revenue = { basis: 'revenue', over: years } as const;

export const h200InChina = [
  outcome('h200.units', {
    label: 'H200 shipped under licence',
    unit: 'kunit',
    basis: 'units',
    over: years,
    is: annual.sum(h200.units),
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
