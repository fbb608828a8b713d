import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isNothing, number, whyNoNumber, zeroOrOne } from '../../src/tables/cell.ts';

describe('a number', () => {
  test.each([
    ['12', 12],
    [' -0.5\t', -0.5],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['2.5E-3', 0.0025],
    ['-0', 0],
    ['007', 7],
    ['9007199254740992', 2 ** 53],
    // JavaScript writes a double so: its shortest digits, and zeros.
    ['123456789012345680000', 123456789012345680000],
  ])('%j is %d', (text, value) => {
    expect(number(text)).toBe(value);
  });

  test.each([
    ['0x1F', 'decimal digits'],
    ['0b11', 'decimal digits'],
    ['0o17', 'decimal digits'],
    ['Infinity', 'not finite'],
    ['-inf', 'not finite'],
    ['1e999', 'too large'],
    ['9007199254740993', 'more digits than a number keeps'],
    ['1,200', 'write 1200 or 1.200'],
    ['1,234,567.5', 'write 1234567.5'],
    ['19,5', 'write 19.5'],
    ['1.200,5', 'write 1200.5'],
    ['1 200', 'write 1200'],
    ["1'200", 'write 1200'],
    ['−5', 'write -5'],
    ['12%', 'share of 1'],
    ['True', 'write 1 or 0'],
    ['', 'it is empty'],
    ['1_000', 'write 1000'],
    ['12 EUR', 'decimal digits, such as'],
    ['1e', 'decimal digits, such as'],
    ['１２', 'decimal digits, such as'],
  ])('%j is none: %s', (text, why) => {
    expect(number(text)).toBeNaN();
    expect(whyNoNumber(text)).toContain(why);
  });

  test('every finite double is read back from its text', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expect(number(String(value))).toBe(value + 0);
      }),
    );
  });

  test('what is read is what the text says, to the digit', () => {
    const digits = fc.stringMatching(/^[+-]?[0-9]{1,15}(\.[0-9]{0,15})?(e[+-]?[0-9]{1,2})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(number(text)).toBe(Number(text) + 0);
      }),
    );
  });
});

test('words for a missing value are those of R, pandas and spreadsheets, or those that are given', () => {
  expect(['', ' ', 'NA', 'NaN', 'null', '#N/A', '<NA>'].every((text) => isNothing(text))).toBe(
    true,
  );
  expect(['Na', 'None', '-', '0', 'NAN1'].some((text) => isNothing(text))).toBe(false);
  expect(isNothing('-', new Set(['-']))).toBe(true);
  expect(isNothing('NA', new Set(['-']))).toBe(false);
});

test.each([
  ['True', 1],
  ['TRUE', 1],
  ['yes', 1],
  ['false', 0],
  ['F', 0],
  ['1.0', 1],
  ['0', 0],
  ['0.7', Number.NaN],
  ['2', Number.NaN],
  ['maybe', Number.NaN],
])('as an event %j is %d', (text, value) => {
  expect(zeroOrOne(text)).toBe(value);
});
