/** The frame of every page: one file that needs nothing but itself, and asks nobody for anything. */

import { escaped } from '../../text/escaped.ts';
import { STYLE } from './style.ts';

export interface Framed {
  /** Plain text, of the window. */
  readonly title: string;
  /** Of the text, as HTML says it. */
  readonly lang?: string;
  /** HTML that is complete and safe. */
  readonly body: string;
  /** Rules beside those of every page. */
  readonly style?: string;
  /** HTML at the end of the head, such as data. */
  readonly head?: string;
  /** Sources beside none at all, by directive: `{ 'script-src': "'sha256-...'" }`. */
  readonly policy?: Readonly<Record<string, string>>;
}

/** Nothing is fetched, nothing is run, and nobody else's page begins here. */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'style-src': "'unsafe-inline'",
  'img-src': 'data:',
  'base-uri': "'none'",
  'form-action': "'none'",
};

export function frame({ title, lang = 'en', body, style = '', head = '', policy }: Framed): string {
  const directives = Object.entries({ ...POLICY, ...policy }).map((pair) => pair.join(' '));
  return `${[
    '<!doctype html>',
    `<html lang="${escaped(lang)}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(directives.join('; '))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}${style}</style>`,
    ...(head === '' ? [] : [head]),
    '</head>',
    '<body>',
    body,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}
