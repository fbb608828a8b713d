/**
 * Heat pumps in the homes of a country. Every quarter some boilers reach the end of their life, and
 * part of their owners want a pump instead. Installers put in what they can; the rest wait, and the
 * waiting list makes firms hire. Pumps in service teach installers to work faster, and retire in
 * their turn.
 *
 * The country does not exist. Every figure is illustrative and marked as a judgement.
 */

import {
  beta,
  constant,
  eq,
  factor,
  input,
  lever,
  loading,
  lognormal,
  normal,
  pert,
  previous,
  quarters,
  type Stock,
  stock,
  truncnormal,
  variable,
} from 'chipcast';

// A latent factor is a standard normal that several inputs share: where gas is dear, more owners
// want a pump from the start, and their number grows faster.

export const gasPrice = factor('factor.gasPrice', {
  label: 'Dear gas; high means dearer than expected',
});

// What owners want

export const homes = constant('homes.count', {
  label: 'Homes with a boiler or a pump',
  unit: 'kunit',
  value: 8000,
  range: [1000, 40000],
  judgement: true,
  inputKind: 'structure',
  why: 'One heater a home; no homes are built or torn down.',
});

export const replacementRate = input('homes.replacementRate', {
  label: 'Boilers replaced in a year',
  unit: '1/year',
  distribution: lognormal({ p10: 0.04, p90: 0.065 }),
  range: [0.02, 0.1],
  judgement: true,
  inputKind: 'technology',
  why: 'A boiler serves 15 to 25 years.',
});

export const pumpShare2026 = input('demand.pumpShare2026', {
  label: 'Owners who would replace a boiler by a pump, start of 2026',
  unit: 'fraction',
  distribution: beta({ mean: 0.25, n: 40 }),
  range: [0.05, 0.7],
  loadings: [loading(gasPrice, 0.4)],
  judgement: true,
  inputKind: 'market',
  why: 'As firm as a survey of forty owners.',
});

export const growth = input('demand.growth', {
  label: 'Growth of the wish for a pump',
  unit: 'logit/year',
  distribution: normal({ mean: 0.25, sd: 0.15 }),
  range: [-0.3, 1],
  loadings: [loading(gasPrice, 0.5)],
  judgement: true,
  inputKind: 'market',
  why: 'On the logit scale, so that the share stays between 0 and 1.',
});

export const subsidy = lever('subsidy.rate', {
  label: 'Part of the price that the state pays',
  unit: 'fraction',
  value: 0.3,
  range: [0, 0.7],
  judgement: true,
  inputKind: 'policy',
  why: 'Stays at what it is today unless a scenario moves it.',
});

export const subsidyResponse = input('subsidy.response', {
  label: 'Rise of the wish for a pump with the subsidy',
  unit: 'logit',
  distribution: pert({ min: 1, mode: 2.5, max: 5 }),
  range: [0, 8],
  judgement: true,
  inputKind: 'market',
  why: 'For the whole price: ten points less of subsidy cost a quarter of a logit.',
});

export const coldness = input('demand.coldness', {
  label: 'Boilers that fail in a quarter, over the average',
  unit: 'multiple',
  distribution: truncnormal({ mean: 1, sd: 0.1, min: 0.6, max: 1.4 }),
  over: quarters,
  range: [0.5, 1.5],
  judgement: true,
  inputKind: 'market',
  why: 'Boilers break in cold spells. One draw a quarter.',
});

// What installers can do

export const capacity2026 = input('installers.capacity2026', {
  label: 'Pumps that installers can put in, start of 2026',
  unit: 'kunit/quarter',
  distribution: lognormal({ p10: 14, p90: 24 }),
  range: [5, 60],
  judgement: true,
  inputKind: 'measurement',
  why: 'Firms report crews, not capacity.',
});

export const hiring = input('installers.hiring', {
  label: 'Part of the waiting list that firms hire for in a quarter',
  unit: '1/quarter^2',
  distribution: pert({ min: 0.005, mode: 0.02, max: 0.06 }),
  range: [0, 0.2],
  judgement: true,
  inputKind: 'market',
  why: 'Training takes about a year, and not every firm believes in the boom.',
});

export const learning = input('installers.learning', {
  label: 'Exponent of learning by pumps in service',
  unit: '-',
  distribution: truncnormal({ mean: 0.15, sd: 0.06, min: 0, max: 0.4 }),
  range: [0, 0.5],
  judgement: true,
  inputKind: 'technology',
  why: 'Eleven percent more pumps from a crew with every doubling.',
});

// What stands already

export const openingStock = input('stock.opening', {
  label: 'Pumps in service at the end of 2025',
  unit: 'kunit',
  distribution: lognormal({ p10: 380, p90: 460 }),
  range: [200, 800],
  judgement: true,
  inputKind: 'measurement',
  why: 'Sales are counted, scrapped pumps are not.',
});

export const retirementRate = input('stock.retirementRate', {
  label: 'Pumps in service retired in a year',
  unit: '1/year',
  distribution: lognormal({ p10: 0.04, p90: 0.08 }),
  range: [0.02, 0.15],
  judgement: true,
  inputKind: 'technology',
  why: 'A pump serves 12 to 25 years.',
});

/** Four quarters make a year; an equation says so, for nothing converts in silence. */
const quartersPerYear = eq`4 [quarter/year]`;

/** The subsidy to which pumpShare2026 belongs. */
const subsidy2026 = 0.3;

export const pumpShare = variable('demand.pumpShare', {
  label: 'Owners who would replace a boiler by a pump',
  unit: 'fraction',
  over: quarters,
  is: eq`logistic(
    log(${pumpShare2026} / (1 - ${pumpShare2026}))
    + ${growth} * t * 1 [quarter] / ${quartersPerYear}
    + ${subsidyResponse} * (${subsidy} - ${subsidy2026}))`,
});

// `previous(() => inService)` reads a quantity that stands further down, as of last quarter.

export const replaced = variable('homes.replaced', {
  label: 'Boilers that reach the end of their life',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`(${homes} - ${previous(() => inService)})
    * ${replacementRate} / ${quartersPerYear} * ${coldness}`,
});

export const wanted = variable('demand.wanted', {
  label: 'Pumps newly wanted',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${replaced} * ${pumpShare}`,
});

export const crews = stock('installers.crews', {
  label: 'Capacity of installers, at the skill of 2026',
  unit: 'kunit/quarter',
  over: quarters,
  opening: capacity2026,
  change: eq`${hiring} * ${previous(() => waiting)}`,
});

export const skill = variable('installers.skill', {
  label: 'Pumps from a crew, over those of 2026',
  unit: 'multiple',
  over: quarters,
  is: eq`(${previous(() => inService)} / ${openingStock}) ^ ${learning}`,
});

export const installs = variable('stock.installs', {
  label: 'Pumps installed',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`min(${wanted} + ${previous(() => waiting)} / 1 [quarter], ${crews} * ${skill})`,
});

export const waiting: Stock = stock('demand.waiting', {
  label: 'Owners who wait for their pump',
  unit: 'kunit',
  over: quarters,
  opening: 0,
  change: eq`${wanted} - ${installs}`,
});

export const retirements = variable('stock.retirements', {
  label: 'Pumps retired',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${retirementRate} / ${quartersPerYear} * ${previous(() => inService)}`,
});

export const inService: Stock = stock('stock.inService', {
  label: 'Pumps in service',
  unit: 'kunit',
  over: quarters,
  opening: openingStock,
  change: eq`${installs} - ${retirements}`,
});
