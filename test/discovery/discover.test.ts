/**
 * The whole of scenario discovery, where the answer is known.
 *
 * @slow computes for seconds
 */

import { describe, expect, test } from 'vitest';
import { type Discovery, discover, type FoundBox } from '../../src/discovery/discover.ts';
import { trialsOf, uniformColumns, uniforms } from './trials.ts';

const N = 8192;
const names = ['x1', 'x2', 'x3', 'x4', 'x5', 'x6'];
/** The limits of a box without what is said of them. */
const found = ({ limits }: FoundBox) =>
  limits.map(({ input, low, high, values }) => ({
    input,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    ...(values === undefined ? {} : { values }),
  }));

describe('closed forms', () => {
  test('a corner of the cube is the box, and all trials in it are such trials', () => {
    const { boxes, share } = discover(
      trialsOf(uniformColumns(1, names, N), ({ x1, x2 }) => x1 > 0.7 && x2 < 0.4),
    );
    expect(boxes.length).toBe(1);
    const [box] = boxes;
    // Half of the trials were searched: 491 in the corner, 0.0006 of x1 apart. Rounding may move
    // six of all trials across a limit, 0.0015 of x1; the numbers of the condition have fewest
    // digits.
    expect(found(box)).toEqual([
      { input: 'x1', low: 0.7 },
      { input: 'x2', high: 0.4 },
    ]);
    expect([box.density.value, box.coverage.value]).toEqual([1, 1]);
    // Without a limit the other remains, in which it holds in 40 and in 30 of 100; four binomial
    // standard errors of some 1,200 and 1,600 trials.
    expect(Math.abs(box.limits[0].without - 0.3)).toBeLessThan(0.05);
    expect(Math.abs(box.limits[1].without - 0.4)).toBeLessThan(0.06);
    // Of 8,192 independent trials.
    expect(Math.abs(share.value! - 0.12)).toBeLessThan(4 * Math.sqrt((0.12 * 0.88) / N));
  });

  test('beyond a slanted line the purest rectangle with half of the trials is the one in the middle', () => {
    // x1 + x2 > 1.5 has an eighth of the square. A rectangle from (a, 1.5 - a) to the corner lies
    // in it whole and has (1 - a)(a - 0.5) of the square, a sixteenth at a = 0.75 and less
    // elsewhere.
    const { boxes } = discover(
      trialsOf(uniformColumns(2, names, N), ({ x1, x2 }) => x1 + x2 > 1.5),
    );
    const limits = found(boxes[0]);
    expect(limits.map(({ input }) => input).sort()).toEqual(['x1', 'x2']);
    // A greedy path takes a twentieth at a time from one side or the other, and stops where it has
    // half.
    for (const { low, high } of limits) {
      expect(high).toBeUndefined();
      expect(Math.abs(low! - 0.75)).toBeLessThan(0.06);
    }
    expect(boxes[0].density.value).toBeGreaterThan(0.95);
    expect(Math.abs(boxes[0].coverage.value! - 0.5)).toBeLessThan(0.07);
  });

  test('two corners are two boxes', () => {
    const { boxes } = discover(
      trialsOf(
        uniformColumns(3, names, N),
        ({ x1, x2, x3 }) => (x1 > 0.7 && x2 < 0.4) || (x1 <= 0.7 && x3 > 0.9),
      ),
    );
    expect(boxes.length).toBe(2);
    expect(found(boxes[0])).toEqual([
      { input: 'x1', low: 0.7 },
      { input: 'x2', high: 0.4 },
    ]);
    // 287 trials were searched in the second corner: the last of them is 0.0024 off on average, and
    // rounding moves a few trials.
    const [x3, x1] = found(boxes[1]);
    expect([x3.input, x1.input]).toEqual(['x3', 'x1']);
    expect(Math.abs(x3.low! - 0.9)).toBeLessThan(0.02);
    expect(Math.abs(x1.high! - 0.7)).toBeLessThan(0.02);
    expect(boxes[0].coverage.value! + boxes[1].coverage.value!).toBeGreaterThan(0.97);
  });

  test('an input with few values is limited by values', () => {
    const columns = {
      ...uniformColumns(4, names, N),
      regime: uniforms(4, 'regime', N).map((u) => Math.floor(3 * u)),
    };
    const { boxes } = discover(trialsOf(columns, ({ x1, regime }) => regime !== 1 && x1 > 0.5));
    expect(boxes.map(found)).toEqual([
      [
        { input: 'x1', low: 0.5 },
        { input: 'regime', values: [0, 2] },
      ],
    ]);
    expect(boxes[0].density.value).toBe(1);
  });

  test('an interval is limited on both sides', () => {
    const { boxes } = discover(
      trialsOf(uniformColumns(5, names, N), ({ x4 }) => x4 > 0.3 && x4 <= 0.6),
    );
    expect(boxes.map(found)).toEqual([[{ input: 'x4', low: 0.3, high: 0.6 }]]);
  });

  test('a limit in a heavy tail is where it is', () => {
    // One input spans eight powers of ten; it holds above 100, in a tenth of all trials.
    const tail = uniforms(6, 'tail', N).map((u) => 1 / (u * u));
    const columns = { ...uniformColumns(6, names.slice(1), N), tail };
    const { boxes } = discover(trialsOf(columns, ({ tail }) => tail > 100));
    expect(boxes.map(found)).toEqual([[{ input: 'tail', low: 100 }]]);
  });
});

