/** `chipcast compare`: finished runs against the first of them. */

import { resolve } from 'node:path';
import { threadsExecutor } from '../execute/threads.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { differencesPage } from '../report/differences.ts';
import { statisticName } from '../revision/compare.ts';
import { compareRuns, type Comparison } from '../revision/comparison.ts';
import { askedOutcomes } from '../sensitivity/request.ts';
import { earnedPair, percent } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { RunFolderError } from '../store/error.ts';
import { findRun } from '../store/run-folder.ts';
import { alignNumbers, columns, wrap } from '../text/table.ts';
import { openFolder } from './run.ts';
import { separated } from './separated.ts';
import { UsageError } from './usage-error.ts';

export interface CompareOptions {
  readonly outcomes?: readonly string[];
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
  readonly out: string;
  readonly json?: boolean;
}

export async function compareCommand(
  named: readonly string[],
  { outcomes = [], threads, executor: who, out, json }: CompareOptions,
): Promise<void> {
  if (named.length < 2)
    throw new UsageError(
      'compare wants two runs or more; the first is what the others are held against',
    );
  const folders = named.map((one) => openFolder(findRun(one, out).path));
  const unfinished = folders.filter((folder) => folder.state() !== 'finished');
  if (unfinished.length > 0)
    throw new RunFolderError(
      unfinished.map(({ path }) => `${path} is not finished (chipcast resume ${path})`).join('\n'),
    );
  const twice = folders.filter(
    ({ path }, k) => folders.findIndex((one) => resolve(one.path) === resolve(path)) < k,
  );
  if (twice.length > 0)
    throw new UsageError(`${twice[0].name} is named twice; compare wants different runs`);
  const plans = folders.map((folder) => folder.plan());
  const asked = askedOutcomes(plans[0].program, separated(outcomes));
  const executor = who === 'inline' ? inlineExecutor() : threadsExecutor(threads);
  try {
    const comparison = await compareRuns(
      folders.map(({ name }, k) => ({ name, plan: plans[k] })),
      asked,
      executor,
    );
    if (comparison.runs.every(({ outcomes: found }) => Object.keys(found).length === 0))
      throw new UsageError('the runs have no outcome in common that was asked for');
    const text = `${JSON.stringify(comparison, null, 1)}\n`;
    folders[0].write('compare.json', text);
    folders[0].write('compare.html', differencesPage(comparison));
    process.stdout.write(
      json
        ? text
        : told(comparison, [folders[0].file('compare.html'), folders[0].file('compare.json')]),
    );
  } finally {
    await executor.close();
  }
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
