/** Differences of runs for the terminal: means and medians. */

import type { Comparison } from '../../revision/comparison.ts';
import { statisticName } from '../../revision/statistic.ts';
import { earnedPair, percent } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { alignNumbers, columns, wrap } from '../../text/table.ts';

/** A paragraph for each run that is compared. */
export function comparisonParagraphs({ baseline, runs }: Comparison, width: number): string[] {
  return runs.map(({ run, paired, outcomes, missing }) => {
    const rows = Object.entries(outcomes).flatMap(([id, { unit, kind, differences: found }]) =>
      found
        .filter(({ statistic }) => statistic === 'mean' || statistic === 'p50')
        .map((one) => ({ id, unit, kind, ...one })),
    );
    const cells = (of: (row: (typeof rows)[number]) => Estimate) =>
      alignNumbers(
        rows.map((row) => {
          const { value, se } = of(row);
          return row.kind === 'event'
            ? earnedPair(percent(value), percent(se))
            : earnedPair(value, se);
        }),
      );
    return [
      ...wrap(
        `${run} against ${baseline}: ${paired ? 'the same worlds, so the error of a difference is that of the pairs' : 'other worlds, so the errors of both add up'}.`,
        width,
      ),
      ...columns([
        { heading: '', cells: rows.map(({ id }) => `  ${id}`), left: true },
        {
          heading: '',
          cells: rows.map(({ kind, statistic }) =>
            kind === 'event' ? 'of 100 worlds' : statisticName(kind, statistic),
          ),
          left: true,
        },
        { heading: 'first', cells: cells(({ from }) => from) },
        { heading: 'this', cells: cells(({ to }) => to) },
        { heading: 'difference', cells: cells(({ difference }) => difference) },
      ]),
      ...(missing.length === 0 ? [] : wrap(`  It does not have ${missing.join(', ')}.`, width, 4)),
    ].join('\n');
  });
}
