import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cos,
  exp,
  expm1,
  log,
  log1p,
  logParts,
  normalCdf,
  normalQuantile,
  pow,
  powFromLog,
  sin,
} from '../../src/math/functions.ts';
import { anyDouble } from './doubles.ts';

// mpmath 1.3.0 at 60 digits: the nearest double, and how many units in its last place it lacks
// (elementary-functions.py).
type Row = [x: number, y: number | null, nearest: number, ulpsMissing: number];
const reference = JSON.parse(
  readFileSync(new URL('../fixtures/elementary-functions.json', import.meta.url), 'utf8'),
) as Record<string, Row[]>;

/** The distance from x to the next double away from zero. */
function ulp(x: number): number {
  const bits = new BigUint64Array(new Float64Array([Math.abs(x)]).buffer);
  bits[0] += 1n;
  return new Float64Array(bits.buffer)[0] - Math.abs(x);
}

// The bounds are those of the docstrings: what bench/math-accuracy found in some 20 000 values
// each, rounded up.
const bounds: [name: string, f: (x: number, y: number) => number, ulps: number][] = [
  ['exp', exp, 0.76],
  ['expm1', expm1, 3],
  ['log', log, 0.51],
  ['log1p', log1p, 0.75],
  ['sin', sin, 0.75],
  ['cos', cos, 0.75],
  ['pow', pow, 0.76],
  ['normalQuantile', normalQuantile, 2.75],
  ['normalCdf', normalCdf, 2.75],
];

describe('reference', () => {
  test.each(bounds)('%s is near the true value, in units in its last place', (name, f, ulps) => {
    for (const [x, y, nearest, missing] of reference[name]) {
      const error = Math.abs((f(x, y ?? 0) - nearest) / ulp(nearest) - missing);
      if (!(error <= ulps)) throw new Error(`${name}(${x}, ${y}) is off by ${error} ulp`);
    }
  });

  test('the normal quantile keeps 1e-15 relative in both tails', () => {
    for (const [p, , z] of reference.normalQuantile) {
      expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(9e-16 * Math.abs(z));
    }
  });

  test('the parts of a logarithm are 26 bits and the rest', () => {
    for (const [x, , nearest, missing] of reference.log) {
      const [high, low] = logParts(x);
      expect(high * (2 ** 27 + 1) - high * 2 ** 27).toBe(high);
      const error = high - nearest + (low - missing * ulp(nearest));
      expect(Math.abs(error)).toBeLessThanOrEqual(2 ** -66 * Math.abs(nearest));
    }
  });
});

