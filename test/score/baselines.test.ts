import { describe, expect, test } from 'vitest';
import { log } from '../../src/math/functions.ts';
import { type BaselineScores, baselinesOf, type NoBaseline } from '../../src/score/baselines.ts';
import { compareScores } from '../../src/score/comparisons.ts';
import { crpsOfLognormal } from '../../src/score/rules/crps.ts';
import { toDay } from '../../src/text/day.ts';

const known = toDay('2026-05-20');
const scores = (found: BaselineScores | NoBaseline) => found as BaselineScores;
const why = (found: BaselineScores | NoBaseline) => (found as NoBaseline).why;

describe('the last value', () => {
  test('of an amount is a certain forecast: all its scores are the distance, the logarithmic one infinite', () => {
    const found = scores(
      baselinesOf(
        { target: 'sales[2026Q2]', value: 7, known, earlier: { '2025Q3': 4, '2025Q4': 5 } },
        'amount',
      )['last value'],
    );
    expect(found).toMatchObject({
      crps: 2,
      wis: 2,
      absoluteError: 2,
      log: Number.POSITIVE_INFINITY,
    });
  });

  test('of an event that happened, or bounds that hold it, has a Brier score of 0 or 1', () => {
    const event = (value: number, last: number) =>
      scores(
        baselinesOf({ target: 'open', value, known, earlier: { '2025': last } }, 'event')[
          'last value'
        ],
      ).brier;
    expect([event(1, 1), event(1, 0), event(0, 1), event(0, 0)]).toEqual([0, 1, 1, 0]);
    const bounds = (last: number) =>
      scores(
        baselinesOf(
          { target: 'units', between: [0, 33], known, earlier: { '2025': last } },
          'amount',
        )['last value'],
      ).brier;
    expect([bounds(20), bounds(40)]).toEqual([0, 1]);
  });
});

describe('the random walk in logarithms', () => {
  const earlier = { '2025Q1': 100, '2025Q2': 120, '2025Q3': 90, '2025Q4': 110 };

  test('is a lognormal with steps as large as those seen, one a quarter', () => {
    const steps = [log(1.2), log(0.75), log(110 / 90)];
    const step = Math.sqrt(steps.reduce((sum, d) => sum + d * d, 0) / 3);
    const found = scores(
      baselinesOf({ target: 'sales[2026Q3]', value: 150, known, earlier }, 'amount')['random walk'],
    );
    // Three quarters ahead: the variance is three times that of a step.
    expect(found.crps).toBeCloseTo(crpsOfLognormal(log(110), step * Math.sqrt(3), 150), 12);
    expect(found.absoluteError).toBeCloseTo(40, 9);
    // WIS at 23 levels is near the CRPS: the levels are few, and closer together in the tails.
    expect(Math.abs(found.wis! / found.crps! - 1)).toBeLessThan(0.12);
  });

  test('of bounds: the probability between them', () => {
    const upper = scores(
      baselinesOf({ target: 'sales[2026Q1]', below: 110, known, earlier }, 'amount')['random walk'],
    );
    // The median of a walk without drift is the last value.
    expect(upper.brier).toBeCloseTo(0.25, 12);
  });

  test('says why there is none', () => {
    const of = (given: Record<string, number> | undefined, kind: 'amount' | 'event' = 'amount') =>
      why(
        baselinesOf(
          { target: 'sales[2026Q3]', value: 1, known, ...(given ? { earlier: given } : {}) },
          kind,
        )['random walk'],
      );
    expect(of(undefined)).toBe('no earlier values are given');
    expect(of({ '2025Q3': 0, '2025Q4': 3 })).toBe('2025Q3 is 0, which has no logarithm');
    expect(of({ '2025Q3': 2, '2025Q4': 3 })).toBe('2 earlier values give no spread; wanted 3');
    expect(of({ '2025Q2': 3, '2025Q3': 3, '2025Q4': 3 })).toBe('the earlier values never change');
    expect(of(earlier, 'event')).toBe('only amounts have logarithms');
  });
});

describe('comparing scores', () => {
  const of = (values: readonly number[], unit = 'kunit') =>
    values.map((value, k) => ({ target: `t${k}`, rule: 'crps', unit, value }));

  test('differences, their error over targets, and the ratio', () => {
    const found = compareScores(['a', of([1, 2, 3, 4])], ['b', of([2, 2, 5, 9])])!;
    expect(found).toMatchObject({ targets: 4, better: 3, same: 1 });
    const [{ difference }] = found.differences;
    expect(difference.value).toBe(-2);
    // Differences -1, 0, -2, -5: sample variance 14 / 3, over 4 targets.
    expect(difference.se).toBeCloseTo(Math.sqrt(14 / 3 / 4), 12);
    // Geometric mean of 1/2, 1, 3/5, 4/9.
    expect(found.ratio.value).toBeCloseTo(Math.sqrt(Math.sqrt((1 / 2) * (3 / 5) * (4 / 9))), 12);
  });

  test('only like with like: same target, rule and unit, finite scores', () => {
    const infinite = of([1, Number.POSITIVE_INFINITY]);
    expect(compareScores(['a', of([1, 2])], ['b', infinite])!.targets).toBe(1);
    expect(compareScores(['a', of([1, 2])], ['b', of([1, 2], 'USD')])).toBe(undefined);
  });
});
