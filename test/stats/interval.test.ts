import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimateFrom, shareFrom, standardError } from '../../src/stats/interval.ts';

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
    // NumPy and SciPy 1.17.1: skew(bias=False), t.ppf(0.975, 4), cbrt, in the formula of Hall (1992).
    const { low, high } = estimateFrom(6.2, [1, 2, 4, 8, 16]);
    expect(low).toBeCloseTo(1.0533086685418578, 10);
    expect(high).toBeCloseTo(32.288896789597345, 10);
    expect(high! - 6.2).toBeGreaterThan(6.2 - low!);
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

describe('the interval of a share', () => {
  test('closed form: where nothing was counted it reaches to 1 - 0.025^(1/n), where everything was from 0.025^(1/n)', () => {
    expect(shareFrom(0, [0, 0, 0], 300)).toMatchObject({ value: 0, se: 0, low: 0 });
    expect(shareFrom(0, [0, 0, 0], 300).high).toBeCloseTo(1 - 0.025 ** (1 / 300), 14);
    expect(shareFrom(1, [1, 1, 1], 300).low).toBeCloseTo(0.025 ** (1 / 300), 14);
    expect(shareFrom(1, [1, 1, 1], 300).high).toBe(1);
  });

  test('a share in every replicate alike is known', () => {
    expect(shareFrom(0.5, [0.5, 0.5], 300)).toEqual({ value: 0.5, se: 0, low: 0.5, high: 0.5 });
  });
});
