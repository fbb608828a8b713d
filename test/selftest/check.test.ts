/** What counts as wrong. */

import { describe, expect, test } from 'vitest';
import {
  broken,
  differing,
  relativeError,
  ulp,
  worst,
  worstScore,
} from '../../src/selftest/check.ts';

const heading = { group: 'g', name: 'n', measure: 'm' };

describe('the worst of some errors', () => {
  test('is found, and passes up to the limit', () => {
    expect(worst(heading, 3, [1, 3, 2])).toEqual({
      ...heading,
      found: 3,
      limit: 3,
      count: 3,
      passed: true,
    });
    expect(worst(heading, 2.9, [1, 3, 2]).passed).toBe(false);
  });

  test.each([
    ['NaN first', [NaN, 1, 0]],
    ['NaN last', [0, 1, NaN]],
    ['NaN before infinity', [NaN, Infinity]],
    ['infinity', [0, Infinity]],
  ])('%s passes no limit, and is a number that JSON can hold', (_, errors) => {
    const check = worst(heading, 1e300, errors);
    expect(check.passed).toBe(false);
    expect(JSON.parse(JSON.stringify(check))).toEqual(check);
    expect(check.found).toBe(Number.MAX_VALUE);
  });

  test('of none is no pass: what was not compared was not found right', () => {
    expect(worst(heading, 1, []).passed).toBe(false);
    expect(worstScore(heading, []).passed).toBe(false);
    expect(differing(heading, [], []).passed).toBe(false);
  });
});

test('scores count on either side', () => {
  expect(worstScore(heading, [1, -4.6])).toMatchObject({ found: 4.6, passed: false });
  expect(worstScore(heading, [1, -4.4])).toMatchObject({ found: 4.4, passed: true });
});

test('numbers differ by a bit, a sign of zero, or by not being there; any NaN is as good as another', () => {
  const found = [1, -0, NaN, 1 + Number.EPSILON];
  expect(differing(heading, found, [1, -0, NaN, 1 + Number.EPSILON])).toMatchObject({
    found: 0,
    passed: true,
  });
  expect(differing(heading, found, [1, 0, 0, 1])).toMatchObject({ found: 3, passed: false });
  expect(differing(heading, found, [1, -0])).toMatchObject({ found: 2, count: 4, passed: false });
  expect(differing(heading, [1, -0], found)).toMatchObject({ found: 2, count: 4, passed: false });
  // What is not there is not the same as an undefined value that is.
  expect(differing(heading, [undefined], []).passed).toBe(false);
});

test('relative errors: infinite and undefined values must be so alike, and nothing else', () => {
  expect(relativeError(1.5, 2)).toBe(0.25);
  expect(relativeError(-1.5, -2)).toBe(0.25);
  expect(relativeError(0.5, 0, 2)).toBe(0.25);
  expect(relativeError(Infinity, Infinity)).toBe(0);
  expect(relativeError(NaN, NaN)).toBe(0);
  for (const [found, truth] of [
    [-Infinity, Infinity],
    [1, Infinity],
    [1, NaN],
    [Infinity, 1],
  ])
    expect(relativeError(found, truth)).toBe(Infinity);
  expect(relativeError(NaN, 1)).toBeNaN();
});

test('an ulp is the distance to the next double away from zero', () => {
  expect(ulp(1)).toBe(2 ** -52);
  expect(ulp(-1.999)).toBe(2 ** -52);
  expect(ulp(2)).toBe(2 ** -51);
  expect(ulp(0)).toBe(5e-324);
});

test('what stopped is a check that failed, with the first line of the reason', () => {
  expect(broken('draws', new RangeError('no memory\n  at all'))).toMatchObject({
    group: 'draws',
    name: 'stopped: no memory',
    passed: false,
  });
});
