import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { studentT } from '../../src/index.ts';
import { estimateFrom, standardError } from '../../src/stats/interval.ts';

describe('the standard error of a mean of replicates', () => {
  test('closed form: of 1, 2, 3, 4 it is the root of 5/12', () => {
    // Squares about 2.5 add to 5; over 4 * 3.
    expect(standardError([1, 2, 3, 4])).toBe(Math.sqrt(5 / 12));
  });

  test('closed form: of two it is half their distance', () => {
    expect(standardError([3, 7])).toBe(2);
  });

  test('closed form: of equal ones it is 0', () => {
    expect(standardError([7, 7, 7])).toBe(0);
  });

  test('fewer than two say nothing of it', () => {
    expect(standardError([7])).toBeNull();
    expect(standardError([])).toBeNull();
  });
});

describe('the interval of an estimate', () => {
  test('closed form: without skewness it is that of Student', () => {
    const { value, se, low, high } = estimateFrom(2.5, [1, 2, 3, 4]);
    expect([value, se]).toEqual([2.5, Math.sqrt(5 / 12)]);
    // mpmath 1.3.0 at 30 digits; SciPy 1.17.1 is off in the thirteenth.
    const half = 3.1824463052837096 * Math.sqrt(5 / 12);
    expect(low).toBeCloseTo(2.5 - half, 13);
    expect(high).toBeCloseTo(2.5 + half, 13);
  });

  test('reference: with skewness it leans to the side of the tail', () => {
    // NumPy and SciPy 1.17.1: skew(bias=False), t.ppf(0.975, 15), cbrt, in the formula of Hall
    // (1992).
    const parts = [1, 2, 4, 8, 16, 3, 5, 7, 6, 5, 4, 4, 3, 6, 7, 5];
    const { low, high } = estimateFrom(5.375, parts);
    expect(low).toBeCloseTo(3.9720820466211886, 10);
    expect(high).toBeCloseTo(8.925429713948585, 10);
    expect(high! - 5.375).toBeGreaterThan(5.375 - low!);
  });

  test('reference: skewness counts up to where the transform has bent nine tenths of the way', () => {
    // The same, with skewness / sqrt(5) held at 0.9 / t.ppf(0.975, 4); without that bound the upper
    // end is at 32.3.
    const { low, high } = estimateFrom(6.2, [1, 2, 4, 8, 16]);
    expect(low).toBeCloseTo(0.27414512402157154, 10);
    expect(high).toBeCloseTo(20.45498644897007, 10);
  });

  test('law: no end is further off than 2.4 times that of Student', () => {
    const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), {
      minLength: 3,
      maxLength: 20,
    });
    fc.assert(
      fc.property(numbers, (parts) => {
        const { se, low, high } = estimateFrom(0, parts);
        fc.pre(se! > 0);
        const t = studentT({ df: parts.length - 1 }).quantile(0.975);
        expect(Math.max(-low!, high!) / se!).toBeLessThan(2.4 * t);
      }),
    );
  });

  test('numbers whose squares no double holds have an error', () => {
    // Of 1, 2, 3, 4 times 1e300: the root of 5/12 of it.
    const { se, low, high } = estimateFrom(2.5e300, [1e300, 2e300, 3e300, 4e300]);
    expect(se! / 1e300).toBeCloseTo(Math.sqrt(5 / 12), 13);
    expect(Number.isFinite(low! + high!)).toBe(true);
    expect(standardError([1.5e308, -1.5e308])! / 1.5e308).toBeCloseTo(1, 13);
  });

  test('law: it moves and stretches with the numbers, and is mirrored with them', () => {
    const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 9 }), (parts, scale) => {
        const [mean, stretched] = [parts.reduce((sum, x) => sum + x, 0) / parts.length, scale * 7];
        const one = estimateFrom(mean, parts);
        const other = estimateFrom(
          100 - stretched * mean,
          parts.map((x) => 100 - stretched * x),
        );
        // A dozen roundings of numbers up to 3200.
        expect(other.low).toBeCloseTo(100 - stretched * one.high!, 8);
        expect(other.high).toBeCloseTo(100 - stretched * one.low!, 8);
        expect(one.low).toBeLessThanOrEqual(one.high!);
      }),
    );
  });

  test('replicates that agree leave no doubt, one alone says nothing', () => {
    expect(estimateFrom(3, [3, 3, 3])).toEqual({ value: 3, se: 0, low: 3, high: 3 });
    expect(estimateFrom(3, [3])).toEqual({ value: 3, se: null, low: null, high: null });
  });
});
