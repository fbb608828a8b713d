/**
 * Truths in the form of forecast hubs: oracle output and time series of the Hubverse, in their
 * newest version.
 */

import { number, whyNoNumber } from '../../tables/cell.ts';
import type { Column } from '../../tables/column.ts';
import type { Table } from '../../tables/table.ts';
import { dayFault } from '../../text/day.ts';
import { entry, present } from '../../text/entry.ts';
import { Faults, ScoreError } from '../error.ts';
import { addDayFaults, grouped, idColumn } from './grouped.ts';
import { idOf, idsText, noSuchDay } from './ids.ts';
import { placeOf } from './place.ts';

/** What was observed for one task. */
export interface HubTruth {
  /** In the form of {@link idOf}. */
  readonly ids: Readonly<Record<string, string>>;
  readonly value?: number;
  /**
   * The category that was, in the form of {@link idOf}; where no output type says that it is one,
   * every truth may be.
   */
  readonly category?: string;
  /** All categories that its rows of pmf name; absent where it has none. */
  readonly categories?: readonly string[];
  /** From thresholds alone: the value lies above the first and at or below the second. */
  readonly between?: readonly [number, number];
  /** Where it stands: `truth.csv, line 2`. */
  readonly place: string;
}

export interface HubTruths {
  readonly file: string;
  /** Task ids that the file has; a forecast has these and perhaps more. */
  readonly taskIds: readonly string[];
  readonly truths: readonly HubTruth[];
  /** Whether it is a time series, which goes back before all forecasts. */
  readonly series: boolean;
}

const VALUES = ['oracle_value', 'observation'];
const OWN = new Set([...VALUES, 'output_type', 'output_type_id', 'as_of']);

/**
 * Oracle output has a row a task where every output type has the same truth, else a row for each;
 * of pmf 1 stands at the category that was, of cdf at every threshold that the truth does not
 * exceed. A time series has a column `observation` instead. Of several versions the newest counts;
 * a row whose value is missing is a truth that is not known.
 *
 * @param asOf  a day, `2026-05-20`: later versions are left out
 * @throws ScoreError naming the columns that are missing, the rows that cannot be read, and both
 *   rows of truths that contradict each other
 */
export function hubTruths(table: Table, asOf?: string): HubTruths {
  const value = valueColumn(table);
  const taskIds = table.names.filter((name) => !OWN.has(name));
  const faults = new Faults();
  const versions = versionsOf(table, asOf, faults);
  const columns = taskIds.map((name) =>
    idColumn(present(table.column(name), `the column ${name}`)),
  );
  addDayFaults(columns, table, faults);
  const type = table.column('output_type');
  const id = table.column('output_type_id');
  const place = (row: number): string => placeOf(table, row);
  const truths = grouped(columns, table.rows).flatMap((rows): HubTruth[] => {
    const ids = Object.fromEntries(
      columns.map(({ name, ids: found, codes }) => [name, found[codes[rows[0]]]]),
    );
    const open = new OpenTruth(idsText(ids), place, faults);
    for (const row of newest(rows, versions, [type, id]))
      open.add(row, value.text(row), value.numbers[row], type?.text(row), id?.text(row));
    const found = open.close();
    return found === undefined ? [] : [{ ids, ...found }];
  });
  faults.refuse(table.file);
  return { file: table.file, taskIds, truths, series: value.name === 'observation' };
}

function valueColumn(table: Table): Column {
  const found = VALUES.filter((name) => table.column(name) !== undefined);
  if (found.length === 1) return present(table.column(found[0]), `the column ${found[0]}`);
  throw new ScoreError(
    found.length === 2
      ? `${table.file} has both oracle_value and observation; wanted one of them`
      : `${table.file} has no column oracle_value, as oracle output has it, and none named observation, as a time series has it; it has ${table.names.join(', ') || 'none'}`,
  );
}

/**
 * The version of each row as a text that sorts; undefined where the table has but one; rows of
 * later versions have an empty one.
 */
function versionsOf(
  table: Table,
  asOf: string | undefined,
  faults: Faults,
): readonly string[] | undefined {
  const column = table.column('as_of');
  if (column === undefined) {
    if (asOf !== undefined)
      faults.add(() => 'there is no column as_of, so that --as-of cannot choose a version');
    return undefined;
  }
  const days = column.values.map((text) => versionOf(text));
  const wrong = new Set<number>();
  for (let row = 0; row < table.rows; row++) {
    const code = column.codes[row];
    if (code >= 0 && days[code] !== undefined) continue;
    if (wrong.has(code)) continue;
    wrong.add(code);
    const fault =
      code < 0
        ? 'is missing'
        : (dayFault(column.values[code].slice(0, 10)) ?? `found ${column.values[code]}`);
    faults.add(() => `${table.place(row)}: as_of: ${fault}`);
  }
  return Array.from(column.codes, (code) => {
    const version = code < 0 ? undefined : days[code];
    return version === undefined || (asOf !== undefined && version.slice(0, 10) > asOf)
      ? ''
      : version;
  });
}

