/** A document as a page. The same document gives the same bytes. */

import type { ChartWords } from '../../charts/words.ts';
import { chartWordsOf } from '../../charts/words-of.ts';
import { escaped } from '../../text/escaped.ts';
import { anchor, type Block, type Document, plain, type Section } from '../document.ts';
import { figureHtml } from './figure.ts';
import { frame } from './frame.ts';
import { tableHtml, textHtml } from './table-html.ts';

/** Fewer sections are seen without a list of them. */
const LEAST_CONTENTS = 4;

export function documentHtml(document: Document): string {
  const { subject, title, summary, facts, sections, language = 'en' } = document;
  const words = chartWordsOf(language);
  return frame({
    title: plain(title),
    lang: language,
    body: [
      '<header>',
      `<p class="subject">${escaped(subject)}</p>`,
      `<h1>${textHtml(title)}</h1>`,
      '<div class="summary">',
      ...summary.map((text) => `<p>${textHtml(text)}</p>`),
      '</div>',
      ...(facts.length === 0 ? [] : [`<p class="facts">${facts.map(escaped).join(' · ')}</p>`]),
      '</header>',
      '<main>',
      ...contentsHtml(sections, words),
      ...sectionsHtml(sections, words),
      '</main>',
    ].join('\n'),
  });
}

function contentsHtml(sections: readonly Section[], { contents }: ChartWords): string[] {
  if (sections.length < LEAST_CONTENTS) return [];
  const ids = anchors(sections);
  const items = sections.map(
    ({ title }, k) => `<li><a href="#${ids[k]}">${escaped(title)}</a></li>`,
  );
  return [
    `<nav class="contents" aria-label="${escaped(contents)}"><ul>${items.join('\n')}</ul></nav>`,
  ];
}

/** @param words  of its charts */
export function sectionsHtml(sections: readonly Section[], words: ChartWords): string[] {
  const ids = anchors(sections);
  return sections.flatMap(({ title, folded, offPaper, blocks }, k) => {
    const heading = `<h2>${escaped(title)}</h2>`;
    const content = blocks.map((block) => blockHtml(block, words));
    return folded
      ? [
          `<details class="part${offPaper ? ' off-paper' : ''}" id="${ids[k]}"><summary>${heading}</summary>`,
          ...content,
          '</details>',
        ]
      : [`<section id="${ids[k]}">${heading}`, ...content, '</section>'];
  });
}

/** Where each section is found: two of one title have two places. */
export function anchors(sections: readonly Section[]): readonly string[] {
  const seen = new Map<string, number>();
  return sections.map(({ title }) => {
    const id = anchor(title);
    const before = seen.get(id) ?? 0;
    seen.set(id, before + 1);
    return before === 0 ? id : `${id}-${before + 1}`;
  });
}

/** @param level  of the heading of a part */
function blockHtml(block: Block, words: ChartWords, level = 3): string {
  switch (block.kind) {
    case 'text':
      return `<p>${textHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${textHtml(item)}</li>`).join('\n')}</ul>`;
    case 'figures':
      return [
        '<div class="gallery">',
        ...block.figures.map((figure) => figureHtml(figure, words)),
        '</div>',
      ].join('\n');
    case 'verbatim':
      return `<pre tabindex="0"><code>${escaped(block.lines.join('\n'))}</code></pre>`;
    case 'table':
      return tableHtml(block);
    case 'part': {
      const { title, id, about, blocks } = block;
      const small = [
        ...(id === undefined ? [] : [`<code>${escaped(id)}</code>`]),
        ...(about === undefined ? [] : [escaped(about)]),
      ];
      return [
        `<h${level}>${escaped(title)}</h${level}>`,
        ...(small.length === 0 ? [] : [`<p class="notes">${small.join(', ')}</p>`]),
        ...blocks.map((own) => blockHtml(own, words, Math.min(level + 1, 6))),
      ].join('\n');
    }
  }
}
