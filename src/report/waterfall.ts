/** The page of a revision: from the old forecast to the new one, an edit after the other. */

import * as Plot from '@observablehq/plot';
import { statisticName } from '../revision/compare.ts';
import type { HeadlineRevision, Revision } from '../revision/revise.ts';
import { earned, significant } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { figure } from './figure.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { COLOURS, type Drawing, draw } from './plots.ts';

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
      ...drawings.map(figure),
      '</div></section>',
    ],
  );
}

/** Edits drawn one by one; the smaller ones stand together. */
const MOST_ROWS = 12;

function waterfall(id: string, one: HeadlineRevision, names: readonly string[]): Drawing {
  const scale = one.unit === '0/1' ? 100 : 1;
  const ordered = names
    .map((name, k) => ({
      name,
      value: (one.parts[k].value ?? 0) * scale,
      se: (one.parts[k].se ?? 0) * scale,
    }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const shown = ordered.slice(0, MOST_ROWS);
  const rest = ordered.slice(MOST_ROWS);
  if (rest.length > 0)
    shown.push({
      name: `${rest.length} smaller edits`,
      value: rest.reduce((sum, { value }) => sum + value, 0),
      se: Math.sqrt(rest.reduce((sum, { se }) => sum + se * se, 0)),
    });
  let at = (one.before.value ?? 0) * scale;
  const rows = shown.map(({ name, value, se }) => {
    const from = at;
    at += value;
    return { name: short(name), from, to: at, low: at - 2 * se, high: at + 2 * se };
  });
  const end = (name: string, { value, se }: Estimate) => {
    const at = (value ?? 0) * scale;
    return { name, at, text: earned(at, se === null ? null : se * scale) };
  };
  const ends = [end('before', one.before), end('after', one.after)];
  const all = [...ends.map(({ at: x }) => x), ...rows.flatMap(({ low, high }) => [low, high])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const pad = 0.15 * (most - least || 1);
  const svg = draw({
    height: 70 + 30 * (rows.length + 2),
    marginLeft: 230,
    marginRight: 40,
    x: {
      label: one.unit === '0/1' ? 'worlds of 100' : one.unit,
      grid: true,
      domain: [least - pad, most + pad],
      tickFormat: (x: number) => significant(x, 4),
    },
    y: {
      type: 'band',
      domain: ['before', ...rows.map(({ name }) => name), 'after'],
      label: null,
      padding: 0.35,
    },
    marks: [
      Plot.barX(rows, {
        y: 'name',
        x1: 'from',
        x2: 'to',
        fill: ({ from, to }: { from: number; to: number }) => (to < from ? COLOURS[1] : COLOURS[0]),
      }),
      Plot.ruleY(rows, { y: 'name', x1: 'low', x2: 'high', stroke: '#222', strokeWidth: 1.2 }),
      Plot.dot(ends, { y: 'name', x: 'at', r: 5, fill: '#1c2429' }),
      Plot.text(ends, {
        y: 'name',
        x: 'at',
        dx: 10,
        textAnchor: 'start',
        text: 'text',
      }),
    ],
  });
  return {
    title: id,
    svg,
    legend: [],
    caption: `${capital(statisticName(one.unit, one.statistic))}; the part of an edit is its mean effect over all orders in which the edits could have been made. Dark lines are two standard errors.`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function short(text: string): string {
  return text.length <= 34 ? text : `${text.slice(0, 33)}…`;
}
