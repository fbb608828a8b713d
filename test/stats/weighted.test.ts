import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { log } from '../../src/math/functions.ts';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';
import { quantileEstimate } from '../../src/stats/quantile-estimate.ts';
import { rangesOf } from '../../src/stats/rare-values.ts';
import { weightTailShape } from '../../src/stats/weight-tail.ts';
import {
  shareBetween,
  summariseWeighted,
  weightedMean,
  weightedShare,
} from '../../src/stats/weighted.ts';
import { WeightedDistribution } from '../../src/stats/weighted-distribution.ts';
import {
  effectiveSampleSize,
  largestShare,
  type Weights,
  weightsFromLogs,
} from '../../src/stats/weights.ts';
import { SortedSample } from './sorted-sample.ts';

const quantileReader = (draws: Float64Array, weights: Weights) => {
  const distribution = WeightedDistribution.of(draws, weights)!;
  return (p: number) => distribution.quantile(p);
};

const uniforms = (name: string, n: number): Float64Array => {
  const key = streamKey('1', name);
  return Float64Array.from({ length: n }, (_, i) => uniformAt(key, i));
};
const firstsOf = (n: number, R: number): number[] =>
  Array.from({ length: R + 1 }, (_, r) => Math.floor((r * n) / R));
const column = { id: 'x', unit: '' };

describe('weights', () => {
  it('come from logarithms however far below zero these are', () => {
    const weights = weightsFromLogs(
      Float64Array.of(-5000, -5000 + log(3), Number.NEGATIVE_INFINITY),
    );
    expect(weights[0]).toBeCloseTo(0.25, 12);
    expect(weights[1]).toBeCloseTo(0.75, 12);
    expect(weights[2]).toBe(0);
  });

  it('are all 0 where nothing is possible', () => {
    const none = weightsFromLogs(new Float64Array(3).fill(Number.NEGATIVE_INFINITY));
    expect([...none]).toEqual([0, 0, 0]);
    expect(effectiveSampleSize(none)).toBe(0);
  });

  it('count as many as they are where equal, and as one where one has all', () => {
    expect(effectiveSampleSize(new Float64Array(50).fill(0.02))).toBeCloseTo(50, 10);
    expect(effectiveSampleSize(Float64Array.of(0, 3, 0))).toBe(1);
    // (1 + 2 + 3)^2 / (1 + 4 + 9)
    expect(effectiveSampleSize(Float64Array.of(1, 2, 3))).toBeCloseTo(36 / 14, 14);
    expect(largestShare(Float64Array.of(1, 2, 3))).toBe(0.5);
  });
});

test('law: the share of draws that count alike is the weighted one with weights of 1', () => {
  const some = fc.array(
    fc.oneof(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.constantFrom(-1, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    ),
    { minLength: 8, maxLength: 60 },
  );
  const end = fc.constantFrom(Number.NEGATIVE_INFINITY, -1, 0, 0.5, 1, Number.POSITIVE_INFINITY);
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 8 }), end, end, (values, R, from, to) => {
      const draws = Float64Array.from(values);
      const weights = { values: draws.map(() => 1), firsts: firstsOf(draws.length, R) };
      expect(shareBetween(draws, weights.firsts, [from, to])).toEqual(
        weightedShare(draws, weights, (x) => x >= from && x <= to, draws.length),
      );
    }),
  );
});

