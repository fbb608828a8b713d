/** The page of a comparison: differences of runs from the first, with their intervals. */

import type { Figure } from '../charts/index.ts';
import type { OutcomeKind } from '../compile/outcome-kind.ts';
import type { Estimate } from '../stats/summary.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { figureHtml } from './media/figure.ts';

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
          readonly kind?: OutcomeKind;
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
  const drawings = ids.flatMap((id) => differencesOf(id, runs) ?? []);
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
      ...drawings.map(figureHtml),
      '</div></section>',
    ],
  );
}

/** Differences of the mean, a row a run; nothing where all are 0 or none is known. */
function differencesOf(id: string, runs: Compared['runs']): Figure | undefined {
  const bars = runs.flatMap(({ run, outcomes }) => {
    const found = outcomes[id]?.differences.find(({ statistic }) => statistic === 'mean');
    const { value, low, high } = found?.difference ?? { value: null, low: null, high: null };
    if (value === null) return [];
    const scale = outcomes[id].kind === 'event' ? 100 : 1;
    return [
      {
        name: run,
        value: value * scale,
        low: (low ?? value) * scale,
        high: (high ?? value) * scale,
      },
    ];
  });
  const { unit = '', kind } = runs.find(({ outcomes }) => outcomes[id])?.outcomes[id] ?? {};
  const isEvent = kind === 'event';
  if (bars.every(({ value }) => value === 0)) return undefined;
  return {
    kind: 'bars',
    title: id,
    axis: isEvent ? 'worlds of 100 more' : `${unit} more`,
    bars,
    caption: `${isEvent ? 'Probability' : 'Mean'} less that of the first run; dark lines are 95 % intervals of the simulation.`,
  };
}