describe('a condition that depends on no input', () => {
  const independent = (seed: number, p: number): Discovery => {
    const luck = uniforms(seed, 'luck', 4096);
    let i = 0;
    const many = Array.from({ length: 20 }, (_, k) => `x${k}`);
    return discover(trialsOf(uniformColumns(seed, many, 4096), () => luck[i++] < p));
  };
  test.each([
    [1, 0.5],
    [2, 0.5],
    [3, 0.1],
    [4, 0.1],
    [5, 0.9],
    [6, 0.03],
  ])('has no box, no split, and a sentence that says so (seed %i, probability %f)', (seed, p) => {
    const discovery = independent(seed, p);
    expect(discovery.boxes).toEqual([]);
    expect(discovery.tree.split).toBeUndefined();
  });
});

test('what makes something likelier without deciding it is found among noise, whatever the seed', () => {
  // It holds with probability 0.1 + 0.7 x1 x2. Over 100 seeds from 100 on the interval of the
  // density held the truth 95 times, which for a box with sides from a and b to c and d is 0.1 +
  // 0.7 (a + c) / 2 (b + d) / 2.
  const many = Array.from({ length: 12 }, (_, k) => `x${k}`);
  let misses = 0;
  for (const seed of [101, 102, 103, 104, 105]) {
    const luck = uniforms(seed, 'luck', 4096);
    let i = 0;
    const { boxes } = discover(
      trialsOf(uniformColumns(seed, many, 4096), ({ x1, x2 }) => luck[i++] < 0.1 + 0.7 * x1 * x2),
    );
    const limits = new Map(boxes[0].limits.map((limit) => [limit.input, limit]));
    expect([...limits.keys()].sort()).toEqual(['x1', 'x2']);
    const middle = (id: string) => ((limits.get(id)!.low ?? 0) + (limits.get(id)!.high ?? 1)) / 2;
    const truth = 0.1 + 0.7 * middle('x1') * middle('x2');
    const { low, high } = boxes[0].density;
    if (!(low! <= truth && truth <= high!)) misses++;
  }
  // At most two of five: three or more have a probability of 0.001 where each misses once in
  // twenty.
  expect(misses).toBeLessThanOrEqual(2);
});

