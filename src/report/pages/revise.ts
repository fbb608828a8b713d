/** What `chipcast revise` and `chipcast bridge` say: from one forecast to another, edit by edit. */

import type { Figure } from '../../charts/index.ts';
import type { HeadlineRevision, Revision } from '../../revision/revise.ts';
import { statisticName } from '../../revision/statistic.ts';
import { earned, percent } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { bareId } from '../../text/column-name.ts';
import { plural } from '../../text/listed.ts';
import {
  type Document,
  type Finding,
  gallery,
  joined,
  type Named,
  type Numeral,
  say,
  type Table,
  type Text,
  tableOf,
} from '../document.ts';
import { afterOf, axisOf, cellOf, isShare, numeralOf } from '../measure.ts';
import type { Names } from '../names.ts';

/** @param subject  `Why the forecast changed` */
export function revisionPage(
  { from, to, edits, headlines }: Revision,
  names: Names,
  subject: string,
): Document {
  const all = Object.entries(headlines);
  const facts = [`from ${from} to ${to}`, plural(edits.length, 'edit')];
  if (edits.length === 0)
    return {
      subject,
      title: `${to} asks the same question as ${from}: nothing was edited.`,
      summary: [],
      facts: [],
      sections: [],
    };
  const [id, main] = mainOf(all);
  const ranked = rankedEdits(main, edits);
  return {
    subject,
    title: titleOf(id, main, names),
    summary: [whatDidIt(main, ranked, names), ...others(all, id, names)],
    facts,
    sections: [
      {
        title: 'What each edit did',
        blocks: [
          editTable(id, main, edits, names),
          ...gallery(all.map(([key, one]) => waterfall(key, one, edits, names))),
        ],
      },
      ...(all.length === 1
        ? []
        : [
            {
              title: 'Every headline',
              folded: true,
              blocks: all.map(([key, one]) => editTable(key, one, edits, names)),
            },
          ]),
      {
        title: 'What was edited',
        blocks: [
          tableOf('What was edited', edits, [
            { heading: 'edit', of: ({ name }) => [editName(name, names)] },
            { heading: 'from and to', of: ({ what }) => what },
          ]),
        ],
      },
    ],
  };
}

type Headline = readonly [id: string, one: HeadlineRevision];

/** The first event in its last period, else the first headline in its last. */
function mainOf(all: readonly Headline[]): Headline {
  const first = all.find(([, { kind }]) => kind === 'event') ?? all[0];
  return all.findLast(([id]) => bareId(id) === bareId(first[0])) ?? first;
}

/** A change of a chance in points, of an amount in its unit, with its sign. */
function changeText(one: HeadlineRevision, estimate: Estimate, names: Names): Numeral {
  const { number, exact } = numeralOf(one, estimate, names);
  const signed = (estimate.value ?? 0) > 0 ? `+${number}` : number;
  return { number: signed.replace('%', ' points'), exact };
}

function titleOf(id: string, one: HeadlineRevision, names: Names): Finding {
  const { before, after, change } = one;
  const still = change.low !== null && change.high !== null && change.low <= 0 && change.high >= 0;
  const measure = one.kind === 'event' ? '' : ` (${statisticName(one.kind, one.statistic)})`;
  return still
    ? say`${names.in(id)}${measure}: no clear change from ${numeralOf(one, before, names)}`
    : say`${names.in(id)}${measure}: ${numeralOf(one, before, names)} before, ${numeralOf(one, after, names)} now`;
}

/** An input by its label; other edits say what they are. */
function editName(name: string, names: Names): Named {
  return { id: name, label: names.of(name.replace(/^input /, '')).label };
}

interface RankedEdit {
  readonly name: string;
  readonly part: Estimate;
}

function rankedEdits({ parts }: HeadlineRevision, edits: Revision['edits']): RankedEdit[] {
  return edits
    .map(({ name }, k) => ({ name, part: parts[k] }))
    .toSorted((a, b) => Math.abs(b.part.value ?? 0) - Math.abs(a.part.value ?? 0));
}

const NAMED = 3;

function whatDidIt(one: HeadlineRevision, ranked: readonly RankedEdit[], names: Names): Finding {
  const told = ranked
    .slice(0, NAMED)
    .map(({ name, part }) => say`${editName(name, names)} (${changeText(one, part, names)})`);
  const rest = ranked.length - told.length;
  const more = rest === 0 ? '' : ` ${plural(rest, 'more edit')} did less.`;
  return ranked.length === 1
    ? say`One edit made the change: ${joined(told)}.`
    : say`The edits that did most: ${joined(told)}.${more}`;
}

/** The last period of every other headline in one sentence. */
function others(all: readonly Headline[], main: string, names: Names): Finding[] {
  const last = new Map(all.map((entry) => [bareId(entry[0]), entry]));
  last.delete(bareId(main));
  const told = [...last.values()].map(
    ([id, one]) =>
      say`${names.of(id)}: ${numeralOf(one, one.before, names)} to ${numeralOf(one, one.after, names)}`,
  );
  return told.length === 0 ? [] : [say`${joined(told.slice(0, NAMED), '; ')}.`];
}

function editTable(
  id: string,
  one: HeadlineRevision,
  edits: Revision['edits'],
  names: Names,
): Table {
  const { kind, before, after, change } = one;
  const measure =
    kind === 'event' ? 'chance' : `${statisticName(kind, one.statistic)}${afterOf(one, names)}`;
  const rows: readonly { name: Text; of: Estimate }[] = [
    { name: 'before', of: before },
    ...rankedEdits(one, edits).map(({ name, part }) => ({
      name: [editName(name, names)],
      of: part,
    })),
    { name: 'change', of: change },
    { name: 'after', of: after },
  ];
  return tableOf(`${names.of(id).label}, ${measure}`, rows, [
    { heading: `${names.of(id).label}, ${measure}`, of: ({ name }) => name },
    { heading: '', kind: 'number', of: (row) => cellOf(one, row.of) },
  ]);
}

/** Edits drawn one by one; the smaller ones stand together. */
const MOST_ROWS = 12;

function waterfall(
  id: string,
  one: HeadlineRevision,
  edits: Revision['edits'],
  names: Names,
): Figure {
  const scaled = (x: number | null): number => (isShare(one) ? percent(x) : x) ?? 0;
  const ordered = rankedEdits(one, edits).map(({ name, part }) => ({
    name: editName(name, names).label,
    by: scaled(part.value),
    se: scaled(part.se),
  }));
  const rest = ordered.slice(MOST_ROWS);
  const end = ({ value, se }: Estimate) => ({
    at: scaled(value),
    text: earned(scaled(value), se === null ? null : scaled(se)),
  });
  return {
    kind: 'steps',
    title: names.of(id).label,
    axis: axisOf(one, names),
    before: end(one.before),
    after: end(one.after),
    steps: [
      ...ordered.slice(0, MOST_ROWS),
      ...(rest.length === 0
        ? []
        : [
            {
              name: `${rest.length} smaller edits`,
              by: rest.reduce((sum, { by }) => sum + by, 0),
              se: Math.sqrt(rest.reduce((sum, { se }) => sum + se * se, 0)),
            },
          ]),
    ],
    caption:
      'The part of an edit is its mean effect over all orders in which the edits could be made. Thin lines are two standard errors of the simulation.',
  };
}
