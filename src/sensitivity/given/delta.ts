/**
 * Borgonovo's delta from given draws: how far knowing an input moves the whole distribution of the
 * output.
 */

import { pow } from '../../math/functions.ts';
import type { Estimate } from '../../stats/summary.ts';
import { present } from '../../text/entry.ts';
import { type Classes, classesOf } from './classes.ts';
import { type GivenData, type Groups, groupSizes, groupsOf, isConstant, worthOf } from './data.ts';
import { estimateOfParts, total } from './jackknife.ts';
import { FOLDS } from './joint-score.ts';
import { scoreOf } from './score.ts';
import { markAbove } from './sign-map.ts';

/**
 * Classes of a column to begin with; of an output that shows more in finer ones, or has no more
 * values than that, up to the second.
 */
const USUAL_CLASSES = 64;
const MOST_CLASSES = 1024;
/**
 * A class of the output holds so many trials or more, and an input with more values than the second
 * is taken in the usual classes.
 */
const TRIALS_A_CLASS = 8;
const MOST_VALUES = 256;
/** Standard errors by which finer classes must show more before they count. */
const CLEARLY = 2.5;
/**
 * Of cells of finer classes most are empty and the others far from it: marks become certain at
 * once, not slowly, and what the marks of 1/4 of the trials miss may all be seen by 3/4 of them, or
 * as much again be missing.
 */
const BEYOND_FINER = 1 / 2;
const DOUBT_FINER = 3 / 4;
/**
 * Of what classes half as wide have shown more, so much is taken for what all finer ones would,
 * give or take two standard errors.
 */
const FINER = 2 / 3;
const FINER_DOUBT = 0.75;
/**
 * What is lost to cells marked wrongly falls with about this power of the number of trials that the
 * marks are from. Measured: 0.45 for Ishigami's function, whose conditional densities have poles
 * and jumps, 0.6 for normal ones.
 */
const POWER = 0.45;
/**
 * From marks of 1/4 and of 3/4 of the trials to what an endless number would give, in parts of
 * their difference.
 */
const BEYOND = 1 / (pow(FOLDS - 1, POWER) - 1);
/**
 * Standard error of the extrapolation, in parts of it: powers from 0.35 to 0.7 differ by so much.
 */
const DOUBT = 0.4;
/**
 * Share of the cells that two sets of marks from 3/4 of the trials, 2/3 of them common, mark
 * differently where all is noise.
 */
const NOISE_DISAGREES = 0.268;

/**
 * delta = 1/2 E_x of the integral of |f(y | x) - f(y)|, from 0 (independent) to 1, of each input
 * with 95 % intervals; aligned with `data.inputs`.
 *
 * The absolute value makes noise look like an effect, and no class width cures that. So delta is
 * taken for what it also is: the largest P(A) - Q(A) over sets A of pairs (x, y), P their joint
 * distribution and Q that of independent x and y. The trials are counted in up to 64 by 64 classes,
 * atoms and discrete values in classes of their own; what depends on the input alone within a
 * class, as where a discrete input moves a copy of a continuous one, does not show. So the same is
 * done with classes twice as wide: where the narrower ones clearly show more, the output is cut
 * finer, up to 1,024 classes, and what is still missing is extrapolated, of the first order in the
 * width for a conditional distribution on a line and of the second for a smooth density. A set is
 * marked on some replicates and measured on others: whatever was marked, that is a lower bound
 * without bias, and it is 0 on average for an input without effect. What is missing, because marks
 * are wrong where the densities are nearly equal, is extrapolated from sets that were marked on 1/4
 * and 3/4 of the trials. The interval holds the replicates' spread and two fifths of the
 * extrapolations.
 *
 * An input of several columns is represented by `scoreOf`, which can only lower delta.
 *
 * @returns undefined where the output is constant
 *
 * Source: Borgonovo (2007), "A new uncertainty importance measure", doi:10.1016/j.ress.2006.04.015;
 * from given data Plischke, Borgonovo and Smith (2013), doi:10.1016/j.ejor.2012.11.047, whose
 * partitions this replaces.
 */
export function delta(data: GivenData): readonly Estimate[] | undefined {
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const sizes = groupSizes(groups);
  return data.inputs.map((input) => {
    const column = scoreOf(input, data, groups);
    return estimateOf(bestResolution(column, data.output, groups, sizes, worthOf(data)));
  });
}

/** What some classes show, by each group; a lower bound without bias. */
interface Shown {
  readonly measured: readonly number[];
  /** What the marks of 3/4 of the trials show more than those of 1/4. */
  readonly learned: readonly number[];
  /** Share of the cells that different parts of the trials mark differently. */
  readonly differing: number;
}

/** What classes show, and how much more that is than classes twice as wide do. */
interface Resolution extends Shown {
  readonly gained: readonly number[];
  /** Whether the classes are finer than usual. */
  readonly finer: boolean;
  /** Share of the trials in a class of the input; 0 where each is a value. */
  readonly width: number;
}

