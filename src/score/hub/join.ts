/** Which truth belongs to which forecast. */

import { Faults, NothingInCommon } from '../error.ts';
import type { HubForecast, HubTask } from './forecasts.ts';
import { idsText, keyOf, otherDate, ROUND_COLUMNS, withoutLeadingZeros } from './ids.ts';
import type { HubTruth, HubTruths } from './truths.ts';

export interface Pair {
  readonly task: HubTask;
  readonly truth: HubTruth;
}

export interface Joined {
  readonly model: string;
  readonly taskIds: readonly string[];
  readonly pairs: readonly Pair[];
  readonly withoutTruth: readonly HubTask[];
  /** Of oracle output; a time series goes back before all forecasts. */
  readonly withoutForecast: readonly HubTruth[];
}

export interface JoinedHub {
  readonly forecasts: readonly Joined[];
  /**
   * Whole sentences about ids that look alike and are not the same, and columns that are not used.
   */
  readonly notes: readonly string[];
}

/**
 * Joins forecasts and truths by the ids that both have. A truth may have further columns if they do
 * not make several rows of one task.
 *
 * @throws ScoreError if the truth is finer than a forecast: it names the columns that tell its rows
 *   apart
 * @throws NothingInCommon if no forecast has a truth; it says which ids never meet
 */
export function joinTruths(forecasts: readonly HubForecast[], truths: HubTruths): JoinedHub {
  const faults = new Faults();
  const notes = new Set<string>();
  const joined = forecasts.map((forecast) => joinOne(forecast, truths, faults, notes));
  faults.refuse(truths.file);
  if (joined.every(({ pairs }) => pairs.length === 0))
    throw new NothingInCommon(
      [
        `${truths.file} has no truth of any forecast.`,
        ...new Set(forecasts.flatMap((forecast) => whyNothing(forecast, truths))),
      ].join('\n'),
    );
  return { forecasts: joined, notes: [...notes] };
}

function joinOne(
  forecast: HubForecast,
  truths: HubTruths,
  faults: Faults,
  notes: Set<string>,
): Joined {
  const { model, taskIds, tasks } = forecast;
  const common = truths.taskIds.filter((name) => taskIds.includes(name));
  // Without a common id every forecast would have every truth.
  if (common.length === 0)
    return { model, taskIds, pairs: [], withoutTruth: tasks, withoutForecast: [] };
  const known = new Map<string, HubTruth[]>();
  for (const truth of truths.truths) {
    const key = keyOf(truth.ids, common);
    const rows = known.get(key);
    if (rows === undefined) known.set(key, [truth]);
    else rows.push(truth);
  }
  const asked = new Set<string>();
  const matched: { task: HubTask; rows: readonly HubTruth[] }[] = [];
  const withoutTruth: HubTask[] = [];
  for (const task of tasks) {
    const key = keyOf(task.ids, common);
    const rows = known.get(key);
    if (rows === undefined) withoutTruth.push(task);
    else if (rows.length > 1) {
      if (!asked.has(key)) faults.add(() => severalRows(task, rows, forecast, truths));
    } else matched.push({ task, rows });
    asked.add(key);
  }
  checkForecastColumns(matched, forecast, common, faults);
  const found = [...known].filter(([key]) => asked.has(key)).map(([, [truth]]) => truth);
  checkOwnColumns(found, forecast, truths, common, faults, notes);
  if (withoutTruth.length > 0)
    for (const name of common) {
      const hint = zeroHint(name, forecast, truths);
      if (hint !== undefined) notes.add(hint);
    }
  return {
    model,
    taskIds,
    pairs: matched.map(({ task, rows }) => ({ task, truth: rows[0] })),
    withoutTruth,
    withoutForecast: truths.series
      ? []
      : [...known].filter(([key]) => !asked.has(key)).flatMap(([, rows]) => rows),
  };
}

/**
 * `the truth has 2 rows of location 01, told apart by age_group (all in line 2, 0-4 in line 3), which the forecast does not have`.
 */
