/** `discover.html`: what was discovered, on one page that needs nothing but itself. */

import type { Program } from '../compile/program.ts';
import { htmlPage } from '../report/html-page.ts';
import { escaped } from '../report/html-text.ts';
import { figureHtml } from '../report/media/figure.ts';
import { significant } from '../stats/round.ts';
import { parseColumnName } from '../text/column-name.ts';
import type { Discovery, FoundBox, Trials } from './discover.ts';
import { boxFigure, trajectoryFigure } from './plots.ts';
import {
  boxFacts,
  discoverySentences,
  limitText,
  pText,
  shareSentence,
  treeLines,
  trialsSentence,
} from './telling.ts';

/** What a page says of where it comes from. */
export interface PageFacts {
  readonly run: string;
  readonly where: string;
  readonly program: Program;
  /** Trials in which it cannot be said whether the condition holds. */
  readonly unknown: number;
  /** How trials that evidence weighs were drawn, in a sentence; none where all count alike. */
  readonly redrawn: readonly string[];
}

/** The same discovery gives the same bytes. */
export function discoveryPage(discovery: Discovery, trials: Trials, facts: PageFacts): string {
  const { run, where, program, unknown, redrawn } = facts;
  const [sentence, ...further] = discoverySentences(where, discovery);
  const title = `${where}: ${program.title}`;
  return htmlPage(
    title,
    [
      `<p class="title">${escaped(program.title)}</p>`,
      `<h1>${escaped(sentence)}</h1>`,
      ...further.map((text) => `<p>${escaped(text)}</p>`),
      `<p class="rests">${escaped(`Of all trials: ${shareSentence(where, discovery)} ${trialsSentence(discovery, unknown)} ${redrawn.map((text) => `${text} `).join('')}Run ${run}.`)}</p>`,
    ],
    [
      ...discovery.boxes.flatMap((box, k) => boxSection(box, k, { discovery, trials, program })),
      '<section id="tree"><h2>As a tree of questions</h2>',
      `<pre><code>${escaped(treeLines(discovery.tree, discovery).join('\n'))}</code></pre>`,
      '</section>',
    ],
  );
}

function boxSection(
  box: FoundBox,
  k: number,
  {
    discovery,
    trials,
    program,
  }: { readonly discovery: Discovery; readonly trials: Trials; readonly program: Program },
): string[] {
  const drawings = [boxFigure(discovery.boxes, k, trials), trajectoryFigure(box)].filter(
    (drawing) => drawing !== undefined,
  );
  const heading = discovery.boxes.length === 1 ? 'The box' : `Box ${k + 1}`;
  const limits = box.limits.map((limit) => {
    const { label, unit } = meaning(limit.input, program);
    const without = `${significant(limit.without * 100, 3)} of 100`;
    return [limitText(limit.input, limit), label, unit, without, pText(limit.p)];
  });
  return [
    `<section id="box-${k + 1}"><h2>${heading}</h2>`,
    tableOf(['Limit', 'Input', 'Unit', 'Density without it', 'Quasi-p'], limits),
    tableOf(
      ['', 'In trials held out', 'In trials searched'],
      boxFacts(box, discovery.halves.heldOut.trials),
    ),
    '<div class="gallery">',
    ...drawings.map(figureHtml),
    '</div></section>',
  ];
}

/**
 * What an input is called: a column of one that is drawn every quarter has the name of the input,
 * then the quarter.
 */
function meaning(
  column: string,
  { inputs }: Program,
): { readonly label: string; readonly unit: string } {
  const { id, period } = parseColumnName(column);
  const input = inputs.find((candidate) => candidate.id === id);
  const quarter = period === undefined ? '' : `, ${period}`;
  return { label: `${input?.about.label ?? id}${quarter}`, unit: input?.unit ?? '' };
}

function tableOf(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  return [
    '<div class="wide"><table>',
    `<thead>${cells('th', headings)}</thead>`,
    `<tbody>${rows.map((row) => cells('td', row)).join('\n')}</tbody>`,
    '</table></div>',
  ].join('\n');
}
