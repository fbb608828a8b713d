/** What became known of outcomes: what forecasts are held against. */

import * as z from 'zod';
import type { Place, SpecProblem } from '../plan/problem.ts';
import { SpecError } from '../plan/problem.ts';
import { type Day, dayFault, toDay } from '../text/day.ts';
import { wanted } from '../text/form.ts';

/**
 * One fact. It has a value, or bounds where no more is known; both bounds are of the side of the
 * truth (at most, at least).
 */
export interface StatedTruth {
  /** Column of a run: an outcome or an input, with its period: `h200.units[2026Q1]`. */
  readonly target: string;
  readonly value?: number;
  readonly below?: number;
  readonly above?: number;
  readonly between?: readonly [number, number];
  /** That it was written as a yes or no, so that its target must be an event. */
  readonly event?: true;
  /** The day on which it became known, `2026-05-20`. */
  readonly known: string;
  readonly sources?: readonly string[];
  readonly note?: string;
  /**
   * Values of the same series before the forecast, by period, oldest first: what a naive forecast
   * goes by.
   */
  readonly earlier?: Readonly<Record<string, number>>;
}

/** One that was checked: of a day that there is. */
export interface Truth extends StatedTruth {
  readonly known: Day;
}

/** The least and the greatest value that the truth may have; the same where it is known. */
export function boundsOf({ value, below, above, between }: Truth): readonly [number, number] {
  if (value !== undefined) return [value, value];
  return between ?? [above ?? Number.NEGATIVE_INFINITY, below ?? Number.POSITIVE_INFINITY];
}

const aNumber = wanted('a number');
/** The form of a truth. */
export const truthForm = z.strictObject(
  {
    target: z.string(wanted('an outcome with its period, such as h200.units[2026Q1]')),
    value: z.exactOptional(z.number(aNumber)),
    below: z.exactOptional(z.number(aNumber)),
    above: z.exactOptional(z.number(aNumber)),
    between: z.exactOptional(
      z.tuple([z.number(aNumber), z.number(aNumber)], wanted('two numbers, [least, greatest]')),
    ),
    event: z.exactOptional(z.literal(true, wanted('true, or nothing'))),
    known: z.string(wanted('the day on which it was known, such as 2026-05-20')),
    sources: z.exactOptional(z.array(z.string(wanted('a text')), wanted('a list of sources'))),
    note: z.exactOptional(z.string(wanted('a text'))),
    earlier: z.exactOptional(
      z.record(z.string(), z.number(aNumber), wanted('a map of periods to numbers')),
    ),
  },
  wanted('a map with target, known, and value, below, above or between'),
);

interface PlacedTruth {
  readonly row: z.output<typeof truthForm>;
  readonly path: string;
  readonly locate?: (key: keyof Truth) => Place | undefined;
}

/**
 * What is wrong with truths of the right form: values that are missing or contradict each other,
 * days, targets that come twice.
 */
export function truthFaults(rows: readonly PlacedTruth[], file?: string): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const seen = new Set<string>();
  for (const { row, path, locate } of rows) {
    const tell = (key: keyof Truth, message: string): void => {
      problems.push({
        ...(locate?.(key) ?? (file === undefined ? {} : { file })),
        path: `${path}.${key}`,
        message,
      });
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
  return problems;
}

/** A row without faults. */
export function truthOf({ row }: Pick<PlacedTruth, 'row'>): Truth {
  return { ...row, known: toDay(row.known) };
}

/**
 * Truths that a program gives, checked as those of a file are.
 *
 * @throws SpecError with everything that is wrong with them
 */
export function checkedTruths(truths: readonly StatedTruth[]): readonly Truth[] {
  const problems: SpecProblem[] = [];
  const rows = truths.flatMap((truth, k): PlacedTruth[] => {
    const checked = truthForm.safeParse(truth);
    if (checked.success) return [{ row: checked.data, path: `truths[${k}]` }];
    for (const { path, message } of checked.error.issues)
      problems.push({ path: [`truths[${k}]`, ...path.map(String)].join('.'), message });
    return [];
  });
  problems.push(...truthFaults(rows));
  if (problems.length > 0) throw new SpecError('The truths cannot be used', problems);
  return rows.map(truthOf);
}
