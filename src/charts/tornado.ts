/** What an outcome is at either end of each input. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, rowAxis, tick, written } from './look.ts';

export interface Tornado extends FigureData {
  readonly kind: 'tornado';
  readonly axis: string;
  /** The outcome with every input in the middle. */
  readonly base: number;
  readonly rows: readonly {
    readonly name: string;
    readonly atLow: number;
    readonly atHigh: number;
    /** The same where others move along. */
    readonly together?: readonly [number, number];
  }[];
  /** What the ends are called, and the lines of what moves along. */
  readonly names: { readonly low: string; readonly high: string; readonly together: string };
}

export const tornado: ChartKind<Tornado> = {
  kind: 'tornado',
  data: ({ rows, names }) =>
    written(
      ['', names.low, names.high],
      rows.map(({ name, atLow, atHigh }) => [name, atLow, atHigh]),
    ),
  draw({ axis, base, rows, names }, plot) {
    const halves = rows.flatMap(({ name, atLow, atHigh }) => [
      { name, to: atLow, colour: COLOURS[1] },
      { name, to: atHigh, colour: COLOURS[0] },
    ]);
    const along = rows.flatMap(({ name, together }) =>
      together === undefined ? [] : [{ name, from: together[0], to: together[1] }],
    );
    return {
      options: {
        ...rowAxis(rows.map(({ name }) => name)),
        marginRight: 28,
        x: { label: axis, grid: true, tickFormat: tick },
        marks: [
          plot.barX(halves, {
            x1: base,
            x2: 'to',
            y: 'name',
            fill: ({ colour }: (typeof halves)[number]) => colour,
            fillOpacity: 0.7,
          }),
          plot.ruleY(along, {
            x1: 'from',
            x2: 'to',
            y: 'name',
            stroke: COLOURS[2],
            strokeWidth: 2,
          }),
          plot.ruleX([base]),
        ],
      },
      legend: [
        { name: names.low, colour: COLOURS[1] },
        { name: names.high, colour: COLOURS[0] },
        ...(along.length === 0 ? [] : [{ name: names.together, colour: COLOURS[2] }]),
      ],
    };
  },
};
