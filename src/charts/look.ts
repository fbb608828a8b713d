/** Colours, axes and ticks that charts share. */

import { significant } from '../stats/round.ts';
import { fit, textWidth } from '../text/table.ts';
import type { ChartedOutcome, FigureTable, PlotOptions } from './kind.ts';
import type { ChartWords } from './words.ts';

/**
 * For lines and bands: distinct on white, for most kinds of colour blindness too, and as many as a
 * chart may hold.
 */
export const COLOURS = ['#1f5f8b', '#c8553d', '#39a38a', '#b8860b'] as const;
/** For parts of a whole: distinct in print and for most kinds of colour blindness. */
export const PALETTE = [
  '#1f5f8b',
  '#4b9cc9',
  '#8cc6de',
  '#2f7f5f',
  '#7fbf8e',
  '#c3dfb5',
  '#c8553d',
  '#e8a15c',
  '#9b8bb4',
  '#b8b2a7',
  '#6b6b6b',
  '#d9c27e',
] as const;

export const INK = '#1c2429';
/** Of single trials in a fan: told apart from its bands, and from the median. */
export const PATH = '#8a6d3b';
/** Of what was before, beside what is now. */
export const FADED = '#8a979d';
/** Lines to read a chart by. */
export const GUIDE = '#444';

export function tick(value: unknown): string {
  return significant(Number(value), 4);
}

/** The unit of an outcome and on which basis it counts. */
export function axisLabel(
  { unit, basis }: Pick<ChartedOutcome, 'unit' | 'basis'>,
  words: ChartWords,
): string {
  return `${words.unit(unit)}${basis === undefined ? '' : ` (${basis})`}`;
}

/** Periods in their order, from left to right. */
export function periodAxis(periods: readonly string[]): NonNullable<PlotOptions['x']> {
  return { type: 'point', domain: [...periods], tickFormat: periodTick, label: null };
}

/** The first period of a year by its year, the others by what they are in it. */
function periodTick(label: string): string {
  return isFirstOfYear(label) ? label.slice(0, 4) : label.replace(/^\d{4}-?(?=[QW\d])/, '');
}

export function isFirstOfYear(label: string): boolean {
  return /(?:Q1|-W01|^\d{4}-01|-01-01)$/.test(label);
}

/** Characters of a name beside its row. */
const NAME = 42;
/** Letters of a chart, in pixels, unless it is drawn in another size. */
export const FONT_SIZE = 12;
/** Width of a character of a tick, in the size of its font. */
export const CHARACTER = 0.57;

/** Named rows, one below the other, with room for the longest name; how high all of them are. */
export function rowAxis(
  names: readonly string[],
  { row = 24, padding = 0.35 }: { readonly row?: number; readonly padding?: number } = {},
): Pick<PlotOptions, 'height' | 'marginLeft' | 'y'> {
  const longest = Math.max(6, ...names.map((name) => Math.min(NAME, textWidth(name))));
  return {
    height: 64 + row * names.length,
    marginLeft: Math.ceil(20 + CHARACTER * FONT_SIZE * longest),
    y: {
      type: 'band',
      domain: [...new Set(names)],
      // Names that are too long for the margin are cut in the drawing alone: two that begin alike
      // stay two rows.
      tickFormat: (name: string) => fit(name, NAME),
      label: null,
      padding,
    },
  };
}

/** From the least to the greatest with some air, for an axis that need not begin at 0. */
export function around(ends: readonly number[], air = 0.15): [number, number] {
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const pad = air * (most - least || 1);
  return [least - pad, most + pad];
}

/** White or nearly black, whichever reads better on a colour. */
export function inkOn(colour: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 150 ? INK : '#ffffff';
}

/** Rows of names and numbers, for who reads a chart as a table. */
export function written(
  headings: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): FigureTable {
  return {
    headings,
    rows: rows.map((row) =>
      row.map((cell) => (typeof cell === 'number' ? tick(cell) : (cell ?? ''))),
    ),
  };
}

/** A name and how far it reaches. */
export interface Interval {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
