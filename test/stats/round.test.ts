import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alike,
  brief,
  counted,
  earned,
  earnedPair,
  earnedPercent,
  percent,
  significant,
} from '../../src/stats/round.ts';

describe('a value is rounded where its standard error begins', () => {
  // By hand: the place of the first digit of the error, one place finer if that digit is 1.
  const rows: [value: number, se: number, text: string, pair: string][] = [
    [23.4182, 0.37, '23.4', '23.4 ± 0.4'],
    [23.4182, 0.137, '23.42', '23.42 ± 0.14'],
    [23.4182, 0.96, '23.4', '23.4 ± 1.0'],
    [23.4182, 4, '23', '23 ± 4'],
    [1234.56, 37, '1,230', '1,230 ± 40'],
    [1234567, 2, '1,234,567', '1,234,567 ± 2'],
    [-0.0713, 0.002, '-0.071', '-0.071 ± 0.002'],
    [0.5, 0.000023, '0.50000', '0.50000 ± 0.00002'],
    [999.96, 0.3, '1,000.0', '1,000.0 ± 0.3'],
    [9.996, 0.02, '10.00', '10.00 ± 0.02'],
    [35000, 120, '35,000', '35,000 ± 120'],
    [1.234e-7, 2e-9, '1.23e-7', '(1.23 ± 0.02)e-7'],
    [-4.5678e12, 3e10, '-4.57e12', '(-4.57 ± 0.03)e12'],
    [1e9, 2e7, '1,000,000,000', '1,000,000,000 ± 20,000,000'],
    [0.0001, 0.00003, '0.00010', '0.00010 ± 0.00003'],
  ];
  test.each(rows)('%d with an error of %d is %s', (value, se, text, pair) => {
    expect(earned(value, se)).toBe(text);
    expect(earnedPair(value, se)).toBe(pair);
  });
});

test('halves of the decimal text go away from zero, whatever the binary number behind it', () => {
  // toFixed gives 1.00, 2, 1.4 and 8.3: the doubles lie below the half, or are ties that toFixed
  // breaks upwards only.
  expect(earned(1.005, 0.02)).toBe('1.01');
  expect(earned(2.5, 2)).toBe('3');
  expect(earned(-2.5, 2)).toBe('-3');
  expect(earned(1.45, 0.3)).toBe('1.5');
  expect(earned(8.345, 0.02)).toBe('8.35');
  expect(earned(0.1 + 0.2, 0)).toBe('0.3');
});

test('an error that arithmetic left a hair below 0.2 leads with a 2', () => {
  expect(earnedPair(1, 0.19999999999999998)).toBe('1.0 ± 0.2');
});

test('a value no greater than its error is shown with it', () => {
  expect(earned(0.03, 0.4)).toBe('0.0 ± 0.4');
  expect(earned(-0.03, 0.4)).toBe('0.0 ± 0.4');
  expect(earned(3, 40)).toBe('0 ± 40');
  expect(earned(36, 40)).toBe('40 ± 40');
  expect(earned(0, 3e-7)).toBe('(0 ± 3)e-7');
});

test('a value that is the same in every replicate is printed in full, to six digits', () => {
  expect(earned(0.25, 0)).toBe('0.25');
  expect(earned(1 / 3, 0)).toBe('0.333333');
  expect(earned(35000, 0)).toBe('35,000');
  expect(earned(123456789, 0)).toBe('123,457,000');
  expect(earned(-0, 0)).toBe('0');
  expect(earnedPair(2.5, 0)).toBe('2.5');
});

test('an error that is only the rounding of the arithmetic counts as none', () => {
  expect(earnedPair(35000, 4e-12)).toBe('35,000');
  // A spread of 1 about a thousand million, in 4,000 trials, is no rounding.
  expect(earnedPair(999_999_998.3551, 0.02)).toBe('999,999,998.36 ± 0.02');
});

test('one replicate earns three digits at most, and they are marked', () => {
  expect(earned(23.4182, null)).toBe('~23.4');
  expect(earned(-1234.56, null)).toBe('~-1,230');
  expect(earnedPair(0.5, null)).toBe('~0.5');
  expect(earnedPair(0.5, Number.NaN)).toBe('~0.5');
});

