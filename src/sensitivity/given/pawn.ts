/** PAWN: the distance between the distribution of the output and that in slices of an input. */

import type { Estimate } from '../../stats/summary.ts';
import { type Classes, classesOf } from './classes.ts';
import { type GivenData, type Groups, groupSizes, groupsOf, isConstant, worthOf } from './data.ts';
import { jackknifeOf, total } from './jackknife.ts';
import { scoreOf } from './score.ts';

export interface Pawn {
  /** Over the slices; the median is the index that is reported. */
  readonly median: Estimate;
  readonly mean: Estimate;
  readonly max: Estimate;
  /** How many there are: fewer than asked for where the input has fewer values. */
  readonly slices: number;
  /**
   * What the plain distance of one slice of an input without effect exceeds once in twenty: with
   * this a distance computed on all trials at once would have to be compared. The estimates here
   * are around 0 for such an input.
   */
  readonly critical: number;
}

const STEPS = 128;
/** Asymptotic 95 % point of the two-sample Kolmogorov-Smirnov statistic. */
const CRITICAL = 1.358;

/**
 * Kolmogorov-Smirnov distances max_y |F(y | x in slice) - F(y)| over slices of each input with
 * equally many trials; median, mean and maximum over slices, from 0 to 1, with 95 % intervals;
 * aligned with `data.inputs`. A discrete input with fewer values has a slice for each.
 *
 * The distance between two samples is above 0 also where the distributions are the same. Here the y
 * at which a slice is farthest away is chosen on all replicates but one, and the difference of the
 * distributions there is measured on that one, in turn: a lower bound of each slice's distance
 * without bias, little below it since the difference is flat at its maximum. Median and mean of an
 * input without effect are around 0; the maximum of ten noisy numbers is a standard error or two
 * too large where slices are alike. Intervals are by the jackknife over replicates, which takes
 * noise in the choices rather too high: of 95 % intervals 94 to 100 of 100 were measured to cover
 * the median at 8,192 draws, 80 to 100 at 65,536, where the median of slices that lie close
 * together is 0.006 low.
 *
 * An input of several columns is represented by `scoreOf`.
 *
 * @param slices  2 to 64 of each input
 * @returns undefined where the output is constant
 *
 * Source: Pianosi and Wagener (2018), "Distribution-based sensitivity analysis from a generic
 * input-output sample", Environmental Modelling & Software 108, 197-207,
 * doi:10.1016/j.envsoft.2018.07.019.
 */
export function pawn(data: GivenData, { slices = 10 } = {}): readonly Pawn[] | undefined {
  if (!(Number.isInteger(slices) && slices >= 2 && slices <= 64)) {
    throw new RangeError(`pawn: slices is ${slices}, not an integer from 2 to 64`);
  }
  if (isConstant(data.output)) return undefined;
  const groups = groupsOf(data);
  const sizes = groupSizes(groups);
  const y = classesOf(data.output, STEPS);
  return data.inputs.map((input) => {
    const x = classesOf(scoreOf(input, data, groups), slices);
    return pawnOf(gaps(x, y, groups, sizes), x, worthOf(data), sizes);
  });
}

