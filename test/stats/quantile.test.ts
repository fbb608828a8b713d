import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantileOfSamples, quantileSorted } from '../../src/stats/quantile.ts';
import reference from './fixtures/sample-quantiles.json' with { type: 'json' };

// test/stats/fixtures/sample-quantiles.py: NumPy 2.4.6.
test.each(reference.samples)(
  'reference: quantiles of type 7 of the sample "$name" are those of NumPy',
  ({ draws, quantiles }) => {
    const sorted = Float64Array.from(draws);
    for (const [p, value] of quantiles as [number, number][]) {
      // From 1/2 of the way on NumPy starts from the upper neighbour, which rounds otherwise: a few
      // units in the last place of the larger neighbour.
      const place = (draws.length - 1) * p;
      const [low, high] = [draws[Math.floor(place)]!, draws[Math.ceil(place)]!];
      const tolerance = 4 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
      expect(Math.abs(quantileSorted(sorted, p) - value)).toBeLessThanOrEqual(tolerance);
    }
  },
);

test('closed form: the median of an even number of draws is midway between two', () => {
  expect(quantileSorted(Float64Array.of(1, 2, 4, 8), 0.5)).toBe(3);
});

test('closed form: 0.1 of eleven draws is the second', () => {
  const draws = Float64Array.of(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
  expect(quantileSorted(draws, 0.1)).toBe(10);
  expect(quantileSorted(draws, 0.15)).toBe(15);
});

describe('refused', () => {
  test('no draws have no quantile', () => {
    expect(() => quantileSorted(new Float64Array(0), 0.5)).toThrow('quantile: there are no draws');
    expect(() => quantileOfSamples([], 0.5)).toThrow('quantile: there are no draws');
    expect(() => quantileOfSamples([new Float64Array(0)], 0.5)).toThrow('there are no draws');
  });

  test.each([-0.1, 1.0000001, Number.NaN, Number.POSITIVE_INFINITY])('a probability of %d', (p) => {
    const draws = Float64Array.of(1, 2);
    expect(() => quantileSorted(draws, p)).toThrow(`quantile: p is ${p}, outside [0, 1]`);
    expect(() => quantileOfSamples([draws, draws], p)).toThrow(`quantile: p is ${p}, outside`);
  });
});

/** Few different values among them, or many; -0 as 0, for both are one number here. */
const draw = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.integer({ min: -3, max: 3 }),
);
const sample = fc
  .array(draw, { maxLength: 60 })
  .map((draws) => Float64Array.from(draws, (x) => x + 0).sort());
const probability = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1),
);

test('law: the quantile of several samples is that of all their draws in one', () => {
  const samples = fc
    .array(sample, { minLength: 1, maxLength: 16 })
    .filter((all) => all.some(({ length }) => length > 0));
  fc.assert(
    fc.property(samples, probability, (all, p) => {
      const joined = Float64Array.from(all.flatMap((part) => [...part])).sort();
      expect(quantileOfSamples(all, p)).toBe(quantileSorted(joined, p));
    }),
    { numRuns: 2000 },
  );
});

test('law: so it is for samples that hardly overlap, and where one is a thousand times as long', () => {
  const long = Float64Array.from({ length: 5000 }, (_, k) => k / 7);
  const apart = [long, Float64Array.of(1000, 1001), Float64Array.of(-5), long.map((x) => x + 900)];
  const joined = Float64Array.from(apart.flatMap((part) => [...part])).sort();
  for (let p = 0; p <= 1; p += 1 / 512)
    expect(quantileOfSamples(apart, p)).toBe(quantileSorted(joined, p));
});

test('law: a quantile lies between the draws beside it and never falls as p rises', () => {
  const several = sample.filter(({ length }) => length > 0);
  fc.assert(
    fc.property(several, probability, probability, (draws, p, q) => {
      const value = quantileSorted(draws, p);
      const place = (draws.length - 1) * p;
      expect(value).toBeGreaterThanOrEqual(draws[Math.floor(place)]!);
      expect(value).toBeLessThanOrEqual(draws[Math.ceil(place)]!);
      if (p <= q) expect(value).toBeLessThanOrEqual(quantileSorted(draws, q));
    }),
    { numRuns: 1000 },
  );
});
