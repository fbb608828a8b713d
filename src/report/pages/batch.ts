/** What `chipcast batch` says: headlines by cell, and how far each cell is from the first. */

import type { BatchCell, BatchManifest } from '../../batch/manifest.ts';
import type { Figure } from '../../charts/index.ts';
import type { Estimate } from '../../stats/summary.ts';
import { lastOf } from '../../text/entry.ts';
import {
  type Amount,
  type Document,
  type Finding,
  gallery,
  paragraph,
  type Section,
  type Table,
  tableOf,
} from '../document.ts';
import { afterOf, axisOf, cellOf, isShare, numeralOf } from '../measure.ts';
import type { Names } from '../names.ts';

type Headline = NonNullable<BatchCell['headlines']>[string];

export function batchPage(manifest: BatchManifest, names: Names): Document {
  const { batch, cells } = manifest;
  const done = cells.filter(({ state }) => state === 'done');
  const columns = [...new Set(done.flatMap(({ headlines }) => Object.keys(headlines ?? {})))];
  const headlines = (column: string) =>
    done.flatMap(({ name, headlines: own }) =>
      own?.[column] === undefined ? [] : [{ name, headline: own[column] }],
    );
  const main =
    columns.find((column) => headlines(column)[0]?.headline.kind === 'event') ?? columns[0];
  return {
    language: names.language,
    subject: names.tell('Batch {batch}', { batch }),
    title: main === undefined ? progress(manifest, names) : rangeOf(main, headlines(main), names),
    summary: [
      ...(main === undefined ? [] : [progress(manifest, names)]),
      ...columns
        .filter((column) => column !== main)
        .slice(0, SUMMED_UP)
        .map((column) => rangeOf(column, headlines(column), names)),
    ],
    facts: [],
    sections: [
      ...columns.map(
        (column): Section => ({
          title: names.of(column).label,
          blocks: [
            headlineTable(column, manifest, done, names, column === columns[0]),
            ...gallery([drawing(column, headlines(column), names)]),
          ],
        }),
      ),
      ...unfinished(cells, names),
    ],
  };
}

/** Headlines beside the one of the title. */
const SUMMED_UP = 2;

function progress({ batch, cells }: BatchManifest, { tell, many }: Names): string {
  const done = cells.filter(({ state }) => state === 'done').length;
  return tell(
    cells.length === 1
      ? '{batch}: {done} of {cells} is done.'
      : '{batch}: {done} of {cells} are done.',
    { batch, done, cells: many(cells.length, 'cell') },
  );
}

/** What of a cell is told: of an event its chance, of an amount its median. */
function told({ kind, mean, quantiles }: Headline): Estimate {
  return kind === 'event' ? mean : quantiles.p50;
}

/** From the cell where it is least to the one where it is greatest. */
function rangeOf(
  column: string,
  cells: readonly { readonly name: string; readonly headline: Headline }[],
  names: Names,
): Finding {
  const ranked = cells
    .filter(({ headline }) => told(headline).value !== null)
    .toSorted((a, b) => told(a.headline).value! - told(b.headline).value!);
  const { say } = names;
  const outcome = names.in(column);
  if (ranked.length === 0) return say('{outcome}: no value', { outcome });
  const [least, most] = [ranked[0], lastOf(ranked)];
  const text = ({ headline }: (typeof ranked)[number]) =>
    numeralOf(headline, told(headline), names);
  if (ranked.length === 1)
    return say('{outcome}: {value} in {cell}', { outcome, value: text(least), cell: least.name });
  return say('{outcome}: from {least} ({first}) to {most} ({last})', {
    outcome,
    least: text(least),
    first: least.name,
    most: text(most),
    last: most.name,
  });
}

