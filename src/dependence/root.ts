/**
 * The root of a function between two points where its signs differ, to the last digits of x.
 *
 * Inverse quadratic interpolation where that is safe and bisection elsewhere.
 *
 * Source: Chandrupatla (1997), "A new hybrid quadratic/bisection algorithm for finding the zero of
 * a nonlinear function without using derivatives", Advances in Engineering Software 28(3), 145-149,
 * doi:10.1016/S0965-9978(96)00051-8.
 *
 * @param ends    values of the function at the two points; one of them may be 0
 * @param enough  a value of the function that counts as 0
 */
export function root(
  f: (x: number) => number,
  [from, to]: readonly [number, number],
  ends: readonly [number, number],
  enough = 0,
): number {
  let [a, b] = [to, from];
  let [fa, fb] = [ends[1], ends[0]];
  // First where a straight line would have it, unless that is an end.
  let share = Math.min(0.99, Math.max(0.01, fa / (fa - fb)));
  for (let round = 0; round < 100; round++) {
    const x = a + share * (b - a);
    const fx = f(x);
    let c: number;
    let fc: number;
    if (fx > 0 === fa > 0) [c, fc] = [a, fa];
    else {
      [c, fc] = [b, fb];
      [b, fb] = [a, fa];
    }
    [a, fa] = [x, fx];
    const [best, least] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
    const tolerance = Number.EPSILON * Math.abs(best);
    const near = tolerance / Math.abs(b - a);
    if (Math.abs(least) <= enough || !(near < 0.5)) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    share = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      share =
        (fa / (fb - fa)) * (fc / (fb - fc)) +
        ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
    }
    share = Math.min(1 - near, Math.max(near, share));
  }
  return a;
}
