import { describe, expect, test } from 'vitest';
import { exp, log } from '../../src/math/functions.ts';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';
import { estimateFrom } from '../../src/stats/interval.ts';
import { summariseOutcome } from '../../src/stats/summarise.ts';
import type { Wanted } from '../../src/stats/summary.ts';
import { SortedSample } from './sorted-sample.ts';

/** Summary of replicates written out by hand, with quantiles from all draws. */
function summaryOf(replicates: readonly (readonly number[])[], trials?: number, wanted?: Wanted) {
  const sample = new SortedSample(replicates.map((draws) => Float64Array.from(draws).sort()));
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
    sample,
    isFew(replicates.flat()) ? values : undefined,
    trials ?? replicates.flat().length,
    wanted,
  );
}

/** As the collector has it: few whole values. */
function isFew(draws: readonly number[]): boolean {
  return draws.every(Number.isInteger) && new Set(draws).size <= 16;
}

test('closed form: two replicates of three draws', () => {
  const { mean, sd, quantiles, ...rest } = summaryOf([
    [1, 2, 3],
    [5, 6, 10],
  ]);
  // Means 2 and 7; 27 / 6 of all. Squares about it: 12.25 + 6.25 + 2.25 + 0.25 + 2.25 + 30.25 =
  // 53.5, over 6, and the square of the error of the mean.
  expect(mean).toMatchObject({ value: 4.5, se: 2.5 });
  expect(sd.value).toBeCloseTo(Math.sqrt(53.5 / 6 + 6.25), 14);
  // Squares about the replicates' own means: 2 and 14, over 3, and twice the square of that error.
  const ofMean = 2 * 6.25;
  expect(sd.se).toBeCloseTo((Math.sqrt(14 / 3 + ofMean) - Math.sqrt(2 / 3 + ofMean)) / 2, 14);
  // All of one replicate lie below 4 and all of the other above: the share at or below it may be
  // anything, and so may the median.
  expect(quantiles.p50).toMatchObject({ value: 4, low: 1, high: 10 });
  // At 0.1 * 5 of all.
  expect(quantiles.p10.value).toBe(1.5);
  expect(Object.keys(quantiles)).toEqual(['p5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95']);
  expect(rest).toMatchObject({ id: 'it', unit: 'EUR', least: 1, greatest: 10, failures: 0 });
});

test('closed form: shares of values, with the error between replicates', () => {
  const { shares } = summaryOf([
    [0, 0, 0, 1],
    [0, 1, 1, 2],
  ]);
  expect(shares!.map(({ value, share }) => [value, share.value])).toEqual([
    [0, 0.5],
    [1, 0.375],
    [2, 0.125],
  ]);
  // 3 / 4 and 1 / 4, and counts of 8 that are rounded.
  expect(shares![0]!.share.se).toBeCloseTo(Math.sqrt(0.25 ** 2 + 2 / 12 / 64), 14);
  // 1 and 2 of 4 are nearer to each other than independent trials are: 3 of 8.
  expect(shares![1]!.share.se).toBeCloseTo(Math.sqrt((0.375 * 0.625) / 8), 14);
});

test('closed form: chances are shares at or above a threshold, trials the middles of hundredths', () => {
  const { chances, worlds } = summaryOf(
    [
      [1, 2, 3],
      [3, 4, 5],
    ],
    6,
    { hundred: true, thresholds: [3, 9] },
  );
  expect(chances).toMatchObject([
    { atLeast: 3, share: { value: 4 / 6 } },
    { atLeast: 9, share: { value: 0, low: 0 } },
  ]);
  // One of three, and all three; counts of six that are rounded.
  expect(chances![0].share.se).toBeCloseTo(Math.sqrt(1 / 9 + 2 / 12 / 36), 14);
  // A share that stays unseen in six trials once in forty times.
  expect(chances![1]!.share.high).toBeCloseTo(1 - 0.025 ** (1 / 6), 12);
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
    // Squares about their own means 2 and 0, over 2, and twice the square of the error of the mean.
    expect(sd.se).toBeCloseTo((Math.sqrt(1 + 4.5) - Math.sqrt(4.5)) / 2, 14);
    // Of 4, 6, 8 and 8 it is 7, but draws pile up at 8.
    expect(quantiles.p50).toMatchObject({ value: 6, low: 4, high: 8 });
    expect(shares![0]).toMatchObject({ value: 4, share: { value: 0.25 } });
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
    expect(quantiles.p95).toMatchObject({ value: 5, se: null, low: null, high: null });
  });
});

