/** Peeling, pasting and the significance of limits, by themselves. */

import { describe, expect, test } from 'vitest';
import { type Box, countIn, type Limit, within } from '../../src/discovery/box.ts';
import { paste } from '../../src/discovery/paste.ts';
import { peel } from '../../src/discovery/peel.ts';
import type { Sample } from '../../src/discovery/sample.ts';
import { quasiP, significantPart } from '../../src/discovery/significance.ts';
import { type Columns, sampleOf, uniformColumns, uniforms } from './trials.ts';

/** 0, 1, ... n - 1. */
const ramp = (n: number) => Float64Array.from({ length: n }, (_, i) => i);
const box = (...limits: [number, Limit][]): Box => new Map(limits);

describe('peeling', () => {
  test('takes a twentieth at a time off the end where nothing holds', () => {
    // By hand: 40 trials, and 30 above 9 in which it holds. A twentieth of 40 is 2, of 38 to 31 it
    // is 1 (rounded down).
    const steps = peel(
      sampleOf({ x: ramp(40) }, ({ x }) => x > 9),
      [0],
    );
    expect(steps.map(({ trials }) => trials)).toEqual([40, 38, 37, 36, 35, 34, 33, 32, 31, 30]);
    expect(steps.every(({ holding }) => holding === 30)).toBe(true);
    expect(steps.at(-1)!.box).toEqual(box([0, { low: 9 }]));
  });

  test('limits the other end by the greatest value that stays', () => {
    const steps = peel(
      sampleOf({ x: ramp(40) }, ({ x }) => x <= 29),
      [0],
    );
    expect(steps.at(-1)!.box).toEqual(box([0, { high: 29 }]));
  });

  test('takes equal values together', () => {
    // By hand: 120 trials, ten at each of 0 to 11; a twentieth is 6, so ten go at a time.
    const steps = peel(
      sampleOf({ x: ramp(120).map((i) => Math.floor(i / 10)) }, ({ x }) => x > 1),
      [0],
    );
    expect(steps.map(({ trials }) => trials)).toEqual([120, 110, 100]);
    expect(steps.at(-1)!.box).toEqual(box([0, { low: 1 }]));
  });

  test('leaves out a value from the middle of an input with few', () => {
    const steps = peel(
      sampleOf({ code: ramp(90).map((i) => i % 3) }, ({ code }) => code !== 1),
      [0],
    );
    expect(steps.map(({ trials }) => trials)).toEqual([90, 60]);
    expect(steps.at(-1)!.box).toEqual(box([0, { values: [0, 2] }]));
  });

  test('of two inputs that say the same takes the first', () => {
    const x = ramp(40);
    const steps = peel(
      sampleOf({ a: x, b: x }, ({ a }) => a > 9),
      [0, 1],
    );
    expect([...steps.at(-1)!.box.keys()]).toEqual([0]);
  });

  test('ends before a box has fewer than twenty trials, or fewer than a hundredth of all', () => {
    // It holds in the last ten trials, so that peeling could go on to these; pieces are one of
    // twenty, four of eighty.
    const last = (n: number) =>
      peel(
        sampleOf({ x: ramp(n) }, ({ x }) => x >= n - 10),
        [0],
      ).at(-1)!.trials;
    expect(last(400)).toBe(20);
    expect(last(8000)).toBeGreaterThanOrEqual(80);
    expect(last(8000)).toBeLessThan(84);
  });

  /** The same peeling with nothing clever about it: every step sorts what is left. */
  function plainPeeling({ inputs, holds }: Sample): { trials: number; holding: number }[] {
    let left = [...holds.keys()];
    const countOf = (some: readonly number[]) => ({
      trials: some.length,
      holding: some.filter((i) => holds[i] === 1).length,
    });
    const least = Math.max(20, Math.ceil(holds.length / 100));
    const steps = [countOf(left)];
    for (;;) {
      const here = steps.at(-1)!;
      const size = Math.max(1, Math.floor(here.trials * 0.05));
      const gain = (gone: readonly number[]): number => {
        const { trials, holding } = countOf(gone);
        const rest = here.trials - trials;
        if (trials === 0 || rest < least) return 0;
        const rise = (here.holding - holding) / rest - here.holding / here.trials;
        return rise / Math.max(trials, size);
      };
      const cuts = inputs.flatMap(({ values }) =>
        [1, -1].flatMap((sign) => {
          const x = (i: number) => sign * values[i];
          const sorted = left.toSorted((a, b) => x(a) - x(b));
          const at = x(sorted[size - 1]);
          const upTo = left.filter((i) => x(i) <= at);
          return upTo.length === size ? [upTo] : [upTo, left.filter((i) => x(i) < at)];
        }),
      );
      const best = cuts.reduce((a, b) => (gain(b) > gain(a) ? b : a));
      if (!(gain(best) > 0)) return steps;
      const gone = new Set(best);
      left = left.filter((i) => !gone.has(i));
      steps.push(countOf(left));
    }
  }

  test.each([1, 2, 3])(
    'gives the numbers of a plain implementation, ties included (seed %i)',
    (seed) => {
      const luck = uniforms(seed, 'luck', 600);
      const columns: Columns = {
        ...uniformColumns(seed, ['a', 'b', 'c'], 600),
        tied: uniforms(seed, 'tied', 600).map((u) => Math.floor(u * u * 30)),
      };
      let i = 0;
      const sample = sampleOf(
        columns,
        ({ a, b, tied }) => luck[i++] < a * (1 - b) * (tied > 4 ? 1 : 0.4),
      );
      const steps = peel(sample, [0, 1, 2, 3]).map(({ trials, holding }) => ({ trials, holding }));
      expect(steps.length).toBeGreaterThan(20);
      expect(steps).toEqual(plainPeeling(sample));
    },
  );

  test.each([4, 5, 6])(
    'raises the density at every step, and each box holds what it says (seed %i)',
    (seed) => {
      const luck = uniforms(seed, 'luck', 1500);
      let i = 0;
      const columns = {
        ...uniformColumns(seed, ['a', 'b', 'c'], 1500),
        code: uniforms(seed, 'code', 1500).map((u) => Math.floor(4 * u)),
      };
      const sample = sampleOf(columns, ({ a, code }) => luck[i++] < (a + (code % 2)) / 2);
      const steps = peel(sample, [0, 1, 2, 3]);
      for (const [k, step] of steps.entries()) {
        expect(countIn(sample, step.box)).toEqual({ trials: step.trials, holding: step.holding });
        if (k > 0)
          expect(step.holding / step.trials).toBeGreaterThan(
            steps[k - 1].holding / steps[k - 1].trials,
          );
      }
    },
  );
});