function pawnOf(
  tables: readonly Float64Array[],
  x: Classes,
  trials: number,
  sizes: Float64Array,
): Pawn {
  const groups = tables.length;
  const all = total(tables);
  const none = new Float64Array(all.length);
  const wholes = new Float64Array(x.count);
  const without = tables.map(() => new Float64Array(x.count));
  for (let slice = 0; slice < x.count; slice++) {
    for (let g = 0; g < groups; g++) {
      wholes[slice] += measured(all, tables[g], none, slice, x) / groups;
      // The whole procedure once more without a group, for the jackknife: what was chosen may
      // change too.
      for (let other = 0; other < g; other++) {
        const at = farthest(all, tables[g], tables[other], slice, x);
        without[other][slice] += distance(all, tables[g], tables[other], at) / (groups - 1);
        without[g][slice] += distance(all, tables[other], tables[g], at) / (groups - 1);
      }
    }
  }
  for (const distances of [wholes, ...without]) {
    for (let slice = 0; slice < x.count; slice++) distances[slice] /= x.shares[slice];
  }
  const of = (statistic: (distances: Float64Array) => number): Estimate =>
    centredAt(statistic(wholes), jackknifeOf(statistic(wholes), without.map(statistic), sizes));
  // A slice is part of all, so that only the trials outside it are apart from it.
  const share = 1 / x.count;
  return {
    median: of(middle),
    mean: of((distances) => distances.reduce((sum, v) => sum + v, 0) / distances.length),
    max: of((distances) => distances.reduce((most, v) => Math.max(most, v))),
    slices: x.count,
    critical: CRITICAL * Math.sqrt((1 - share) / (share * trials)),
  };
}

function middle(distances: Float64Array): number {
  const ranked = distances.toSorted();
  const rank = (ranked.length - 1) / 2;
  return (ranked[Math.floor(rank)] + ranked[Math.ceil(rank)]) / 2;
}

/**
 * The jackknife's correction of bias is left out: it supposes smoothness, and here would be mostly
 * noise.
 */
function centredAt(value: number, { value: centre, se, low, high }: Estimate): Estimate {
  const by = value - centre!;
  return { value, se, low: low === null ? null : low + by, high: high === null ? null : high + by };
}

function measured(
  all: Float64Array,
  table: Float64Array,
  other: Float64Array,
  slice: number,
  x: Classes,
): number {
  return distance(all, table, other, farthest(all, table, other, slice, x));
}

/** Where a slice is farthest from all, as seen without two groups. */
function farthest(
  all: Float64Array,
  one: Float64Array,
  other: Float64Array,
  slice: number,
  x: Classes,
): number {
  const steps = all.length / x.count;
  let [most, place] = [-1, 0];
  for (let at = slice * steps; at < (slice + 1) * steps; at++) {
    const size = Math.abs(all[at] - one[at] - other[at]);
    if (size > most) {
      most = size;
      place = at;
    }
  }
  return place;
}

/**
 * The gap of a group at a place, counted as positive where those that chose the place see it so.
 */
function distance(all: Float64Array, table: Float64Array, other: Float64Array, at: number): number {
  return all[at] - table[at] - other[at] < 0 ? -table[at] : table[at];
}

/**
 * Of each group, P(x in slice, y <= step) - P(x in slice) P(y <= step), a row a slice; products of
 * its own margins with those of all, so that groups can be added.
 */
function gaps(x: Classes, y: Classes, groups: Groups, sizes: Float64Array): Float64Array[] {
  const cells = x.count * y.count;
  const counts = new Float64Array(cells * groups.count);
  for (let i = 0; i < groups.of.length; i++) {
    counts[groups.of[i] * cells + x.codes[i] * y.count + y.codes[i]]++;
  }
  const below = new Float64Array(y.count);
  for (let b = 0, sum = 0; b < y.count; b++) below[b] = sum += y.shares[b];
  return Array.from({ length: groups.count }, (_, g) => {
    const table = counts.subarray(g * cells, (g + 1) * cells);
    const inSlice = new Float64Array(x.count);
    const ofAll = new Float64Array(y.count);
    for (let a = 0; a < x.count; a++) {
      let sum = 0;
      for (let b = 0; b < y.count; b++) {
        sum += table[a * y.count + b] / sizes[g];
        table[a * y.count + b] = sum;
        ofAll[b] += sum;
      }
      inSlice[a] = sum;
    }
    for (let a = 0; a < x.count; a++) {
      const beyond = inSlice[a] - x.shares[a];
      for (let b = 0; b < y.count; b++) {
        table[a * y.count + b] -= beyond * below[b] + x.shares[a] * ofAll[b];
      }
    }
    return table;
  });
}