describe('laws', () => {
  const luck = uniforms(7, 'luck', N);
  let i = 0;
  const trials = trialsOf(
    uniformColumns(7, names, N),
    ({ x1, x2, x3 }) => luck[i++] < (x1 > 0.6 ? 0.8 * x2 : x3 > 0.8 ? 0.5 : 0.05),
  );
  const discovery = discover(trials);
  const { boxes, halves } = discovery;

  test('there is more than one box to hold them against', () => {
    expect(boxes.length).toBeGreaterThan(1);
  });

  test('coverage times share is density times mass, in both halves and along the way', () => {
    for (const { coverage, density, mass, fitted, trajectory } of boxes) {
      // Both sides are the count of such trials in the box over the count of all trials, rounded
      // four times.
      const held = density.value! * mass.value!;
      expect(Math.abs(coverage.value! * halves.heldOut.share - held)).toBeLessThan(1e-14);
      for (const point of [fitted, ...trajectory])
        expect(
          Math.abs(point.coverage * halves.fitted.share - point.density * point.mass),
        ).toBeLessThan(1e-14);
    }
  });

  test('density rises and mass falls along each trajectory', () => {
    for (const { trajectory } of boxes) {
      trajectory.slice(1).forEach((point, k) => {
        expect(point.density).toBeGreaterThan(trajectory[k].density);
        expect(point.mass).toBeLessThan(trajectory[k].mass);
      });
    }
  });

  test('the chosen box has half of the such trials that were left, and the next has not', () => {
    for (const { trajectory, chosen } of boxes) {
      const half = trajectory[0].coverage / 2;
      expect(trajectory[chosen].coverage).toBeGreaterThanOrEqual(half);
      if (chosen + 1 < trajectory.length)
        expect(trajectory[chosen + 1].coverage).toBeLessThan(half);
    }
  });

  test('shares are those of the trials, counted from the limits', () => {
    const inside = ({ limits }: FoundBox, k: number): boolean =>
      limits.every(({ input, low, high }) => {
        const x = trials.inputs.find(({ id }) => id === input)!.values[k];
        return (low === undefined || x > low) && (high === undefined || x <= high);
      });
    // Held out are the replicates of odd number.
    const heldOut = [...trials.holds.keys()].filter((k) => (k % 8) % 2 === 1);
    const first = heldOut.filter((k) => inside(boxes[0], k));
    const second = heldOut.filter((k) => inside(boxes[1], k) && !inside(boxes[0], k));
    const density = (some: number[]) =>
      some.reduce((sum, k) => sum + trials.holds[k], 0) / some.length;
    expect(boxes[0].density.value).toBeCloseTo(density(first), 14);
    expect(boxes[1].density.value).toBeCloseTo(density(second), 14);
    expect(boxes[1].mass.value).toBeCloseTo(second.length / heldOut.length, 14);
  });

  test('held-out intervals hold the truth, which is known of the first box', () => {
    // Given its limits, the density of a box follows from the condition: with x1 > a and x2 > b it
    // is 0.8 times the mean of x2.
    const byInput = new Map(boxes[0].limits.map((limit) => [limit.input, limit]));
    expect([...byInput.keys()].sort()).toEqual(['x1', 'x2']);
    const { low } = byInput.get('x2')!;
    expect(byInput.get('x1')!.low).toBeGreaterThanOrEqual(0.6);
    const truth = 0.8 * ((1 + low!) / 2);
    // The fitted density is too high by what peeling made of luck; the held-out one has an interval
    // of 95 % that this seed is among.
    expect(boxes[0].density.low!).toBeLessThan(truth);
    expect(boxes[0].density.high!).toBeGreaterThan(truth);
  });

  test('the same trials give the same discovery', () => {
    expect(JSON.stringify(discover(trials))).toBe(JSON.stringify(discovery));
  });

  test('a run of one replicate is judged by every other trial, and has no interval', () => {
    const single = discover({ ...trials, replicates: 1 });
    expect(single.boxes[0].density.se).toBeNull();
    expect(single.boxes[0].density.value).toBeGreaterThan(0.5);
  });
});

test.each([0, 49, 4047])('is refused where it holds in %i of 4,096 trials', (holding) => {
  let i = 0;
  const trials = trialsOf(uniformColumns(1, ['x'], 4096), () => i++ < holding);
  expect(() => discover(trials)).toThrow(`${holding} of 4096`);
});
