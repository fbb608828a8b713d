/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { antitheticAt } from '../../src/random/antithetic.ts';
import { DESIGNS, pointsOf } from '../../src/random/designs.ts';
import { streamKey } from '../../src/random/keys.ts';
import { latinAt, latinRecord, stratumAt } from '../../src/random/latin.ts';
import { uniform } from '../../src/random/streams.ts';
import { uniformAt } from '../../src/random/threefry.ts';

const range = (n: number) => Array.from({ length: n }, (_, k) => k);

describe('antithetic', () => {
  const key = streamKey('7', 'cost', 3);

  test('closed form: even points are counter-based uniforms, odd ones their mirror images', () => {
    for (const k of [0, 1, 5, 4096, 2 ** 40]) {
      expect(antitheticAt(key, 2 * k)).toBe(uniformAt(key, k));
      expect(antitheticAt(key, 2 * k + 1)).toBe(1 - uniformAt(key, k));
      // Exact: u and its mirror image add to 1.
      expect(antitheticAt(key, 2 * k) + antitheticAt(key, 2 * k + 1)).toBe(1);
    }
  });

  test('law: what is linear in its inputs is exact after every pair', () => {
    const trial = (number: number) =>
      ['a', 'b', 'c'].reduce(
        (sum, name, j) => sum + (j + 1) * uniform('antithetic', '7', name, undefined, 4, number),
        0,
      );
    for (const [one, other] of [
      [0, 4],
      [3, 7],
      [8, 12],
    ]) {
      // Means of a, 2b and 3c: 1/2 + 1 + 3/2.
      expect((trial(one) + trial(other)) / 2).toBeCloseTo(3, 15);
    }
  });
});

describe('latin hypercube', () => {
  test.each([1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100, 1000, 4097])(
    'law: each of %d strata holds exactly one point, and no two points are equal',
    (n) => {
      const record = latinRecord(streamKey('7', 'cost', 2), n);
      expect(
        range(n)
          .map((i) => stratumAt(record, i))
          .toSorted((a, b) => a - b),
      ).toEqual(range(n));
      const points = range(n).map((i) => latinAt(record, i));
      expect(points.map((u) => Math.floor(u * n)).toSorted((a, b) => a - b)).toEqual(range(n));
      expect(new Set(points).size).toBe(n);
    },
  );

  test('law: points lie in the open interval for the greatest number of points too', () => {
    const record = latinRecord(streamKey('7', 'cost', 2), 2 ** 30);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 30 - 1 }), (index) => {
        const u = latinAt(record, index);
        expect(u).toBeGreaterThan(0);
        expect(u).toBeLessThan(1);
        expect(Math.floor(u * 2 ** 30)).toBe(stratumAt(record, index));
      }),
    );
  });

  test('law: all orders of four points come up equally often over the streams', () => {
    const counts = new Map<string, number>();
    for (const k of range(12_000)) {
      const record = latinRecord(streamKey('7', `input ${k}`, 0), 4);
      const order = range(4)
        .map((i) => stratumAt(record, i))
        .join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const chiSquared = range(24).reduce((sum, k) => {
      const seen = [...counts.values()][k] ?? 0;
      return sum + (seen - 500) ** 2 / 500;
    }, 0);
    // 23 degrees of freedom: a fair permutation exceeds 60 once in 30,000 times.
    expect(chiSquared).toBeLessThan(60);
  });

  test('law: over the streams a point falls into every stratum, and two into every pair of strata, equally often', () => {
    const n = 11;
    const pairs = new Map<number, number>();
    const streams = 11_000;
    for (const k of range(streams)) {
      const record = latinRecord(streamKey('8', `input ${k}`, 1), n);
      const pair = stratumAt(record, 3) * n + stratumAt(record, 8);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    const expected = streams / (n * (n - 1));
    let chiSquared = 0;
    for (const first of range(n)) {
      for (const second of range(n)) {
        const seen = pairs.get(first * n + second) ?? 0;
        if (first === second) expect(seen).toBe(0);
        else chiSquared += (seen - expected) ** 2 / expected;
      }
    }
    // 109 degrees of freedom, standard deviation 14.8: five of them.
    expect(chiSquared).toBeLessThan(109 + 5 * 14.8);
  });

  test('law: strata of neighbouring inputs, replicates and seeds are uncorrelated', () => {
    const n = 4096;
    const strata = (seed: string, name: string, replicate: number) => {
      const record = latinRecord(streamKey(seed, name, replicate), n);
      return range(n).map((i) => stratumAt(record, i));
    };
    const base = strata('1', 'a', 0);
    for (const other of [strata('1', 'a', 1), strata('1', 'b', 0), strata('2', 'a', 0)]) {
      const middle = (n - 1) / 2;
      const covariance = base.reduce((sum, s, i) => sum + (s - middle) * (other[i] - middle), 0);
      const correlation = covariance / ((n * (n * n - 1)) / 12);
      // Five standard deviations of the rank correlation of independent orders, 1 / sqrt(n - 1).
      expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(n - 1));
    }
  });

  test('a trial outside the run is refused, and so are more points than a double can tell apart', () => {
    expect(() => uniform('latin-hypercube', '7', 'a', 0, 4, 8, 8)).toThrow('trial 8 is not one');
    expect(() => uniform('latin-hypercube', '7', 'a', 0, 4, 8)).toThrow('trial 8 is not one');
    expect(() => latinRecord(streamKey('7', 'a', 0), 2 ** 30 + 1)).toThrow('from 1 to 2^30');
  });

  test('unchanged: draws stored when the design was written', () => {
    expect(uniform('latin-hypercube', '7', 'cost', 0, 16, 5, 1000)).toBe(UNCHANGED[0]);
    expect(uniform('latin-hypercube', '7', 'cost', 0, 16, 999, 1000)).toBe(UNCHANGED[1]);
    expect(uniform('antithetic', '7', 'cost', 0, 16, 16)).toBe(UNCHANGED[2]);
  });
});

