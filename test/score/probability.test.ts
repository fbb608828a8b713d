import { expect, test } from 'vitest';
import { probabilityOf, replicatesLeftOut, sampleOf } from '../../src/score/sample.ts';
import { probability } from '../../src/stats/probability.ts';

const firsts = Array.from({ length: 17 }, (_, r) => 100 * r);
const draws = Float64Array.from({ length: 1600 }, (_, i) => (i * 7919) % 1600);
const of = (weights: Float64Array) =>
  replicatesLeftOut(sampleOf(draws, { values: weights, firsts })!);
const equal = new Float64Array(1600).fill(1);

test('what no trial has is not impossible', () => {
  const { value, low, high } = probabilityOf(of(equal), (x) => x < 0);
  expect([value, low]).toEqual([0, 0]);
  // Unseen in 1,600 trials once in forty times.
  expect(high).toBeCloseTo(1 - 0.025 ** (1 / 1600), 12);
});

test('of trials that count alike it is the probability that a run has, but for the rounding of counts', () => {
  const holds = (x: number): boolean => x < 400 && x % 3 === 0;
  const hits = Array.from(
    { length: 16 },
    (_, r) => draws.subarray(100 * r, 100 * r + 100).filter(holds).length,
  );
  const [ours, theirs] = [
    probabilityOf(of(equal), holds),
    probability(
      hits,
      hits.map(() => 100),
    ),
  ];
  expect(ours.value).toBeCloseTo(theirs.value!, 14);
  // A count of a hundred is rounded by a third of a hundredth; sixteen of them, less.
  expect(Math.abs(ours.low! - theirs.low!)).toBeLessThan(0.001);
  expect(Math.abs(ours.high! - theirs.high!)).toBeLessThan(0.001);
});
