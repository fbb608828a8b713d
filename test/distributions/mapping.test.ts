/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyMapping,
  bernoulli,
  type Distribution,
  discrete,
  discreteuniform,
  hermiteTable,
  type Link,
  pert,
  truncnormal,
} from '../../src/distributions/index.ts';
import { normalCdf, normalQuantile } from '../../src/math/functions.ts';
import { anyDistribution, uniformDraw } from './arbitrary.ts';

function draw({ mapping }: Distribution, u: number): number {
  const table = mapping.kind === 'table' ? mapping.table() : undefined;
  return applyMapping(mapping, table, u, normalQuantile(u));
}

test('law: a draw is the quantile at its uniform', () => {
  fc.assert(
    fc.property(anyDistribution, uniformDraw, (distribution, u) => {
      // A truncated normal adds the uniform to a probability up to ten times the width of its
      // interval: a draw may be that of a uniform sixteen roundings away.
      const below = distribution.quantile(Math.max(0, u - 2 ** -49));
      const above = distribution.quantile(Math.min(1, u + 2 ** -49));
      const scale = Math.max(
        ...[...distribution.support, below, above].filter(Number.isFinite).map(Math.abs),
      );
      // 1e-9 is what tables promise; everything else is exact but for the order of its roundings.
      const tolerance = scale * (distribution.mapping.kind === 'table' ? 1e-9 : 1e-14);
      expect(draw(distribution, u)).toBeGreaterThanOrEqual(below - tolerance);
      expect(draw(distribution, u)).toBeLessThanOrEqual(above + tolerance);
    }),
    { numRuns: 400 },
  );
});

test('a table mapping asks for its table', () => {
  const { mapping } = pert({ min: 0, mode: 1, max: 2 });
  expect(() => applyMapping(mapping, undefined, 0.5, 0)).toThrow('needs its table');
});

test('closed form: each link leads back from g as it says', () => {
  const table = hermiteTable(0, 1, Float64Array.of(1, 0, 0, 1, 0, 0));
  const at = (link: Link) =>
    applyMapping(
      { kind: 'table', link, location: 10, scale: 2, table: () => table },
      table,
      0.5,
      0.3,
    );
  expect(at('identity')).toBe(12);
  expect(at('exp')).toBeCloseTo(10 + 2 * Math.E, 14);
  expect(at('sinh')).toBeCloseTo(10 + 2 * Math.sinh(1), 14);
  expect(at('logistic')).toBeCloseTo(10 + 2 / (1 + 1 / Math.E), 14);
});

describe('steps', () => {
  test('closed form: 0.5 does not exceed 0.5, so the middle of discrete(0:0.50, ...) is the next value', () => {
    const licence = discrete([
      [0, 0.5],
      [1, 0.3],
      [2, 0.1],
      [3, 0.04],
      [12, 0.06],
    ]);
    expect(draw(licence, 0.5)).toBe(1);
    expect(draw(licence, 0.5 - 2 ** -54)).toBe(0);
    expect(draw(licence, 1 - 2 ** -53)).toBe(12);
  });

  test('closed form: probabilities that fall short of 1 by a rounding give the last value, possible or not', () => {
    const short = discrete([
      [1, 0.5],
      [2, 0.5 - 4e-10],
      [3, 0],
    ]);
    expect(draw(short, 1 - 2 ** -53)).toBe(2);
    expect(short.support).toEqual([1, 2]);
  });

  const u = fc.oneof(
    uniformDraw,
    fc.double({ min: Number.MIN_VALUE, max: 1 - 2 ** -53, noNaN: true }),
  );

  test('law: bernoulli(p) is 1 exactly where u >= 1 - p', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), u, (p, u) => {
        expect(draw(bernoulli({ p }), u)).toBe(u >= 1 - p ? 1 : 0);
      }),
    );
  });

  test('law: discreteuniform(min, max) is min(max, min + floor(u (max - min + 1))) at and around every step', () => {
    for (let count = 2; count <= 400; count++) {
      const die = discreteuniform({ min: -3, max: count - 4 });
      for (let k = 1; k < count; k++) {
        for (let rounding = -3; rounding <= 3; rounding++) {
          const u = (k / count) * (1 + rounding * 2 ** -53);
          const formula = Math.min(count - 4, -3 + Math.floor(u * count));
          if (draw(die, u) !== formula)
            expect.fail(`count ${count}, u ${u}: ${draw(die, u)}, not ${formula}`);
        }
      }
    }
  });
});

// The definition; in doubles it keeps 12 digits where neither tail is far away.
const definition = (m: number, s: number, min: number, max: number, u: number) => {
  const below = normalCdf((min - m) / s);
  return m + s * normalQuantile(below + u * (normalCdf((max - m) / s) - below));
};

describe('truncnormal', () => {
  test.each([
    [0.35, 0.55, -1.2, 2],
    [-0.1, 0.4, -1.5, 0.9],
    [0, 0.5, -1.2, 1.2],
    [0.32, 0.12, 0.05, 0.7],
  ])(
    'law: truncnormal(%d, %d, %d, %d) agrees with m + s Q(A + u (B - A))',
    (mean, sd, min, max) => {
      const cut = truncnormal({ mean, sd, min, max });
      for (let i = 1; i < 1000; i++) {
        const u = i / 1000;
        expect(Math.abs(draw(cut, u) - definition(mean, sd, min, max, u))).toBeLessThan(
          1e-12 * (max - min),
        );
      }
    },
  );

  test('law: draws are finite and within the bounds, to a rounding, for the first and last uniforms', () => {
    const anyCut = fc.record({
      mean: fc.double({ min: -20, max: 20, noNaN: true }),
      min: fc.double({ min: -15, max: 15, noNaN: true }),
      width: fc.double({ min: 0.01, max: 30, noNaN: true }),
    });
    fc.assert(
      fc.property(anyCut, uniformDraw, ({ mean, min, width }, u) => {
        const cut = truncnormal({ mean, sd: 1, min, max: min + width });
        const x = draw(cut, u);
        expect(Number.isFinite(x)).toBe(true);
        expect(x).toBeGreaterThan(min - 1e-9);
        expect(x).toBeLessThan(min + width + 1e-9);
      }),
      { numRuns: 2000 },
    );
  });
});
