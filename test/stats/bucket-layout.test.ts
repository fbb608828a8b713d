import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextUp } from '../../src/math/bits.ts';
import {
  boundsOf,
  cellOf,
  LEAST_ROOM,
  layBuckets,
  layoutOfValues,
  withinCell,
} from '../../src/stats/bucket-layout.ts';
import { ascending, REQUEST } from './bucketed.ts';

const anything = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -10, max: 10 }),
  fc.integer({ min: -20, max: 20 }),
  fc.constantFrom(
    0,
    5e-324,
    -5e-324,
    1.7976931348623157e308,
    -1.7976931348623157e308,
    1e16,
    1e16 + 2,
  ),
);
const pilots = fc.array(anything, { maxLength: 400 }).map(ascending);

describe('law', () => {
  test('every finite number lies in one bucket, between the bounds that the bucket has', () => {
    fc.assert(
      fc.property(pilots, fc.array(anything, { maxLength: 30 }), (pilot, values) => {
        const layout = layBuckets(pilot, { ...REQUEST, draws: 1e6 });
        for (const x of [...values.map((value) => value + 0), ...pilot.slice(0, 30)]) {
          const cell = cellOf(layout, x);
          const bucket = layout.firsts[cell]! + withinCell(layout, cell, x);
          expect(bucket).toBeLessThan(layout.firsts[cell + 1]!);
          const [least, greatest] = boundsOf(layout, bucket);
          expect(x).toBeGreaterThanOrEqual(least);
          expect(x).toBeLessThanOrEqual(greatest);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('bounds are tight: the doubles just outside lie in other buckets', () => {
    fc.assert(
      fc.property(pilots, anything, (pilot, value) => {
        const layout = layBuckets(pilot, { ...REQUEST, draws: 1e6 });
        const bucketOf = (x: number): number => {
          const cell = cellOf(layout, x);
          return layout.firsts[cell]! + withinCell(layout, cell, x);
        };
        const bucket = bucketOf(value);
        const [least, greatest] = boundsOf(layout, bucket);
        if (Number.isFinite(greatest) && Number.isFinite(nextUp(greatest)))
          expect(bucketOf(nextUp(greatest))).toBeGreaterThan(bucket);
        if (Number.isFinite(least) && Number.isFinite(-nextUp(-least)))
          expect(bucketOf(-nextUp(-least))).toBeLessThan(bucket);
      }),
      { numRuns: 500 },
    );
  });

  test('edges ascend, groups grow by one at most, and there are no more cells and buckets than asked for', () => {
    const rooms = fc.record({
      cells: fc.integer({ min: LEAST_ROOM.cells, max: 4096 }),
      buckets: fc.integer({ min: LEAST_ROOM.buckets, max: 40_000 }),
      draws: fc.double({ min: 0, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(pilots, rooms, (pilot, room) => {
        const { edges, groups, firsts, scales } = layBuckets(pilot, { ...room, thresholds: [] });
        expect(scales.length).toBeLessThanOrEqual(room.cells);
        expect(firsts.at(-1)).toBeLessThanOrEqual(room.buckets);
        edges.forEach((edge, k) => {
          if (k > 0) expect(edge).toBeGreaterThan(edges[k - 1]!);
          expect(groups[k + 1]! - groups[k]!).toBeLessThanOrEqual(1);
          expect(groups[k + 1]!).toBeGreaterThanOrEqual(groups[k]!);
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('closed form', () => {
  test('about a quantile a bucket holds an eighth of the standard error of its share, whatever the scale and the place', () => {
    // Of a uniform distribution the pilot is its own quantiles, so a bucket's share is its width:
    // sqrt(0.05 * 0.95 / 1e6) / 8 at most about p5. Cells are cut in whole buckets of a whole draw
    // more than they hold, so they come out somewhat narrower.
    const n = 16_384;
    const wanted = Math.sqrt((0.05 * 0.95) / 1e6) / 8;
    for (const [scale, offset] of [
      [1, 0],
      [1e-9, 0],
      [0.001, 1000],
      [1, 1e9],
      [-1e200, 0],
    ] as const) {
      const pilot = ascending(
        Array.from({ length: n }, (_, i) => offset + scale * ((i + 0.5) / n)),
      );
      const layout = layBuckets(pilot, { ...REQUEST, draws: 1e6 });
      const p5 = pilot[Math.floor(0.05 * n)]!;
      const cell = cellOf(layout, p5);
      const bucket = layout.firsts[cell]! + withinCell(layout, cell, p5);
      const [least, greatest] = boundsOf(layout, bucket);
      const share = (greatest - least) / Math.abs(scale);
      expect(share, `${scale} ${offset}`).toBeLessThanOrEqual(wanted * (1 + 1e-6));
      expect(share, `${scale} ${offset}`).toBeGreaterThan(wanted / 2);
    }
  });

  test('a value that the pilot has twice about a quantile is a bucket; thresholds are edges', () => {
    const pilot = ascending([...Array.from({ length: 999 }, (_, i) => i + 0.25), 500.25]);
    const layout = layBuckets(pilot, { ...REQUEST, draws: 1e6, thresholds: [600.5, -0] });
    const cell = cellOf(layout, 500.25);
    expect(boundsOf(layout, layout.firsts[cell]!)).toEqual([500.25, 500.25]);
    expect(layout.edges).toContain(600.5);
    expect(layout.edges).toContain(0);
    const at = cellOf(layout, 600.5);
    expect(layout.groups[at]).toBe(layout.groups[at - 1]! + 1);
  });

  test('few values have a bucket and a group each', () => {
    const layout = layoutOfValues([1000.7, -3, 1000.5], [0.5]);
    const cells = [-3, 1000.5, 1000.7].map((x) => cellOf(layout, x));
    cells.forEach((cell, k) => {
      const x = [-3, 1000.5, 1000.7][k]!;
      expect(boundsOf(layout, layout.firsts[cell]!)).toEqual([x, x]);
    });
    expect(new Set(layout.groups).size).toBe(layout.groups.length);
  });

  test('a gap between two modes is a cell of its own, so that no bucket of a mode is as wide as the gap', () => {
    const mode = (at: number) => Array.from({ length: 500 }, (_, i) => at + i * 1e-6);
    const layout = layBuckets(ascending([...mode(0), ...mode(1000)]), { ...REQUEST, draws: 1e6 });
    const widest = (x: number): number => {
      const cell = cellOf(layout, x);
      const [least, greatest] = boundsOf(
        layout,
        layout.firsts[cell]! + withinCell(layout, cell, x),
      );
      return greatest - least;
    };
    for (let i = 2; i < 498; i++) {
      expect(widest(i * 1e-6 + 5e-7), `${i}`).toBeLessThan(1e-5);
      expect(widest(1000 + i * 1e-6 + 5e-7), `${i}`).toBeLessThan(1e-5);
    }
  });
});
