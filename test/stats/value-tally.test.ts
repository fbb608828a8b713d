import { expect, test } from 'vitest';
import { ValueTally } from '../../src/stats/value-tally.ts';

test('counts values by replicate, both zeros as one, and leaves out what is not finite', () => {
  const tally = new ValueTally(2);
  expect(tally.add(Float64Array.of(0, -0, 1000.5, Number.NaN, Infinity, 0), 0)).toBe(6);
  expect(tally.add(Float64Array.of(-2, 1000.5), 1)).toBe(2);
  expect(tally.sorted()).toEqual([
    { value: -2, counts: [0, 1] },
    { value: 0, counts: [3, 0] },
    { value: 1000.5, counts: [1, 1] },
  ]);
});

test('stops at the first draw that has a seventeenth value, and counts nothing of it', () => {
  const tally = new ValueTally(1);
  const codes = Float64Array.from({ length: 16 }, (_, k) => k);
  expect(tally.add(codes, 0)).toBe(16);
  expect(tally.add(Float64Array.of(3, 15, 16, 4), 0)).toBe(2);
  expect(tally.sorted().map(({ counts }) => counts[0])).toEqual([
    1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2,
  ]);
});

test('what was saved goes on as if it had not been', () => {
  const whole = new ValueTally(2);
  whole.add(Float64Array.of(1, 2, 2), 0);
  const restored = ValueTally.from(structuredClone(whole.saved()));
  for (const tally of [whole, restored]) tally.add(Float64Array.of(3, 2), 1);
  expect(restored.sorted()).toEqual(whole.sorted());
});
