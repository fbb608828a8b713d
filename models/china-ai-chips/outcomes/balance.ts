/**
 * Does supply meet demand? Domestic supply potential, all onshore supply, and inference and training
 * alone, over onshore demand. The mean of a 0/1 outcome is a probability.
 *
 * Read money and compute together. In money the ratio divides what domestic parts would fetch at
 * current prices by what buyers will spend, so a dearer chip raises it; in H200-equivalents it
 * divides compute by compute.
 */

import { annual, eq, outcome, ratioOfSums, years } from 'chipcast';
import * as balance from '../balance-accounting.ts';
import * as demand from '../demand.ts';
import * as domestic from '../domestic-supply.ts';

const revenueRatio = { unit: 'ratio', basis: 'revenue', over: years } as const;
const computeRatio = { unit: 'ratio', basis: 'compute', over: years } as const;
const reached = { unit: '0/1', basis: 'revenue', over: years } as const;

export const balances = [
  outcome('balance.domesticUsd', {
    ...revenueRatio,
    label: 'Domestic supply potential over onshore demand, in money',
    is: ratioOfSums(domestic.newUsd, demand.usd),
  }),
  outcome('balance.domesticCompute', {
    ...computeRatio,
    label: 'Domestic supply potential over onshore demand, in H200-equivalents',
    is: ratioOfSums(domestic.newCompute, demand.compute),
  }),
  outcome('balance.totalUsd', {
    ...revenueRatio,
    label: 'All onshore supply over onshore demand, in money',
    is: ratioOfSums(balance.totalSupplyUsd, demand.usd),
  }),
  outcome('balance.totalCompute', {
    ...computeRatio,
    label: 'All onshore supply over onshore demand, in H200-equivalents',
    is: ratioOfSums(balance.totalSupplyCompute, demand.compute),
  }),
  outcome('balance.inferenceUsd', {
    ...revenueRatio,
    label: 'Domestic inference supply over inference demand, in money',
    is: ratioOfSums(balance.inferenceSupplyUsd, balance.inferenceDemandUsd),
  }),
  outcome('balance.trainingUsd', {
    ...revenueRatio,
    label: 'Domestic training supply over training demand, in money, surplus inference included',
    is: ratioOfSums(balance.trainingSupplyUsd, balance.trainingDemandUsd),
  }),
  outcome('balance.gapUsd', {
    label: 'Supply minus demand, in money; negative is a shortage',
    unit: 'USDbn',
    basis: 'revenue',
    over: years,
    is: annual.sum(balance.gapUsd),
  }),
  outcome('balance.gapCompute', {
    label: 'Supply minus demand, in H200-equivalents',
    unit: 'kH200e',
    basis: 'compute',
    over: years,
    is: annual.sum(balance.gapCompute),
  }),
  outcome('balance.domesticReached', {
    ...reached,
    label: "Whether China's own AI chips meet its demand",
    is: eq`if(${annual.sum(domestic.newUsd)} >= ${annual.sum(demand.usd)}, 1, 0)`,
  }),
  outcome('balance.domesticComputeReached', {
    unit: '0/1',
    basis: 'compute',
    over: years,
    label: 'Whether domestic supply meets demand in H200-equivalents',
    is: eq`if(${annual.sum(domestic.newCompute)} >= ${annual.sum(demand.compute)}, 1, 0)`,
  }),
  outcome('balance.totalReached', {
    ...reached,
    label: 'Whether all supply meets demand',
    is: eq`if(${annual.sum(balance.totalSupplyUsd)} >= ${annual.sum(demand.usd)}, 1, 0)`,
  }),
  outcome('balance.inferenceReached', {
    ...reached,
    label: 'Whether domestic inference supply meets inference demand',
    is: eq`if(${annual.sum(balance.inferenceSupplyUsd)}
      >= ${annual.sum(balance.inferenceDemandUsd)}, 1, 0)`,
  }),
];
