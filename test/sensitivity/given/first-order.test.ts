/** @slow computes for seconds */

import { expect, test } from 'vitest';
import { exp } from '../../../src/math/functions.ts';
import type { GivenData } from '../../../src/sensitivity/given/data.ts';
import { firstOrder } from '../../../src/sensitivity/given/first-order.ts';
import fixture from '../../fixtures/sensitivity-given.json' with { type: 'json' };
import { covers, type Design, dataOf, errors, ishigami, normals, uniforms } from './points.ts';

// Closed form with a = 7, b = 0.1: V1 = (1 + b pi^4 / 5)^2 / 2, V2 = a^2 / 8, and V13 = 8 b^2 pi^8
// / 225 (Ishigami and Homma 1990, doi:10.1109/ISUMA.1990.151285).
const v1 = (1 + (0.1 * Math.PI ** 4) / 5) ** 2 / 2;
const v2 = 49 / 8;
const variance = v1 + v2 + (0.08 * Math.PI ** 8) / 225;
const ISHIGAMI = [v1 / variance, v2 / variance, 0, 0];

test.each<[string, Design, boolean]>([
  ['scrambled Sobol points', 'sobol', true],
  ['plain draws', 'plain', true],
  ['draws of which nothing is known', 'plain', false],
])('intervals from %s cover the indices of the Ishigami function', (_, design, known) => {
  const seeds = 40;
  const hits = [0, 0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const data = ishigami(design, seed, 4096);
    const indices = firstOrder(known ? data : { ...data, firsts: [0, 4096] })!;
    indices.forEach((index, j) => (hits[j] += covers(index, ISHIGAMI[j]) ? 1 : 0));
  }
  // A share of 0.95 gives less than 34 of 40 once in 70 times; the seeds are fixed.
  for (const hit of hits) expect(hit).toBeGreaterThanOrEqual(34);
  // Ends as far away as one likes would cover too.
  const widths = firstOrder(ishigami(design, 1, 4096))!.map(({ low, high }) => high! - low!);
  expect(Math.max(...widths)).toBeLessThan(0.08);
});

test('indices of the G function are within five standard errors of the closed form, and Sobol points give them to 0.005', () => {
  // Saltelli and Sobol (1995): V_i = 1 / (3 (1 + a_i)^2).
  const a = [0, 1, 4.5, 9];
  const parts = a.map((ai) => 1 / (3 * (1 + ai) ** 2));
  const all = parts.reduce((product, v) => product * (1 + v), 1) - 1;
  const data = dataOf(
    uniforms('sobol', 1, 4, 16_384),
    (u) => u,
    (row) =>
      a.reduce((product, ai, j) => (product * (Math.abs(4 * row[j] - 2) + ai)) / (1 + ai), 1),
  );
  firstOrder(data)!.forEach((index, j) => {
    expect(errors(index, parts[j] / all)).toBeLessThan(5);
    expect(Math.abs(index.value! - parts[j] / all)).toBeLessThan(0.005);
  });
});

test('a sum of lognormals has the shares of their variances, though half of the variance lies in the last hundredth', () => {
  const variances = [1, 0.5].map((s) => exp(s * s) * (exp(s * s) - 1));
  const share = variances[0] / (variances[0] + variances[1]);
  const data = normals('sobol', 3, 3, 65_536, ([a, b]) => exp(a) + exp(0.5 * b));
  const [first, second, none] = firstOrder(data)!;
  expect(errors(first, share)).toBeLessThan(4);
  expect(Math.abs(first.value! - share)).toBeLessThan(0.01);
  expect(errors(second, 1 - share)).toBeLessThan(4);
  expect(covers(none, 0)).toBe(true);
});

test('an output of which half is 0 has the index of the integral', () => {
  const data = normals('sobol', 5, 2, 16_384, ([a, b]) => Math.max(0, a + b));
  for (const index of firstOrder(data)!) {
    expect(errors(index, fixture.rectifiedShare)).toBeLessThan(4);
    expect(Math.abs(index.value! - fixture.rectifiedShare)).toBeLessThan(0.003);
  }
});

test('a discrete input explains the variance of its class means, whatever their order', () => {
  const levels = [3, -1, 4, 0];
  const data = dataOf(
    uniforms('sobol', 2, 2, 8192),
    (u, j) => (j === 0 ? Math.floor(4 * u) : u),
    ([a, b]) => levels[a] + 6 * b,
  );
  // The uniform part has variance 36 / 12.
  const between = levels.reduce((sum, x) => sum + (x - 1.5) ** 2, 0) / 4;
  const [first] = firstOrder(data)!;
  expect(Math.abs(first.value! - between / (between + 3))).toBeLessThan(2e-3);
  expect(errors(first, between / (between + 3))).toBeLessThan(4);
});

test('an input of three columns has the sum of what each explains', () => {
  const { inputs, output, firsts } = normals(
    'plain',
    4,
    4,
    16_384,
    ([a, b, c, d]) => a + b + c + d,
  );
  const group = { id: 'quarterly', columns: inputs.slice(0, 3).flatMap(({ columns }) => columns) };
  const [index] = firstOrder({ inputs: [group], output, firsts })!;
  expect(errors(index, 0.75)).toBeLessThan(4);
  expect(Math.abs(index.value! - 0.75)).toBeLessThan(0.03);
});

test('a constant output has no indices, and a constant input explains nothing', () => {
  const data = normals('plain', 1, 1, 1024, ([a]) => a);
  expect(firstOrder({ ...data, output: new Float64Array(1024).fill(3) })).toBeUndefined();
  const constant: GivenData = { ...data, inputs: [{ id: 'c', columns: [new Float64Array(1024)] }] };
  const [{ value }] = firstOrder(constant)!;
  // Nothing but the rounding of a mean of 1024 numbers.
  expect(Math.abs(value!)).toBeLessThan(1e-12);
});

test('indices do not depend on the units of input and output', () => {
  const data = ishigami('plain', 9, 2048);
  const scaled: GivenData = {
    ...data,
    inputs: data.inputs.map(({ id, columns }) => ({
      id,
      columns: columns.map((column) => column.map((x) => 1e6 * x + 1e6)),
    })),
    output: data.output.map((y) => 1e-9 * y - 1e-9),
  };
  const [before, after] = [firstOrder(data)!, firstOrder(scaled)!];
  // Inputs about 1e6 lose six digits against their pieces.
  before.forEach((index, j) => expect(after[j].value!).toBeCloseTo(index.value!, 8));
});
