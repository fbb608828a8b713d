/** The one table of pages, in a frame of its own that scrolls. */

import { escaped } from '../../text/escaped.ts';
import {
  isWebAddress,
  type Piece,
  plain,
  type Table,
  type Text,
  withoutSketches,
  writtenColumn,
} from '../document.ts';

export function tableHtml(full: Table): string {
  const table = withoutSketches(full);
  const { name, columns, notes = [] } = table;
  const isNumber = columns.map(({ kind }) => kind === 'number');
  const cells = columns.map((_, k) => writtenColumn(table, k));
  const align = (k: number): string => (isNumber[k] ? ' class="n"' : '');
  // A cell that heads nothing is no heading.
  const head = columns.map(({ heading }, k) =>
    heading === '' ? '<td></td>' : `<th scope="col"${align(k)}>${escaped(heading)}</th>`,
  );
  const rows = table.rows.map((_, row) => {
    const written = columns.map(({ kind }, k) => {
      const { text, exact } = cells[k][row];
      const full = exact === undefined ? '' : ` title="${escaped(exact)}"`;
      const html = kind === 'code' ? code(plain(text)) : textHtml(text);
      return k === 0
        ? `<th scope="row"${align(k)}${full}>${html}</th>`
        : `<td${align(k)}${full}>${html}</td>`;
    });
    return `<tr>${written.join('')}</tr>`;
  });
  return [
    `<div class="scroll" tabindex="0" role="group" aria-label="${escaped(name)}">`,
    `<table><thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table></div>`,
    ...notes.map((note) => `<p class="notes">${textHtml(note)}</p>`),
  ].join('\n');
}

/** Running text; what is not read has a tooltip. */
export function textHtml(text: Text): string {
  return typeof text === 'string' ? escaped(text) : text.map(pieceHtml).join('');
}

function pieceHtml(piece: Piece): string {
  if (typeof piece === 'string') return escaped(piece);
  if ('code' in piece) return code(piece.code);
  if ('label' in piece) return titled(piece.label, piece.id);
  if ('number' in piece) return titled(piece.number, piece.exact);
  const { href, text } = piece;
  if (!isWebAddress(href)) return escaped(text);
  return `<a href="${escaped(href)}" rel="noopener noreferrer">${escaped(text)}</a>`;
}

function titled(text: string, title: string): string {
  if (text === title) return escaped(text);
  return `<span title="${escaped(title)}">${escaped(text)}</span>`;
}

function code(text: string): string {
  return text === '' ? '' : `<code>${escaped(text)}</code>`;
}
