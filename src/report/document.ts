/**
 * What is said of a subject, as plain data: findings, tables and figures, written once and rendered
 * by each of `media/`. A document holds no markup, so a text from elsewhere is text in every medium.
 */

import type { Figure } from '../charts/index.ts';
import { alike, brief, earned, earnedPair, percent, significant } from '../stats/round.ts';
import { slug } from '../text/slug.ts';
import type { Language } from '../wording/languages.ts';

/** Something of a model: its label is read, its id is shown where a medium has room or a tooltip. */
export interface Named {
  readonly id: string;
  readonly label: string;
}

/** A number as a sentence has it, and in full as a tooltip has it. */
export interface Numeral {
  readonly number: string;
  readonly exact: string;
}

export type Piece =
  | string
  | Named
  | Numeral
  | { readonly code: string }
  /** @remarks only http and https are followed; another address stays text */
  | { readonly href: string; readonly text: string };

/** Running text. */
export type Text = string | readonly Piece[];

/** A sentence made from numbers, with the numbers it rests on. */
export type Finding = Text;

/** A number of a table; `se` is absent where it was not estimated. */
export interface Amount {
  readonly value: number | null;
  readonly se?: number | null;
  /** From 0 to 1, and written in %. */
  readonly isShare?: boolean;
}

/** What can be drawn in a line of text: a share, or the quantiles of an amount. */
export type Sketch =
  | { readonly bar: number }
  | { readonly strip: Readonly<Record<'p5' | 'p25' | 'p50' | 'p75' | 'p95', number | null>> };

export type Cell = Text | Amount | Sketch | undefined;

export interface Column {
  readonly heading: string;
  /** Text if absent. A sketch is drawn in the terminal, where there are no figures. */
  readonly kind?: 'number' | 'code' | 'sketch';
  /**
   * Significant digits of the greatest number, to whose last place the whole column is rounded; or
   * two or three of each number, where a column has several units; or as many as each earned.
   * Absent: those that it earned, followed by its standard error.
   */
  readonly digits?: number | 'brief' | 'earned';
}

export interface Table {
  readonly kind: 'table';
  /** What it lists: read out, and shown where it is not said by the heading above. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Below the table. */
  readonly notes?: readonly Text[];
}

export type Block =
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'verbatim'; readonly lines: readonly string[] }
  | Table
  | Part;

/** Blocks with a title of their own within a section. */
export interface Part {
  readonly kind: 'part';
  readonly title: string;
  /** What commands call its subject. */
  readonly id?: string;
  /** What its numbers are, in a word or two: a unit, a basis. */
  readonly about?: string;
  readonly blocks: readonly Block[];
}

export interface Section {
  readonly title: string;
  /** For those who check everything: closed on a page, and left out of the terminal. */
  readonly folded?: boolean;
  /** Whether paper does without it: tables of numbers that are in a file of the run, too. */
  readonly offPaper?: boolean;
  readonly blocks: readonly Block[];
}

export interface Document {
  /** Of its texts; English if absent. */
  readonly language?: Language;
  /** What kind of page it is, in a word or two above the title. */
  readonly subject: string;
  readonly title: Finding;
  /** What a reader in a hurry takes along, before any table. */
  readonly summary: readonly Finding[];
  /** Names, seeds and the like, in small print. */
  readonly facts: readonly string[];
  readonly sections: readonly Section[];
}

/** Text from a template: strings, texts and pieces in between. */
export function say(parts: TemplateStringsArray, ...between: readonly (Text | Piece)[]): Piece[] {
  return parts.flatMap((part, k) => {
    const next = k < between.length ? between[k] : [];
    return [part, ...(isList(next) ? next : [next])].filter((piece) => piece !== '');
  });
}

function isList(of: Text | Piece): of is readonly Piece[] {
  return Array.isArray(of);
}

/** Texts one after the other, with something in between. */
export function joined(texts: readonly (Text | Piece)[], between = ', ', last = between): Piece[] {
  return texts.flatMap((text, k) => {
    const sign = k === 0 ? [] : [k === texts.length - 1 ? last : between];
    return [...sign, ...(isList(text) ? text : [text])];
  });
}

