/** Where values fell among the trials of their forecasts. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, rowAxis, written } from './look.ts';

export interface Places extends FigureData {
  readonly kind: 'places';
  readonly axis: string;
  /** Percentiles, from 0 to 100: one, or from where to where. */
  readonly places: readonly {
    readonly name: string;
    readonly low: number;
    readonly high: number;
  }[];
}

export const places: ChartKind<Places> = {
  kind: 'places',
  data: ({ places: all }, words) =>
    written(
      ['', words.fromPercentile, words.toPercentile],
      all.map(({ name, low, high }) => [name, low, high]),
    ),
  draw({ axis, places: all }, plot) {
    const rows = all.map((place) => ({ ...place, middle: (place.low + place.high) / 2 }));
    const bands = all.flatMap(({ name }) => [
      { name, from: 5, to: 95, depth: 0.1 },
      { name, from: 25, to: 75, depth: 0.16 },
    ]);
    return {
      options: {
        ...rowAxis(
          all.map(({ name }) => name),
          { row: 30, padding: 0.25 },
        ),
        marginRight: 24,
        x: { label: axis, domain: [0, 100], grid: true },
        opacity: { type: 'identity' },
        marks: [
          plot.barX(bands, {
            y: 'name',
            x1: 'from',
            x2: 'to',
            fill: COLOURS[0],
            fillOpacity: 'depth',
          }),
          plot.ruleY(rows, {
            y: 'name',
            x1: 'low',
            x2: 'high',
            stroke: COLOURS[1],
            strokeWidth: 5,
          }),
          plot.dot(rows, { y: 'name', x: 'middle', fill: COLOURS[1], r: 4 }),
        ],
      },
      legend: [],
    };
  },
};
