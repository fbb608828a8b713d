/** What is asked of an analysis: which outcomes, and which of them as events. */

import { kindOf, type OutcomeKind } from '../compile/outcome-kind.ts';
import { outcomeColumns, type Program } from '../compile/program.ts';
import { InputError } from '../text/input-error.ts';
import { didYouMean } from '../text/nearest.ts';

/** An outcome in one period, or whether it passes a threshold. */
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
  /** 1 where it holds, 0 where not; absent for the outcome itself. */
  readonly event?: (value: number) => boolean;
}

const COMPARISON = /^(.*?)\s*(>=|<=|>|<)\s*(\S+)$/;

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
  const asked = wanted.flatMap((text): readonly AskedOutcome[] => {
    const event = COMPARISON.exec(text);
    if (!event) return find(text.trim());
    const [, name, sign, limit] = event;
    const threshold = Number(limit);
    if (limit.trim() === '' || !Number.isFinite(threshold)) {
      problems.push(`"${text}": ${limit} is not a number`);
      return [];
    }
    return find(name.trim()).map((of) => ({
      ...of,
      key: `${of.key} ${sign} ${threshold}`,
      unit: '0/1',
      kind: 'event',
      event: holds(sign, threshold),
    }));
  });
  if (problems.length > 0) throw new RequestError(`--outcomes: ${problems.join('; ')}`);
  return [...new Map(asked.map((one) => [one.key, one])).values()];
}

function holds(sign: string, threshold: number): (value: number) => boolean {
  if (sign === '>=') return (value) => value >= threshold;
  if (sign === '<=') return (value) => value <= threshold;
  if (sign === '>') return (value) => value > threshold;
  return (value) => value < threshold;
}

/** The values of what is asked. What is not a number stays so. */
export function askedValues({ event }: AskedOutcome, values: Float64Array): Float64Array {
  if (!event) return values;
  return values.map((value) => (Number.isFinite(value) ? Number(event(value)) : value));
}
