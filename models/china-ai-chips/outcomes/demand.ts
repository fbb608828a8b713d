/**
 * What China wants, what of it is served abroad or comes in unofficially, and the compute that then
 * stands in China.
 */

import { annual, outcome, years } from 'chipcast';
import { installedCompute } from '../balance-accounting.ts';
import * as demand from '../demand.ts';
import * as market from '../market.ts';
import * as channels from '../other-channels.ts';

const money = { unit: 'USDbn', basis: 'revenue', over: years } as const;
const compute = { unit: 'kH200e', basis: 'compute', over: years } as const;

export const demandAndCompute = [
  outcome('demand.grossUsd', {
    ...money,
    label: 'Demand of Chinese buyers, onshore and abroad',
    is: annual.sum(demand.grossUsd),
  }),
  outcome('demand.usd', { ...money, label: 'Onshore demand', is: annual.sum(demand.usd) }),
  outcome('demand.inferenceShare', {
    label: 'Inference in onshore demand',
    unit: 'fraction',
    basis: 'revenue',
    over: years,
    is: annual.mean(demand.inferenceShare),
  }),
  outcome('demand.trainingShare', {
    label: 'Training in onshore demand; the rest is edge',
    unit: 'fraction',
    basis: 'revenue',
    over: years,
    is: annual.mean(demand.trainingShare),
  }),
  outcome('demand.compute', {
    ...compute,
    label: 'Onshore demand for compute',
    is: annual.sum(demand.compute),
  }),
  outcome('overseas.usd', {
    ...money,
    label: 'Demand served abroad, outside onshore shares',
    is: annual.sum(demand.overseasUsd),
  }),
  outcome('overseas.compute', {
    ...compute,
    label: 'Demand for compute served abroad, at the reference price',
    is: annual.sum(demand.overseasCompute),
  }),
  outcome('grey.compute', {
    ...compute,
    label: 'Unofficial inflow',
    is: annual.sum(channels.greyCompute),
  }),
  outcome('acquired.compute', {
    ...compute,
    label: 'All onshore additions',
    is: annual.sum(market.totalCompute),
  }),
  outcome('installed.compute', {
    ...compute,
    label: 'Compute standing in China at the end of the year',
    is: annual.last(installedCompute),
  }),
];
