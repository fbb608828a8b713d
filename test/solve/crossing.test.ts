import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exp, log, normalCdf } from '../../src/math/functions.ts';
import { findCrossings } from '../../src/solve/crossing.ts';
import type { Estimate } from '../../src/stats/summary.ts';

/** An estimate with a symmetric interval of two errors. */
const around = (value: number, se: number): Estimate => ({
  value,
  se,
  low: value - 2 * se,
  high: value + 2 * se,
});

/** A statistic as the search asks for it, and how often it was asked. */
function counting(of: (x: number) => Estimate) {
  const asked = { times: 0 };
  return {
    asked,
    measure: async (x: number) => {
      asked.times++;
      return of(x);
    },
  };
}

describe('closed forms', () => {
  test('a straight line, and the interval that its error gives', async () => {
    // 3 + 2 x reaches 7.5 at 2.25; 2 errors of 0.1 over a slope of 2 are 0.1.
    const { measure, asked } = counting((x) => around(3 + 2 * x, 0.1));
    const { crossings, turn } = await findCrossings(measure, { from: 0, to: 10, target: 7.5 });
    expect(crossings).toHaveLength(1);
    const [{ value, low, high, rises, isOpen }] = crossings;
    expect(value).toBeCloseTo(2.25, 12);
    // To two hundredths of the half width.
    expect(Math.abs(low - 2.15)).toBeLessThan(0.002);
    expect(Math.abs(high - 2.35)).toBeLessThan(0.002);
    expect({ rises, isOpen, turn }).toEqual({
      rises: true,
      isOpen: { low: false, high: false },
      turn: undefined,
    });
    expect(asked.times).toBeLessThan(25);
  });

  test('the median at which a lognormal passes a threshold with probability 0.3', async () => {
    // P(X > 5) = 1 - cdf(log(5 / m) / s) = 0.3 at m = 5 exp(-s z), z the normal quantile of 0.7.
    const s = 0.8;
    const at = (m: number): number => 1 - normalCdf(log(5 / m) / s);
    const { measure } = counting((m) => around(at(m), 0.002));
    const { crossings } = await findCrossings(measure, { from: 0.5, to: 20, target: 0.3 });
    // scipy 1.17.1: scipy.stats.norm.ppf(0.7)
    const exact = 5 * exp(-s * 0.5244005127080407);
    const [{ value, low, high }] = crossings;
    expect(Math.abs(value - exact)).toBeLessThan(0.02 * (high - low));
    const slope = (at(exact + 1e-4) - at(exact - 1e-4)) / 2e-4;
    expect((high - low) / 2).toBeCloseTo(0.004 / slope, 3);
  });

  test('a falling line', async () => {
    const { crossings } = await findCrossings(async (x) => around(1 - x, 0), {
      from: 0,
      to: 1,
      target: 0.9,
    });
    expect(crossings[0].value).toBeCloseTo(0.1, 8);
    expect(crossings[0].rises).toBe(false);
  });
});

test('what is not reached has no crossing, and the greatest that was is told', async () => {
  const found = await findCrossings(async (x) => around(0.31 * x, 0.001), {
    from: 0,
    to: 1,
    target: 0.5,
  });
  expect(found.crossings).toEqual([]);
  expect(found.greatest).toEqual({ x: 1, estimate: around(0.31, 0.001) });
  expect(found.least?.x).toBe(0);
});

test('a statistic that turns has two crossings, and says where it turns', async () => {
  const { crossings, turn } = await findCrossings(async (x) => around(4 * x * (1 - x), 0.001), {
    from: 0,
    to: 1,
    target: 0.75,
  });
  expect(crossings.map(({ value }) => Math.round(value * 1e4) / 1e4)).toEqual([0.25, 0.75]);
  expect(crossings.map(({ rises }) => rises)).toEqual([true, false]);
  expect(turn).toBe(0.5);
});

test.each([
  ['a valley', (x: number) => (x - 0.5) ** 2, 0.5],
  ['a rise', (x: number) => x, undefined],
  ['a fall', (x: number) => -x, undefined],
  ['a step', (x: number) => Number(x > 0.4), undefined],
])('%s turns where it does', async (_, of, at) => {
  const { turn } = await findCrossings(async (x) => around(of(x), 1e-6), {
    from: 0,
    to: 1,
    target: 9,
  });
  expect(turn).toBe(at);
});

test('an error that hides the slope leaves the interval open to both sides', async () => {
  const { crossings } = await findCrossings(async (x) => around(0.5 + 0.01 * (x - 0.3), 0.2), {
    from: 0,
    to: 1,
    target: 0.5,
  });
  expect(crossings[0]).toMatchObject({ low: 0, high: 1, isOpen: { low: true, high: true } });
});

test('a step is found where it is', async () => {
  const { crossings } = await findCrossings(async (x) => around(x < 0.3 ? 0 : 1, 0), {
    from: 0,
    to: 1,
    target: 0.5,
  });
  expect(crossings[0].value).toBeCloseTo(0.3, 6);
});

test('values at which there is no statistic are passed over', async () => {
  const none: Estimate = { value: null, se: null, low: null, high: null };
  const { crossings } = await findCrossings(async (x) => (x < 0.2 ? none : around(x, 0.01)), {
    from: 0,
    to: 1,
    target: 0.6,
  });
  expect(crossings[0].value).toBeCloseTo(0.6, 3);
});

test('law: of a curve that rises the interval holds what its error allows, and nothing more', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      fc.double({ min: 0.001, max: 0.05, noNaN: true }),
      async (target, power, se) => {
        const of = (x: number): number => x ** power;
        const { crossings } = await findCrossings(async (x) => around(of(x), se), {
          from: 0,
          to: 1,
          target,
        });
        expect(crossings).toHaveLength(1);
        const [{ value, low, high, isOpen }] = crossings;
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        const exact = [target - 2 * se, target, target + 2 * se].map(
          (y) => Math.max(0, Math.min(1, y)) ** (1 / power),
        );
        const half = (exact[2] - exact[0]) / 2;
        // Each to two hundredths of the half width as the search saw it, which straight lines give.
        expect(Math.abs(value - exact[1])).toBeLessThan(0.1 * half + 1e-9);
        if (!isOpen.low) expect(Math.abs(low - exact[0])).toBeLessThan(0.1 * half + 1e-9);
        if (!isOpen.high) expect(Math.abs(high - exact[2])).toBeLessThan(0.1 * half + 1e-9);
      },
    ),
    { numRuns: 60 },
  );
});
