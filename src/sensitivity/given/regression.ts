/** Linear fits of the output to all inputs at once, by values and by ranks. */

import type { Estimate } from '../../stats/summary.ts';
import { entry } from '../../text/entry.ts';
import { type Measure, measured, oneOf } from './columns.ts';
import { bordered, crossProducts, productsWith } from './cross-products.ts';
import { type GivenData, type Groups, groupSizes, groupsOf, isConstant } from './data.ts';
import { jackknifeOf, total } from './jackknife.ts';
import { type LinearFit, linearFit } from './linear-fit.ts';

export interface Regression {
  /**
   * Standardised regression coefficients; undefined for a constant input and for those of which one
   * is a combination of others.
   */
  readonly src: readonly (Estimate | undefined)[];
  /** Partial correlations with the output, all other inputs held. */
  readonly pcc: readonly (Estimate | undefined)[];
  readonly rSquared: Estimate;
  /**
   * Whether the fit explains so little (R squared below 0.7) that its coefficients are no measure
   * of sensitivity.
   */
  readonly poor: boolean;
}

const POOR = 0.7;

/**
 * Standardised regression and partial correlation coefficients of the linear fit, with 95 %
 * intervals by the jackknife; aligned with `data.inputs`, which are single inputs: a group has no
 * coefficient of its own. The fit is to all columns of all inputs. An input drawn every quarter has
 * the coefficients of the sum of its standardised columns, the differences between its quarters
 * held; with more than 400 columns in all, the fit knows of such an input that sum alone.
 *
 * @returns undefined where the output is constant
 *
 * Source: Saltelli et al. (2008), "Global Sensitivity Analysis: The Primer",
 * doi:10.1002/9780470725184, section 1.2.5.
 */
export function regression(data: GivenData): Regression | undefined {
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const products = productsOf(data, 'value', groups);
  return regressionFrom(data, total(products), products, groups);
}

/**
 * The same of ranks: `src` are standardised rank regression coefficients (SRRC), `pcc` partial rank
 * correlations (PRCC). Values are from the ranks among all trials, intervals from those within
 * replicates, since leaving out trials changes the ranks of the others.
 *
 * Source: Iman and Conover (1979), "The use of the rank transform in regression", Technometrics
 * 21(4), 499-509, doi:10.1080/00401706.1979.10489820.
 */
export function rankRegression(data: GivenData): Regression | undefined {
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const all = total(productsOf(data, 'rank', groups));
  return regressionFrom(data, all, productsOf(data, 'rank in group', groups), groups);
}

function regressionFrom(
  { inputs }: GivenData,
  all: Float64Array,
  products: readonly Float64Array[],
  groups: Groups,
): Regression | undefined {
  const fit = linearFit(all);
  if (fit === undefined) return undefined;
  const together = linearFit(total(products)) ?? fit;
  const sum = total(products);
  const without = products.map((group) => linearFit(sum.map((value, k) => value - group[k])));
  const sizes = groupSizes(groups);
  /** The jackknife's spread about the value that all trials give. */
  const estimate = (value: number | undefined, of: (fit: LinearFit) => number | undefined) => {
    if (value === undefined) return undefined;
    const centre = of(together) ?? value;
    const others = without.map((other) => (other === undefined ? centre : (of(other) ?? centre)));
    return shifted(jackknifeOf(centre, others, sizes), value);
  };
  // Of each input its column, or the sum of its columns.
  const places = placesOf(columnsOf(inputs)).slice(0, -1);
  return {
    src: places.map((j) => estimate(fit.coefficients[j], (other) => other.coefficients[j])),
    pcc: places.map((j) => estimate(fit.partial[j], (other) => other.partial[j])),
    rSquared: estimate(fit.rSquared, (other) => other.rSquared)!,
    poor: fit.rSquared < POOR,
  };
}

function shifted({ value, se, low, high }: Estimate, to: number): Estimate {
  const by = to - value!;
  return {
    value: to,
    se,
    low: low === null ? null : low + by,
    high: high === null ? null : high + by,
  };
}

type Inputs = GivenData['inputs'];

/** Beyond this the products of all columns take too long. */
const MOST_COLUMNS = 400;

/** Where the columns of each input begin, and how many there are of all. */
function placesOf(columns: readonly (readonly Float64Array[])[]): readonly number[] {
  const places = [0];
  for (const own of columns) places.push(places[places.length - 1] + own.length);
  return places;
}

/** The columns that enter the fit, input by input. */
function columnsOf(inputs: Inputs): readonly (readonly Float64Array[])[] {
  const all = inputs.map(({ columns }) => columns);
  return all.flat().length <= MOST_COLUMNS ? all : all.map((columns) => [oneOf(columns)]);
}

const remembered = new WeakMap<
  Inputs,
  Map<Measure, { readonly groups: Groups; readonly products: readonly Float64Array[] }>
>();

/** Products of the inputs among each other, remembered: the next output has only its own to add. */
function productsOfInputs(inputs: Inputs, measure: Measure, groups: Groups) {
  const known = remembered.get(inputs) ?? new Map();
  remembered.set(inputs, known);
  if (known.get(measure)?.groups !== groups) {
    const columns = columnsOf(inputs)
      .flat()
      .map((column) => measured(column, measure, groups));
    known.set(measure, { groups, products: crossProducts(columns, groups) });
  }
  return entry(known, measure).products as readonly Float64Array[];
}

/**
 * Of each group, of the columns, the output and ones. Of an input of several columns the first is
 * their sum, and the others differ from it.
 */
function productsOf(data: GivenData, measure: Measure, groups: Groups): readonly Float64Array[] {
  const byInput = columnsOf(data.inputs);
  const columns = byInput.flat().map((column) => measured(column, measure, groups));
  const ofInputs = productsOfInputs(data.inputs, measure, groups);
  const ofOutput = productsWith(measured(data.output, measure, groups), columns, groups);
  const tables = ofInputs.map((own, g) => bordered(own, ofOutput[g], columns.length));
  const places = placesOf(byInput);
  byInput.forEach((own, j) => {
    if (own.length > 1) sumFirst(tables, places[j], own.length);
  });
  return tables;
}

/**
 * Puts the sum of some standardised columns in the place of the first, and what the others (but
 * one, which follows from them) have beside their share of it in the places of the others: together
 * they span what the columns span.
 *
 * @param tables  products of each group, which are changed
 */
function sumFirst(tables: readonly Float64Array[], first: number, count: number): void {
  const size = Math.round(Math.sqrt(tables[0].length));
  const own = Array.from({ length: count }, (_, t) => first + t);
  /** Adds `weight` times one column to another: a row, then a column, of products. */
  const addTo = (table: Float64Array, to: number, from: number, weight: number) => {
    for (let k = 0; k < size; k++) table[to * size + k] += weight * table[from * size + k];
    for (let k = 0; k < size; k++) table[k * size + to] += weight * table[k * size + from];
  };
  for (const table of tables) for (const t of own.slice(1)) addTo(table, first, t, 1);
  const all = total(tables);
  const square = all[first * size + first];
  // What rounding leaves of columns that cancel is no sum: its products say that it is constant.
  if (!(square > 1e-9 * all[all.length - 1])) return;
  for (const table of tables) {
    for (const t of own.slice(1)) addTo(table, t, first, -all[t * size + first] / square);
  }
}