describe('pasting', () => {
  test('gives back all that peeling took too much of, and no more', () => {
    const sample = sampleOf({ x: ramp(1000) }, ({ x }) => x > 99 && x < 700);
    const pasted = paste(sample, box([0, { low: 180, high: 560 }]));
    // Strips become as small as one trial, so the box ends where it begins to hold no more.
    expect(pasted).toEqual(box([0, { low: 99, high: 699 }]));
  });

  test('drops a side that limits nothing', () => {
    const sample = sampleOf({ x: ramp(1000) }, ({ x }) => x > 99);
    expect(paste(sample, box([0, { low: 300, high: 900 }]))).toEqual(box([0, { low: 99 }]));
  });

  test('brings back a value of an input with few', () => {
    const sample = sampleOf({ code: ramp(300).map((i) => i % 5) }, ({ code }) => code !== 4);
    expect(paste(sample, box([0, { values: [1, 3] }]))).toEqual(box([0, { values: [0, 1, 2, 3] }]));
  });

  test.each([1, 2, 3])('never lowers the density, and only adds trials (seed %i)', (seed) => {
    const luck = uniforms(seed, 'luck', 2000);
    let i = 0;
    const sample = sampleOf(
      uniformColumns(seed, ['a', 'b', 'c'], 2000),
      ({ a, b }) => luck[i++] < a * b,
    );
    const before = box([0, { low: 0.6, high: 0.9 }], [1, { low: 0.7 }], [2, { high: 0.8 }]);
    const after = paste(sample, before);
    const [a, b] = [countIn(sample, before), countIn(sample, after)];
    expect(b.trials).toBeGreaterThan(a.trials);
    expect(b.holding * a.trials).toBeGreaterThanOrEqual(a.holding * b.trials);
    for (const [j, limit] of before) {
      const wider = after.get(j) ?? {};
      expect(
        [...sample.inputs[j].values].filter((x) => within(limit, x) && !within(wider, x)),
      ).toEqual([]);
    }
  });
});

describe('quasi-p-values', () => {
  test('are binomial probabilities against the box without the limit', () => {
    // By hand: x > 3 leaves four trials of eight, in which it holds in three; it holds in four of
    // all eight. The probability of at least 3 of 4 at 1/2 is 5/16.
    const sample = sampleOf({ x: ramp(8) }, ({ x }) => x === 0 || x > 4);
    // Rounding of a handful of operations.
    expect(quasiP(sample, box([0, { low: 3 }])).get(0)).toBeCloseTo(5 / 16, 13);
  });

  test('a limit on what does not matter goes, one on what does stays', () => {
    const sample = sampleOf(uniformColumns(8, ['a', 'b'], 2000), ({ a }) => a > 0.5);
    const found = significantPart(sample, box([0, { low: 0.5 }], [1, { low: 0.5 }]), 0.01);
    expect([...found.keys()]).toEqual([0]);
  });

  test('of an empty box nothing is significant', () => {
    const sample = sampleOf(uniformColumns(8, ['a'], 200), ({ a }) => a > 0.5);
    expect(significantPart(sample, box([0, { low: 2 }]), 0.01).size).toBe(0);
  });
});
