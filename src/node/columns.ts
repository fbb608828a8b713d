/** Columns of tables that distributions name. */

import type { ReadColumn } from '../distributions/index.ts';
import type { Notify } from '../forecast/notice.ts';
import { readColumn } from '../tables/read-column.ts';

/** @param onNotice  is told what was left out or taken in another form */
export function columnReader(onNotice: Notify): ReadColumn {
  return (file, column, na) =>
    readColumn(file, column, {
      na,
      notes: (notes) => notes.forEach((message) => onNotice({ kind: 'table', message })),
    });
}