test('what is not a number is not available', () => {
  for (const nothing of [null, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(earned(nothing, 0.1)).toBe('n/a');
    expect(earnedPair(nothing, null)).toBe('n/a');
    expect(earnedPercent(nothing, 0.1)).toBe('n/a');
  }
});

describe('a probability', () => {
  test('is given in hundredths with its error', () => {
    expect(earnedPercent(0.2301, 0.0041)).toBe('23.0 ± 0.4%');
    expect(earnedPercent(0.2301, null)).toBe('~23%');
    expect(earnedPercent(0.5, 0)).toBe('50%');
    expect(earnedPercent(2 / 131072, 1.1e-5)).toBe('0.0015 ± 0.0011%');
  });

  test('moves its decimal point without touching a digit', () => {
    expect([0.07, 0.29, 0.575, 1e-7].map(percent)).toEqual([7, 29, 57.5, 1e-5]);
  });
});

test('counts and plain figures', () => {
  expect([0, 999, 1000, 131072, 12345678].map(counted)).toEqual([
    '0',
    '999',
    '1,000',
    '131,072',
    '12,345,678',
  ]);
  expect(significant(0.123456, 2)).toBe('0.12');
  expect(significant(1500, 3)).toBe('1,500');
  expect(significant(0, 2)).toBe('0');
});

describe('for every value and error', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    fc.double({ noNaN: true, min: -1, max: 1 }),
    fc.integer({ min: -100000, max: 100000 }).map((n) => n / 1000),
  );
  const error = fc
    .tuple(fc.integer({ min: 10, max: 99 }), fc.integer({ min: -12, max: 8 }))
    .map(([digits, exponent]) => Number(`${digits}e${exponent}`));

  function isArithmetic(x: number, se: number): boolean {
    return se <= Math.abs(x) * 1e-13;
  }

  /** Exact: a double's shortest decimal text, as an integer count of 10^-40. */
  function exactly(text: string): bigint {
    const [, sign, whole, fraction = '', exponent = '0'] =
      /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(text)!;
    const scaled = BigInt(whole! + fraction) * power(40 + Number(exponent) - fraction.length);
    return sign === '-' ? -scaled : scaled;
  }
  function power(n: number): bigint {
    return n >= 0 ? BigInt(`1${'0'.repeat(n)}`) : 0n;
  }
  /** The printed value without its error, and the place of its last digit. */
  function printed(text: string): { text: string; place: number } {
    const scientific = /^\((.*) ± .*\)(e-?\d+)$/.exec(text);
    const number = (
      scientific ? scientific[1]! + scientific[2]! : text.replace(/ ±.*/, '')
    ).replace(/,/g, '');
    const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e(-?\d+))?$/.exec(number)!;
    // Zeros that end a whole number fill it up to the decimal point; they are no digits.
    const filling = fraction === '' ? /0*$/.exec(number)![0].length : 0;
    return { text: number, place: Number(exponent) - fraction.length + filling };
  }

  test('the printed number is within half a unit of the place that the error supports', () => {
    fc.assert(
      fc.property(value, error, (x, se) => {
        if (isArithmetic(x, se)) return;
        const [mantissa, exponent] = se.toExponential().split('e') as [string, string];
        const place = Number(exponent) - (mantissa.startsWith('1') ? 1 : 0);
        const difference = exactly(printed(earned(x, se)).text) - exactly(String(x));
        const size = difference < 0n ? -difference : difference;
        expect(size * 2n).toBeLessThanOrEqual(power(40 + place));
      }),
      { numRuns: 2000 },
    );
  });

  test('no digit is finer than the error supports', () => {
    fc.assert(
      fc.property(value, error, (x, se) => {
        if (isArithmetic(x, se)) return;
        const { text, place } = printed(earned(x, se));
        // Two digits of the error at most, and a zero has no digits.
        if (Number(text) !== 0)
          expect(exactly(`1e${place}`) * 100n).toBeGreaterThan(exactly(String(se)));
      }),
      { numRuns: 2000 },
    );
  });

  test('what is printed prints as itself', () => {
    fc.assert(
      fc.property(value, error, (x, se) => {
        // A value may be rounded across the limit itself.
        if (isArithmetic(x * 1.1, se)) return;
        const once = earned(x, se);
        expect(earned(Number(printed(once).text), se)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test('there is no power of ten between 0.0001 and a thousand million', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: 1e-4, max: 1e9 }),
        fc.constantFrom(0, null, 1e-6, 0.3),
        (x, se) => {
          expect(earned(x, se)).not.toContain('e');
          expect(earned(-x, se)).not.toContain('e');
        },
      ),
    );
  });
});

describe('a number of a sentence', () => {
  // By hand: two digits, three where the first is 1, and none that the error does not support.
  const rows: [value: number, se: number | null, text: string][] = [
    [23.65, 0.08, '24'],
    [123.456, 0, '123'],
    [1234.56, 80, '1,230'],
    [0.04567, 0.03, '0.05'],
    [3, 0, '3'],
    [3, 0.01, '3.0'],
    [9.996, 0.001, '10.0'],
    [0.5, null, '~0.50'],
  ];
  test.each(rows)('%d with an error of %d is %s', (value, se, text) => {
    expect(brief(value, se)).toBe(text);
  });
});

test('numbers of one column end at one place, and none of them beyond its error', () => {
  const column = [
    { value: 123.4, se: 0.2 },
    { value: 7.89, se: 0.01 },
    { value: null, se: null },
    { value: -0.04, se: 0 },
  ];
  expect(alike(column, 4)).toEqual(['123.4', '7.9', 'n/a', '0.0']);
  expect(alike(column, 2)).toEqual(['120', '10', 'n/a', '0']);
});
