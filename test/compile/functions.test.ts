import { describe, expect, test } from 'vitest';
import { type Equation, eq, outcome } from '../../src/index.ts';
import { any, compileSmall, outcomesOf } from './small.ts';

const x = any('x');
const y = any('y');
const z = any('z');

/** The value of an equation at these x, y and z, computed when it runs. */
function at(equation: Equation, values: readonly number[]): number {
  const { program } = compileSmall([x, y, z, outcome('it', { unit: '-', is: equation })]);
  const [a = 0, b = 0, c = 0] = values;
  return outcomesOf(program, { x: a, y: b, z: c })['it']!;
}

/** The same with x, y and z written as numbers: computed by the compiler. */
function folded({ strings, parts }: Equation, values: readonly number[]): number {
  const numbers = parts.map((part) => values[[x, y, z].indexOf(part as typeof x)] ?? part);
  const is = eq(Object.assign([...strings], { raw: strings }), ...numbers);
  const { program } = compileSmall([outcome('it', { unit: '-', is })]);
  expect(program.values[program.outcomes[0]!.value]!.op).toBe('constant');
  return outcomesOf(program)['it']!;
}

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

type Row = [equation: Equation, values: number[], value: number];

// Values without a comment are exact by IEEE 754: each is one correctly rounded operation.
const rows: Record<string, Row[]> = {
  'arithmetic rounds once an operation': [
    [eq`${x} + ${y}`, [0.1, 0.2], 0.30000000000000004],
    [eq`${x} - ${y}`, [0.3, 0.1], 0.19999999999999998],
    [eq`${x} * ${y}`, [0.1, 3], 0.30000000000000004],
    [eq`${x} / ${y}`, [1, 3], 0.3333333333333333],
    [eq`-${x}`, [0], -0],
    [eq`0 - ${x}`, [0], 0],
    [eq`${x} / ${y}`, [1, 0], inf],
    [eq`${x} / ${y}`, [-1, 0], -inf],
    [eq`${x} / ${y}`, [0, 0], nan],
    [eq`${x} - ${y}`, [inf, inf], nan],
    [eq`${x} * ${y}`, [1e308, 10], inf],
    [eq`${x} / 3`, [5], 1.6666666666666667],
    [eq`${x} / 10`, [3], 0.3],
    // Division by a power of two is done as a product; below the normal numbers as well it is the
    // same.
    [eq`${x} / 4`, [3], 0.75],
    [eq`${x} / 1024`, [5e-324], 0],
    [eq`${x} / 8`, [3.5e-323], 5e-324],
  ],
  'powers follow IEEE 754': [
    [eq`${x} ^ ${y}`, [2, 10], 1024],
    [eq`${x} ^ ${y}`, [2, -1], 0.5],
    [eq`${x} ^ 2`, [-3], 9],
    [eq`${x} ^ 1`, [-3], -3],
    [eq`${x} ^ 0`, [nan], 1],
    [eq`${x} ^ ${y}`, [-2, 3], -8],
    [eq`${x} ^ ${y}`, [-8, 1 / 3], nan],
    [eq`${x} ^ ${y}`, [0, 0], 1],
    [eq`${x} ^ ${y}`, [0, -1], inf],
    [eq`${x} ^ ${y}`, [4, 0.5], 2],
    [eq`-${x}^2`, [3], -9],
    [eq`2^${x}^2`, [3], 512],
  ],
  'min, max and clamp choose, and nothing is made of no number': [
    [eq`min(${x}, ${y})`, [2, 1], 1],
    [eq`max(${x}, ${y})`, [2, 1], 2],
    [eq`min(${x}, ${y}, ${z})`, [3, 2, 1], 1],
    [eq`max(${x}, ${y}, ${z}, 9)`, [3, 2, 1], 9],
    [eq`min(${x}, ${y})`, [0, -0], -0],
    [eq`max(${x}, ${y})`, [-0, 0], 0],
    [eq`min(${x}, ${y})`, [1, nan], nan],
    [eq`max(${x}, ${y})`, [nan, 1], nan],
    [eq`clamp(${x}, 0, 1)`, [2], 1],
    [eq`clamp(${x}, 0, 1)`, [-2], 0],
    [eq`clamp(${x}, 0, 1)`, [0.3], 0.3],
    [eq`clamp(${x}, 0, 1)`, [nan], nan],
    // Bounds the wrong way round: the upper one has the last word.
    [eq`clamp(${x}, 1, 0)`, [0.5], 0],
  ],
  'comparisons give 1 or 0, and 0 for no number except !=': [
    [eq`${x} < ${y}`, [1, 2], 1],
    [eq`${x} < ${y}`, [2, 2], 0],
    [eq`${x} <= ${y}`, [2, 2], 1],
    [eq`${x} > ${y}`, [2, 1], 1],
    [eq`${x} > ${y}`, [2, 2], 0],
    [eq`${x} >= ${y}`, [2, 2], 1],
    [eq`${x} >= ${y}`, [1, 2], 0],
    [eq`${x} == ${y}`, [0, -0], 1],
    [eq`${x} == ${y}`, [1, 1 + 2 ** -52], 0],
    [eq`${x} != ${y}`, [1, 2], 1],
    [eq`${x} < ${y}`, [nan, 1], 0],
    [eq`${x} >= ${y}`, [nan, 1], 0],
    [eq`${x} == ${y}`, [nan, nan], 0],
    [eq`${x} != ${y}`, [nan, nan], 1],
  ],
  'and, or, not and if take whatever is not 0 for true': [
    [eq`${x} and ${y}`, [2, -3], 1],
    [eq`${x} and ${y}`, [2, 0], 0],
    [eq`${x} and ${y}`, [nan, 1], 1],
    [eq`${x} or ${y}`, [0, nan], 1],
    [eq`${x} or ${y}`, [0, 0.1], 1],
    [eq`${x} or ${y}`, [0, -0], 0],
    [eq`not ${x}`, [0], 1],
    [eq`not ${x}`, [-0], 1],
    [eq`not ${x}`, [0.5], 0],
    [eq`not ${x}`, [nan], 0],
    [eq`if(${x}, 10, 20)`, [0.5], 10],
    [eq`if(${x}, 10, 20)`, [-0], 20],
    [eq`if(${x}, ${y}, ${z})`, [nan, 1, 2], 1],
    [eq`if(${x} > 0, ${y}, ${z})`, [1, 5, nan], 5],
    [eq`if(${x} > 0, ${y} / ${x}, 0)`, [0, 5], 0],
  ],
  'whole numbers above, near and left over': [
    [eq`ceil(${x})`, [1.5], 2],
    [eq`ceil(${x})`, [-1.5], -1],
    [eq`ceil(${x})`, [-0.5], -0],
    [eq`ceil(${x})`, [2 ** 53 + 2], 2 ** 53 + 2],
    [eq`ceil(${x})`, [nan], nan],
    [eq`round(${x})`, [2.5], 3],
    [eq`round(${x})`, [-2.5], -2],
    [eq`round(${x})`, [-2.6], -3],
    // The greatest double below a half: with a half added it rounds to 1.
    [eq`round(${x})`, [0.49999999999999994], 0],
    [eq`round(${x})`, [-1e-300], 0],
    [eq`round(${x})`, [2 ** 52 + 1], 2 ** 52 + 1],
    [eq`round(${x})`, [-inf], -inf],
    [eq`mod(${x}, ${y})`, [7, 5], 2],
    [eq`mod(${x}, ${y})`, [-1, 5], 4],
    [eq`mod(${x}, ${y})`, [1, -5], -4],
    [eq`mod(${x}, ${y})`, [5.5, 0.25], 0],
    [eq`mod(${x}, ${y})`, [1, 0], nan],
  ],
  'functions of one number': [
    [eq`abs(${x})`, [-2], 2],
    [eq`abs(${x})`, [-0], 0],
    [eq`floor(${x})`, [-1.5], -2],
    [eq`floor(${x})`, [2 ** 53 + 2], 2 ** 53 + 2],
    [eq`floor(${x})`, [-0], -0],
    [eq`sqrt(${x})`, [2], Math.SQRT2],
    [eq`sqrt(${x})`, [-1], nan],
    [eq`sqrt(${x})`, [-0], -0],
    [eq`exp(${x})`, [0], 1],
    // Math.E and Math.LN2 are constants, the correctly rounded values: no function of the engine is
    // asked.
    [eq`exp(${x})`, [1], Math.E],
    [eq`exp(${x})`, [710], inf],
    [eq`exp(${x})`, [-746], 0],
    [eq`exp(${x})`, [-inf], 0],
    [eq`log(${x})`, [1], 0],
    [eq`log(${x})`, [2], Math.LN2],
    [eq`log(${x})`, [0], -inf],
    [eq`log(${x})`, [-1], nan],
    [eq`logistic(${x})`, [0], 0.5],
    [eq`logistic(${x})`, [1000], 1],
    [eq`logistic(${x})`, [-1000], 0],
    [eq`ln(${x})`, [2], Math.LN2],
    [eq`log10(${x})`, [1], 0],
    [eq`log10(${x})`, [1e14], 14],
    [eq`log10(${x})`, [0], -inf],
    [eq`tanh(${x})`, [0], 0],
    [eq`tanh(${x})`, [400], 1],
    [eq`tanh(${x})`, [-inf], -1],
    [eq`sin(${x})`, [0], 0],
    [eq`cos(${x})`, [0], 1],
    // The double nearest pi/2 is 6.1e-17 below it.
    [eq`sin(${x})`, [Math.PI / 2], 1],
    [eq`cos(${x})`, [Math.PI / 2], 6.123233995736766e-17],
    [eq`cos(${x})`, [inf], nan],
    [eq`${x} * pi`, [1], Math.PI],
  ],
};

