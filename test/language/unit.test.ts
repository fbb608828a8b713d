import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  conversionHint,
  divideUnits,
  isPure,
  multiplyUnits,
  one,
  parseUnit,
  powerUnit,
  sameUnit,
  type Unit,
  UnitError,
} from '../../src/language/unit.ts';

const definitions = { kunit: '1000 unit', km: '1000 m', kwpm: 'kwafer/month', dozen: '12' };

/** Products of powers of a few symbols, some of which are multiples of others. */
const anyUnit: fc.Arbitrary<Unit> = fc
  .array(
    fc.tuple(
      fc.constantFrom('unit', 'kunit', 'm', 'km', 'USD', 'kwpm', 'month', '%', 'dozen'),
      fc.integer({ min: -3, max: 3 }),
    ),
    { maxLength: 4 },
  )
  .map((factors) =>
    factors
      .map(([symbol, power]) => powerUnit(parseUnit(symbol, definitions), power))
      .reduce(multiplyUnits, one),
  );

function expectSame(a: Unit, b: Unit): void {
  if (!sameUnit(a, b)) expect.fail(`${a.text} and ${b.text} are not the same unit`);
}

describe('law', () => {
  test('units multiply in any order', () => {
    fc.assert(
      fc.property(anyUnit, anyUnit, anyUnit, (a, b, c) => {
        expectSame(multiplyUnits(a, b), multiplyUnits(b, a));
        expectSame(multiplyUnits(multiplyUnits(a, b), c), multiplyUnits(a, multiplyUnits(b, c)));
      }),
    );
  });

  test('what is multiplied and divided by the same unit is what it was', () => {
    fc.assert(
      fc.property(anyUnit, anyUnit, (a, b) => {
        expectSame(divideUnits(multiplyUnits(a, b), b), a);
        expectSame(multiplyUnits(a, one), a);
        expect(isPure(divideUnits(a, a))).toBe(true);
      }),
    );
  });

  test('exponents of one unit add, and multiply when powers are raised', () => {
    const exponent = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(anyUnit, exponent, exponent, (unit, p, q) => {
        expectSame(multiplyUnits(powerUnit(unit, p), powerUnit(unit, q)), powerUnit(unit, p + q));
        expectSame(powerUnit(powerUnit(unit, p), q), powerUnit(unit, p * q));
      }),
    );
  });

  test('the text of a unit reads as the same unit', () => {
    fc.assert(fc.property(anyUnit, (unit) => expectSame(parseUnit(unit.text, definitions), unit)));
  });

  test('no unit with a symbol is the same as one without it', () => {
    fc.assert(
      fc.property(anyUnit, (unit) => {
        const marked = multiplyUnits(unit, parseUnit('EUR'));
        expect(sameUnit(unit, marked)).toBe(false);
        expect(sameUnit(marked, unit)).toBe(false);
      }),
    );
  });
});

test.each([
  ['USD/unit', 'USD*unit^-1'],
  ['unit/quarter/quarter', 'unit/quarter^2'],
  ['unit/(quarter*m)', 'unit/quarter/m'],
  ['1/cm2', 'cm^-2'],
  ['m3', 'm m m'],
  ['kunit', '1000 unit'],
  ['kunit', '1e3 unit'],
  ['km2', '1000000 m^2'],
  ['kwpm', 'kwafer/month'],
  ['unit·USD', 'USD unit'],
  ['  unit / quarter ', 'unit/quarter'],
  ['100 %', '1'],
  ['x/unit', '1/unit'],
  ['m^2 unit', 'unit*m*m'],
  ['USD/(unit*m^2)', 'USD/unit/m/m'],
  ['(m^2)^3', 'm^6'],
  ['m^(-2)', '1/(m*m)'],
])('%s is the same unit as %s', (a, b) => {
  expectSame(parseUnit(a, definitions), parseUnit(b, definitions));
});

