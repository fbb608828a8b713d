/** An analysis of sensitivity as a table: a row a measure of an input for an outcome. */

import type { Analysis, OutcomeAnalysis } from '../sensitivity/document.ts';
import type { Estimate } from '../stats/summary.ts';
import { VERSION } from '../version.ts';
import { type Cell, columnsOf, snakeCase, type Table, tableOfRows } from './table.ts';

const COLUMNS = [
  ...columnsOf('text', 'outcome', 'unit', 'method', 'measure', 'input', 'with_input'),
  ...columnsOf('number', 'value', 'se', 'low', 'high'),
];

/**
 * Every estimate of every method: first and total indices, Shapley effects, elementary effects and
 * so on, each with its standard error and the ends of its 95 % interval. An interaction names its
 * second input in `with_input`; what is of no single input has none.
 */
export function sensitivityTable(analysis: Analysis, folder: string): Table {
  const { model, seed, design, base, replicates, evaluations, asOf } = analysis;
  const groups = new Set(Object.keys(analysis.groups));
  const rows = Object.entries(analysis.outcomes).flatMap(([outcome, of]) => {
    const { unit, constant: _, failures: __, tornado, accounting: ___, ...methods } = of;
    return [
      ...Object.entries(methods).flatMap(([method, found]) =>
        estimatesIn(found, []).map(({ path, estimate }) =>
          row([outcome, unit, snakeCase(method)], path, groups, estimate),
        ),
      ),
      ...tornadoRows(outcome, unit, tornado),
    ];
  });
  const { evppi } = analysis;
  const learning = estimatesIn(evppi?.value, []).map(({ path, estimate }) =>
    row([evppi!.options.join(', '), '', 'evppi'], path, groups, estimate),
  );
  return tableOfRows('sensitivity', COLUMNS, [...rows, ...learning], {
    model,
    name: folder,
    seed,
    design,
    base: String(base),
    replicates: String(replicates),
    evaluations: String(evaluations),
    as_of: asOf,
    version: VERSION,
  });
}

interface Found {
  readonly path: readonly string[];
  readonly estimate: Estimate;
}

/** Every estimate in a part of the document, with the keys that lead to it. */
function estimatesIn(value: unknown, path: readonly string[]): Found[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if (isEstimate(value)) return [{ path, estimate: value }];
  return Object.entries(value).flatMap(([key, of]) => estimatesIn(of, [...path, key]));
}

function isEstimate(value: object): value is Estimate {
  return ['value', 'se', 'low', 'high'].every((key) => Object.hasOwn(value, key));
}

/** One key of the path is an input, or two joined by an asterisk; the others name the measure. */
function row(
  about: readonly string[],
  path: readonly string[],
  groups: ReadonlySet<string>,
  { value, se, low, high }: Estimate,
): Cell[] {
  const of = path.find((key) => key.split('*').every((name) => groups.has(name)));
  const measure = path.filter((key) => key !== of && key !== 'drivers').map(snakeCase);
  const [input = '', other = ''] = of?.split('*') ?? [];
  return [...about, measure.join('_') || 'index', input, other, value, se, low, high];
}

/**
 * What the outcome is with an input at the low and the high end of its range, all others at their
 * medians.
 */
function tornadoRows(outcome: string, unit: string, tornado: OutcomeAnalysis['tornado']): Cell[][] {
  return (tornado?.rows ?? []).flatMap(({ input, outcomeAt: [low, high], swing }) =>
    (
      [
        ['outcome_at_low', low],
        ['outcome_at_high', high],
        ['swing', swing],
      ] as const
    ).map(([measure, value]): Cell[] => [
      outcome,
      unit,
      'tornado',
      measure,
      input,
      '',
      value,
      null,
      null,
      null,
    ]),
  );
}
