import { expect, test } from 'vitest';
import { rangesOf, rareValues } from '../../src/stats/rare-values.ts';
import { SortedSample } from './sorted-sample.ts';

/**
 * Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28(3/4), 437-442: 95 %
 * limits of a count's mean.
 */
const GARWOOD = [
  [1, 0.0253, 5.5716],
  [3, 0.6187, 8.7673],
  [10, 4.7954, 18.3904],
] as const;

test.each(GARWOOD)(
  'reference: %d equal amounts have the limits of a Poisson count',
  (k, low, high) => {
    const [all, amount, usual] = [1600, 10.5, 10];
    const { mean, sd } = rangesOf({
      usual,
      differences: Array.from({ length: k }, () => amount),
      shares: Array.from({ length: k }, () => 1 / all),
    })!;
    // The table has four digits behind the point.
    const digits = (amount * 0.00005) / all;
    expect(Math.abs(mean[0] - (usual + (amount * low) / all))).toBeLessThan(digits);
    expect(Math.abs(mean[1] - (usual + (amount * high) / all))).toBeLessThan(digits);
    const shift = (amount * k) / all;
    expect(sd[1]).toBeCloseTo(Math.sqrt((amount * amount * high) / all - shift * shift), 4);
  },
);

test('the same amounts on the other side are the mirror image', () => {
  const of = (sign: number) =>
    rangesOf({
      usual: 0,
      differences: [1, 2, 5].map((x) => sign * x),
      shares: [0.001, 0.001, 0.002],
    })!;
  const [up, down] = [of(1), of(-1)];
  expect(down.mean).toEqual([-up.mean[1], -up.mean[0]]);
  expect(down.sd).toEqual(up.sd);
});

test('a sample with one usual value gives what its other values give', () => {
  const part = (...others: number[]): Float64Array =>
    Float64Array.from([...Array.from({ length: 100 - others.length }, () => 7), ...others]).sort();
  const found = rareValues(new SortedSample([part(9), part(), part(3, 9.5)]));
  const expected = rangesOf({
    usual: 7,
    differences: [2, 2.5, -4],
    shares: [1 / 300, 1 / 300, 1 / 300],
  })!;
  for (const side of [0, 1] as const) {
    expect(found!.mean[side]).toBeCloseTo(expected.mean[side], 12);
    expect(found!.sd[side]).toBeCloseTo(expected.sd[side], 12);
  }
});

test('nothing is said of a constant, nor where no value is the usual one', () => {
  expect(rareValues(new SortedSample([Float64Array.of(1, 1, 1, 1)]))).toBeUndefined();
  expect(rareValues(new SortedSample([Float64Array.of(1, 2, 3, 4, 5, 6)]))).toBeUndefined();
});
