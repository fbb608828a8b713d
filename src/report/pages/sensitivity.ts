/** What `chipcast sensitivity` says: which inputs drive the outcomes, and on what that rests. */

import { kindOfUnit } from '../../compile/outcome-kind.ts';
import { heldSentence } from '../../sensitivity/accounting.ts';
import { type ByGroup, type Index, ranked } from '../../sensitivity/by-group.ts';
import type { Analysis, OutcomeAnalysis } from '../../sensitivity/document.ts';
import { OF_OUTCOMES } from '../../sensitivity/methods/index.ts';
import type { MeasureColumn } from '../../sensitivity/methods/method.ts';
import { counted, earned, percent, significant } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { bareId, columnName } from '../../text/column-name.ts';
import {
  type Block,
  type Cell,
  chance,
  type Document,
  type Finding,
  gallery,
  joined,
  type Named,
  paragraph,
  plain,
  type Section,
  type Table,
  tableOf,
} from '../document.ts';
import { isShare } from '../measure.ts';
import type { Measured, Names } from '../names.ts';
import { heatMap, outcomeFigures, writtenOf } from '../sensitivity-figures.ts';

/** Rows of a table that a page shows. */
const ROWS = 30;
const WATCHED = 40;
/** Outcomes of which the summary names the drivers. */
const SUMMED_UP = 4;
/** Sections of so many outcomes are all open. */
const OPEN = 3;

type Outcome = readonly [key: string, outcome: OutcomeAnalysis];

export function sensitivityPage(analysis: Analysis, names: Names): Document {
  const { tell, say, marks } = names;
  const { base, replicates, evaluations, methods, groups, design, seed } = analysis;
  const inputs = Object.keys(groups).length;
  const all = Object.entries(analysis.outcomes);
  const main = mainOf(all);
  const last = [...new Map(all.map((one) => [bareId(one[0]), one])).values()];
  const others = last.filter(([key]) => key !== main?.[0]).slice(0, SUMMED_UP);
  return {
    language: names.language,
    subject: tell('What drives {model}', { model: analysis.model }),
    title: titleOf(analysis, main, names),
    summary: [
      ...(main === undefined ? [] : accountOf(main, names)),
      ...others.map((one) => [...say('{what}', { what: driversOf(one, names, 2) }), marks.stop]),
      ...evidenceSentence(analysis, names),
    ],
    facts: [
      tell(
        inputs === 1
          ? '{methods} of {inputs} input or group'
          : '{methods} of {inputs} inputs or groups',
        { methods: methods.join(marks.comma), inputs: counted(inputs) },
      ),
      ...(design === 'given'
        ? [tell('{rows} rows of {model}', { rows: counted(base), model: analysis.model })]
        : [
            tell('{trials} trials', { trials: counted(evaluations) }),
            tell('{points} points in {replicates} replicates', {
              points: counted(base),
              replicates: counted(replicates),
            }),
            tell('seed {seed}, {design} design', { seed, design }),
          ]),
      tell('after ± stand standard errors'),
    ],
    sections: sensitivitySections(analysis, names),
  };
}

/** What drives the outcome, or what of the news would tell most of it. */
function titleOf({ watch }: Analysis, main: Outcome | undefined, names: Names): Finding {
  if (main === undefined) return names.tell('No outcome was analysed');
  const [first] = watch ?? [];
  if (first === undefined || measures(main[1]).length > 0) return driversOf(main, names, 3);
  const { quantity, label, quarter, knownOn, varianceRemoved, headline } = first;
  return names.say(
    '{outcome}: {figure} of {quarter}, known on {day}, takes away {share} of the variance',
    {
      outcome: names.in(headline),
      figure: names.known(label ?? quantity),
      quarter: names.period(quarter),
      day: names.day(knownOn),
      share: chance(varianceRemoved),
    },
  );
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
  const first = all.find(([, one]) => isEvent(one) && !one.constant) ?? all[0];
  return first && all.findLast(([key]) => bareId(key) === bareId(first[0]));
}

/** A document of before says it by its unit alone. */
function isEvent({ kind, unit }: OutcomeAnalysis): boolean {
  return (kind ?? kindOfUnit(unit)) === 'event';
}

/** `Heat pumps in 2028: energy prices (34%) and income (21%) decide most`. */
function driversOf([key, outcome]: Outcome, names: Names, most: number): Finding {
  const { say, marks } = names;
  const label = names.in(key);
  if (outcome.constant)
    return say('{outcome}: the same in every trial, there is nothing to explain', {
      outcome: label,
    });
  const columns = measures(outcome);
  const column = columns.find(({ share }) => share) ?? columns[0];
  if (column === undefined) return label.label;
  const told = ranked(column.of)
    .filter((id) => Number.isFinite(column.of[id]?.value ?? Number.NaN))
    .slice(0, most)
    .map((id) =>
      column.share
        ? say('{name} ({number})', {
            name: names.of(id),
            number: chance(column.of[id] ?? { value: null }),
          })
        : [names.of(id)],
    );
  if (told.length === 0)
    return say('{outcome}: nothing that was analysed moves it', { outcome: label });
  return say(
    told.length === 1 ? '{outcome}: {drivers} matters most' : '{outcome}: {drivers} matter most',
    { outcome: label, drivers: joined(told, marks.comma, marks.and) },
  );
}

