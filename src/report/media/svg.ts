/** Figures as SVG text, drawn by Observable Plot without a browser. */

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { type Figure, sketch } from '../../charts/index.ts';
import type { PlotOptions, Sketch } from '../../charts/kind.ts';

const WIDTH = 640;
const HEIGHT = 320;

/** A figure with the legend beside it; the same figure gives the same bytes. */
export function svgOf(figure: Figure): Pick<Sketch, 'legend'> & { readonly svg: string } {
  const { options, legend } = sketch(figure, Plot);
  return { svg: drawn(options), legend };
}

function drawn(options: PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const figure = Plot.plot({
    document,
    figure: false,
    className: 'plot',
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 56,
    marginBottom: 36,
    style: { fontSize: '12px', background: 'none' },
    ...options,
  } as unknown as PlotOptions);
  figure.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  figure.setAttribute('role', 'img');
  // A tenth of a pixel is seen by nobody, and the last digits of a logarithm differ between
  // engines.
  return figure.outerHTML.replaceAll(/="[^"]*"/g, (attribute: string) =>
    attribute.replaceAll(
      /-?\d+\.\d{2,}(?:e-?\d+)?/g,
      (number) => `${Math.round(Number(number) * 10) / 10}`,
    ),
  );
}
