/** One number as it follows another, with the interval of the simulation error. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, GUIDE, INK, tick, written } from './look.ts';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

export interface Curve extends FigureData {
  readonly kind: 'curve';
  readonly axes: readonly [x: string, y: string];
  /** Ascending. */
  readonly points: readonly Point[];
  /** What is to be reached. */
  readonly target?: { readonly y: number; readonly label: string };
  /** Where it is reached, as values of x. */
  readonly reached?: readonly number[];
}

export const curve: ChartKind<Curve> = {
  kind: 'curve',
  data: ({ axes, points }, words) =>
    written(
      [...axes, words.low, words.high],
      points.map(({ x, y, low, high }) => [x, y, low, high]),
    ),
  draw({ axes: [x, y], points, target, reached = [] }, plot) {
    const at = { x: 'x', y: 'y' } as const;
    return {
      options: {
        x: { label: x, grid: true, nice: true, tickFormat: tick },
        y: { label: y, grid: true, nice: true, tickFormat: tick },
        marks: [
          plot.areaY(points, {
            x: 'x',
            y1: 'low',
            y2: 'high',
            fill: COLOURS[0],
            fillOpacity: 0.25,
          }),
          plot.line(points, { ...at, stroke: COLOURS[0], strokeWidth: 2.2 }),
          plot.dot(points, { ...at, fill: COLOURS[0], r: 2.6 }),
          ...(target === undefined
            ? []
            : [
                plot.ruleY([target.y], { stroke: GUIDE, strokeDasharray: '4 3' }),
                plot.text([{ x: points[0]?.x ?? 0, y: target.y }], {
                  ...at,
                  text: () => target.label,
                  textAnchor: 'start',
                  dy: -8,
                  fill: GUIDE,
                }),
              ]),
          plot.ruleX(reached, { stroke: COLOURS[1], strokeWidth: 1.6 }),
          plot.dot(
            target === undefined ? [] : reached.map((value) => ({ x: value, y: target.y })),
            { ...at, r: 5, fill: COLOURS[1], stroke: INK },
          ),
        ],
      },
      legend: [],
    };
  },
};
