/** Trials that stand for all in a hub. */

import { expect, test } from 'vitest';
import { jointTrials } from '../../src/export/joint-trials.ts';

test('of trials that weigh alike none is taken twice; the same seed takes the same', () => {
  const weights = new Float64Array(1000).fill(1);
  const taken = jointTrials(weights, 100, 'autumn');
  expect(new Set(taken).size).toBe(100);
  expect(jointTrials(weights, 100, 'autumn')).toEqual(taken);
  expect(jointTrials(weights, 100, 'winter')).not.toEqual(taken);
  // Their mean is that of a sample, not of a stretch or a lattice: 499.5 with sd 288.7 / 10.
  const mean = taken.reduce((a, b) => a + b, 0) / 100;
  expect(Math.abs(mean - 499.5)).toBeLessThan(4 * 28.87);
});

test('each is taken in proportion to its weight, and where none weighs there is none', () => {
  const weights = Float64Array.of(1, 0, 2, 1);
  const taken = jointTrials(weights, 8, '1');
  expect([0, 1, 2, 3].map((k) => taken.filter((i) => i === k).length)).toEqual([2, 0, 4, 2]);
  expect(jointTrials(new Float64Array(4), 8, '1')).toEqual([]);
});
