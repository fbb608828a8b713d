/** Bars from 0 with their intervals, and dots of a second measure on them. */

import type { ChartKind, FigureData } from './kind.ts';
import { around, COLOURS, GUIDE, INK, type Interval, rowAxis, tick, written } from './look.ts';

export interface Bars extends FigureData {
  readonly kind: 'bars';
  readonly axis: string;
  readonly bars: readonly Interval[];
  /** A second measure of the same rows, and what the two are called. */
  readonly second?: {
    readonly dots: readonly Interval[];
    readonly names: readonly [string, string];
  };
}

export const bars: ChartKind<Bars> = {
  kind: 'bars',
  data: ({ axis, bars: rows, second }, { low: lowest, high: highest }) =>
    written(
      [
        '',
        second === undefined ? axis : second.names[0],
        lowest,
        highest,
        ...(second === undefined ? [] : [second.names[1], lowest, highest]),
      ],
      rows.map(({ name, value, low, high }) => {
        const dot = second?.dots.find((one) => one.name === name);
        return [
          name,
          value,
          low,
          high,
          ...(dot === undefined ? [] : [dot.value, dot.low, dot.high]),
        ];
      }),
    ),
  draw({ axis, bars: rows, second }, plot) {
    const dots = second?.dots ?? [];
    const ends = [...rows, ...dots].flatMap(({ low, high }) => [low, high]);
    const interval = { x1: 'low', x2: 'high', y: 'name' } as const;
    return {
      options: {
        ...rowAxis(rows.map(({ name }) => name)),
        marginRight: 28,
        x: { label: axis, grid: true, domain: fromZero(ends), tickFormat: tick },
        marks: [
          plot.barX(rows, { x: 'value', y: 'name', fill: COLOURS[0], fillOpacity: 0.4 }),
          plot.ruleY(rows, { ...interval, stroke: second === undefined ? INK : COLOURS[0] }),
          plot.dot(dots, { x: 'value', y: 'name', fill: COLOURS[1], r: 3.5 }),
          plot.ruleY(dots, { ...interval, stroke: COLOURS[1] }),
          plot.ruleX([0], { stroke: GUIDE }),
        ],
      },
      legend: (second?.names ?? []).map((name, k) => ({ name, colour: COLOURS[k] })),
    };
  },
};

/** With 0 in it; air only on the sides to which bars go. */
function fromZero(ends: readonly number[]): [number, number] {
  const [least, most] = around([...ends, 0], 0.05);
  return [Math.min(...ends) >= 0 ? 0 : least, Math.max(...ends) <= 0 ? 0 : most];
}
