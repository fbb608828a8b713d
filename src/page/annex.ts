/** Everything behind the first screen: sections as every page has them, with the list of them. */

import { gallery, type Section, sectionOf } from '../report/document.ts';
import { anchors, sectionsHtml } from '../report/media/html.ts';
import { namesOf } from '../report/names.ts';
import { certificateSection } from '../report/pages/certificate.ts';
import { runSections } from '../report/pages/run.ts';
import { sensitivitySections } from '../report/pages/sensitivity.ts';
import { escaped } from '../text/escaped.ts';
import type { PageInput } from './beside.ts';
import { diagramHtml } from './equations/diagram.ts';
import { influenceOf } from './equations/influence.ts';
import { equationsHtml } from './equations/section.ts';
import { annexFigures, dotFigures, exceedanceFigures } from './figures.ts';
import type { Words } from './words/en.ts';

export function annexHtml(input: PageInput, words: Words): string {
  const sections = annexSections(input, words);
  const ids = anchors(sections);
  const typeset = typesetOf(input, words);
  return [
    '<div class="annex" id="annex">',
    `<nav aria-label="${escaped(words.contents)}"><h2>${escaped(words.contents)}</h2>`,
    ...sections.map(({ title }, k) => `<a href="#${ids[k]}">${escaped(title)}</a>`),
    ...typeset.map(({ id, title }) => `<a href="#${id}">${escaped(title)}</a>`),
    '</nav>',
    '<div>',
    `<p class="on-paper">${escaped(words.onPaper)}</p>`,
    ...sectionsHtml(sections, words.charts),
    ...typeset.map(
      ({ id, title, html }) =>
        `<details class="part" id="${id}"><summary><h2>${escaped(title)}</h2></summary>\n${html}</details>`,
    ),
    '</div></div>',
  ].join('\n');
}

/** All sections but those that are made of more than blocks. */
export function annexSections(input: PageInput, words: Words): readonly Section[] {
  const { plan, summary, facts, analysis, certificate } = input;
  const names = namesOf(plan.program, words.code);
  const drivers = analysis === undefined ? [] : sensitivitySections(analysis, names);
  return [
    ...sectionOf(words.annexCharts, gallery(annexFigures(input, words))),
    ...sectionOf(words.exceedanceTitle, gallery(exceedanceFigures(input, words))),
    ...sectionOf(words.dotsTitle, gallery(dotFigures(input, words))),
    ...sectionOf(
      names.tell('Sensitivity'),
      drivers.map(({ title, blocks }) => ({ kind: 'part', title, blocks })),
      { folded: true },
    ),
    ...runSections(plan, summary, facts, names),
    ...(certificate === undefined ? [] : [certificateSection(certificate, names)]),
  ];
}

/** What no other page has, and is made of more than blocks. */
function typesetOf(
  input: PageInput,
  words: Words,
): readonly { readonly id: string; readonly title: string; readonly html: string }[] {
  const influence = influenceOf(input.plan.program);
  const equations = equationsHtml(input, words);
  if (influence === undefined || equations === undefined) return [];
  return [
    {
      id: 'model-influence',
      title: words.influence.title,
      html: diagramHtml(influence, words),
    },
    { id: 'model-equations', title: words.equations.title, html: equations },
  ];
}
