/** A figure drawn as SVG: the same wherever there is a document, of a browser or of none. */

import { escaped } from '../text/escaped.ts';
import { fit } from '../text/table.ts';
import { visible } from '../text/visible.ts';
import { type Figure, sketch } from './index.ts';
import type { PlotLibrary, PlotOptions, Sketch } from './kind.ts';
import { isFirstOfYear } from './look.ts';
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
/** Width of a character of a tick, in the size of its font. */
const CHARACTER = 0.57;

/** What the colours of a figure mean, where there are several. */
export function legendOf(figure: Figure, { plot, words }: Canvas): Sketch['legend'] {
  return sketch(figure, plot, words).legend;
}

/** The same figure gives the same bytes. */
export function drawFigure(
  figure: Figure,
  { plot, document, words }: Canvas,
  { width = WIDTH, height, fontSize = 12 }: DrawSize = {},
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
    ...fitted(options, width, fontSize),
    ...(height === undefined ? {} : { height }),
  } as unknown as PlotOptions);
  return namedSvg(drawn as unknown as Element, figure.title);
}

/** Where it is narrow, names of rows are cut to leave room for what is drawn. */
function fitted(options: PlotOptions, width: number, fontSize: number): PlotOptions {
  if (width >= WIDTH) return { width, ...options };
  const { marginLeft = 56, marginRight = 20, x, y } = options;
  const left = Math.min(marginLeft, Math.round(width * 0.42));
  const name = Math.floor((left - 20) / (CHARACTER * fontSize));
  return {
    ...options,
    width,
    marginLeft: left,
    marginRight: Math.min(marginRight, Math.round(width * 0.2)),
    ...(x ? { x: { ...x, ticks: fewer(x) } } : {}),
    ...(y?.type === 'band' ? { y: { ...y, tickFormat: (text: string) => fit(text, name) } } : {}),
  };
}

/** Ticks that do not touch each other: of periods in years the first of every year. */
function fewer({ type, domain }: NonNullable<PlotOptions['x']>): number | string[] {
  if (type !== 'point' || domain === undefined) return 4;
  const periods = [...(domain as Iterable<string>)];
  const years = periods.filter(isFirstOfYear);
  return periods.length > 6 && years.length > 1 ? years : periods;
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
