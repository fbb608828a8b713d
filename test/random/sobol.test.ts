/** @slow computes for seconds */

import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDirections, SOBOL_DIMENSIONS, sobolDirections } from '../../src/random/directions.ts';
import type { StreamKey } from '../../src/random/keys.ts';
import { streamKey } from '../../src/random/keys.ts';
import { reverseBits, scramble, sobolAt, sobolBits } from '../../src/random/sobol.ts';
import { threefry } from '../../src/random/threefry.ts';
import scipy from '../fixtures/sobol-points.json' with { type: 'json' };

/** Position in Gray-code order, in which points are usually published, to natural order. */
const natural = (position: number) => (position ^ (position >>> 1)) >>> 0;

/** n integers from `from` on. */
function range(from: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => from + i);
}

function mean(xs: number[]): number {
  return xs.reduce((sum, x) => sum + x, 0) / xs.length;
}

/** Key number `i` of many: a Threefry block, since as many names would take seconds. */
function numberedKey(i: number): StreamKey {
  const block = new Uint32Array(4);
  threefry([i, 0, 0, 0], [1, 2, 3, 4], block);
  return [block[0], block[1], block[2], block[3]];
}

describe('points before scrambling', () => {
  // The first ten points that Joe and Kuo's own program prints for three dimensions
  // (F. Y. Kuo's page "Sobol sequence generator", sobol.cc with new-joe-kuo-6).
  const published = [
    [0, 0, 0],
    [0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25],
    [0.25, 0.75, 0.75],
    [0.375, 0.375, 0.625],
    [0.875, 0.875, 0.125],
    [0.625, 0.125, 0.875],
    [0.125, 0.625, 0.375],
    [0.1875, 0.3125, 0.9375],
    [0.6875, 0.8125, 0.4375],
  ];

  test('are the published ones', () => {
    const points = published.map((_, position) =>
      [0, 1, 2].map((d) => sobolBits(sobolDirections(d), natural(position)) / 2 ** 32),
    );
    expect(points).toEqual(published);
  });

  test.each(Object.entries(scipy.points))("of dimension %s are SciPy's", (dimension, expected) => {
    const directions = sobolDirections(Number(dimension));
    expect(scipy.positions.map((p) => sobolBits(directions, natural(p)))).toEqual(expected);
  });

  test("have SciPy's direction numbers in all 1024 dimensions", () => {
    const digest = createHash('sha256');
    for (let d = 0; d < SOBOL_DIMENSIONS; d++) digest.update(sobolDirections(d));
    expect(digest.digest('hex')).toBe(scipy.directionsSha256);
  });

  test('follow from the worked example of Joe and Kuo', () => {
    // "Notes on generating Sobol sequences" (2008): s = 3, a = 1, m = 1, 3, 7 goes on with 5, 7.
    const m = parseDirections('9 3 1 1 3 7').map((v, b) => v >>> (31 - b));
    expect(m.slice(0, 5)).toEqual(Uint32Array.of(1, 3, 7, 5, 7));
  });

  test.each([-1, 1024, 0.5, Number.NaN])('there are none of dimension %d', (dimension) => {
    expect(() => sobolDirections(dimension)).toThrow(`dimension is ${dimension}`);
  });
});

/** Whether 2^m points of one dimension lie one in each interval of length 2^-m. */
function isNet(points: number[]): boolean {
  return new Set(points.map((u) => Math.floor(u * points.length))).size === points.length;
}

/** The least t for which 2^m points of the square are a (t, m, 2)-net in base 2. */
function tValue(xs: number[], ys: number[]): number {
  const m = 31 - Math.clz32(xs.length);
  for (let t = 0; t < m; t++) {
    const even = Array.from({ length: m - t + 1 }, (_, k) => {
      const counts = new Uint32Array(2 ** (m - t));
      for (let i = 0; i < xs.length; i++) {
        const column = Math.floor(xs[i] * 2 ** k);
        counts[column * 2 ** (m - t - k) + Math.floor(ys[i] * 2 ** (m - t - k))]++;
      }
      return counts.every((count) => count === 2 ** t);
    });
    if (even.every(Boolean)) return t;
  }
  return m;
}

