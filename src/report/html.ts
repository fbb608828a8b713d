/**
 * `report.html`: the answer on one page that needs nothing but itself. What stands in `report.md`
 * is in it word for word; plots, the sources in full and the certificate of the self-test come on
 * top. The same run gives the same bytes.
 */

import { marked } from 'marked';
import type { Figure } from '../charts/index.ts';
import type { Plan } from '../plan/plan.ts';
import type { Analysis } from '../sensitivity/document.ts';
import type { Summary } from '../stats/summary.ts';
import { type Certificate, certificateSection } from './certificate.ts';
import { evidenceDrawings } from './evidence-plots.ts';
import { headlineSentence } from './headlines.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { markdownSections } from './markdown.ts';
import { figureHtml } from './media/figure.ts';
import { sectionsHtml } from './media/html.ts';
import { namesOf } from './names.ts';
import { sensitivitySections } from './pages/sensitivity.ts';
import { editionText, type RunFacts, trialsText } from './run-facts.ts';
import { runFigures } from './run-figures.ts';

/** Sections that few read from end to end. */
const FOLDED = new Set([
  'All outcomes',
  'Quarter by quarter',
  'Assumptions',
  'Correlations',
  'Sources',
]);

/**
 * @param certificate  of the self-test on this machine, if there is one
 * @param analysis     of the sensitivity of the same question, if there is one
 */
export function htmlReport(
  plan: Plan,
  summary: Summary,
  facts: RunFacts,
  certificate?: Certificate,
  analysis?: Analysis,
): string {
  const { title, inputs } = plan.program;
  const sentence = headlineSentence(plan, summary) ?? title;
  const judged = inputs.filter(({ about, used }) => used && about.judgement).length;
  const cited = new Set(inputs.flatMap(({ about }) => about.sources ?? []));
  const rests = [
    `model ${plan.model}${editionText(plan)}`,
    `${trialsText(plan).replace(' in ', ' trials in ')}, seed ${plan.seed}, ${plan.design} design`,
    `${inputs.length} assumptions, ${judged} of them judgement`,
    ...(cited.size > 0 ? [`${cited.size} sources`] : []),
    `digest ${facts.digest.slice(0, 16)}`,
  ];
  const { charts, dots } = runFigures(plan, summary);
  const sections = markdownSections(plan, summary, facts);
  return htmlPage(
    title,
    [
      `<p class="title">${escaped(title)}</p>`,
      `<h1>${escaped(sentence)}</h1>`,
      `<p class="rests">${rests.map(escaped).join(' · ')}</p>`,
    ],
    [
      ...gallery('Over time', charts),
      ...gallery('A hundred trials', dots),
      ...gallery('What the evidence moved', evidenceDrawings(facts.evidence)),
      ...sections.map(({ title: heading, paragraphs }) => {
        const body = fragment(paragraphs.join('\n\n'));
        const id = anchor(heading);
        return FOLDED.has(heading)
          ? `<details id="${id}"><summary><h2>${escaped(heading)}</h2></summary>\n${body}</details>`
          : `<section id="${id}"><h2>${escaped(heading)}</h2>\n${body}</section>`;
      }),
      ...sensitivityPart(analysis, plan),
      ...certificateSection(certificate),
    ],
  );
}

/** What drives the outcomes, if that was asked. */
function sensitivityPart(analysis: Analysis | undefined, plan: Plan): string[] {
  if (!analysis) return [];
  return [
    '<details id="sensitivity"><summary><h2>What drives it</h2></summary>',
    ...sectionsHtml(sensitivitySections(analysis, namesOf(plan.program))),
    '</details>',
  ];
}

function gallery(heading: string, drawn: readonly Figure[]): string[] {
  if (drawn.length === 0) return [];
  return [
    `<section id="${anchor(heading)}"><h2>${escaped(heading)}</h2>`,
    '<div class="gallery">',
    ...drawn.map(figureHtml),
    '</div></section>',
  ];
}

/** Markdown as HTML; wide tables scroll by themselves. */
function fragment(markdown: string): string {
  const html = marked.parse(markdown, { async: false, gfm: true });
  return html
    .replaceAll('<table>', '<div class="wide"><table>')
    .replaceAll('</table>', '</table></div>');
}

function anchor(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
