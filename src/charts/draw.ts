/** A figure drawn as SVG: the same wherever there is a document, of a browser or of none. */

import { escaped } from '../text/escaped.ts';
import { fit } from '../text/table.ts';
import { visible } from '../text/visible.ts';
import { type Figure, sketch } from './index.ts';
import type { PlotLibrary, PlotOptions, Sketch } from './kind.ts';
import { CHARACTER, FONT_SIZE, isFirstOfYear } from './look.ts';
import type { ChartWords } from './words.ts';

export interface DrawSize {
  /** Pixels: 640 if absent, or what the kind of chart has. */
  readonly width?: number;
  readonly height?: number;
  /** Pixels: 12 if absent. */
  readonly fontSize?: number;
}

/** What draws: Observable Plot, and the document in which it makes elements. */
export interface Canvas {
  /** English if absent. */
  readonly words?: ChartWords;
  readonly plot: PlotLibrary;
  readonly document: unknown;
}

const WIDTH = 640;
const HEIGHT = 320;

/** What the colours of a figure mean, where there are several. */
export function legendOf(figure: Figure, { plot, words }: Canvas): Sketch['legend'] {
  return sketch(figure, plot, words).legend;
}

/** The same figure gives the same bytes. */
export function drawFigure(
  figure: Figure,
  { plot, document, words }: Canvas,
  { width = WIDTH, height, fontSize = FONT_SIZE }: DrawSize = {},
): string {
  const { options } = sketch(figure, plot, words);
  const drawn = plot.plot({
    document,
    figure: false,
    className: 'plot',
    height: HEIGHT,
    marginLeft: 56,
    marginBottom: 36,
    style: { fontSize: `${fontSize}px`, background: 'none' },
    ...fitted(unlabelled(options), width, fontSize),
    ...(height === undefined ? {} : { height }),
  } as unknown as PlotOptions);
  return namedSvg(drawn as unknown as Element, figure.title);
}

/** Of a ratio, an axis says nothing: Plot would draw an arrow behind an empty name. */
function unlabelled({ x, y, ...options }: PlotOptions): PlotOptions {
  const named = <Axis extends NonNullable<PlotOptions['x']>>(axis: Axis): Axis =>
    axis.label === '' ? { ...axis, label: null } : axis;
  return { ...options, ...(x ? { x: named(x) } : {}), ...(y ? { y: named(y) } : {}) };
}

/** Where it is narrow, names of rows are cut to leave room for what is drawn. */
function fitted(options: PlotOptions, width: number, fontSize: number): PlotOptions {
  const { marginLeft = 56, marginRight = 20, x, y } = options;
  if (width >= WIDTH) {
    const ticks = x?.domain && fewer(x, (width - marginLeft - marginRight) / fontSize);
    return { width, ...options, ...(Array.isArray(ticks) ? { x: { ...x, ticks } } : {}) };
  }
  // Kinds of chart leave room for names in the usual size.
  const left = Math.ceil(Math.min((marginLeft * fontSize) / FONT_SIZE, width * 0.42));
  const right = Math.min(marginRight, Math.round(width * 0.2));
  const name = Math.floor((left - 20) / (CHARACTER * fontSize));
  return {
    ...options,
    width,
    marginLeft: left,
    marginRight: right,
    ...(x ? { x: { ...x, ticks: fewer(x, (width - left - right) / fontSize) } } : {}),
    ...(y?.type === 'band' ? { y: { ...y, tickFormat: (text: string) => fit(text, name) } } : {}),
  };
}

/** What a tick of a period takes, in widths of the letter: `2026` and some air. */
const TICK = 4 * CHARACTER + 0.9;

/**
 * Ticks that do not touch each other: all periods where there is room, else the first of every year,
 * else every second or third of what would be too many.
 *
 * @param room  width of the axis, in sizes of its letters
 */
function fewer({ type, domain }: NonNullable<PlotOptions['x']>, room: number): number | string[] {
  if ((type !== 'point' && type !== 'band') || domain === undefined) return 4;
  const periods = [...(domain as Iterable<string>)];
  const most = Math.max(2, Math.floor(room / TICK));
  if (periods.length <= most) return periods;
  const years = periods.filter(isFirstOfYear);
  const shown = years.length > 1 ? years : periods;
  const each = Math.ceil(shown.length / most);
  return shown.filter((_, k) => k % each === 0);
}

/** One picture with one name: what its parts are called is for who draws, not for who listens. */
function namedSvg(drawn: Element, name: string): string {
  drawn.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  drawn.setAttribute('role', 'img');
  for (const part of drawn.querySelectorAll('[aria-label],[aria-description],[aria-hidden]')) {
    part.setAttribute('data-mark', part.getAttribute('aria-label') ?? '');
    for (const hint of ['aria-label', 'aria-description', 'aria-hidden'])
      part.removeAttribute(hint);
  }
  // A tenth of a pixel is seen by nobody, and the last digits of a logarithm differ between
  // engines.
  const svg = visible(drawn.outerHTML).replaceAll(/="[^"]*"/g, (attribute: string) =>
    attribute.replaceAll(
      /-?\d+\.\d{2,}(?:e-?\d+)?/g,
      (number) => `${Math.round(Number(number) * 10) / 10}`,
    ),
  );
  // Rules in a drawing would hold for the page; the page has its own.
  return svg
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(' role="img"', () => ` role="img" aria-label="${escaped(name)}"`);
}
