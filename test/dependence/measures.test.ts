import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asin } from '../../src/dependence/arcsine.ts';
import {
  DependenceError,
  type Measure,
  measureOf,
  scoreCorrelation,
} from '../../src/dependence/index.ts';
import { sin } from '../../src/math/functions.ts';
import { anyPair, GAUSSIAN, pairOf, reference, student } from './reference.ts';

/** Not so small that a rounding is no longer a small part of it. */
const correlation = fc
  .double({ min: -1, max: 1, noNaN: true })
  .map((rho) => (Math.abs(rho) < 1e-290 ? 0 : rho));
/** Degrees of freedom from the heaviest tails to all but Gaussian ones. */
const anyCopula = fc.oneof(
  fc.constant(GAUSSIAN),
  fc.constantFrom(1, 1.7, 4, 12.5, 200, 1e4, 1e6, 1e9).map(student),
);
const copulaMeasure = fc.constantFrom<Measure>('rank', 'kendall');

test.each(reference.arcsines)('reference: the arcsine of %d is %d', (x, angle) => {
  // Two roundings of pi/2 where x is large, one of the angle where it is small.
  expect(Math.abs(asin(x) - angle)).toBeLessThanOrEqual(
    Math.min(2.3e-16, 2.3e-16 * Math.abs(angle) * 2),
  );
  expect(asin(-x)).toBe(-asin(x));
});

test('the arcsine ends at a right angle, and beyond 1 there is none', () => {
  expect(asin(1)).toBe(Math.PI / 2);
  expect(asin(1.0000001)).toBeNaN();
  expect(asin(NaN)).toBeNaN();
});

describe('closed form', () => {
  test('scores correlated by 2 sin(pi / 12) have rank correlation 1/2, and by 1/2 a tau of 1/3', () => {
    expect(measureOf(GAUSSIAN, 'rank', 2 * sin(Math.PI / 12), anyPair)).toBeCloseTo(0.5, 15);
    expect(measureOf(GAUSSIAN, 'kendall', 0.5, anyPair)).toBeCloseTo(1 / 3, 15);
    expect(measureOf(student(3), 'kendall', 0.5, anyPair)).toBeCloseTo(1 / 3, 15);
  });

  test('perfect dependence is 1 or -1 to the last digit, both ways', () => {
    fc.assert(
      fc.property(anyCopula, copulaMeasure, fc.constantFrom(-1, 0, 1), (copula, measure, end) => {
        expect(measureOf(copula, measure, end, anyPair)).toBe(end);
        expect(scoreCorrelation(copula, measure, end, anyPair)).toBe(end);
      }),
    );
  });

  test('from a million degrees of freedom on a t copula is Gaussian to a millionth', () => {
    const gaussian = measureOf(GAUSSIAN, 'rank', 0.5, anyPair);
    const last = measureOf(student(1e6), 'rank', 0.5, anyPair);
    expect(Math.abs(last - gaussian)).toBeGreaterThan(1e-8);
    expect(Math.abs(last - gaussian)).toBeLessThan(1e-7);
    expect(measureOf(student(1.1e6), 'rank', 0.5, anyPair)).toBe(gaussian);
  });
});

// Spearman's correlation is Pearson's of uniforms: here those rows of the table, integrated over
// both t scores to 1e-12.
const ranks = reference.t.filter(([, first, second]) => first === second);
test.each(ranks)(
  'reference: under t(%d) %s and %s at rho = %d have rank correlation %d',
  (df, ...rest) => {
    const [, , rho, rank] = rest;
    expect(Math.abs(measureOf(student(df), 'rank', rho, anyPair) - rank)).toBeLessThan(1e-12);
  },
);