/** What evidence the trials of an analysis carry; nothing where there is none. */
function evidenceSentence({ evidence }: Analysis, { tell, many, marks }: Names): readonly string[] {
  if (evidence === undefined) return [];
  const { observations, given, trials, effective } = evidence;
  const parts = [
    ...(observations.length === 0 ? [] : [many(observations.length, 'observation')]),
    ...(given.length === 0 ? [] : [many(given.length, 'given condition')]),
  ];
  const share = significant((100 * effective) / trials, 2);
  return [
    tell('After {evidence}: effective sample size {effective} of {trials} ({share}%).', {
      evidence: parts.join(marks.and) || tell('no observation'),
      effective: counted(Math.round(effective)),
      trials: counted(trials),
      share,
    }),
  ];
}

/** How few inputs account for most of it. */
function accountOf([key, { accounting }]: Outcome, names: Names): string[] {
  const { held, sentence } = accounting ?? {};
  if (held !== undefined) return [heldSentence(held, names.in(key).label, names)];
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
  const { tell, marks } = names;
  const { points, of, share, located } = failures;
  const told = { points: counted(points), all: counted(of) };
  const failed =
    points === 0
      ? []
      : [
          paragraph(
            [
              share?.high == null
                ? tell(
                    'At {points} of {all} points, it was no finite number; they are left out.',
                    told,
                  )
                : tell(
                    'At {points} of {all} points, at most {most}% of all, it was no finite number; they are left out.',
                    { ...told, most: significant(100 * share.high, 2) },
                  ),
              ...located
                .slice(0, 1)
                .map(({ trial }) => tell('Trial {trial} is the first.', { trial })),
            ].join(marks.space),
          ),
        ];
  if (constant)
    return [
      paragraph(tell('It is the same in every trial: there is nothing to explain.')),
      ...failed,
    ];
  return [
    ...(isMain ? [] : accountOf([key, outcome], names).map(paragraph)),
    ...failed,
    ...measureTables(analysis, outcome, names),
    ...OF_OUTCOMES.flatMap(
      (method) => method.table?.(outcome, names, writtenOf(outcome, names)) ?? [],
    ).map(({ title, headings, rows, notes }) =>
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
      names.tell('Measures of influence'),
      rowsOf(columns, grouped ? {} : analysis.groups).slice(0, ROWS),
      [
        { heading: names.tell('input'), of: (id) => [names.of(id)] },
        ...columns.map(({ heading, of, share, inUnit }) => ({
          heading: headingOf(heading, names),
          kind: 'number' as const,
          of: (id: string): Cell => indexCell(of, id, names, share ?? (inUnit && isShare(outcome))),
        })),
      ],
      k === filled.length - 1 ? notesOf(analysis, outcome, names) : [],
    ),
  );
}

function measures(outcome: OutcomeAnalysis): readonly MeasureColumn[] {
  return OF_OUTCOMES.flatMap((method) => method.columns(outcome));
}

