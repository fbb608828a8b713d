/** @slow computes for seconds */

import { expect, test } from 'vitest';
import { pawn } from '../../../src/sensitivity/given/pawn.ts';
import fixture from '../../fixtures/sensitivity-given.json' with { type: 'json' };
import { covers, dataOf, ishigami, normals, uniforms } from './points.ts';

// Distances of the ten slices are from exact conditional distributions:
// test/fixtures/sensitivity-given.py.
test.each(['median', 'mean', 'max'] as const)(
  'the %s of ten slices of the Ishigami function is that of the integral',
  (name) => {
    const indices = pawn(ishigami('sobol', 1, 65_536))!;
    fixture.pawn[name].forEach((truth, j) => {
      // Steps of 1 / 128 of the output, and a standard error of 0.002 or less.
      expect(Math.abs(indices[j][name].value! - truth)).toBeLessThan(0.008);
    });
  },
);

test('intervals of the median cover it, for an input without effect too', () => {
  const truth = [...fixture.pawn.median, 0];
  const seeds = 40;
  const hits = truth.map(() => 0);
  for (let seed = 1; seed <= seeds; seed++) {
    pawn(ishigami('plain', seed, 8192))!.forEach(
      ({ median }, j) => (hits[j] += covers(median, truth[j]) ? 1 : 0),
    );
  }
  // A share of 0.95 gives less than 34 of 40 once in 70 times; the seeds are fixed.
  for (const hit of hits) expect(hit).toBeGreaterThanOrEqual(34);
});

test('the critical value is what the largest raw distance of one slice exceeds once in twenty', () => {
  // Raw distances of a slice without effect, computed here by counting, over 300 independent sets
  // of 512 draws.
  let above = 0;
  let critical = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const data = normals('plain', seed, 2, 512, ([a]) => a);
    critical = pawn(data)![0].critical;
    const z = data.inputs[1].columns[0];
    const ranked = Array.from(z.keys()).sort((a, b) => z[a] - z[b]);
    const slice = new Set(ranked.slice(0, 51));
    const order = Array.from(data.output.keys()).sort((a, b) => data.output[a] - data.output[b]);
    let [inside, largest] = [0, 0];
    order.forEach((i, k) => {
      inside += slice.has(i) ? 1 : 0;
      largest = Math.max(largest, Math.abs(inside / 51 - (k + 1) / 512));
    });
    above += largest > critical ? 1 : 0;
  }
  // Binomial with mean 15 and standard deviation 3.8; the statistic is discrete, so rather below.
  expect(above).toBeGreaterThanOrEqual(3);
  expect(above).toBeLessThanOrEqual(27);
});

test('a discrete input has a slice for each value', () => {
  const data = dataOf(
    uniforms('plain', 1, 2, 8192),
    (u, j) => (j === 0 ? Math.floor(2 * u) : u),
    ([a, b]) => a + b,
  );
  // Uniform on [0, 1] or on [1, 2]: each is 1/2 away from both together.
  const [{ median, max }] = pawn(data)!;
  expect(median.value!).toBeCloseTo(0.5, 2);
  expect(max.value!).toBeCloseTo(0.5, 2);
});

test('a number of slices that cannot be is refused, and a constant output has no index', () => {
  const data = normals('plain', 1, 1, 512, ([a]) => a);
  expect(() => pawn(data, { slices: 1 })).toThrow('slices is 1, not an integer from 2 to 64');
  expect(pawn({ ...data, output: new Float64Array(512) })).toBeUndefined();
});
