/**
 * H200 sold: the least of five limits, namely China's quota, US licences, supply, demand, and what
 * bundling earns. Then what is left of stock and orders, and what the sales are worth to NVIDIA, to
 * Washington and to the makers upstream.
 */

import { constant, eq, previous, quarters, stock, variable } from 'chipcast';
import * as feedback from './feedbacks.ts';
import * as offer from './h200-offer.ts';
import * as prc from './prc-approval.ts';
import { unlimited, usdScale } from './units.ts';
import { announcedBacklog, backlogOffer, demandUnits } from './uptake.ts';
import * as us from './us-policy.ts';

export const tsmcPerUnit = constant('upstream.tsmcPerUnit', {
  label: 'What TSMC earns with an H200',
  unit: 'USD/unit',
  value: 8000,
  range: [4000, 12000],
  sources: ['F217', 'F221'],
  inputKind: 'measurement',
  why: 'USD 0.8bn at 100 thousand units, says one article without a source.',
});

export const hbmPerUnit = constant('upstream.hbmPerUnit', {
  label: 'What the maker of its memory earns with an H200',
  unit: 'USD/unit',
  value: 10000,
  range: [3000, 15000],
  sources: ['F220'],
  inputKind: 'measurement',
  why: 'USD 1bn at 100 thousand units, says one article without a source.',
});

/** Keeps a ratio of nearly 0 from dividing. */
const leastBundleRatio = 0.01;

export const bundleCap = variable('uptake.bundleCap', {
  label: 'H200 that domestic purchases earn',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`if(${prc.restricted} + ${prc.conditional} > 0,
    ${previous(feedback.domesticUsd)} / max(${leastBundleRatio}, ${prc.bundleRatio})
      / ${offer.buyerPrice} * ${usdScale},
    ${unlimited})`,
});

export const units = variable('h200.units', {
  label: 'H200 shipped under licence',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${us.open}
    * min(${prc.quota}, ${us.licenceCap}, ${offer.supply}, ${demandUnits}, ${bundleCap})`,
});

export const fill = variable('uptake.fill', {
  label: 'Part of demand for H200 that is met',
  unit: 'fraction',
  over: quarters,
  is: eq`${units} / max(0.000001 [kunit/quarter], ${demandUnits})`,
});

export const backlog = stock(announcedBacklog, {
  change: eq`-${backlogOffer} * ${fill}`,
});

export const cumRestricted = stock(feedback.cumRestricted, {
  change: eq`${prc.restricted} * ${units}`,
});

export const h200Stock = variable(offer.announcedStock, {
  is: eq`(${offer.supply} - ${units}) * (1 - ${offer.stockDiversion} * 1 [quarter]) * 1 [quarter]`,
});

export const usd = variable('h200.usd', {
  label: "H200 shipped, at the buyer's price",
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${units} * ${offer.buyerPrice} / ${usdScale}`,
});

export const compute = variable('h200.compute', {
  label: 'H200 shipped, in compute',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${units} * ${offer.perf}`,
});

export const levyUsd = variable('h200.levyUsd', {
  label: 'US levy on H200',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${units} * ${offer.levyPerUnit} / ${usdScale}`,
});

export const grossProfitUsd = variable('h200.grossProfitUsd', {
  label: 'What NVIDIA keeps after levy and unit cost',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${units}
    * (${offer.buyerPrice} - ${offer.levyPerUnit} - ${offer.unitCostUsd} * ${offer.upgradeRatio})
    / ${usdScale}`,
});

export const extraCostUsd = variable('h200.extraCostUsd', {
  label: 'Part of the levy that buyers pay',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${units} * (${offer.buyerPrice} - ${offer.listPrice}) / ${usdScale}`,
});