/** A table of items, a column each as a function of them. */
export function tableOf<Item>(
  name: string,
  items: readonly Item[],
  columns: readonly (Column & { of(item: Item, k: number): Cell })[],
  notes: readonly Text[] = [],
): Table {
  return {
    kind: 'table',
    name,
    columns: columns.map(({ heading, kind, digits }) => ({
      heading,
      ...(kind === undefined ? {} : { kind }),
      ...(digits === undefined ? {} : { digits }),
    })),
    rows: items.map((item, k) => columns.map(({ of }) => of(item, k))),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

export function paragraph(text: Text): Block {
  return { kind: 'text', text };
}

/** No block where there are no items. */
export function listOf(items: readonly Text[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

/** No section where it has nothing to say. */
export function sectionOf(
  title: string,
  blocks: readonly Block[],
  { folded = false, offPaper = false }: Pick<Section, 'folded' | 'offPaper'> = {},
): readonly Section[] {
  return blocks.length === 0
    ? []
    : [{ title, blocks, ...(folded ? { folded } : {}), ...(offPaper ? { offPaper } : {}) }];
}

/** Figures side by side; no block where there are none. */
export function gallery(figures: readonly Figure[]): readonly Block[] {
  return figures.length === 0 ? [] : [{ kind: 'figures', figures }];
}

/** A chance as people say it: `24%`. */
export function chance(share: Pick<Amount, 'value' | 'se'>): Numeral {
  const { value, se } = scaled({ ...share, isShare: true });
  return {
    number: value === null ? 'n/a' : `${brief(value, se)}%`,
    exact: exactText({ ...share, isShare: true }),
  };
}

/**
 * An amount with two or three digits, and its unit.
 *
 * @param unit  as people say it, with `#` where the number stands, or as it stands behind
 */
export function amount({ value, se = 0 }: Pick<Amount, 'value' | 'se'>, unit = ''): Numeral {
  return {
    number: withUnit(brief(value, se), unit),
    exact: withUnit(exactText({ value, se }), unit),
  };
}

/** `53 unit`, `USD 53 billion`. */
export function withUnit(number: string, unit: string): string {
  return unit.includes('#') ? unit.replace('#', number) : `${number}${unitAfter(unit)}`;
}

/** A unit by itself, without the place of the number: `USD billion`. */
export function unitWords(unit: string): string {
  return unit
    .replace(/(?<=\p{Script=Han}) ?# ?(?=\p{Script=Han})/u, '')
    .replace('#', '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Units that say nothing behind a number. */
const NAMELESS = /^(?:|-|1|0\/1|code|count|factor|index|number|quarter index|x)$/;

/** ` unit`, ` per year`, ` USD billion`, and nothing of a number that has no unit worth saying. */
export function unitAfter(unit: string): string {
  const words = unitWords(unit);
  return NAMELESS.test(words) ? '' : ` ${words.replace(/^1\//, 'per ')}`;
}

/** A number with its error in words, for tooltips. */
function exactText(one: Amount): string {
  const { value, se } = scaled(one);
  const sign = one.isShare && value !== null ? '%' : '';
  if (one.se === undefined && value !== null) return `${significant(value, 5)}${sign}`;
  return `${earnedPair(value, se)}${sign}`;
}

/** Text without what sets pieces off. */
export function plain(text: Text): string {
  return typeof text === 'string' ? text : text.map(pieceText).join('');
}

function pieceText(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if ('label' in piece) return piece.label;
  if ('number' in piece) return piece.number;
  return 'code' in piece ? piece.code : piece.text;
}

/** A cell as it is read, and in full if a tooltip could say more. */
export interface WrittenCell {
  readonly text: Text;
  readonly exact?: string;
}

/** The cells of a column in the digits of the column. */
export function writtenColumn({ columns, rows }: Table, k: number): readonly WrittenCell[] {
  const { digits } = columns[k];
  const cells = rows.map((row) => row[k]);
  const amounts = cells.flatMap((cell) => (isAmount(cell) ? [scaled(cell)] : []));
  const one = { brief, earned };
  const rounded =
    typeof digits === 'number'
      ? alike(amounts, digits)
      : amounts.map(({ value, se }) => (digits === undefined ? '' : one[digits](value, se)));
  let next = 0;
  return cells.map((cell): WrittenCell => {
    if (cell === undefined || isSketch(cell)) return { text: '' };
    if (!isAmount(cell)) return { text: cell };
    const [exact, sign] = [exactText(cell), cell.isShare ? '%' : ''];
    const short = rounded[next++];
    return short === '' ? { text: exact } : { text: `${short}${sign}`, exact };
  });
}

/** A share in hundredths. */
function scaled({ value, se = 0, isShare }: Amount): Amount & { readonly se: number | null } {
  return isShare ? { value: percent(value), se: percent(se) } : { value, se };
}

/** A table for a medium that has figures. */
export function withoutSketches(table: Table): Table {
  const kept = table.columns.map(({ kind }) => kind !== 'sketch');
  return {
    ...table,
    columns: table.columns.filter((_, k) => kept[k]),
    rows: table.rows.map((row) => row.filter((_, k) => kept[k])),
  };
}

export function isSketch(cell: Cell): cell is Sketch {
  return typeof cell === 'object' && ('bar' in cell || 'strip' in cell);
}

function isAmount(cell: Cell): cell is Amount {
  return typeof cell === 'object' && 'value' in cell;
}

/** Where a section is found on its page. */
export function anchor(title: string): string {
  return slug(title) || 'part';
}

/** An address that a page may lead to; anything else is text. */
export function isWebAddress(href: string): boolean {
  return /^https?:\/\/[^\s"'<>]+$/i.test(href);
}
