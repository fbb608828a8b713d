/** What became known of outcomes: the file that forecasts are held against. */

import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { SpecError, type SpecProblem } from '../plan/problem.ts';
import { readRows, wanted } from '../plan/read-rows.ts';
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

/**
 * Reads a YAML file with a list `truth`, or a CSV file with a row a truth.
 *
 * @throws SpecError with everything that is wrong with it, by line
 */
export function readTruth(file: string): readonly Truth[] {
  const problems: SpecProblem[] = [];
  const rows =
    extname(file).toLowerCase() === '.csv'
      ? readTable(file, problems)
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

/** Rows of a CSV file; empty cells are absent, sources are parted by spaces. */
function readTable(file: string, problems: SpecProblem[]) {
  let text: string;
  let rows: {
    readonly record: Record<string, string>;
    readonly info: { readonly lines: number };
  }[];
  try {
    text = readFileSync(file, 'utf8');
    rows = parse(text, {
      columns: true,
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    problems.push({
      file,
      path: '',
      message: code === 'ENOENT' ? 'the file of truths does not exist' : `is no CSV: ${message}`,
    });
    return [];
  }
  const columns = Object.keys(rows[0]?.record ?? {});
  for (const name of columns.filter((one) => !(CELLS as readonly string[]).includes(one)))
    problems.push({
      file,
      path: name,
      message: `is no column of a file of truths${didYouMean(name, CELLS) || `; wanted ${CELLS.join(', ')}`}`,
    });
  return rows.flatMap(({ record, info }) => {
    const place = { file, line: info.lines, column: 1 };
    const filled = Object.entries(record).filter(([, cell]) => cell !== '');
    const raw = Object.fromEntries(
      filled.map(([name, cell]) => {
        if (name === 'sources') return [name, cell.split(/\s+/)];
        const number = ['value', 'below', 'above'].includes(name) ? Number(cell) : Number.NaN;
        return [name, Number.isNaN(number) ? cell : number];
      }),
    );
    const checked = form.safeParse(raw);
    if (checked.success)
      return [{ row: checked.data, path: `line ${info.lines}`, file, locate: () => place }];
    for (const issue of checked.error.issues)
      if (issue.code !== 'unrecognized_keys')
        problems.push({ ...place, path: String(issue.path[0] ?? ''), message: issue.message });
    return [];
  });
}
