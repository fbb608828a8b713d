/** The frame of every page: it needs nothing but itself. */

import { STYLE } from './html-style.ts';
import { escaped } from './html-text.ts';

/**
 * @param title   plain text, of the window
 * @param header  lines of HTML
 * @param main    lines of HTML
 */
export function htmlPage(
  title: string,
  header: readonly string[],
  main: readonly string[],
): string {
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<header>',
    ...header,
    '</header>',
    '<main>',
    ...main,
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}
