/** Linear fits of the output to all inputs at once, by values and by ranks. */

import type { Estimate } from '../../stats/summary.ts';
import { measured, oneOf, type Measure } from './columns.ts';
import { crossProducts, productsWith } from './cross-products.ts';
import { groupSizes, groupsOf, isConstant, type GivenData, type Groups } from './data.ts';
import { jackknifeOf, total } from './jackknife.ts';
import { linearFit, type LinearFit } from './linear-fit.ts';

export interface Regression {
  /** Standardised regression coefficients; undefined for a constant input and for those of which one is a combination of others. */
  readonly src: readonly (Estimate | undefined)[];
  /** Partial correlations with the output, all other inputs held. */
  readonly pcc: readonly (Estimate | undefined)[];
  readonly rSquared: Estimate;
  /** Whether the fit explains so little (R squared below 0.7) that its coefficients are no measure of sensitivity. */
  readonly poor: boolean;
}

const POOR = 0.7;

/**
 * Standardised regression and partial correlation coefficients of the linear fit, with 95 % intervals by the jackknife; aligned with
 * `data.inputs`. An input of several columns enters as the sum of its standardised columns.
 *
 * @returns undefined where the output is constant
 *
 * Source: Saltelli et al. (2008), "Global Sensitivity Analysis: The Primer", doi:10.1002/9780470725184, section 1.2.5.
 */
export function regression(data: GivenData): Regression | undefined {
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const products = productsOf(data, 'value', groups);
  return regressionFrom(total(products), products, groups);
}

/**
 * The same of ranks: `src` are standardised rank regression coefficients (SRRC), `pcc` partial rank correlations (PRCC). Values are
 * from the ranks among all trials, intervals from those within replicates, since leaving out trials changes the ranks of the others.
 *
 * Source: Iman and Conover (1979), "The use of the rank transform in regression", Technometrics 21(4), 499-509,
 * doi:10.1080/00401706.1979.10489820.
 */
export function rankRegression(data: GivenData): Regression | undefined {
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const all = total(productsOf(data, 'rank', groups));
  return regressionFrom(all, productsOf(data, 'rank in group', groups), groups);
}

function regressionFrom(
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
  return {
    src: fit.coefficients.map((value, j) => estimate(value, (other) => other.coefficients[j])),
    pcc: fit.partial.map((value, j) => estimate(value, (other) => other.partial[j])),
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
const remembered = new WeakMap<
  Inputs,
  Map<Measure, { readonly groups: Groups; readonly products: readonly Float64Array[] }>
>();

/** Products of the inputs among each other, remembered: the next output has only its own to add. */
function productsOfInputs(inputs: Inputs, measure: Measure, groups: Groups) {
  const known = remembered.get(inputs) ?? new Map();
  remembered.set(inputs, known);
  if (known.get(measure)?.groups !== groups) {
    const columns = inputs.map(({ columns }) => measured(oneOf(columns), measure, groups));
    known.set(measure, { groups, products: crossProducts(columns, groups) });
  }
  return known.get(measure)!.products as readonly Float64Array[];
}

/** Of each group, of the inputs, the output and ones. */
function productsOf(data: GivenData, measure: Measure, groups: Groups): Float64Array[] {
  const d = data.inputs.length;
  const size = d + 2;
  const columns = data.inputs.map(({ columns }) => measured(oneOf(columns), measure, groups));
  const ofInputs = productsOfInputs(data.inputs, measure, groups);
  const ofOutput = productsWith(measured(data.output, measure, groups), columns, groups);
  return ofOutput.map((row, g) => {
    const matrix = new Float64Array(size * size);
    const inputs = ofInputs[g];
    /** Places of inputs and ones in the larger matrix. */
    const place = (j: number) => (j < d ? j : d + 1);
    for (let j = 0; j <= d; j++) {
      for (let k = 0; k <= d; k++) matrix[place(j) * size + place(k)] = inputs[j * (d + 1) + k];
    }
    for (let j = 0; j < size; j++) matrix[j * size + d] = matrix[d * size + j] = row[j];
    return matrix;
  });
}
