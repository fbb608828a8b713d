/** A hundred dots, each a trial: how likely values are can be counted. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, tick, written } from './look.ts';

export interface Dots extends FigureData {
  readonly kind: 'dots';
  readonly axis: string;
  /** Ascending, not all the same. */
  readonly values: readonly number[];
  readonly median: number;
}

const COLUMNS = 40;
const LARGEST = 5.5;
const LEAST_HEIGHT = 14;

export const dots: ChartKind<Dots> = {
  kind: 'dots',
  data: ({ axis, values }, words) =>
    written(
      ['', axis],
      values.map((value, k) => [words.trial(k + 1), value]),
    ),
  draw({ axis, values, median }, plot) {
    const [least, most] = [values[0], values[values.length - 1]];
    const step = (most - least) / COLUMNS;
    const heights = new Map<number, number>();
    const placed = values.map((x) => {
      const column = Math.min(COLUMNS - 1, Math.floor((x - least) / step));
      const height = heights.get(column) ?? 0;
      heights.set(column, height + 1);
      return { x: least + (column + 0.5) * step, y: height + 0.5 };
    });
    const tallest = Math.max(...heights.values());
    return {
      options: {
        height: 240,
        marginLeft: 20,
        marginRight: 20,
        x: { label: axis, nice: true, tickFormat: tick },
        y: { axis: null, domain: [0, Math.max(tallest, LEAST_HEIGHT)] },
        marks: [
          plot.dot(placed, {
            x: 'x',
            y: 'y',
            r: Math.min(LARGEST, 150 / tallest),
            fill: COLOURS[0],
          }),
          plot.ruleX([median], { stroke: COLOURS[1], strokeWidth: 1.6 }),
          plot.ruleY([0]),
        ],
      },
      legend: [],
    };
  },
};
