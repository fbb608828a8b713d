/** Shares by bins of equal width, against what would be even. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, GUIDE, tick, written } from './look.ts';

export interface Histogram extends FigureData {
  readonly kind: 'histogram';
  readonly axes: readonly [x: string, y: string];
  /** From 0 to 1, of bins that divide 0 to 100. */
  readonly shares: readonly number[];
}

export const histogram: ChartKind<Histogram> = {
  kind: 'histogram',
  data: ({ axes: [x, y], shares }, words) =>
    written(
      [x, y],
      shares.map((share, k) => {
        const width = 100 / shares.length;
        return [words.range(tick(width * k), tick(width * (k + 1))), 100 * share];
      }),
    ),
  draw({ axes: [x, y], shares }, plot) {
    const width = 100 / shares.length;
    const bins = shares.map((share, k) => ({
      from: width * k,
      to: width * (k + 1),
      share: 100 * share,
    }));
    return {
      options: {
        height: 240,
        x: { label: x, domain: [0, 100] },
        y: { label: y, grid: true },
        marks: [
          plot.rectY(bins, {
            x1: 'from',
            x2: 'to',
            y: 'share',
            fill: COLOURS[0],
            fillOpacity: 0.75,
            inset: 1,
          }),
          plot.ruleY([width], { stroke: GUIDE, strokeDasharray: '4 3' }),
          plot.ruleY([0]),
        ],
      },
      legend: [],
    };
  },
};
