/** The page of a revision: from the old forecast to the new one, an edit after the other. */

import type { Figure } from '../charts/index.ts';
import type { HeadlineRevision, Revision } from '../revision/revise.ts';
import { statisticName } from '../revision/statistic.ts';
import { earned } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { figureHtml } from './media/figure.ts';

export function waterfallPage({ from, to, edits, headlines }: Revision): string {
  const drawings = Object.entries(headlines).map(([id, one]) =>
    waterfall(
      id,
      one,
      edits.map(({ name }) => name),
    ),
  );
  return htmlPage(
    `From ${from} to ${to}`,
    [
      '<p class="title">Why the forecast changed</p>',
      `<h1>${escaped(to)}</h1>`,
      `<p class="rests">against ${escaped(from)}, ${edits.length} edit${edits.length === 1 ? '' : 's'}</p>`,
    ],
    [
      '<section><h2>What was edited</h2><ul>',
      ...edits.map(({ name, what }) => `<li><code>${escaped(name)}</code>: ${escaped(what)}</li>`),
      '</ul></section>',
      '<section><h2>What it changed</h2><div class="gallery">',
      ...drawings.map(figureHtml),
      '</div></section>',
    ],
  );
}

/** Edits drawn one by one; the smaller ones stand together. */
const MOST_ROWS = 12;

function waterfall(id: string, one: HeadlineRevision, names: readonly string[]): Figure {
  const scale = one.kind === 'event' ? 100 : 1;
  const ordered = names
    .map((name, k) => ({
      name,
      by: (one.parts[k].value ?? 0) * scale,
      se: (one.parts[k].se ?? 0) * scale,
    }))
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const shown = ordered.slice(0, MOST_ROWS);
  const rest = ordered.slice(MOST_ROWS);
  if (rest.length > 0)
    shown.push({
      name: `${rest.length} smaller edits`,
      by: rest.reduce((sum, { by }) => sum + by, 0),
      se: Math.sqrt(rest.reduce((sum, { se }) => sum + se * se, 0)),
    });
  const end = ({ value, se }: Estimate) => {
    const at = (value ?? 0) * scale;
    return { at, text: earned(at, se === null ? null : se * scale) };
  };
  return {
    kind: 'steps',
    title: id,
    axis: one.kind === 'event' ? 'worlds of 100' : one.unit,
    before: end(one.before),
    after: end(one.after),
    steps: shown,
    caption: `${capital(statisticName(one.kind, one.statistic))}; the part of an edit is its mean effect over all orders in which the edits could have been made. Dark lines are two standard errors.`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
