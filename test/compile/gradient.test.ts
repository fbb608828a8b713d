/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import type { TrialInputs } from '../../src/compile/draws.ts';
import { evaluate } from '../../src/compile/evaluate.ts';
import { differentiator } from '../../src/compile/gradient.ts';
import { outcomeColumns, type Program } from '../../src/compile/program.ts';
import {
  annual,
  eq,
  horizon,
  outcome,
  type Part,
  previous,
  quarterly,
  quarters,
  ratioOfSums,
  stock,
  variable,
  years,
} from '../../src/index.ts';
import { modelSpec, randomModel } from '../kernel/random-model.ts';
import { any, anyQuarterly, compileSmall } from './small.ts';

/** d outcome / d input by id of the outcome column, then of the input. */
function derivatives(
  program: Program,
  inputs: Readonly<Record<string, number | readonly number[]>>,
): Record<string, Record<string, number | readonly number[]>> {
  const aligned = program.inputs.map(({ id }) => inputs[id]!);
  const trial = evaluate(program, aligned);
  const differentiate = differentiator(program);
  return Object.fromEntries(
    outcomeColumns(program).map(({ id }, column) => {
      const gradient = differentiate(aligned, trial, column);
      return [id, Object.fromEntries(program.inputs.map((input, k) => [input.id, gradient[k]!]))];
    }),
  );
}

/** Of an outcome once a trial, by x. */
function byX(is: Part, x: number): number {
  const { program } = compileSmall([outcome('it', { unit: '-', is: eq`${is}` })]);
  return derivatives(program, { x })['it']!['x'] as number;
}

const x = any('x');
const y = any('y');
const q = anyQuarterly('q');

