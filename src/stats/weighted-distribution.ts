/**
 * Quantiles of weighted draws: their cumulative weight, by replicate, and what that says of the
 * error of a quantile.
 */

import { type LeftOut, leavingOut, pseudoValues } from './jackknife.ts';
import { sortedOrder } from './order.ts';
import { tailSize } from './pareto-fit.ts';
import { probabilityFrom, ROUNDED } from './probability.ts';
import { quantileFrom } from './quantile-estimate.ts';
import type { Estimate, QuantileEstimate } from './summary.ts';
import { paretoTail, type Tail } from './tail.ts';
import { effectiveSampleSize, total, type Weights } from './weights.ts';

/** Slopes are measured over this many standard errors of the probability to either side. */
const ERRORS_OF_SLOPE = 2;

/** Sums of weights that should be the same differ by their rounding. */
const END = 1e-12;

export class WeightedDistribution {
  /** As how many independent draws the weights count. */
  readonly worth: number;
  /** Draws that have weight, ascending. */
  private readonly order: Uint32Array;
  /** Cumulative weight up to and with each place. */
  private readonly reached: Float64Array;
  private readonly all: number;
  private readonly allSquares: number;
  private readonly totals: Float64Array;
  private readonly replicateOf: Uint16Array;
  private readonly weights: Float64Array;
  /**
   * Weight of each replicate in the first `added` places: levels mostly come in ascending order.
   */
  private within: Float64Array;
  private squares = 0;
  private added = 0;

  /**
   * @param draws   may be anything but NaN where there is no weight
   * @param sorted  the draws in ascending order, where that is known
   * @returns       undefined where no draw has weight
   */
  static of(
    draws: Float64Array,
    weights: Weights,
    sorted?: Uint32Array,
  ): WeightedDistribution | undefined {
    return total(weights.values) > 0 ? new WeightedDistribution(draws, weights, sorted) : undefined;
  }

  private constructor(
    private readonly draws: Float64Array,
    { values, firsts }: Weights,
    sorted: Uint32Array = sortedOrder(draws),
  ) {
    const { worth, totals, allSquares, replicateOf } = measuresOf({ values, firsts });
    [this.worth, this.totals, this.allSquares] = [worth, totals, allSquares];
    this.replicateOf = replicateOf;
    this.weights = values;
    this.order = heavy(sorted, values);
    this.reached = new Float64Array(this.order.length);
    let so = 0;
    for (let k = 0; k < this.order.length; k++) {
      so += values[this.order[k]];
      this.reached[k] = so;
    }
    this.all = so;
    this.within = new Float64Array(totals.length);
  }

  /**
   * The least value whose cumulative weight reaches a share of all; shares outside [0, 1] stand for
   * the ends.
   */
  valueAt(share: number): number {
    return this.draws[this.order[placeOf(this.reached, share * this.all)]];
  }

  /**
   * The same; where a share ends just there, midway to the next draw, as the median of pairs that
   * mirror each other is.
   */
  private middleAt(share: number): number {
    const { draws, order, reached, all } = this;
    const at = placeOf(reached, share * all);
    const value = draws[order[at]];
    const isEnd = Math.abs(reached[at] - share * all) <= END * all && at + 1 < order.length;
    const isAlone = at === 0 || draws[order[at - 1]] < value;
    return isEnd && isAlone ? value / 2 + draws[order[at + 1]] / 2 : value;
  }

  /** The quantile at p, with its error and interval. */
  quantile(p: number): QuantileEstimate {
    const value = this.valueAt(p);
    const { low, end } = this.tiesOf(value);
    const [below, atMost] = [low, end].map((place) => this.estimate(this.sharesBefore(place)));
    return quantileFrom(p, {
      value,
      below,
      atMost,
      least: (share) => this.valueAt(share),
      greatest: (share) => this.draws[this.order[placeAbove(this.reached, share * this.all)]],
      parts: this.totals.filter((weight) => weight > 0).length,
    });
  }

  /**
   * The quantile at p, and what it is without each replicate as far as it is a straight line there:
   * where a replicate has more weight at or below the value, by so much the value goes down.
   * Differences of quantiles of runs that share draws are taken of these.
   */
  quantileLeavingOut(p: number): LeftOut {
    const value = this.middleAt(p);
    const { low, end } = this.tiesOf(value);
    const atMost = this.sharesBefore(end);
    const slope = this.slopeAt(p, this.estimate(atMost).se ?? 0);
    // Replicates of an even design may all have as many draws below, and would seem to know the
    // quantile exactly: where the value lies between their draws tells them apart. Where draws pile
    // up there is nothing between them.
    const apart = end - low > 1 ? atMost.share : this.shares(this.toldApart(value, end));
    return {
      value,
      leftOut: apart.leftOut.map((share) => value - (share - apart.value) * slope),
    };
  }

  /**
   * Weight of each replicate up to a value, less a part of its next draw: as far as the value has
   * gone from its last draw to that one. Taken off and not added: added it would level out what
   * counts differ by, and the error of a quantile is that of counts.
   */
  private toldApart(value: number, end: number): Float64Array {
    const { order, draws, replicateOf, weights, totals } = this;
    const last = totals.map(() => Number.NaN);
    let missing = totals.length;
    for (let k = end - 1; k >= 0 && missing > 0; k--) {
      const r = replicateOf[order[k]];
      if (!Number.isNaN(last[r])) continue;
      last[r] = draws[order[k]];
      missing--;
    }
    const apart = this.within.slice();
    const seen = new Set<number>();
    for (let k = end; k < order.length && seen.size < totals.length; k++) {
      const i = order[k];
      const r = replicateOf[i];
      if (seen.has(r)) continue;
      seen.add(r);
      if (draws[i] > last[r]) apart[r] -= (weights[i] * (value - last[r])) / (draws[i] - last[r]);
    }
    return apart;
  }

