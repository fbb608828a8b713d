/** What became known of outcomes: the file that forecasts are held against. */

import * as z from 'zod';
import { SpecError, type SpecProblem } from '../plan/problem.ts';
import { readRows } from '../plan/read-rows.ts';
import { wanted } from '../plan/rows.ts';
import { isBoolean, number, whyNoNumber, zeroOrOne } from '../tables/cell.ts';
import { isTableName } from '../tables/folder.ts';
import { readTable } from '../tables/read-table.ts';
import { few, type Table, TableError } from '../tables/table.ts';
import { dayFault } from '../text/day.ts';
import { didYouMean } from '../text/nearest.ts';

/** One fact. It has a value, or bounds where no more is known; both bounds are of the side of the truth (at most, at least). */
export interface Truth {
  /** Column of a run: an outcome or an input, with its period: `h200.units[2026Q1]`. */
  readonly target: string;
  readonly value?: number;
  readonly below?: number;
  readonly above?: number;
  readonly between?: readonly [number, number];
  /** The day on which it became known, `2026-05-20`. */
  readonly known: string;
  readonly sources?: readonly string[];
  readonly note?: string;
  /** Values of the same series before the forecast, by period, oldest first: what a naive forecast goes by. */
  readonly earlier?: Readonly<Record<string, number>>;
}

/** The least and the greatest value that the truth may have; the same where it is known. */
export function boundsOf({ value, below, above, between }: Truth): readonly [number, number] {
  if (value !== undefined) return [value, value];
  return between ?? [above ?? Number.NEGATIVE_INFINITY, below ?? Number.POSITIVE_INFINITY];
}

const aNumber = wanted('a number');
const form = z.strictObject(
  {
    target: z.string(wanted('an outcome with its period, such as h200.units[2026Q1]')),
    value: z.exactOptional(z.number(aNumber)),
    below: z.exactOptional(z.number(aNumber)),
    above: z.exactOptional(z.number(aNumber)),
    between: z.exactOptional(
      z.tuple([z.number(aNumber), z.number(aNumber)], wanted('two numbers, [least, greatest]')),
    ),
    known: z.string(wanted('the day on which it was known, such as 2026-05-20')),
    sources: z.exactOptional(z.array(z.string(wanted('a text')), wanted('a list of sources'))),
    note: z.exactOptional(z.string(wanted('a text'))),
    earlier: z.exactOptional(
      z.record(z.string(), z.number(aNumber), wanted('a map of periods to numbers')),
    ),
  },
  wanted('a map with target, known, and value, below, above or between'),
);

export interface TruthOptions {
  /** Words for a missing value in a table instead of the usual ones. */
  readonly na?: readonly string[] | undefined;
  /** Takes what was left out of a table or read in another form, a sentence each. */
  readonly notes?: ((notes: readonly string[]) => void) | undefined;
}

/**
 * Reads a YAML file with a list `truth`, or a table with a row a truth, which its name says: `.csv`, `.csv.gz`, `.parquet`. A row of a table
 * without any value is left out: its truth is not known yet.
 *
 * @throws SpecError with everything that is wrong with it, by line
 */
export function readTruth(file: string, options: TruthOptions = {}): readonly Truth[] {
  const problems: SpecProblem[] = [];
  const rows = isTableName(file)
    ? tableRows(file, options, problems)
    : readRows(file, 'the file of truths', 'truth', form, problems);
  const seen = new Set<string>();
  for (const { row, path, locate } of rows) {
    const tell = (key: keyof Truth, message: string): void => {
      problems.push({ ...(locate(key) ?? { file }), path: `${path}.${key}`, message });
    };
    const given = (['value', 'below', 'above', 'between'] as const).filter(
      (key) => row[key] !== undefined,
    );
    if (given.length !== 1)
      tell(
        given[1] ?? 'target',
        `"${row.target}" has ${given.length === 0 ? 'no truth' : given.join(' and ')}; wanted one of value, below, above and between`,
      );
    if (row.between && !(row.between[0] <= row.between[1]))
      tell('between', `found [${row.between.join(', ')}]; wanted the least first`);
    const fault = dayFault(row.known, 'the day on which it was known, such as 2026-05-20');
    if (fault !== undefined) tell('known', fault);
    if (seen.has(row.target)) tell('target', `"${row.target}" comes twice`);
    seen.add(row.target);
  }
  if (rows.length === 0 && problems.length === 0)
    problems.push({ file, path: 'truth', message: 'is empty; there is nothing to score against' });
  if (problems.length > 0) throw new SpecError(`${file} cannot be used`, problems);
  return rows.map(({ row }) => row as Truth);
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
    const raw = Object.fromEntries(
      [...cells].map(([name, text]) => {
        if (name === 'sources') return [name, text.split(/\s+/)];
        if (!NUMBERS.includes(name)) return [name, text];
        const value = name === 'value' && isBoolean(text) ? zeroOrOne(text) : number(text);
        if (Number.isNaN(value)) {
          const message = `found "${text}"; wanted a number: ${whyNoNumber(text)}`;
          problems.push({ ...place, path: name, message });
        }
        return [name, value];
      }),
    );
    if (problems.length > told) return [];
    const checked = form.safeParse(raw);
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
