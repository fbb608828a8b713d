/** The page of a batch: headlines by cell. */

import type { BatchManifest } from '../batch/manifest.ts';
import type { Figure } from '../charts/index.ts';
import { earnedPair, percent } from '../stats/round.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { figureHtml } from './media/figure.ts';

export function batchPage({ batch, cells, comparison }: BatchManifest): string {
  const done = cells.filter(({ headlines }) => headlines !== undefined);
  const columns = [...new Set(done.flatMap(({ headlines }) => Object.keys(headlines ?? {})))];
  return htmlPage(
    `Batch ${batch}`,
    [
      '<p class="title">Batch of forecasts</p>',
      `<h1>${escaped(batch)}: ${done.length} of ${cells.length} cells are done</h1>`,
      ...(done.length > 1
        ? [`<p class="rests">Differences are from the first, ${escaped(done[0].name)}.</p>`]
        : []),
    ],
    [
      '<section><h2>Headlines by cell</h2><div class="gallery">',
      ...columns.map((column) => figureHtml(drawing(column, done))),
      '</div></section>',
      ...(comparison === undefined
        ? []
        : [
            '<section><h2>Differences from the first</h2><div class="scroll"><table>',
            `<tr><th>cell</th>${columns.map((column) => `<th>${escaped(column)}</th>`).join('')}</tr>`,
            ...comparison.runs.map(({ outcomes, paired }, k) => {
              const differences = columns.map((column) => {
                const found = outcomes[column];
                const one = found?.differences.find(({ statistic }) => statistic === 'mean');
                if (one === undefined) return '<td></td>';
                const { value, se } = one.difference;
                return found.kind === 'event'
                  ? `<td>${earnedPair(percent(value), percent(se))}</td>`
                  : `<td>${earnedPair(value, se)}</td>`;
              });
              return `<tr><td>${escaped(done[k + 1].name)}${paired ? '' : ' *'}</td>${differences.join('')}</tr>`;
            }),
            '</table></div>',
            '<p>Means; of events worlds of 100. * has other worlds than the first, so that its errors are larger.</p></section>',
          ]),
      ...failures(cells),
    ],
  );
}

function failures(cells: BatchManifest['cells']): string[] {
  const failed = cells.filter(({ why }) => why !== undefined);
  return failed.length === 0
    ? []
    : [
        '<section><h2>Cells that failed</h2>',
        ...failed.map(
          ({ name, why }) => `<p><b>${escaped(name)}</b></p><pre>${escaped(why ?? '')}</pre>`,
        ),
        '</section>',
      ];
}

/**
 * Of an amount median and 90 % of the worlds; of an event its probability and the error of the
 * simulation.
 */
function drawing(column: string, cells: BatchManifest['cells']): Figure {
  const ranges = cells.flatMap(({ name, headlines }) => {
    const found = headlines?.[column];
    if (found === undefined) return [];
    const { mean, quantiles, kind } = found;
    const event = kind === 'event';
    const middle = event ? mean.value : quantiles.p50.value;
    if (middle === null) return [];
    const [low, high] = event ? [mean.low, mean.high] : [quantiles.p5.value, quantiles.p95.value];
    const scale = event ? 100 : 1;
    return [
      {
        name,
        value: middle * scale,
        low: (low ?? middle) * scale,
        high: (high ?? middle) * scale,
      },
    ];
  });
  const { unit = '', kind } =
    cells.find(({ headlines }) => headlines?.[column])?.headlines?.[column] ?? {};
  const isEvent = kind === 'event';
  return {
    kind: 'ranges',
    title: column,
    axis: isEvent ? 'worlds of 100' : unit,
    zero: isEvent,
    ranges,
    caption: isEvent
      ? 'Probability; the bar is the 95 % interval of the simulation.'
      : 'Median; nine of ten worlds lie within the bar.',
  };
}
