/** A batch as one table: the summary of every cell that is done, cell after cell. */

import type { BatchManifest } from '../batch/manifest.ts';
import type { Program } from '../compile/program.ts';
import type { Summary } from '../stats/summary.ts';
import { furtherLevels, summaryColumns, summaryRows } from './summary-table.ts';
import { type Cell, columnsOf, type Table, tableOfRows } from './table.ts';

/** A cell that is done. */
export interface DoneCell {
  readonly name: string;
  /** Name of its run folder. */
  readonly run: string;
  readonly program: Program;
  readonly summary: Summary;
}

const COMPARED = ['mean', 'p50'] as const;
const PARTS = ['value', 'se', 'low', 'high'] as const;

/**
 * Name of the cell, its place on each axis of the matrix, its run, the columns of a summary, and
 * the difference of mean and median from the first cell with the error of the difference, where the
 * batch compared them.
 */
export function batchTable(
  { batch, comparison }: BatchManifest,
  cells: readonly DoneCell[],
  about: Table['about'],
): Table {
  const places = cells.map(({ name }) => name.split(' / '));
  const axes = places.every(({ length }) => length === places[0].length) ? places[0].length : 0;
  const levels = furtherLevels(cells.map(({ program }) => program));
  const columns = [
    ...columnsOf('text', 'cell'),
    ...columnsOf('text', ...Array.from({ length: axes }, (_, k) => `axis_${k + 1}`)),
    ...columnsOf('text', 'run'),
    ...summaryColumns(levels),
    ...columnsOf(
      'number',
      ...COMPARED.flatMap((name) =>
        PARTS.map((part) => `${name}_difference${part === 'value' ? '' : `_${part}`}`),
      ),
    ),
  ];
  const rows = cells.flatMap(({ name, run, program, summary }, k) => {
    const compared = comparison?.runs.find((one) => one.run === run)?.outcomes ?? {};
    return summaryRows(program, summary, levels).map((row): Cell[] => {
      const found = compared[String(row[0])]?.differences ?? [];
      return [
        name,
        ...(axes > 0 ? places[k] : []),
        run,
        ...row,
        ...COMPARED.flatMap((statistic) => {
          const difference = found.find((one) => one.statistic === statistic)?.difference;
          return PARTS.map((part) => difference?.[part] ?? null);
        }),
      ];
    });
  });
  return tableOfRows('batch', columns, rows, { ...about, batch });
}
