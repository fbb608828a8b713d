/** From one number to another, a step after the other. */

import type { ChartKind, FigureData } from './kind.ts';
import { around, COLOURS, FADED, INK, rowAxis, tick, written } from './look.ts';

export interface Steps extends FigureData {
  readonly kind: 'steps';
  readonly axis: string;
  readonly before: End;
  readonly after: End;
  readonly steps: readonly {
    readonly name: string;
    readonly by: number;
    /** Standard error of the simulation. */
    readonly se: number;
  }[];
}

interface End {
  readonly at: number;
  /** As it is written beside the dot. */
  readonly text: string;
}

export const steps: ChartKind<Steps> = {
  kind: 'steps',
  data: ({ axis, before, after, steps: parts }, words) =>
    written(
      ['', axis, words.standardError],
      [
        [words.before, before.at, null],
        ...parts.map(({ name, by, se }) => [name, by, se]),
        [words.after, after.at, null],
      ],
    ),
  draw({ axis, before, after, steps: parts }, plot, words) {
    let reached = before.at;
    const rows = parts.map(({ name, by, se }) => {
      const from = reached;
      reached += by;
      return { name, from, to: reached, low: reached - 2 * se, high: reached + 2 * se };
    });
    const ends = [
      { name: words.before, ...before },
      { name: words.after, ...after },
    ];
    return {
      options: {
        ...rowAxis([words.before, ...rows.map(({ name }) => name), words.after], { row: 30 }),
        marginRight: 40,
        x: {
          label: axis,
          grid: true,
          domain: around([...ends.map(({ at }) => at), ...rows.flatMap((r) => [r.low, r.high])]),
          tickFormat: tick,
        },
        marks: [
          plot.barX(rows, {
            y: 'name',
            x1: 'from',
            x2: 'to',
            fill: ({ from, to }: (typeof rows)[number]) => COLOURS[to < from ? 1 : 0],
          }),
          plot.ruleY(rows, { y: 'name', x1: 'low', x2: 'high', stroke: INK, strokeWidth: 1.2 }),
          plot.dot(ends, {
            y: 'name',
            x: 'at',
            r: 5,
            fill: ({ name }: (typeof ends)[number]) => (name === words.before ? FADED : INK),
          }),
          plot.text(ends, { y: 'name', x: 'at', dx: 10, textAnchor: 'start', text: 'text' }),
        ],
      },
      legend: [],
    };
  },
};
