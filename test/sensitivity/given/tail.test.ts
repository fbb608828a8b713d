import { expect, test } from 'vitest';
import { tail } from '../../../src/sensitivity/given/tail.ts';
import fixture from '../../fixtures/sensitivity-given.json' with { type: 'json' };
import { covers, errors, normals } from './points.ts';

const { threshold, distance, share } = fixture.tail;

test('beyond the 0.9 quantile of x1 + x2 the distance and the share are those of the integrals', () => {
  const data = normals('sobol', 1, 3, 65_536, ([a, b]) => a + b);
  const [first, second, none] = tail(data, threshold, 'above')!;
  for (const driver of [first, second]) {
    // A standard error of 0.003, and steps of 1 / 256.
    expect(Math.abs(driver.distance.value! - distance)).toBeLessThan(0.01);
    expect(Math.abs(driver.share.value! - share)).toBeLessThan(0.01);
    expect(driver.direction).toBe('higher');
  }
  expect(covers(none.distance, 0)).toBe(true);
  expect(covers(none.share, 0)).toBe(true);
});

test('below the 0.1 quantile everything is the mirror image', () => {
  const data = normals('sobol', 1, 2, 65_536, ([a, b]) => a + b);
  for (const driver of tail(data, -threshold, 'below')!) {
    expect(Math.abs(driver.distance.value! - distance)).toBeLessThan(0.01);
    expect(errors(driver.share, share)).toBeLessThan(5);
    expect(driver.direction).toBe('lower');
  }
});

test('intervals of the distance cover it, for an input without effect too', () => {
  const seeds = 40;
  const hits = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const data = normals('plain', seed, 3, 8192, ([a, b]) => a + b);
    tail(data, threshold, 'above')!.forEach(
      (driver, j) => (hits[j] += covers(driver.distance, j < 2 ? distance : 0) ? 1 : 0),
    );
  }
  // A share of 0.95 gives less than 34 of 40 once in 70 times; the seeds are fixed.
  for (const hit of hits) expect(hit).toBeGreaterThanOrEqual(34);
});

test('a threshold that no trial passes, or all do, has no drivers', () => {
  const data = normals('plain', 1, 1, 512, ([a]) => a);
  expect(tail(data, 100, 'above')).toBeUndefined();
  expect(tail(data, 100, 'below')).toBeUndefined();
});
