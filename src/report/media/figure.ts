/** A figure on a page: title, legend, drawing, caption, and the numbers behind it. */

import { legendOf } from '../../charts/draw.ts';
import { type Figure, figureData } from '../../charts/index.ts';
import type { ChartWords } from '../../charts/words.ts';
import { escaped } from '../../text/escaped.ts';
import { serverCanvas, svgOf } from './svg.ts';
import { tableHtml } from './table-html.ts';

/** Of a column on a desk, and of a phone: text in a drawing that is scaled far down is too small. */
const SIZES = {
  wide: { width: 480, fontSize: 13 },
  narrow: { width: 360, fontSize: 12 },
} as const;

export function figureHtml(figure: Figure, words: ChartWords): string {
  const { headings, rows } = figureData(figure, words);
  const drawn = (Object.keys(SIZES) as (keyof typeof SIZES)[]).map((where) => ({
    where,
    svg: svgOf(figure, words, SIZES[where]),
  }));
  const keys = legendOf(figure, { ...serverCanvas(), words }).map(
    ({ name, colour }) =>
      `<span class="key"><span class="swatch" data-colour="${colour}" style="background:${colour}"></span>${escaped(name)}</span>`,
  );
  return [
    '<figure>',
    `<h3>${escaped(figure.title)}</h3>`,
    ...(keys.length > 0 ? [`<p class="legend">${keys.join(' ')}</p>`] : []),
    ...drawn.map(({ where, svg }) => `<div class="${where}">${svg}</div>`),
    `<figcaption>${escaped(figure.caption)}</figcaption>`,
    `<details><summary>${escaped(words.dataOfChart)}</summary>`,
    tableHtml({
      kind: 'table',
      name: words.dataOf(figure.title),
      columns: headings.map((heading) => ({ heading })),
      rows,
    }),
    '</details>',
    '</figure>',
  ].join('\n');
}
