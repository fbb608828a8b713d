/** What `chipcast sensitivity` says: which inputs drive the outcomes, and on what that rests. */

import { type ByGroup, type Index, ranked } from '../../sensitivity/by-group.ts';
import type { Analysis, OutcomeAnalysis } from '../../sensitivity/document.ts';
import { OF_OUTCOMES } from '../../sensitivity/methods/index.ts';
import type { MeasureColumn } from '../../sensitivity/methods/method.ts';
import { counted, earned, significant } from '../../stats/round.ts';
import { bareId, columnName } from '../../text/column-name.ts';
import { plural } from '../../text/listed.ts';
import {
  type Block,
  type Cell,
  chance,
  type Document,
  type Finding,
  gallery,
  joined,
  paragraph,
  type Section,
  say,
  type Table,
  tableOf,
} from '../document.ts';
import type { Names } from '../names.ts';
import { heatMap, outcomeFigures } from '../sensitivity-figures.ts';

/** Rows of a table that a page shows. */
const ROWS = 30;
const WATCHED = 40;
/** Outcomes of which the summary names the drivers. */
const SUMMED_UP = 4;
/** Sections of so many outcomes are all open. */
const OPEN = 3;

type Outcome = readonly [key: string, outcome: OutcomeAnalysis];

export function sensitivityPage(analysis: Analysis, names: Names): Document {
  const { base, replicates, evaluations, methods, groups, design, seed } = analysis;
  const all = Object.entries(analysis.outcomes);
  const main = mainOf(all);
  const last = [...new Map(all.map((one) => [bareId(one[0]), one])).values()];
  const others = last.filter(([key]) => key !== main?.[0]).slice(0, SUMMED_UP);
  return {
    subject: `What drives ${analysis.model}`,
    title: titleOf(analysis, main, names),
    summary: [
      ...(main === undefined ? [] : accountOf(main, names)),
      ...others.map((one) => say`${driversOf(one, names, 2)}.`),
      ...evidenceSentence(analysis),
    ],
    facts: [
      `${methods.join(', ')} of ${counted(Object.keys(groups).length)} ${Object.keys(groups).length === 1 ? 'input or group' : 'inputs or groups'}`,
      ...(design === 'given'
        ? [`${counted(base)} rows of ${analysis.model}`]
        : [
            `${counted(evaluations)} trials`,
            `${counted(base)} points in ${counted(replicates)} replicates`,
            `seed ${seed}, ${design} design`,
          ]),
      'after ± stand standard errors',
    ],
    sections: sensitivitySections(analysis, names),
  };
}

/** What drives the outcome, or what of the news would tell most of it. */
function titleOf({ watch }: Analysis, main: Outcome | undefined, names: Names): Finding {
  if (main === undefined) return 'No outcome was analysed';
  const [first] = watch ?? [];
  if (first === undefined || measures(main[1]).length > 0) return driversOf(main, names, 3);
  const { quantity, label, quarter, knownOn, varianceRemoved, headline } = first;
  return say`${names.in(headline)}: ${label ?? quantity} of ${quarter}, known on ${knownOn}, takes away ${chance(varianceRemoved)} of the variance`;
}

/** The outcome of the title is open, and all of a few; the others are folded. */
export function sensitivitySections(analysis: Analysis, names: Names): Section[] {
  const all = Object.entries(analysis.outcomes);
  const main = mainOf(all)?.[0];
  const ordered = all.toSorted(([a], [b]) => Number(b === main) - Number(a === main));
  return [
    ...watchSection(analysis, names),
    ...decisionSection(analysis, names),
    ...ordered.map(
      ([key, outcome]): Section => ({
        title: names.of(key).label,
        ...(all.length <= OPEN || key === main ? {} : { folded: true }),
        blocks: outcomeBlocks(analysis, key, outcome, names, key === main),
      }),
    ),
    ...heatMap(analysis, names).map(
      (figure): Section => ({ title: figure.title, blocks: gallery([figure]) }),
    ),
    ...ordered.flatMap(([key, outcome]) => accountSection(key, outcome, names)),
  ];
}

/** The first event in its last period, else the first outcome in its last. */
function mainOf(all: readonly Outcome[]): Outcome | undefined {
  const first = all.find(([, { unit, constant }]) => unit === '0/1' && !constant) ?? all[0];
  return first && all.findLast(([key]) => bareId(key) === bareId(first[0]));
}

