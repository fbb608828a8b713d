/** The headlines of a run by period, as the rows of a table with history and a small fan each. */

import type { Spark } from '../charts/spark.ts';
import type { PastValue } from '../language/model.ts';
import { headlineOutcomes } from '../report/headlines.ts';
import { eventShare, type ReportedOutcome } from '../report/outcomes.ts';
import type { PageInput } from './beside.ts';
import { isTwoPart, twoPartOf } from './headline.ts';
import { isShare, numberAt, placeOf, type Scale, scaleOf, unitLabel } from './spoken.ts';
import type { Words } from './words/en.ts';

export interface RowCell {
  readonly main: string;
  /** Nine in ten outcomes. */
  readonly range?: string;
  /** In full, with its error: a tooltip. */
  readonly exact?: string;
}

export interface Row {
  readonly id: string;
  readonly label: string;
  /** Below the label: unit and basis. */
  readonly note: string;
  /** By period of the table; of an outcome of the whole horizon under `whole`. */
  readonly cells: Readonly<Record<string, RowCell>>;
  /** Published values, by period. */
  readonly past: Readonly<Record<string, RowCell>>;
  readonly spark?: Spark | undefined;
}

export interface HeadlineTable {
  readonly past: readonly string[];
  readonly periods: readonly string[];
  readonly rows: readonly Row[];
  /** Headlines of the whole horizon, by the chance or the median. */
  readonly whole: readonly Row[];
}

export const WHOLE = 'whole';
/** Years of history beside the forecast. */
const PAST_YEARS = 2;

export function headlineTable(input: PageInput, words: Words): HeadlineTable {
  const headlines = headlineOutcomes(input.plan, input.summary);
  const names = input.plan.program.unitNames;
  const timed = headlines.filter(({ over }) => over !== 'horizon');
  const periods = [...new Set(timed.flatMap((one) => one.periods.map(({ label }) => label)))];
  const past = [...new Set(timed.flatMap((one) => one.past.map(({ period }) => period)))]
    .filter((period) => periods.every((forecast) => period < forecast))
    .toSorted()
    .slice(-PAST_YEARS);
  const rows = (of: readonly ReportedOutcome[]): Row[] =>
    of.flatMap((outcome) => rowsOf(outcome, scaleOf(outcome.unit, names), words, past));
  return {
    past,
    periods: periods.toSorted(),
    rows: rows(timed),
    whole: rows(headlines.filter(({ over }) => over === 'horizon')),
  };
}

function rowsOf(
  outcome: ReportedOutcome,
  scale: Scale,
  words: Words,
  past: readonly string[],
): Row[] {
  if (outcome.kind === 'event') return [eventRow(outcome, words)];
  if (outcome.kind === 'category') return [categoryRow(outcome, words)];
  if (isTwoPart(outcome)) return twoPartRows(outcome, scale, words);
  return [amountRow(outcome, scale, past)];
}

const keyOf = ({ over }: ReportedOutcome, label: string): string =>
  over === 'horizon' ? WHOLE : label;

function eventRow(outcome: ReportedOutcome, words: Words): Row {
  const chances = outcome.periods.flatMap(({ label, summary }) => {
    const { value, se } = eventShare(summary);
    return value === null ? [] : [{ label, value, se }];
  });
  return {
    id: outcome.id,
    label: words.chanceOf(outcome.label),
    note: words.chanceNote,
    cells: Object.fromEntries(
      chances.map(({ label, value, se }) => [
        keyOf(outcome, label),
        { main: words.chance(value), exact: exactText(value, se, 100, '%') },
      ]),
    ),
    past: {},
    spark: sparkOf(
      outcome,
      chances.map(({ label, value }) => ({ period: label, value })),
    ),
  };
}

function categoryRow(outcome: ReportedOutcome, words: Words): Row {
  const cells = outcome.periods.flatMap(({ label, summary: { shares = [] } }) => {
    const [most] = shares.toSorted((a, b) => (b.share.value ?? 0) - (a.share.value ?? 0));
    if (most === undefined) return [];
    const name = outcome.values.find(({ value }) => value === most.value)?.name ?? '';
    return [[keyOf(outcome, label), { main: name, range: words.chance(most.share.value ?? 0) }]];
  });
  return {
    id: outcome.id,
    label: outcome.label,
    note: words.mostLikely,
    cells: Object.fromEntries(cells) as Row['cells'],
    past: {},
  };
}

