/**
 * What holds for every family of the index: nothing here names one.
 *
 * @slow computes for seconds
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as constructors from '../../src/distributions/families/index.ts';
import {
  type Distribution,
  type Family,
  families,
  parseDistribution,
} from '../../src/distributions/index.ts';
import { make } from '../../src/distributions/make.ts';
import { normalCdf, normalDensity } from '../../src/math/functions.ts';
import { memberOf } from './arbitrary.ts';
import { expectClose, lawTests } from './family-laws.ts';

/** The example of each form of a family. */
function examplesOf(family: Family): Distribution[] {
  return family.forms.map((form) => {
    const {
      read,
      example,
    }: { read(...given: readonly unknown[]): object; example: readonly unknown[] } = form;
    return make(family, form, read(...example));
  });
}

lawTests(families.flatMap((family) => examplesOf(family).map(({ text }) => text)));

/** Mean and standard deviation as sums over draws: the quantiles of scores, or the steps. */
function summed({ quantile, upperQuantile, mapping }: Distribution): { mean: number; sd: number } {
  const step = 1 / 64;
  const nodes =
    mapping.kind === 'steps'
      ? mapping.values.map((x, k) => ({
          x,
          weight: mapping.cumulative[k] - (mapping.cumulative[k - 1] ?? 0),
        }))
      : Array.from({ length: 25 / step + 1 }, (_, k) => {
          const z = -12.5 + k * step;
          const tail = normalCdf(-Math.abs(z));
          const x = z < 0 ? quantile(tail) : upperQuantile(tail);
          return { x, weight: step * normalDensity(z) };
        });
  const mean = nodes.reduce((sum, { x, weight }) => sum + weight * x, 0);
  const variance = nodes.reduce((sum, { x, weight }) => sum + weight * (x - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(variance) };
}

describe.each(families.map((family) => [family.name, family] as const))('%s', (name, family) => {
  test('has an example of every form, and the text of each reads back as that form', () => {
    for (const [k, example] of examplesOf(family).entries()) {
      expect(example.family).toBe(name);
      expect(parseDistribution(example.text).parameters, `form ${k + 1}`).toEqual(
        example.parameters,
      );
    }
  });

  test('has the moments that its quantile function integrates to', () => {
    const check = (distribution: Distribution): void => {
      const { mean, sd, support, text } = distribution;
      if (!Number.isFinite(sd)) return;
      const sums = summed(distribution);
      // The trapezoidal rule is exact to many digits where the quantile function is smooth; a kink
      // costs the square of a step.
      const tolerance = 1e-3;
      expectClose(sums.mean, mean, 1e-12, `${text}: mean`, tolerance * sd + 1e-300);
      // Steps hold probabilities to 1e-16, of which the root is 1e-8.
      const size = Math.max(...[mean, ...support].filter(Number.isFinite).map(Math.abs));
      expectClose(sums.sd, sd, tolerance, `${text}: sd`, 1e-7 * size);
    };
    for (const example of examplesOf(family)) check(example);
    fc.assert(fc.property(memberOf(family), check), { numRuns: 3 });
  });

  test('has members that their text gives, and whose tails undo their quantiles', () => {
    fc.assert(
      fc.property(memberOf(family), (distribution) => {
        const { text, quantile, upperQuantile, cdf, survival, support } = distribution;
        const again = parseDistribution(text);
        expect(again.text).toBe(text);
        const ends = support.filter(Number.isFinite).map(Math.abs);
        for (const p of [1e-9, 0.003, 0.1, 0.37, 0.5, 0.8, 0.998]) {
          const [x, y] = [quantile(p), upperQuantile(p)];
          expect([again.quantile(p), again.upperQuantile(p)], text).toEqual([x, y]);
          // At a value of its own or by a rounding of x, the probability passes p.
          const around = 8 * Number.EPSILON * Math.max(Math.abs(x), Math.abs(y), ...ends);
          const [least, most] = [p * (1 - 1e-11), p * (1 + 1e-11)];
          expect(cdf(x + around), `${text} at ${p}`).toBeGreaterThanOrEqual(least);
          expect(cdf(x - around - Number.MIN_VALUE), `${text} at ${p}`).toBeLessThanOrEqual(most);
          expect(survival(y + around), `${text} above ${p}`).toBeLessThanOrEqual(most);
          expect(
            survival(y - around - Number.MIN_VALUE),
            `${text} above ${p}`,
          ).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 20 },
    );
  });
});

test('every export of the index is the constructor of a family, and no name means two', () => {
  const listed = Object.values(constructors).map(({ family }) => family.name);
  expect(families.map(({ name }) => name)).toEqual(listed.toSorted());
  const names = families.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([]);
  expect(names.filter((name) => !/^[a-z][a-z0-9]*$/.test(name))).toEqual([]);
});
