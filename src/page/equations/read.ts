/** The text of an equation to its tree again: what a program keeps is the text. */

import { EquationError, parse } from '../../language/grammar.ts';
import type { Syntax } from '../../language/syntax.ts';
import { tokenize } from '../../language/tokens.ts';

/** What stands for a value in an equation. */
export type Leaf =
  | { readonly kind: 'quantity'; readonly id: string }
  /** A span of time behind `during`, or numbers by quarter: as it is written. */
  | { readonly kind: 'written'; readonly text: string };

/** Far more than an equation of a model has that somebody reads. */
const MOST_TERMS = 2500;

/**
 * @param text     as `equationText` writes it
 * @param isKnown  whether a name is the id of a quantity
 * @returns        nothing where the text was cut, as that of an equation of enormous size is
 */
export function readEquation(
  text: string,
  isKnown: (id: string) => boolean,
): Syntax<Leaf> | undefined {
  const tokens = tokenize<Leaf>({
    text,
    leafAt: (at) => leafAt(text, at, isKnown),
    limit: () => text.length,
  });
  try {
    return parse(text, tokens, 'equation', MOST_TERMS);
  } catch (error) {
    if (error instanceof EquationError) return undefined;
    throw error;
  }
}

type Found = { readonly leaf: Leaf; readonly end: number } | undefined;

function leafAt(text: string, at: number, isKnown: (id: string) => boolean): Found {
  const rest = text.slice(at);
  const [written] = /^(?:during [\w.-]+|at\([\w.-]+\)|series\([^)]*\))/.exec(rest) ?? [];
  if (written !== undefined)
    return { leaf: { kind: 'written', text: written }, end: at + written.length };
  const [name] = /^[A-Za-z][\w.-]*/.exec(rest) ?? [];
  if (name === undefined || /\w/.test(text[at - 1] ?? '')) return undefined;
  // An id may hold a minus sign; where no id does, `a-b` is a difference.
  const pieces = name.split('-');
  for (let n = pieces.length; n > 0; n--) {
    const id = pieces.slice(0, n).join('-');
    if (isKnown(id)) return { leaf: { kind: 'quantity', id }, end: at + id.length };
  }
  return undefined;
}
