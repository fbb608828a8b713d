/**
 * The market clears. Foreign channels come first, since each is limited already by its own demand,
 * quota or supply; domestic vendors fill the rest up to what they can make. A little of what stays
 * unsold goes abroad. What H200 takes, what stays unmet and what stays unsold act a quarter later.
 */

import {
  beta,
  constant,
  eq,
  input,
  pert,
  previous,
  quarters,
  type Variable,
  variable,
} from 'chipcast';
import * as demand from './demand.ts';
import * as domestic from './domestic-supply.ts';
import * as ecosystem from './ecosystem-roadmap.ts';
import * as feedback from './feedbacks.ts';
import * as h200 from './h200-sales.ts';
import * as channels from './other-channels.ts';
import { usdScale } from './units.ts';
import { flowUsd, spillUsd } from './uptake.ts';

export const openingInventory = constant('market.openingInventory', {
  label: 'Finished domestic units unsold at the end of 2025',
  unit: 'kunit',
  value: 70,
  range: [0, 600],
  sources: ['U1'],
  judgement: true,
  inputKind: 'measurement',
  why: 'Small beside plans of about a million units a year; not published.',
});

export const maxInventoryQuarters = constant('market.maxInventoryQuarters', {
  label: 'Unsold goods carried over, in quarters of output',
  unit: 'quarter',
  value: 1,
  range: [0, 4],
  sources: ['M2'],
  judgement: true,
  inputKind: 'structure',
  why: 'The rest of the potential is not built.',
});

export const exposedPool = input('market.exposedPool', {
  label: 'Domestic orders that exist because imports were replaced',
  unit: 'fraction',
  distribution: beta({ mean: 0.4, n: 20 }),
  range: [0, 1],
  sources: ['F153'],
  inputKind: 'market',
  why: 'About 40 percent of domestic GPU orders, exposed to H200; one article, without a source.',
});

export const exportsShare = input('exports.share', {
  label: 'Most of output that finds buyers abroad when it is unsold at home',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.02, max: 0.1 }),
  range: [0, 0.5],
  sources: ['F208'],
  judgement: true,
  inputKind: 'market',
  why: 'Domestic parts are hardly sold abroad today.',
});

export const foreignUsd = variable('market.foreignUsd', {
  label: 'Sales through all foreign channels',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${h200.usd} + ${channels.otherUsd} + ${channels.nvOtherUsd} + ${channels.greyUsd}`,
});

export const domesticSupplyUnits = variable('market.domesticSupplyUnits', {
  label: 'Domestic units for sale',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${domestic.newUnits} + ${previous(() => inventory)} / 1 [quarter]`,
});

export const domesticUnits = variable('market.domesticUnits', {
  label: 'Domestic units sold',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`min(${domesticSupplyUnits},
    max(0, ${demand.effectiveUsd} - ${foreignUsd}) / ${domestic.asp} * ${usdScale})`,
});

export const unsold = variable('market.unsold', {
  label: 'Domestic units left unsold in the quarter',
  unit: 'kunit',
  over: quarters,
  is: eq`(${domesticSupplyUnits} - ${domesticUnits}) * 1 [quarter]`,
});

export const unsoldQuarters = variable(feedback.unsoldQuarters, {
  is: eq`${unsold} / max(0.000001 [kunit/quarter], ${domestic.newUnits})`,
});

export const exportsUnits = variable('exports.units', {
  label: 'Domestic units sold abroad',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`min(${unsold} / 1 [quarter], ${exportsShare} * ${domestic.newUnits})`,
});

export const inventory: Variable = variable('market.inventory', {
  label: 'Finished domestic units unsold',
  unit: 'kunit',
  over: quarters,
  opening: openingInventory,
  is: eq`min(${unsold} - ${exportsUnits} * 1 [quarter],
    ${maxInventoryQuarters} * ${domestic.newUnits})`,
});

export const inventoryQuarters = variable(feedback.inventoryQuarters, {
  is: eq`${inventory} / max(0.000001 [kunit/quarter], ${domestic.newUnits})`,
});

export const domesticUsd = variable(feedback.domesticUsd, {
  is: eq`${domesticUnits} * ${domestic.asp} / ${usdScale}`,
});

export const domesticCompute = variable('market.domesticCompute', {
  label: 'Domestic sales, in compute delivered',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${domesticUnits} * ${domestic.perfPerUnit} * ${ecosystem.efficiency}`,
});

export const totalUsd = variable('market.totalUsd', {
  label: 'Onshore sales, in money',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${domesticUsd} + ${foreignUsd}`,
});

export const totalUnits = variable('market.totalUnits', {
  label: 'Onshore sales, in units',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${domesticUnits} + ${h200.units} + ${channels.otherUnits} + ${channels.nvOtherUnits}
    + ${channels.greyUnits}`,
});

export const totalCompute = variable('market.totalCompute', {
  label: 'Onshore sales, in compute delivered',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${domesticCompute} + ${h200.compute} + ${channels.otherCompute}
    + ${channels.nvOtherCompute} + ${channels.greyCompute}`,
});

export const unmetUsd = variable(feedback.unmetUsd, {
  is: eq`max(0, ${demand.effectiveUsd} - ${totalUsd})`,
});

export const tightness = variable(feedback.tightness, {
  is: eq`${unmetUsd} / ${demand.effectiveUsd}`,
});

export const crowdOut = variable(feedback.crowdOut, {
  is: eq`${exposedPool} * (1 - ${spillUsd} / max(0.000001 [USDbn/quarter], ${flowUsd}))
    * ${h200.usd} / max(0.000001 [USDbn/quarter], ${h200.usd} + ${domesticUsd})`,
  why: 'Sales of what local supply left unmet displace nobody.',
});
