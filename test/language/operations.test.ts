/** Laws of every row of src/language/operations, those that are still to be written included. */

import { describe, expect, test } from 'vitest';
import type { TrialInputs } from '../../src/compile/draws.ts';
import { evaluate } from '../../src/compile/evaluate.ts';
import { differentiator } from '../../src/compile/gradient.ts';
import { jumpingInputs } from '../../src/compile/jumps.ts';
import type { Program } from '../../src/compile/program.ts';
import { parseExpression } from '../../src/condition/condition.ts';
import { evaluateExpression } from '../../src/condition/evaluate.ts';
import { type Equation, eq, outcome } from '../../src/index.ts';
import { COMPOSED, FUNCTIONS, OPERATIONS, WORDS } from '../../src/language/operations/index.ts';
import type { OperationRows } from '../../src/language/operations/row.ts';
import { vocabulary, type Word } from '../../src/language/operations/word.ts';
import { any, compileSmall, outcomesOf, problemsIn } from '../compile/small.ts';

const operands = ['x', 'y', 'z'].map((id) => any(id));

/** The word over names, as an author writes it. */
function written({ name, form, operands: { length } }: Word, names: readonly string[]): string {
  const [a, b] = names;
  if (form === 'infix') return `${a} ${name} ${b}`;
  return form === 'prefix' ? `${name} ${a}` : `${name}(${names.slice(0, length).join(', ')})`;
}

/** An equation of text in which x, y and z are inputs. */
function equation(text: string): Equation {
  const pieces = text.split(/\b([xyz])\b/);
  const strings = pieces.filter((_, k) => k % 2 === 0);
  const parts = pieces.filter((_, k) => k % 2 === 1).map((id) => operands['xyz'.indexOf(id)]!);
  return eq(Object.assign(strings, { raw: strings }), ...parts);
}

const programOf = (word: Word): Program =>
  compileSmall([
    outcome('it', { unit: '-', is: equation(written(word, ['x', 'y', 'z'])) }),
    outcome('all', { unit: '-', is: eq`${operands[0]!} + ${operands[1]!} + ${operands[2]!}` }),
  ]).program;

/** The column of `it`; outcomes are sorted by id. */
const IT = 1;
const valueAt = (program: Program, at: TrialInputs): number => evaluate(program, at).outcomes[IT]!;

/** All combinations of numbers for the operands of a word; the rest are 1. */
function grid(word: Word, numbers: readonly number[]): number[][] {
  const all = word.operands.reduce<number[][]>(
    (rows) => rows.flatMap((row) => numbers.map((number) => [...row, number])),
    [[]],
  );
  return all.map((row) => [...row, 1, 1, 1].slice(0, 3));
}

const cases = WORDS.map((word) => [word.row.written, word] as const);

test('the language knows the functions of the reference', () => {
  expect([...FUNCTIONS.keys()]).toEqual(expect.arrayContaining(['if', 'floor', 'clamp', 'max']));
  expect(WORDS.length).toBeGreaterThan(25);
});

test.each(cases)('%s: the example is true', (_, { row: { example } }) => {
  const { program } = compileSmall([outcome('it', { unit: '-', is: equation(example[0]) })]);
  expect(outcomesOf(program)['it']).toBe(example[1]);
});

describe('law: the derivative is that of the values', () => {
  const h = 2 ** -20;
  test.each(cases)('%s', (_, word) => {
    const program = programOf(word);
    const back = differentiator(program);
    let compared = 0;
    // Trials of a binomial are a whole number.
    const numbers = word.name === 'binomialquantile' ? [0.31, 0.62, 3] : [0.31, 1.7, -0.53];
    for (const at of grid(word, numbers)) {
      const gradient = back(at, evaluate(program, at), IT);
      word.operands.forEach((_name, k) => {
        const [below, above] = [-h, h].map((step) =>
          valueAt(program, at.with(k, at[k]! + step)),
        ) as [number, number];
        // At equal operands two sides meet; a root of a negative number is none.
        const tie = at.some((a, j) => j !== k && a === at[k] && j < word.operands.length);
        if (Number.isNaN(below + above) || tie) return;
        const slope = (above - below) / (2 * h);
        expect(Math.abs((gradient[k] as number) - slope)).toBeLessThan(
          1e-8 * (1 + Math.abs(slope)),
        );
        compared++;
      });
    }
    expect(compared).toBeGreaterThan(0);
  });
});