/** `Heat pumps in 2028: energy prices (34%) and income (21%) decide most`. */
function driversOf([key, outcome]: Outcome, names: Names, most: number): Finding {
  const label = names.in(key);
  if (outcome.constant) return say`${label}: the same in every trial, there is nothing to explain`;
  const columns = measures(outcome);
  const column = columns.find(({ share }) => share) ?? columns[0];
  if (column === undefined) return label.label;
  const told = ranked(column.of)
    .filter((id) => Number.isFinite(column.of[id]?.value ?? Number.NaN))
    .slice(0, most)
    .map((id) =>
      column.share
        ? say`${names.of(id)} (${chance(column.of[id] ?? { value: null })})`
        : say`${names.of(id)}`,
    );
  if (told.length === 0) return say`${label}: nothing that was analysed moves it`;
  const verb = told.length === 1 ? 'matters most' : 'matter most';
  return say`${label}: ${joined(told, ', ', ' and ')} ${verb}`;
}

/** What evidence the trials of an analysis carry; nothing where there is none. */
function evidenceSentence({ evidence }: Analysis): readonly string[] {
  if (evidence === undefined) return [];
  const { observations, given, trials, effective } = evidence;
  const parts = [
    ...(observations.length === 0 ? [] : [plural(observations.length, 'observation')]),
    ...(given.length === 0 ? [] : [plural(given.length, 'given condition')]),
  ];
  const share = significant((100 * effective) / trials, 2);
  return [
    `After ${parts.join(' and ') || 'no observation'}: effective sample size ${counted(Math.round(effective))} of ${counted(trials)} (${share}%).`,
  ];
}

/** How few inputs account for most of it. */
function accountOf([key, { accounting }]: Outcome, names: Names): string[] {
  const { sentence } = accounting ?? {};
  return sentence === undefined ? [] : [sentence.replace(key, () => names.in(key).label)];
}

function outcomeBlocks(
  analysis: Analysis,
  key: string,
  outcome: OutcomeAnalysis,
  names: Names,
  isMain: boolean,
): Block[] {
  const { failures, constant } = outcome;
  const { points, of, share, located } = failures;
  const most = share?.high == null ? '' : `, at most ${significant(100 * share.high, 2)}% of all`;
  const first = located[0] === undefined ? '' : ` Trial ${located[0].trial} is the first.`;
  const failed =
    points === 0
      ? []
      : [
          paragraph(
            `At ${counted(points)} of ${counted(of)} points${most}, it was no finite number; they are left out.${first}`,
          ),
        ];
  if (constant)
    return [paragraph('It is the same in every trial: there is nothing to explain.'), ...failed];
  return [
    ...(isMain ? [] : accountOf([key, outcome], names).map(paragraph)),
    ...failed,
    ...measureTables(analysis, outcome, names),
    ...OF_OUTCOMES.flatMap((method) => method.table?.(outcome) ?? []).map(
      ({ title, headings, rows, notes }) =>
        tableOf(
          title,
          rows.slice(0, ROWS),
          headings.map((heading, k) => ({
            heading: k === 0 ? title : heading,
            ...(k > 0 && heading !== '' ? { kind: 'number' as const } : {}),
            of: (row: readonly string[]): Cell => (k === 0 ? [names.of(row[0])] : row[k]),
          })),
          notes,
        ),
    ),
    ...gallery(outcomeFigures(key, outcome, names)),
  ];
}

/**
 * What is known of an outcome, one column a measure; the first column orders the rows. Where inputs
 * are analysed one by one, members of a copula that the first measure does not tell apart follow
 * it; where groups are, the measures of single inputs are a table of their own.
 */
function measureTables(analysis: Analysis, outcome: OutcomeAnalysis, names: Names): Table[] {
  const all = measures(outcome);
  const grouped = analysis.grouping !== undefined && analysis.grouping !== 'input';
  const parts = grouped
    ? [all.filter(({ single }) => !single), all.filter(({ single }) => single)]
    : [all];
  const filled = parts.filter((columns) => columns.length > 0);
  return filled.map((columns, k) =>
    tableOf(
      'Measures of influence',
      rowsOf(columns, grouped ? {} : analysis.groups).slice(0, ROWS),
      [
        { heading: 'input', of: (id) => [names.of(id)] },
        ...columns.map(({ heading, of, share }) => ({
          heading,
          kind: 'number' as const,
          of: (id: string): Cell => indexCell(of, id, share),
        })),
      ],
      k === filled.length - 1 ? notesOf(analysis, outcome) : [],
    ),
  );
}

