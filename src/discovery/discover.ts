/**
 * Scenario discovery: the few inputs, and the ranges of these, that tell trials in which a
 * condition holds from those in which it does not.
 */

import { probability } from '../stats/probability.ts';
import type { Estimate } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';
import { countIn, countsWithout, failures, type Limit } from './box.ts';
import { type Found, findBox } from './find-box.ts';
import { type BoxShares, type FoundTree, Judge, type OrderedPart, type Part } from './judge.ts';
import { countOf, numbersOf, ordered, someOf, someOfOrdered } from './sample.ts';
import { quasiP } from './significance.ts';
import { growTree, prunedTree } from './tree.ts';

/** All trials in which it can be said whether the condition holds. */
export interface Trials {
  readonly inputs: readonly { readonly id: string; readonly values: Float64Array }[];
  readonly holds: Uint8Array;
  /** Number of each trial in the run, ascending. */
  readonly numbers: Float64Array;
  /** Replicates of the run: trial i is point floor(i / R) of replicate i mod R. */
  readonly replicates: number;
}

export interface FoundLimit extends Limit {
  readonly input: string;
  /** Quasi-p-value, in the trials that the box was not found with. */
  readonly p: number;
  /** In what share of the trials the condition would hold without this limit, there too. */
  readonly without: number;
}

interface TrajectoryPoint {
  readonly coverage: number;
  readonly density: number;
  readonly mass: number;
  /** How many inputs are limited. */
  readonly limits: number;
}

export interface FoundBox extends BoxShares {
  /** The one first without which the condition would hold least often. */
  readonly limits: readonly FoundLimit[];
  /** The same in the trials that the box was found with. */
  readonly fitted: Omit<TrajectoryPoint, 'limits'>;
  /** In the trials that it was found with, from all of them (but those of earlier boxes) on. */
  readonly trajectory: readonly TrajectoryPoint[];
  /** Number of the box on the trajectory that was chosen, before pasting and rounding. */
  readonly chosen: number;
}

export interface Discovery {
  readonly trials: number;
  /** Of all trials in which the condition holds. */
  readonly share: Estimate;
  /** The half that was searched, and the half by which what was found is judged. */
  readonly halves: Readonly<
    Record<'fitted' | 'heldOut', { readonly trials: number; readonly share: number }>
  >;
  /** Best first; none if nothing separates. */
  readonly boxes: readonly FoundBox[];
  readonly tree: FoundTree;
}

/** Trials on either side of a condition, fewer than which nothing is searched. */
export const LEAST_HOLDING = 50;
const MOST_BOXES = 3;

/**
 * Finds boxes and a tree in one half of the trials and judges them by the other: replicates of even
 * number against those of odd number, or trials, where there is one replicate.
 *
 * After a box has been found, the trials in it are taken out and the rest is searched again, up to
 * three boxes, while there are fifty trials left in which the condition holds, and while what is
 * found has more of them than all trials have.
 *
 * @throws RangeError where the condition holds in fewer than 50 trials, or in all but fewer than 50
 */
export function discover(trials: Trials): Discovery {
  const { holds, numbers: inRun, replicates } = trials;
  const holding = countOf(holds);
  if (Math.min(holding, holds.length - holding) < LEAST_HOLDING)
    throw new RangeError(`discover: the condition holds in ${holding} of ${holds.length} trials`);
  const odd = (i: number): boolean => (replicates > 1 ? inRun[i] % replicates : inRun[i]) % 2 === 1;
  const half = (isSo: (i: number) => boolean): Part => {
    const numbers = numbersOf(holds.length, isSo);
    return {
      sample: someOf(trials, numbers),
      replicate: numbers.map((i) => inRun[i] % replicates),
    };
  };
  const searched = half((i) => !odd(i));
  const fitting = { ...searched, sample: ordered(searched.sample) };
  const testing = half(odd);
  const judge = new Judge(testing);
  const tree = prunedTree(growTree(fitting.sample), testing.sample);
  return {
    trials: holds.length,
    share: shareOfAll(trials),
    halves: { fitted: facts(fitting), heldOut: facts(testing) },
    boxes: boxesOf(fitting, testing, judge),
    tree: judge.tree(tree),
  };
}

function facts({ sample: { holds } }: Part): { trials: number; share: number } {
  return { trials: holds.length, share: countOf(holds) / holds.length };
}

function boxesOf(fitting: OrderedPart, testing: Part, judge: Judge): FoundBox[] {
  const boxes: FoundBox[] = [];
  const { trials, share } = facts(fitting);
  let [fit, test] = [fitting, testing];
  while (boxes.length < MOST_BOXES && isWorthIt(fit) && isWorthIt(test)) {
    const found = findBox(fit.sample, test.sample);
    if (found.box.size === 0) break;
    const box = describe(found, fit, test, judge, { trials, holding: share * trials });
    if (!((box.density.value ?? 0) > judge.share)) break;
    boxes.push(box);
    const outside = ({ sample }: Part): Uint32Array => {
      const failed = failures(sample, found.box);
      return numbersOf(failed.length, (i) => failed[i] > 0);
    };
    const [left, leftToTest] = [outside(fit), outside(test)];
    fit = { sample: someOfOrdered(fit.sample, left), replicate: left.map((i) => fit.replicate[i]) };
    test = {
      sample: someOf(test.sample, leftToTest),
      replicate: leftToTest.map((i) => test.replicate[i]),
    };
  }
  return boxes;
}

function isWorthIt({ sample: { holds } }: Part): boolean {
  const holding = countOf(holds);
  return 2 * holding >= LEAST_HOLDING && holding < holds.length;
}

function describe(
  { box, trajectory, chosen }: Found,
  fit: OrderedPart,
  test: Part,
  judge: Judge,
  all: { readonly trials: number; readonly holding: number },
): FoundBox {
  const point = (trials: number, holding: number) => ({
    coverage: holding / all.holding,
    density: holding / trials,
    mass: trials / all.trials,
  });
  const p = quasiP(test.sample, box);
  const without = countsWithout(test.sample, box);
  const inside = countIn(fit.sample, box);
  const failed = failures(test.sample, box);
  return {
    limits: [...box]
      .map(([j, limit]) => {
        const { trials: n, holding: hits } = entry(without, j);
        return { input: fit.sample.inputs[j].id, ...limit, p: entry(p, j), without: hits / n };
      })
      .sort((a, b) => a.without - b.without),
    ...judge.shares(test, (i) => failed[i] === 0),
    fitted: point(inside.trials, inside.holding),
    trajectory: trajectory.map((step) => ({
      ...point(step.trials, step.holding),
      limits: step.box.size,
    })),
    chosen,
  };
}

function shareOfAll({ holds, numbers, replicates }: Trials): Estimate {
  const [trials, holding] = [new Float64Array(replicates), new Float64Array(replicates)];
  holds.forEach((flag, i) => {
    trials[numbers[i] % replicates]++;
    holding[numbers[i] % replicates] += flag;
  });
  return probability([...holding], [...trials]);
}
