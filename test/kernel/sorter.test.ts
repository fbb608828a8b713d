import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadKernel } from '../../src/kernel/load.ts';
import { Sorter } from '../../src/kernel/sorter.ts';
import { stream } from './noise.ts';

const sorter = new Sorter(loadKernel());

/** Bits, so that the zeros are told apart. */
const bits = (values: Float64Array): BigUint64Array => new BigUint64Array(values.slice().buffer);

/** The sort of typed arrays puts -0 before 0, and so must ours. */
function expectSorted(values: Float64Array): void {
  const before = values.slice();
  const [ours] = sorter.sortedParts(values, [0, values.length]);
  expect(bits(ours!)).toEqual(bits(values.slice().sort()));
  expect(bits(values)).toEqual(bits(before));
}

// biome-ignore format: one kind a line
const peculiar = [
  0, -0, 1, -1, 5e-324, -5e-324, 2 ** -1022, -(2 ** -1022), 2 ** -1023,
  Number.MAX_VALUE, -Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN,
];

test('law: any numbers come out in the order of the typed array, zeros, infinities and NaN too', () => {
  const number = fc.oneof(fc.double(), fc.constantFrom(...peculiar));
  fc.assert(
    fc.property(fc.array(number, { maxLength: 300 }), (numbers) =>
      expectSorted(Float64Array.from(numbers)),
    ),
    { numRuns: 300 },
  );
});

test.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 255, 256, 1000, 2047, 2048, 2049, 4999, 5000])(
  '%d numbers are sorted, however they are spread',
  (n) => {
    const random = stream(n);
    const numbers = (next: (k: number) => number) =>
      Float64Array.from({ length: n }, (_, k) => next(k));
    // Random bits are random exponents; where they are no number, a small one stands.
    const words = Uint32Array.from({ length: 2 * n }, () => random() * 2 ** 32);
    expectSorted(new Float64Array(words.buffer).map((x) => (Number.isNaN(x) ? -random() : x)));
    // Draws as they come from one outcome: few of their first digits differ.
    expectSorted(numbers(() => 1000 + random()));
    expectSorted(numbers(() => random() - 0.5));
    // Few values.
    expectSorted(numbers(() => Math.floor(5 * random()) - 2));
    expectSorted(numbers(() => 7));
    // In order, the other way round, and in order but for a few.
    expectSorted(numbers((k) => k));
    expectSorted(numbers((k) => -k));
    expectSorted(numbers((k) => (k % 100 === 99 ? random() * k : k)));
    // They differ in their last digits alone, or in the middle ones.
    expectSorted(numbers(() => 1 + Math.floor(1000 * random()) * 2 ** -52));
    expectSorted(numbers((k) => 1 - k * 2 ** -53));
    expectSorted(numbers(() => -3 - Math.floor(2 ** 20 * random()) * 2 ** -33));
    // Both at once: two groups far apart, each of neighbours.
    expectSorted(
      numbers((k) => (k % 2 === 0 ? 1e9 : -1e-9) * (1 + Math.floor(99 * random()) * 2 ** -50)),
    );
  },
);

test('NaN comes last, infinities at the ends', () => {
  const [sorted] = sorter.sortedParts(
    Float64Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY, Number.NaN, Number.NEGATIVE_INFINITY),
    [0, 5],
  );
  expect([...sorted!]).toEqual([-Infinity, 1, Infinity, Number.NaN, Number.NaN]);
});

test('each part of a column is sorted by itself, empty ones and what belongs to none as well', () => {
  const column = Float64Array.of(9, 3, 2, 1, 0, -9, 5);
  const parts = sorter.sortedParts(column, [1, 4, 4, 6]);
  expect(parts.map((part) => [...part])).toEqual([[1, 2, 3], [], [-9, 0]]);
  expect([...column]).toEqual([9, 3, 2, 1, 0, -9, 5]);
});

test('a sorter that has sorted much sorts little as before', () => {
  const fresh = new Sorter(loadKernel());
  fresh.sortedParts(
    Float64Array.from({ length: 100_000 }, (_, k) => -k),
    [0, 50_000, 100_000],
  );
  const [few] = fresh.sortedParts(Float64Array.of(3, 1, 2), [0, 3]);
  expect([...few!]).toEqual([1, 2, 3]);
});
