/** Which row matters for which column, by shade. */

import type { ChartKind, FigureData } from './kind.ts';
import { rowAxis, written } from './look.ts';

interface Cell {
  readonly row: string;
  readonly column: string;
  /** From 0 to 1. */
  readonly share: number;
}

export interface Heat extends FigureData {
  readonly kind: 'heat';
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly Cell[];
}

/** A smaller share is not written. */
const LEAST_WRITTEN = 0.05;

export const heat: ChartKind<Heat> = {
  kind: 'heat',
  data: ({ rows, columns, cells }) =>
    written(
      ['', ...columns],
      rows.map((row) => [
        row,
        ...columns.map((column) => {
          const share = cells.find((cell) => cell.row === row && cell.column === column)?.share;
          return share === undefined ? null : 100 * share;
        }),
      ]),
    ),
  draw({ rows, columns, cells }, plot) {
    const { marginLeft, y } = rowAxis(rows, { row: 18, padding: 0 });
    return {
      options: {
        width: 1100,
        height: 250 + 18 * rows.length,
        marginBottom: 230,
        marginRight: 20,
        ...(marginLeft === undefined ? {} : { marginLeft }),
        x: { domain: [...columns], label: null, tickRotate: -60 },
        ...(y === undefined ? {} : { y }),
        color: { type: 'linear', scheme: 'blues', domain: [0, 1] },
        marks: [
          plot.cell(cells, { x: 'column', y: 'row', fill: 'share', inset: 0.5 }),
          plot.text(
            cells.filter(({ share }) => share >= LEAST_WRITTEN),
            {
              x: 'column',
              y: 'row',
              text: ({ share }: Cell) => `${Math.round(100 * share)}`,
              fontSize: 12,
              fill: ({ share }: Cell) => (share > 0.5 ? 'white' : 'black'),
            },
          ),
        ],
      },
      legend: [],
    };
  },
};
