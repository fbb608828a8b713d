/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cos, exp, log, pow } from '../../src/math/functions.ts';
import { quantileEstimate } from '../../src/stats/quantile-estimate.ts';
import { sampleQuantile } from '../../src/stats/sample.ts';
import { QUANTILE_LEVELS } from '../../src/stats/summary.ts';
import { stream } from '../kernel/noise.ts';
import { ascending, bucketSample } from './bucketed.ts';
import { SortedSample } from './sorted-sample.ts';

const value = fc.oneof(
  fc.double({ noNaN: true, min: -10, max: 10 }),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const replicates = fc
  .array(fc.array(value, { minLength: 1, maxLength: 120 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((values) => values.map((x) => x + 0)));

describe('law', () => {
  test('the draw of every rank lies within its bounds, and so does what stands for it', () => {
    fc.assert(
      fc.property(replicates, fc.nat({ max: 60 }), (all, pilot) => {
        const sample = bucketSample(all, pilot);
        const sorted = ascending(all.flat());
        expect(sample.count).toBe(sorted.length);
        expect(sample.sizes).toEqual(all.map(({ length }) => length));
        sorted.forEach((x, rank) => {
          const [least, greatest] = sample.bounds(rank);
          expect(x).toBeGreaterThanOrEqual(least);
          expect(x).toBeLessThanOrEqual(greatest);
          const likely = sample.orderStatistic(rank);
          expect(likely).toBeGreaterThanOrEqual(least);
          expect(likely).toBeLessThanOrEqual(greatest);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('counts at or above a threshold are those of the draws', () => {
    fc.assert(
      fc.property(replicates, fc.nat({ max: 60 }), value, (all, pilot, threshold) => {
        const sample = bucketSample(all, pilot, { thresholds: [threshold] });
        expect(sample.countAtLeast(threshold)).toEqual(
          all.map((values) => values.filter((x) => x >= threshold).length),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('replicates are split at a place: their draws below it add up to its rank', () => {
    fc.assert(
      fc.property(replicates, fc.nat({ max: 60 }), value, (all, pilot, x) => {
        const { below, atMost } = bucketSample(all, pilot).split(x);
        const sorted = ascending(all.flat());
        const [from, to] = [below, atMost].map((counts) => counts.reduce((sum, n) => sum + n, 0));
        // As many draws of each replicate as all of them together have before that rank.
        const rankOf = (values: readonly number[], rank: number) =>
          values.filter((y) => rank > 0 && y <= sorted[rank - 1]!).length;
        expect(below).toEqual(all.map((values) => rankOf(values, from!)));
        expect(atMost).toEqual(all.map((values) => rankOf(values, to!)));
      }),
      { numRuns: 300 },
    );
  });
});

/** Draws of 8 replicates in turn. */
function replicated(n: number, draw: () => number): number[][] {
  const all: number[][] = Array.from({ length: 8 }, () => []);
  for (let i = 0; i < n; i++) all[i % 8]!.push(draw());
  return all;
}

/** A standard normal draw, by Box and Muller. */
function normalFrom(random: () => number): () => number {
  return () => Math.sqrt(-2 * log(1 - random())) * cos(2 * Math.PI * random());
}

const kinds: [name: string, of: (random: () => number, z: () => number) => number][] = [
  ['55 + z', (_, z) => 55 + z()],
  ['a spread of a millionth', (_, z) => 1000 + 0.001 * z()],
  ['a spread of 10^-9', (_, z) => 1e9 + z()],
  ['all that doubles can tell', (_, z) => 1e15 + z()],
  ['two far modes', (random, z) => (random() < 0.5 ? 0 : 1000) + 0.001 * z()],
  ['half of it zero', (random, z) => (random() < 0.5 ? 0 : z())],
  ['Cauchy', (_, z) => z() / z()],
  ['Pareto, 0.8', (random) => pow(1 - random(), -1.25)],
  ['lognormal, sigma 5', (_, z) => exp(5 * z())],
  ['negative and skewed', (_, z) => -exp(z())],
  ['a lattice of tenths', (_, z) => Math.floor(10 * exp(z())) / 10 + 2000],
  ['cut off at its median', (_, z) => Math.max(0, z())],
  ['near the greatest double', (_, z) => 1e307 * z()],
];

describe('against the draws themselves, 100,000 of them and a pilot of 4,096', () => {
  test.each(kinds)('%s: off by less than a tenth of the error, which is the same', (name, of) => {
    const random = stream(kinds.findIndex(([known]) => known === name));
    const all = replicated(100_000, () => of(random, normalFrom(random)));
    const exact = new SortedSample(all.map(ascending));
    const sample = bucketSample(all, 512);
    for (const p of Object.values(QUANTILE_LEVELS)) {
      const [wanted, found] = [quantileEstimate(exact, p), quantileEstimate(sample, p)];
      // As measured: 0.06 at most. Draws of a bucket lie evenly but for chance, which is sqrt(k) /
      // 2 of its k draws.
      const off = Math.abs(found.value! - wanted.value!);
      expect(off, `p ${p}`).toBeLessThanOrEqual(0.1 * wanted.se!);
      // What the method may be off is inside the interval.
      expect(found.low!).toBeLessThanOrEqual(wanted.value!);
      expect(found.high!).toBeGreaterThanOrEqual(wanted.value!);
      // Its own width is an eighth of an error, and the border of a group at which replicates are
      // compared may be 0.0024 off in probability: what eight of them say there of a variance
      // differs by a fifth at p5.
      expect(found.se!).toBeLessThanOrEqual(1.4 * wanted.se!);
      expect(found.se!).toBeGreaterThanOrEqual(0.7 * wanted.se!);
    }
    // Elsewhere, as for the hundred trials of a headline, no more than the error itself.
    for (const p of [
      0.005, 0.015, 0.025, 0.155, 0.335, 0.415, 0.565, 0.675, 0.835, 0.975, 0.985, 0.995,
    ]) {
      const [wanted, found] = [sampleQuantile(exact, p), sampleQuantile(sample, p)];
      const error = quantileEstimate(exact, p).se!;
      expect(Math.abs(found - wanted), `${p}`).toBeLessThanOrEqual(error);
    }
  });
});

describe('closed form', () => {
  test('draws of a bucket are taken to lie evenly; the least and the greatest are known', () => {
    // No pilot, so the buckets of [1, 2) are eighths: three draws of the last stand at 15, 17 and
    // 19 of 160 after 7/4.
    const sample = bucketSample([[-100, 1.9, 1.95, 1.99, 100]], 0);
    const last = [1, 2, 3].map((rank) => sample.orderStatistic(rank));
    const width = 1 / 8;
    for (const [k, x] of last.entries())
      expect(x).toBeCloseTo(2 - width + ((k + 0.5) / 3) * width, 12);
    expect(sample.bounds(0)).toEqual([-100, -100]);
    expect(sample.bounds(4)).toEqual([100, 100]);
    expect(sample.orderStatistic(4)).toBe(100);
  });

  test('values beyond the pilot are told to a part of their distance', () => {
    // The pilot lies in [0, 1]; a quarter of the draws near 40.
    const inside = Array.from({ length: 300 }, (_, i) => i / 299);
    const sample = bucketSample(
      [[...inside, ...Array.from({ length: 100 }, (_, i) => 40 + i / 100)]],
      300,
    );
    expect(Math.abs(sampleQuantile(sample, 0.9) - 40.6)).toBeLessThan(40 / 8);
  });

  test('a tail is told by its buckets: the excesses of a Pareto distribution have its shape', () => {
    const random = stream(77);
    const all = replicated(100_000, () => 1 / Math.sqrt(1 - random()));
    const exact = new SortedSample(all.map(ascending));
    const [wanted, found] = [exact, bucketSample(all, 512)].map((sample) => {
      const { next, draws } = sample.tail(true, 300);
      // Hill's estimate.
      return draws.reduce((sum, x) => sum + log(x / next), 0) / draws.length;
    });
    // Hill's estimate of 1/2 from 300 draws has a standard error of 0.03; a fifth of that is what
    // buckets may add.
    expect(Math.abs(found! - wanted!)).toBeLessThan(0.006);
  });

  test('a threshold that nobody announced is refused', () => {
    expect(() => bucketSample([[1, 2, 3, 4]], 4).countAtLeast(2.5)).toThrow(
      'draws at or above 2.5 were not counted',
    );
  });
});
