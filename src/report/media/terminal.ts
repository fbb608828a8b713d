/** A document in the terminal: the finding, the summary, and tables that fit the line. */

import { fit, padLeft, textWidth, wrap } from '../../text/table.ts';
import { visible } from '../../text/visible.ts';
import { type Block, type Document, isSketch, type Part, type Section } from '../document.ts';
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
    sections.some(({ folded, blocks }) => !folded && hasStrips(blocks)) ? wrap(LEGEND, width) : [],
    wrap(shown(facts.join('; ')), width),
    files,
  ];
  return `${paragraphs
    .filter((lines) => lines.some((line) => line !== ''))
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const LEGEND =
  'Lines run from the 5% to the 95% quantile, thick through the middle half, crossed at the median.';

function hasStrips(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind === 'part') return hasStrips(block.blocks);
    if (block.kind !== 'table') return false;
    return block.rows.some((row) => row.some((cell) => isSketch(cell) && 'strip' in cell));
  });
}

/** Figures are for pages; a section that has nothing else is not begun. */
function sectionParagraphs(
  { title, folded, blocks }: Section,
  { width, rows = ROWS, strong = (line) => line }: Setting,
): string[][] {
  const options = { width, rows, strong };
  const inside = folded ? [] : blocks.flatMap((block) => blockParagraphs(block, options));
  const [first, ...rest] = inside.filter((lines) => lines.length > 0);
  if (first === undefined) return [];
  const heading = wrap(shown(title), width).map(strong);
  // Parts have titles of their own.
  const begins = blocks[0]?.kind === 'part' ? [heading, first] : [[...heading, ...first]];
  return [...begins, ...rest];
}

type Setting = Pick<TerminalOptions, 'width' | 'rows' | 'strong'>;

function blockParagraphs(block: Block, options: Required<Setting>): string[][] {
  if (block.kind !== 'part') return [blockLines(block, options.width, options.rows)];
  const [first = [], ...rest] = block.blocks.flatMap((own) => blockParagraphs(own, options));
  return [[...partTitle(block, options), ...first], ...rest];
}

/**
 * The title and what the numbers are, and at the right edge the id under which commands know it.
 */
function partTitle(part: Part, { width, strong }: Required<Setting>): string[] {
  const { title, about } = part;
  const [said, id] = [shown(title), shown(part.id ?? '')];
  const note = about === undefined ? '' : ` [${shown(about)}]`;
  const line = (left: string, drawn = left): string =>
    id === '' ? drawn : drawn + padLeft(id, width - textWidth(left));
  if (textWidth(said + note) + (id === '' ? 0 : 2 + textWidth(id)) <= width)
    return [line(said + note, strong(said) + note)];
  const below = fit(` ${note}`, Math.max(0, width - textWidth(id) - 2)).trimEnd();
  const last = below === '' && id === '' ? [] : [line(below)];
  return [...wrap(said, width, 2).map(strong), ...last];
}

function blockLines(block: Exclude<Block, Part>, width: number, rows: number): string[] {
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
