/** A fan of the size of a word, beside a row of a table. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, written } from './look.ts';

export interface Spark extends FigureData {
  readonly kind: 'spark';
  readonly periods: readonly string[];
  /** Without `low` and `high` a line alone. */
  readonly points: readonly {
    readonly period: string;
    readonly value: number;
    readonly low?: number;
    readonly high?: number;
  }[];
  readonly past: readonly { readonly period: string; readonly value: number }[];
}

export const spark: ChartKind<Spark> = {
  kind: 'spark',
  data: ({ points }, words) =>
    written(
      [words.period, words.value],
      points.map(({ period, value }) => [period, value]),
    ),
  draw({ periods, points, past }, plot) {
    const bands = points.filter(({ low, high }) => low !== undefined && high !== undefined);
    return {
      options: {
        width: 132,
        height: 40,
        margin: 4,
        marginLeft: 4,
        marginRight: 4,
        marginTop: 4,
        marginBottom: 4,
        x: { type: 'point', domain: [...periods], axis: null },
        y: { axis: null, zero: true },
        marks: [
          plot.areaY(bands, {
            x: 'period',
            y1: 'low',
            y2: 'high',
            fill: COLOURS[0],
            fillOpacity: 0.22,
          }),
          plot.lineY(points, { x: 'period', y: 'value', stroke: COLOURS[0], strokeWidth: 1.8 }),
          plot.dot(points.slice(-1), { x: 'period', y: 'value', fill: COLOURS[0], r: 2.2 }),
          plot.dot(past, { x: 'period', y: 'value', fill: 'currentColor', r: 1.8 }),
        ],
      },
      legend: [],
    };
  },
};
