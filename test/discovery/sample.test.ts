import { expect, test } from 'vitest';
import { roundedCut } from '../../src/discovery/box.ts';
import { ascendingOrder } from '../../src/discovery/order.ts';
import { numbersOf, ordered, someOf, someOfOrdered } from '../../src/discovery/sample.ts';
import { uniforms } from './trials.ts';

test.each([
  ['signs', [3, -1, 2.5, -7, 0, -0, 1e-300, -1e-300]],
  ['ends', [Number.NEGATIVE_INFINITY, 5, Number.POSITIVE_INFINITY, -5, Number.MAX_VALUE]],
  ['nothing', []],
])('the order of %s is that of a sort which keeps equal values as they came', (_, list) => {
  const values = Float64Array.from(list);
  const wanted = [...values.keys()].sort((a, b) => values[a] - values[b]);
  expect([...ascendingOrder(values)]).toEqual(wanted);
});

test('the order of 5,000 numbers of all sizes, many of them equal, is that of a sort', () => {
  // Cubes of coarse numbers around 0: 201 values over eight powers of ten.
  const values = uniforms(3, 'order', 5000).map((u) => (Math.round(u * 200) - 100) / 7);
  values.forEach((x, i) => (values[i] = x * x * x));
  const wanted = [...values.keys()].sort((a, b) => values[a] - values[b]);
  expect([...ascendingOrder(values)]).toEqual(wanted);
});

test('trials taken from an ordered sample are ordered as if they were sorted anew', () => {
  const holds = Uint8Array.from(uniforms(1, 'holds', 900), Math.round);
  const inputs = ['a', 'b'].map((id) => ({
    id,
    values: uniforms(1, id, 900).map((u) => Math.round(u * 50)),
  }));
  const numbers = numbersOf(900, (i) => i % 3 !== 1);
  const whole = ordered({ inputs, holds });
  expect(someOfOrdered(whole, numbers)).toEqual(ordered(someOf({ inputs, holds }, numbers)));
});

test('an input with ten values has levels, one with eleven has none', () => {
  const input = (values: number) => ({
    id: 'code',
    values: Float64Array.from({ length: 110 }, (_, i) => (i * 7) % values),
  });
  const levels = (values: number) =>
    ordered({ inputs: [input(values)], holds: new Uint8Array(110) }).inputs[0].levels;
  expect(levels(10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(levels(11)).toBeUndefined();
});

test('a cut is rounded as long as one in two hundred of the trials on its smaller side cross it', () => {
  // Values 0.001, 0.002, ... 1: a cut at 0.3217 is above 321 of them, and one may cross; two may at
  // 0.5004.
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i + 1) / 1000);
  const [input] = ordered({ inputs: [{ id: 'x', values }], holds: new Uint8Array(1000) }).inputs;
  expect(roundedCut(0.3217, input)).toBe(0.32);
  expect(roundedCut(0.3237, input)).toBe(0.324);
  expect(roundedCut(0.5004, input)).toBe(0.5);
});

test('no trial crosses a rounded cut of an input with few values', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => [1990, 2010, 2030][i % 3]);
  const [input] = ordered({ inputs: [{ id: 'x', values }], holds: new Uint8Array(1000) }).inputs;
  // 2000 has one digit, and lies between 1990 and 2010 too.
  expect(roundedCut(1990, input)).toBe(2000);
  // To one digit 2010 would be 2000, below itself.
  expect(roundedCut(2010, input)).toBe(2010);
});
