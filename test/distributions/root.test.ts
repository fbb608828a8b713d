import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossing, justBelow } from '../../src/distributions/root.ts';
import { exp, log } from '../../src/math/functions.ts';

/** The crossing, and how often the function was asked. */
function counted(f: (x: number) => number, low: number, high: number): [x: number, count: number] {
  let count = 0;
  const x = crossing(
    (at) => {
      count++;
      return f(at);
    },
    low,
    high,
  );
  return [x, count];
}

test('closed form: the root of x^2 = 2 is the double nearest to it, or its neighbour', () => {
  const [x, count] = counted((at) => at * at - 2, 0, 2);
  expect(Math.abs(x - Math.SQRT2)).toBeLessThanOrEqual(2 ** -52);
  expect(count).toBeLessThan(15);
});

test('law: the root of a power is found wherever it lies, to the last digits', () => {
  const exponent = fc.double({ min: -600, max: 600, noNaN: true });
  fc.assert(
    fc.property(exponent, fc.double({ min: 0.1, max: 9, noNaN: true }), (logRoot, power) => {
      const root = exp(logRoot);
      const [x, count] = counted((at) => power * (log(at) - log(root)), 1e-290, 1e290);
      // log(x) of 600 is known to 1e-13, and x as well as that.
      expect(Math.abs(x / root - 1)).toBeLessThan(4e-16 * Math.max(1, Math.abs(logRoot)));
      expect(count).toBeLessThan(220);
    }),
  );
});

test('law: where the function jumps, the crossing is the first number at which it is above 0', () => {
  const place = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(place, fc.double({ min: 0, max: 3, noNaN: true }), (jump, slope) => {
      const f = (x: number) => (x >= jump ? 1 : -0.5) + (slope * (x - jump)) / 1e7;
      const [x, count] = counted(f, -2e6, 2e6);
      expect(x).toBe(jump + 0);
      expect(count).toBeLessThan(220);
    }),
  );
});

test('closed form: a root of exactly 0 and roots below 0 are found too', () => {
  expect(crossing((x) => x, -3, 5)).toBe(0);
  expect(crossing((x) => x + 1e-200, -3, 5)).toBeCloseTo(-1e-200, 210);
  expect(crossing((x) => (x < 0 ? -Infinity : Infinity), -3, 5)).toBe(0);
});

test('a function that is nowhere below 0 crosses at the lower end, one that is nowhere above at the upper', () => {
  expect(crossing(() => 1, 2, 3)).toBe(2);
  expect(crossing(() => -1, 2, 3)).toBe(3);
});

test('law: nothing lies between a number and the one just below it', () => {
  expect(justBelow(0)).toBe(-Number.MIN_VALUE);
  expect(justBelow(1)).toBe(1 - 2 ** -53);
  expect(justBelow(-1)).toBe(-1 - 2 ** -52);
  expect(justBelow(Number.MIN_VALUE)).toBe(0);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      const below = justBelow(x);
      expect(below).toBeLessThan(x);
      const middle = below / 2 + x / 2;
      expect(middle === below || middle === x || Math.abs(x) < 1e-307).toBe(true);
    }),
  );
});
