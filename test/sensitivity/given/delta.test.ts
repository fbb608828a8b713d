/** @slow computes for seconds */

import { expect, test } from 'vitest';
import { chisquared } from '../../../src/distributions/constructors.ts';
import type { GivenData } from '../../../src/sensitivity/given/data.ts';
import { delta } from '../../../src/sensitivity/given/delta.ts';
import fixture from '../../fixtures/sensitivity-given.json' with { type: 'json' };
import { covers, type Design, dataOf, errors, ishigami, normals, uniforms } from './points.ts';

// All true values are integrals over exact conditional distributions, in
// test/fixtures/sensitivity-given.py.
const [numerator, denominator] = [chisquared({ df: 10 }), chisquared({ df: 13.978 })];
const N = 8192;

const cases: [
  name: string,
  design: Design,
  seeds: number,
  make: (seed: number) => GivenData,
  truth: number[],
][] = [
  ['Ishigami', 'plain', 12, (seed) => ishigami('plain', seed, N), [...fixture.delta.ishigami, 0]],
  [
    'x1 + x2 of normals',
    'plain',
    12,
    (seed) => normals('plain', seed, 3, N, ([a, b]) => a + b),
    [fixture.delta.linear, fixture.delta.linear, 0],
  ],
  [
    'the ratio of two chi-squared',
    'sobol',
    5,
    (seed) =>
      dataOf(
        uniforms('sobol', seed, 3, N),
        (u, j) => [numerator.quantile(u), denominator.quantile(u), u][j],
        ([a, b]) => a / b,
      ),
    [...fixture.delta.ratio, 0],
  ],
];

test.each(cases)(
  'intervals cover the true delta of %s (%s points)',
  (_name, _design, seeds, make, truth) => {
    const hits = truth.map(() => 0);
    const widths: number[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      delta(make(seed))!.forEach((index, j) => {
        hits[j] += covers(index, truth[j]) ? 1 : 0;
        widths.push(index.high! - index.low!);
      });
    }
    // Over 200 seeds 91 to 100 of 100 were measured. Of twelve at 93 %, less than ten are covered
    // once in twenty times; the seeds are fixed.
    for (const hit of hits) expect(hit).toBeGreaterThanOrEqual(seeds - 2);
    // Ends as far away as one likes would cover too.
    expect(widths.reduce((a, b) => a + b, 0) / widths.length).toBeLessThan(0.07);
  },
);

test('over 64 seeds, intervals hold the true delta in 90 to 98 of 100', () => {
  const truth = [...fixture.delta.ishigami, 0];
  let hits = 0;
  for (let seed = 1; seed <= 64; seed++) {
    delta(ishigami('sobol', seed, 4096))!.forEach((index, j) => {
      hits += covers(index, truth[j]) ? 1 : 0;
    });
  }
  // 256 intervals, of three inputs and of one without effect: the share is known to 1.4 points.
  expect(hits / 256).toBeGreaterThan(0.9);
  expect(hits / 256).toBeLessThan(0.98);
});

test('a weak effect is not lost: a correlation of 0.1 has a delta of 0.032, seen in 65,536 Sobol points to 0.01', () => {
  const data = normals('sobol', 1, 2, 65_536, ([a, b]) => 0.1 * a + Math.sqrt(0.99) * b);
  const [index] = delta(data)!;
  expect(Math.abs(index.value! - fixture.delta.weak)).toBeLessThan(0.01);
  expect(index.low!).toBeGreaterThan(0);
});

test('a discrete input and an output that is 0 or 1 give the sum over the four cells of each', () => {
  const chances = [0.1, 0.2, 0.3, 0.6];
  const data = dataOf(
    uniforms('plain', 3, 2, 16_384),
    (u, j) => (j === 0 ? Math.floor(4 * u) : u),
    ([a, b]) => (b < chances[a] ? 1 : 0),
  );
  // Mean of |p_k - 0.3|: (0.2 + 0.1 + 0 + 0.3) / 4.
  const [index] = delta(data)!;
  expect(errors(index, 0.15)).toBeLessThan(4);
  // Five standard deviations of a share of 4096: 5 * 0.45 / 128 * 2 / 4.
  expect(Math.abs(index.value! - 0.15)).toBeLessThan(0.01);
});

