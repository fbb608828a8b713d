/** Whether a truth is a value that its target can have. */

import type { Plan } from '../plan/plan.ts';
import { areCounts } from '../stats/counts.ts';
import { significant } from '../stats/round.ts';
import type { Kind } from './baselines.ts';
import type { Sample } from './sample.ts';
import { boundsOf, type Truth } from './truth.ts';

/** Codes that are named one by one. */
const NAMED_CODES = 8;

/**
 * Why a target cannot have the value, or a value within the bounds, of its truth: an event is 0 or
 * 1; a target is whole if all of its draws are and two of them are neighbours; a category is one of
 * its codes, drawn or written in the model.
 *
 * @param codes  whole numbers that the model and its distributions write; undefined: any code may
 *           be one
 * @returns      what was found and what is wanted; undefined where the truth is possible
 */
export function impossible(
  truth: Truth,
  kind: Kind,
  { values }: Sample,
  codes: ReadonlySet<number> | undefined,
): string | undefined {
  if (truth.event && kind !== 'event')
    return `found ${truth.value === 1 ? 'yes' : 'no'}, true or false; "${truth.target}" is no event: wanted a number`;
  const [least, most] = boundsOf(truth);
  const found =
    truth.value === undefined
      ? `found nothing but ${significant(least, 6)} to ${significant(most, 6)}`
      : `found ${truth.value}`;
  const holds = (value: number): boolean => value >= least && value <= most;
  if (kind === 'event')
    return [0, 1].some(holds) ? undefined : `${found}; "${truth.target}" is an event, 0 or 1`;
  if (!areCounts(values)) return undefined;
  if (Math.ceil(least) > most)
    return `${found}; "${truth.target}" has whole values only, such as ${values[0]} and ${values.at(-1)}`;
  if (kind !== 'category' || truth.value === undefined || codes === undefined) return undefined;
  const drawn = new Set(values);
  if (drawn.has(truth.value) || codes.has(truth.value)) return undefined;
  const known = [...drawn].slice(0, NAMED_CODES).join(', ');
  return `${found}; "${truth.target}" has the codes ${known}${drawn.size > NAMED_CODES ? ', ...' : ''}`;
}

/**
 * Whole numbers that the equations and the distributions of a plan write: among them are all codes
 * of its categories.
 */
export function writtenNumbers({ program, inputs }: Plan): ReadonlySet<number> {
  const ofEquations = program.values.flatMap((value) =>
    value.op === 'constant' ? [value.value] : value.op === 'schedule' ? [...value.values] : [],
  );
  const texts = [...program.inputs, ...inputs].map(({ distribution }) => distribution);
  const ofTexts = texts.flatMap((text) => text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  return new Set([...ofEquations, ...ofTexts].filter(Number.isInteger));
}
