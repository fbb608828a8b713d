/** Trials by two inputs, those in which a condition holds apart, and a box drawn around some. */

import type { ChartKind, FigureData } from './kind.ts';
import { COLOURS, INK, tick, written } from './look.ts';

interface Axis {
  readonly label: string;
  readonly domain: readonly [number, number];
  readonly log: boolean;
  /** The values of an input that has few. */
  readonly ticks?: readonly number[];
}

export interface Scatter extends FigureData {
  readonly kind: 'scatter';
  readonly x: Axis;
  readonly y: Axis;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly holds: boolean }[];
  readonly areas: readonly {
    readonly x1: number;
    readonly x2: number;
    readonly y1: number;
    readonly y2: number;
  }[];
  readonly names: { readonly holds: string; readonly fails: string };
}

const HOLDS = COLOURS[1];
const FAILS = '#9db4c0';

export const scatter: ChartKind<Scatter> = {
  kind: 'scatter',
  data({ dots, areas, names }, words) {
    const inBox = ({ x, y }: Scatter['dots'][number]): boolean =>
      areas.some(({ x1, x2, y1, y2 }) => x >= x1 && x <= x2 && y >= y1 && y <= y2);
    const count = (isIn: boolean, holds: boolean): number =>
      dots.filter((dot) => inBox(dot) === isIn && dot.holds === holds).length;
    return written(
      [words.dots, names.holds, names.fails],
      [
        [words.inBox, count(true, true), count(true, false)],
        [words.outside, count(false, true), count(false, false)],
      ],
    );
  },
  draw({ x, y, dots, areas, names }, plot) {
    const edges = { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2' } as const;
    return {
      options: {
        height: 420,
        marginLeft: 64,
        x: scaleOf(x),
        y: scaleOf(y),
        marks: [
          plot.rect(areas, { ...edges, fill: HOLDS, fillOpacity: 0.1 }),
          plot.dot(
            dots.filter(({ holds }) => !holds),
            { x: 'x', y: 'y', r: 1.9, fill: FAILS },
          ),
          plot.dot(
            dots.filter(({ holds }) => holds),
            { x: 'x', y: 'y', r: 2.1, fill: HOLDS },
          ),
          plot.rect(areas, { ...edges, stroke: INK, strokeWidth: 1.2 }),
        ],
      },
      legend: [
        { name: names.holds, colour: HOLDS },
        { name: names.fails, colour: FAILS },
      ],
    };
  },
};

function scaleOf({ label, domain, log, ticks }: Axis) {
  return {
    type: log ? ('log' as const) : ('linear' as const),
    domain: [...domain],
    label,
    tickFormat: tick,
    ticks: ticks === undefined ? 6 : [...ticks],
  };
}