function measures(outcome: OutcomeAnalysis): readonly MeasureColumn[] {
  return OF_OUTCOMES.flatMap((method) => method.columns(outcome));
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

/** Nothing where a measure does not speak of the id, as one of groups of a member. */
function indexCell(of: ByGroup<Index>, id: string, isShare = false): Cell {
  if (!(id in of)) return undefined;
  const index = of[id];
  return index?.value == null ? 'undefined' : { value: index.value, se: index.se, isShare };
}

/** What the reader of the measures has to know of how they were made. */
function notesOf({ groups }: Analysis, outcome: OutcomeAnalysis): string[] {
  const joint = Object.values(groups).some((inputs) => inputs.length > 1);
  const single = measures(outcome).flatMap(({ heading, single: own }) => (own ? [heading] : []));
  return [
    ...OF_OUTCOMES.flatMap((method) => method.notes?.(outcome) ?? []),
    ...(joint && single.length > 0
      ? [
          `${joined(single, ', ', ' and ').join('')} are of single inputs; a group of several has none.`,
        ]
      : []),
  ];
}

function accountSection(key: string, { accounting }: OutcomeAnalysis, names: Names): Section[] {
  if (accounting === undefined) return [];
  const without = accounting.without.map(({ id }) => names.of(id));
  return [
    {
      title: `What it rests on: ${names.of(key).label}`,
      folded: true,
      blocks: [
        tableOf('Assumptions by influence', accounting.rows.slice(0, ROWS), [
          { heading: 'assumption', of: ({ id, label }) => [{ id, label: label ?? id }] },
          { heading: 'kind', of: ({ kind }) => kind },
          {
            heading: 'influence',
            kind: 'number',
            of: ({ influence: { value, se } }) => ({ value, se, isShare: true }),
          },
          { heading: 'basis', of: ({ judgement }) => (judgement ? 'judgement' : 'sources') },
          { heading: 'sources', of: ({ sources }) => sources.join(', ') },
          {
            heading: 'age of sources',
            of: ({ ageDays }) =>
              ageDays === undefined
                ? ''
                : `${counted(ageDays.youngest)} to ${counted(ageDays.oldest)} days`,
          },
        ]),
        ...(without.length === 0
          ? []
          : [paragraph(say`Without influence that can be told from 0: ${joined(without, '; ')}.`)]),
      ],
    },
  ];
}

function decisionSection({ evppi }: Analysis, names: Names): Section[] {
  if (!evppi) return [];
  const { options, everything, value } = evppi;
  const rows: readonly (readonly [Finding, Cell])[] = [
    ...(everything === undefined
      ? []
      : [
          [
            'everything (EVPI)',
            { value: everything?.value ?? null, se: everything?.se ?? null },
          ] as const,
        ]),
    ...ranked(value).map((id) => [[names.of(id)], indexCell(value, id)] as const),
  ];
  const choice = joined(
    options.map((id) => names.of(id)),
    ', ',
    ' and ',
  );
  return [
    {
      title: 'What learning is worth',
      blocks: [
        paragraph(
          say`The expected gain from learning each input before choosing between ${choice}, in their unit. No learning is worth more than that of everything.`,
        ),
        tableOf('What learning is worth', rows.slice(0, ROWS + 1), [
          { heading: 'to learn', of: ([what]) => what },
          { heading: 'worth', kind: 'number', of: ([, worth]) => worth },
        ]),
      ],
    },
  ];
}

function watchSection({ watch, asOf }: Analysis, names: Names): Section[] {
  if (watch === undefined) return [];
  const title = `What to watch after ${asOf}`;
  if (watch.length === 0)
    return [{ title, blocks: [paragraph('Nothing that the model watches becomes known then.')] }];
  return [
    {
      title,
      blocks: [
        paragraph(
          'Each figure with the share of the variance of an outcome that knowing it takes away, and how far the median moves if the figure comes in low or high.',
        ),
        tableOf(title, watch.slice(0, WATCHED), [
          {
            heading: 'figure',
            of: ({ quantity, label, quarter }) => [
              { id: columnName(quantity, quarter), label: `${label ?? quantity}, ${quarter}` },
            ],
          },
          { heading: 'known on', of: ({ knownOn }) => knownOn },
          { heading: 'outcome', of: ({ headline }) => [names.of(headline)] },
          {
            heading: 'takes away',
            kind: 'number',
            of: ({ varianceRemoved: { value, se } }) => ({ value, se, isShare: true }),
          },
          {
            heading: 'median moves',
            of: ({ moves }) =>
              [moves[0], moves.at(-1)]
                .map((end) => earned(end?.move.value ?? null, end?.move.se ?? null))
                .join(' to '),
          },
          { heading: 'from', of: ({ by }) => by },
        ]),
      ],
    },
  ];
}
