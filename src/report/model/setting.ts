/**
 * How the pages of `chipcast model` are set: paragraphs, entries and lists at a width that a
 * reader's eye can follow.
 */

import { padRight, widest, wrap } from '../../text/table.ts';

export const WIDTH = 100;

/** Paragraphs, a blank line between them. */
export function page(paragraphs: readonly (readonly string[])[]): string {
  const filled = paragraphs.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

export function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

export function listed(title: string, items: readonly string[]): string[] {
  return items.length === 0
    ? []
    : [`${title}: ${items.length}`, ...wrap(`  ${items.join(', ')}`, WIDTH, 2)];
}

export function definitions(rows: readonly (readonly [name: string, value: string])[]): string[] {
  const left = widest(rows.map(([name]) => name)) + 4;
  return rows.flatMap(([name, value]) => beside(`  ${name}`, wrap(value, WIDTH - left), left));
}

export function beside(name: string, lines: readonly string[], left: number): string[] {
  return lines.map((line, k) => (padRight(k === 0 ? name : '', left) + line).trimEnd());
}

export function rule(title: string): string {
  return padRight(`── ${title} `, WIDTH).replace(
    / +$/,
    (blanks) => ` ${'─'.repeat(blanks.length - 1)}`,
  );
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** A paragraph under an entry, indented. */
export function remark(text: string): string[] {
  return text === '' ? [] : wrap(`      ${text}`, WIDTH, 6);
}

export function sentences(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => (/[.!?]$/.test(part!) ? part! : `${part}.`))
    .join(' ');
}
