/**
 * How the pages of `chipcast model` are set: paragraphs, entries and lists at a width that a
 * reader's eye can follow.
 */

import { padRight, wrap } from '../../text/table.ts';

export const WIDTH = 80;

/** Paragraphs, a blank line between them. */
export function page(paragraphs: readonly (readonly string[])[]): string {
  const filled = paragraphs.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

export function rule(title: string): string {
  return padRight(`── ${title} `, WIDTH).replace(
    / +$/,
    (blanks) => ` ${'─'.repeat(blanks.length - 1)}`,
  );
}

/** A paragraph under an entry, indented. */
export function remark(text: string): string[] {
  return text === '' ? [] : wrap(`      ${text}`, WIDTH, 6);
}

export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts
    .flatMap((part) => (part === undefined || part === '' ? [] : [part]))
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(' ');
}
