/** Smaller and smaller boxes by what they hold, from all trials to the one that is chosen. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, INK, tick, written } from './look.ts';

interface Point {
  /** Both from 0 to 100. */
  readonly coverage: number;
  readonly density: number;
}

export interface Trajectory extends FigureData {
  readonly kind: 'trajectory';
  readonly axes: readonly [coverage: string, density: string];
  readonly points: readonly (Point & { readonly limits: number })[];
  /** Number of the point that was chosen. */
  readonly chosen: number;
  /** The box as it is reported. */
  readonly box: Point;
}

/** By number of limits; from light to dark. */
const BY_LIMITS = ['#b8b2a7', '#8cc6de', '#4b9cc9', '#1f5f8b', '#123a57'] as const;

export const trajectory: ChartKind<Trajectory> = {
  kind: 'trajectory',
  data: ({ axes, points }, words) =>
    written(
      [...axes, words.limits],
      points.map(({ coverage, density, limits }) => [coverage, density, limits]),
    ),
  draw({ axes: [coverage, density], points, chosen, box }, plot, words) {
    const most = Math.max(...points.map(({ limits }) => limits));
    const numbers = Array.from({ length: most + 1 }, (_, n) => n);
    const at = { x: 'coverage', y: 'density' } as const;
    return {
      options: {
        x: { label: coverage, domain: [0, 100], grid: true, tickFormat: tick },
        y: { label: density, grid: true, nice: true, tickFormat: tick },
        color: { type: 'ordinal', domain: numbers, range: BY_LIMITS.slice(0, most + 1) },
        marks: [
          plot.line(points, { ...at, stroke: '#dfe4e6' }),
          plot.dot(points, { ...at, fill: 'limits', r: 3.4 }),
          plot.dot([points[chosen]], { ...at, stroke: INK, r: 6.5, strokeWidth: 1.4 }),
          plot.dot([box], { ...at, fill: COLOURS[1], symbol: 'diamond', r: 6 }),
        ],
      },
      legend: [
        ...numbers.map((n) => ({ name: words.limitsOf(n), colour: BY_LIMITS[n] })),
        { name: words.box, colour: COLOURS[1] },
      ],
    };
  },
};
