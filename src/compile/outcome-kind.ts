/** What an outcome is to a reader: an event, one of a few categories, or an amount. */

import type { OutcomeKind } from '../language/declaration.ts';
import { bareId } from '../text/column-name.ts';
import type { ProgramOutcome } from './program.ts';

export type { OutcomeKind };

/** What a unit says of the numbers in it, where the model does not say more. */
export function kindOfUnit(unit: string): OutcomeKind | undefined {
  if (unit === '0/1') return 'event';
  return unit === 'code' || unit === 'quarter index' ? 'category' : undefined;
}

/** The kind that an outcome is declared to be, else that of its unit. */
export function kindOf({
  unit,
  about,
}: Pick<ProgramOutcome, 'unit' | 'about'>): OutcomeKind | undefined {
  return about.kind ?? kindOfUnit(unit);
}

/** The kind of an outcome by its id, with or without a period. */
export function kindOfColumn(
  outcomes: readonly ProgramOutcome[],
  name: string,
): OutcomeKind | undefined {
  const outcome = outcomes.find(({ id }) => id === bareId(name));
  return outcome === undefined ? undefined : kindOf(outcome);
}

/** Units of bare numbers, which may count or name something. */
const BARE = new Set(['', '-', '1', 'count', 'number', 'index', 'points', 'score', 'probability']);

/**
 * The kind of an outcome of which the values are there. Where nobody says it, a bare number that
 * takes few values is an event if these are 0 and 1, else a category; everything else is an amount.
 *
 * @param values  that it takes, where they are few
 */
export function kindByValues(
  outcome: Pick<ProgramOutcome, 'unit' | 'about'>,
  values: readonly number[] | undefined,
): OutcomeKind {
  if (values === undefined) return 'amount';
  const isFlag = values.every((value) => value === 0 || value === 1);
  const kind = kindOf(outcome);
  if (kind === 'event') return isFlag ? 'event' : 'category';
  if (kind !== undefined) return kind;
  if (!BARE.has(outcome.unit)) return 'amount';
  return isFlag ? 'event' : 'category';
}

/**
 * How the values of a category read: by its codes, or of an index of quarters by the quarters.
 *
 * @param quarters  of the calendar
 */
export function valueName(
  { unit, about: { codes } }: Pick<ProgramOutcome, 'unit' | 'about'>,
  quarters: readonly string[],
  value: number,
): string {
  const quarter = unit === 'quarter index' ? quarters[value] : undefined;
  return codes?.[String(value)] ?? quarter ?? String(value);
}
