/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadKernel } from '../../src/kernel/load.ts';
import { Partitioner, type RankRange } from '../../src/kernel/partitioner.ts';
import { cos, exp, log, pow } from '../../src/math/functions.ts';
import { likelyRanks, PartitionedSample } from '../../src/stats/partitioned-sample.ts';
import { quantileEstimate } from '../../src/stats/quantile-estimate.ts';
import { QUANTILE_LEVELS } from '../../src/stats/summary.ts';
import { stream } from '../kernel/noise.ts';
import { SortedSample } from './sorted-sample.ts';

const partitioner = new Partitioner(loadKernel());

function partitioned(
  replicates: readonly (readonly number[])[],
  likely: readonly RankRange[] = [],
): PartitionedSample {
  const firsts = [0];
  for (const { length } of replicates) firsts.push(firsts.at(-1)! + length);
  return new PartitionedSample(
    partitioner.partition(Float64Array.from(replicates.flat()), firsts, likely),
  );
}

/** Both zeros are one: which of them stands for a rank says nothing. */
const finite = (values: readonly number[]) =>
  Float64Array.from(values.filter(Number.isFinite), (x) => x + 0).sort();

const value = fc.oneof(
  fc.double({ min: -10, max: 10 }),
  fc.integer({ min: -5, max: 5 }),
  fc.double(),
  fc.constantFrom(0, -0, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, Number.NaN, 1 / 0, -1 / 0),
);
const replicates = fc
  .array(fc.array(value, { maxLength: 300 }), { minLength: 1, maxLength: 5 })
  .filter((all) => all.flat().some(Number.isFinite));

/** Of many thousands, which `toEqual` takes a second to look at. */
function expectSameNumbers(found: ArrayLike<number>, wanted: ArrayLike<number>): void {
  const differs = (x: number, k: number): boolean => !Object.is(x, wanted[k]);
  expect(found.length).toBe(wanted.length);
  expect(Array.prototype.findIndex.call(found, differs)).toBe(-1);
}

function expectSame(all: readonly (readonly number[])[], places: readonly number[]): void {
  const found = partitioned(all);
  const wanted = new SortedSample(all.map(finite));
  expect(found.count).toBe(wanted.count);
  expect(found.sizes).toEqual(wanted.sizes);
  for (const place of places) {
    const rank = Math.floor(place * (wanted.count - 1));
    const x = found.orderStatistic(rank) + 0;
    expect(x).toBe(wanted.orderStatistic(rank));
    expect(found.bounds(rank).map((y) => y + 0)).toEqual([x, x]);
    expect(found.split(x)).toEqual(wanted.split(x));
    expect(found.split(x + 0.5)).toEqual(wanted.split(x + 0.5));
    expect(found.countAtLeast(x)).toEqual(wanted.countAtLeast(x));
    if (rank + 1 === wanted.count) continue;
    const { low, high, piled } = found.pair(rank);
    expect({ low: low + 0, high: high + 0, piled }).toEqual(wanted.pair(rank));
    for (const upper of [true, false]) {
      const [tail, sorted] = [found, wanted].map((sample) => sample.tail(upper, rank + 1));
      expect(tail!.next + 0).toBe(sorted!.next);
      expectSameNumbers(
        tail!.draws.map((y) => y + 0),
        sorted!.draws,
      );
    }
  }
}

describe('law: as of draws that are sorted in full', () => {
  test('ranks, pairs, splits and tails, in the same order, of any draws', () => {
    const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3 });
    fc.assert(fc.property(replicates, places, expectSame), { numRuns: 300 });
  });

  test('few whole values are counted by replicate, others are not', () => {
    const whole = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 }), {
      minLength: 1,
      maxLength: 4,
    });
    const seen = { few: 0, many: 0 };
    fc.assert(
      fc.property(fc.oneof(whole, replicates), (all) => {
        const kept = all.map((values) => values.filter(Number.isFinite).map((x) => x + 0));
        const distinct = [...new Set(kept.flat())].sort((a, b) => a - b);
        const few = distinct.length <= 16 && distinct.every(Number.isInteger);
        seen[few ? 'few' : 'many']++;
        expect(partitioned(all).values()).toEqual(
          few
            ? distinct.map((value) => ({
                value,
                counts: kept.map((values) => values.filter((x) => x === value).length),
              }))
            : undefined,
        );
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.few, seen.many)).toBeGreaterThan(30);
  });
});

/** A standard normal draw, by Box and Muller. */
function normalFrom(random: () => number): () => number {
  return () => Math.sqrt(-2 * log(1 - random())) * cos(2 * Math.PI * random());
}

const kinds: [name: string, of: (random: () => number, z: () => number) => number][] = [
  ['55 + z', (_, z) => 55 + z()],
  ['a spread of 10^-9', (_, z) => 1e9 + z()],
  ['two far modes', (random, z) => (random() < 0.5 ? 0 : 1000) + 0.001 * z()],
  ['all but one in a thousand zero', (random, z) => (random() < 0.999 ? 0 : z())],
  ['Cauchy', (_, z) => z() / z()],
  ['Pareto, 0.2', (random) => pow(1 - random(), -5)],
  ['lognormal, sigma 50', (_, z) => exp(50 * z())],
  ['a lattice of tenths', (_, z) => Math.floor(10 * exp(z())) / 10 + 2000],
  ['a flag', (random) => (random() < 0.3 ? 1 : 0)],
  ['near the greatest double', (_, z) => 1e307 * z()],
  ['one in ten fails', (random, z) => (random() < 0.1 ? Number.NaN : z())],
];

describe('of 16,000 draws in 8 replicates', () => {
  test.each(kinds)('%s: ranks and quantiles with their errors are the same', (name, of) => {
    const random = stream(kinds.findIndex(([known]) => known === name));
    const all = Array.from({ length: 8 }, () =>
      Array.from({ length: 2000 }, () => of(random, normalFrom(random))),
    );
    expectSame(all, [0, 1e-4, 0.01, 0.5, 0.9, 0.9999, 1]);
    const likely = likelyRanks(16_000, { hundred: true, thresholds: [] });
    const [found, wanted] = [partitioned(all, likely), new SortedSample(all.map(finite))];
    for (const p of Object.values(QUANTILE_LEVELS))
      expect(quantileEstimate(found, p)).toEqual(quantileEstimate(wanted, p));
  });
});

test('as many replicates as draws', () => {
  const random = stream(1);
  expectSame(
    Array.from({ length: 700 }, () => [random()]),
    [0, 0.3, 0.7, 1],
  );
});

test('a rank that no draw has is refused', () => {
  expect(() => partitioned([[1, 2]]).orderStatistic(2)).toThrow('rank 2 of 2 draws');
});
