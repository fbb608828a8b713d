/** First-order indices from given draws: the share of the variance that an input explains alone. */

import type { Estimate } from '../../stats/summary.ts';
import { meanOf, scaled, unitScale } from '../magnitude.ts';
import { type GivenData, type Groups, groupSizes, groupsOf, isConstant } from './data.ts';
import { jackknifeOf, total } from './jackknife.ts';
import { jointlyExplained } from './joint-score.ts';
import { type Explained, fitOf, sumsOf } from './smooth.ts';

/**
 * Var E[y | x] / Var y of each input, with 95 % intervals; aligned with `data.inputs`.
 *
 * E[y | x] is fitted by straight lines in up to 32 classes of the input with equally many trials,
 * the first and the last of them halved again and again, so that long tails are followed; a
 * discrete input has a class for each value. The lines explain some noise too, which the jackknife
 * over groups takes away: an input without effect has an interval around 0, and estimates may be
 * below 0.
 *
 * An input of several columns has the sum of the indices of its columns. That is the share
 * explained by additive functions of them if they are independent; what only several quarters
 * together do is not in it. Of a group of inputs it is the share that all of them explain together,
 * by lines over `jointScore`: the closed index, whether they depend on each other or not. Of a
 * member of a copula it holds what the member tells of the others, so that the indices of dependent
 * inputs may add up to more than 1.
 *
 * @returns undefined where the output is constant
 *
 * Source: the correlation ratio of Pearson (1905) with equally filled classes as in Plischke
 * (2010), "An effective algorithm for computing global sensitivity indices (EASI)",
 * doi:10.1016/j.ress.2009.11.005, section 4, and Strong and Oakley (2013),
 * doi:10.1177/0272989X12465123, with lines in the place of means: the error of the fit falls with
 * the fourth power of the width of a class instead of the second.
 */
export function firstOrder(data: GivenData): readonly Estimate[] | undefined {
  return perInput(data, ({ explained, all }) => explained / all);
}

/**
 * Some function of the sums of squares of the output times `unitScale`, by the jackknife; undefined
 * where the output is constant.
 */
export function perInput(
  data: GivenData,
  statistic: (sums: Explained, trials: number) => number,
): readonly Estimate[] | undefined {
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const sizes = groupSizes(groups);
  const output = centred(scaled(data.output, unitScale([data.output])));
  const n = output.length;
  const estimated = ({ whole, without }: Both): Estimate =>
    jackknifeOf(
      statistic(whole, n),
      without.map((sums, g) => statistic(sums, n - sizes[g])),
      sizes,
    );
  return data.inputs.map(({ columns, joint }) => {
    if (!joint || columns.length === 1) return estimated(explainedBy(columns, output, groups));
    const found = jointlyExplained(columns, output, groups);
    return reaching(estimated(found), estimated(found.coarser));
  });
}

/** Of all trials, and without each group. */
interface Both {
  readonly whole: Explained;
  readonly without: readonly Explained[];
}

/**
 * Where the expectation jumps along an edge that no line over the score follows, degrees above add
 * about twice what the last two have.
 */
const DEGREES_ABOVE = 2;

/**
 * A group may explain more than polynomials follow: at jumps and kinks their terms go on for ever.
 * What those of the two highest degrees have added tells what the terms that are left out could
 * add, and lengthens the interval on that side.
 */
function reaching(estimate: Estimate, coarser: Estimate): Estimate {
  const { value, se, low, high } = estimate;
  if (value === null || coarser.value === null || se === null || low === null || high === null)
    return estimate;
  const more = DEGREES_ABOVE * (value - coarser.value);
  return { value, se, low: low + Math.min(0, more), high: high + Math.max(0, more) };
}

function explainedBy(columns: readonly Float64Array[], output: Float64Array, groups: Groups): Both {
  const each = columns.map((column) => {
    const sums = sumsOf(column, output, groups);
    const all = total(sums);
    return {
      whole: fitOf(all),
      without: sums.map((group) => fitOf(all.map((sum, k) => sum - group[k]))),
    };
  });
  const together = (fits: readonly Explained[]) => ({
    explained: fits.reduce((sum, { explained }) => sum + explained, 0),
    all: fits[0].all,
  });
  return {
    whole: together(each.map(({ whole }) => whole)),
    without: Array.from({ length: groups.count }, (_, g) =>
      together(each.map(({ without }) => without[g])),
    ),
  };
}

/** About the mean. */
export function centred(output: Float64Array): Float64Array {
  const mean = meanOf(output);
  return output.map((y) => y - mean);
}