/** A uniform's bits after the 32nd, as a uniform. */
function tail(u: number): number {
  return (u * 2 ** 32) % 1;
}

describe('scrambled points', () => {
  test('reversing bits twice changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (word) => {
        expect(reverseBits(reverseBits(word))).toBe(word);
        expect(reverseBits(word).toString(2).padStart(32, '0')).toBe(
          [...word.toString(2).padStart(32, '0')].toReversed().join(''),
        );
      }),
    );
  });

  test('lie one in each of 2^m equal intervals, in every aligned range of 2^m points', () => {
    const dimension = fc.integer({ min: 0, max: SOBOL_DIMENSIONS - 1 });
    const m = fc.integer({ min: 0, max: 10 });
    fc.assert(
      fc.property(dimension, fc.nat(), m, fc.nat(2 ** 22 - 1), (d, replicate, m, block) => {
        const key = streamKey('7', 'net', replicate);
        const indices = range(block * 2 ** m, 2 ** m);
        expect(isNet(indices.map((i) => sobolAt(sobolDirections(d), key, i)))).toBe(true);
      }),
    );
  });

  test('keep the stratification of every pair of the first sixteen dimensions', () => {
    const indices = range(0, 256);
    const plain = range(0, 16).map((d) =>
      indices.map((i) => sobolBits(sobolDirections(d), i) / 2 ** 32),
    );
    const scrambled = range(0, 16).map((d) =>
      indices.map((i) => sobolAt(sobolDirections(d), streamKey('7', `pair ${d}`, 0), i)),
    );
    for (let d = 0; d < 16; d++) {
      for (let e = 0; e < d; e++) {
        expect(tValue(scrambled[d], scrambled[e])).toBe(tValue(plain[d], plain[e]));
      }
    }
    // The first two dimensions are a (0, 2)-sequence (Sobol 1967), so the comparison is not of two
    // failures.
    expect(tValue(scrambled[0], scrambled[1])).toBe(0);
  });

  test.each([0, 1, 5, 1023, 2 ** 32 - 1])('point %d is uniform over replicates', (index) => {
    const directions = sobolDirections(3);
    const n = 20_000;
    const draws = Float64Array.from({ length: n }, (_, i) =>
      sobolAt(directions, numberedKey(i), index),
    ).sort();
    const distance = Math.max(...draws.map((u, i) => Math.max(u - i / n, (i + 1) / n - u)));
    // Kolmogorov: the distance times sqrt(n) exceeds 2.23 for one set of keys in ten thousand.
    expect(distance * Math.sqrt(n)).toBeLessThan(2.23);
  });

  test('the bits after the 32nd are uniform, over points and over replicates', () => {
    const n = 100_000;
    const directions = sobolDirections(1);
    const key = streamKey('7', 'tail', 0);
    const overPoints = range(0, n).map((i) => tail(sobolAt(directions, key, i)));
    const overReplicates = range(0, n).map((i) => tail(sobolAt(directions, numberedKey(i), 0)));
    for (const tails of [overPoints, overReplicates]) {
      const counts = new Float64Array(1000);
      for (const u of tails) counts[Math.floor(u * 1000)]++;
      const chiSquare =
        counts.reduce((sum, count) => sum + (count - n / 1000) ** 2, 0) / (n / 1000);
      expect(Math.abs(chiSquare - 999)).toBeLessThan(5 * Math.sqrt(2 * 999));
    }
  });

  test('two points that part at one bit have every later bit flipped by fair coins', () => {
    const n = 10_000;
    for (const word of [0, 0xffffffff, 0x12345678]) {
      for (let parting = 0; parting < 31; parting++) {
        const counts = new Float64Array(32);
        for (let i = 0; i < n; i++) {
          const key = numberedKey(i);
          const difference = scramble(word, key) ^ scramble((word ^ (1 << parting)) >>> 0, key);
          for (let bit = 0; bit < 32; bit++) counts[bit] += (difference >>> bit) & 1;
        }
        expect(counts.indexOf(n)).toBe(parting);
        expect(counts.subarray(0, parting).every((count) => count === 0)).toBe(true);
        for (const count of counts.slice(parting + 1)) {
          expect(Math.abs(count - n / 2)).toBeLessThan(5 * Math.sqrt(n / 4));
        }
      }
    }
  });

  test('all 2^7 ways of exchanging eight strata are equally likely', () => {
    const n = 2 ** 17;
    const counts = new Float64Array(128);
    for (let i = 0; i < n; i++) {
      const key = numberedKey(i);
      let way = 0;
      // Whether bit `level` is flipped, given each value of the bits below it.
      for (const [level, below] of [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 0],
        [2, 1],
        [2, 2],
        [2, 3],
      ]) {
        way = way * 2 + ((scramble(below, key) >>> level) & 1);
      }
      counts[way]++;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - n / 128) ** 2, 0) / (n / 128);
    expect(chiSquare).toBeLessThan(127 + 5 * Math.sqrt(2 * 127));
  });

  test('a point is uncorrelated with itself in the next replicate', () => {
    const n = 20_000;
    const directions = sobolDirections(2);
    const draws = range(0, n + 1).map(
      (r) => sobolAt(directions, streamKey('7', 'point', r), 5) - 0.5,
    );
    const products = range(0, n).map((r) => draws[r] * draws[r + 1]);
    const z = (products.reduce((sum, x) => sum + x, 0) / Math.sqrt(n)) * 12;
    expect(Math.abs(z)).toBeLessThan(5);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 32])('index %d is refused', (index) => {
    expect(() => sobolAt(sobolDirections(0), [1, 2, 3, 4], index)).toThrow(`index is ${index}`);
  });
});

