/** Points with names, by two measures. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, tick, written } from './look.ts';

export interface Plane extends FigureData {
  readonly kind: 'plane';
  readonly axes: readonly [x: string, y: string];
  /** The first of them are named. */
  readonly points: readonly { readonly name: string; readonly x: number; readonly y: number }[];
}

const NAMED = 6;

export const plane: ChartKind<Plane> = {
  kind: 'plane',
  data: ({ axes, points }) =>
    written(
      ['', ...axes],
      points.map(({ name, x, y }) => [name, x, y]),
    ),
  draw({ axes: [x, y], points }, plot) {
    const scale = { grid: true, zero: true, nice: true, tickFormat: tick };
    return {
      options: {
        marginRight: 140,
        x: { label: x, ...scale },
        y: { label: y, ...scale },
        marks: [
          plot.dot(points, { x: 'x', y: 'y', fill: COLOURS[0], r: 3 }),
          plot.text(points.slice(0, NAMED), {
            x: 'x',
            y: 'y',
            text: 'name',
            dx: 6,
            textAnchor: 'start',
            fontSize: 12,
          }),
        ],
      },
      legend: [],
    };
  },
};
