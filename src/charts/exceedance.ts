/** How likely an amount is to be more than each of its values, a line for every period. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, GUIDE, tick, written } from './look.ts';

export interface Exceedance extends FigureData {
  readonly kind: 'exceedance';
  readonly axis: string;
  /** A hundred equally likely values each, ascending; no more series than there are colours. */
  readonly series: readonly { readonly name: string; readonly hundred: readonly number[] }[];
}

/** As many as a chart holds. */
export const MOST_SERIES = COLOURS.length;

/** Chances that the table has, in hundredths. */
const LEVELS = [95, 90, 75, 50, 25, 10, 5];

export const exceedance: ChartKind<Exceedance> = {
  kind: 'exceedance',
  data: ({ series }, words) =>
    written(
      [words.chanceOfMore, ...series.map(({ name }) => name)],
      LEVELS.map((level) => [
        level,
        ...series.map(({ hundred }) => hundred[hundred.length - level] ?? null),
      ]),
    ),
  draw({ axis, series }, plot, words) {
    return {
      options: {
        height: 260,
        marginRight: 24,
        x: { label: axis, nice: true, grid: true, tickFormat: tick },
        y: { label: words.chanceOfMore, domain: [0, 100], grid: true, ticks: 5 },
        marks: [
          plot.ruleY([50], { stroke: GUIDE, strokeDasharray: '4 3' }),
          ...series.map(({ hundred }, k) =>
            plot.lineY(
              hundred.map((x, n) => ({ x, y: 100 - ((n + 0.5) * 100) / hundred.length })),
              { x: 'x', y: 'y', stroke: COLOURS[k], strokeWidth: 2.2 },
            ),
          ),
          plot.ruleY([0]),
        ],
      },
      legend: series.length < 2 ? [] : series.map(({ name }, k) => ({ name, colour: COLOURS[k] })),
    };
  },
};
