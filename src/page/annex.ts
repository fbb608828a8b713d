/** Everything behind the first screen: sections of HTML, with the list of them. */

import { marked } from 'marked';
import { certificateSection } from '../report/certificate.ts';
import { evidenceDrawings } from '../report/evidence-plots.ts';
import { markdownSections } from '../report/markdown.ts';
import { figureHtml } from '../report/media/figure.ts';
import { sectionsHtml } from '../report/media/html.ts';
import { namesOf } from '../report/names.ts';
import { sensitivitySections } from '../report/pages/sensitivity.ts';
import { escaped } from '../text/escaped.ts';
import type { PageInput } from './beside.ts';
import { dotFigures } from './figures.ts';
import type { Words } from './words/en.ts';

interface Part {
  readonly title: string;
  readonly body: string;
  /** Closed until somebody asks: few read it from end to end. */
  readonly folded: boolean;
}

/** Sections that few read from end to end. */
const FOLDED = new Set([
  'All outcomes',
  'Quarter by quarter',
  'Assumptions',
  'Correlations',
  'Sources',
]);

export function annexHtml(input: PageInput, words: Words): string {
  const parts = partsOf(input, words);
  return [
    '<div class="annex" id="annex">',
    `<nav aria-label="${escaped(words.contents)}"><h2>${escaped(words.contents)}</h2>`,
    ...parts.map(({ title }) => `<a href="#${anchor(title)}">${escaped(title)}</a>`),
    '</nav>',
    '<div>',
    ...parts.map(({ title, body, folded }) => {
      const heading = `<h2>${escaped(title)}</h2>`;
      return folded
        ? `<details id="${anchor(title)}"><summary>${heading}</summary>\n${body}</details>`
        : `<section id="${anchor(title)}">${heading}\n${body}</section>`;
    }),
    '</div></div>',
  ].join('\n');
}

function partsOf(input: PageInput, words: Words): readonly Part[] {
  const { plan, summary, facts, analysis, certificate } = input;
  const dots = dotFigures(input, words);
  const evidence = evidenceDrawings(facts.evidence);
  return [
    ...(dots.length === 0
      ? []
      : [
          {
            title: words.dotsTitle,
            body: `<div class="gallery">${dots.map(figureHtml).join('\n')}</div>`,
            folded: false,
          },
        ]),
    ...(evidence.length === 0
      ? []
      : [
          {
            title: 'What the evidence moved',
            body: `<div class="gallery">${evidence.map(figureHtml).join('\n')}</div>`,
            folded: false,
          },
        ]),
    ...(analysis === undefined
      ? []
      : [
          {
            title: 'Sensitivity',
            body: sectionsHtml(sensitivitySections(analysis, namesOf(plan.program))).join('\n'),
            folded: true,
          },
        ]),
    ...markdownSections(plan, summary, facts).map(({ title, paragraphs }) => ({
      title,
      body: fragment(paragraphs.join('\n\n')),
      folded: FOLDED.has(title),
    })),
    ...(certificate === undefined
      ? []
      : [
          {
            title: 'Numerics certificate',
            body: certificateSection(certificate).join('\n'),
            folded: false,
          },
        ]),
  ];
}

/** Markdown as HTML; wide tables scroll by themselves. */
function fragment(markdown: string): string {
  const html = marked.parse(markdown, { async: false, gfm: true });
  return html
    .replaceAll(/<th([^>]*)><\/th>/g, '<td$1></td>')
    .replaceAll('<table>', '<div class="scroll" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
}

function anchor(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
