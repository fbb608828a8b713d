/** What `chipcast revise` and `chipcast bridge` say: from one forecast to another, edit by edit. */

import type { Figure } from '../../charts/index.ts';
import type { HeadlineRevision, Revision } from '../../revision/revise.ts';
import { statisticName } from '../../revision/statistic.ts';
import { earned, percent } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { bareId } from '../../text/column-name.ts';
import type { Label } from '../../wording/wording.ts';
import {
  type Document,
  type Finding,
  gallery,
  joined,
  type Named,
  type Numeral,
  type Table,
  type Text,
  tableOf,
} from '../document.ts';
import { afterOf, axisOf, cellOf, isShare, numeralOf } from '../measure.ts';
import type { Names } from '../names.ts';

export function revisionPage(
  { from, to, edits, headlines }: Revision,
  names: Names,
  subject: Label,
): Document {
  const { tell, many, language } = names;
  const all = Object.entries(headlines);
  const facts = [tell('from {from} to {to}', { from, to }), many(edits.length, 'edit')];
  if (edits.length === 0)
    return {
      language,
      subject: tell(subject),
      title: tell('{to} asks the same question as {from}: nothing was edited.', { from, to }),
      summary: [],
      facts: [],
      sections: [],
    };
  const [id, main] = mainOf(all);
  const ranked = rankedEdits(main, edits);
  return {
    language,
    subject: tell(subject),
    title: titleOf(id, main, names),
    summary: [whatDidIt(main, ranked, names), ...others(all, id, names)],
    facts,
    sections: [
      {
        title: tell('What each edit did'),
        blocks: [
          editTable(id, main, edits, names),
          ...gallery(all.map(([key, one]) => waterfall(key, one, edits, names))),
        ],
      },
      ...(all.length === 1
        ? []
        : [
            {
              title: tell('Every headline'),
              folded: true,
              blocks: all.map(([key, one]) => editTable(key, one, edits, names)),
            },
          ]),
      {
        title: tell('What was edited'),
        blocks: [
          tableOf(tell('What was edited'), edits, [
            { heading: tell('edit'), of: ({ name }) => [editName(name, names)] },
            { heading: tell('from and to'), of: ({ what }) => [{ code: what }] },
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
  return {
    number: signed.endsWith('%')
      ? names.tell('{number} points', { number: signed.slice(0, -1) })
      : signed,
    exact,
  };
}

function titleOf(id: string, one: HeadlineRevision, names: Names): Finding {
  const { before, after, change } = one;
  const still = change.low !== null && change.high !== null && change.low <= 0 && change.high >= 0;
  const { say, tell } = names;
  const outcome =
    one.kind === 'event'
      ? [names.in(id)]
      : say('{name} ({number})', {
          name: names.in(id),
          number: tell(statisticName(one.kind, one.statistic)),
        });
  const told = { outcome, before: numeralOf(one, before, names) };
  return still
    ? say('{outcome}: no clear change from {before}', told)
    : say('{outcome}: {before} before, {after} now', {
        ...told,
        after: numeralOf(one, after, names),
      });
}

/** An input by its label; other edits say what they are. */
function editName(name: string, names: Names): Named {
  const { tell, known } = names;
  const [, kind, of = ''] = /^(input|evidence|equations of|given) (.*)$/s.exec(name) ?? [];
  const { label } = names.of(of);
  switch (kind) {
    case 'input':
      return { id: name, label };
    case 'evidence':
      return { id: name, label: tell('evidence {id}', { id: of }) };
    case 'equations of':
      return { id: name, label: tell('equations of {component}', { component: of }) };
    case 'given':
      return { id: name, label: tell('given {condition}', { condition: label }) };
    default:
      return { id: name, label: known(name) };
  }
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
  const { say, tell, many, marks } = names;
  const told = ranked.slice(0, NAMED).map(({ name, part }) =>
    say('{name} ({number})', {
      name: editName(name, names),
      number: changeText(one, part, names),
    }),
  );
  const edits = joined(told, marks.comma);
  if (ranked.length === 1) return say('One edit made the change: {edits}.', { edits });
  const rest = ranked.length - told.length;
  return joined(
    [
      say('The edits that did most: {edits}.', { edits }),
      ...(rest === 0 ? [] : [tell('{edits} did less.', { edits: many(rest, 'more edit') })]),
    ],
    marks.space,
  );
}

/** The last period of every other headline in one sentence. */
function others(all: readonly Headline[], main: string, names: Names): Finding[] {
  const { say, marks } = names;
  const last = new Map(all.map((entry) => [bareId(entry[0]), entry]));
  last.delete(bareId(main));
  const told = [...last.values()].map(([id, one]) =>
    say('{outcome}: {low} to {high}', {
      outcome: names.of(id),
      low: numeralOf(one, one.before, names),
      high: numeralOf(one, one.after, names),
    }),
  );
  return told.length === 0 ? [] : [[...joined(told.slice(0, NAMED), marks.semicolon), marks.stop]];
}

function editTable(
  id: string,
  one: HeadlineRevision,
  edits: Revision['edits'],
  names: Names,
): Table {
  const { tell, marks } = names;
  const { kind, before, after, change } = one;
  const measure =
    kind === 'event'
      ? tell('chance')
      : tell(statisticName(kind, one.statistic)) + afterOf(one, names);
  const rows: readonly { name: Text; of: Estimate }[] = [
    { name: tell('before'), of: before },
    ...rankedEdits(one, edits).map(({ name, part }) => ({
      name: [editName(name, names)],
      of: part,
    })),
    { name: tell('change'), of: change },
    { name: tell('after'), of: after },
  ];
  const title = names.of(id).label + marks.comma + measure;
  return tableOf(title, rows, [
    { heading: title, of: ({ name }) => name },
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
              name: names.tell('{count} smaller edits', { count: rest.length }),
              by: rest.reduce((sum, { by }) => sum + by, 0),
              se: Math.sqrt(rest.reduce((sum, { se }) => sum + se * se, 0)),
            },
          ]),
    ],
    caption: names.tell(
      'The part of an edit is its mean effect over all orders in which the edits could be made. Thin lines are two standard errors of the simulation.',
    ),
  };
}
