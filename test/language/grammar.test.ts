import { describe, expect, test } from 'vitest';
import { annual, during, eq, horizon, previous } from '../../src/index.ts';
import type { Equation } from '../../src/language/declaration.ts';
import { equationText, partText } from '../../src/language/equation-text.ts';
import { EquationError, parseEquation } from '../../src/language/grammar.ts';
import { syntaxText } from '../../src/language/syntax.ts';
import { any } from '../compile/small.ts';

const share = any('stock.share');

/** The equation with every operation in brackets. */
const bracketed = (equation: Equation): string => syntaxText(parseEquation(equation), partText);

/** An equation from text that is made up while the test runs. */
const equationOf = (text: string): Equation =>
  eq(Object.assign([text], { raw: [text] }) as TemplateStringsArray);

describe('how an equation is read', () => {
  test.each([
    ['2^3^2', '(2 ^ (3 ^ 2))'],
    ['-2^2', '-(2 ^ 2)'],
    ['2^-3', '(2 ^ -3)'],
    ['2^-3^2', '(2 ^ -(3 ^ 2))'],
    ['--2', '--2'],
    ['2 - -3', '(2 - -3)'],
    ['9-4-3', '((9 - 4) - 3)'],
    ['8/4/2', '((8 / 4) / 2)'],
    ['8/4*2', '((8 / 4) * 2)'],
    ['1+2*3', '(1 + (2 * 3))'],
    ['-2*3', '(-2 * 3)'],
    ['2*-3', '(2 * -3)'],
    ['(1+2)*3', '((1 + 2) * 3)'],
    ['1+2 < 3*4', '((1 + 2) < (3 * 4))'],
    ['1 < 2 and 3 >= 2 or 1 != 1', '(((1 < 2) and (3 >= 2)) or (1 != 1))'],
    ['1 or 0 and 0', '(1 or (0 and 0))'],
    ['1 or 0 or 1', '((1 or 0) or 1)'],
    ['not 1 and 0', '(not(1) and 0)'],
    ['not 1 == 0', 'not((1 == 0))'],
    ['not not 1', 'not(not(1))'],
    ['not(1) + 1', 'not((1 + 1))'],
    ['2 * not(1)', '(2 * not(1))'],
    ['if(t < 2, 1, 0) + 1', '(if((t < 2), 1, 0) + 1)'],
    ['min (1, 2 ,3)', 'min(1, 2, 3)'],
    ['max(1 or 0, 2)', 'max((1 or 0), 2)'],
    ['.5 + 1. + 1e3 + 2.5E-2', '(((0.5 + 1) + 1000) + 0.025)'],
    ['3 [month/quarter]*t', '(3 [month/quarter] * t)'],
  ])('%s means %s', (text, meaning) => {
    expect(bracketed(equationOf(text))).toBe(meaning);
  });

  test('handles read as their ids, numbers and other equations as what they are', () => {
    const inner = eq`${share} + 1`;
    expect(bracketed(eq`${-3} - ${inner} * ${share}`)).toBe(
      '(-3 - ((stock.share + 1) * stock.share))',
    );
  });

  test('an equation that is interpolated is one operand, whatever it holds', () => {
    const difference = eq`3 - 2`;
    expect(bracketed(eq`10 - ${difference}`)).toBe('(10 - (3 - 2))');
    expect(bracketed(eq`${difference}^2`)).toBe('((3 - 2) ^ 2)');
  });

  test('previous values and aggregates say of what and over which quarters', () => {
    const equation = eq`${previous(share)} + ${annual.sum(share)} + ${horizon.max(eq`2 * ${share}`)}
      - ${during(2026).mean(share)} + ${previous}`;
    expect(equationText(equation)).toBe(
      'previous(stock.share) + sum(stock.share, year) + max(2 * stock.share, horizon) ' +
        '- mean(stock.share, during 2026) + previous',
    );
  });
});

function fault(equation: Equation): string {
  try {
    parseEquation(equation);
  } catch (error) {
    if (error instanceof EquationError) return error.message;
    throw error;
  }
  return 'no fault';
}

const lines = (...text: string[]): string => text.join('\n');

describe('a fault in the text is told with its place', () => {
  test.each([
    [
      'an operator without its right side',
      eq`1 + * 2`,
      lines('expected a quantity or a number, found "*"', '    1 + * 2', '        ^'),
    ],
    [
      'an equation that stops too early',
      eq`1 +  `,
      lines('the equation ends too early', '    1 +', '       ^'),
    ],
    ['nothing at all', eq``, lines('the equation ends too early', '    ', '    ^')],
    [
      'a number and a quantity side by side',
      eq`2 ${share}`,
      lines('expected an operator before this', '    2 stock.share', '      ^'),
    ],
    [
      'two quantities side by side',
      eq`${share}${share}`,
      lines('expected an operator before this', '    stock.sharestock.share', '               ^'),
    ],
    [
      'a bracket that is never closed',
      eq`(1 + 2`,
      lines('expected ) here', '    (1 + 2', '          ^'),
    ],
    [
      'a bracket that was never opened',
      eq`1 + 2) * 3`,
      lines('expected an operator or the end', '    1 + 2) * 3', '         ^'),
    ],
    [
      'arguments without a comma',
      eq`min(1 2)`,
      lines('expected , or ) here', '    min(1 2)', '          ^'),
    ],
    [
      'a character outside the grammar',
      eq`1 % 2`,
      lines(
        '"%" means nothing here; percent is a unit, as in 5 [%], and a remainder is mod(a, b)',
        '    1 % 2',
        '      ^',
      ),
    ],
    [
      'one = where two compare',
      eq`if(t = 2, 1, 0)`,
      lines(
        '"=" means nothing here; equality is written a == b',
        '    if(t = 2, 1, 0)',
        '         ^',
      ),
    ],
    [
      'a number with two points',
      eq`1.2.3`,
      lines('expected an operator before this', '    1.2.3', '       ^'),
    ],
    [
      'comparisons in a row',
      eq`0 < ${share} < 1`,
      lines(
        'comparisons do not chain: join two of them with `and`',
        '    0 < stock.share < 1',
        '                    ^',
      ),
    ],
    [
      'the dotted id of a quantity as text',
      eq`1 - stock.share`,
      lines('"." means nothing here', '    1 - stock.share', '             ^'),
    ],
    [
      'an unfinished second line, of which only that line is shown',
      eq`1
        + (${share} * )
        + 2`,
      lines(
        'expected a quantity or a number, found ")"',
        '    + (stock.share * )',
        '                     ^',
      ),
    ],
  ])('%s', (_, equation, message) => {
    expect(fault(equation)).toBe(message);
  });
});
