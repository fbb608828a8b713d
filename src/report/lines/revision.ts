/** A revision for the terminal: from the old forecast to the new one, edit by edit. */

import type { Revision } from '../../revision/revise.ts';
import { statisticName } from '../../revision/statistic.ts';
import { earned, earnedPair, percent } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { plural } from '../../text/listed.ts';
import { alignNumbers, columns, fit, wrap } from '../../text/table.ts';

/** The edits, what each of them did to every headline, and the files that say more. */
export function revisionParagraphs(
  { from, to, edits, headlines }: Revision,
  files: readonly string[],
  width: number,
): string[] {
  if (edits.length === 0)
    return [wrap(`${to} asks the same question as ${from}: nothing was edited.`, width).join('\n')];
  const blocks = Object.entries(headlines).map(
    ([id, { unit, kind, statistic, before, after, change, parts }]) => {
      const scale = kind === 'event' ? percent : (x: number | null) => x;
      const text = ({ value, se }: Estimate) => earnedPair(scale(value), scale(se));
      const of = kind === 'event' ? ' of 100 worlds' : ` ${unit}`;
      const rows = edits
        .map((edit, k) => ({ edit, part: parts[k] }))
        .toSorted((a, b) => Math.abs(b.part.value ?? 0) - Math.abs(a.part.value ?? 0));
      return [
        `${id} (${statisticName(kind, statistic)}): ${earned(scale(before.value), scale(before.se))} -> ${earned(scale(after.value), scale(after.se))}${of}, by ${text(change)}`,
        ...columns([
          { heading: '', cells: rows.map(({ edit }) => `  ${fit(edit.name, 40)}`), left: true },
          { heading: '', cells: alignNumbers(rows.map(({ part }) => text(part))) },
        ]).slice(1),
      ].join('\n');
    },
  );
  const list = edits.flatMap(({ name, what }) => wrap(`  ${name}: ${what}`, width, 4));
  return [
    [`From ${from} to ${to}: ${plural(edits.length, 'edit')}`, ...list].join('\n'),
    ...blocks,
    files.join('\n'),
  ];
}
