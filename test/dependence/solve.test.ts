/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DependenceError,
  type Measure,
  measureOf,
  type ScoreCopula,
  solveCopula,
} from '../../src/dependence/index.ts';
import { parseDistribution } from '../../src/distributions/index.ts';
import { anyCorrelation } from './arbitrary.ts';
import { GAUSSIAN, student } from './reference.ts';

const TEXTS = ['lognormal(1, 3)', 'pert(0, 1, 4)', 'triangular(0, 1, 4)', 'bernoulli(0.4)'];
const SMOOTH = TEXTS.slice(0, 3);
const NAMES = ['oil', 'gas', 'coal', 'wind', 'sun', 'hydro', 'tide', 'wood'];

function energy(
  target: readonly (readonly number[])[],
  measure: Measure = 'rank',
  copula: ScoreCopula = GAUSSIAN,
  texts: readonly string[] = TEXTS,
) {
  const inputs = NAMES.slice(0, target.length).map((id, k) => ({
    id,
    distribution: parseDistribution(texts[k % texts.length]),
  }));
  return { id: 'energy', copula, measure, inputs, target };
}

function errorOf(stated: ReturnType<typeof energy>): DependenceError {
  try {
    solveCopula(stated);
  } catch (error) {
    if (error instanceof DependenceError) return error;
    throw error;
  }
  throw new TypeError('it was accepted');
}

test('closed form: two ranks of 0.5 have scores of 2 sin(pi / 12), and a factor of that', () => {
  const { scores, factor } = solveCopula(
    energy([
      [1, 0.5],
      [0.5, 1],
    ]),
  );
  const rho = (Math.sqrt(6) - Math.sqrt(2)) / 2;
  expect(scores[0]).toEqual([1, scores[1][0]]);
  expect(scores[1][0]).toBeCloseTo(rho, 15);
  expect(factor[0]).toEqual([1, 0]);
  expect(factor[1][0]).toBe(scores[1][0]);
  expect(factor[1][1]).toBeCloseTo(Math.sqrt(1 - rho * rho), 15);
});

test('one input depends on no other', () => {
  expect(solveCopula(energy([[1]]))).toEqual({ scores: [[1]], factor: [[1]] });
});

const anyCopula = fc.constantFrom<ScoreCopula>(GAUSSIAN, student(4));
const anyMeasure = fc.constantFrom<Measure>('rank', 'kendall', 'pearson');

describe('law', () => {
  test('what scores that exist amount to is solved, and gives them back', () => {
    fc.assert(
      fc.property(anyCorrelation, anyCopula, anyMeasure, (scores, copula, measure) => {
        // A step towards independence, so that a rounding does not make it impossible.
        const wanted = scores.map((row, i) => row.map((x, j) => (i === j ? 1 : 0.9 * x)));
        const { inputs } = energy(scores);
        const target = wanted.map((row, i) =>
          row.map((rho, j) => {
            // One order for each pair, since both are equal but for roundings.
            const [a, b] = i < j ? [i, j] : [j, i];
            const pair = [inputs[a].distribution, inputs[b].distribution] as const;
            return i === j ? 1 : measureOf(copula, measure, rho, pair);
          }),
        );
        const solved = solveCopula(energy(target, measure, copula));
        for (const [i, row] of wanted.entries()) {
          for (const [j, rho] of row.entries()) {
            expect(Math.abs(solved.scores[i][j] - rho)).toBeLessThan(1e-12);
            const back = solved.factor[i].reduce((sum, x, k) => sum + x * solved.factor[j][k], 0);
            expect(Math.abs(back - rho)).toBeLessThan(1e-12);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  test('of a matrix that cannot be, the nearest one named is accepted', () => {
    const entries = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 64, maxLength: 64 });
    let refused = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 8 }),
        entries,
        anyCopula,
        fc.constantFrom<Measure>('rank', 'kendall'),
        // Of an event and a number, taus beyond 0.69 are out of reach.
        fc.constantFrom({ texts: SMOOTH, most: 1 }, { texts: TEXTS, most: 0.6 }),
        (n, list, copula, measure, { texts, most }) => {
          const target = Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (_, j) =>
              i === j ? 1 : (most * list[8 * Math.min(i, j) + Math.max(i, j)]) / 100,
            ),
          );
          const stated = energy(target, measure, copula, texts);
          try {
            solveCopula(stated);
          } catch (error) {
            if (!(error instanceof DependenceError)) throw error;
            refused++;
            const nearest = error.problems[0].nearest as number[][];
            expect(() => solveCopula({ ...stated, target: nearest })).not.toThrow();
            for (const x of nearest.flat())
              expect(Math.abs(x * 1000 - Math.round(x * 1000))).toBeLessThan(1e-9);
          }
        },
      ),
      { numRuns: 12 },
    );
    expect(refused).toBeGreaterThan(4);
  });
});

