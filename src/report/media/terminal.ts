/** A document in the terminal: the finding, the summary, and tables that fit the line. */

import { wrap } from '../../text/table.ts';
import { visible } from '../../text/visible.ts';
import type { Block, Document, Section } from '../document.ts';
import { shown, tableLines } from './table-terminal.ts';

export interface TerminalOptions {
  /** No line is longer, save for a word that is. */
  readonly width: number;
  /** How titles are set off. */
  readonly strong?: (line: string) => string;
  /** Files that say more, in the order in which to look at them. */
  readonly files?: readonly string[];
  /** Rows of a table; `Infinity` for all. */
  readonly rows?: number;
}

/** Rows of a table that are read at a glance; the page has all. */
const ROWS = 12;

export function documentText(document: Document, options: TerminalOptions): string {
  const { width, files = [], strong = (line) => line } = options;
  const { title, summary, sections, facts } = document;
  const paragraphs = [
    wrap(shown(title), width).map(strong),
    ...summary.map((text) => wrap(shown(text), width)),
    ...sections.flatMap((section) => sectionParagraphs(section, options)),
    wrap(shown(facts.join('; ')), width),
    files,
  ];
  return `${paragraphs
    .filter((lines) => lines.some((line) => line !== ''))
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Figures are for pages; a section that has nothing else is not begun. */
function sectionParagraphs(
  { title, folded, blocks }: Section,
  { width, rows = ROWS, strong = (line) => line }: TerminalOptions,
): string[][] {
  const inside = folded ? [] : blocks.map((block) => blockLines(block, width, rows));
  const [first, ...rest] = inside.filter((lines) => lines.length > 0);
  if (first === undefined) return [];
  return [[...wrap(shown(title), width).map(strong), ...first], ...rest];
}

function blockLines(block: Block, width: number, rows: number): string[] {
  switch (block.kind) {
    case 'text':
      return wrap(`  ${shown(block.text)}`, width, 2);
    case 'list':
      return block.items.flatMap((item) => wrap(`  - ${shown(item)}`, width, 4));
    case 'verbatim':
      return block.lines.map(visible);
    case 'table':
      return tableLines(block, width, rows);
    case 'figures':
      return [];
  }
}
