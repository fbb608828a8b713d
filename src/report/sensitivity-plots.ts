/** The figures of an analysis, as data. */

import type { Figure } from '../charts/index.ts';
import type { Analysis, OutcomeAnalysis } from '../sensitivity/document.ts';
import { OF_OUTCOMES } from '../sensitivity/methods/index.ts';

const HEAT_ROWS = 24;

export function outcomeFigures(key: string, outcome: OutcomeAnalysis): readonly Figure[] {
  if (outcome.constant) return [];
  return OF_OUTCOMES.flatMap((method) => method.chart?.(key, outcome) ?? []);
}

/** Which input matters for which outcome, where indices were computed. */
export function heatMap({ outcomes }: Analysis): Figure[] {
  const columns = Object.entries(outcomes).flatMap(([key, outcome]) => {
    const columns = OF_OUTCOMES.flatMap((method) => method.columns(outcome));
    const of = columns.find(({ share }) => share)?.of;
    return of && !outcome.constant ? [{ key, of }] : [];
  });
  if (columns.length < 2) return [];
  const most = new Map<string, number>();
  for (const { of } of columns) {
    for (const [id, index] of Object.entries(of))
      most.set(id, Math.max(most.get(id) ?? 0, index?.value ?? 0));
  }
  const rows = [...most]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, HEAT_ROWS)
    .map(([id]) => id);
  return [
    {
      kind: 'heat',
      title: 'Which assumption matters for which outcome',
      rows,
      columns: columns.map(({ key }) => key),
      cells: columns.flatMap(({ key, of }) =>
        rows.map((row) => ({ row, column: key, share: Math.max(0, of[row]?.value ?? 0) })),
      ),
      caption:
        'Share of the variance in percent, interactions included; below 5 it is not written.',
    },
  ];
}
