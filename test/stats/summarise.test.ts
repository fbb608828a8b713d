import { describe, expect, test } from 'vitest';
import { quantileOfSamples, quantileSorted } from '../../src/stats/quantile.ts';
import { type Sample, summariseOutcome } from '../../src/stats/summarise.ts';
import type { Wanted } from '../../src/stats/summary.ts';

/** Summary of replicates written out by hand, with quantiles from all draws. */
function summaryOf(replicates: readonly (readonly number[])[], trials?: number, wanted?: Wanted) {
  const sorted = replicates.map((draws) => Float64Array.from(draws).sort());
  const samples = sorted.map(
    (draws): Sample => ({
      count: draws.length,
      quantile: (p) => quantileSorted(draws, p),
      countAtLeast: (threshold) => draws.filter((x) => x >= threshold).length,
    }),
  );
  const pooled = {
    count: replicates.flat().length,
    quantile: (p: number) => quantileOfSamples(sorted, p),
    countAtLeast: (threshold: number) => replicates.flat().filter((x) => x >= threshold).length,
  };
  const moments = replicates.flatMap((draws) => {
    if (draws.length === 0) return [0, 0, 0, Infinity, -Infinity];
    const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
    const squares = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0);
    return [draws.length, mean, squares, Math.min(...draws), Math.max(...draws)];
  });
  const values = [...new Set(replicates.flat())].map((value) => ({
    value,
    counts: replicates.map((draws) => draws.filter((x) => x === value).length),
  }));
  return summariseOutcome(
    { id: 'it', unit: 'EUR' },
    Float64Array.from(moments),
    pooled,
    samples,
    values,
    trials ?? replicates.flat().length,
    wanted,
  );
}

test('closed form: two replicates of three draws', () => {
  const { mean, sd, quantiles, ...rest } = summaryOf([
    [1, 2, 3],
    [5, 6, 10],
  ]);
  // Means 2 and 7; 27 / 6 of all. Squares about it: 12.25 + 6.25 + 2.25 + 0.25 + 2.25 + 30.25 = 53.5, over 5.
  expect(mean).toMatchObject({ value: 4.5, se: 2.5 });
  expect(sd.value).toBeCloseTo(Math.sqrt(53.5 / 5), 14);
  // Standard deviations 1 and sqrt(14 / 2).
  expect(sd.se).toBeCloseTo((Math.sqrt(7) - 1) / 2, 14);
  // Medians 2 and 6, of all midway between 3 and 5.
  expect(quantiles.p50).toMatchObject({ value: 4, se: 2 });
  // At 0.1 * 5 of all, at 0.1 * 2 of each: 1.5; 1.2 and 5.2.
  expect(quantiles.p10.value).toBe(1.5);
  expect(quantiles.p10.se).toBeCloseTo(2, 14);
  expect(Object.keys(quantiles)).toEqual(['p5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95']);
  expect(rest).toMatchObject({ id: 'it', unit: 'EUR', least: 1, greatest: 10, failures: 0 });
});

test('closed form: shares of values, with the error between replicates', () => {
  const { shares } = summaryOf([
    [0, 0, 0, 1],
    [0, 1, 1, 2],
  ]);
  expect(shares).toMatchObject([
    { value: 0, share: { value: 0.5, se: 0.25 } },
    { value: 1, share: { value: 0.375, se: 0.125 } },
    { value: 2, share: { value: 0.125, se: 0.125 } },
  ]);
});

test('closed form: chances are shares at or above a threshold, worlds the middles of hundredths', () => {
  const { chances, worlds } = summaryOf(
    [
      [1, 2, 3],
      [3, 4, 5],
    ],
    6,
    { worlds: true, thresholds: [3, 9] },
  );
  expect(chances).toMatchObject([
    { atLeast: 3, share: { value: 4 / 6 } },
    { atLeast: 9, share: { value: 0, se: 0, low: 0 } },
  ]);
  // One of three, and all three.
  expect(chances![0].share.se).toBeCloseTo(1 / 3, 14);
  // A share that stays unseen in six trials once in forty times.
  expect(chances![1]!.share.high).toBeCloseTo(1 - 0.025 ** (1 / 6), 14);
  expect(worlds).toHaveLength(100);
  // Type 7 at 0.005 of five steps from 1 to 2, and from 4 to 5.
  expect(worlds![0]).toBeCloseTo(1.025, 14);
  expect(worlds![99]).toBeCloseTo(4.975, 14);
  expect(summaryOf([[1], [2]])).not.toHaveProperty('worlds');
});

test('one replicate gives estimates without an error', () => {
  const { mean, sd, quantiles, shares } = summaryOf([[1, 2, 3]]);
  for (const estimate of [mean, sd, quantiles.p50, shares![0]!.share]) {
    expect(estimate.value).not.toBeNull();
    expect(estimate.se).toBeNull();
  }
});

describe('trials that failed', () => {
  test('are counted, and all else is of the others', () => {
    const { mean, failures } = summaryOf([[1, 3], [5]], 10);
    expect(failures).toBe(7);
    expect(mean).toMatchObject({ value: 3, se: 1.5 });
  });

  test('may be all of a replicate, which then says nothing of the error', () => {
    const { mean, sd, quantiles, shares } = summaryOf([[], [4, 6], [8, 8]], 6);
    expect(mean).toMatchObject({ value: 6.5, se: 1.5 });
    expect(sd.se).toBeCloseTo(Math.SQRT2 / 2, 14);
    expect(quantiles.p50).toMatchObject({ value: 7, se: 1.5 });
    expect(shares![0]).toMatchObject({ value: 4, share: { value: 0.25, se: 0.25 } });
  });

  test('may be all: then nothing is estimated', () => {
    const nothing = { value: null, se: null, low: null, high: null };
    const summary = summaryOf([[], []], 4);
    expect(summary).toMatchObject({
      mean: nothing,
      sd: nothing,
      least: null,
      greatest: null,
      failures: 4,
    });
    expect(Object.values(summary.quantiles)).toEqual(Array.from({ length: 7 }, () => nothing));
    expect(summary.shares).toBeUndefined();
  });

  test('may leave one: it has a mean, but no spread', () => {
    const { mean, sd, quantiles } = summaryOf([[5], []], 2);
    expect(mean).toEqual({ value: 5, se: null, low: null, high: null });
    expect(sd).toEqual({ value: null, se: null, low: null, high: null });
    expect(quantiles.p95).toEqual({ value: 5, se: null, low: null, high: null });
  });
});
