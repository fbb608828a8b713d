/** Borgonovo's delta from given draws: how far knowing an input moves the whole distribution of the output. */

import { pow } from '../../math/functions.ts';
import type { Estimate } from '../../stats/summary.ts';
import { classesOf, type Classes } from './classes.ts';
import { groupSizes, groupsOf, isConstant, type GivenData, type Groups } from './data.ts';
import { FOLDS } from './joint-score.ts';
import { estimateOfParts, total } from './jackknife.ts';
import { scoreOf } from './score.ts';
import { markAbove } from './sign-map.ts';

const MOST_CLASSES = 64;
/**
 * What is lost to cells marked wrongly falls with about this power of the number of trials that the marks are from. Measured: 0.45 for
 * Ishigami's function, whose conditional densities have poles and jumps, 0.6 for normal ones.
 */
const POWER = 0.45;
/** From marks of 1/4 and of 3/4 of the trials to what an endless number would give, in parts of their difference. */
const BEYOND = 1 / (pow(FOLDS - 1, POWER) - 1);
/** Standard error of the extrapolation, in parts of it: powers from 0.35 to 0.7 differ by so much. */
const DOUBT = 0.4;
/** Share of the cells that two sets of marks from 3/4 of the trials, 2/3 of them common, mark differently where all is noise. */
const NOISE_DISAGREES = 0.268;

/**
 * delta = 1/2 E_x of the integral of |f(y | x) - f(y)|, from 0 (independent) to 1, of each input with 95 % intervals; aligned with
 * `data.inputs`.
 *
 * The absolute value makes noise look like an effect, and no class width cures that. So delta is taken for what it also is: the largest
 * P(A) - Q(A) over sets A of pairs (x, y), P their joint distribution and Q that of independent x and y. The trials are counted in
 * up to 64 by 64 classes, atoms and discrete values in classes of their own. A set is marked on some replicates and
 * measured on others: whatever was marked, that is a lower bound without bias, and it is 0 on average for an input without effect.
 * What is missing, because marks are wrong where the densities are nearly equal, is extrapolated from sets that were marked on
 * 1/4 and 3/4 of the trials. The interval holds the replicates' spread and two fifths of the extrapolation.
 *
 * An input of several columns is represented by `scoreOf`, which can only lower delta.
 *
 * @returns undefined where the output is constant
 *
 * Source: Borgonovo (2007), "A new uncertainty importance measure", doi:10.1016/j.ress.2006.04.015; from given data Plischke, Borgonovo
 * and Smith (2013), doi:10.1016/j.ejor.2012.11.047, whose partitions this replaces.
 */
export function delta(data: GivenData): readonly Estimate[] | undefined {
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const sizes = groupSizes(groups);
  const y = classesOf(data.output, MOST_CLASSES);
  return data.inputs.map((input) => {
    const x = classesOf(scoreOf(input, data, groups), MOST_CLASSES);
    return deltaOf(excess(x, y, groups, sizes), x, y, data.output.length);
  });
}

function deltaOf(
  tables: readonly Float64Array[],
  x: Classes,
  y: Classes,
  trials: number,
): Estimate {
  const cells = x.count * y.count;
  const folds = Array.from({ length: FOLDS }, (_, f) =>
    mean(tables.filter((_, g) => g % FOLDS === f)),
  );
  const few = folds.map((fold) => markAbove(fold, x, y, trials / FOLDS));
  const many = folds.map((_, f) =>
    markAbove(mean(folds.filter((_, g) => g !== f)), x, y, (trials * (FOLDS - 1)) / FOLDS),
  );
  const fewOthers = folds.map((_, f) => mean(few.filter((_, g) => g !== f)));
  const measured = tables.map((table, g) => dot(many[g % FOLDS], table));
  const fromFew = tables.map((table, g) => dot(fewOthers[g % FOLDS], table));
  const estimate = estimateOfParts(measured.map((part, g) => part + BEYOND * (part - fromFew[g])));
  const extrapolated = estimate.value! - measured.reduce((a, b) => a + b, 0) / measured.length;
  let differing = 0;
  const marks = total(many);
  for (let c = 0; c < cells; c++) differing += (marks[c] * (FOLDS - marks[c])) / 6;
  return widened(estimate, extrapolated, differing / cells);
}

/**
 * The parts are not quite independent: each has a hand in the marks by which the others are measured. Where all is noise that makes the
 * variance of their mean 1 + 2 / pi times what it seems, and nothing where the marks are certain.
 */
function widened(estimate: Estimate, extrapolated: number, differing: number): Estimate {
  const { value, se, low, high } = estimate as Record<'value' | 'se' | 'low' | 'high', number>;
  const common = 1 + (2 / Math.PI) * Math.min(1, differing / NOISE_DISAGREES);
  const wider = Math.sqrt(se * se * common + DOUBT * DOUBT * extrapolated * extrapolated);
  if (se === 0) return { value, se: wider, low: value - 2 * wider, high: value + 2 * wider };
  const by = wider / se;
  return { value, se: wider, low: value - by * (value - low), high: value + by * (high - value) };
}

/**
 * Of each group, the shares of its trials in the cells beyond what independence would give. Linear in the counts of the group (products
 * of its margins with those of all), so that the mean over groups is that of all.
 */
function excess(x: Classes, y: Classes, groups: Groups, sizes: Float64Array): Float64Array[] {
  const cells = x.count * y.count;
  const counts = new Float64Array(cells * groups.count);
  for (let i = 0; i < groups.of.length; i++) {
    counts[groups.of[i] * cells + x.codes[i] * y.count + y.codes[i]]++;
  }
  return Array.from({ length: groups.count }, (_, g) => {
    const table = counts.subarray(g * cells, (g + 1) * cells);
    const inRow = new Float64Array(x.count);
    const inColumn = new Float64Array(y.count);
    for (let a = 0, c = 0; a < x.count; a++) {
      for (let b = 0; b < y.count; b++, c++) {
        table[c] /= sizes[g];
        inRow[a] += table[c];
        inColumn[b] += table[c];
      }
    }
    for (let a = 0, c = 0; a < x.count; a++) {
      const beyond = inRow[a] - x.shares[a];
      for (let b = 0; b < y.count; b++, c++) {
        table[c] -= beyond * y.shares[b] + x.shares[a] * inColumn[b];
      }
    }
    return table;
  });
}

function mean(tables: readonly Float64Array[]): Float64Array {
  const sum = total(tables);
  for (let c = 0; c < sum.length; c++) sum[c] /= tables.length;
  return sum;
}

function dot(marks: Float64Array, table: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < table.length; c++) sum += marks[c] * table[c];
  return sum;
}