  /** By how much the quantile changes with the share, from some errors below to some above. */
  private slopeAt(p: number, error: number): number {
    const reach = Math.max(ERRORS_OF_SLOPE * error, 2 / this.worth);
    const [from, to] = [Math.max(0, p - reach), Math.min(1, p + reach)];
    const rise = this.valueAt(to) - this.valueAt(from);
    return rise === 0 ? 0 : rise / (to - from);
  }

  /** The draws of one end that have as much weight as the tail of so many equal ones would. */
  tail(upper: boolean): Tail | undefined {
    const { order, reached, draws, all, worth } = this;
    const share = (tailSize(worth) / worth) * all;
    const n = order.length;
    const at = placeOf(reached, upper ? all - share : share);
    const [from, to] = upper ? [at + 1, n] : [0, at];
    const beyond = Float64Array.from(order.subarray(from, to), (i) => draws[i]);
    return paretoTail(draws[order[at]], beyond, upper);
  }

  private estimate({ share, events }: Share): Estimate {
    return probabilityFrom(share.value, pseudoValues(share), {
      trials: this.worth,
      events,
      rounding: this.totals.length / (ROUNDED * this.worth * this.worth),
    });
  }

  /** The places of draws that have a value: from the first to behind the last. */
  private tiesOf(value: number): { readonly low: number; readonly end: number } {
    const { order, draws } = this;
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (draws[order[middle]] < value) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < order.length && draws[order[end]] === value) end++;
    return { low, end };
  }

  private shares(weights: Float64Array): LeftOut {
    return leavingOut(
      Array.from(this.totals, (weight, r) => [weights[r], weight]),
      ([part, whole]) => (whole > 0 ? Math.min(1, Math.max(0, part / whole)) : Number.NaN),
    );
  }

  /** The share of weight in the first places, with what it is without each replicate. */
  private sharesBefore(place: number): Share {
    if (this.added > place) {
      this.within = new Float64Array(this.totals.length);
      [this.squares, this.added] = [0, 0];
    }
    for (; this.added < place; this.added++) {
      const i = this.order[this.added];
      this.within[this.replicateOf[i]] += this.weights[i];
      this.squares += this.weights[i] * this.weights[i];
    }
    const before = place === 0 ? 0 : this.reached[place - 1];
    const [left, right] = [before * before, (this.all - before) * (this.all - before)];
    const share = this.shares(this.within);
    const rest = Math.max(0, this.allSquares - this.squares);
    return {
      share,
      events: Math.min(this.squares > 0 ? left / this.squares : 0, rest > 0 ? right / rest : 0),
    };
  }
}

/** What is the same for all draws that count so. */
interface Measures {
  readonly firsts: readonly number[];
  readonly worth: number;
  /** Weight of each replicate. */
  readonly totals: Float64Array;
  /** Sum of the squares of all weights. */
  readonly allSquares: number;
  /** Of each draw. */
  readonly replicateOf: Uint16Array;
}

/** By weights: a run asks for those of hundreds of columns. */
const known = new WeakMap<Float64Array, Measures>();

function measuresOf({ values, firsts }: Weights): Measures {
  const found = known.get(values);
  if (found?.firsts.length === firsts.length && firsts.every((at, r) => at === found.firsts[r]))
    return found;
  const totals = new Float64Array(firsts.length - 1);
  const replicateOf = new Uint16Array(values.length);
  for (let r = 0; r < totals.length; r++) {
    replicateOf.fill(r, firsts[r], firsts[r + 1]);
    for (let i = firsts[r]; i < firsts[r + 1]; i++) totals[r] += values[i];
  }
  const allSquares = values.reduce((sum, weight) => sum + weight * weight, 0);
  const made = { firsts, worth: effectiveSampleSize(values), totals, allSquares, replicateOf };
  known.set(values, made);
  return made;
}

/** A share of weight, and as how many draws of equal weight the smaller side counts. */
interface Share {
  readonly share: LeftOut;
  readonly events: number;
}

/** Those of some draws that have weight, in the same order. */
function heavy(order: Uint32Array, values: Float64Array): Uint32Array {
  const found = new Uint32Array(order.length);
  let n = 0;
  for (let k = 0; k < order.length; k++) if (values[order[k]] > 0) found[n++] = order[k];
  return found.subarray(0, n);
}

/**
 * The first place whose cumulative weight reaches what is wanted; the last if rounding lets none.
 */
function placeOf(reached: Float64Array, wanted: number): number {
  return firstPlace(reached, (weight) => weight >= wanted);
}

/** The first place whose cumulative weight is above what is wanted; the last if there is none. */
function placeAbove(reached: Float64Array, wanted: number): number {
  return firstPlace(reached, (weight) => weight > wanted);
}

function firstPlace(reached: Float64Array, holds: (weight: number) => boolean): number {
  let [low, high] = [0, reached.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(reached[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