describe('weighted quantiles', () => {
  it('are the least value whose cumulative weight reaches p', () => {
    const of = quantileReader(Float64Array.of(30, 10, 20), {
      values: Float64Array.of(0.5, 0.2, 0.3),
      firsts: [0, 3],
    })!;
    expect([0, 0.19, 0.2, 0.21, 0.5, 0.51, 1].map((p) => of(p).value)).toEqual([
      10, 10, 10, 20, 20, 30, 30,
    ]);
  });

  it('agree with what the definition gives, draw by draw', () => {
    const pair = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 2, maxLength: 40 }),
        fc.constantFrom(0.05, 0.25, 0.5, 0.9),
        (pairs, p) => {
          fc.pre(pairs.some(([, w]) => w > 0));
          const draws = Float64Array.from(pairs, ([x]) => x);
          const values = Float64Array.from(pairs, ([, w]) => w);
          const sum = pairs.reduce((all, [, w]) => all + w, 0);
          const wanted = [...pairs]
            .sort(([a], [b]) => a - b)
            .find(([x]) => pairs.reduce((all, [y, w]) => all + (y <= x ? w : 0), 0) >= p * sum)![0];
          expect(quantileReader(draws, { values, firsts: [0, pairs.length] })!(p).value).toBe(
            wanted,
          );
        },
      ),
    );
  });

  it('have intervals that hold the truth in about 95 of 100 runs', () => {
    // Draws uniform, weights 2u: the quantile at p is the root of p. The share of 200 runs is known
    // to 1.5 points.
    const levels = [0.05, 0.5, 0.95];
    const covered = levels.map(() => 0);
    for (let k = 0; k < 200; k++) {
      const draws = uniforms(`quantiles ${k}`, 1600);
      const of = quantileReader(draws, { values: draws, firsts: firstsOf(1600, 16) });
      levels.forEach((p, j) => {
        const { low, high } = of(p);
        if (low! <= Math.sqrt(p) && Math.sqrt(p) <= high!) covered[j]++;
      });
    }
    for (const count of covered) {
      expect(count).toBeGreaterThanOrEqual(180);
      expect(count).toBeLessThanOrEqual(198);
    }
  });

  it('law: with equal weights they have the intervals of plain draws, or nearly so', () => {
    const draws = uniforms('equal', 1600);
    const firsts = firstsOf(1600, 16);
    const weighted = quantileReader(draws, { values: new Float64Array(1600).fill(3), firsts });
    const parts = firsts.slice(1).map((end, r) => draws.slice(firsts[r], end).sort());
    const plain = new SortedSample(parts);
    for (const p of [0.05, 0.5, 0.9]) {
      const [a, b] = [weighted(p), quantileEstimate(plain, p)];
      // Neighbouring draws are about 1/1600 apart.
      expect(Math.abs(a.value! - b.value!)).toBeLessThan(0.003);
      expect(Math.abs(a.low! - b.low!)).toBeLessThan(0.003);
      expect(Math.abs(a.high! - b.high!)).toBeLessThan(0.003);
    }
  });

  it('end at values that occur, and say which levels have the same value', () => {
    const draws = Float64Array.from({ length: 800 }, (_, i) => (i % 10 === 0 ? 1 : 0));
    const weights = { values: new Float64Array(800).fill(1), firsts: firstsOf(800, 8) };
    const { value, low, high, se, jump } = quantileReader(draws, weights)(0.5);
    expect([value, low, high, se]).toEqual([0, 0, 0, 0]);
    expect(jump!.atMost.value).toBeCloseTo(0.9, 12);
    expect(jump!.below.value).toBe(0);
  });

  it('without one replicate after another go down as its share at or below them goes up', () => {
    // Replicate 0 lies all below the others: without it the median is higher.
    const draws = uniforms('shifted', 800).map((u, i) => (i < 100 ? u - 0.5 : u));
    const weights = { values: new Float64Array(800).fill(1), firsts: firstsOf(800, 8) };
    const { value, leftOut } = WeightedDistribution.of(draws, weights)!.quantileLeavingOut(0.5);
    expect(leftOut[0]).toBeGreaterThan(value);
    expect(leftOut.reduce((sum, x) => sum + (x - value), 0)).toBeCloseTo(0, 12);
    // Exactly, by leaving it out: the slope of the quantile about the median is not quite constant.
    const without = quantileReader(draws.slice(100), {
      values: new Float64Array(700).fill(1),
      firsts: firstsOf(700, 7),
    })(0.5).value!;
    expect(Math.abs(leftOut[0]! - without)).toBeLessThan(0.03);
  });
});

