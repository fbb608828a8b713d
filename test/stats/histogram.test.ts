import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BucketSample, Histogram, RELATIVE_ERROR } from '../../src/stats/histogram.ts';
import { quantileSorted } from '../../src/stats/quantile.ts';
import { sampleQuantile } from '../../src/stats/sample.ts';
import { stream } from '../kernel/noise.ts';

const sum = (counts: Float64Array): number => counts.reduce((total, n) => total + n, 0);

function histogramOf(groups: readonly (readonly number[])[]): Histogram {
  const histogram = new Histogram(groups.length);
  groups.forEach((values, group) => histogram.add(Float64Array.from(values), group));
  return histogram;
}

const value = fc.oneof(
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.double(),
  fc.constantFrom(0, -0, 1, -1, 5e-324, -5e-324),
);
const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('law', () => {
  test('a histogram of parts is that of the whole, whatever the order', () => {
    const parts = fc.array(fc.tuple(fc.array(value, { maxLength: 20 }), fc.nat({ max: 2 })), {
      maxLength: 8,
    });
    const shuffled = parts.chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc.shuffledSubarray(
          all.map((_, k) => k),
          { minLength: all.length },
        ),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ all, order }) => {
        const whole = histogramOf(
          [0, 1, 2].map((group) => all.flatMap(([values, g]) => (g === group ? values : []))),
        );
        const inParts = new Histogram(3);
        for (const k of order) {
          const [values, group] = all[k]!;
          inParts.add(Float64Array.from(values), group);
        }
        expect(inParts.buckets()).toEqual(whole.buckets());
      }),
      { numRuns: 500 },
    );
  });

  test('buckets ascend, do not overlap, hold every finite value, and are narrow', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (values) => {
        const buckets = histogramOf([values]).buckets();
        const finite = values.filter(Number.isFinite);
        expect(buckets.reduce((n, { counts }) => n + sum(counts), 0)).toBe(finite.length);
        buckets.forEach(({ least, greatest, counts }, k) => {
          const inside = finite.filter((x) => x >= least && x <= greatest);
          expect(inside.length).toBe(sum(counts));
          if (k > 0) expect(least).toBeGreaterThan(buckets[k - 1]!.greatest);
          // Below the normal numbers the width stays what it is at their end.
          const size = Math.max(Math.min(Math.abs(least), Math.abs(greatest)), 2 ** -1022);
          expect(greatest - least).toBeLessThanOrEqual(RELATIVE_ERROR * size);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a quantile is wrong by the width of a bucket at most', () => {
    const some = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(some, probability, (values, p) => {
        const sample = new BucketSample(histogramOf([values]).buckets());
        const sorted = Float64Array.from(values).sort();
        const exact = quantileSorted(sorted, p);
        const place = (values.length - 1) * p;
        const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
        const size = Math.max(Math.abs(low), Math.abs(high), 2 ** -1022);
        expect(Math.abs(sampleQuantile(sample, p) - exact)).toBeLessThanOrEqual(
          RELATIVE_ERROR * size,
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('whole numbers up to 1024 are exact, of both signs', () => {
    const codes = fc.array(fc.integer({ min: -1024, max: 1024 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(codes, probability, (values, p) => {
        const buckets = histogramOf([values]).buckets();
        expect(buckets.every(({ least, greatest }) => least === greatest)).toBe(true);
        const sorted = Float64Array.from(values).sort();
        // The sum 0 + -0 is 0: which zero it is says nothing.
        expect(sampleQuantile(new BucketSample(buckets), p) + 0).toBe(
          quantileSorted(sorted, p) + 0,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('what was saved goes on as if it had not been', () => {
    const some = (maxLength: number) => fc.array(value, { maxLength });
    fc.assert(
      fc.property(some(100), some(400), (first, second) => {
        const saved = histogramOf([first, second]);
        const restored = Histogram.from(structuredClone(saved.saved()));
        const whole = histogramOf([[...first, ...second], second]);
        restored.add(Float64Array.from(second), 0);
        expect(restored.buckets()).toEqual(whole.buckets());
      }),
    );
  });
});

test('a histogram grows as far as it must: a hundred thousand values over twenty orders of magnitude', () => {
  const random = stream(3);
  const values = Float64Array.from({ length: 100_000 }, () => {
    const size = 10 ** Math.floor(20 * random() - 10);
    return (random() - 0.5) * size;
  });
  const histogram = new Histogram(2);
  histogram.add(values.subarray(0, 60_000), 0);
  histogram.add(values.subarray(60_000), 1);
  const buckets = histogram.buckets();
  expect(buckets.length).toBeGreaterThan(10_000);
  expect(buckets.reduce((n, { counts }) => n + counts[0]!, 0)).toBe(60_000);
  expect(buckets.reduce((n, { counts }) => n + counts[1]!, 0)).toBe(40_000);
  const sorted = values.slice().sort();
  const sample = new BucketSample(buckets);
  for (const p of [0, 0.001, 0.05, 0.5, 0.95, 0.999, 1]) {
    const exact = quantileSorted(sorted, p);
    expect(Math.abs(sampleQuantile(sample, p) / exact - 1)).toBeLessThanOrEqual(2 * RELATIVE_ERROR);
  }
});

describe('closed form', () => {
  test('a sample knows how many draws each group has, and how many of them lie below a place', () => {
    const sample = new BucketSample(histogramOf([[1, 2, 3], [100]]).buckets());
    expect(sample.sizes).toEqual([3, 1]);
    expect(sample.count).toBe(4);
    expect(sample.split(2)).toEqual({ below: [1, 0], atMost: [2, 0] });
    expect(sample.countAtLeast(3)).toEqual([1, 1]);
  });

  test('values of one bucket are taken to lie evenly from its least to its greatest', () => {
    // 512 and 512.5 share a bucket of width 1: four values stand at 512, 512 1/6, 512 1/3 and 512 1/2.
    const buckets = histogramOf([[512, 512, 512.5, 512.5]]).buckets();
    expect(buckets).toHaveLength(1);
    const sample = new BucketSample(buckets);
    expect(sampleQuantile(sample, 0)).toBe(512);
    expect(sampleQuantile(sample, 1)).toBe(512.5);
    expect(sampleQuantile(sample, 1 / 3)).toBeCloseTo(512 + 1 / 6, 12);
  });

  test('infinities and NaN are counted by somebody else', () => {
    expect(histogramOf([[Number.NaN, Infinity, -Infinity, 1]]).buckets()).toHaveLength(1);
    expect(new BucketSample([]).count).toBe(0);
  });
});