describe('closed form: the derivative', () => {
  // Each by the rules of calculus, at an x where every step is one rounding or an elementary
  // function with an error of an ulp.
  test.each<[string, Part, number, number]>([
    ['of a product', eq`${x} * (3 - ${x})`, 2, -1],
    ['of a quotient', eq`(1 + ${x}) / ${x}`, 2, -0.25],
    ['of a power by its base', eq`${x} ^ 2.5`, 4, 20],
    ['of a power by its exponent', eq`2 ^ ${x}`, 3, 8 * Math.LN2],
    ['of a power of zero by its base', eq`${x} ^ 3`, 0, 0],
    ['of a root', eq`sqrt(${x})`, 4, 0.25],
    ['of an exponential', eq`exp(2 * ${x})`, 0.5, 2 * Math.E],
    ['of a logarithm', eq`log(${x})`, 4, 0.25],
    ['of a logistic curve at its middle', eq`logistic(${x})`, 0, 0.25],
    ['of a sine', eq`sin(${x})`, Math.PI / 3, 0.5],
    ['of a cosine', eq`cos(${x})`, Math.PI / 6, -0.5],
    ['of a size', eq`abs(${x})`, -2, -1],
    ['of a floor', eq`floor(${x})`, 2.5, 0],
    ['of the first side of an if', eq`if(${x} < 1, 5 * ${x}, 7 * ${x})`, 0, 5],
    ['of the other side of an if', eq`if(${x} < 1, 5 * ${x}, 7 * ${x})`, 2, 7],
    ['of a minimum', eq`min(3 * ${x}, 6)`, 1, 3],
    ['of a minimum that is held', eq`min(3 * ${x}, 6)`, 5, 0],
    ['of a maximum', eq`max(3 * ${x}, 6)`, 5, 3],
    ['of a clamp', eq`clamp(${x}, 0, 1)`, 0.5, 1],
    ['of a clamp that holds', eq`clamp(${x}, 0, 1)`, 1.5, 0],
    ['of a comparison', eq`(${x} < 1) + 2 * (${x} >= 1 and ${x} < 9)`, 2, 0],
    ['where a root without end stands on the side not taken', eq`sqrt(max(${x}, 0))`, -1, 0],
    [
      'where a division by zero stands on the side not taken',
      eq`if(${x} > 0, 1 / ${x}, ${x})`,
      0,
      1,
    ],
  ])('%s', (_, is, at, expected) => {
    expect(byX(is, at)).toBeCloseTo(expected, 13);
  });

  test('of a root at zero is infinite', () => {
    expect(byX(eq`sqrt(${x})`, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('of x read thrice is the sum over the three', () => {
    expect(byX(eq`${x} + ${x} * ${x} + ${x} * ${x} * ${x}`, 2)).toBe(1 + 4 + 12);
  });
});

describe('closed form: over quarters', () => {
  // v after t quarters is y * x^(t + 1): by x it is (t + 1) y x^t, by y x^(t + 1).
  const growing = variable('v', {
    unit: '-',
    over: quarters,
    opening: y,
    is: eq`${previous} * ${x}`,
  });
  const { program } = compileSmall(
    [
      outcome('each', { unit: '-', over: quarters, is: growing }),
      outcome('sum', { unit: '-', over: years, is: annual.sum(growing) }),
      outcome('final', { unit: '-', is: horizon.last(growing) }),
    ],
    { calendar: quarterly('2026Q1', 8) },
  );
  const found = derivatives(program, { x: 2, y: 3 });

  test('of what multiplies itself, n times the power below', () => {
    const each = program.time.quarters.map((quarter) => found[`each[${quarter}]`]);
    expect(each).toEqual(each.map((_, t) => ({ x: 3 * (t + 1) * 2 ** t, y: 2 ** (t + 1) })));
    expect(found['final']).toEqual(each[7]);
  });

  test('of a sum of the first year, although a trial keeps the values of the last year', () => {
    expect(found['sum[2026]']).toEqual({ x: 3 * (1 + 4 + 12 + 32), y: 2 + 4 + 8 + 16 });
  });

  test('of a stock, by the draws of every quarter until now', () => {
    const level = stock('level', {
      unit: '-',
      over: quarters,
      opening: 1,
      change: eq`${x} * ${q} * 1 [1/quarter]`,
    });
    const { program: stocks } = compileSmall([
      outcome('level', { unit: '-', over: quarters, is: level }),
    ]);
    const by = derivatives(stocks, { x: 5, q: [1, 2, 3, 4] });
    expect(by['level[2026Q3]']).toEqual({ x: 1 + 2 + 3, q: [5, 5, 5, 0] });
  });

  test('of aggregates, by the quarters that they are made of', () => {
    const of = variable('of', { unit: '-', over: quarters, is: eq`${q} * ${q}` });
    const { program: aggregates } = compileSmall([
      ...(['sum', 'mean', 'first', 'last', 'min', 'max'] as const).map((kind) =>
        outcome(kind, { unit: '-', over: years, is: annual[kind](of) }),
      ),
      outcome('least', { unit: '-', is: horizon.min(of) }),
      outcome('ratio', { unit: '-', over: years, is: ratioOfSums(of, eq`${q}`) }),
    ]);
    const by = derivatives(aggregates, { q: [3, 1, 4, 2] });
    const ofQ = Object.fromEntries(Object.entries(by).map(([id, one]) => [id, one['q']]));
    expect(ofQ).toMatchObject({
      'sum[2026]': [6, 2, 8, 4],
      'mean[2026]': [1.5, 0.5, 2, 1],
      'first[2026]': [6, 0, 0, 0],
      'last[2026]': [0, 0, 0, 4],
      'min[2026]': [0, 2, 0, 0],
      'max[2026]': [0, 0, 8, 0],
      least: [0, 2, 0, 0],
    });
    // (sum q^2) / (sum q) is 30 / 10; by q it is (2 q * 10 - 30) / 100.
    const ratio = ofQ['ratio[2026]'] as readonly number[];
    [0.3, -0.1, 0.5, 0.1].forEach((expected, t) => expect(ratio[t]).toBeCloseTo(expected, 14));
  });
});

/** Central differences with two steps; nothing where they show no smooth function. */
function difference(f: (x: number) => number, at: number): number | undefined {
  const h = 2 ** -16 * Math.max(1, Math.abs(at));
  const [middle, left, right, nearLeft, nearRight] = [0, -h, h, -h / 4, h / 4].map((d) =>
    f(at + d),
  );
  const wide = (right! - left!) / (2 * h);
  const narrow = (nearRight! - nearLeft!) / (h / 2);
  const size = Math.abs(narrow) + 1e-3 * Math.abs(middle!);
  // A kink: the slopes on the two sides differ. A jump, or a function that turns within h: the
  // steps differ.
  const kink = Math.abs(right! + left! - 2 * middle!) / h;
  return Math.abs(wide - narrow) < 1e-6 * size && kink < 1e-3 * size && size < 1e9
    ? narrow
    : undefined;
}

test('law: derivatives are central differences of the evaluator, on random programs', () => {
  let [compared, moved] = [0, 0];
  // A grid without zero: nearer to a pole than a step of the differences there is nothing to
  // compare.
  const value = fc.integer({ min: -300, max: 299 }).map((k) => (k + 0.5) / 100);
  fc.assert(
    fc.property(modelSpec(5), fc.array(value, { minLength: 60, maxLength: 60 }), (spec, values) => {
      // The derivative of a quotient by a subnormal number is beyond the range of numbers; beside one a
      // step of a difference is many jumps of `mod`.
      fc.pre(!/e-3\d\d/.test(JSON.stringify(spec)));
      const { program } = compile(randomModel(spec));
      let next = 0;
      const inputs: TrialInputs = program.inputs.map(({ over }) =>
        over === 'trial'
          ? values[next++ % 60]!
          : program.time.quarters.map(() => values[next++ % 60]!),
      );
      const trial = evaluate(program, inputs);
      // What is added to a number so large leaves no trace in a difference.
      fc.pre(trial.values.every((value) => !(Math.abs(value) > 1e100 && Number.isFinite(value))));
      const differentiate = differentiator(program);
      const gradients = outcomeColumns(program).map((_, column) =>
        differentiate(inputs, trial, column),
      );
      program.inputs.forEach(({ used }, j) => {
        if (!used) return;
        const drawn = inputs[j]!;
        (typeof drawn === 'number' ? [undefined] : drawn.map((_, t) => t)).forEach((t) => {
          const at = t === undefined ? (drawn as number) : (drawn as readonly number[])[t]!;
          const known = new Map<number, Float64Array>();
          const outcomesAt = (moved: number): Float64Array => {
            const found = known.get(moved);
            if (found) return found;
            const put = t === undefined ? moved : (drawn as readonly number[]).with(t, moved);
            const { outcomes } = evaluate(program, inputs.with(j, put));
            known.set(moved, outcomes);
            return outcomes;
          };
          gradients.forEach((gradient, column) => {
            const expected = difference((x) => outcomesAt(x)[column]!, at);
            if (expected === undefined) return;
            const all = gradient[j]!;
            const got = typeof all === 'number' ? all : all[t!]!;
            // The differences agree with each other to 1e-6 of their size; another order of
            // magnitude is left to their common error. Derivatives of quotients divide twice, so
            // below 1e-150 they run out of exponents.
            const size = Math.abs(expected) + 1e-3 * Math.abs(trial.outcomes[column]!);
            expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-5 * size + 1e-150);
            compared++;
            if (expected !== 0) moved++;
          });
        });
      });
    }),
    { numRuns: 150 },
  );
  // Else the law would be held by derivatives that nobody took.
  expect(compared).toBeGreaterThan(2000);
  expect(moved).toBeGreaterThan(500);
});
