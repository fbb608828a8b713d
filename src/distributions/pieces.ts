/** The text of a distribution cut into pieces, each with its place. */

import type { Problem } from './error.ts';

export const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A piece of the text without the blanks around it, and where it begins. */
export interface Piece {
  readonly text: string;
  readonly at: number;
}

/**
 * What stands between two commas: `name = left : right`; the name in lower case, name and right if
 * there are.
 */
export interface Argument {
  readonly name: Piece | undefined;
  /** All of it behind the name. */
  readonly value: Piece;
  readonly left: Piece;
  readonly right: Piece | undefined;
}

export function piece(text: string, from: number, to: number): Piece {
  const slice = text.slice(from, to);
  return { text: slice.trim(), at: from + slice.length - slice.trimStart().length };
}

/**
 * The arguments from after the opening bracket to the closing one that belongs to it, and where the
 * text goes on.
 */
export function readArguments(
  text: string,
  start: number,
  problems: Problem[],
): { argumentsGiven: Argument[]; end: number } {
  const close = closingBracket(text, start);
  if (close === -1) problems.push({ message: 'the closing bracket is missing', at: text.length });
  const stop = close === -1 ? text.length : close;
  const argumentsGiven: Argument[] = [];
  if (text.slice(start, stop).trim() !== '') {
    let from = start;
    while (from <= stop) {
      const comma = outside(text, ',', from, stop);
      const to = comma === -1 ? stop : comma;
      argumentsGiven.push(readArgument(text, from, to));
      from = to + 1;
    }
  }
  return { argumentsGiven, end: close === -1 ? text.length : close + 1 };
}

function readArgument(text: string, from: number, to: number): Argument {
  const equals = outside(text, '=', from, to);
  const name = equals === -1 ? undefined : piece(text, from, equals);
  const start = equals === -1 ? from : equals + 1;
  const value = piece(text, start, to);
  const colon = outside(text, ':', start, to);
  return {
    name: name && { text: name.text.toLowerCase(), at: name.at },
    value,
    left: colon === -1 ? value : piece(text, start, colon),
    right: colon === -1 ? undefined : piece(text, colon + 1, to),
  };
}

/** Where the bracket closes that is open before `start`; -1 where it does not. */
export function closingBracket(text: string, start: number): number {
  let depth = 1;
  for (let k = start; k < text.length; k = next(text, k)) {
    if (text[k] === '(') depth++;
    if (text[k] === ')' && --depth === 0) return k;
  }
  return -1;
}

/** The first of a character outside brackets and quotes, or -1. */
function outside(text: string, wanted: string, from: number, to: number): number {
  let depth = 0;
  for (let k = from; k < to; k = next(text, k)) {
    if (text[k] === '(') depth++;
    else if (text[k] === ')') depth--;
    else if (depth === 0 && text[k] === wanted) return k;
  }
  return -1;
}

/** The place after the character at k, or after the quoted text that begins there. */
function next(text: string, k: number): number {
  if (text[k] !== '"') return k + 1;
  const close = text.indexOf('"', k + 1);
  return close === -1 ? text.length : close + 1;
}

/** The number that a piece spells; NaN, and a problem more, if it spells none. */
export function readNumber({ text, at }: Piece, subject: string, problems: Problem[]): number {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  if (Number.isFinite(value)) return value;
  if (value === Infinity || value === -Infinity) {
    problems.push({ message: `${subject}"${text}" is beyond the largest number`, at });
  } else if (text === '') {
    problems.push({ message: `${subject}has no value; a number was wanted`, at });
  } else {
    const plain = text.replaceAll('_', '');
    const hint = plain !== text && NUMBER.test(plain) ? ` Write ${plain}.` : '';
    problems.push({ message: `${subject}"${text}" is not a number.${hint}`, at });
  }
  return NaN;
}

/** The text between double quotes; a piece without them as it is. */
export function unquoted({ text }: Piece): string {
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}
