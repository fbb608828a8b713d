/**
 * Two-dimensional projections of the first 256 Sobol dimensions: of the points themselves, and
 * scrambled.
 *
 * @slow computes for seconds
 */

import { expect, test } from 'vitest';
import { sobolDirections } from '../../src/random/directions.ts';
import { type StreamKey, streamKey } from '../../src/random/keys.ts';
import { sobolAt } from '../../src/random/sobol.ts';
import { worstQuality } from './projections.ts';

const DIMENSIONS = 256;

test('closed form: the first two dimensions are a (0, m, 2)-net, a dimension with itself is none at all', () => {
  for (const m of [1, 4, 8, 12]) {
    expect(worstQuality(0, 1, m)).toBe(0);
    // Two equal coordinates fill the diagonal: one digit of each is all that they tell apart.
    expect(worstQuality(5, 5, m)).toBe(m - 1);
  }
});

test('no pair of the first 256 dimensions is worse than t = 7 of 8, and half are 2 or better', () => {
  const counts: number[] = Array.from({ length: 9 }, () => 0);
  for (let j = 0; j < DIMENSIONS; j++) {
    for (let k = 0; k < j; k++) counts[worstQuality(j, k, 8)]++;
  }
  const pairs = (DIMENSIONS * (DIMENSIONS - 1)) / 2;
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(pairs);
  // t = 8 would be a pair that is no better than each dimension by itself.
  expect(counts[8]).toBe(0);
  expect(counts[7] / pairs).toBeLessThan(0.01);
  expect((counts[0] + counts[1] + counts[2]) / pairs).toBeGreaterThan(0.5);
});

test('law: scrambled, no two of the first 256 dimensions are correlated', () => {
  const [replicates, n] = [2, 8192];
  const columns = Array.from({ length: DIMENSIONS }, (_, dimension) => {
    const directions = sobolDirections(dimension);
    return Float64Array.from({ length: replicates * n }, (_, trial) => {
      const key = keyOf(dimension, trial % replicates);
      return sobolAt(directions, key, Math.floor(trial / replicates)) - 0.5;
    });
  });
  let squares = 0;
  let worst = 0;
  for (let j = 0; j < DIMENSIONS; j++) {
    for (let k = 0; k < j; k++) {
      let sum = 0;
      for (let i = 0; i < replicates * n; i++) sum += columns[j][i] * columns[k][i];
      const r = (12 * sum) / (replicates * n);
      squares += r * r;
      worst = Math.max(worst, Math.abs(r));
    }
  }
  const spread = Math.sqrt(squares / ((DIMENSIONS * (DIMENSIONS - 1)) / 2));
  // Independent draws have a spread of 1 / sqrt(16384) = 0.0078; these a seventh of it.
  expect(spread).toBeLessThan(0.3 / 128);
  // Of 32,640 independent pairs the worst would be about 4.2 spreads off. With so many points as a
  // run has by default, no projection is so bad that a correlation shows; with 256 points a
  // replicate some are at 3/4 either way (docs/generator.md).
  expect(worst).toBeLessThan(0.1);
});

const keys = new Map<string, StreamKey>();

function keyOf(dimension: number, replicate: number): StreamKey {
  const name = `${dimension} ${replicate}`;
  const key = keys.get(name) ?? streamKey('1', `x${dimension}`, replicate);
  keys.set(name, key);
  return key;
}