describe('law: what moves by jumps says so', () => {
  test.each(cases)('%s', (_, word) => {
    const program = programOf(word);
    const said = jumpingInputs(program, IT);
    const step = 1e-9;
    word.operands.forEach((_name, k) => {
      const jumps = grid(word, [-2, -1.5, -1, 0, 0.5, 1, 2]).some((at) => {
        const [before, now, after] = [-step, 0, step].map((move) =>
          valueAt(program, at.with(k, at[k]! + move)),
        ) as [number, number, number];
        const moved = Math.max(Math.abs(now - before), Math.abs(after - now));
        // Roots and poles are steep, not broken.
        return Number.isFinite(moved) && moved > 0.4 && !(Math.abs(now) > 1e6);
      });
      if (jumps) expect(said.has(k)).toBe(true);
    });
  });
});

/** In a condition, where NaN is a number that is missing. */
function inCondition(word: Word, at: readonly number[]): number {
  const expression = parseExpression(written(word, ['x', 'y', 'z']), { columns: ['x', 'y', 'z'] });
  const column = (name: string): Float64Array => Float64Array.of(at['xyz'.indexOf(name)]!);
  return evaluateExpression(expression, column, 1)[0]!;
}

describe('law: in a condition a missing number makes the result unknown, unless it does not matter', () => {
  test.each(cases)('%s', (_, word) => {
    const numbers = [-1, 0, 0.5, 1, 2];
    const program = programOf(word);
    for (const at of grid(word, numbers)) {
      expect(inCondition(word, at)).toBe(valueAt(program, at));
      word.operands.forEach((_name, k) => {
        const result = inCondition(word, at.with(k, Number.NaN));
        if (Number.isNaN(result)) return;
        for (const number of numbers) expect(inCondition(word, at.with(k, number))).toBe(result);
      });
    }
  });
});

describe('units', () => {
  test('are checked under the name of the function that is called', () => {
    const bus = any('bus', 'bus');
    expect(problemsIn(eq`logistic(${bus})`)[0]).toContain(
      'units: logistic wants a plain number, but bus is in bus',
    );
    expect(problemsIn(eq`clamp(${bus}, 1, 2)`, 'bus')[0]).toContain(
      'units: clamp compares bus in bus and 1 in 1',
    );
  });
});

describe('a row that is not there', () => {
  const without = <Row>(rows: Readonly<Record<string, Row>>, key: string) =>
    Object.fromEntries(Object.entries(rows).filter(([name]) => name !== key));

  test.each(Object.keys(COMPOSED))(
    '%s is refused when the language is loaded, or unknown',
    (key) => {
      const word = WORDS.find(({ row }) => row === COMPOSED[key])!;
      const load = () => vocabulary(OPERATIONS, without(COMPOSED, key));
      if (word.form === 'function') expect(load().functions.has(word.name)).toBe(false);
      else expect(load).toThrow(`0 operations are written ${word.name} (infix); wanted one`);
    },
  );

  test('of an operator is refused when the language is loaded', () => {
    const rows = without(OPERATIONS, 'subtract') as unknown as OperationRows;
    expect(() => vocabulary(rows, COMPOSED)).toThrow(
      '0 operations are written - (infix); wanted one',
    );
  });
});

test('two rows that are written alike are refused', () => {
  expect(() => vocabulary(OPERATIONS, { ...COMPOSED, again: COMPOSED['clamp']! })).toThrow(
    '2 operations are written clamp (function); wanted one',
  );
});
