/** Names in a condition: which column of a run is meant, or why none can be. */

import { LEVELS } from '../language/syntax.ts';
import { bareId, columnName } from '../text/column-name.ts';
import { didYouMean } from '../text/nearest.ts';

export interface ConditionNames {
  /**
   * Columns that differ between trials, with their period: `h200.priceUsd`, `h200.units[2026]`,
   * `prc.stanceNoise[2026Q1]`.
   */
  readonly columns: readonly string[];
  /**
   * By id, what is no column though the model has it, and why: `is 3 in every trial of this run`.
   */
  readonly others?: ReadonlyMap<string, string>;
}

/** Operators that are words: no column is called so. */
const OPERATORS: readonly string[] = [...LEVELS.and, ...LEVELS.or, ...LEVELS.not];

/**
 * The name, with its period, that begins at a place of a text, and where it ends. None is that of
 * a function or an operator.
 */
export function nameAt(
  text: string,
  at: number,
  names: ConditionNames,
): { readonly name: string; readonly end: number } | undefined {
  const found = /^[A-Za-z_](?:[\w-]|\.(?=\w))*/.exec(text.slice(at));
  if (found === null) return undefined;
  const word = upToMinus(found[0], names);
  const end = at + word.length;
  const rest = text.slice(end);
  if (OPERATORS.includes(word) || /^\s*\(/.test(rest)) return undefined;
  const period = /^\s*\[([^\]]*)\]/.exec(rest);
  if (period === null) return { name: word, end };
  return { name: columnName(word, period[1].trim()), end: end + period[0].length };
}

/** An id may hold a minus sign; where no id does, `a-b` is a difference. */
function upToMinus(word: string, { columns, others }: ConditionNames): string {
  const isId = (id: string): boolean =>
    others?.has(id) === true || columns.some((name) => bareId(name) === id);
  const pieces = word.split('-');
  for (let n = pieces.length; n > 1; n--) {
    const id = pieces.slice(0, n).join('-');
    if (isId(id)) return id;
  }
  return pieces[0];
}

const SHOWN_PERIODS = 4;

/** Why a name is that of no column, with what may have been meant; nothing if it is one. */
export function problemOfName(
  name: string,
  { columns, others }: ConditionNames,
): string | undefined {
  if (columns.includes(name)) return undefined;
  const id = bareId(name);
  const periods = columns.filter((column) => column !== id && bareId(column) === id);
  if (periods.length > 0) {
    const shown = periods.slice(0, SHOWN_PERIODS).join(', ');
    const more = periods.length > SHOWN_PERIODS ? `, ... ${periods.at(-1)}` : '';
    const wanted = name === id ? 'has a value for each period' : `has no such period`;
    return `${id} ${wanted}; there is ${shown}${more}`;
  }
  if (name !== id && columns.includes(id))
    return `${id} has no periods; leave out ${name.slice(id.length)}`;
  const why = others?.get(id);
  if (why !== undefined) return `${id} ${why}`;
  const ids = columns.map(bareId);
  // A name with its period wants one with a period, if any is near.
  const near = didYouMean(name, columns) || didYouMean(id, new Set(ids));
  return `there is no input or outcome ${name}${near}`;
}
