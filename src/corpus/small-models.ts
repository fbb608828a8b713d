/** Small models of the corpus: one a family, one an operation, one for what spans quarters. */

import type { Distribution } from '../distributions/distribution.ts';
import {
  beta,
  gamma,
  lognormal,
  mixture,
  normal,
  point,
  uniform,
} from '../distributions/families/index.ts';
import { type Family, families } from '../distributions/index.ts';
import { make } from '../distributions/make.ts';
import { compound } from '../language/compound.ts';
import type { Equation, Input, Stock } from '../language/declaration.ts';
import { ar1, cumulative, delay, randomWalk, smooth } from '../language/delays.ts';
import {
  annual,
  at,
  byMonth,
  byQuarter,
  during,
  eq,
  horizon,
  previous,
  ratioOfSums,
} from '../language/equation.ts';
import type { Drawn } from '../language/families.ts';
import * as ofQuantities from '../language/families.ts';
import { event } from '../language/judgement.ts';
import { argmax, irr, npv, rank, sort } from '../language/lists.ts';
import { component, type Model, model } from '../language/model.ts';
import { COMPOSED, OPERATIONS } from '../language/operations/index.ts';
import {
  copula,
  factor,
  input,
  loading,
  months,
  outcome,
  quarters,
  steps,
  stock,
  variable,
  years,
} from '../language/quantity.ts';
import { dirichlet, logisticShares } from '../language/simplex.ts';
import { lookup, series } from '../language/tables.ts';
import { type Calendar, daily, monthly, quarterly, weekly, yearly } from '../language/time.ts';
import { entry } from '../text/entry.ts';

/** Draws of the example of each form of each family, by name of the family. */
export function familyModels(): ReadonlyMap<string, Model> {
  return new Map(families.map((family) => [family.name, familyModel(family)]));
}

function familyModel(family: Family): Model {
  const inputs = examplesOf(family).map((distribution, form) =>
    input(`form${form}`, { unit: '-', distribution, over: quarters }),
  );
  const drawn = inputs.map((one) =>
    outcome(`${one.id}.drawn`, { unit: '-', over: quarters, is: one }),
  );
  return modelOf(`corpus-${family.name}`, [inputs, drawn], 2);
}

/** Of each form of a family the member that is typical of it. */
function examplesOf(family: Family): Distribution[] {
  return family.forms.map((form) => {
    const {
      read,
      example,
    }: { read(...given: readonly unknown[]): object; example: readonly unknown[] } = form;
    return make(family, form, read(...example));
  });
}

/** Each operation at draws, by its name; what is no number is among the results. */
export function operationModels(): ReadonlyMap<string, Model> {
  return new Map(
    Object.entries({ ...OPERATIONS, ...COMPOSED }).map(([name, { written }]) => [
      name,
      operationModel(name, written),
    ]),
  );
}

/** On both sides of zero, and at zero often enough for two draws to be equal or false. */
const OPERAND = mixture([
  [normal({ mean: 0.5, sd: 2 }), 0.7],
  [point({ value: 0 }), 0.3],
]);
/** Names of operands in the texts of `written`. */
const OPERANDS = /\b(?:[abcx]|low|high)\b/;

function operationModel(name: string, written: string): Model {
  const text = written.replace(', ...', '');
  const names = [...text.matchAll(new RegExp(OPERANDS, 'g'))].map(([operand]) => operand);
  const operands = new Map(
    names.map((operand) => [
      operand,
      input(operand, { unit: '-', distribution: OPERAND, over: quarters }),
    ]),
  );
  const result = outcome('result', {
    unit: '-',
    over: quarters,
    is: equationOf(
      text.split(OPERANDS),
      names.map((operand) => entry(operands, operand)),
    ),
  });
  return modelOf(`corpus-${name}`, [[...operands.values()], result], 2);
}

function equationOf(texts: readonly string[], operands: readonly Input[]): Equation {
  return eq(Object.assign([...texts], { raw: texts }), ...operands);
}

