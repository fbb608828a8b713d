/**
 * The scores of runs as a table: a row a score of a target, of the run and of the naive forecasts
 * beside it.
 */

import { isBaseline, type ScoreDocument } from '../score/document.ts';
import { boundsOf } from '../score/truth.ts';
import { type Cell, columnsOf, snakeCase, type Table, tableOfRows } from './table.ts';

const COLUMNS = [
  ...columnsOf('text', 'run', 'forecaster', 'target', 'unit', 'kind', 'known'),
  ...columnsOf('number', 'truth', 'truth_low', 'truth_high'),
  ...columnsOf('flag', 'hindsight'),
  ...columnsOf('text', 'score'),
  ...columnsOf('number', 'value', 'se', 'low', 'high'),
];

/**
 * `forecaster` is `run`, or the name of a naive forecast, whose scores have no error. Less is
 * better in all of them.
 */
export function scoresTable({ runs, truth }: ScoreDocument, about: Table['about']): Table {
  const rows = runs.flatMap(({ run, targets }) =>
    targets.flatMap(({ target, unit, kind, truth: of, hindsight, scores, baselines }) => {
      const [low, high] = boundsOf(of);
      const row = (forecaster: string, score: string, estimate: readonly Cell[]): Cell[] => [
        run,
        forecaster,
        target,
        unit,
        kind,
        of.known,
        of.value ?? null,
        low,
        high,
        hindsight,
        snakeCase(score),
        ...estimate,
      ];
      const own = Object.entries(scores).map(([score, { value, se, low: from, high: to }]) =>
        row('run', score, [value, se, from, to]),
      );
      const naive = Object.entries(baselines).flatMap(([name, found]) =>
        isBaseline(found)
          ? Object.entries(found)
              .filter(([, value]) => typeof value === 'number')
              .map(([score, value]) => row(name, score, [value as number, null, null, null]))
          : [],
      );
      return [...own, ...naive];
    }),
  );
  return tableOfRows('scores', COLUMNS, rows, { ...about, truths: truth });
}