function bestResolution(
  x: Float64Array,
  y: Float64Array,
  groups: Groups,
  sizes: Float64Array,
  worth: number,
): Resolution {
  const most = Math.floor(worth / TRIALS_A_CLASS);
  const shownBy = (ofX: Classes, ofY: Classes) =>
    shown(excess(ofX, ofY, groups, sizes), ofX, ofY, worth);
  const resolution = (inX: number, inY: number): Resolution => {
    const [ofX, ofY] = [classesOf(x, inX), classesOf(y, inY)];
    const fine = shownBy(ofX, ofY);
    const finer = Math.max(ofX.count, ofY.count) > USUAL_CLASSES;
    const width = ofX.exact ? 0 : 1 / ofX.count;
    if (ofX.exact && ofY.exact)
      return { ...fine, finer, width, gained: fine.measured.map(() => 0) };
    const coarse = shownBy(
      ofX.exact ? ofX : classesOf(x, inX / 2),
      ofY.exact ? ofY : classesOf(y, inY / 2),
    );
    return { ...fine, finer, width, gained: differences(fine.measured, coarse.measured) };
  };
  const better = (one: Resolution, other: Resolution): Resolution =>
    isClear(differences(other.measured, one.measured)) ? other : one;
  const valuesOfX = Math.min(most, MOST_VALUES);
  const inX = classesOf(x, valuesOfX).exact ? valuesOfX : USUAL_CLASSES;
  let best = resolution(USUAL_CLASSES, USUAL_CLASSES);
  if (inX !== USUAL_CLASSES && !classesOf(x, USUAL_CLASSES).exact)
    best = better(best, resolution(inX, USUAL_CLASSES));
  if (classesOf(y, USUAL_CLASSES).exact) return best;
  const valuesOfY = Math.min(most, MOST_CLASSES);
  if (classesOf(y, valuesOfY).exact) return better(best, resolution(inX, valuesOfY));
  for (let inY = 2 * USUAL_CLASSES; inY <= valuesOfY && isClear(best.gained); inY *= 2) {
    const finer = resolution(inX, inY);
    const chosen = better(best, finer);
    if (chosen !== finer) break;
    best = finer;
  }
  return best;
}

function differences(these: readonly number[], those: readonly number[]): readonly number[] {
  return these.map((part, g) => part - those[g]);
}

/** Whether the mean is above 0 by more than noise. */
function isClear(parts: readonly number[]): boolean {
  const { value, se } = estimateOfParts(parts);
  return value! > CLEARLY * se!;
}

function shown(tables: readonly Float64Array[], x: Classes, y: Classes, trials: number): Shown {
  const cells = x.count * y.count;
  const folds = Array.from({ length: FOLDS }, (_, f) =>
    meanTable(tables.filter((_, g) => g % FOLDS === f)),
  );
  const few = folds.map((fold) => markAbove(fold, x, y, trials / FOLDS));
  const many = folds.map((_, f) =>
    markAbove(meanTable(folds.filter((_, g) => g !== f)), x, y, (trials * (FOLDS - 1)) / FOLDS),
  );
  const fewOthers = folds.map((_, f) => meanTable(few.filter((_, g) => g !== f)));
  const measured = tables.map((table, g) => dot(many[g % FOLDS], table));
  const fromFew = tables.map((table, g) => dot(fewOthers[g % FOLDS], table));
  let differing = 0;
  const marks = total(many);
  for (let c = 0; c < cells; c++) differing += (marks[c] * (FOLDS - marks[c])) / 6;
  return { measured, learned: differences(measured, fromFew), differing: differing / cells };
}

function estimateOf({ measured, learned, differing, gained, finer, width }: Resolution): Estimate {
  const beyond = finer ? BEYOND_FINER : BEYOND;
  const doubt = finer ? DOUBT_FINER : DOUBT;
  const ofClasses = isClear(gained) ? FINER : 0;
  const estimate = estimateOfParts(
    measured.map((part, g) => part + beyond * learned[g] + ofClasses * gained[g]),
  );
  const mean = (parts: readonly number[]) =>
    present(estimateOfParts(parts).value, 'the mean of parts');
  // A conditional distribution on a line misses a class of the input at least, and one of the
  // output.
  const least = finer ? 2 * width : 0;
  const missing = FINER_DOUBT * Math.max(least, ofClasses === 0 ? 0 : mean(gained));
  const wide = widened(estimate, doubt * beyond * mean(learned), missing, differing);
  return withinBounds(wide, estimateOfParts(measured));
}

/**
 * No delta is above 1; and where what is extrapolated leads too far, as where edges of classes
 * happen to lie on edges of the distribution, the truth is what was measured: a lower bound, from
 * which the interval begins.
 */
function withinBounds({ value, se, low, high }: Estimate, measured: Estimate): Estimate {
  const least = Math.min(low!, measured.low!);
  return {
    value: Math.min(1, value!),
    se,
    low: Math.min(1, least),
    high: Math.min(1, high!),
  };
}

/**
 * The parts are not quite independent: each has a hand in the marks by which the others are
 * measured. Where all is noise that makes the variance of their mean 1 + 2 / pi times what it
 * seems, and nothing where the marks are certain.
 */
function widened(
  estimate: Estimate,
  ofMarks: number,
  ofClasses: number,
  differing: number,
): Estimate {
  const [value, se, low, high] = [estimate.value!, estimate.se!, estimate.low!, estimate.high!];
  const common = 1 + (2 / Math.PI) * Math.min(1, differing / NOISE_DISAGREES);
  const wider = Math.sqrt(se * se * common + ofMarks * ofMarks + ofClasses * ofClasses);
  if (se === 0) return { value, se: wider, low: value - 2 * wider, high: value + 2 * wider };
  const by = wider / se;
  return { value, se: wider, low: value - by * (value - low), high: value + by * (high - value) };
}

/**
 * Of each group, the shares of its trials in the cells beyond what independence would give. Linear
 * in the counts of the group (products of its margins with those of all), so that the mean over
 * groups is that of all.
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

function meanTable(tables: readonly Float64Array[]): Float64Array {
  const sum = total(tables);
  for (let c = 0; c < sum.length; c++) sum[c] /= tables.length;
  return sum;
}

function dot(marks: Float64Array, table: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < table.length; c++) sum += marks[c] * table[c];
  return sum;
}
