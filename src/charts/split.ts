/** One bar of a whole in its parts. */

import type { ChartKind, FigureData } from './kind.ts';
import { PALETTE, written } from './look.ts';

export interface Split extends FigureData {
  readonly kind: 'split';
  readonly axis: string;
  /** Shares of the whole, none below 0, the largest first. */
  readonly parts: readonly { readonly name: string; readonly share: number }[];
}

/** Places in the palette, far apart for neighbours. */
const APART = [0, 7, 3, 8, 6, 2, 9, 4, 11, 1, 5, 10] as const;

export const split: ChartKind<Split> = {
  kind: 'split',
  data: ({ axis, parts }) =>
    written(
      ['', `${axis}, %`],
      parts.map(({ name, share }) => [name, 100 * share]),
    ),
  draw({ axis, parts }, plot) {
    const names = parts.map(({ name }) => name);
    const colours = names.map((_, k) => PALETTE[APART[k % APART.length]]);
    return {
      options: {
        height: 90,
        marginLeft: 16,
        marginRight: 16,
        x: { label: axis, tickFormat: '%' },
        color: { domain: names, range: colours },
        marks: [plot.barX(parts, plot.stackX({ x: 'share', fill: 'name', order: names }))],
      },
      legend: names.map((name, k) => ({ name, colour: colours[k] })),
    };
  },
};
