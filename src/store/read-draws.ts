/**
 * Draws of a finished run, read back from its draws.parquet: only the columns that are asked for,
 * by ranges of the file.
 */

import { existsSync } from 'node:fs';
import type { Plan } from '../plan/plan.ts';
import { readTable } from '../tables/read-table.ts';
import { type Table, TableError } from '../tables/table.ts';
import { present } from '../text/entry.ts';
import { drawColumns, WEIGHT } from './draw-columns.ts';
import { RunFolderError } from './error.ts';

/**
 * Columns of draws.parquet in order of trial number: trial i is point floor(i / R) of replicate i
 * mod R.
 *
 * @param path    of the file
 * @param wanted  names of columns that the plan has; `weight` is one where it has evidence
 * @returns       by name, `plan.trials` values each; NaN where the trial failed
 * @throws RunFolderError if there is no file, if it is cut off or altered, or if rows, columns or
 *   run are not those of the plan
 */
export function readDraws(
  path: string,
  plan: Plan,
  wanted: readonly string[],
): ReadonlyMap<string, Float64Array> {
  if (!existsSync(path))
    throw new RunFolderError(`${path} does not exist; run again with --draws, which writes it`);
  const wrong = differences(read(path, []), plan);
  if (wrong.length > 0) throw new RunFolderError(`${path} is not of this run: ${wrong.join('; ')}`);
  const table = read(path, wanted);
  return new Map(
    wanted.map((name) => [name, present(table.column(name), `the column ${name}`).numbers]),
  );
}

function read(path: string, columns: readonly string[]): Table {
  try {
    return readTable(path, { columns });
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    const why = error.message.replace(`${path}: `, '');
    throw new RunFolderError(
      `${path} is cut off or altered (${why}); remove it and run again with --draws`,
    );
  }
}

/** What a file says of itself against what the plan says. */
function differences({ rows, names: found, metadata }: Table, plan: Plan): string[] {
  const { inputs, outcomes } = drawColumns(plan);
  const weight = plan.evidence?.method === 'weights' ? [WEIGHT] : [];
  const wanted = ['trial', ...weight, ...inputs, ...outcomes];
  const missing = wanted.filter((name) => !found.includes(name));
  const excess = found.filter((name) => !wanted.includes(name));
  const id = metadata.get('chipcast.run');
  return [
    ...(id === plan.id
      ? []
      : [`its run is ${id?.slice(0, 8) ?? 'not named'}, not ${plan.id.slice(0, 8)}`]),
    ...(rows === plan.trials ? [] : [`it has ${rows} rows, not ${plan.trials}`]),
    ...(missing.length === 0 ? [] : [`it lacks ${few(missing)}`]),
    ...(excess.length === 0 ? [] : [`it has ${few(excess)} too many`]),
  ];
}

function few(names: readonly string[]): string {
  return names.length > 3
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ');
}
