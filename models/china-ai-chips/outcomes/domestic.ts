/**
 * What China makes itself: wafers and yield, units, money and compute, what binds, and how mature
 * its software is.
 */

import { annual, eq, outcome, ratioOfSums, years } from 'chipcast';
import * as assembly from '../assembly.ts';
import * as potential from '../domestic-supply.ts';
import * as ecosystem from '../ecosystem-roadmap.ts';
import { domesticRevenue2025 } from '../feedbacks.ts';
import { capacity } from '../foundry-capacity.ts';
import { aiShare, aiWafers, idleYears } from '../foundry-wafers.ts';
import { goodDies, yield5, yield7 } from '../foundry-yield.ts';
import * as market from '../market.ts';
import * as offshore from '../offshore-foundry.ts';

const partOfYear = { unit: 'fraction', basis: 'time', over: years } as const;

export const domesticSupply = [
  outcome('foundry.yield7', {
    label: 'Yield of a large die, 7 nm class',
    unit: 'fraction',
    over: years,
    is: annual.mean(yield7),
  }),
  outcome('foundry.yield5', {
    label: 'Yield of a large die, 5 nm class',
    unit: 'fraction',
    over: years,
    is: annual.mean(yield5),
  }),
  outcome('foundry.capacity', {
    label: 'Advanced wafer capacity at the end of the year',
    unit: 'kwpm',
    over: years,
    is: annual.last(capacity),
  }),
  outcome('foundry.aiShare', {
    label: 'AI chips in advanced wafers',
    unit: 'fraction',
    over: years,
    is: annual.mean(aiShare),
  }),
  outcome('foundry.idleYears', {
    label: 'Idle output at the end of the year: dies banked since 2025 and goods unsold',
    unit: 'year',
    over: years,
    is: annual.last(idleYears),
  }),
  outcome('foundry.aiWafers', {
    label: 'AI wafers out',
    unit: 'kwafer',
    over: years,
    is: annual.sum(aiWafers),
  }),
  outcome('foundry.goodDies', {
    label: 'Good AI dies out',
    unit: 'kdie',
    over: years,
    is: annual.sum(goodDies),
  }),
  outcome('domestic.units', {
    label: 'Domestic units made, onshore and abroad',
    unit: 'kunit',
    basis: 'units',
    over: years,
    is: annual.sum(potential.newUnits),
  }),
  outcome('domestic.offshoreShare', {
    label: 'Part of domestic units made in foreign foundries',
    unit: 'fraction',
    basis: 'units',
    over: years,
    is: ratioOfSums(offshore.units, potential.newUnits),
  }),
  outcome('exports.units', {
    label: 'Domestic units sold abroad',
    unit: 'kunit',
    basis: 'units',
    over: years,
    is: annual.sum(market.exportsUnits),
  }),
  outcome('domestic.usd', {
    label: 'Domestic sales',
    unit: 'USDbn',
    basis: 'revenue',
    over: years,
    is: annual.sum(market.domesticUsd),
  }),
  outcome('domestic.salesMultiple', {
    label: 'Domestic sales over those of 2025',
    unit: 'multiple',
    basis: 'revenue',
    over: years,
    is: eq`${annual.sum(market.domesticUsd)} / (${domesticRevenue2025} * 1 [year])`,
  }),
  outcome('domestic.compute', {
    label: 'Domestic sales, in compute delivered',
    unit: 'kH200e',
    basis: 'compute',
    over: years,
    is: annual.sum(market.domesticCompute),
  }),
  outcome('domestic.perf', {
    label: 'Peak compute of the average domestic unit, of the mix that is made',
    unit: 'H200e/unit',
    basis: 'compute',
    over: years,
    is: annual.mean(potential.perfPerUnit),
  }),
  outcome('domestic.asp', {
    label: 'Average price of a domestic unit',
    unit: 'USD/unit',
    basis: 'revenue',
    over: years,
    is: annual.mean(potential.asp),
  }),
  outcome('domestic.bindLogic', {
    ...partOfYear,
    label: 'Quarters in which logic limits the planned mix',
    is: annual.mean(assembly.bindLogic),
  }),
  outcome('domestic.bindPackaging', {
    ...partOfYear,
    label: 'Quarters in which packaging limits the planned mix',
    is: annual.mean(assembly.bindPackaging),
  }),
  outcome('domestic.bindHbm', {
    ...partOfYear,
    label: 'Quarters in which HBM limits the planned mix',
    is: annual.mean(assembly.bindHbm),
  }),
  outcome('memory.selfSufficiency', {
    label: 'Domestic HBM stacks made over stacks used, at most 1',
    unit: 'fraction',
    over: years,
    is: annual.mean(assembly.selfSufficiency),
  }),
  outcome('ecosystem.gapYears', {
    label: 'Software gap to CUDA at the end of the year',
    unit: 'year',
    over: years,
    is: annual.last(ecosystem.gapYears),
  }),
  outcome('ecosystem.maturity', {
    label: 'Software maturity at the end of the year',
    unit: 'fraction',
    over: years,
    is: annual.last(ecosystem.maturity),
  }),
];
