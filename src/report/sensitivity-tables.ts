/** What an analysis says, as tables for the terminal and for pages. */

import { type ByGroup, type Index, ranked } from '../sensitivity/by-group.ts';
import type { Analysis, OutcomeAnalysis } from '../sensitivity/document.ts';
import { OF_OUTCOMES } from '../sensitivity/methods/index.ts';
import type { MeasureColumn } from '../sensitivity/methods/method.ts';
import { counted, earned, earnedPair, significant } from '../stats/round.ts';
import { columnName } from '../text/column-name.ts';
import { alignNumbers, columns, widest, wrap } from '../text/table.ts';

/** Rows of a table in the terminal; the rest is in the document. */
const ROWS = 12;

/** Measures side by side, and the ids of their rows. */
export interface IndexTable {
  readonly columns: readonly MeasureColumn[];
  readonly ids: readonly string[];
}

/**
 * What is known of an outcome, one column a measure; the first column orders the rows. Where inputs
 * are analysed one by one, members of a copula that the first measure does not tell apart follow
 * it; where groups are, the measures of single inputs are a table of their own.
 */
export function indexTables(analysis: Analysis, outcome: OutcomeAnalysis): readonly IndexTable[] {
  const all = measures(outcome);
  const grouped = analysis.grouping !== undefined && analysis.grouping !== 'input';
  const parts = grouped
    ? [all.filter(({ single }) => !single), all.filter(({ single }) => single)]
    : [all];
  return parts.flatMap((columns) =>
    columns.length === 0 ? [] : [{ columns, ids: rowsOf(columns, grouped ? {} : analysis.groups) }],
  );
}

function rowsOf(columns: readonly MeasureColumn[], groups: Analysis['groups']): readonly string[] {
  const [first, ...others] = columns;
  const elsewhere = new Set(others.flatMap(({ of }) => Object.keys(of)));
  const ids = ranked(first.of).flatMap((id) => [
    id,
    ...(groups[id] ?? []).filter((member) => !(member in first.of) && elsewhere.has(member)),
  ]);
  const listed = new Set(ids);
  return [...ids, ...[...elsewhere].filter((id) => !listed.has(id))];
}

/** What the reader of the measures has to know of how they were made. */
export function measureNotes(analysis: Analysis, outcome: OutcomeAnalysis): readonly string[] {
  const joint = Object.values(analysis.groups).some((inputs) => inputs.length > 1);
  const names = measures(outcome).flatMap(({ heading, single }) => (single ? [heading] : []));
  return [
    ...OF_OUTCOMES.flatMap((method) => method.notes?.(outcome) ?? []),
    ...(joint && names.length > 0
      ? [`${listed(names)} are of single inputs; a group of several has none.`]
      : []),
  ];
}

