/** A plot on a page: title, legend, drawing, caption. */

import { escaped } from './html-text.ts';
import type { Drawing } from './plots.ts';

export function figure({ title, svg, legend, caption }: Drawing): string {
  const keys = legend.map(
    ({ name, colour }) =>
      `<span class="key"><span class="swatch" style="background:${colour}"></span>${escaped(name)}</span>`,
  );
  return [
    '<figure>',
    `<h3>${escaped(title)}</h3>`,
    ...(keys.length > 0 ? [`<p class="legend">${keys.join(' ')}</p>`] : []),
    svg,
    `<figcaption>${escaped(caption)}</figcaption>`,
    '</figure>',
  ].join('\n');
}
