/** Distributions before and after, as ranges on one scale. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, FADED, rowAxis, tick, written } from './look.ts';

interface Range {
  readonly name: string;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
}

export interface Shifts extends FigureData {
  readonly kind: 'shifts';
  readonly axis: string;
  readonly before: readonly Range[];
  readonly after: readonly Range[];
}

export const shifts: ChartKind<Shifts> = {
  kind: 'shifts',
  data: ({ before, after }, { median, afterwards }) =>
    written(
      ['', 'p5', median, 'p95', ...['p5', median, 'p95'].map(afterwards)],
      before.map(({ name, p5, p50, p95 }) => {
        const now = after.find((one) => one.name === name);
        return [name, p5, p50, p95, now?.p5 ?? null, now?.p50 ?? null, now?.p95 ?? null];
      }),
    ),
  draw({ axis, before, after }, plot, words) {
    const marks = [
      { ranges: before, colour: FADED, dy: -5 },
      { ranges: after, colour: COLOURS[0], dy: 5 },
    ].flatMap(({ ranges, colour, dy }) => {
      const line = { y: 'name', stroke: colour, dy };
      return [
        plot.ruleY(ranges, { ...line, x1: 'p5', x2: 'p95', strokeWidth: 1.4 }),
        plot.ruleY(ranges, { ...line, x1: 'p25', x2: 'p75', strokeWidth: 4.5 }),
        plot.dot(ranges, { ...line, x: 'p50', r: 3.4, fill: '#fff', strokeWidth: 2 }),
      ];
    });
    return {
      options: {
        ...rowAxis(
          before.map(({ name }) => name),
          { row: 30 },
        ),
        x: { label: axis, grid: true, tickFormat: tick },
        marks: [plot.ruleX([0], { stroke: '#bbb' }), ...marks],
      },
      legend: [
        { name: words.before, colour: FADED },
        { name: words.after, colour: COLOURS[0] },
      ],
    };
  },
};
