/** The page of a comparison: differences of runs from the first, with their intervals. */

import * as Plot from '@observablehq/plot';
import { significant } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { figure } from './figure.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { COLOURS, type Drawing, draw } from './plots.ts';

/** What of a comparison is drawn. */
export interface Compared {
  readonly baseline: string;
  readonly runs: readonly {
    readonly run: string;
    readonly paired: boolean;
    readonly outcomes: Readonly<
      Record<
        string,
        {
          readonly unit: string;
          readonly differences: readonly {
            readonly statistic: string;
            readonly difference: Estimate;
          }[];
        }
      >
    >;
  }[];
}

export function differencesPage({ baseline, runs }: Compared): string {
  const ids = [...new Set(runs.flatMap(({ outcomes }) => Object.keys(outcomes)))];
  const drawings = ids.flatMap((id) => drawn(id, runs) ?? []);
  const unpaired = runs.filter(({ paired }) => !paired).map(({ run }) => run);
  return htmlPage(
    `Against ${baseline}`,
    [
      '<p class="title">Differences of runs</p>',
      `<h1>Against ${escaped(baseline)}</h1>`,
      `<p class="rests">${unpaired.length === 0 ? 'All runs have the same worlds.' : `Other worlds: ${escaped(unpaired.join(', '))}.`}</p>`,
    ],
    [
      '<section><h2>How far the runs are from it</h2>',
      '<div class="gallery">',
      ...drawings.map(figure),
      '</div></section>',
    ],
  );
}

/** Differences of the mean, a row a run; nothing where all are 0 or none is known. */
function drawn(id: string, runs: Compared['runs']): Drawing | undefined {
  const rows = runs.flatMap(({ run, outcomes }) => {
    const found = outcomes[id]?.differences.find(({ statistic }) => statistic === 'mean');
    const { value, low, high } = found?.difference ?? { value: null, low: null, high: null };
    if (value === null) return [];
    const scale = outcomes[id].unit === '0/1' ? 100 : 1;
    return [
      {
        run: short(run),
        value: value * scale,
        low: (low ?? value) * scale,
        high: (high ?? value) * scale,
      },
    ];
  });
  const unit = runs.find(({ outcomes }) => outcomes[id])?.outcomes[id].unit ?? '';
  if (rows.every(({ value }) => value === 0)) return undefined;
  const ends = rows.flatMap(({ low, high }) => [low, high, 0]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const pad = 0.18 * (most - least);
  const svg = draw({
    height: 70 + 34 * rows.length,
    marginLeft: 220,
    marginRight: 40,
    x: {
      label: unit === '0/1' ? 'worlds of 100 more' : `${unit} more`,
      grid: true,
      domain: [least - pad, most + pad],
      tickFormat: (x: number) => significant(x, 4),
    },
    y: { type: 'band', domain: rows.map(({ run }) => run), label: null, padding: 0.4 },
    marks: [
      Plot.barX(rows, { y: 'run', x1: 0, x2: 'value', fill: COLOURS[0], fillOpacity: 0.75 }),
      Plot.ruleY(rows, { y: 'run', x1: 'low', x2: 'high', stroke: '#222', strokeWidth: 1.6 }),
      Plot.ruleX([0], { stroke: '#444' }),
    ],
  });
  return {
    title: id,
    svg,
    legend: [],
    caption: `${unit === '0/1' ? 'Probability' : 'Mean'} less that of the first run; dark lines are 95 % intervals of the simulation.`,
  };
}

function short(name: string): string {
  return name.length <= 32 ? name : `${name.slice(0, 31)}…`;
}