test('an output of which half is 0 keeps the atom apart from the density', () => {
  const data = normals('sobol', 7, 2, 65_536, ([a, b]) => Math.max(0, a + b));
  for (const index of delta(data)!) {
    expect(covers(index, fixture.delta.rectified)).toBe(true);
    expect(Math.abs(index.value! - fixture.delta.rectified)).toBeLessThan(0.006);
  }
});

test('an output that is the input itself has a delta of nearly 1', () => {
  const [index] = delta(normals('plain', 1, 1, 8192, ([a]) => a))!;
  // 64 classes cannot tell more than 63 / 64.
  expect(index.value!).toBeGreaterThan(0.97);
  expect(index.value!).toBeLessThan(1.01);
});

test('delta does not change under a monotone change of input or output', () => {
  const data = ishigami('plain', 2, 2048);
  const bent: GivenData = {
    ...data,
    inputs: data.inputs.map(({ id, columns }) => ({
      id,
      columns: [columns[0].map((x) => x * x * x)],
    })),
    output: data.output.map((y) => y * y * y),
  };
  expect(delta(bent)).toEqual(delta(data));
});

test('an input of two columns has at least the delta of either, and an irrelevant one of twelve has an interval around 0', () => {
  const data = normals('plain', 6, 14, 8192, ([a, b]) => a + b);
  const columns = data.inputs.flatMap((input) => input.columns);
  const { output, firsts } = data;
  const noise = normals('plain', 8, 1, 8192, ([a]) => a).output;
  const noisy = output.map((y, i) => y + noise[i]);
  const groups = [
    { id: 'both', columns: columns.slice(0, 2) },
    { id: 'one', columns: columns.slice(0, 1) },
    { id: 'twelve', columns: columns.slice(2) },
  ];
  const [both, one, twelve] = delta({ inputs: groups, output: noisy, firsts })!;
  expect(both.low!).toBeGreaterThan(one.high!);
  expect(covers(twelve, 0)).toBe(true);
});

test('a constant output has no delta', () => {
  const data = normals('plain', 1, 1, 512, ([a]) => a);
  expect(delta({ ...data, output: new Float64Array(512).fill(1) })).toBeUndefined();
});

// y determines A where copies of b do not overlap, and b everywhere: delta of A is 1 - 1 / k, of a
// continuous b 1 and of one with m values 1 - 1 / m where y has a value for each pair.
test.each([
  ['2 A + b, b uniform', 3, 0, ([a, b]: readonly number[]) => 2 * a + b, [2 / 3, 1]],
  ['2 A + b, b of two values', 3, 2, ([a, b]: readonly number[]) => 2 * a + b, [2 / 3, 1 / 2]],
  ['A + b of ten copies', 10, 0, ([a, b]: readonly number[]) => a + b, [0.9, 1]],
  ['A b of two sizes', 2, 0, ([a, b]: readonly number[]) => (1 + a) * b, [1 / 4, 1]],
  [
    'digits of a number',
    40,
    20,
    ([a, b]: readonly number[]) => 20 * a + b,
    [1 - 1 / 40, 1 - 1 / 20],
  ],
] as const)('intervals hold the delta of discrete inputs: %s', (_, k, m, output, truth) => {
  for (const design of ['sobol', 'plain'] as const) {
    const held = truth.map(() => 0);
    for (let seed = 1; seed <= 3; seed++) {
      const data = dataOf(
        uniforms(design, seed, 2, 16_384),
        (u, j) => (j === 0 ? Math.floor(k * u) : m === 0 ? u : Math.floor(m * u)),
        output,
      );
      delta(data)!.forEach((index, j) => (held[j] += covers(index, truth[j]) ? 1 : 0));
    }
    // Of three intervals of 95 %, one at most does not hold but once in 140 times; the seeds are
    // fixed.
    for (const hits of held) expect(hits).toBeGreaterThanOrEqual(2);
  }
});
