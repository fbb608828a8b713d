/**
 * One number for 2026 to 2028, and two of the base year 2025. The first quarter of balance counts 0 for 2026Q1 to 11 for 2028Q4;
 * 12, not by 2028, is a category of its own: read a table of probabilities, not a mean.
 */

import { during, eq, horizon, outcome } from 'chipcast';
import * as balance from '../balance-accounting.ts';
import { unitsOf2025 } from '../domestic-supply.ts';
import { slip } from '../ecosystem-roadmap.ts';
import { goodDiesOf2025 } from '../foundry-start.ts';
import * as h200 from '../h200-sales.ts';
import { quartersInHorizon } from '../time.ts';
import { revoked } from '../us-policy.ts';

/** The other codes are quarters. */
const notBy2028 = { 12: 'not by 2028' };

export const overTheHorizon = [
  outcome('first.domesticBalance', {
    label: 'First quarter in which domestic supply meets demand',
    codes: notBy2028,
    unit: 'quarter index',
    basis: 'revenue',
    is: horizon.last(balance.firstDomestic),
  }),
  outcome('first.totalBalance', {
    label: 'First quarter in which all supply meets demand',
    codes: notBy2028,
    unit: 'quarter index',
    basis: 'revenue',
    is: horizon.last(balance.firstTotal),
  }),
  outcome('first.domesticBy2028', {
    label: 'Whether domestic supply meets demand in some quarter by 2028Q4',
    unit: '0/1',
    basis: 'revenue',
    is: eq`if(${horizon.last(balance.firstDomestic)} < ${quartersInHorizon}, 1, 0)`,
  }),
  outcome('first.totalBy2028', {
    label: 'Whether all supply meets demand in some quarter by 2028Q4',
    unit: '0/1',
    basis: 'revenue',
    is: eq`if(${horizon.last(balance.firstTotal)} < ${quartersInHorizon}, 1, 0)`,
  }),
  outcome('first.domesticComputeBalance', {
    label: 'First quarter in which domestic compute meets demand; 12 is not by 2028',
    unit: 'quarter index',
    basis: 'compute',
    is: horizon.last(balance.firstDomesticCompute),
  }),
  outcome('first.domesticComputeBy2028', {
    label: 'Whether domestic compute meets demand in some quarter by 2028Q4',
    unit: '0/1',
    basis: 'compute',
    is: eq`if(${horizon.last(balance.firstDomesticCompute)} < ${quartersInHorizon}, 1, 0)`,
  }),
  outcome('us.everClosed', {
    label: 'Whether the US gate has been closed by 2028Q4',
    unit: '0/1',
    basis: 'time',
    is: horizon.last(revoked),
  }),
  outcome('roadmap.onTime', {
    label: 'Whether the roadmap slips by at most one quarter',
    unit: '0/1',
    is: eq`if(${slip} <= 1 [quarter], 1, 0)`,
  }),
  outcome('h200.cumUnits', {
    label: 'H200 shipped under licence, 2026 to 2028',
    unit: 'kunit',
    basis: 'units',
    is: horizon.sum(h200.units),
  }),
  outcome('h200.share2026', {
    label: 'Part of those shipments that falls in 2026',
    unit: 'fraction',
    basis: 'units',
    is: eq`${during('2026').sum(h200.units)}
      / max(0.000001 [kunit], ${horizon.sum(h200.units)})`,
  }),
  outcome('hindcast.goodDies2025', {
    label: 'Good AI dies made in China in 2025, as the inputs imply',
    unit: 'kdie',
    is: goodDiesOf2025,
  }),
  outcome('hindcast.domesticUnits2025', {
    label: 'Domestic units of 2025, as the inputs imply',
    unit: 'kunit',
    basis: 'units',
    is: unitsOf2025,
  }),
];
