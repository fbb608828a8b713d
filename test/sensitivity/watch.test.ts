import { describe, expect, test } from 'vitest';
import { normalDensity, normalQuantile } from '../../src/math/functions.ts';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';
import { type FirstOrder, type ObservedColumn, watchList } from '../../src/sensitivity/watch.ts';
import { estimateFrom } from '../../src/stats/interval.ts';

const replicates = 16;
const n = 32_768;
const firsts = Array.from({ length: replicates + 1 }, (_, r) => (r * n) / replicates);
const normals = (name: string, size = n) => {
  const key = streamKey('1', name);
  return Float64Array.from({ length: size }, (_, i) => normalQuantile(uniformAt(key, i)));
};

/** For what is linear: the square of the correlation. */
const squaredCorrelation: FirstOrder = (x, y, of) => {
  const rho2 = (from: number, to: number): number => {
    let [sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0];
    for (let i = from; i < to; i++) {
      sx += x[i]!;
      sy += y[i]!;
      sxx += x[i]! * x[i]!;
      syy += y[i]! * y[i]!;
      sxy += x[i]! * y[i]!;
    }
    const m = to - from;
    const cov = sxy - (sx * sy) / m;
    return (cov * cov) / ((sxx - (sx * sx) / m) * (syy - (sy * sy) / m));
  };
  return estimateFrom(
    rho2(0, x.length),
    of.slice(1).map((to, r) => rho2(of[r]!, to)),
  );
};

const observed = (values: Float64Array, changes: Partial<ObservedColumn> = {}): ObservedColumn => ({
  quantity: 'sales',
  unit: 'kunit',
  by: 'The office',
  quarter: '2026Q1',
  lagDays: 57,
  values,
  ...changes,
});
const asOf = '2026-01-10';
const list = (columns: readonly ObservedColumn[], y: Float64Array, day = asOf) =>
  watchList(columns, [{ id: 'it', values: y }], firsts, day, squaredCorrelation);

const x = normals('x');
const noise = normals('noise');
const rho = 0.8;
const y = x.map((value, i) => 10 + rho * value + 0.6 * noise[i]!);

describe('closed form: two normals with correlation 0.8', () => {
  const [row] = list([observed(x)], y);

  test('the variance removed is the square of the correlation', () => {
    const { value, se } = row!.varianceRemoved;
    // Five standard errors.
    expect(Math.abs(value! - 0.64)).toBeLessThan(5 * se!);
  });

  test('near p10 and p90 the median moves by rho times the mean of the window', () => {
    // Between p7.5 and p12.5 a normal has the mean (phi(z.125) - phi(z.075)) / 0.05 below its own.
    const [outer, inner] = [normalQuantile(0.075), normalQuantile(0.125)];
    const centre = (normalDensity(outer) - normalDensity(inner)) / 0.05;
    expect(row!.moves.map(({ trials }) => trials)).toEqual([1638, 1638]);
    row!.moves.forEach(({ at, move }, k) => {
      const sign = k === 0 ? 1 : -1;
      // z at 0.1; a sample quantile of 32,768 has an error of 0.01.
      expect(Math.abs(at - sign * -1.2815515655446004)).toBeLessThan(0.05);
      expect(Math.abs(move.value! - sign * rho * centre)).toBeLessThan(5 * move.se!);
      // The sd within the window is about 0.6, of the median 1.25 * 0.6 / sqrt(1638) = 0.019, and a
      // little for the median of all.
      expect(move.se!).toBeGreaterThan(0.008);
      expect(move.se!).toBeLessThan(0.04);
    });
  });

  test('a row says what is known, when, and by whom', () => {
    expect(row).toMatchObject({
      quantity: 'sales',
      unit: 'kunit',
      by: 'The office',
      quarter: '2026Q1',
      knownOn: '2026-05-27',
      headline: 'it',
    });
  });
});

