/** The draws of a run as a table: a row a trial, or a row a trial and outcome. */

import type { DescribedOutcome } from './about-run.ts';
import type { Cell, Table, TableColumn } from './table.ts';

/** A column in order of trial number. */
export interface DrawnColumn extends TableColumn {
  readonly draws: Float64Array;
  /** Of an outcome; absent for an input and for the weight. */
  readonly outcome?: DescribedOutcome;
}

export interface Drawn {
  readonly trials: number;
  /** How much each trial counts, where they count differently; adds up to 1. */
  readonly weight?: DrawnColumn;
  /** Inputs and outcomes, in their order. */
  readonly columns: readonly DrawnColumn[];
}

/** Trial number, weight where trials count differently, and every column. */
export function drawsTable({ trials, weight, columns }: Drawn, about: Table['about']): Table {
  const drawn = [...(weight === undefined ? [] : [weight]), ...columns];
  return {
    name: 'draws',
    columns: [TRIAL, ...drawn.map(described)],
    rows: trials,
    cells: (column, from, to) =>
      column === 0 ? trialNumbers(from, to, trials) : drawn[column - 1].draws.subarray(from, to),
    about,
  };
}

function described(drawn: DrawnColumn): TableColumn {
  const { draws: _, outcome: __, ...column } = drawn;
  return column;
}

const TRIAL: TableColumn = { name: 'trial', kind: 'count' };

/**
 * Trial, outcome, period, value and unit, outcome after outcome; with the weight where trials count
 * differently.
 */
export function longDrawsTable({ trials, weight, columns }: Drawn, about: Table['about']): Table {
  const drawn = columns.flatMap(({ outcome, draws }) => (outcome ? [{ outcome, draws }] : []));
  const texts: Record<string, (of: DescribedOutcome) => string> = {
    outcome: ({ outcome: { id } }) => id,
    period: ({ period }) => period,
    unit: ({ outcome: { unit } }) => unit,
  };
  const named: TableColumn[] = [
    TRIAL,
    { name: 'outcome', kind: 'text' },
    { name: 'period', kind: 'text' },
    { name: 'value', kind: 'number' },
    { name: 'unit', kind: 'text' },
    ...(weight === undefined ? [] : [{ name: 'weight', kind: 'number' as const }]),
  ];
  /** What stands in rows `from` to `to`, stretch by stretch of one outcome. */
  const filled = (
    from: number,
    to: number,
    fill: (k: number, first: number, last: number, at: number) => void,
  ): void => {
    for (let row = from; row < to; ) {
      const k = Math.floor(row / trials);
      const last = Math.min(to - k * trials, trials);
      fill(k, row - k * trials, last, row - from);
      row = k * trials + last;
    }
  };
  return {
    name: 'draws_long',
    columns: named,
    rows: trials * drawn.length,
    cells: (column, from, to) => {
      const { name } = named[column];
      if (column === 0) return trialNumbers(from, to, trials);
      const text = texts[name];
      if (text) {
        const cells: Cell[] = Array.from({ length: to - from });
        filled(from, to, (k, first, last, at) => {
          cells.fill(text(drawn[k].outcome), at, at + last - first);
        });
        return cells;
      }
      const values = new Float64Array(to - from);
      filled(from, to, (k, first, last, at) => {
        values.set((name === 'value' ? drawn[k] : weight!).draws.subarray(first, last), at);
      });
      return values;
    },
    about,
  };
}

function trialNumbers(from: number, to: number, trials: number): Float64Array {
  return Float64Array.from({ length: to - from }, (_, i) => (from + i) % trials);
}