const UNCHANGED = [0.7530560264079161, 0.14687562309751062, 0.5875661342577597];

test('every trial belongs to one replicate', () => {
  for (const [trials, replicates] of [
    [1, 1],
    [17, 4],
    [16, 16],
    [1000, 7],
  ]) {
    const counts = range(replicates).map((r) => pointsOf(trials, replicates, r));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(trials);
    range(replicates).forEach((r) =>
      expect(range(trials).filter((i) => i % replicates === r).length).toBe(counts[r]),
    );
  }
});

// Correlations of streams that differ in one thing only, under every design.
describe.each(DESIGNS)('with design %s', (design) => {
  const trials = 16 * 512;
  const column = (seed: string, name: string, dimension: number) =>
    range(trials).map((i) => uniform(design, seed, name, dimension, 16, i, trials));

  test('law: n draws have n distinct values', () => {
    expect(new Set(column('1', 'a', 0)).size).toBe(trials);
  });

  test('law: streams of different inputs, seeds and replicates are uncorrelated', () => {
    const a = column('1', 'a', 0);
    const others = [column('1', 'b', 1), column('2', 'c', 2), column('01', 'd', 3)];
    // Five standard deviations for independent draws; an antithetic run has half as many.
    const limit = 5 / Math.sqrt(trials / (design === 'antithetic' ? 2 : 1));
    for (const b of others) expect(Math.abs(correlation(a, b))).toBeLessThan(limit);
  });

  test('law: replicates and seeds of one input are uncorrelated', () => {
    // Two scramblings of one Sobol dimension are independent, but they move whole halves and
    // quarters of the interval: a single pair is far from 0 either way, and only the average over
    // pairs tells.
    const replicates = range(64).map((r) =>
      range(256).map((i) => uniform(design, '1', 'a', 0, 64, 64 * i + r, 64 * 256)),
    );
    const seeds = range(64).map((seed) =>
      range(256).map((i) => uniform(design, `${seed}`, 'a', 0, 1, i, 256)),
    );
    for (const columns of [replicates, seeds]) {
      const pairs = range(32).map((k) => correlation(columns[2 * k], columns[2 * k + 1]));
      const mean = pairs.reduce((sum, r) => sum + r, 0) / pairs.length;
      const spread = Math.sqrt(pairs.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 31);
      // Of independent pairs this is Student's t with 31 degrees of freedom: beyond 4.5 once in
      // 10,000.
      expect(Math.abs(mean) / (spread / Math.sqrt(32))).toBeLessThan(4.5);
      if (design !== 'sobol') expect(spread).toBeLessThan(0.15);
    }
  });
});

function correlation(x: readonly number[], y: readonly number[]): number {
  return 12 * (x.reduce((sum, u, i) => sum + (u - 0.5) * (y[i] - 0.5), 0) / x.length);
}