/** A day, or a day with a time, in a form that sorts. */
function versionOf(text: string): string | undefined {
  const plain = idOf(text);
  if (dayFault(plain) === undefined) return plain;
  const time =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/.exec(plain);
  if (time === null || dayFault(time[1]) !== undefined) return undefined;
  const at = Date.parse(`${time[1]}T${time[2]}${time[3] ?? 'Z'}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/**
 * Of the rows of one task those of the newest version, for each output type and id by itself. The
 * categories of a pmf go together: a version may name only the category that came true.
 */
function newest(
  rows: readonly number[],
  versions: readonly string[] | undefined,
  [type, id]: readonly [type: Column | undefined, id: Column | undefined],
): readonly number[] {
  if (versions === undefined) return rows;
  const kindOf = (row: number): string => {
    const own = type?.text(row);
    return own === 'pmf' ? own : `${type?.codes[row]} ${id?.codes[row]}`;
  };
  const latest = new Map<string, string>();
  for (const row of rows) {
    const kind = kindOf(row);
    if (versions[row] > (latest.get(kind) ?? '')) latest.set(kind, versions[row]);
  }
  return rows.filter((row) => versions[row] !== '' && versions[row] === latest.get(kindOf(row)));
}

function contradiction(
  task: string,
  place: string,
  value: string,
  otherPlace: string,
  other: string,
): string {
  return `${task} has two truths: ${value} in ${place}, ${other} in ${otherPlace}`;
}

interface Seen<T> {
  readonly row: number;
  readonly value: T;
}

/** The rows of one task as one truth. */
class OpenTruth {
  #value: Seen<number> | undefined;
  #category: Seen<string> | undefined;
  /** Whether each category was. */
  readonly #categories = new Map<string, Seen<number>>();
  /** Whether the truth is at or below each threshold. */
  readonly #thresholds = new Map<number, Seen<number>>();
  #row: number | undefined;

  constructor(
    private readonly task: string,
    private readonly place: (row: number) => string,
    private readonly faults: Faults,
  ) {}

  add(
    row: number,
    text: string | undefined,
    value: number,
    type: string | undefined,
    id: string | undefined,
  ): void {
    if (text === undefined) return;
    this.#row ??= row;
    const day = noSuchDay(idOf(text)) ?? (type === 'pmf' ? noSuchDay(idOf(id ?? '')) : undefined);
    if (day !== undefined) this.faults.add(() => `${this.place(row)}: ${day}`);
    if (type === 'pmf' || type === 'cdf') return this.#addPart(row, text, value, type, id);
    // Where no output type says what it is, a text may be a category, and so may a number.
    if (type === undefined) this.#category = this.#same(this.#category, { row, value: idOf(text) });
    if (type === undefined && !Number.isFinite(value)) return;
    if (!Number.isFinite(value))
      this.faults.add(() => `${this.place(row)}: value is ${text}; ${whyNoNumber(text)}`);
    else if (type === undefined) this.#value ??= { row, value };
    else this.#value = this.#same(this.#value, { row, value });
  }

  #addPart(
    row: number,
    text: string,
    value: number,
    type: 'pmf' | 'cdf',
    id: string | undefined,
  ): void {
    // A category by its name, without a row for each of the others.
    if (type === 'pmf' && id === undefined) {
      this.#category = this.#same(this.#category, { row, value: idOf(text) });
      return;
    }
    if (value !== 0 && value !== 1) {
      this.faults.add(
        () =>
          `${this.place(row)}: the truth of ${type} ${id ?? 'without an id'} is ${text}; wanted 1 where it came true, else 0`,
      );
      return;
    }
    if (type === 'pmf') {
      const category = idOf(id!);
      this.#categories.set(category, this.#same(this.#categories.get(category), { row, value }));
      if (value === 1) this.#category = this.#same(this.#category, { row, value: category });
      return;
    }
    const threshold = number(id ?? '');
    if (Number.isNaN(threshold))
      this.faults.add(
        () =>
          `${this.place(row)}: output_type_id of a cdf is ${id ?? 'missing'}; wanted a threshold, a number`,
      );
    else
      this.#thresholds.set(threshold, this.#same(this.#thresholds.get(threshold), { row, value }));
  }

  #same<T>(before: Seen<T> | undefined, now: Seen<T>): Seen<T> {
    if (before !== undefined && before.value !== now.value)
      this.faults.add(() =>
        contradiction(
          this.task,
          this.place(before.row),
          String(before.value),
          this.place(now.row),
          String(now.value),
        ),
      );
    return before ?? now;
  }

  close(): Omit<HubTruth, 'ids'> | undefined {
    if (this.#row === undefined) return undefined;
    const between = this.#between();
    return {
      ...(this.#value === undefined ? {} : { value: this.#value.value }),
      ...(this.#category === undefined ? {} : { category: this.#category.value }),
      ...(this.#categories.size === 0 ? {} : { categories: [...this.#categories.keys()] }),
      ...(between === undefined ? {} : { between }),
      place: this.place(this.#row),
    };
  }

  #between(): readonly [number, number] | undefined {
    if (this.#thresholds.size === 0) return undefined;
    let [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const [threshold, { value }] of this.#thresholds)
      if (value === 1) to = Math.min(to, threshold);
      else from = Math.max(from, threshold);
    if (from >= to)
      this.faults.add(
        () =>
          `${this.task}: the truth is above ${from} (${this.place(entry(this.#thresholds, from).row)}) and at or below ${to} (${this.place(entry(this.#thresholds, to).row)})`,
      );
    return [from, to];
  }
}