function severalRows(
  { ids }: HubTask,
  rows: readonly HubTruth[],
  { model, taskIds }: HubForecast,
  truths: HubTruths,
): string {
  const own = truths.taskIds.filter((name) => !taskIds.includes(name));
  const differ = own.filter((name) => new Set(rows.map((row) => row.ids[name])).size > 1);
  const shown = rows
    .slice(0, 3)
    .map((row) => `${differ.map((name) => row.ids[name]).join(' ')} in ${row.place}`);
  const more = rows.length > 3 ? ', ...' : '';
  const task = Object.fromEntries(
    truths.taskIds.flatMap((name) => (name in ids ? [[name, ids[name]]] : [])),
  );
  return `the truth has ${rows.length} rows for the task ${idsText(task)}, told apart by ${differ.join(', ')} (${shown.join(', ')}${more}), which the forecast of ${model} lacks`;
}

/**
 * A column that only the truth has must not choose which truth a task gets: it is constant, or a
 * label of an id that both have (a name of a place, the season of a day), or a further measured
 * number.
 */
function checkOwnColumns(
  found: readonly HubTruth[],
  { model, taskIds }: HubForecast,
  { taskIds: all }: HubTruths,
  common: readonly string[],
  faults: Faults,
  notes: Set<string>,
): void {
  for (const name of all.filter((one) => !taskIds.includes(one))) {
    const values = [...new Set(found.map(({ ids }) => ids[name]))];
    if (values.length < 2) continue;
    const follows = common.find((id) => followsFrom(found, name, id) && isLabel(name, id, found));
    const measured = values.some((value) => /\.\d/.test(value)) && values.every(isNumberOrNone);
    const few = values.slice(0, 3).join(', ') + (values.length > 3 ? ', ...' : '');
    if (follows === undefined && !measured)
      faults.add(
        () =>
          `the truth has ${values.length} values of ${name} (${few}), which the forecast of ${model} lacks and which is no label of one of its ids; keep the rows of one of them, or leave the column out`,
      );
    else
      notes.add(
        `Column ${name} of the truth (${few}) is not used: the forecasts do not have it${follows === undefined ? '' : `, and it follows from ${follows}`}.`,
      );
  }
}

/**
 * Ids that say from when a forecast is, how far it looks ahead or what it supposes: one truth
 * serves for all of their values.
 */
const ABOUT_THE_FORECAST = /date|horizon|lead|round|scenario/i;
/** Ids that say of when the truth is. */
const WHEN =
  /^(?:date|time|day|week|epiweek|month|quarter|year|season)$|target.*(?:date|week|time)|_end_date$/i;
const AHEAD = /horizon|lead/i;

/**
 * A column that only the forecast has, such as an age group, must not give one truth to tasks that
 * are about different things.
 */
function checkForecastColumns(
  matched: readonly { readonly task: HubTask; readonly rows: readonly HubTruth[] }[],
  { model, taskIds }: HubForecast,
  common: readonly string[],
  faults: Faults,
): void {
  for (const name of taskIds) {
    if (common.includes(name)) continue;
    const within = sameWithin(name, common, taskIds);
    if (within === undefined) continue;
    const firsts = new Map<string, string>();
    for (const { task, rows } of matched) {
      const [truth] = rows;
      const key = JSON.stringify([truth.place, ...within.map((one) => task.ids[one])]);
      const first = firsts.get(key) ?? task.ids[name];
      firsts.set(key, first);
      if (first === task.ids[name]) continue;
      faults.add(
        () =>
          `the truth has no column ${name}: its row ${truth.place} would serve ${name} ${first} and ${task.ids[name]} of ${model} alike`,
      );
      break;
    }
  }
}

/**
 * The ids within whose values a column that only the forecast has must have one value for a truth;
 * undefined where it may have any. Without a day in common, forecasts of one round at several
 * horizons are about different days.
 */
function sameWithin(
  name: string,
  common: readonly string[],
  taskIds: readonly string[],
): readonly string[] | undefined {
  if (ROUND_COLUMNS.includes(name)) return undefined;
  if (WHEN.test(name)) return [];
  if (AHEAD.test(name) && !common.some((one) => WHEN.test(one)))
    return taskIds.filter((one) => ROUND_COLUMNS.includes(one));
  return ABOUT_THE_FORECAST.test(name) ? undefined : [];
}