describe('events', () => {
  const never = Array.from({ length: 16 }, () => Array.from({ length: 100 }, () => 0));

  test('that were never seen have no mean that is a point', () => {
    const { mean, sd } = summaryOf(never);
    expect(mean).toMatchObject({ value: 0, low: 0 });
    expect(mean.high).toBeGreaterThan(3.6 / 1600);
    // The standard deviation of an event is that of its probability.
    expect(sd.high).toBeCloseTo(Math.sqrt(mean.high! * (1 - mean.high!)), 14);
    expect(sd.low).toBe(0);
  });

  test('have a mean that is the share of 1, with its interval', () => {
    const { mean, shares } = summaryOf(
      never.map((draws, r) => draws.map((_, i) => (i <= r ? 1 : 0))),
    );
    expect(mean).toEqual(shares!.find(({ value }) => value === 1)!.share);
  });
});

describe('values that seldom come up', () => {
  const losses = (k: number): number[][] =>
    Array.from({ length: 16 }, (_r, r) =>
      Array.from({ length: 100 }, (_, i) => (r < k && i === 0 ? 20.5 : 10)),
    );

  test('leave mean and standard deviation as uncertain as so few events are', () => {
    const { mean, sd } = summaryOf(losses(3));
    expect(mean.value).toBeCloseTo(10 + (10.5 * 3) / 1600, 12);
    expect(mean.high).toBeGreaterThanOrEqual(10 + (10.5 * 8.767) / 1600);
    expect(mean.low).toBeLessThanOrEqual(10 + (10.5 * 0.619) / 1600);
    expect(sd.high).toBeGreaterThanOrEqual(10.5 * Math.sqrt(8.767 / 1600 - (3 / 1600) ** 2));
  });

  test('on either side may each be missing', () => {
    const { mean } = summaryOf([
      [-1, ...Array.from({ length: 99 }, () => 0), 1],
      Array.from({ length: 101 }, () => 0),
    ]);
    // Of 1 event it is 0.0253 to 5.5716.
    expect(mean.low).toBeCloseTo(-mean.high!, 12);
    expect(mean.high).toBeGreaterThanOrEqual((5.5716 - 0.0253) / 202 - 1e-6);
  });

  test('but a spread whose squares are no doubles is not 0', () => {
    const { mean, sd } = summaryOf([
      [1e-200, 3e-200],
      [2e-200, 5e-200],
    ]);
    expect(mean.value).toBeCloseTo(2.75e-200, 210);
    expect(sd).toMatchObject({ value: null, low: null });
    expect(sd.unsupported).toContain('smallest number');
  });

  test('but a constant has no error', () => {
    expect(summaryOf(losses(0)).mean).toMatchObject({ value: 10, se: 0, low: 10, high: 10 });
  });
});

