/** A middle with a range around it, row by row. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, type Interval, rowAxis, tick, written } from './look.ts';

export interface Ranges extends FigureData {
  readonly kind: 'ranges';
  readonly axis: string;
  /** Whether the axis begins at 0. */
  readonly zero: boolean;
  readonly ranges: readonly Interval[];
}

export const ranges: ChartKind<Ranges> = {
  kind: 'ranges',
  data: ({ axis, ranges: rows }, words) =>
    written(
      ['', axis, words.low, words.high],
      rows.map(({ name, value, low, high }) => [name, value, low, high]),
    ),
  draw({ axis, zero, ranges: rows }, plot) {
    return {
      options: {
        ...rowAxis(
          rows.map(({ name }) => name),
          { padding: 0.4 },
        ),
        marginRight: 28,
        x: {
          label: axis,
          grid: true,
          zero,
          ticks: 6,
          insetLeft: 8,
          insetRight: 8,
          tickFormat: tick,
        },
        marks: [
          plot.ruleY(rows, {
            y: 'name',
            x1: 'low',
            x2: 'high',
            stroke: COLOURS[0],
            strokeWidth: 5,
            strokeOpacity: 0.35,
          }),
          plot.dot(rows, { y: 'name', x: 'value', fill: COLOURS[0], r: 4 }),
        ],
      },
      legend: [],
    };
  },
};
