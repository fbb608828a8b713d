/** What became known of outcomes, from a file: YAML, or a table. */

import { SpecError, type SpecProblem } from '../plan/problem.ts';
import { readRows } from '../plan/read-rows.ts';
import { isBoolean, number, whyNoNumber, zeroOrOne } from '../tables/cell.ts';
import { isTableName } from '../tables/folder.ts';
import { readTable } from '../tables/read-table.ts';
import { few, type Table, TableError } from '../tables/table.ts';
import { withoutMidnight } from '../text/day.ts';
import { didYouMean } from '../text/nearest.ts';
import { type Truth, truthFaults, truthForm, truthOf } from './truth.ts';

export interface TruthOptions {
  /** Words for a missing value in a table instead of the usual ones. */
  readonly na?: readonly string[] | undefined;
  /** Takes what was left out of a table or read in another truthForm, a sentence each. */
  readonly notes?: ((notes: readonly string[]) => void) | undefined;
}

/**
 * Reads a YAML file with a list `truth`, or a table with a row a truth, which its name says:
 * `.csv`, `.csv.gz`, `.parquet`. A row of a table without any value is left out: its truth is not
 * known yet.
 *
 * @throws SpecError with everything that is wrong with it, by line
 */
export function readTruth(file: string, options: TruthOptions = {}): readonly Truth[] {
  const problems: SpecProblem[] = [];
  const rows = isTableName(file)
    ? tableRows(file, options, problems)
    : readRows(file, 'the file of truths', 'truth', truthForm, problems);
  problems.push(...truthFaults(rows, file));
  if (rows.length === 0 && problems.length === 0)
    problems.push({ file, path: 'truth', message: 'is empty; there is nothing to score against' });
  if (problems.length > 0) throw new SpecError(`${file} cannot be used`, problems);
  return rows.map(truthOf);
}

const CELLS = ['target', 'value', 'below', 'above', 'known', 'sources', 'note'] as const;

/** Columns of numbers; `True` and `False` in `value` are 1 and 0, for events. */
const NUMBERS: readonly string[] = ['value', 'below', 'above'];

/** Rows of a table, CSV or Parquet; sources are parted by spaces. */
function tableRows(file: string, { na, notes }: TruthOptions, problems: SpecProblem[]) {
  let table: Table;
  try {
    table = readTable(file, { na });
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    problems.push({ path: '', message: error.message });
    return [];
  }
  notes?.(table.notes);
  for (const name of table.names.filter((one) => !(CELLS as readonly string[]).includes(one)))
    problems.push({
      file,
      path: name,
      message: `is no column of a file of truths${didYouMean(name, CELLS) || `; wanted ${CELLS.join(', ')}`}`,
    });
  const unknown: string[] = [];
  const rows = Array.from({ length: table.rows }, (_, k) => k).flatMap((k) => {
    const { number: line } = table.origin(k);
    const place = { file, line, column: 1 };
    const told = problems.length;
    const cells = new Map(
      table.columns.flatMap(({ name, text }): [string, string][] => {
        const cell = text(k);
        return cell === undefined ? [] : [[name, cell]];
      }),
    );
    if (cells.has('target') && !NUMBERS.some((name) => cells.has(name))) {
      unknown.push(`${cells.get('target')} in ${table.place(k)}`);
      return [];
    }
    const raw: Record<string, unknown> = Object.fromEntries(
      [...cells].map(([name, text]) => {
        if (name === 'sources') return [name, text.split(/\s+/)];
        if (name === 'known') return [name, withoutMidnight(text)];
        if (!NUMBERS.includes(name)) return [name, text];
        const value = name === 'value' && isBoolean(text) ? zeroOrOne(text) : number(text);
        if (Number.isNaN(value)) {
          const message = `found "${text}"; wanted a number: ${whyNoNumber(text)}`;
          problems.push({ ...place, path: name, message });
        }
        return [name, value];
      }),
    );
    if (isBoolean(cells.get('value') ?? '')) raw.event = true;
    if (problems.length > told) return [];
    const checked = truthForm.safeParse(raw);
    if (checked.success)
      return [{ row: checked.data, path: table.place(k), file, locate: () => place }];
    for (const issue of checked.error.issues)
      if (issue.code !== 'unrecognized_keys')
        problems.push({ ...place, path: String(issue.path[0] ?? ''), message: issue.message });
    return [];
  });
  if (unknown.length > 0) notes?.([`${file}: left out, since they have no value: ${few(unknown)}`]);
  return rows;
}
