/** A document as Markdown, for a repository: tables line up in the source too. */

import { code, linked, plain, table } from '../../text/markdown.ts';
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
  withoutSketches,
  writtenColumn,
} from '../document.ts';

export function documentMarkdown({ subject, title, summary, facts, sections }: Document): string {
  return `${[
    `# ${plain(subject)}`,
    textMarkdown(title),
    ...summary.map(textMarkdown),
    ...(facts.length === 0 ? [] : [textMarkdown(facts.join(' · '))]),
    ...(sections.length < 2
      ? []
      : [sections.map(({ title: own }) => `- [${textMarkdown(own)}](#${anchor(own)})`).join('\n')]),
    ...sections.flatMap(sectionMarkdown),
  ].join('\n\n')}\n`;
}

function sectionMarkdown({ title, blocks }: Section): string[] {
  return [`## ${textMarkdown(title)}`, ...blocks.flatMap((block) => blockMarkdown(block))];
}

/** @param level  of the heading of a part */
function blockMarkdown(block: Block, level = 3): string[] {
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
    case 'part': {
      const { title, id, about, blocks } = block;
      const small = [
        ...(id === undefined ? [] : [code(id)]),
        ...(about === undefined ? [] : [plain(about)]),
      ];
      return [
        `${'#'.repeat(level)} ${plain(title)}`,
        ...(small.length === 0 ? [] : [small.join(', ')]),
        ...blocks.flatMap((own) => blockMarkdown(own, Math.min(level + 1, 6))),
      ];
    }
  }
}

/** A fence that no line of it closes. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.map((line) => /`+/.exec(line)?.[0].length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return [fence, ...lines, fence].join('\n');
}

export function tableMarkdown(full: Table): string[] {
  const own = withoutSketches(full);
  const { columns, rows, notes = [] } = own;
  const cells = columns.map(({ kind }, k) =>
    writtenColumn(own, k).map(({ text }) =>
      kind === 'code' && typeof text === 'string' ? code(text) : cellMarkdown(text),
    ),
  );
  const headings = columns.map(({ heading, kind }) => ({
    heading: plain(heading),
    number: kind === 'number',
  }));
  return [
    table(
      headings,
      rows.map((_, row) => cells.map((column) => column[row])),
    ),
    ...notes.map(textMarkdown),
  ];
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
