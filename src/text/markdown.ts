/** Tables and text for Markdown files. */

import { padLeft, padRight, textWidth, widest } from './table.ts';

/** Text that Markdown prints as it stands inside a table cell. */
export function cell(text: string): string {
  return text
    .replaceAll('|', String.raw`\|`)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/([*_<])/g, String.raw`\$1`);
}

export function code(text: string): string {
  return `\`${text.replaceAll('|', String.raw`\|`)}\``;
}

export interface Column {
  readonly heading: string;
  /** Numbers end where the column ends. */
  readonly number?: boolean;
}

/**
 * A table whose source lines up too, so that it can be read without being rendered.
 *
 * @param rows  cells as Markdown; `cell` escapes plain text
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
