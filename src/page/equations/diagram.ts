/** The influence diagram of a model: its components as boxes, and arrows from what they read. */

import { entry } from '../../text/entry.ts';
import { escaped } from '../../text/escaped.ts';
import type { Words } from '../words/en.ts';
import type { Arrow, Influence } from './influence.ts';
import { type Edge, rowsOf } from './layers.ts';

const BOX = { width: 150, height: 62 };
const GAP = { across: 14, down: 46 };
/** Beside the rows, for feedback. */
const MARGIN = 24;
/** Boxes of a row: as many as fit beside the contents on a wide screen. */
const MOST = 5;
/** Of a line in a box, in halves of a Chinese character, of which wide fonts take 7 pixels each. */
const LINE = 21;
const LINES = 3;

/** A drawing that scrolls in its own frame, and the table behind it. */
export function diagramHtml({ components, arrows }: Influence, words: Words): string {
  const numbers = new Map(components.map(({ name }, k) => [name, k]));
  const edges = arrows.map(({ from, to }): Edge => [entry(numbers, from), entry(numbers, to)]);
  const rows = rowsOf(components.length, edges, MOST);
  const width = 2 * MARGIN + MOST * BOX.width + (MOST - 1) * GAP.across;
  const height = rows.length * (BOX.height + GAP.down);
  const places = new Map<number, Place>();
  rows.forEach((boxes, r) => {
    const whole = boxes.length * BOX.width + (boxes.length - 1) * GAP.across;
    boxes.forEach((box, k) =>
      places.set(box, {
        x: Math.round((width - whole) / 2 + k * (BOX.width + GAP.across)),
        y: Math.round(GAP.down / 2 + r * (BOX.height + GAP.down)),
      }),
    );
  });
  // Below the boxes, so that no arrow crosses a text.
  const below = components.map(({ name }, k) => {
    const own = arrows.flatMap((arrow, a) =>
      arrow.from === name ? [arrowSvg(arrow, entry(places, k), entry(places, edges[a][1]))] : [],
    );
    return `<g id="from-${k}">${own.join('')}</g>`;
  });
  const boxes = components.map(({ name, summary }, k) =>
    boxSvg(k, name, summary, entry(places, k)),
  );
  const shown = components.map(
    (_, k) => `.influence:has(#box-${k}:is(:hover,:focus-visible)) #from-${k} path`,
  );
  return [
    `<p>${escaped(words.influence.note)}</p>`,
    `<div class="scroll" tabindex="0" role="group" aria-label="${escaped(words.influence.title)}">`,
    `<svg class="influence" xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${escaped(words.influence.title)}">`,
    '<defs><marker id="tip-of-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" markerHeight="5" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    `<style>${shown.join(',')}{stroke:var(--accent);opacity:1}</style>`,
    ...below,
    ...boxes,
    '</svg></div>',
    tableHtml(arrows, new Map(components.map(({ name, summary }) => [name, summary])), words),
  ].join('\n');
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function boxSvg(k: number, name: string, summary: string, { x, y }: Place): string {
  const lines = linesOf(summary);
  const first = y + BOX.height / 2 - ((lines.length - 1) * 15) / 2 + 4;
  const texts = lines.map(
    (line, k) => `<tspan x="${x + BOX.width / 2}" y="${first + 15 * k}">${escaped(line)}</tspan>`,
  );
  return `<a id="box-${k}" href="#c-${escaped(name)}"><title>${escaped(name)}</title><rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text>${texts.join('')}</text></a>`;
}

/** Down to a later row; back up at the side, for feedback. */
function arrowSvg({ now, before }: Arrow, from: Place, to: Place): string {
  const middle = BOX.width / 2;
  const dashed = now.length === 0 ? ' class="before"' : '';
  const weight = Math.min(3, 0.8 + 0.3 * (now.length + before.length));
  const path =
    to.y > from.y
      ? `M${from.x + middle} ${from.y + BOX.height}C${from.x + middle} ${from.y + BOX.height + 40} ${to.x + middle} ${to.y - 40} ${to.x + middle} ${to.y}`
      : backwards(from, to);
  return `<path${dashed} d="${path}" stroke-width="${weight.toFixed(1)}" marker-end="url(#tip-of-arrow)"/>`;
}

/** At the right of both boxes. */
function backwards(from: Place, to: Place): string {
  const [x, y] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [endX, endY] = [to.x + BOX.width, to.y + BOX.height / 2];
  const out = Math.max(x, endX) + 34;
  return `M${x} ${y}C${out} ${y} ${out} ${endY} ${endX} ${endY}`;
}

/** Words in lines of a box; of what does not fit the beginning. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [''];
  for (const piece of text
    .replace(/[.。]$/, '')
    .match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s?|\s/g) ?? []) {
    const last = lines[lines.length - 1];
    if (widthOf(last + piece.trimEnd()) <= LINE) lines[lines.length - 1] = last + piece;
    else lines.push(piece);
  }
  const trimmed = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (trimmed.length <= LINES) return trimmed;
  return [...trimmed.slice(0, LINES - 1), `${trimmed[LINES - 1]} …`];
}

function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '\u2fff' ? 2 : 1), 0);
}

function tableHtml(
  arrows: readonly Arrow[],
  summaries: ReadonlyMap<string, string>,
  words: Words,
): string {
  const { from, to, reads, before, table } = words.influence;
  const heads = [from, to, reads, before].map((head) => `<th scope="col">${escaped(head)}</th>`);
  const ids = (list: readonly string[]): string =>
    list.map((id) => `<a href="#e-${escaped(id)}"><code>${escaped(id)}</code></a>`).join(' ');
  const rows = arrows.map(
    (arrow) =>
      `<tr><th scope="row">${escaped(summaries.get(arrow.from) ?? arrow.from)}</th><td>${escaped(summaries.get(arrow.to) ?? arrow.to)}</td><td>${ids(arrow.now)}</td><td>${ids(arrow.before)}</td></tr>`,
  );
  return `<details class="off-paper"><summary>${escaped(table)}</summary><div class="scroll" tabindex="0" role="group" aria-label="${escaped(table)}"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div></details>`;
}
