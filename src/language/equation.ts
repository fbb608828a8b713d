/**
 * Equations: a template whose text is a tiny grammar and whose interpolated values are typed
 * handles.
 */

import type { Aggregate, At, Equation, Part, Previous, Quantity, Where } from './declaration.ts';
import type { AggregateKind } from './operations/aggregates.ts';

/**
 * An equation over quantities.
 *
 * Text between handles knows the operators and functions of `operations/`, brackets, the number of
 * the step `t` (0 in the first), its `year` and `season`, the years `elapsed` before it, `pi`, and
 * numbers, with a unit where they have one: `3 [month/quarter]`.
 * Interpolated may be quantities, `previous(...)`, aggregates, other equations, numbers, which may
 * have a unit behind them (`${15} [year]`), and in the brackets of a unit its text (`1 [${unit}]`).
 */
export function eq(strings: TemplateStringsArray, ...parts: (Part | string)[]): Equation {
  const units = parts.some((part) => typeof part === 'string');
  const where = here();
  if (!units) return { kind: 'equation', strings, parts: parts as Part[], where };
  return { kind: 'equation', ...withUnits(strings, parts), where };
}

/** Texts that stand in the brackets of a unit become part of the text. */
function withUnits(
  strings: readonly string[],
  parts: readonly (Part | string)[],
): Pick<Equation, 'strings' | 'parts'> {
  const texts = [strings[0]];
  const kept: Part[] = [];
  parts.forEach((part, k) => {
    const before = texts[texts.length - 1];
    if (typeof part === 'string' && before.lastIndexOf('[') > before.lastIndexOf(']'))
      texts[texts.length - 1] = before + part + strings[k + 1];
    else {
      // A text elsewhere is told as what it is, when the equation is compiled.
      kept.push(part as Part);
      texts.push(strings[k + 1]);
    }
  });
  return { strings: texts, parts: kept };
}

export function here(): Where {
  const place = {};
  Error.captureStackTrace(place);
  return place;
}

/** File and line of the model source in which something was written, if the stack tells. */
export function sourceLine(where: Where | undefined): string | undefined {
  const places = (where?.stack ?? '')
    .split('\n')
    .slice(1)
    .flatMap((frame) => {
      const found = /(?:\(|at )(?:async )?(?:file:\/\/)?([^()]+?):(\d+):\d+\)?$/.exec(frame);
      return found === null ? [] : [{ file: found[1].replace(/\?.*$/, ''), line: found[2] }];
    });
  // The first is that of `here`. The language lies in its folder, or built in its file; what called
  // into it is the model.
  const called = places.find(
    ({ file }) => file !== places[0].file && !/[\\/]src[\\/]language[\\/]/.test(file),
  );
  return called && !called.file.startsWith('node:') ? `${called.file}:${called.line}` : undefined;
}

/** The sum of a list, as an equation; 0 for an empty one. */
export function sum(items: readonly Part[]): Equation {
  if (items.length === 0) return { kind: 'equation', strings: ['0'], parts: [], where: here() };
  const strings = ['', ...items.slice(1).map(() => ' + '), ''];
  return { kind: 'equation', strings, parts: [...items], where: here() };
}

/**
 * Last quarter's value, or that of `lag` quarters ago; before the first quarter the `opening` of
 * the quantity. A quantity that is
 * declared further down in the same file is given as a thunk, `previous(() => inService)`; one in a
 * later file through `forward`. In the equation of a stock or variable the bare `${previous}` is
 * its own last value. Where two equations of a file read each other's last values, TypeScript wants
 * to be told the type of one: `export const bank: Stock = stock(...)`.
 */
export function previous(of: Quantity | (() => Quantity), lag = 1): Previous {
  return { kind: 'previous', of, ...(lag === 1 ? {} : { lag }) };
}

function aggregates(scope: Aggregate['scope']) {
  const make =
    (aggregate: AggregateKind) =>
    (of: Quantity | Equation): Aggregate => ({ kind: 'aggregate', aggregate, of, scope });
  return {
    sum: make('sum'),
    mean: make('mean'),
    last: make('last'),
    first: make('first'),
    min: make('min'),
    max: make('max'),
  };
}

/** Over the steps of each year; for outcomes `over: years`. The sum of a flow per step is an amount. */
export const annual = aggregates({ kind: 'year' });

/** Over the steps of each quarter; for outcomes `over: quarters` of a calendar of shorter steps. */
export const byQuarter = aggregates({ kind: 'span', by: 'quarter' });

/** Over the steps of each month; for outcomes `over: months` of a calendar of shorter steps. */
export const byMonth = aggregates({ kind: 'span', by: 'month' });

/** Over all steps; for outcomes of the horizon. */
export const horizon = aggregates({ kind: 'horizon' });

/**
 * The number of the step with which a period begins, for equations that change at a date:
 * `if(t >= ${at('2027Q2')}, 1, 0)`.
 */
export function at(label: string | number): At {
  return { kind: 'at', label: String(label) };
}

/**
 * Over one named period: a step, month, quarter or year of the calendar
 * (`during('2026').sum(x)`, `during('2026Q3').last(x)`); for outcomes of the horizon.
 */
export function during(label: string | number): ReturnType<typeof aggregates> {
  return aggregates({ kind: 'labelled', label: String(label) });
}

/** Annual ratio of sums: never the mean of quarterly ratios. */
export function ratioOfSums(
  numerator: Quantity | Equation,
  denominator: Quantity | Equation,
): Equation {
  return eq`${annual.sum(numerator)} / ${annual.sum(denominator)}`;
}
