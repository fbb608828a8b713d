/** Figures as SVG text, drawn by Observable Plot without a browser. */

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { type Canvas, type DrawSize, drawFigure } from '../../charts/draw.ts';
import type { Figure } from '../../charts/index.ts';
import type { ChartWords } from '../../charts/words.ts';

/** The same figure gives the same bytes. */
export function svgOf(figure: Figure, words: ChartWords, size?: DrawSize): string {
  return drawFigure(figure, { ...serverCanvas(), words }, size);
}

/** Observable Plot in a document of no browser. */
export function serverCanvas(): Canvas {
  return { plot: Plot, document: parseHTML('<!doctype html><html><body></body></html>').document };
}
