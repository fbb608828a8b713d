/** Text of strangers in documents: in every medium it is read and does nothing. */

import { parseHTML } from 'linkedom';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/report/document.ts';
import { frame } from '../../../src/report/media/frame.ts';
import { documentHtml } from '../../../src/report/media/html.ts';
import { documentMarkdown } from '../../../src/report/media/markdown.ts';
import { documentText } from '../../../src/report/media/terminal.ts';
import { escaped } from '../../../src/text/escaped.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '[a link](javascript:alert(1))',
  '![remote](https://example.org/p.png)',
  'a | b \\| c',
  'ticks ` and `` more',
  '# a heading',
  '- an item',
  '1. an item',
  '*bold* _low_ ~~gone~~',
  '&lt;b&gt; &amp;',
  'red \u001b[31m, back \u0008, clear \u009b2J',
  'turned \u202e round \u2066',
  'two\nlines',
];

function documentOf(text: string): Document {
  return {
    subject: text,
    title: [text, { id: text, label: text }],
    summary: [text, [{ href: 'javascript:alert(1)', text }, { href: text, text }, { code: text }]],
    facts: [text],
    sections: [
      {
        title: text,
        blocks: [
          { kind: 'text', text },
          { kind: 'list', items: [text] },
          { kind: 'verbatim', lines: [text] },
          {
            kind: 'table',
            name: text,
            columns: [
              { heading: text },
              { heading: text, kind: 'code' },
              { heading: 'n', kind: 'number' },
            ],
            rows: [[[{ id: text, label: text }], text, { value: 1, se: 0.1 }]],
            notes: [text],
          },
          {
            kind: 'figures',
            figures: [
              {
                kind: 'bars',
                title: text,
                axis: text,
                bars: [{ name: text, value: 1, low: 0.5, high: 2 }],
                caption: text,
              },
            ],
          },
        ],
      },
    ],
  };
}

/** Without hidden characters, on one line, and as often as wanted. */
const readable = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const HIDDEN = /(?![\t\n])\p{Cc}|[\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
const writtenOut = (text: string): string =>
  [...text]
    .map((sign) =>
      HIDDEN.test(sign) ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : sign,
    )
    .join('');

describe.each(HOSTILE)('%j', (text) => {
  const seen = readable(writtenOut(text));

  test('is text on a page', () => {
    const html = documentHtml(documentOf(text));
    expect(html).not.toMatch(HIDDEN);
    const { document } = parseHTML(html);
    expect(document.querySelectorAll('script, img, iframe, object, link').length).toBe(0);
    const elements = [...document.querySelectorAll('*')];
    const names = new Set(elements.flatMap((one) => [...one.attributes].map(({ name }) => name)));
    expect([...names].filter((name) => name.startsWith('on'))).toEqual([]);
    const links = [...document.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? '');
    expect(links.filter((href) => !href.startsWith('#'))).toEqual([]);
    const content = (at: string) => readable(document.querySelector(at)?.textContent ?? '');
    expect(content('h1')).toBe(readable(`${seen}${seen}`));
    expect(content('h2')).toBe(seen);
    expect(content('section > p')).toBe(seen);
    expect(content('li')).toBe(seen);
    expect(content('pre')).toBe(seen);
    expect(content('tbody th')).toBe(seen);
    expect(content('figcaption')).toBe(seen);
    expect(readable(document.querySelector('svg')!.getAttribute('aria-label')!)).toBe(seen);
  });

  test('is text in Markdown', () => {
    const markdown = documentMarkdown(documentOf(text));
    expect(markdown).not.toMatch(HIDDEN);
    const { document } = parseHTML(
      `<html><body>${marked.parse(markdown, { async: false, gfm: true })}</body></html>`,
    );
    const inside = 'script, img, iframe, b, i, del, a[href^="java"], h3';
    expect(document.querySelectorAll(inside).length).toBe(0);
    const content = (at: string) => readable(document.querySelector(at)?.textContent ?? '');
    expect(content('h1')).toBe(seen);
    expect(content('p')).toBe(readable(`${seen}${seen}`));
    expect(document.querySelectorAll('h2').length).toBe(1);
    expect(content('h2')).toBe(seen);
    expect(content('li')).toBe(seen);
    expect(content('td')).toBe(seen);
    expect(document.querySelectorAll('tr:last-child td').length).toBe(3);
    expect(readable(document.querySelectorAll('td')[1].textContent ?? '')).toBe(seen);
    expect(readable(document.querySelector('pre')?.textContent ?? '')).toBe(seen);
  });

  test('is text in the terminal', () => {
    const shown = documentText(documentOf(text), { width: 80 });
    expect(shown.replaceAll('\n', '')).not.toMatch(HIDDEN);
    expect(readable(shown)).toContain(seen);
  });
});

test('a page asks nobody for anything, and says so', () => {
  const html = frame({ title: 'a', body: '<p>b</p>' });
  const { document } = parseHTML(html);
  const policy = document.querySelector('meta[http-equiv]')!.getAttribute('content')!;
  expect(policy.split('; ')[0]).toBe("default-src 'none'");
  expect(policy).not.toContain('script-src');
  const scripted = frame({ title: 'a', body: '', policy: { 'script-src': "'sha256-x'" } });
  expect(scripted).toContain("script-src 'sha256-x'");
  expect(escaped('a\u001b"<&>')).toBe('a\\u001b&quot;&lt;&amp;&gt;');
});