function listed(names: readonly string[]): string {
  const [last] = names.slice(-1);
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function measures(outcome: OutcomeAnalysis): readonly MeasureColumn[] {
  return OF_OUTCOMES.flatMap((method) => method.columns(outcome));
}

export function sensitivityReport(analysis: Analysis, width: number): string {
  const { base, replicates, evaluations, methods, groups } = analysis;
  const blocks = Object.entries(analysis.outcomes).map(([key, outcome]) =>
    outcomeLines(analysis, key, outcome, width),
  );
  const from =
    analysis.design === 'given'
      ? `${counted(base)} rows of ${analysis.model}`
      : `${counted(evaluations)} trials: ${counted(base)} points in ${counted(replicates)} replicates, seed ${analysis.seed}`;
  const facts =
    `${evidenceSentence(analysis)
      .map((sentence) => `${sentence} `)
      .join(
        '',
      )}${methods.join(', ')} of ${counted(Object.keys(groups).length)} inputs or groups from ${from}. ` +
    'Errors are standard errors; intervals of 95 % are in sensitivity.json.';
  return `${[...blocks, ...decisionLines(analysis), ...watchLines(analysis), wrap(facts, width)].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** What evidence the trials of an analysis carry; nothing where there is none. */
export function evidenceSentence({ evidence }: Analysis): readonly string[] {
  if (evidence === undefined) return [];
  const { observations, given, trials, effective } = evidence;
  const parts = [
    ...(observations.length === 0 ? [] : [counting(observations.length, 'observation')]),
    ...(given.length === 0 ? [] : [counting(given.length, 'given condition')]),
  ];
  const share = significant((100 * effective) / trials, 2);
  return [
    `After ${parts.join(' and ') || 'no observation'}: effective sample size ${counted(Math.round(effective))} of ${counted(trials)} (${share}%).`,
  ];
}

function counting(n: number, what: string): string {
  return `${counted(n)} ${what}${n === 1 ? '' : 's'}`;
}

/** How often an outcome was no finite number, and at most how often it is. */
export function failureText({ points, of, share }: OutcomeAnalysis['failures']): string {
  const most = share?.high == null ? '' : `, at most ${significant(100 * share.high, 2)} % of all`;
  return `At ${counted(points)} of ${counted(of)} points${most}, it was no finite number; they are left out.`;
}

function outcomeLines(
  analysis: Analysis,
  key: string,
  outcome: OutcomeAnalysis,
  width: number,
): string[] {
  const { failures, unit } = outcome;
  const title = unit === '' ? key : `${key} (${unit})`;
  const failed =
    failures.points === 0
      ? []
      : wrap(
          `${failureText(failures)}${failures.located.length > 0 ? ` Trial ${failures.located[0].trial} is the first.` : ''}`,
          width,
          2,
        );
  if (outcome.constant)
    return [title, '  It is the same in every trial: there is nothing to explain.', ...failed];
  return [
    title,
    ...indexTables(analysis, outcome).flatMap((table) => tableLines(table, width)),
    ...measureNotes(analysis, outcome).flatMap((note) => wrap(`  ${note}`, width, 4)),
    ...ownLines(outcome, width),
    ...(outcome.accounting?.sentence === undefined
      ? []
      : wrap(`  ${outcome.accounting.sentence}`, width, 2)),
    ...failed,
  ];
}

function tableLines({ columns: all, ids }: IndexTable, width: number): string[] {
  const shownIds = ids.slice(0, ROWS);
  const more = ids.length - shownIds.length;
  const names = shownIds.map((id) => `  ${id}`);
  const cells = all.map(({ heading, of }) => ({ heading, cells: cellsOf(of, shownIds) }));
  const shown = fitting(cells, width - widest(names));
  const left = all.slice(shown.length).map(({ heading }) => heading);
  return [
    ...columns([{ heading: '', cells: names, left: true }, ...shown]),
    ...(more > 0 ? [`  and ${counted(more)} more`] : []),
    ...(left.length > 0 ? wrap(`  in sensitivity.json as well: ${left.join(', ')}`, width, 4) : []),
  ];
}

interface Cells {
  readonly heading: string;
  readonly cells: readonly string[];
}

/** As many columns as stand side by side, one at least. */
function fitting(all: readonly Cells[], width: number): readonly Cells[] {
  let room = width;
  const fits = all.findIndex(({ heading, cells }, k) => {
    room -= 2 + widest([heading, ...cells]);
    return room < 0 && k > 0;
  });
  return fits < 0 ? all : all.slice(0, fits);
}

function cellsOf(of: ByGroup<Index>, ids: readonly string[]): string[] {
  return alignNumbers(ids.map((id) => indexText(of, id)));
}

/** Nothing where a measure does not speak of the id, as one of groups of a member. */
export function indexText(of: ByGroup<Index>, id: string): string {
  if (!(id in of)) return '';
  const index = of[id];
  return index?.value == null ? 'undefined' : earnedPair(index.value, index.se);
}

/** Tables that stand for themselves. */
function ownLines(outcome: OutcomeAnalysis, width: number): string[] {
  return OF_OUTCOMES.flatMap((method) => {
    const own = method.table?.(outcome);
    if (own === undefined) return [];
    const rows = own.rows.slice(0, ROWS);
    return [
      `  ${own.title}`,
      ...columns(
        own.headings.map((heading, k) => ({
          heading,
          cells: rows.map((row) => `${k === 0 ? '  ' : ''}${row[k]}`),
          left: k === 0 || heading === '',
        })),
      ),
      ...own.notes.flatMap((note) => wrap(`  ${note}`, width, 2)),
    ];
  });
}

function decisionLines({ evppi }: Analysis): string[][] {
  if (!evppi) return [];
  const rows = decisionRows(evppi).slice(0, ROWS + 1);
  return [
    [
      `Before choosing between ${evppi.options.join(' and ')}, learning this is worth`,
      ...columns([
        { heading: '', cells: rows.map(([what]) => `  ${what}`), left: true },
        { heading: '', cells: alignNumbers(rows.map(([, worth]) => worth)) },
      ]),
    ],
  ];
}

/** What it is worth to learn everything, then each input, the most valuable first. */
export function decisionRows({
  everything,
  value,
}: NonNullable<Analysis['evppi']>): readonly (readonly [what: string, worth: string])[] {
  return [
    ...(everything
      ? [['everything (EVPI)', earnedPair(everything.value, everything.se)] as const]
      : []),
    ...ranked(value).map((id) => [id, indexText(value, id)] as const),
  ];
}

const WATCHED = 12;

function watchLines({ watch, asOf }: Analysis): string[][] {
  if (watch === undefined) return [];
  if (watch.length === 0) return [[`Nothing that the model watches becomes known after ${asOf}.`]];
  const rows = watch.slice(0, WATCHED);
  return [
    [
      `What to watch after ${asOf}: the share of variance that each figure would take away`,
      ...columns([
        { heading: 'known on', cells: rows.map(({ knownOn }) => knownOn), left: true },
        {
          heading: '',
          cells: rows.map(({ quantity, quarter }) => columnName(quantity, quarter)),
          left: true,
        },
        { heading: 'for', cells: rows.map(({ headline }) => headline), left: true },
        {
          heading: 'takes away',
          cells: alignNumbers(
            rows.map(({ varianceRemoved: { value, se } }) => earnedPair(value, se)),
          ),
        },
        {
          heading: 'median moves',
          cells: rows.map(({ moves }) => {
            const ends = [moves[0], moves[moves.length - 1]];
            return ends
              .map((end) => earned(end?.move.value ?? null, end?.move.se ?? null))
              .join(' to ');
          }),
        },
      ]),
    ],
  ];
}
