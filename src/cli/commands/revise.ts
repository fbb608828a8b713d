/** `chipcast revise`: why a forecast changed, edit by edit. */

import { Option } from '@commander-js/extra-typings';
import type { Revision } from '../../revision/revise.ts';
import { STATISTICS, type Statistic, statisticName } from '../../revision/statistic.ts';
import { earned, earnedPair, percent } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { alignNumbers, columns, fit, wrap } from '../../text/table.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { findStores } from '../find-store.ts';
import { command, computingOptions, OUTCOMES, RUN } from '../options.ts';
import { separated } from '../separated.ts';

export default computingOptions(
  command('revise', 'why a forecast changed between two runs, edit by edit')
    .argument('<old>', RUN)
    .argument('<new>', 'the run that came after it')
    .option('--outcomes <ids...>', OUTCOMES)
    .addOption(
      new Option('--statistic <name>', 'of amounts; of events it is the probability')
        .choices(STATISTICS)
        .default('p50' as const),
    ),
).action(reviseCommand);

export interface ReviseOptions extends ComputingOptions {
  readonly outcomes?: readonly string[];
  readonly statistic: Statistic;
  readonly out: string;
  readonly json?: boolean;
}

export async function reviseCommand(
  old: string,
  now: string,
  { outcomes, statistic, out, json, ...who }: ReviseOptions,
): Promise<void> {
  const { openStores } = await import('../../forecast/open.ts');
  const { revise } = await import('../../forecast/revise.ts');
  const { NODE } = await import('../../node/place.ts');
  const { waterfallPage } = await import('../../report/waterfall.ts');
  const stores = await findStores([old, now], out);
  const [from, to] = openStores(stores, NODE);
  const found = await withExecutor(who, undefined, (executor) =>
    revise(from, to, { outcomes: separated(outcomes), statistic }, executor),
  );
  const text = `${JSON.stringify(found, null, 1)}\n`;
  const [, after] = stores;
  after.write('revise.json', text);
  after.write('revise.html', waterfallPage(found));
  process.stdout.write(
    json ? text : revisionText(found, [after.file('revise.html'), after.file('revise.json')]),
  );
}

const WIDTH = 100;

/** A revision in lines: the edits, then each outcome with its parts, the largest first. */
export function revisionText(
  { from, to, edits, headlines }: Revision,
  files: readonly string[],
): string {
  const width = Math.min(WIDTH, process.stdout.columns ?? WIDTH);
  if (edits.length === 0)
    return `${wrap(`${to} asks the same question as ${from}: nothing was edited.`, width).join('\n')}\n`;
  const blocks = Object.entries(headlines).map(
    ([id, { unit, statistic, before, after, change, parts }]) => {
      const scale = unit === '0/1' ? percent : (x: number | null) => x;
      const text = ({ value, se }: Estimate) => earnedPair(scale(value), scale(se));
      const of = unit === '0/1' ? ' of 100 worlds' : ` ${unit}`;
      const rows = edits
        .map((edit, k) => ({ edit, part: parts[k] }))
        .toSorted((a, b) => Math.abs(b.part.value ?? 0) - Math.abs(a.part.value ?? 0));
      return [
        `${id} (${statisticName(unit, statistic)}): ${earned(scale(before.value), scale(before.se))} -> ${earned(scale(after.value), scale(after.se))}${of}, by ${text(change)}`,
        ...columns([
          { heading: '', cells: rows.map(({ edit }) => `  ${fit(edit.name, 40)}`), left: true },
          { heading: '', cells: alignNumbers(rows.map(({ part }) => text(part))) },
        ]).slice(1),
      ].join('\n');
    },
  );
  const list = edits.flatMap(({ name, what }) => wrap(`  ${name}: ${what}`, width, 4));
  return `${[[`From ${from} to ${to}: ${edits.length} edit${edits.length === 1 ? '' : 's'}`, ...list].join('\n'), ...blocks, files.join('\n')].join('\n\n')}\n`;
}
