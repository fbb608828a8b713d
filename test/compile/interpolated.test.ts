/**
 * What is interpolated: numbers and units, equations many times over, chains of any length.
 *
 * @slow computes for seconds
 */

import { describe, expect, test } from 'vitest';
import {
  constant,
  type Equation,
  eq,
  horizon,
  outcome,
  quarters,
  sum,
  type Variable,
  variable,
} from '../../src/index.ts';
import { any, compileSmall, outcomesOf, problemsIn } from './small.ts';

const once = (unit: string, is: Equation): number =>
  outcomesOf(compileSmall([outcome('it', { unit, is })]).program)['it']!;

describe('numbers and units', () => {
  test('an interpolated number has the unit behind it', () => {
    expect(once('year', eq`${15} [year] - ${-2}[year]`)).toBe(17);
    expect(once('book', eq`${2} * ${15} [book]`)).toBe(30);
  });

  test('the text of a unit stands in brackets, whole or in part', () => {
    const unit = 'kEUR';
    expect(once('kEUR', eq`3 [${unit}]`)).toBe(3);
    expect(once('kEUR/bus', eq`${4} [${unit}/${'bus'}]`)).toBe(4);
  });

  test('a text elsewhere is told as what it is', () => {
    expect(problemsIn(eq`1 + ${'year'}`)[0]).toMatch(
      /an interpolated value is year; wanted a quantity/,
    );
  });
});

describe('the advice of the errors, followed', () => {
  test.each<[string, string, string]>([
    ['share', '%', '100 [%]'],
    ['%', 'share', '0.01 [1/%]'],
    ['USD', 'million USD', '0.000001 [(million USD)/USD]'],
    ['thousand', '1', '1000 [1/thousand]'],
    ['MEUR', 'kEUR', '1000 [kEUR/MEUR]'],
    ['EUR/year', 'EUR/quarter', '0.25 [year/quarter]'],
    ['USD/week', 'USD/day', '0.14285714285714285 [week/day]'],
  ])('from %s to %s multiply by %s', (found, wanted, by) => {
    const from = constant('from', { unit: found, value: 1 });
    const [problem] = problemsIn(from, wanted);
    const [, number, unit] = /multiply by (\S+) \[(.*)\] to convert/.exec(problem!)!;
    expect(Number(number)).toBeCloseTo(Number.parseFloat(by), 9);
    expect(unit).toBe(/\[(.*)\]/.exec(by)![1]);
    expect(problemsIn(eq`${from} * ${Number(number)} [${unit!}]`, wanted)).toEqual([]);
  });
});

describe('equations in each other', () => {
  test.each([17, 24, 40])('doubled %i times, an equation is as many values', (times) => {
    let it = eq`${any('x')} + 1`;
    for (let k = 0; k < times; k++) it = eq`${it} + ${it}`;
    const { program } = compileSmall([outcome('it', { unit: '-', is: it })]);
    expect(program.values.length).toBe(times + 3);
    expect(outcomesOf(program, { x: 1 })['it']).toBe(2 ** (times + 1));
    expect(problemsIn(it, 'EUR')[0]!.length).toBeLessThan(5000);
  });

  test('ten thousand deep', () => {
    let it = eq`${any('x')} + 1`;
    for (let k = 1; k < 10_000; k++) it = eq`${it} + 1`;
    expect(
      outcomesOf(compileSmall([outcome('it', { unit: '-', is: it })]).program, { x: 0 }),
    ).toEqual({
      it: 10_000,
    });
  });

  test('`previous` in one equation is the last value of whoever reads it', () => {
    const rise = eq`${1} + 1`;
    const a = variable('a', { unit: '-', over: quarters, opening: 0, is: eq`${rise} + ${rise}` });
    expect(
      outcomesOf(compileSmall([outcome('it', { unit: '-', is: horizon.last(a) })]).program)['it'],
    ).toBe(4);
  });
});

describe('chains', () => {
  test('of ten thousand variables', () => {
    const chain: Variable[] = [];
    for (let k = 0; k < 10_000; k++)
      chain.push(variable(`v${k}`, { unit: '-', is: eq`${chain[k - 1] ?? any('x')} + 1` }));
    // The last first: each is met before what it rests on.
    const { program } = compileSmall([
      chain.toReversed(),
      outcome('it', { unit: '-', is: eq`${chain.at(-1)!}` }),
    ]);
    expect(outcomesOf(program, { x: 0 })['it']).toBe(10_000);
  });

  test('a sum of ten thousand terms', () => {
    const terms = Array.from({ length: 10_000 }, (_, k) => any(`x${k}`));
    const { program } = compileSmall([outcome('it', { unit: '-', is: sum(terms) })]);
    const values = Object.fromEntries(terms.map(({ id }, k) => [id, k]));
    expect(outcomesOf(program, values)['it']).toBe((9999 * 10_000) / 2);
    const [problem] = problemsIn(eq`${sum(terms)} * 1`, 'EUR');
    expect(problem).toMatch(/its equation gives 1, but it is declared in EUR/);
  });

  test('a circle of a thousand variables is one fault', () => {
    const ring: Variable[] = [];
    const last = { kind: 'forward', id: 'r0', unit: '-', opening: 0, where: {} } as const;
    for (let k = 999; k >= 0; k--)
      ring.push(variable(`r${k}`, { unit: '-', is: eq`${ring.at(-1) ?? last} + 1` }));
    const faults = problemsIn(eq`${ring.at(-1)!}`);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/circular equation: .* \(\d+ more\) needs .*break the circle/);
  });
});
