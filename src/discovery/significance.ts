/** Whether a limit of a box separates anything, judged by trials that did not help to find it. */

import { binomial } from '../distributions/families/binomial.ts';
import { normalCdf } from '../math/functions.ts';
import { type Box, countIn, countsWithout, withoutInput } from './box.ts';
import type { Sample } from './sample.ts';

/** Above, the binomial distribution is as good as normal. */
const MOST_TRIALS = 1e6;

/**
 * Quasi-p-values of the limits of a box: how probable it is to find the condition as often inside,
 * if the limit made no difference, so that it held as often as in the box without it. Small for a
 * limit that matters.
 *
 * Source: Bryant and Lempert (2010), "Thinking inside the box", Technological Forecasting and
 * Social Change 77(1), 34-49, doi:10.1016/j.techfore.2009.08.002. They ask the trials that the box
 * was found with, which is why the p is a quasi one; `sample` may be others.
 *
 * @returns  by number of the input
 */
export function quasiP(sample: Sample, box: Box): ReadonlyMap<number, number> {
  const inside = countIn(sample, box);
  return new Map(
    [...countsWithout(sample, box)].map(([input, { trials, holding }]) => [
      input,
      atLeast(inside.holding, inside.trials, holding / trials),
    ]),
  );
}

/** The probability of at least `successes` in `n` trials. */
function atLeast(successes: number, n: number, p: number): number {
  if (successes === 0 || p === 1) return 1;
  if (n > MOST_TRIALS) return normalCdf((n * p - successes + 0.5) / Math.sqrt(n * p * (1 - p)));
  return binomial({ n, p }).survival(successes - 1);
}

/**
 * The box without the limits that separate nothing: the least significant goes first, and then the
 * others are asked again.
 *
 * @param level  greatest quasi-p-value of a limit that stays
 */
export function significantPart(sample: Sample, box: Box, level: number): Box {
  let part = box;
  while (part.size > 0) {
    const [input, p] = [...quasiP(sample, part)].reduce((worst, one) =>
      one[1] > worst[1] ? one : worst,
    );
    if (p <= level) break;
    part = withoutInput(part, input);
  }
  return part;
}