function amountRow(outcome: ReportedOutcome, scale: Scale, years: readonly string[]): Row {
  const known = outcome.periods.flatMap(({ label, summary }) => {
    const { p5, p50, p95 } = summary.quantiles;
    if (p5.value === null || p50.value === null || p95.value === null) return [];
    return [{ label, low: p5.value, median: p50.value, high: p95.value, se: p50.se }];
  });
  const { factor } = scale;
  const sign = isShare(scale) ? '%' : '';
  const place = placeOf(known.map(({ median }) => median * factor));
  const number = (value: number): string => numberAt(value * factor, place);
  const before = outcome.past.filter(({ period }) => years.includes(period));
  return {
    id: outcome.id,
    label: outcome.label,
    note: isShare(scale) ? (outcome.basis ?? '') : unitLabel(scale),
    cells: Object.fromEntries(
      known.map(({ label, low, median, high, se }) => [
        keyOf(outcome, label),
        {
          main: number(median) + sign,
          range: `${number(low)}–${number(high)}`,
          exact: exactText(median, se, factor, sign),
        },
      ]),
    ),
    past: pastCells(before, number, sign),
    spark: sparkOf(
      outcome,
      known.map(({ label, median, low, high }) => ({ period: label, value: median, low, high })),
      before,
    ),
  };
}

/** Several published values of a year as their range; who says which, in full. */
function pastCells(
  past: readonly PastValue[],
  number: (value: number) => string,
  sign: string,
): Row['past'] {
  const years = new Set(past.map(({ period }) => period));
  return Object.fromEntries(
    [...years].map((year) => {
      const published = past.filter(({ period }) => period === year);
      const values = published.map(({ value }) => value);
      const [least, most] = [number(Math.min(...values)), number(Math.max(...values))];
      return [
        year,
        {
          main: (least === most ? least : `${least}–${most}`) + sign,
          exact: published
            .map(({ value, sources = [], note }) => {
              const by = [sources.join(', '), note ?? ''].filter((text) => text !== '').join(': ');
              return `${number(value)}${sign}${by === '' ? '' : ` (${by})`}`;
            })
            .join('; '),
        },
      ];
    }),
  );
}

/** The chance that there is any, and how much if there is. */
function twoPartRows(outcome: ReportedOutcome, scale: Scale, words: Words): Row[] {
  const parts = outcome.periods.map(({ label, summary }) => ({
    label,
    part: twoPartOf(summary) ?? { any: 1, ifAny: ifAlways(summary.quantiles) },
  }));
  const { factor } = scale;
  const sign = isShare(scale) ? '%' : '';
  const some = parts.flatMap(({ label, part: { ifAny } }) => (ifAny ? [{ label, ...ifAny }] : []));
  const place = placeOf(some.map(({ median }) => median * factor));
  const number = (value: number): string => numberAt(value * factor, place);
  return [
    {
      id: outcome.id,
      label: words.anyOf(outcome.label),
      note: words.chanceNote,
      cells: Object.fromEntries(
        parts.map(({ label, part: { any } }) => [
          keyOf(outcome, label),
          { main: words.chance(any) },
        ]),
      ),
      past: {},
      spark: sparkOf(
        outcome,
        parts.map(({ label, part }) => ({ period: label, value: part.any })),
      ),
    },
    {
      id: outcome.id,
      label: words.ifAny(outcome.label),
      note: isShare(scale) ? (outcome.basis ?? '') : unitLabel(scale),
      cells: Object.fromEntries(
        some.map(({ label, low, median, high }) => [
          keyOf(outcome, label),
          { main: number(median) + sign, range: `${number(low)}–${number(high)}` },
        ]),
      ),
      past: {},
      spark: sparkOf(
        outcome,
        some.map(({ label, median, low, high }) => ({ period: label, value: median, low, high })),
      ),
    },
  ];
}

function ifAlways({ p5, p50, p95 }: ReportedOutcome['periods'][number]['summary']['quantiles']) {
  return { low: p5.value ?? 0, median: p50.value ?? 0, high: p95.value ?? 0 };
}

function sparkOf(
  outcome: ReportedOutcome,
  points: Spark['points'],
  past: Spark['past'] = [],
): Spark | undefined {
  if (points.length < 2) return undefined;
  const before = [...new Set(past.map(({ period }) => period))].toSorted();
  return {
    kind: 'spark',
    title: outcome.label,
    caption: '',
    periods: [...before, ...points.map(({ period }) => period)],
    points,
    past: past.map(({ period, value }) => ({ period, value })),
  };
}

/** `62.3% ± 0.1`, for a tooltip. */
function exactText(value: number, se: number | null, factor: number, sign: string): string {
  const scaled = value * factor;
  if (se === null || se === 0) return `${numberAt(scaled, placeOf([scaled], 4))}${sign}`;
  const place = placeOf([se * factor], 1);
  return `${numberAt(scaled, place)}${sign} ± ${numberAt(se * factor, place)}`;
}
