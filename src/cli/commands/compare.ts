/** `chipcast compare`: finished runs against the first of them. */

import { resolve } from 'node:path';
import type { Comparison } from '../../revision/comparison.ts';
import { statisticName } from '../../revision/statistic.ts';
import { earnedPair, percent } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { alignNumbers, columns, wrap } from '../../text/table.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { findStores } from '../find-store.ts';
import { command, computingOptions, OUTCOMES } from '../options.ts';
import { separated } from '../separated.ts';

export default computingOptions(
  command('compare', 'differences of runs from the first, with the error of the difference')
    .argument('<runs...>', 'two runs or more: folders, names or parts of them, or latest')
    .option('--outcomes <ids...>', OUTCOMES),
).action(compareCommand);

export interface CompareOptions extends ComputingOptions {
  readonly outcomes?: readonly string[];
  readonly out: string;
  readonly json?: boolean;
}

export async function compareCommand(
  named: readonly string[],
  { outcomes, out, json, ...who }: CompareOptions,
): Promise<void> {
  const { compareWith } = await import('../../forecast/compare.ts');
  const { openStores } = await import('../../forecast/open.ts');
  const { UsageError } = await import('../../forecast/usage-error.ts');
  const { NODE } = await import('../../node/place.ts');
  const { differencesPage } = await import('../../report/differences.ts');
  const stores = await findStores(named, out);
  const runs = openStores(stores, NODE);
  const twice = stores.find(
    ({ path }, k) => stores.findIndex((one) => resolve(one.path) === resolve(path)) < k,
  );
  if (twice) throw new UsageError(`${twice.name} is named twice; compare wants different runs`);
  const comparison = await withExecutor(who, undefined, (executor) =>
    compareWith(runs, { outcomes: separated(outcomes) }, executor),
  );
  const text = `${JSON.stringify(comparison, null, 1)}\n`;
  const [first] = stores;
  first.write('compare.json', text);
  first.write('compare.html', differencesPage(comparison));
  process.stdout.write(
    json ? text : told(comparison, [first.file('compare.html'), first.file('compare.json')]),
  );
}

const WIDTH = 100;

function told({ baseline, runs }: Comparison, files: readonly string[]): string {
  const width = Math.min(WIDTH, process.stdout.columns ?? WIDTH);
  const parts = runs.map(({ run, paired, outcomes, missing }) => {
    const rows = Object.entries(outcomes).flatMap(([id, { unit, differences: found }]) =>
      found
        .filter(({ statistic }) => statistic === 'mean' || statistic === 'p50')
        .map((one) => ({ id, unit, ...one })),
    );
    const cells = (of: (row: (typeof rows)[number]) => Estimate) =>
      alignNumbers(
        rows.map((row) => {
          const { value, se } = of(row);
          return row.unit === '0/1'
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
          cells: rows.map(({ unit, statistic }) =>
            unit === '0/1' ? 'of 100 worlds' : statisticName(unit, statistic),
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
  return `${[...parts, files.join('\n')].join('\n\n')}\n`;
}
