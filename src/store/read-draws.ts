/** Draws of a finished run, read back from its draws.parquet: only the columns that are asked for, by ranges of the file. */

import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetRead,
  type FileMetaData,
} from 'hyparquet';
import { inputColumns } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';
import { WEIGHT } from './draws.ts';
import { RunFolderError } from './error.ts';

/** The columns of the file of a plan, without the trial number. */
export interface DrawColumns {
  readonly inputs: readonly string[];
  readonly outcomes: readonly string[];
}

export function drawColumns(plan: Plan): DrawColumns {
  return {
    inputs: inputColumns(plan.program, drawsOf(plan)).map(({ id }) => id),
    outcomes: outcomeColumns(plan.program).map(({ id }) => id),
  };
}

/** Columns that are in memory twice while they are read: as bytes, and as numbers. */
const AT_A_TIME = 16;

/**
 * Columns of draws.parquet in order of trial number: trial i is point floor(i / R) of replicate i mod R.
 *
 * @param path    of the file
 * @param wanted  names of columns that the plan has; `weight` is one where it has evidence
 * @returns       by name, `plan.trials` values each; NaN where the trial failed
 * @throws RunFolderError if there is no file, if it is cut off or altered, or if rows, columns or run are not those of the plan
 */
export async function readDraws(
  path: string,
  plan: Plan,
  wanted: readonly string[],
): Promise<ReadonlyMap<string, Float64Array>> {
  const read = new Map(wanted.map((name) => [name, new Float64Array(plan.trials)]));
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    const wrong = differences(metadata, plan);
    if (wrong.length > 0)
      throw new RunFolderError(`${path} is not of this run: ${wrong.join('; ')}`);
    const names = [...read.keys()];
    for (let from = 0; from < names.length; from += AT_A_TIME) {
      const columns = names.slice(from, from + AT_A_TIME);
      let values = 0;
      await parquetRead({
        file,
        metadata,
        columns,
        onChunk: ({ columnName, columnData, rowStart }) => {
          read.get(columnName)!.set(columnData as Float64Array, rowStart);
          values += columnData.length;
        },
      });
      if (values !== columns.length * plan.trials)
        throw new Error(`${values} values where ${columns.length * plan.trials} should be`);
    }
  } catch (error) {
    if (error instanceof RunFolderError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new RunFolderError(`${path} does not exist; run again with --draws, which writes it`);
    throw new RunFolderError(
      `${path} is cut off or altered (${message}); remove it and run again with --draws`,
    );
  }
  return read;
}

/** What a file says of itself against what the plan says. */
function differences({ num_rows, schema, key_value_metadata }: FileMetaData, plan: Plan): string[] {
  const { inputs, outcomes } = drawColumns(plan);
  const weight = plan.evidence?.method === 'weights' ? [WEIGHT] : [];
  const wanted = ['trial', ...weight, ...inputs, ...outcomes];
  const found = schema.slice(1).map(({ name }) => name);
  const missing = wanted.filter((name) => !found.includes(name));
  const excess = found.filter((name) => !wanted.includes(name));
  const id = key_value_metadata?.find(({ key }) => key === 'chipcast.run')?.value;
  return [
    ...(id === plan.id
      ? []
      : [`its run is ${id?.slice(0, 8) ?? 'not named'}, not ${plan.id.slice(0, 8)}`]),
    ...(Number(num_rows) === plan.trials ? [] : [`it has ${num_rows} rows, not ${plan.trials}`]),
    ...(missing.length === 0 ? [] : [`it lacks ${few(missing)}`]),
    ...(excess.length === 0 ? [] : [`it has ${few(excess)} too many`]),
  ];
}

function few(names: readonly string[]): string {
  return names.length > 3
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ');
}
