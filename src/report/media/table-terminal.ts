/** The one table of the terminal: numbers keep their width, words fold to what is left. */

import { counted } from '../../stats/round.ts';
import { lastOf } from '../../text/entry.ts';
import { alignNumbers, padLeft, padRight, textWidth, widest, wrap } from '../../text/table.ts';
import { visible } from '../../text/visible.ts';
import { type Named, plain, type Table, type Text, writtenColumn } from '../document.ts';
import { NARROWEST_SKETCH, sketchColumn, WIDEST_SKETCH } from './sketch-terminal.ts';

const INDENT = 2;
const GAP = 2;
/** A column of words is no narrower, if it has words that long. */
const LEAST_WORDS = 22;
/** By how much the further lines of a cell are moved in. */
const HANG = 1;
/** A heading over numbers that are shorter is folded to this. */
const NUMBER_HEAD = 14;
/** Words in one column are read in one stretch up to here. */
const MOST_WORDS = 60;

interface Laid {
  readonly heading: string;
  readonly cells: readonly string[];
  readonly isNumber: boolean;
  /** What is drawn is no words: it is never folded, nor is its heading. */
  readonly isSketch?: boolean;
}

/** @param rows  how many are shown; the others are counted */
export function tableLines(table: Table, width: number, rows: number): string[] {
  const top: Table = { ...table, rows: table.rows.slice(0, rows) };
  const more = table.rows.length - top.rows.length;
  const laid = top.columns.flatMap(({ heading, kind }, k): Laid | [] => {
    if (kind === 'sketch') return [];
    const texts = writtenColumn(top, k).map(({ text }) => shown(text));
    const isNumber = kind === 'number';
    return { heading: shown(heading), cells: isNumber ? alignNumbers(texts) : texts, isNumber };
  });
  const sketches = top.columns.findIndex(({ kind }) => kind === 'sketch');
  if (sketches >= 0) {
    // Set off from the numbers by one blank more.
    const free = width - naturalWidth(laid) - GAP - 1;
    const size = Math.min(WIDEST_SKETCH, free);
    if (size >= NARROWEST_SKETCH) {
      const { heading, cells } = sketchColumn(
        top.rows.map((row) => row[sketches]),
        size,
      );
      const drawn = { heading: ` ${heading}`, cells: cells.map((cell) => ` ${cell}`) };
      laid.push({ ...drawn, isNumber: false, isSketch: true });
    }
  }
  const ids = idColumn(top);
  // Commands take ids: they stand last, where the line has room for them.
  const all = ids !== undefined && naturalWidth([...laid, ids]) <= width ? [...laid, ids] : laid;
  return [
    ...groups(all, width).flatMap((group, k) => [...(k > 0 ? [''] : []), ...lines(group, width)]),
    ...(more > 0 ? [`${' '.repeat(INDENT)}and ${counted(more)} more`] : []),
    ...(table.notes ?? []).flatMap((note) => wrap(`  ${shown(note)}`, width, INDENT)),
  ];
}

/** What the first column is called by commands, where it has labels for it. */
function idColumn({ rows }: Table): Laid | undefined {
  const named = rows.map(([first]) =>
    Array.isArray(first)
      ? (first as readonly unknown[]).find(
          (piece): piece is Named => typeof piece === 'object' && piece !== null && 'id' in piece,
        )
      : undefined,
  );
  if (!named.some((one) => one !== undefined && one.id !== one.label)) return undefined;
  return { heading: 'id', cells: named.map((one) => shown(one?.id ?? '')), isNumber: false };
}

function naturalWidth(columns: readonly Laid[]): number {
  return columns.reduce((sum, column) => sum + GAP + natural(column), INDENT - GAP);
}

function natural({ heading, cells, isNumber, isSketch }: Laid): number {
  if (isSketch) return widest([heading, ...cells]);
  if (!isNumber) return Math.min(widest([heading, ...cells]), MOST_WORDS);
  // Numbers are never folded, and what stands above them may be.
  const head = Math.max(widest(heading.split(' ')), Math.min(textWidth(heading), NUMBER_HEAD));
  return Math.max(head, widest(cells));
}

/** A word is never broken. */
function least(column: Laid): number {
  const { heading, cells, isNumber, isSketch } = column;
  if (isNumber || isSketch) return natural(column);
  const words = widest([heading, ...cells].flatMap((text) => text.split(' ')));
  return Math.min(natural(column), Math.max(LEAST_WORDS, words + HANG));
}

/** Columns that stand side by side; each group begins with the first column, which says what a row is. */
function groups([first, ...others]: readonly Laid[], width: number): readonly (readonly Laid[])[] {
  const all: Laid[][] = [[]];
  let used = INDENT + least(first);
  for (const column of others) {
    if (used + GAP + least(column) > width && lastOf(all).length > 0) {
      all.push([]);
      used = INDENT + least(first);
    }
    lastOf(all).push(column);
    used += GAP + least(column);
  }
  return all.map((own) => [first, ...own]);
}

function lines(columns: readonly Laid[], width: number): string[] {
  const wide = columns.map(natural);
  // The widest words give way first.
  while (INDENT + wide.reduce((sum, own) => sum + GAP + own, -GAP) > width) {
    const k = columns.reduce(
      (best, column, j) =>
        wide[j] > least(column) && (best < 0 || wide[j] > wide[best]) ? j : best,
      -1,
    );
    if (k < 0) break;
    wide[k]--;
  }
  const row = (cells: readonly string[], isHead: boolean): string[] => {
    const folded = cells.map((cell, k) =>
      columns[k].isSketch || (columns[k].isNumber && !isHead)
        ? [cell]
        : wrap(cell, wide[k], isHead ? 0 : HANG),
    );
    const height = Math.max(...folded.map((own) => own.length));
    return Array.from({ length: height }, (_, line) =>
      (
        ' '.repeat(INDENT) +
        folded
          .map((own, k) => {
            // Headings stand on the rule below them, cells hang from it.
            const text = own[isHead ? line - (height - own.length) : line] ?? '';
            return columns[k].isNumber ? padLeft(text, wide[k]) : padRight(text, wide[k]);
          })
          .join(' '.repeat(GAP))
      ).trimEnd(),
    );
  };
  const head = columns.some(({ heading }) => heading !== '')
    ? row(
        columns.map(({ heading }) => heading),
        true,
      )
    : [];
  const rows = columns[0].cells.map((_, i) => columns.map(({ cells }) => cells[i]));
  return [...head, ...rows.flatMap((cells) => row(cells, false))];
}

/** Text of whoever wrote it, on one line. */
export function shown(text: Text): string {
  return visible(plain(text)).replaceAll(/\s*\n\s*/g, ' ');
}
