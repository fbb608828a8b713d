/** Tables and text for Markdown files. */

import { padLeft, padRight, textWidth, widest } from './table.ts';
import { visible } from './visible.ts';

/** Most texts: nothing in them means anything to Markdown. */
const SIMPLE = /^(?!\d+[.)]\s|.*www\.)[a-z\d][a-z\d .,%()/'-]*$/i;

/** Text that Markdown prints as it stands, in a table too: no link, no image, no HTML. */
export function plain(text: string): string {
  if (SIMPLE.test(text)) return text;
  return (
    visible(text)
      .replace(/\s*\n\s*/g, ' ')
      .replace(/[\\`*_<|]|~(?!\d)/g, String.raw`\$&`)
      // What would make a link; brackets alone, as in `price[2027]`, do not.
      .replace(/\](?=[([])|^\s*[([]/g, String.raw`\$&`)
      .replace(/&(?=[#\w])/g, '&amp;')
      // An address in a text of strangers is text.
      .replace(/:(?=\/\/)|(?<=\bwww)\./gi, String.raw`\$&`)
      // What would begin a heading, a list or a quotation.
      .replace(/^(\s*)([#>+-])(?=\s)/, String.raw`$1\$2`)
      .replace(/^(\s*\d+)([.)])(?=\s)/, String.raw`$1\$2`)
  );
}

/** The text of a link: no bracket in it ends it. */
export function linked(text: string): string {
  return text
    .split(/([[\]])/)
    .map((part) => (part === '[' || part === ']' ? `\\${part}` : plain(part)))
    .join('');
}

/** A span of code that holds its own backticks. */
export function code(text: string): string {
  if (text === '') return '';
  // A bar in a span of code ends a cell, whatever stands before it.
  if (text.includes('|')) return plain(text);
  const shown = visible(text).replace(/\s*\n\s*/g, ' ');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const tick = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return tick + pad + shown + pad + tick;
}

export interface Column {
  readonly heading: string;
  /** Numbers end where the column ends. */
  readonly number?: boolean;
}

/**
 * A table whose source lines up too, so that it can be read without being rendered.
 *
 * @param rows  cells as Markdown; `plain` escapes text
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const laid = columns.map(({ heading, number }, k) => {
    const cells = [heading, ...rows.map((row) => row[k] ?? '')];
    // Prose would stretch every line of the source to its longest cell.
    const width = Math.max(3, number ? widest(cells) : Math.min(48, widest(cells)));
    const rule = number ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
    const pad = number ? padLeft : padRight;
    const [head, ...rest] = cells.map((text) =>
      textWidth(text) > width ? text : pad(text, width),
    );
    return [head, rule, ...rest];
  });
  return Array.from(
    { length: rows.length + 2 },
    (_, row) => `| ${laid.map((column) => column[row]).join(' | ')} |`,
  ).join('\n');
}
