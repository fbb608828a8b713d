import { describe, expect, test } from 'vitest';
import {
  applyMapping,
  type Distribution,
  hermiteTable,
  parseDistribution,
  type QuinticTable,
  quinticAt,
} from '../../src/distributions/index.ts';
import { normalCdf } from '../../src/math/functions.ts';
import { byText, reference } from './reference.ts';

function tableOf(distribution: Distribution): QuinticTable {
  const { mapping } = distribution;
  if (mapping.kind !== 'table') throw new TypeError(`${distribution.text} has no table`);
  return mapping.table();
}

/** The table of g(z) = c0 + c1 z + ... + c5 z^5. */
function nodesOfQuintic(c: readonly number[], from: number, step: number, count: number) {
  const nodes = new Float64Array(3 * count);
  for (let k = 0; k < count; k++) {
    const z = from + k * step;
    const at = (coefficients: readonly number[]) =>
      coefficients.reduceRight((sum, v) => sum * z + v, 0);
    const slope = c.slice(1).map((v, i) => (i + 1) * v);
    const bend = slope.slice(1).map((v, i) => (i + 1) * v);
    nodes.set([at(c), at(slope) * step, (at(bend) * step * step) / 2], 3 * k);
  }
  return nodes;
}

describe('hermiteTable', () => {
  const quintic = [1, -2, 0.5, 0.25, -0.125, 0.0625];
  const nodes = nodesOfQuintic(quintic, -2, 0.5, 9);
  const table = hermiteTable(-2, 0.5, nodes);

  test('closed form: a quintic is its own interpolant', () => {
    for (let z = -2; z <= 2; z += 0.01) {
      const exact = quintic.reduceRight((sum, v) => sum * z + v, 0);
      // Values up to 16 enter; a dozen roundings of them.
      expect(Math.abs(quinticAt(table, z) - exact)).toBeLessThan(16 * 12 * Number.EPSILON);
    }
  });

  test('law: a node gives its own value, the last one to a rounding', () => {
    for (let k = 0; k < 8; k++) expect(quinticAt(table, -2 + 0.5 * k)).toBe(nodes[3 * k]);
    expect(quinticAt(table, 2)).toBeCloseTo(nodes[24], 13);
  });

  test('law: beyond the last node z counts as the last node', () => {
    expect(quinticAt(table, -50)).toBe(quinticAt(table, -2));
    expect(quinticAt(table, -Infinity)).toBe(quinticAt(table, -2));
    expect(quinticAt(table, 50)).toBe(quinticAt(table, 2));
    expect(quinticAt(table, NaN)).toBeNaN();
  });
});

describe('the tables of PERT and beta', () => {
  // An error of g is a relative error of the draw's distance from the nearer end. The table is
  // refined until it is below 5e-10 midway between nodes, from whose neighbourhood it cannot be
  // much further.
  test.each(byText(reference.scores))(
    'reference: %s is within 1e-9 of mpmath from z = -12.45 to 12.45',
    (text, rows) => {
      const table = tableOf(parseDistribution(text));
      for (const [, z, g] of rows) {
        expect(Math.abs(quinticAt(table, z) - g), `z = ${z}`).toBeLessThan(1e-9);
      }
    },
  );

  test.each(byText(reference.scores))(
    'law: %s agrees with its quantile function within 1e-9',
    (text) => {
      const distribution = parseDistribution(text);
      const table = tableOf(distribution);
      const [least] = distribution.support;
      for (let z = -8.3; z <= 5; z += 0.0137) {
        const u = normalCdf(z);
        const exact = distribution.quantile(u);
        const draw = applyMapping(distribution.mapping, table, u, z);
        // Beyond z = 5, u has lost the digits of 1 - u. Near a least value that is not 0, x has
        // lost its own.
        const rounding = 2 * Number.EPSILON * Math.abs(least);
        expect(Math.abs(draw - exact), `z = ${z}`).toBeLessThanOrEqual(
          1e-9 * (exact - least) + rounding,
        );
      }
    },
  );

  test.each(byText(reference.scores))('law: %s rises all the way from z = -13 to 13', (text) => {
    const table = tableOf(parseDistribution(text));
    let before = -Infinity;
    for (let z = -13; z <= 13; z += 1 / 256) {
      const g = quinticAt(table, z);
      // In the last strip the far end is computed from the polynomial: a rounding of g below its
      // neighbours.
      expect(g).toBeGreaterThanOrEqual(before - 8 * Number.EPSILON * Math.abs(before));
      before = g;
    }
    expect(Number.isFinite(before)).toBe(true);
  });

  test('a table of a PERT is at most 10 kB', () => {
    for (const text of [
      'pert(0, 0.5, 1)',
      'pert(0, 0, 1)',
      'pert(0, 1, 1)',
      'pert(0.003, 0.018, 0.06)',
    ]) {
      expect(tableOf(parseDistribution(text)).coefficients.byteLength, text).toBeLessThanOrEqual(
        10_000,
      );
    }
  });

  test('the step of a table is a power of two, so that a machine may multiply by its inverse', () => {
    for (const [text] of byText(reference.scores)) {
      const table = tableOf(parseDistribution(text));
      const step = table.grid === 'even' ? table.step : NaN;
      expect([2, 4, 8, 16, 32, 64].includes(1 / step), `${text}: ${step}`).toBe(true);
    }
  });
});
