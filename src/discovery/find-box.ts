/** From trials to the box that is reported: peel, choose, leave out, peel again, paste, round. */

import { type Box, countsWithout, roundedBox, withoutInput } from './box.ts';
import { paste } from './paste.ts';
import { type Peeled, peel } from './peel.ts';
import { countOf, type OrderedSample, type Sample } from './sample.ts';
import { significantPart } from './significance.ts';

/** A box should hold this share of the trials in which the condition holds, at least. */
const LEAST_COVERAGE = 0.5;
/** More limits than this nobody remembers. */
const MOST_LIMITS = 4;

/**
 * Level at which the inputs of the first box are looked through: on the way to it noise has taken
 * from the limits that matter.
 */
const SCREENING = 0.05;
/** Chance that any limit of the box is kept though none means anything. */
const LEVEL = 0.01;

export interface Found {
  /** Without limits if nothing separates. */
  readonly box: Box;
  /** The peeling from which it was chosen, all trials first. */
  readonly trajectory: readonly Peeled[];
  /** Number of the chosen box on the trajectory. */
  readonly chosen: number;
}

/**
 * The box in which a condition holds most often, of those that hold half of the trials in which it
 * does, with at most four limits that each matter.
 *
 * All inputs are peeled first, and the densest box is taken that covers half. Limits that other
 * trials do not bear out are dropped, then the least useful ones until four are left. The inputs
 * that remain are peeled alone, because what was peeled off others is lost to them; the densest box
 * that covers half is taken again, its limits are tested again, at a level divided by the number of
 * limits there were at first, it is pasted, and its limits are rounded to a few digits.
 *
 * @param fitting  trials to search in
 * @param testing  other trials, by which limits are tested
 */
export function findBox(fitting: OrderedSample, testing: Sample): Found {
  const enough = LEAST_COVERAGE * countOf(fitting.holds);
  const all = peel(fitting, [...fitting.inputs.keys()], enough);
  const first = all[densest(all)].box;
  const kept = [...strongest(fitting, significantPart(testing, first, SCREENING)).keys()];
  const trajectory = peel(fitting, kept);
  const chosen = densest(trajectory);
  const tested = significantPart(testing, trajectory[chosen].box, LEVEL / first.size);
  const pasted = paste(fitting, tested);
  return { box: roundedBox(pasted, fitting), trajectory, chosen };
}

/**
 * Number of the densest box that covers enough; the share rises along the way, so it is the last of
 * them.
 */
function densest(trajectory: readonly Peeled[]): number {
  const all = trajectory[0].holding;
  return trajectory.findLastIndex(({ holding }) => holding >= LEAST_COVERAGE * all);
}

/**
 * A box with at most four limits: those are left out first without which the condition holds most
 * often inside.
 */
function strongest(sample: Sample, box: Box): Box {
  let part = box;
  while (part.size > MOST_LIMITS) {
    const [weakest] = [...countsWithout(sample, part)]
      .map(([input, { holding, trials }]) => [input, holding / trials] as const)
      .reduce((a, b) => (b[1] > a[1] ? b : a));
    part = withoutInput(part, weakest);
  }
  return part;
}