describe('law', () => {
  test('the inverse of the forward map is the identity, to a few parts in 1e14', () => {
    fc.assert(
      fc.property(anyCopula, copulaMeasure, correlation, (copula, measure, rho) => {
        const value = measureOf(copula, measure, rho, anyPair);
        const back = scoreCorrelation(copula, measure, value, anyPair);
        expect(Math.abs(back - rho)).toBeLessThanOrEqual(
          // Next to an end the measure hardly changes, and rho is known less well than it.
          Math.abs(rho) > 0.999999 ? 1e-9 : 4e-14 * Math.abs(rho),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('measures are odd in rho, rise with it, and are of its sign', () => {
    fc.assert(
      fc.property(
        anyCopula,
        copulaMeasure,
        correlation,
        correlation,
        (copula, measure, one, other) => {
          const of = (rho: number) => measureOf(copula, measure, rho, anyPair);
          expect(of(-one)).toBe(-of(one));
          expect(Math.sign(of(one))).toBe(Math.sign(one));
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          // Sums of fifty thousand points at df = 1 have roundings of 1e-15.
          expect(of(high) - of(low)).toBeGreaterThanOrEqual(-4e-15);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('heavier tails in common make ranks agree less often, at the same rho', () => {
    const ranks = [1, 2, 4, 8, 16, 1e3].map((df) => measureOf(student(df), 'rank', 0.6, anyPair));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(ranks.at(-1)).toBeLessThan(measureOf(GAUSSIAN, 'rank', 0.6, anyPair));
  });
});

describe('refusals', () => {
  test.each([
    [
      1.2,
      'normal(mean=0, sd=1) and normal(mean=0, sd=1): the correlation is 1.2; it must be in [-1, 1]',
    ],
    [
      NaN,
      'normal(mean=0, sd=1) and normal(mean=0, sd=1): the correlation is NaN; it must be in [-1, 1]',
    ],
  ])('a target of %d', (target, message) => {
    const ask = () => scoreCorrelation(GAUSSIAN, 'rank', target, anyPair);
    expect(ask).toThrow(DependenceError);
    expect(ask).toThrow(message);
  });

  test('a correlation of scores outside [-1, 1]', () => {
    expect(() => measureOf(GAUSSIAN, 'rank', -1.01, anyPair)).toThrow(
      'rho is -1.01, outside [-1, 1]',
    );
    expect(() => measureOf(GAUSSIAN, 'rank', NaN, anyPair)).toThrow(RangeError);
  });

  test.each([0, 0.99, -3, NaN])('%d degrees of freedom', (df) => {
    const message = `df is ${df}; a t copula takes 1 or more`;
    for (const measure of ['rank', 'kendall', 'pearson'] as const) {
      expect(() => measureOf(student(df), measure, 0.5, anyPair)).toThrow(message);
      expect(() => scoreCorrelation(student(df), measure, 0.5, anyPair)).toThrow(message);
    }
  });

  test.each([
    [
      'pareto(min=1, shape=2)',
      'pareto(min=1, shape=2) has no finite standard deviation, so no Pearson correlation; use rank',
    ],
    // Its tail ends where a probability is no longer a number: 2.001 - 2 of the variance lies
    // beyond.
    [
      'pareto(min=1, shape=2.001)',
      'pareto(min=1, shape=2.001) has a tail so heavy that its Pearson correlations cannot be computed; use rank',
    ],
  ])('Pearson correlations of %s', (text, message) => {
    const pair = pairOf('uniform(0, 1)', text);
    for (const ask of [measureOf, scoreCorrelation]) {
      expect(() => ask(GAUSSIAN, 'pearson', 0.5, pair)).toThrow(message);
      expect(Number.isFinite(ask(GAUSSIAN, 'rank', 0.5, pair))).toBe(true);
    }
  });

  test.each([
    ['rank', 'rank correlation'],
    ['kendall', "Kendall's tau"],
    ['pearson', 'Pearson correlation'],
  ] as const)('by %s, of what is certain', (measure, what) => {
    for (const [text, canonical] of [
      ['bernoulli(0)', 'bernoulli(p=0)'],
      ['discrete(3:1)', 'discrete(3:1)'],
      ['7', 'point(7)'],
    ] as const) {
      const pair = pairOf('uniform(0, 1)', text);
      const message = `${canonical} is certain, so nothing has a ${what} with it`;
      for (const ask of [measureOf, scoreCorrelation])
        expect(() => ask(GAUSSIAN, measure, 0.5, pair)).toThrow(message);
    }
  });
});
