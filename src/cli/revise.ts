/** `chipcast revise`: why a forecast changed, edit by edit. */

import { threadsExecutor } from '../execute/threads.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { NUMERICS } from '../plan/plan.ts';
import { type Statistic, statisticName } from '../revision/compare.ts';
import { type Revision, revision } from '../revision/revise.ts';
import { waterfallPage } from '../report/waterfall.ts';
import { earned, earnedPair, percent } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { RunFolderError } from '../store/error.ts';
import { findRun, type RunFolder } from '../store/run-folder.ts';
import { alignNumbers, columns, fit, wrap } from '../text/table.ts';
import { openFolder } from './run.ts';
import { separated } from './separated.ts';

export interface ReviseOptions {
  readonly outcomes?: readonly string[];
  readonly statistic: Statistic;
  readonly threads?: number;
  readonly executor: 'threads' | 'inline';
  readonly out: string;
  readonly json?: boolean;
}

export async function reviseCommand(
  old: string,
  now: string,
  { outcomes = [], statistic, threads, executor: who, out, json }: ReviseOptions,
): Promise<void> {
  const [before, after] = [old, now].map((named) => openFolder(findRun(named, out).path));
  refuse(before, after);
  const executor = who === 'inline' ? inlineExecutor() : threadsExecutor(threads);
  try {
    const found = await revision(
      { name: before.name, plan: before.plan() },
      { name: after.name, plan: after.plan() },
      separated(outcomes),
      executor,
      statistic,
    );
    const text = `${JSON.stringify(found, null, 1)}\n`;
    after.write('revise.json', text);
    after.write('revise.html', waterfallPage(found));
    process.stdout.write(
      json ? text : told(found, [after.file('revise.html'), after.file('revise.json')]),
    );
  } finally {
    await executor.close();
  }
}

function refuse(...folders: readonly RunFolder[]): void {
  const faults = folders.flatMap((folder) => {
    if (folder.state() !== 'finished')
      return [`${folder.path} is not finished (chipcast resume ${folder.path})`];
    const { numerics, made } = folder.manifest();
    if (numerics === NUMERICS) return [];
    return [
      `${folder.name} was computed with numerics ${numerics}, this version has ${NUMERICS}; use chipcast ${made.version}, or run it again`,
    ];
  });
  if (faults.length > 0) throw new RunFolderError(faults.join('\n'));
}

const WIDTH = 100;

function told({ from, to, edits, headlines }: Revision, files: readonly string[]): string {
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
