/** The figures of an analysis, with labels for ids. */

import type { Figure } from '../charts/index.ts';
import type { Analysis, OutcomeAnalysis } from '../sensitivity/document.ts';
import { OF_OUTCOMES } from '../sensitivity/methods/index.ts';
import type { Written } from '../sensitivity/methods/method.ts';
import { percent } from '../stats/round.ts';
import { axisOf, isShare } from './measure.ts';
import type { Names } from './names.ts';

const HEAT_ROWS = 24;
const BARS = 20;

/** How numbers in the unit of the outcome are written. */
export function writtenOf(outcome: OutcomeAnalysis, names: Names): Written {
  const share = isShare(outcome);
  const number = (value: number): string => Number(value.toPrecision(4)).toString();
  return {
    factor: share ? 100 : 1,
    number: (value) => (share ? `${number(percent(value) ?? value)}%` : number(value)),
    axis: axisOf(outcome, names),
  };
}

export function outcomeFigures(
  key: string,
  outcome: OutcomeAnalysis,
  names: Names,
): readonly Figure[] {
  if (outcome.constant) return [];
  return OF_OUTCOMES.flatMap(
    (method) =>
      method.chart?.(names.of(key).label, outcome, names, writtenOf(outcome, names)) ?? [],
  ).map((figure) => labelled(figure, names));
}

/** Rows by their labels. Two inputs of one label stay two rows. */
function labelled(figure: Figure, names: Names): Figure {
  const ids = new Map<string, string>();
  const name = (id: string): string => {
    const { label } = names.of(id.replace(/ \*$/, ''));
    const star = id.endsWith(' *') ? ' *' : '';
    const own = ids.get(label) ?? id;
    ids.set(label, own);
    return own === id ? label + star : `${label} (${id})`;
  };
  const renamed = <Row extends { readonly name: string }>(rows: readonly Row[]): Row[] =>
    rows.slice(0, BARS).map((row) => ({ ...row, name: name(row.name) }));
  switch (figure.kind) {
    case 'bars':
      return {
        ...figure,
        bars: renamed(figure.bars),
        ...(figure.second === undefined
          ? {}
          : { second: { ...figure.second, dots: renamed(figure.second.dots) } }),
      };
    case 'tornado':
      return { ...figure, rows: renamed(figure.rows) };
    case 'plane':
      return { ...figure, points: figure.points.map((one) => ({ ...one, name: name(one.name) })) };
    default:
      return figure;
  }
}

/** Which input matters for which outcome, where indices were computed. */
export function heatMap({ outcomes }: Analysis, names: Names): Figure[] {
  const columns = Object.entries(outcomes).flatMap(([key, outcome]) => {
    const all = OF_OUTCOMES.flatMap((method) => method.columns(outcome));
    const of = all.find(({ share }) => share)?.of;
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
  const rowName = new Map(rows.map((id) => [id, names.of(id).label]));
  return [
    {
      kind: 'heat',
      title: names.tell('Which assumption matters for which outcome'),
      rows: [...new Set(rowName.values())],
      columns: [...new Set(columns.map(({ key }) => names.of(key).label))],
      cells: columns.flatMap(({ key, of }) =>
        rows.map((row) => ({
          row: rowName.get(row) ?? row,
          column: names.of(key).label,
          share: Math.max(0, of[row]?.value ?? 0),
        })),
      ),
      caption: names.tell(
        'Share of the variance in %, interactions included; below 5 it is not written.',
      ),
    },
  ];
}