function headingOf(heading: MeasureColumn['heading'], { tell, language }: Names): string {
  return typeof heading === 'string' ? tell(heading) : heading[language];
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
function indexCell(of: ByGroup<Index>, id: string, { tell }: Names, isShare = false): Cell {
  if (!(id in of)) return undefined;
  const index = of[id];
  return index?.value == null ? tell('undefined') : { value: index.value, se: index.se, isShare };
}

/** What the reader of the measures has to know of how they were made. */
function notesOf({ groups }: Analysis, outcome: OutcomeAnalysis, names: Names): string[] {
  const { tell, marks } = names;
  const joint = Object.values(groups).some((inputs) => inputs.length > 1);
  const single = measures(outcome).flatMap(({ heading, single: own }) =>
    own ? [headingOf(heading, names)] : [],
  );
  return [
    ...OF_OUTCOMES.flatMap((method) => method.notes?.(outcome, names) ?? []),
    ...(joint && single.length > 0
      ? [
          tell('{measures} are of single inputs; a group of several has none.', {
            measures: plain(joined(single, marks.comma, marks.and)),
          }),
        ]
      : []),
  ];
}

/** As the model calls it; of a copula, whose members may have no name together, its id. */
function accountedName(id: string, label: string | undefined, names: Names): Named {
  const own = names.of(id);
  return own.label === id && label !== undefined ? { id, label } : own;
}

function accountSection(key: string, { accounting }: OutcomeAnalysis, names: Names): Section[] {
  if (accounting === undefined) return [];
  const { tell, say, marks } = names;
  const without = accounting.without.map(({ id }) => names.of(id));
  return [
    {
      title: tell('What it rests on: {outcome}', { outcome: names.of(key).label }),
      folded: true,
      blocks: [
        tableOf(tell('Assumptions by influence'), accounting.rows.slice(0, ROWS), [
          { heading: tell('assumption'), of: ({ id, label }) => [accountedName(id, label, names)] },
          { heading: tell('kind'), of: ({ kind }) => kind && names.known(kind) },
          {
            heading: tell('influence'),
            kind: 'number',
            of: ({ influence: { value, se } }) => ({ value, se, isShare: true }),
          },
          {
            heading: tell('basis'),
            of: ({ judgement }) => tell(judgement ? 'judgement' : 'sources'),
          },
          { heading: tell('sources'), of: ({ sources }) => sources.join(marks.comma) },
          {
            heading: tell('age of sources'),
            of: ({ ageDays }) =>
              ageDays === undefined
                ? ''
                : tell('{youngest} to {oldest} days', {
                    youngest: counted(ageDays.youngest),
                    oldest: counted(ageDays.oldest),
                  }),
          },
        ]),
        ...(without.length === 0
          ? []
          : [
              paragraph(
                say('Without influence that can be told from 0: {inputs}.', {
                  inputs: joined(without, marks.semicolon),
                }),
              ),
            ]),
      ],
    },
  ];
}

function decisionSection({ evppi }: Analysis, names: Names): Section[] {
  if (!evppi) return [];
  const { tell, say, marks } = names;
  const { options, everything, value } = evppi;
  const rows: readonly (readonly [Finding, Cell])[] = [
    ...(everything === undefined
      ? []
      : [
          [
            tell('everything (EVPI)'),
            { value: everything?.value ?? null, se: everything?.se ?? null },
          ] as const,
        ]),
    ...ranked(value).map((id) => [[names.of(id)], indexCell(value, id, names)] as const),
  ];
  const choice = joined(
    options.map((id) => names.of(id)),
    marks.comma,
    marks.and,
  );
  return [
    {
      title: tell('What learning is worth'),
      blocks: [
        paragraph(
          say(
            'The expected gain from learning each input before choosing between {choice}, in their unit. No learning is worth more than that of everything.',
            { choice },
          ),
        ),
        tableOf(tell('What learning is worth'), rows.slice(0, ROWS + 1), [
          { heading: tell('to learn'), of: ([what]) => what },
          { heading: tell('worth'), kind: 'number', of: ([, worth]) => worth },
        ]),
      ],
    },
  ];
}

/** How far something moves, in points where it is a share. */
function movedText(
  move: Estimate | undefined,
  measured: Measured | undefined,
  { tell }: Names,
): string {
  const { value = null, se = null } = move ?? {};
  if (value === null || measured === undefined || !isShare(measured)) return earned(value, se);
  return tell('{number} points', { number: earned(percent(value), percent(se)) });
}

function watchSection({ watch, asOf }: Analysis, names: Names): Section[] {
  if (watch === undefined) return [];
  const { tell } = names;
  const title = tell('What to watch after {day}', { day: names.day(asOf) });
  if (watch.length === 0)
    return [
      { title, blocks: [paragraph(tell('Nothing that the model watches becomes known then.'))] },
    ];
  return [
    {
      title,
      blocks: [
        paragraph(
          tell(
            'Each figure with the share of the variance of an outcome that knowing it takes away, and how far the median moves if the figure comes in low or high.',
          ),
        ),
        tableOf(title, watch.slice(0, WATCHED), [
          {
            heading: tell('figure'),
            of: ({ quantity, label, quarter }) => [
              {
                id: columnName(quantity, quarter),
                label: tell('{label}, {period}', {
                  label: names.known(label ?? quantity),
                  period: names.period(quarter),
                }),
              },
            ],
          },
          { heading: tell('known on'), of: ({ knownOn }) => knownOn },
          { heading: tell('outcome'), of: ({ headline }) => [names.of(headline)] },
          {
            heading: tell('takes away'),
            kind: 'number',
            of: ({ varianceRemoved: { value, se } }) => ({ value, se, isShare: true }),
          },
          {
            heading: tell('median moves'),
            of: ({ moves, headline }) => {
              const [low, high] = [moves[0], moves.at(-1)].map((end) => end?.move);
              return tell('{low} to {high}', {
                low: movedText(low, names.measured(headline), names),
                high: movedText(high, names.measured(headline), names),
              });
            },
          },
          { heading: tell('from'), of: ({ by }) => names.known(by) },
        ]),
      ],
    },
  ];
}