function isNumberOrNone(text: string): boolean {
  return text === 'NA' || Number.isFinite(Number(text));
}

function followsFrom(found: readonly HubTruth[], name: string, id: string): boolean {
  const known = new Map<string, string>();
  return found.every(({ ids }) => {
    const before = known.get(ids[id]);
    if (before === undefined) known.set(ids[id], ids[name]);
    return before === undefined || before === ids[name];
  });
}

/** Names of columns that describe an id. */
const LABEL = /name|label|abbr|description|population|unit|fips|^state$/i;
/** So many values, each of one id only, are no coincidence. */
const CERTAIN = 5;

/**
 * Whether a column that follows from an id describes it: an age group that happens to differ from
 * place to place does not.
 */
function isLabel(name: string, id: string, found: readonly HubTruth[]): boolean {
  if (name.startsWith(`${id}_`) || LABEL.test(name)) return true;
  if (WHEN.test(name) && WHEN.test(id)) return true;
  return new Set(found.map(({ ids }) => ids[name])).size >= CERTAIN && followsFrom(found, id, name);
}

const SHOWN = 3;

function listed(values: Iterable<string>): string {
  const all = [...values];
  return all.slice(0, SHOWN).join(', ') + (all.length > SHOWN ? `, ... (${all.length})` : '');
}

function idsIn(rows: readonly { readonly ids: Readonly<Record<string, string>> }[], name: string) {
  return new Set(rows.map(({ ids }) => ids[name]));
}

/** Lines that say which ids of a forecast and the truths never meet. */
function whyNothing(
  { model, taskIds, tasks }: HubForecast,
  { taskIds: others, truths }: HubTruths,
): string[] {
  const common = others.filter((name) => taskIds.includes(name));
  if (tasks.length === 0 || truths.length === 0)
    return [`  There ${tasks.length === 0 ? `is no forecast of ${model}` : 'is no truth'} at all.`];
  if (common.length === 0)
    return [
      `  No column is in both: the truth has ${others.join(', ') || 'none'}; the forecast of ${model} has ${taskIds.join(', ') || 'none'}.`,
    ];
  const apart = common.flatMap((name) => {
    const [own, known] = [idsIn(tasks, name), idsIn(truths, name)];
    if ([...own].some((id) => known.has(id))) return [];
    return [
      `  ${name} never meets: ${model} has ${listed(own)}; the truth has ${listed(known)}.${whyApart(own, known)}`,
    ];
  });
  return apart.length > 0
    ? apart
    : [
        `  Each of ${common.join(', ')} has values in common, but no task of ${model} has all of them as a truth has, such as ${idsText(tasks[0].ids)}.`,
      ];
}

function whyApart(own: ReadonlySet<string>, known: ReadonlySet<string>): string {
  const bare = new Set([...known].map(withoutLeadingZeros));
  if ([...own].some((id) => bare.has(withoutLeadingZeros(id))))
    return ' Leading zeros differ: ids are texts, so that 01 and 1 are two.';
  for (const [whose, ids] of [
    ['the forecast', own],
    ['the truth', known],
  ] as const) {
    const [first] = ids;
    const form = first === undefined ? undefined : otherDate(first);
    if (form !== undefined) return ` ${first} in ${whose} is ${form}; write it as 2026-01-03.`;
  }
  return '';
}

/** Some tasks have no truth, and would have one without the zeros before their ids. */
function zeroHint(name: string, { tasks }: HubForecast, { truths }: HubTruths): string | undefined {
  const [own, known] = [idsIn(tasks, name), idsIn(truths, name)];
  const bare = new Map([...known].map((id) => [withoutLeadingZeros(id), id]));
  const differ = [...own].filter((id) => !known.has(id) && bare.has(withoutLeadingZeros(id)));
  if (differ.length === 0) return undefined;
  const pairs = differ.map((id) => `${id} and ${bare.get(withoutLeadingZeros(id))}`);
  return `${name} differs in leading zeros: ${listed(pairs)} are two ids, in the forecast and in the truth.`;
}