test('an observable without influence removes nothing and moves nothing', () => {
  const [row] = list([observed(normals('other'))], y);
  expect(row!.varianceRemoved.value!).toBeLessThan(0.001);
  for (const { move } of row!.moves) expect(Math.abs(move.value!)).toBeLessThan(5 * move.se!);
});

describe('an observable of few values', () => {
  // 0 in 70 of 100 trials, else 1 or 2; the headline is 5 higher at each step.
  const key = streamKey('1', 'regime');
  const regime = Float64Array.from({ length: n }, (_, i) => {
    const u = uniformAt(key, i);
    return u < 0.7 ? 0 : u < 0.9 ? 1 : 2;
  });
  const stepped = regime.map((value, i) => 5 * value + noise[i]!);
  const [row] = list([observed(regime)], stepped);

  test('has a move for each of them, from all trials with it', () => {
    expect(row!.moves.map(({ at }) => at)).toEqual([0, 1, 2]);
    const counts = [0, 1, 2].map((value) => regime.filter((one) => one === value).length);
    expect(row!.moves.map(({ trials }) => trials)).toEqual(counts);
  });

  test('moves by the step, once the median of all is taken off', () => {
    const [zero, one, two] = row!.moves.map(({ move }) => move.value!);
    // Medians of 6,500 and 3,300 standard normals: errors of 0.016 and 0.022.
    expect(Math.abs(one! - zero! - 5)).toBeLessThan(0.1);
    expect(Math.abs(two! - one! - 5)).toBeLessThan(0.13);
  });

  test('has none for a value that hardly any trial has', () => {
    const rare = Float64Array.from({ length: n }, (_, i) => (i < 20 ? 7 : i % 2));
    expect(list([observed(rare)], y)[0]!.moves.map(({ at }) => at)).toEqual([0, 1]);
  });
});

test('what shifts a whole replicate is no error of a move', () => {
  // Replicates 0.1 apart have a sd of 0.48, which would be an error of 0.12; moves have one of
  // 0.02.
  const shifted = y.map((value, i) => value + 0.1 * Math.floor((i * replicates) / n));
  for (const { move } of list([observed(x)], shifted)[0]!.moves)
    expect(move.se!).toBeLessThan(0.04);
});

test('where many trials share the value at p10, all of them are near it', () => {
  const clipped = x.map((value) => Math.max(value, 0));
  const [low, high] = list([observed(clipped)], y)[0]!.moves;
  expect(low).toMatchObject({ at: 0, trials: clipped.filter((value) => value === 0).length });
  expect(high!.trials).toBe(1638);
});

describe('rows', () => {
  const other = normals('weak');
  const weak = x.map((value, i) => value + 3 * other[i]!);

  test('stand by variance removed, then by date', () => {
    const rows = list(
      [
        observed(weak, { quantity: 'weak' }),
        observed(x, { quantity: 'late', lagDays: 90 }),
        observed(x, { quantity: 'early', lagDays: 10 }),
      ],
      y,
    );
    expect(rows.map(({ quantity }) => quantity)).toEqual(['early', 'late', 'weak']);
  });

  test('are only of what is known after the as-of date', () => {
    const quarters = ['2025Q4', '2026Q1', '2026Q2'].map((quarter) => observed(x, { quarter }));
    const known = (day: string) => list(quarters, y, day).map(({ knownOn }) => knownOn);
    expect(known('2026-02-25')).toEqual(['2026-02-26', '2026-05-27', '2026-08-26']);
    expect(known('2026-02-26')).toEqual(['2026-05-27', '2026-08-26']);
    expect(known('2027-01-01')).toEqual([]);
  });

  test('leave out what is constant', () => {
    expect(list([observed(new Float64Array(n).fill(3))], y)).toEqual([]);
    const silent: FirstOrder = () => undefined;
    expect(watchList([observed(x)], [{ id: 'it', values: y }], firsts, asOf, silent)).toEqual([]);
  });
});
