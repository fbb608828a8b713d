/** A batch for the terminal: headlines by cell. */

import type { BatchCell, BatchManifest } from '../../batch/manifest.ts';
import { earnedPair, percent } from '../../stats/round.ts';
import { alignNumbers, columns, wrap } from '../../text/table.ts';

/** Headlines that the terminal shows; the page has all. */
const SHOWN = 3;

/** How many cells are done, their headlines side by side, and what became of the others. */
export function batchLines({ batch, cells, comparison }: BatchManifest, width: number): string[] {
  const done = cells.filter(({ state }) => state === 'done');
  const failed = cells.filter(({ state }) => state === 'failed');
  const left = cells.filter(({ state }) => state === 'stopped' || state === 'waiting');
  const ids = Object.keys(done[0]?.headlines ?? {}).slice(0, SHOWN);
  return [
    ...wrap(`${batch}: ${done.length} of ${cells.length} cells are done.`, width),
    ...ids.flatMap((id) => ['', ...headlineTable(id, done, comparison, width)]),
    ...failed.flatMap(({ name, why }) => ['', ...`${name} failed: ${why}`.split('\n')]),
    ...(left.length === 0 ? [] : ['']),
    ...left.map(
      ({ name, state }) => `${name}: ${state === 'stopped' ? 'was stopped' : 'is still to be run'}`,
    ),
    ...(left.length === 0 ? [] : ['The same command goes on with them.']),
  ];
}

function headlineTable(
  id: string,
  done: readonly BatchCell[],
  comparison: BatchManifest['comparison'],
  width: number,
): string[] {
  const first = done[0]?.headlines?.[id];
  const event = first?.kind === 'event';
  const rows = done.map(({ name, headlines, run }) => {
    const found = comparison?.runs.find((one) => one.run === run)?.outcomes[id];
    const told = event ? 'mean' : 'p50';
    const difference = found?.differences.find(({ statistic }) => statistic === told)?.difference;
    const headline = headlines?.[id];
    return { name, value: event ? headline?.mean : headline?.quantiles.p50, difference };
  });
  const text = (one: { readonly value: number | null; readonly se: number | null } | undefined) =>
    one === undefined
      ? ''
      : event
        ? earnedPair(percent(one.value), percent(one.se))
        : earnedPair(one.value, one.se);
  const unit = event ? 'of 100 worlds' : `median, ${first?.unit ?? ''}`;
  const names = { heading: '', cells: rows.map(({ name }) => `  ${name}`), left: true };
  const values = {
    heading: '',
    cells: alignNumbers(rows.map(({ value }) => text(value))),
  };
  const from = {
    heading: 'from the first',
    cells: alignNumbers(rows.map(({ difference }) => text(difference))),
  };
  return [
    ...wrap(`${id} [${unit}]`, width),
    // Without differences the headings are empty.
    ...(comparison === undefined
      ? columns([names, values]).slice(1)
      : columns([names, values, from])),
  ];
}
