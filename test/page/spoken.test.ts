/** Numbers as people say them. */

import { expect, test } from 'vitest';
import {
  amountText,
  chanceNumber,
  numberAt,
  placeOf,
  pointsText,
  scaleOf,
  unitLabel,
} from '../../src/page/spoken.ts';

test.each([
  [0.62, 'fraction', '62%'],
  [1.97, 'ratio', '200%'],
  [53.2, 'kunit', '53 thousand units'],
  [39.6, 'USDbn', 'USD 40 billion'],
  [0.00412, 'm', '0.0041 m'],
  [12345, '1', '12,000'],
  [-3.14, '', '−3.1'],
])('%d of %s reads %s', (value, unit, text) => {
  const names = { kunit: '# thousand units', USDbn: 'USD # billion' };
  expect(amountText(value, scaleOf(unit, names))).toBe(text);
});

test.each([
  [53.2, '0.1*# 萬顆', '5.3 萬顆'],
  [39.6, '10*# 億美元', '400 億美元'],
  [42, '月產 0.1*# 萬片', '月產 4.2 萬片'],
])('%d of a unit that is said as "%s" reads %s', (value, named, text) => {
  expect(amountText(value, scaleOf('u', { u: named }))).toBe(text);
});

test('what is not a number is a dash', () => {
  expect(amountText(null, scaleOf('m'))).toBe('–');
  expect(amountText(Number.NaN, scaleOf('m'))).toBe('–');
});

test('the unit of a row stands without the number', () => {
  expect(unitLabel(scaleOf('USDbn', { USDbn: 'USD # billion' }))).toBe('USD billion');
  expect(unitLabel(scaleOf('fraction'))).toBe('%');
});

test.each([
  [0.2489, undefined, '25%'],
  [0.0004, 'under', '0.1%'],
  [0.004, undefined, '0.4%'],
  [0.9996, 'over', '99.9%'],
  [0.994, undefined, '99.4%'],
  [0, undefined, '0%'],
  [1, undefined, '100%'],
] as const)('a chance of %d is %s %s', (share, bound, text) => {
  expect(chanceNumber(share)).toEqual(bound === undefined ? { text } : { bound, text });
});

test('numbers beside each other end at one place, that of two digits of the typical one', () => {
  const place = placeOf([1918, 2943, 5033]);
  expect([1918, 2943, 5033, 10_330].map((value) => numberAt(value, place))).toEqual([
    '1,900',
    '2,900',
    '5,000',
    '10,300',
  ]);
});

test('a difference of chances is told in points with its sign', () => {
  expect([0.024, -0.061, -0.0042, 0.00001].map(pointsText)).toEqual(['+2', '−6', '−0.4', '0.0']);
});
