/**
 * Supply against demand, on several definitions, and the first quarter in which they meet; what
 * NVIDIA and the US Treasury take; and the compute that stands in China.
 */

import {
  type Equation,
  eq,
  input,
  lognormal,
  pert,
  previous,
  type Quantity,
  quarters,
  variable,
} from 'chipcast';
import * as demand from './demand.ts';
import * as domestic from './domestic-supply.ts';
import * as feedback from './feedbacks.ts';
import * as h200 from './h200-sales.ts';
import * as market from './market.ts';
import * as channels from './other-channels.ts';
import { quartersInHorizon, quartersPerYear } from './time.ts';
import * as us from './us-policy.ts';

export const opening2025 = input('installed.opening2025', {
  label: 'Compute standing in China at the end of 2025',
  unit: 'kH200e',
  distribution: lognormal({ p10: 400, p90: 2200 }),
  range: [100, 5000],
  sources: ['M13', 'F1'],
  judgement: true,
  inputKind: 'measurement',
  why: 'The published figures differ tenfold.',
});

export const lifeYears = input('installed.lifeYears', {
  label: 'Service life of an accelerator',
  unit: 'year',
  distribution: pert({ min: 4, mode: 5.5, max: 7 }),
  range: [2, 10],
  sources: ['F098', 'F102'],
  inputKind: 'technology',
  why: 'NVIDIA calls 5 to 6 years of depreciation reasonable; five-year-old parts run full.',
});

export const domesticBalance = variable(feedback.balanceDomesticUsd, {
  is: eq`${domestic.newUsd} / ${demand.usd}`,
});

export const computeBalance = variable('balance.domesticCompute', {
  label: 'Domestic supply potential over onshore demand, in H200-equivalents',
  unit: 'ratio',
  over: quarters,
  is: eq`${domestic.newCompute} / ${demand.compute}`,
});

export const totalBalance = variable('balance.totalUsd', {
  label: 'All onshore supply over onshore demand, in money',
  unit: 'ratio',
  over: quarters,
  is: eq`(${domestic.newUsd} + ${market.foreignUsd}) / ${demand.usd}`,
});

export const inferenceSupplyUsd = variable('balance.inferenceSupplyUsd', {
  label: 'Domestic supply that goes to inference',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${domestic.newUsd} * ${demand.domesticInferenceMix}`,
});

export const inferenceDemandUsd = variable('balance.inferenceDemandUsd', {
  label: 'Demand for inference',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${demand.usd} * ${demand.inferenceShare}`,
});

export const trainingSupplyUsd = variable('balance.trainingSupplyUsd', {
  label: 'Domestic supply that goes to training, what inference cannot use included',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${domestic.newUsd} * (1 - ${demand.domesticInferenceMix})
    + max(0, ${inferenceSupplyUsd} - ${inferenceDemandUsd})`,
});

export const trainingDemandUsd = variable('balance.trainingDemandUsd', {
  label: 'Demand for training',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${demand.usd} * ${demand.trainingShare}`,
});

export const totalSupplyUsd = variable('balance.totalSupplyUsd', {
  label: 'All onshore supply, in money',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${domestic.newUsd} + ${market.foreignUsd}`,
});

export const totalSupplyCompute = variable('balance.totalSupplyCompute', {
  label: 'All onshore supply, in compute delivered',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${domestic.newCompute} + ${h200.compute} + ${channels.otherCompute}
    + ${channels.nvOtherCompute} + ${channels.greyCompute}`,
});

export const gapUsd = variable('balance.gapUsd', {
  label: 'Supply minus demand, in money',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${totalSupplyUsd} - ${demand.usd}`,
});

export const gapCompute = variable('balance.gapCompute', {
  label: 'Supply minus demand, in compute',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${totalSupplyCompute} - ${demand.compute}`,
});

/** The first quarter in which a ratio reaches 1, kept from then on. */
function firstReached(ratio: Quantity): Equation {
  return eq`if(${previous} < ${quartersInHorizon}, ${previous},
    if(${ratio} >= 1, t, ${quartersInHorizon}))`;
}

export const firstDomestic = variable('balance.firstDomestic', {
  label: 'First quarter in which domestic supply meets demand; 12 is not by now',
  unit: 'quarter index',
  over: quarters,
  opening: quartersInHorizon,
  is: firstReached(domesticBalance),
});

export const firstTotal = variable('balance.firstTotal', {
  label: 'First quarter in which all supply meets demand; 12 is not by now',
  unit: 'quarter index',
  over: quarters,
  opening: quartersInHorizon,
  is: firstReached(totalBalance),
});

export const firstDomesticCompute = variable('balance.firstDomesticCompute', {
  label: 'First quarter in which domestic compute meets demand; 12 is not by now',
  unit: 'quarter index',
  over: quarters,
  opening: quartersInHorizon,
  is: firstReached(computeBalance),
});

export const chinaUsd = variable('nvidia.chinaUsd', {
  label: 'Official NVIDIA sales in China, on shipment basis',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${h200.usd} + ${channels.nvOtherUsd}`,
});

export const levyAllUsd = variable('us.levyAllUsd', {
  label: 'US levy if other foreign vendors pay the same rate',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${h200.levyUsd} + ${us.levyRate} * ${channels.otherUsd}`,
});

export const installedCompute = variable('installed.compute', {
  label: 'Compute standing in China',
  unit: 'kH200e',
  over: quarters,
  opening: opening2025,
  is: eq`${previous} * (1 - 1 [quarter] / (${quartersPerYear} * ${lifeYears}))
    + ${market.totalCompute} * 1 [quarter]`,
});
