/** A document as Markdown, for a repository: tables line up in the source too. */

import { code, linked, plain } from '../../text/markdown.ts';
import { padLeft, padRight, textWidth, widest } from '../../text/table.ts';
import { visible } from '../../text/visible.ts';
import {
  anchor,
  type Block,
  type Document,
  isWebAddress,
  type Piece,
  type Section,
  type Table,
  type Text,
  writtenColumn,
} from '../document.ts';

export function documentMarkdown({ title, summary, facts, sections }: Document): string {
  return `${[
    `# ${textMarkdown(title)}`,
    ...summary.map(textMarkdown),
    ...(facts.length === 0 ? [] : [textMarkdown(facts.join(' · '))]),
    ...(sections.length < 2
      ? []
      : [sections.map(({ title: own }) => `- [${textMarkdown(own)}](#${anchor(own)})`).join('\n')]),
    ...sections.flatMap(sectionMarkdown),
  ].join('\n\n')}\n`;
}

function sectionMarkdown({ title, blocks }: Section): string[] {
  return [`## ${textMarkdown(title)}`, ...blocks.flatMap(blockMarkdown)];
}

function blockMarkdown(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [textMarkdown(block.text)];
    case 'list':
      return [block.items.map((item) => `- ${textMarkdown(item)}`).join('\n')];
    case 'verbatim':
      return [fenced(block.lines.map(visible))];
    case 'table':
      return tableMarkdown(block);
    case 'figures':
      return block.figures.map(({ title, caption }) => `*${plain(title)}*: ${plain(caption)}`);
  }
}

/** A fence that no line of it closes. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.map((line) => /`+/.exec(line)?.[0].length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return [fence, ...lines, fence].join('\n');
}

/** Prose would stretch every line of the source to its longest cell. */
const WIDEST_CELL = 48;

export function tableMarkdown(table: Table): string[] {
  const { columns, rows, notes = [] } = table;
  const laid = columns.map(({ heading, kind }, k) => {
    const isNumber = kind === 'number';
    const cells = [
      plain(heading),
      ...writtenColumn(table, k).map(({ text: own }) =>
        kind === 'code' && typeof own === 'string' ? code(own) : cellMarkdown(own),
      ),
    ];
    const width = Math.max(3, isNumber ? widest(cells) : Math.min(WIDEST_CELL, widest(cells)));
    const rule = isNumber ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
    const pad = isNumber ? padLeft : padRight;
    const [head, ...rest] = cells.map((cell) =>
      textWidth(cell) > width ? cell : pad(cell, width),
    );
    return [head, rule, ...rest];
  });
  const lines = Array.from(
    { length: rows.length + 2 },
    (_, row) => `| ${laid.map((column) => column[row]).join(' | ')} |`,
  );
  return [lines.join('\n'), ...notes.map(textMarkdown)];
}

/** In a table an id stands beside its label: a file has no tooltips. */
function cellMarkdown(own: Text): string {
  if (typeof own === 'string') return plain(own);
  return own
    .map((piece) =>
      typeof piece === 'object' && 'label' in piece && piece.label !== piece.id
        ? `${plain(piece.label)} ${code(piece.id)}`
        : pieceMarkdown(piece),
    )
    .join('');
}

function textMarkdown(own: Text): string {
  return typeof own === 'string' ? plain(own) : own.map(pieceMarkdown).join('');
}

function pieceMarkdown(piece: Piece): string {
  if (typeof piece === 'string') return plain(piece);
  if ('code' in piece) return code(piece.code);
  if ('label' in piece) return plain(piece.label);
  if ('number' in piece) return plain(piece.number);
  return isWebAddress(piece.href)
    ? `[${linked(piece.text)}](${piece.href.replaceAll('(', '%28').replaceAll(')', '%29')})`
    : plain(piece.text);
}
