import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialInterval } from '../../src/stats/exact-binomial.ts';
import {
  differenceOfProbabilities,
  probability,
  probabilityFrom,
} from '../../src/stats/probability.ts';

describe('the interval of so many hits of so many trials', () => {
  // SciPy 1.17.1: beta.ppf(0.025, k, n - k + 1) and beta.ppf(0.975, k + 1, n - k).
  test.each([
    [0, 16, 0, 0.2059072142078227],
    [1, 16, 0.0015811117227658871, 0.3023207384345319],
    [3, 1600, 0.0003868371142113314, 0.005469677798587471],
    [50, 100, 0.39832112950330095, 0.601678870496699],
    [0.5, 10.5, 4.5664252987311745e-5, 0.3666094757012511],
  ])('reference: %d of %d', (hits, trials, low, high) => {
    const found = binomialInterval(hits, trials);
    // SciPy's beta.ppf and ours have some ten digits in common.
    expect(found[0]).toBeCloseTo(low, 10);
    expect(found[1]).toBeCloseTo(high, 10);
  });

  test('reference: 300 of 1000, by the score interval', () => {
    // NumPy, in the formula of Wilson (1927).
    expect(binomialInterval(300, 1000)[0]).toBeCloseTo(0.2724068424770048, 12);
    expect(binomialInterval(300, 1000)[1]).toBeCloseTo(0.3291238609172172, 12);
  });

  test('law: holds the share, lies in [0, 1], ends there only where all or nothing was hit, and is mirrored', () => {
    const counts = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }));
    fc.assert(
      fc.property(counts, ([hits, misses]) => {
        fc.pre(hits + misses > 0);
        const n = hits + misses;
        const [low, high] = binomialInterval(hits, n);
        expect(low).toBeLessThanOrEqual(hits / n);
        expect(high).toBeGreaterThanOrEqual(hits / n);
        expect(low === 0).toBe(hits === 0);
        expect(high === 1).toBe(misses === 0);
        const mirrored = binomialInterval(misses, n);
        // A few roundings of the logistic function.
        expect(1 - mirrored[1]).toBeCloseTo(low, 12);
        expect(1 - mirrored[0]).toBeCloseTo(high, 12);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a probability from counts by replicate', () => {
  const sixteen = (count: number): number[] => Array.from({ length: 16 }, () => count);

  test('closed form: where nothing was seen it reaches to 1 - 0.025^(1/n), where everything was from 0.025^(1/n)', () => {
    const none = probability(sixteen(0), sixteen(100));
    expect(none).toMatchObject({ value: 0, low: 0 });
    // In one of sixteen replicates an even design could have one hit of 100 and have shown none:
    // 0.206 / 100.
    expect(none.high).toBeCloseTo(
      Math.max(1 - 0.025 ** (1 / 1600), (1 - 0.025 ** (1 / 16)) / 100),
      12,
    );
    expect(none.se).toBeGreaterThan(0);
    const all = probability(sixteen(100), sixteen(100));
    expect(all).toMatchObject({ value: 1, high: 1 });
    expect(all.low).toBeCloseTo(1 - none.high!, 12);
  });

  test('closed form: replicates that agree leave less than one count of doubt', () => {
    const { value, low, high } = probability(sixteen(512), sixteen(1024));
    expect(value).toBe(0.5);
    // A design that gives k or k + 1 and showed sixteen times k: that it gives k + 1 in 0.206 of
    // all, or k - 1.
    expect(high! - 0.5).toBeCloseTo((1 - 0.025 ** (1 / 16)) / 1024, 12);
    expect(0.5 - low!).toBeCloseTo((1 - 0.025 ** (1 / 16)) / 1024, 12);
  });

  test('reference: independent replicates have the effective size of Korn and Graubard (1998)', () => {
    // 40 to 55 hits of 200 each. NumPy: p = 0.2375; variance of the mean s^2 / 16; n = p q / v
    // (1.96 / 2.1314)^2; Wilson at n.
    const hits = Array.from({ length: 16 }, (_, r) => 40 + r);
    const { value, se, low, high } = probability(hits, sixteen(200));
    expect(value).toBeCloseTo(0.2375, 14);
    // And the variance of rounding, 1/12 of a count, sixteen times.
    expect(se).toBeCloseTo(Math.sqrt(0.005951190357119043 ** 2 + 16 / 12 / 3200 ** 2), 14);
    const n = ((0.2375 * 0.7625) / se! ** 2) * (1.959963984540054 / 2.131449545559323) ** 2;
    const [least, most] = binomialInterval(0.2375 * n, n);
    expect(low).toBeCloseTo(least, 12);
    expect(high).toBeCloseTo(most, 12);
  });

  test('law: the interval is in [0, 1], holds the share, and is no point', () => {
    const replicate = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.array(replicate, { minLength: 2, maxLength: 20 }), (pairs) => {
        const hits = pairs.map(([hit]) => hit);
        const sizes = pairs.map(([hit, miss]) => hit + miss);
        fc.pre(sizes.filter((n) => n > 0).length > 1);
        const { value, se, low, high } = probability(hits, sizes);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(value!);
        expect(high).toBeGreaterThanOrEqual(value!);
        expect(high!).toBeGreaterThan(low!);
        expect(se).toBeGreaterThan(0);
      }),
    );
  });

  test('rare events are not known better than from independent trials, however evenly they fell', () => {
    // One hit in each of sixteen replicates: 16 of 16,384, not 16 +- 0.
    const { low, high } = probability(sixteen(1), sixteen(1024));
    const [least, most] = binomialInterval(16, 16_384);
    expect(low).toBeCloseTo(least, 12);
    expect(high).toBeCloseTo(most, 12);
  });

  test('one replicate has no interval, none has nothing', () => {
    expect(probability([3], [10])).toEqual({ value: 0.3, se: null, low: null, high: null });
    expect(probability([0], [0])).toMatchObject({ value: null });
  });
});

describe('a probability from estimates of it', () => {
  test('closed form: without any spread, and never seen, it counts as so many independent trials', () => {
    const { low, high } = probabilityFrom(0, [0, 0, 0], { trials: 300, events: 0 });
    expect(low).toBe(0);
    expect(high).toBeCloseTo(1 - 0.025 ** (1 / 300), 12);
  });
});

describe('a difference of probabilities', () => {
  const none = probability([0, 0], [100, 100]);
  const some = probability([30, 34], [100, 100]);

  test('of two that never happened is no point', () => {
    const { value, low, high } = differenceOfProbabilities(none, none, {
      value: 0,
      se: 0,
      low: 0,
      high: 0,
    });
    expect(value).toBe(0);
    expect(high).toBe(none.high);
    expect(low).toBe(-none.high!);
  });

  test('closed form: independent ones go as far as the root of the squares of both distances', () => {
    const { value, low } = differenceOfProbabilities(none, some);
    expect(value).toBeCloseTo(0.32, 14);
    expect(low).toBeCloseTo(0.32 - Math.hypot(0.32 - some.low!, none.high!), 12);
  });

  test('pairs that were seen to differ have the error of the pair', () => {
    const paired = { value: 0.32, se: 0.01, low: 0.3, high: 0.34 };
    expect(differenceOfProbabilities(none, some, paired)).toMatchObject({
      se: 0.01,
      low: 0.3,
      high: 0.34,
    });
  });
});