/** The mean of prod (1 + c_j (u_j - 1/2)), which is 1, over n points of one replicate. */
function meanOfProduct(seed: string, replicate: number, n: number): number {
  const factors = [1, 0.8, 0.6, 0.4];
  const keys = factors.map((_, j) => streamKey(seed, `input ${j}`, replicate));
  const directions = factors.map((_, j) => sobolDirections(j));
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let product = 1;
    for (let j = 0; j < factors.length; j++) {
      product *= 1 + factors[j] * (sobolAt(directions[j], keys[j], i) - 0.5);
    }
    sum += product;
  }
  return sum / n;
}

describe('integrals', () => {
  test('closed form: the mean of n points of one dimension has variance 1 / (12 n^3)', () => {
    // One point uniform in each of n intervals, and no two correlated: Owen's scrambling of a (0,
    // m, 1)-net.
    const [n, replicates] = [16, 4000];
    const directions = sobolDirections(4);
    let sumOfSquares = 0;
    for (let r = 0; r < replicates; r++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += sobolAt(directions, numberedKey(r), i) - 0.5;
      sumOfSquares += (sum / n) ** 2;
    }
    const ratio = (sumOfSquares / replicates) * 12 * n ** 3;
    // A sample variance of nearly normal means has relative standard deviation sqrt(2 /
    // replicates).
    expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / replicates));
  });

  const means = range(0, 100).map((seed) =>
    range(0, 16).map((r) => meanOfProduct(`${seed}`, r, 256)),
  );
  const standardErrors = means.map((m) =>
    Math.sqrt(m.reduce((sum, x) => sum + (x - mean(m)) ** 2, 0) / (16 * 15)),
  );

  test('are unbiased', () => {
    const all = means.flat();
    const sd = Math.sqrt(mean(all.map((x) => (x - 1) ** 2)));
    expect(Math.abs(mean(all) - 1)).toBeLessThan((5 * sd) / Math.sqrt(all.length));
  });

  test('of a smooth function have at most a hundredth of the variance of Monte Carlo', () => {
    const variance = [1, 0.8, 0.6, 0.4].reduce((product, c) => product * (1 + (c * c) / 12), 1) - 1;
    const monteCarlo = variance / (16 * 256);
    expect(mean(standardErrors.map((se) => se * se))).toBeLessThan(monteCarlo / 100);
  });

  test('lie within their 95 % interval from sixteen replicates about 95 times in 100', () => {
    // Student's t with 15 degrees of freedom at 0.975.
    const within = means.filter((m, seed) => Math.abs(mean(m) - 1) < 2.131 * standardErrors[seed]);
    // Binomial(100, 0.95): outside 87 ... 100 for one choice of seeds in 1500.
    expect(within.length).toBeGreaterThanOrEqual(87);
  });
});
