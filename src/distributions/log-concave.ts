/**
 * Quantiles of distributions whose density is log-concave, by their tails on the log scale: so are
 * these tails then.
 */

/** The logarithm of the probability on one side of y: below it, or above. */
export interface LogTail {
  readonly log: number;
  /** Its derivative by y: above 0 for the probability below. */
  readonly slope: number;
  /**
   * Its second derivative over the first: the derivative of the logarithm of the density, minus
   * `slope`.
   */
  readonly bend: number;
}

/**
 * A step shorter than this share of the lengths over which tail and slope change is followed by one
 * of its cube, below a rounding.
 */
const NEAR = 3e-6;

/**
 * The y at which the tail is exp(logP).
 *
 * By Halley's method, that is Newton's with the bend taken in, at most doubled. The logarithm of
 * the tail is concave: from a y where the tail is too small Newton's own steps come near without
 * crossing; a doubled one may cross, and the steps back from there, where the tail may be nearly
 * flat, are kept between the two, by halving if need be.
 *
 * @param start  a y at which the tail is not 1 to the last digit
 */
export function whereTailIs(tailAt: (y: number) => LogTail, logP: number, start: number): number {
  let y = start;
  let tooSmall = NaN;
  let tooLarge = NaN;
  for (let i = 0; i < 200; i++) {
    const { log, slope, bend } = tailAt(y);
    if (log < logP) tooSmall = y;
    else tooLarge = y;
    const newton = (logP - log) / slope;
    const turned = 1 + (newton * bend) / 2;
    // Where the tail is nearly 1 the bend would have it creep.
    const step = turned > 2 ? newton : newton / Math.max(0.5, turned);
    const next = y + step;
    // Asked this way round so that nothing is out of bounds where one of them is not known yet.
    const outside =
      next < Math.min(tooSmall, tooLarge) ||
      next > Math.max(tooSmall, tooLarge) ||
      Number.isNaN(next);
    if (outside) {
      y = tooSmall + (tooLarge - tooSmall) / 2;
      continue;
    }
    y = next;
    if (!(Math.abs(step * slope) > NEAR || Math.abs(step * bend) > NEAR)) break;
  }
  return y;
}