describe('quantiles of outcomes with few values', () => {
  // 0, 0.25, ..., 1 with the probabilities of four coins, sixteen times over.
  const coins = [
    0, 0.25, 0.25, 0.25, 0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.75, 0.75, 0.75, 0.75, 1,
  ];
  const replicates = Array.from({ length: 16 }, () =>
    Array.from({ length: 10 }, () => coins).flat(),
  );
  const { quantiles, sd } = summaryOf(replicates);

  test('are values that occur, and so are the ends of their intervals', () => {
    for (const { value, low, high } of Object.values(quantiles))
      for (const x of [value, low, high]) expect(coins).toContain(x);
    expect(quantiles.p50).toMatchObject({ value: 0.5, se: 0, low: 0.5, high: 0.5 });
  });

  test('say from which level to which they hold', () => {
    expect(quantiles.p50.jump!.below.value).toBe(5 / 16);
    expect(quantiles.p50.jump!.atMost.value).toBe(11 / 16);
  });

  test('closed form: the standard deviation of a balanced design has no n - 1 in it', () => {
    expect(sd).toMatchObject({ value: 0.25, se: 0 });
  });

  test('at a level that is the share of a value, do not lie between it and the next', () => {
    // Half 1000.5 and half 1000.7: a value between them does not occur.
    const halves = Array.from({ length: 16 }, () => [1000.5, 1000.7, 1000.5, 1000.7]);
    const { p50 } = summaryOf(halves).quantiles;
    expect(p50).toMatchObject({ value: 1000.5, low: 1000.5, high: 1000.7 });
    // Whichever of the two it is, the other one is two errors off, however many replicates there
    // are.
    expect(p50.se).toBeCloseTo(0.2 / 1.96, 4);
  });
});

describe('tails', () => {
  const key = streamKey('1', 'tails');
  const replicates = (of: (u: number) => number): number[][] =>
    Array.from({ length: 16 }, (_r, r) =>
      Array.from({ length: 200 }, (_, i) => of(uniformAt(key, 200 * r + i))),
    );

  test('without a mean: it is not given, nor is the standard deviation, and both say why', () => {
    // Pareto with index 0.8: k is 1.25.
    const { mean, sd, tails, quantiles } = summaryOf(replicates((u) => exp(-log(u) / 0.8)));
    expect(mean).toMatchObject({ value: null, low: null });
    expect(mean.unsupported).toContain('upper tail has Pareto k 1.');
    expect(sd.unsupported).toBeDefined();
    expect(tails.upper).toBeGreaterThan(1);
    expect(quantiles.p50.value).toBeCloseTo(exp(-log(0.5) / 0.8), 0);
  });

  test('without a variance: the mean reaches further up than its replicates say, and there is no standard deviation', () => {
    // Pareto with index 1.6: k is 0.625, the mean 1.6 / 0.6.
    const draws = replicates((u) => exp(-log(u) / 1.6));
    const { mean, sd } = summaryOf(draws);
    const plain = estimateFrom(
      mean.value!,
      draws.map((part) => part.reduce((a, b) => a + b) / 200),
    );
    expect(mean.value).not.toBeNull();
    expect(mean.high).toBeGreaterThan(plain.high!);
    expect(mean.low).toBe(plain.low);
    expect(sd.unsupported).toContain('variance');
  });

  test('that are light change nothing', () => {
    const draws = replicates((u) => u);
    const { mean, sd, tails } = summaryOf(draws);
    const means = draws.map((part) => part.reduce((a, b) => a + b) / 200);
    expect(mean).toEqual(estimateFrom(mean.value!, means));
    expect(sd.unsupported).toBeUndefined();
    // A uniform distribution ends with a shape of -1.
    expect(tails.upper).toBeLessThan(-0.5);
  });
});

describe('a summary of less', () => {
  const draws = [
    [1.5, 2, 3, 40],
    [5, 6, 10, 11.25],
  ];
  const whole = summaryOf(draws, undefined, { hundred: true, thresholds: [3] });
  const { p50, p95 } = whole.quantiles;

  test('with quantiles alone has them whole, and of the mean the value', () => {
    const some = summaryOf(draws, undefined, {
      hundred: true,
      thresholds: [3],
      depth: 'quantiles',
    });
    expect(some.quantiles).toEqual(whole.quantiles);
    expect([some.worlds, some.chances]).toEqual([whole.worlds, whole.chances]);
    expect(some.mean).toEqual({ value: whole.mean.value, se: null, low: null, high: null });
    expect(some.sd.value).toBe(null);
  });

  test('with values alone has those, and no errors', () => {
    const { quantiles } = summaryOf(draws, undefined, {
      hundred: false,
      thresholds: [],
      depth: 'values',
    });
    expect([quantiles.p50.value, quantiles.p95.value]).toEqual([p50.value, p95.value]);
    expect([p50.se, quantiles.p50.se]).toEqual([expect.any(Number), null]);
  });
});
