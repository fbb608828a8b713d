/** What the self-test found, for the terminal. */

import { columns, fit } from '../../text/table.ts';
import type { Certificate, Check } from '../certificate.ts';

/** A table a group, all of the same columns. */
export function certificateLines({ checks }: Certificate, path: string): string[] {
  const [head, ...rows] = columns([
    { heading: '', cells: checks.map(({ name }) => `  ${fit(name, 34)}`), left: true },
    { heading: 'values', cells: checks.map(({ count }) => `${count}`) },
    { heading: 'found', cells: checks.map(({ found }) => shown(found)) },
    { heading: 'limit', cells: checks.map(({ limit }) => shown(limit)) },
    { heading: '', cells: checks.map(({ measure }) => measure), left: true },
    { heading: '', cells: checks.map(({ passed }) => (passed ? '' : 'FAILED')), left: true },
  ]);
  const grouped = rows.flatMap((row, k) => {
    const { group } = checks[k];
    if (k === 0) return [`${group}${head.slice(group.length)}`, row];
    return checks[k - 1].group === group ? [row] : ['', group, row];
  });
  const failed = checks.filter(({ passed }) => !passed);
  const good = checks.length - failed.length;
  return [
    ...grouped,
    '',
    ...failed.map(failure),
    `${good} of ${checks.length} checks passed; certificate in ${path}`,
  ];
}

function failure({ group, name, measure, found, limit, count }: Check): string {
  const values = count === 1 ? '1 value' : `${count} values`;
  return `FAILED ${group}, ${name}: ${measure} ${shown(found)}, at most ${shown(limit)} allowed, over ${values}`;
}

/** Three digits; what has no number stands in the certificate as the greatest there is. */
function shown(value: number): string {
  return value === Number.MAX_VALUE ? 'none' : `${Number(value.toPrecision(3))}`;
}