describe('the weighted summary', () => {
  it('is that of the draws as often as their weight says', () => {
    const draws = Float64Array.of(1, 4, 2, 8);
    const times = [3, 1, 2, 2];
    const repeated = draws.constructor as Float64ArrayConstructor;
    const many = repeated.from(
      times.flatMap((count, i) => Array.from({ length: count }, () => draws[i])),
    );
    const a = summariseWeighted(column, draws, {
      values: Float64Array.from(times),
      firsts: [0, 4],
    });
    const mean = many.reduce((x, y) => x + y) / many.length;
    expect(a.mean.value).toBeCloseTo(mean, 14);
    expect(a.quantiles.p50.value).toBe(2);
    expect(a.shares!.map(({ value, share }) => [value, share.value])).toEqual([
      [1, 3 / 8],
      [2, 2 / 8],
      [4, 1 / 8],
      [8, 2 / 8],
    ]);
  });

  it('leaves out failed trials and counts them', () => {
    const values = Float64Array.of(1, 1, 1);
    const summary = summariseWeighted(column, Float64Array.of(2, Number.NaN, 4), {
      values,
      firsts: [0, 3],
    });
    expect(summary.failures).toBe(1);
    expect(summary.mean.value).toBe(3);
    expect(summary.quantiles.p95.value).toBe(4);
  });

  it('says nothing where no trial has weight', () => {
    const summary = summariseWeighted(column, Float64Array.of(2, 4), {
      values: new Float64Array(2),
      firsts: [0, 2],
    });
    expect(summary.mean.value).toBeNull();
    expect(summary.quantiles.p50.value).toBeNull();
  });

  it('keeps the digits of a small spread around a large mean', () => {
    const draws = uniforms('spread', 4096).map((u) => 1e9 + u);
    const { sd } = summariseWeighted(column, draws, {
      values: new Float64Array(4096).fill(1),
      firsts: firstsOf(4096, 16),
    });
    // 1 / sqrt(12), and the error of a standard deviation from 4096 draws is below 0.003.
    expect(Math.abs(sd.value! - Math.sqrt(1 / 12))).toBeLessThan(0.012);
  });

  it('has standard errors that a mean over many seeds bears out', () => {
    // Draws uniform, weights 2u: the weighted mean is 2/3. 200 repetitions know the share of
    // covered ones to 1.5 points.
    let covered = 0;
    for (let k = 0; k < 200; k++) {
      const draws = uniforms(`seed ${k}`, 1024);
      const mean = weightedMean(draws, { values: draws, firsts: firstsOf(1024, 16) });
      if (mean.low! <= 2 / 3 && mean.high! >= 2 / 3) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(181);
    expect(covered).toBeLessThanOrEqual(199);
  });
});

describe('the tail of weights', () => {
  it('has the shape with which it was drawn', () => {
    // Pareto weights u^-k: the tail of the distribution is generalised Pareto with shape k. With 3
    // sqrt(n) = 600 in the tail the error of the fit is about (1 + k) / sqrt(600), 0.07; three of
    // it.
    for (const k of [0.2, 0.5, 0.9]) {
      const logs = uniforms(`tail ${k}`, 40_000).map((u) => -k * log(u));
      expect(Math.abs(weightTailShape(logs)! - k)).toBeLessThan(0.2);
    }
  });

  it('does not depend on the scale of the weights', () => {
    const logs = uniforms('scale', 2000).map((u) => -0.4 * log(u));
    expect(weightTailShape(logs.map((value) => value - 3000))).toBeCloseTo(
      weightTailShape(logs)!,
      9,
    );
  });

  it('is none where the heaviest weights are equal', () => {
    expect(weightTailShape(new Float64Array(500))).toBeUndefined();
    expect(weightTailShape(Float64Array.of(1, 2))).toBeUndefined();
  });
});

it('a mean of rare losses is as uncertain under equal weights as it is without weights', () => {
  const draws = Float64Array.from({ length: 1600 }, (_, i) => (i % 400 === 7 ? 500 + i : 0));
  const firsts = firstsOf(1600, 16);
  const equal = { values: new Float64Array(1600).fill(3), firsts };
  const { mean, sd } = summariseWeighted(column, draws, equal);
  const losses = [...draws].filter((x) => x > 0);
  const alone = rangesOf({
    usual: 0,
    differences: losses,
    shares: losses.map(() => 1 / 1600),
  })!;
  // Replicates of a statistic that most of them have seen nothing of may reach further, but no less
  // far.
  expect(mean.low).toBeLessThanOrEqual(alone.mean[0] * (1 + 1e-12));
  expect(mean.high).toBeGreaterThanOrEqual(alone.mean[1] * (1 - 1e-12));
  expect(sd.high).toBeGreaterThanOrEqual(alone.sd[1] * (1 - 1e-12));
});