describe.each(Object.entries(rows))('closed form: %s', (_, cases) => {
  test.each(cases.map((row) => [textOf(row), ...row] as const))(
    '%s',
    (_text, equation, values, value) => {
      expect(at(equation, values)).toBe(value);
      expect(folded(equation, values)).toBe(value);
    },
  );
});

function textOf([{ strings, parts }, values, value]: Row): string {
  const shown = parts.map((part) => values[[x, y, z].indexOf(part as typeof x)]);
  const text = strings.map((s, k) => (k < shown.length ? `${s}(${shown[k]})` : s)).join('');
  return `${text} is ${Object.is(value, -0) ? '-0' : value}`;
}

test('closed form: logistic(1) is 1 / (1 + 1/e)', () => {
  // mpmath 1.3.0: 0.731058578630004879251159944...; exp, sum and quotient round once each.
  expect(Math.abs(at(eq`logistic(${x})`, [1]) - 0.7310585786300049)).toBeLessThanOrEqual(2 ** -53);
});

// mpmath 1.3.0. tanh is 2 * logistic(2 x) - 1: its error is that of a number near 1, wherever x is.
test.each([
  [1, 0.7615941559557649],
  [-0.25, -0.24491866240370913],
  [1e-3, 0.0009999996666668],
])('closed form: tanh(%d) is %d', (argument, value) => {
  expect(Math.abs(at(eq`tanh(${x})`, [argument]) - value)).toBeLessThanOrEqual(2 ** -52);
});

// mpmath 1.3.0. A logarithm of at most an ulp, times a constant that is rounded, rounded.
test.each([
  [2, 0.3010299956639812],
  [0.001, -3],
  [6.02e23, 23.779596491257823],
])('closed form: log10(%d) is %d to two parts in 2^52', (argument, value) => {
  expect(Math.abs(at(eq`log10(${x})`, [argument]) - value)).toBeLessThanOrEqual(
    2 * Number.EPSILON * Math.abs(value),
  );
});
