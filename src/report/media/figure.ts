/** A figure on a page: title, legend, drawing, caption. */

import type { Figure } from '../../charts/index.ts';
import { escaped } from '../html-text.ts';
import { svgOf } from './svg.ts';

export function figureHtml(figure: Figure): string {
  const { svg, legend } = svgOf(figure);
  const keys = legend.map(
    ({ name, colour }) =>
      `<span class="key"><span class="swatch" style="background:${colour}"></span>${escaped(name)}</span>`,
  );
  return [
    '<figure>',
    `<h3>${escaped(figure.title)}</h3>`,
    ...(keys.length > 0 ? [`<p class="legend">${keys.join(' ')}</p>`] : []),
    svg,
    `<figcaption>${escaped(figure.caption)}</figcaption>`,
    '</figure>',
  ].join('\n');
}