test.each([
  '',
  '-',
  '1',
  '0/1',
  'fraction',
  'ratio',
  'share',
  'logit',
  'x',
  'x Huawei revenue',
  'sd',
  'dozen/12',
])('"%s" is a plain number', (text) => {
  expect(isPure(parseUnit(text, definitions))).toBe(true);
});

test.each(['%', 'unit', 'dozen', 'unit/kunit', '2', 'wafer start'])(
  '"%s" is no plain number',
  (text) => {
    expect(isPure(parseUnit(text, definitions))).toBe(false);
  },
);

test('a symbol is its own dimension until the model defines it', () => {
  expect(sameUnit(parseUnit('kunit'), parseUnit('1000 unit'))).toBe(false);
  expect(sameUnit(parseUnit('year'), parseUnit('4 quarter'))).toBe(false);
});

test.each([
  ['USD//unit', 'unit "USD//unit" cannot be read at "/unit": expected a symbol'],
  ['USD/', 'unit "USD/" cannot be read at "its end": expected a symbol'],
  ['(USD', 'unit "(USD" cannot be read at "its end": expected )'],
  ['USD)', 'unit "USD)" cannot be read at ")": expected *, / or the end'],
  ['USD^x', 'unit "USD^x" cannot be read at "^x": expected *, / or the end'],
  ['USD per book', 'unit "USD per book" says per; write / for it: "USD/book"'],
  ['5%', 'unit "5%" cannot be read at "5%": expected a symbol'],
  ['USD & EUR', 'unit "USD & EUR" cannot be read at " & EUR": expected *, / or the end'],
])('"%s" is refused with the place of the fault', (text, message) => {
  expect(() => parseUnit(text)).toThrow(new UnitError(message));
});

test('a unit that is defined by itself is refused with the circle', () => {
  const circular = { barrel: '42 gallon', gallon: '1/42 barrel' };
  expect(() => parseUnit('USD/barrel', circular)).toThrow(
    new UnitError('unit barrel is defined by itself: barrel -> gallon -> barrel'),
  );
  expect(() => parseUnit('self', { self: '2 self' })).toThrow(
    new UnitError('unit self is defined by itself: self -> self'),
  );
});

test('an unreadable definition is shown as it was written', () => {
  expect(() => parseUnit('USD/crate', { crate: '12 [unit]' })).toThrow(
    new UnitError('unit "12 [unit]" cannot be read at " [unit]": expected *, / or the end'),
  );
});

// Names that every object has must not be taken for definitions.
test.each(['constructor', 'toString', 'valueOf'])('%s is a symbol like any other', (name) => {
  expect(parseUnit(name).powers).toEqual(new Map([[name, 1]]));
});

// One kunit is 1000 units: a number of kunits times 1000 is the number of units.
test.each([
  ['kunit', 'unit', 'multiply by 1000 [unit/kunit] to convert'],
  ['unit', 'kunit', 'multiply by 0.001 [kunit/unit] to convert'],
  ['%', '1', 'multiply by 0.01 [1/%] to convert'],
  ['1/year', '1/quarter', 'multiply by 0.25 [year/quarter] to convert'],
  ['USD', 'USD/unit', 'multiply by a quantity in 1/unit to convert'],
])('from %s to %s one should %s', (found, wanted, hint) => {
  expect(conversionHint(parseUnit(found, definitions), parseUnit(wanted, definitions))).toBe(hint);
});

// kunit/year * 250 [0.001 year/quarter] = unit/quarter * 250: what the hint names must lead from
// one to the other.
test('law: a quantity in the unit of the hint leads from the unit found to the one wanted', () => {
  fc.assert(
    fc.property(anyUnit, anyUnit, (found, wanted) => {
      const named = /(?:quantity in (.*)|\[(.*)\]) to convert/.exec(conversionHint(found, wanted));
      expectSame(multiplyUnits(found, parseUnit(named![1] ?? named![2]!, definitions)), wanted);
    }),
  );
});
