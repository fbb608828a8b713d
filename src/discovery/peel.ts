/**
 * The way from all trials to a small box in which a condition mostly holds: the peeling of the
 * patient rule induction method.
 */

import { entry } from '../text/entry.ts';
import { type Box, type Count, type Limit, within, withLimit } from './box.ts';
import { countOf, numbersOf, type OrderedInput, type OrderedSample } from './sample.ts';

/** A box on the way, with what it holds of the sample. */
export interface Peeled extends Count {
  readonly box: Box;
}

/** Share of the trials that is peeled off at a time. */
export const PATIENCE = 0.05;
/** A box smaller than this says little: a share of the sample, and a number. */
const LEAST_SHARE = 0.01;
const LEAST_TRIALS = 20;

/** Between the values `outer`, which goes with all beyond, and `inner`, which stays. */
interface Cut extends Count {
  readonly outer: number;
  readonly inner: number;
}

/** A piece that could be peeled off. */
interface Piece extends Count {
  readonly input: number;
  readonly limit: Limit;
}

/**
 * Peels. Each step takes from the box the piece, at the low or high end of one input, or one value
 * of an input with few values, that raises the share of trials in which the condition holds most
 * per trial taken. An end is a twentieth of the trials in the box; where equal values stand across
 * that cut, the cuts before and after them are tried. It ends where no piece raises the share, or
 * the box would be smaller than a hundredth of the sample or than twenty trials. Of equal pieces
 * the first input, the low end, is taken.
 *
 * The share rises at every step. It counts per trial taken, because pieces of unequal size, as the
 * values of discrete inputs are, would otherwise win by size alone; a piece smaller than a
 * twentieth counts as one, lest a single trial that is out of place be the best.
 *
 * Source: Friedman and Fisher (1999), "Bump hunting in high-dimensional data", Statistics and
 * Computing 9, 123-143, doi:10.1023/A:1008894516817; the gain per trial is the first lenient
 * criterion of Kwakkel and Jaxa-Rozen (2016), "Improving scenario discovery for handling
 * heterogeneous uncertainties and multinomial classified outcomes", Environmental Modelling &
 * Software 79, 311-321, doi:10.1016/j.envsoft.2015.11.020.
 *
 * @param searched  numbers of the inputs that may be limited
 * @param enough    the way ends at the first box in which the condition holds in fewer trials
 * @returns         all trials first, then a box a step
 */
export function peel(sample: OrderedSample, searched: readonly number[], enough = 0): Peeled[] {
  const { inputs, holds } = sample;
  const n = holds.length;
  const least = Math.max(LEAST_TRIALS, Math.ceil(n * LEAST_SHARE));
  const alive = new Uint8Array(n).fill(1);
  let members = numbersOf(n, () => true);
  const orders = new Map(searched.map((j) => [j, inputs[j].order]));
  let here: Peeled = { box: new Map(), trials: n, holding: countOf(holds) };
  const trajectory = [here];
  for (;;) {
    const best = here.holding < enough ? undefined : bestPiece();
    if (best === undefined) return trajectory;
    const { values } = inputs[best.input];
    members = members.filter((i) => {
      if (!within(best.limit, values[i])) alive[i] = 0;
      return alive[i] === 1;
    });
    for (const [j, order] of orders)
      if (order.length > 2 * members.length)
        orders.set(
          j,
          order.filter((i) => alive[i] === 1),
        );
    here = {
      box: withLimit(here.box, best.input, best.limit),
      trials: here.trials - best.trials,
      holding: here.holding - best.holding,
    };
    trajectory.push(here);
  }

  function bestPiece(): Piece | undefined {
    const density = here.holding / here.trials;
    const size = Math.max(1, Math.floor(PATIENCE * here.trials));
    let best: Piece | undefined;
    let most = 0;
    for (const j of searched) {
      for (const piece of pieces(j, size)) {
        const left = here.trials - piece.trials;
        if (left < least) continue;
        const rise = (here.holding - piece.holding) / left - density;
        const gain = rise / Math.max(piece.trials, size);
        if (gain > most) [best, most] = [piece, gain];
      }
    }
    return best;
  }

  function pieces(j: number, size: number): Piece[] {
    const input = inputs[j];
    const limit = here.box.get(j) ?? {};
    if (input.levels !== undefined) return levelPieces(j, input, limit);
    const order = entry(orders, j);
    const cuts = (step: 1 | -1) => endCuts(order, input.values, step, size);
    return [
      ...cuts(1).map((cut): Piece => ({ ...cut, input: j, limit: { ...limit, low: cut.outer } })),
      ...cuts(-1).map((cut): Piece => ({ ...cut, input: j, limit: { ...limit, high: cut.inner } })),
    ];
  }

  function levelPieces(j: number, input: OrderedInput, limit: Limit): Piece[] {
    const levels = limit.values ?? input.levels!;
    if (levels.length < 2) return [];
    const counts = new Map(levels.map((level) => [level, { trials: 0, holding: 0 }]));
    for (const i of members) {
      const count = entry(counts, input.values[i]);
      count.trials++;
      count.holding += holds[i];
    }
    return levels.flatMap((level) => {
      const count = entry(counts, level);
      const values = levels.filter((other) => other !== level);
      return count.trials === 0 ? [] : [{ ...count, input: j, limit: { values } }];
    });
  }

  /**
   * Cuts at an end of an input that leave `size` trials or a few more outside, and the last with
   * fewer where values are equal.
   */
  function endCuts(order: Uint32Array, values: Float64Array, step: 1 | -1, size: number): Cut[] {
    let trials = 0;
    let holding = 0;
    let outer = Number.NaN;
    // The last cut that takes fewer than `size` trials.
    let fewer = 0;
    let holdingOfFewer = 0;
    let outerOfFewer = Number.NaN;
    let innerOfFewer = Number.NaN;
    const before = () => ({
      trials: fewer,
      holding: holdingOfFewer,
      outer: outerOfFewer,
      inner: innerOfFewer,
    });
    for (let k = step === 1 ? 0 : order.length - 1; k >= 0 && k < order.length; k += step) {
      const i = order[k];
      if (alive[i] === 0) continue;
      const x = values[i];
      if (trials > 0 && x !== outer) {
        if (trials >= size) {
          const cut = { trials, holding, outer, inner: x };
          return trials > size && fewer > 0 ? [cut, before()] : [cut];
        }
        fewer = trials;
        holdingOfFewer = holding;
        outerOfFewer = outer;
        innerOfFewer = x;
      }
      trials++;
      holding += holds[i];
      outer = x;
    }
    return fewer > 0 ? [before()] : [];
  }
}