describe('refusals', () => {
  const impossible = [
    [1, 0.9, -0.6],
    [0.9, 1, 0.5],
    [-0.6, 0.5, 1],
  ];

  test('correlations that cannot hold together: the nearest that can, largest move first', () => {
    const error = errorOf(energy(impossible));
    expect(error.message).toBe(
      'energy: these rank correlations cannot hold together: the correlations of the scores would not be a ' +
        'positive semi-definite matrix. The nearest that can: oil/gas 0.9 -> 0.671, oil/coal -0.6 -> -0.424, ' +
        'gas/coal 0.5 -> 0.334. The whole matrix: [[1, 0.671, -0.424], [0.671, 1, 0.334], [-0.424, 0.334, 1]]',
    );
    expect(error.problems[0].inputs).toEqual(['oil', 'gas', 'coal']);
  });

  test.each<[Measure, ScoreCopula]>([
    ['pearson', GAUSSIAN],
    ['pearson', student(4)],
    ['kendall', student(2)],
  ])('in the measure that was asked for: %s under %j', (measure, copula) => {
    const stated = energy(impossible, measure, copula);
    const nearest = errorOf(stated).problems[0].nearest as number[][];
    const { scores } = solveCopula({ ...stated, target: nearest });
    // On the edge of what is possible, but for what rounding asked for: no farther from it than a
    // few thousandths.
    const [a, b, c] = [scores[0][1], scores[0][2], scores[1][2]];
    const determinant = 1 + 2 * a * b * c - a * a - b * b - c * c;
    expect(determinant).toBeGreaterThan(-1e-12);
    expect(determinant).toBeLessThan(0.01);
  });

  test('of many inputs the ten largest moves', () => {
    const n = 8;
    const target = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i === j ? 1 : -0.3)),
    );
    const error = errorOf(energy(target, 'rank', GAUSSIAN, SMOOTH));
    // Eight inputs can oppose each other by at most -1/7, as scores; that is a rank correlation of
    // 6/pi asin(-1/14) = -0.1365.
    expect(error.message).toContain('oil/gas -0.3 -> -0.136');
    expect(error.message).toContain('and 18 more by 0.16 or less');
  });

  test('everything that is wrong with the entries at once, and every pair that is out of reach', () => {
    const target = [
      [1, 0.99, 1.2, 0.3],
      [0.99, 1, 0.5, 0.2],
      [1.2, 0.5, 1, NaN],
      [0.3, 0.2, NaN, 1],
    ];
    const texts = [
      'lognormal(1, 3)',
      'pert(0, 1, 4)',
      'triangular(0, 1, 4)',
      'pareto(min=1, shape=2)',
    ];
    const { message, problems } = errorOf(energy(target, 'pearson', GAUSSIAN, texts));
    expect(message.split('\n')).toEqual([
      'energy: wind: pareto(min=1, shape=2) has no finite standard deviation, so no Pearson correlation; use rank',
      'energy: oil and gas: a Pearson correlation of 0.99 is out of reach; with these distributions it lies between -0.8991 and 0.9748, and the nearest is 0.9748',
      'energy: oil and coal: the correlation is 1.2; it must be in [-1, 1]',
      'energy: coal and wind: the correlation is NaN; it must be in [-1, 1]',
    ]);
    expect(problems[1]).toMatchObject({ inputs: ['oil', 'gas'], nearest: 0.9748 });
  });

  test.each([
    [
      [
        [1, 0.5],
        [0.5, 1],
        [0, 0],
      ],
      'the matrix has 3 rows for 2 inputs (oil, gas)',
    ],
    [
      [
        [1, 0.5, 0],
        [0.5, 1],
      ],
      'the row of oil has 3 entries for 2 inputs',
    ],
    [
      [
        [1, 0.5],
        [0.4, 0.9],
      ],
      'gas has 0.9 with itself; that is 1\noil and gas: the correlation is 0.5 in the row of oil and 0.4 in that of gas; they must be equal',
    ],
  ])('a matrix that is none: %j', (target, message) => {
    const stated = energy([[1], [1]]);
    const { problems } = errorOf({ ...stated, target });
    expect(problems.map(({ message }) => message).join('\n')).toBe(message);
  });

  test('degrees of freedom that are none, beside what is wrong with the matrix', () => {
    const error = errorOf(
      energy(
        [
          [1, 0.5],
          [0.5, 0],
        ],
        'rank',
        student(0.4),
      ),
    );
    expect(error.problems.map(({ message }) => message)).toEqual([
      'df is 0.4; a t copula takes 1 or more, without bound a Gaussian one',
      'gas has 0 with itself; that is 1',
    ]);
  });
});
