/** Figures as SVG text, drawn by Observable Plot without a browser. */

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { type Figure, sketch } from '../../charts/index.ts';
import type { PlotOptions, Sketch } from '../../charts/kind.ts';
import { fit } from '../../text/table.ts';
import { visible } from '../../text/visible.ts';
import { escaped } from './frame.ts';

const WIDTH = 640;
const HEIGHT = 320;
/** Width of a character of a tick. */
const CHARACTER = 6.4;

/** A figure with the legend beside it; the same figure gives the same bytes. */
export function svgOf(
  figure: Figure,
  width = WIDTH,
): Pick<Sketch, 'legend'> & { readonly svg: string } {
  const { options, legend } = sketch(figure, Plot);
  return { svg: drawn(fitted(options, width), figure.title), legend };
}

/** Where it is narrow, names of rows are cut to leave room for what is drawn. */
function fitted(options: PlotOptions, width: number): PlotOptions {
  if (width >= WIDTH) return { width, ...options };
  const { marginLeft = 56, marginRight = 20, x, y } = options;
  const left = Math.min(marginLeft, Math.round(width * 0.42));
  const name = Math.floor((left - 20) / CHARACTER);
  return {
    ...options,
    width,
    marginLeft: left,
    marginRight: Math.min(marginRight, Math.round(width * 0.2)),
    ...(x ? { x: { ...x, ticks: 4 } } : {}),
    ...(y?.type === 'band' ? { y: { ...y, tickFormat: (text: string) => fit(text, name) } } : {}),
  };
}

function drawn(options: PlotOptions, name: string): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const figure = Plot.plot({
    document,
    figure: false,
    className: 'plot',
    height: HEIGHT,
    marginLeft: 56,
    marginBottom: 36,
    style: { fontSize: '12px', background: 'none' },
    ...options,
  } as unknown as PlotOptions);
  figure.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  figure.setAttribute('role', 'img');
  // One picture with one name: what its parts are called is for who draws, not for who listens.
  for (const part of figure.querySelectorAll('[aria-label]')) {
    part.setAttribute('data-mark', part.getAttribute('aria-label') ?? '');
    for (const name of ['aria-label', 'aria-description']) part.removeAttribute(name);
  }
  // A tenth of a pixel is seen by nobody, and the last digits of a logarithm differ between
  // engines.
  const svg = visible(figure.outerHTML).replaceAll(/="[^"]*"/g, (attribute: string) =>
    attribute.replaceAll(
      /-?\d+\.\d{2,}(?:e-?\d+)?/g,
      (number) => `${Math.round(Number(number) * 10) / 10}`,
    ),
  );
  return svg.replace(' role="img"', () => ` role="img" aria-label="${escaped(name)}"`);
}