function headlineTable(
  column: string,
  { comparison }: BatchManifest,
  done: readonly BatchCell[],
  names: Names,
  isFirst: boolean,
): Table {
  const first = done.flatMap(({ headlines }) => headlines?.[column] ?? [])[0];
  const isEvent = first?.kind === 'event';
  const { tell, marks } = names;
  const measure = isEvent
    ? tell('chance')
    : tell('median') + (first === undefined ? '' : afterOf(first, names));
  const cell = (one: Estimate | undefined): Amount | undefined =>
    one === undefined || first === undefined ? undefined : cellOf(first, one);
  const differenceOf = ({ run }: BatchCell) =>
    comparison?.runs
      .find((one) => one.run === run)
      ?.outcomes[column]?.differences.find(
        ({ statistic }) => statistic === (isEvent ? 'mean' : 'p50'),
      )?.difference;
  const unpaired = done.filter(({ run }) =>
    comparison?.runs.some((one) => one.run === run && !one.paired),
  );
  return tableOf(
    tell('{outcome} by cell', { outcome: names.of(column).label }),
    done,
    [
      { heading: tell('cell'), of: ({ name }) => name },
      {
        heading: measure,
        kind: 'number',
        digits: 3,
        of: ({ headlines }) => cell(headlines?.[column] && told(headlines[column])),
      },
      ...(isEvent
        ? []
        : ([5, 95] as const).map((p) => ({
            heading: `${p}%`,
            kind: 'number' as const,
            digits: 3,
            of: ({ headlines }: BatchCell) => cell(headlines?.[column]?.quantiles[`p${p}`]),
          }))),
      ...(comparison === undefined
        ? []
        : [
            {
              heading: tell('from the first'),
              kind: 'number' as const,
              of: (one: BatchCell) => cell(differenceOf(one)),
            },
          ]),
    ],
    unpaired.length === 0 || !isFirst
      ? []
      : [
          tell(
            'Other trials than the first, so that the error of a difference is larger: {cells}.',
            {
              cells: unpaired.map(({ name }) => name).join(marks.comma),
            },
          ),
        ],
  );
}

/** Of an amount its median with 90% of the trials; of an event its chance and simulation error. */
function drawing(
  column: string,
  cells: readonly { readonly name: string; readonly headline: Headline }[],
  names: Names,
): Figure {
  const isEvent = cells[0]?.headline.kind === 'event';
  const first = cells[0]?.headline;
  const scale = first !== undefined && isShare(first) ? 100 : 1;
  const ranges = cells.flatMap(({ name, headline }) => {
    const { mean, quantiles } = headline;
    const { value } = told(headline);
    if (value === null) return [];
    const [low, high] = isEvent ? [mean.low, mean.high] : [quantiles.p5.value, quantiles.p95.value];
    return [
      { name, value: value * scale, low: (low ?? value) * scale, high: (high ?? value) * scale },
    ];
  });
  return {
    kind: 'ranges',
    title: names.of(column).label,
    axis: first === undefined ? '' : axisOf(first, names),
    zero: isEvent,
    ranges,
    caption: isEvent
      ? names.tell('The dot is the chance; the bar is the 95% interval of the simulation error.')
      : names.tell('The dot is the median; nine of ten trials lie within the bar.'),
  };
}

function unfinished(cells: BatchManifest['cells'], { tell }: Names): Section[] {
  const failed = cells.filter(({ state }) => state === 'failed');
  const left = cells.filter(({ state }) => state === 'stopped' || state === 'waiting');
  return [
    ...(failed.length === 0
      ? []
      : [
          {
            title: tell('Cells that failed'),
            blocks: failed.flatMap(({ name, why = '' }) => [
              paragraph(tell('{cell} failed:', { cell: name })),
              { kind: 'verbatim' as const, lines: why.split('\n') },
            ]),
          },
        ]),
    ...(left.length === 0
      ? []
      : [
          {
            title: tell('Cells that are left'),
            blocks: [
              {
                kind: 'list' as const,
                items: left.map(({ name, state }) =>
                  tell(state === 'stopped' ? '{cell}: was stopped' : '{cell}: is still to be run', {
                    cell: name,
                  }),
                ),
              },
              paragraph(tell('The same command goes on with them.')),
            ],
          },
        ]),
  ];
}
