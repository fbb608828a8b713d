/** Published values of before the horizon as a table: a row a value. */

import type { Program } from '../compile/program.ts';
import { readPeriod } from '../text/period.ts';
import { type Cell, columnsOf, type Table, tableOfRows } from './table.ts';

const COLUMNS = [
  ...columnsOf('text', 'outcome', 'period', 'step'),
  ...columnsOf('number', 'value'),
  ...columnsOf('text', 'unit', 'label', 'sources', 'note'),
];

/** Values of one period may contradict each other: each says by whom. */
export function historyTable({ history = [], outcomes }: Program, about: Table['about']): Table {
  const rows = history.map(({ outcome, period, value, unit, sources = [], note = '' }): Cell[] => {
    const step = readPeriod(period)?.kind ?? '';
    const of = outcomes.filter(({ id }) => id === outcome);
    const over = step === 'year' ? 'year' : 'quarter';
    const { label = outcome } = (of.find((one) => one.over === over) ?? of[0])?.about ?? {};
    return [outcome, period, step, value, unit, label, sources.join(' '), note];
  });
  return tableOfRows('history', COLUMNS, rows, about);
}