/** What reaches over quarters, or over several quantities. */
export function spanningModel(): Model {
  const mood = factor('mood');
  const order = input('order', {
    unit: 'unit/quarter',
    distribution: lognormal({ p10: 5, p90: 20 }),
    over: quarters,
    loadings: [loading(mood, 0.5)],
  });
  const lead = input('lead', { unit: 'quarter', distribution: uniform({ min: 0, max: 4 }) });
  const slow = input('slow', { unit: 'quarter', distribution: lognormal({ p10: 1, p90: 4 }) });
  const rate = input('rate', { unit: '-', distribution: beta({ mean: 0.08, n: 60 }) });
  const wear = input('wear', {
    unit: '1/quarter',
    distribution: beta({ mean: 0.05, n: 100 }),
    loadings: [loading(mood, -0.3)],
  });
  const together = copula('together', { of: [lead, rate], rank: 0.6 });
  const placed = variable('placed', {
    unit: 'unit/quarter',
    over: quarters,
    opening: 10,
    is: eq`${order}`,
  });
  const known = series('known', {
    unit: 'unit/quarter',
    values: [1, 2, 3, 5, 8, 13, 21, 34],
  });
  const arrived = delay(placed, lead, { max: 4 });
  const even = smooth(placed, slow);
  const inUse: Stock = stock('inUse', {
    unit: 'unit',
    over: quarters,
    opening: 100,
    change: eq`${arrived} + ${known} - ${wear} * ${previous(() => inUse)}`,
  });
  const price = variable('price', {
    unit: 'USD/unit',
    over: quarters,
    is: eq`${lookup(
      inUse,
      [
        [0, 9],
        [100, 4],
        [400, 1],
      ],
      { x: 'unit', y: 'USD/unit', between: 'monotone' },
    )}`,
  });
  const arrivals = variable('arrivals', { unit: 'unit/quarter', over: quarters, is: arrived });
  const cash = variable('cash', {
    unit: 'USD/quarter',
    over: quarters,
    is: eq`${price} * ${arrived}`,
  });
  const mix = dirichlet('mix', { of: { rail: 6, road: 3, water: 1 } });
  const { shares, scores } = logisticShares('modes', {
    of: { rail: normal({ mean: 1.8, sd: 0.4 }), road: normal({ mean: 1.1, sd: 0.4 }) },
    rest: 'water',
  });
  const parts = Object.values(mix);
  const outcomes = [
    outcome('arrived.year', { unit: 'unit', over: years, is: annual.sum(arrivals) }),
    outcome('inUse.last', { unit: 'unit', is: horizon.last(inUse) }),
    outcome('even', { unit: 'unit/quarter', over: quarters, is: even }),
    outcome('so.far', { unit: 'unit', over: quarters, is: cumulative(arrivals) }),
    outcome('share', { unit: '-', over: years, is: ratioOfSums(arrivals, placed) }),
    outcome('worth', { unit: 'USD', is: npv(cash, { rate }) }),
    outcome('first', { unit: '-', is: argmax(parts) }),
    outcome('place', { unit: '-', is: rank(parts[0], parts) }),
    outcome('middle', { unit: 'fraction', is: sort(parts)[1] }),
    outcome('rail', { unit: 'fraction', is: eq`${shares.rail} * ${mix.rail}` }),
  ];
  return modelOf('corpus-quarters', [inUse, price, mix, scores, together, outcomes], 8);
}

/** A model of each calendar, by the length of its steps. Every one begins and ends within a year. */
export function calendarModels(): ReadonlyMap<string, Model> {
  return new Map(
    Object.entries({
      days: daily('2027-12-20', 60),
      weeks: weekly('2026-W48', 60),
      months: monthly('2026-11', 27),
      quarters: quarterly('2026Q3', 11),
      years: yearly(2026, 12),
    }).map(([name, calendar]) => [name, calendarModel(`corpus-${name}`, calendar)]),
  );
}