describe('special cases', () => {
  test('zeros, infinities and NaN go where IEEE 754 sends them', () => {
    expect([-Infinity, -0, 0, Infinity, NaN].map(exp)).toEqual([0, 1, 1, Infinity, NaN]);
    expect([exp(709.79), exp(-745.14), exp(-5e-324)]).toEqual([Infinity, 0, 1]);
    expect([0, -0, 1, Infinity, -1, -Infinity, NaN].map(log)).toEqual([
      -Infinity,
      -Infinity,
      0,
      Infinity,
      NaN,
      NaN,
      NaN,
    ]);
    expect([-0, 0, Infinity, -Infinity, NaN].map(sin)).toEqual([-0, 0, NaN, NaN, NaN]);
    expect([-0, 0, Infinity, -Infinity, NaN].map(cos)).toEqual([1, 1, NaN, NaN, NaN]);
    expect([-Infinity, -0, 0, Infinity, NaN].map(expm1)).toEqual([-1, -0, 0, Infinity, NaN]);
    expect([-1, -0, 0, Infinity, -1.5, NaN].map(log1p)).toEqual([
      -Infinity,
      -0,
      0,
      Infinity,
      NaN,
      NaN,
    ]);
  });

  test('the normal quantile is infinite at 0 and 1, 0 at 1/2, and NaN outside', () => {
    const p = [0, -0, 0.5, 1, -5e-324, 1.0000000000000002, -Infinity, Infinity, NaN];
    const z = [-Infinity, -Infinity, 0, Infinity, NaN, NaN, NaN, NaN, NaN];
    expect(p.map(normalQuantile)).toEqual(z);
  });

  test('the normal distribution function ends in 0 and 1', () => {
    const z = [-Infinity, -39, -38.6, -0, 0, 8.4, 39, Infinity, NaN];
    expect(z.map(normalCdf)).toEqual([0, 0, 0, 0.5, 0.5, 1, 1, 1, NaN]);
  });

  // C17, annex F.10.4.4, line by line.
  const oddity: [x: number, y: number, power: number][] = [
    [0, -3, Infinity],
    [-0, -3, -Infinity],
    [0, -2, Infinity],
    [-0, -2, Infinity],
    [-0, -2.5, Infinity],
    [0, -Infinity, Infinity],
    [-0, -Infinity, Infinity],
    [0, 3, 0],
    [-0, 3, -0],
    [0, 2.5, 0],
    [-0, 2.5, 0],
    [-0, 2, 0],
    [-1, Infinity, 1],
    [-1, -Infinity, 1],
    [1, NaN, 1],
    [1, Infinity, 1],
    [NaN, 0, 1],
    [NaN, -0, 1],
    [Infinity, 0, 1],
    [-Infinity, -0, 1],
    [0, 0, 1],
    [-2, 0.5, NaN],
    [-2, 1e-300, NaN],
    [0.5, -Infinity, Infinity],
    [-0.5, -Infinity, Infinity],
    [1.5, -Infinity, 0],
    [-1.5, -Infinity, 0],
    [0.5, Infinity, 0],
    [1.5, Infinity, Infinity],
    [-1.5, Infinity, Infinity],
    [-Infinity, -3, -0],
    [-Infinity, -2, 0],
    [-Infinity, -2.5, 0],
    [-Infinity, 3, -Infinity],
    [-Infinity, 2, Infinity],
    [-Infinity, 2.5, Infinity],
    [Infinity, -1e-300, 0],
    [Infinity, 1e-300, Infinity],
    [NaN, 1, NaN],
    [2, NaN, NaN],
    [-1, 9007199254740991, -1],
    [-1, 9007199254740992, 1],
    [-3, 3, -27],
    [-3, 4, 81],
    [-2, 1025, -Infinity],
    [-2, -1077, -0],
    [0.9999999999999999, 1.7e308, 0],
    [1.0000000000000002, 1.7e308, Infinity],
    [1.0000000000000002, -1.7e308, 0],
  ];
  test.each(oddity)('%d to the power %d is %d', (x, y, power) => {
    expect(pow(x, y)).toBe(power);
  });
});

describe('laws', () => {
  test('a power from the parts of the logarithm has the bits of the power', () => {
    fc.assert(
      fc.property(anyDouble, anyDouble, (x, y) => {
        expect(powFromLog(x, y, ...logParts(x))).toBe(pow(x, y));
      }),
      { numRuns: 5000 },
    );
  });

  test('whole powers of small whole numbers are exact', () => {
    for (let x = 1; x <= 30; x++) {
      for (let y = 0, power = 1; power < 2 ** 53; y++, power *= x) {
        expect(pow(x, y)).toBe(power);
        if (x === 1 && y > 40) break;
      }
    }
  });

  test('sine is odd and cosine even, at every size', () => {
    fc.assert(
      fc.property(anyDouble, (x) => {
        expect(sin(-x)).toBe(-sin(x));
        expect(cos(-x)).toBe(cos(x));
      }),
      { numRuns: 5000 },
    );
  });

  test('the normal quantile is odd about 1/2 wherever 1 - p is a double', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 53 - 1 }), (k) => {
        const p = k / 2 ** 53;
        expect(normalQuantile(1 - p)).toBe(p === 0.5 ? 0 : -normalQuantile(p));
      }),
      { numRuns: 5000 },
    );
  });

  // A table whose rows did not meet would bend there by more than the rounding of three values.
  test('the pieces of each function meet', () => {
    const ends: [f: (x: number) => number, x: number][] = [];
    for (let octave = -10; octave < -1; octave++) {
      for (let part = 0; part < 16; part++) {
        ends.push([normalQuantile, 2 ** octave * (1 + part / 16)]);
      }
    }
    for (let octave = 0; octave < 5; octave++) {
      for (let part = 0; part < 32; part++) {
        ends.push([normalCdf, 1 - 2 ** octave * (1 + part / 32)]);
      }
    }
    for (let i = 1; i < 128; i++) ends.push([exp, Math.fround(((i + 0.5) * Math.LN2) / 128)]);
    for (const [f, x] of ends) {
      const step = 2 ** -40;
      const bend = f(x * (1 + step)) - 2 * f(x) + f(x * (1 - step));
      expect(Math.abs(bend)).toBeLessThan(10 * Number.EPSILON * Math.abs(f(x)));
    }
  });
});
