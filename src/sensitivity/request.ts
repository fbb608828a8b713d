/** What is asked of an analysis: which outcomes, and which of them as events. */

import { kindOf, type OutcomeKind } from '../compile/outcome-kind.ts';
import { outcomeColumns, type Program } from '../compile/program.ts';
import { type Condition, ConditionError, parseCondition } from '../condition/condition.ts';
import { evaluateCondition } from '../condition/evaluate.ts';
import { InputError } from '../text/input-error.ts';
import { didYouMean } from '../text/nearest.ts';

/** An outcome in one period, or whether a condition on it holds. */
export interface AskedOutcome {
  /** As it was asked for, with the period: `h200.units[2026]`, `balance.domesticUsd[2028] >= 1`. */
  readonly key: string;
  /** Id of the outcome column. */
  readonly column: string;
  /** Id without the period. */
  readonly outcome: string;
  readonly unit: string;
  /** None where the model does not say it. */
  readonly kind: OutcomeKind | undefined;
  /** What is asked of its values; absent for the outcome itself. */
  readonly event?: Condition;
}

/** An id, with a period or without: no condition. */
const NAME = /^[\w.-]+(?:\[[^\]]*\])?$/;

/** Faults of what is asked, all at once. */
export class RequestError extends InputError {
  override readonly name = 'RequestError';
}

/**
 * @param texts  ids with or without period, events such as `balance.domesticUsd[2028] >= 1`, or
 *           `all`; none for the headlines of the model
 * @throws       RequestError naming all that is unknown
 */
export function askedOutcomes(program: Program, texts: readonly string[]): readonly AskedOutcome[] {
  const columns = outcomeColumns(program).map(({ id, unit, outcome }) => ({
    column: id,
    unit,
    kind: kindOf(program.outcomes[outcome]),
    outcome: program.outcomes[outcome].id,
    over: program.outcomes[outcome].over,
  }));
  const problems: string[] = [];
  const find = (name: string): readonly AskedOutcome[] => {
    if (name === 'all') return columns.map((column) => ({ ...column, key: column.column }));
    const found = columns.filter(({ column, outcome }) => column === name || outcome === name);
    if (found.length > 0) return found.map((column) => ({ ...column, key: column.column }));
    const known = new Set(columns.flatMap(({ column, outcome }) => [column, outcome]));
    problems.push(`there is no outcome "${name}"${didYouMean(name, known)}`);
    return [];
  };
  const headlines = (program.headlines ?? []).flatMap((id) => {
    const own = columns.filter(({ column, outcome }) => column === id || outcome === id);
    const longer = own.filter(({ over }) => over !== 'quarter');
    // Of a figure by quarter the years stand for it, or the last quarter: neighbours differ little
    // in what drives them.
    return (longer.length > 0 ? longer : own.slice(-1)).map(({ column }) => column);
  });
  const fallback = columns.some(({ over }) => over !== 'quarter')
    ? columns.filter(({ over }) => over !== 'quarter').map(({ column }) => column)
    : columns.map(({ column }) => column);
  const wanted =
    texts.length > 0 ? texts : headlines.length > 0 ? headlines : fallback.slice(0, 12);
  const names = {
    columns: [...new Set(columns.flatMap(({ column, outcome }) => [column, outcome]))],
  };
  const asked = wanted.flatMap((text): readonly AskedOutcome[] => {
    if (NAME.test(text.trim())) return find(text.trim());
    try {
      const event = parseCondition(text, names);
      const [name, ...more] = event.columns;
      if (more.length > 0) {
        problems.push(`"${text}" reads ${event.columns.join(' and ')}; an event is of one outcome`);
        return [];
      }
      return find(name).map((of) => ({
        ...of,
        key: keyOf(event.text, name, of.key),
        unit: '0/1',
        kind: 'event',
        event,
      }));
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      problems.push(`"${text}": ${error.message}`);
      return [];
    }
  });
  if (problems.length > 0) throw new RequestError(`--outcomes: ${problems.join('; ')}`);
  return [...new Map(asked.map((one) => [one.key, one])).values()];
}

/** With the period of the column where the condition names none, and blanks around comparisons. */
function keyOf(text: string, name: string, column: string): string {
  const spaced = text.replaceAll(/\s*(>=|<=|==|!=|>|<)\s*/g, ' $1 ');
  return name === column ? spaced : spaced.replaceAll(name, column);
}

/** The values of what is asked. What is not a number stays so. */
export function askedValues({ event }: AskedOutcome, values: Float64Array): Float64Array {
  if (event === undefined) return values;
  const { holds, unknown } = evaluateCondition(event, () => values, values.length);
  return values.map((value, i) => (unknown[i] === 1 ? value : holds[i]));
}