function calendarModel(name: string, calendar: Calendar): Model {
  const by = input('by', { unit: 'unit', distribution: normal({ mean: 0, sd: 2 }), over: steps });
  const price = randomWalk('price', {
    unit: 'USD/unit',
    opening: 40,
    by: lognormal({ p10: 0.9, p90: 1.1 }),
    geometric: true,
  });
  const mood = ar1('mood', { unit: '-', mean: 0, persistence: 0.7, sd: 0.4 });
  const wave = variable('wave', {
    unit: '-',
    over: steps,
    is: eq`sin(2 * pi * elapsed) + 0.1 * mod(season + year, 5) + if(t >= ${at(2028)}, 1, 0)`,
  });
  const stored: Stock = stock('stored', {
    unit: 'unit',
    over: steps,
    opening: 100,
    change: eq`(${by} + 1 [unit] * (${wave} + ${mood}) - 0.1 * ${previous(() => stored, 3)}) / 1 [step]`,
  });
  const cash = variable('cash', {
    unit: 'USD/step',
    over: steps,
    is: eq`${price} * ${stored} / 1 [step] - if(t == 0, 2000 [USD/step], 0)`,
  });
  const outcomes = [
    outcome('stored', { unit: 'unit', over: steps, is: stored }),
    outcome('price', { unit: 'USD/unit', over: years, is: annual.mean(price) }),
    outcome('cash', { unit: 'USD', over: years, is: annual.sum(cash) }),
    outcome('year', { unit: 'USD', is: during('2028').sum(cash) }),
    outcome('return', { unit: '-', is: irr(cash) }),
    ...(calendar.step === 'day' || calendar.step === 'week'
      ? [outcome('month', { unit: 'unit', over: months, is: byMonth.max(stored) })]
      : []),
    ...(calendar.step === 'month' || calendar.step === 'week'
      ? [outcome('quarter', { unit: 'USD', over: quarters, is: byQuarter.sum(cash) })]
      : []),
  ];
  return modelOf(name, [stored, cash, outcomes], calendar);
}

/** Draws whose parameters are draws, events and what is counted. */
export function drawnModel(): Model {
  const rate = input('rate', { unit: '-', distribution: gamma({ mean: 4, sd: 2 }) });
  const share = input('share', { unit: '-', distribution: beta({ mean: 0.3, n: 12 }) });
  const of = (id: string, distribution: Drawn, over?: typeof steps) =>
    input(id, { unit: '-', distribution, ...(over === undefined ? {} : { over }) });
  const losses = of('losses', ofQuantities.poisson({ mean: rate }));
  const drawn = [
    losses,
    of('big', ofQuantities.poisson({ mean: eq`1000 * ${rate}` })),
    of('found', ofQuantities.binomial({ n: losses, p: share })),
    of('wait', ofQuantities.gamma({ shape: rate, scale: 2 }), steps),
    of('part', ofQuantities.beta({ mean: share, n: eq`1 + ${rate}` }), steps),
    of('size', ofQuantities.lognormal({ median: rate, sigma: share })),
    of('cost', ofQuantities.pert({ min: 0, mode: rate, max: eq`3 * ${rate}` })),
    of('cut', ofQuantities.truncnormal({ mean: rate, sd: 1, min: 0, max: 6 })),
    of('most', ofQuantities.gev({ location: rate, scale: 1, shape: share })),
  ];
  const recession = event('recession', { p: share });
  const sold = event('sold', { given: [recession], p: { yes: 0.2, no: 0.6 } });
  const damage = compound('damage', {
    unit: 'USD',
    count: losses,
    size: lognormal({ p10: 10, p90: 200 }),
    max: 20,
  });
  const outcomes = [
    ...drawn.map((is) =>
      outcome(is.id, { unit: '-', is, ...(is.over === undefined ? {} : { over: steps }) }),
    ),
    outcome('sold', { unit: '0/1', is: sold }),
    outcome('damage', { unit: 'USD', is: damage }),
  ];
  return modelOf('corpus-drawn', outcomes, quarterly('2026Q1', 2));
}

function modelOf(name: string, declarations: unknown, time: number | Calendar): Model {
  return model(name, {
    title: name,
    calendar: typeof time === 'number' ? quarterly('2026Q1', time) : time,
    components: [component('all', 'Everything.', declarations)],
  });
}
