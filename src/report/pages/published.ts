/** Figures that others published, held against the distributions of a run or of several. */

import { kindOfColumn } from '../../compile/outcome-kind.ts';
import type { Program } from '../../compile/program.ts';
import type { PublishedForecast } from '../../language/model.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Estimate, Summary } from '../../stats/summary.ts';
import {
  type Amount,
  type Block,
  type Document,
  joined,
  paragraph,
  type Text,
  tableOf,
} from '../document.ts';
import type { Names } from '../names.ts';
import { wordFor, wordScale } from '../words.ts';

const PERCENTILE =
  'A percentile is the share of trials at or below the published figure: between 5 and 95 this forecast agrees, between 25 and 75 closely.';

export function publishedBlocks({ program }: Plan, summary: Summary, names: Names): Block[] {
  if ((summary.published ?? []).length === 0) return [];
  const { forecasts = [] } = program;
  const { tell, marks } = names;
  const rows = forecasts.flatMap((forecast) =>
    found(summary, forecast.id).map((one, k) => ({ forecast, first: k === 0, ...one })),
  );
  const identities = forecasts.filter(({ ask }) => ask?.kind === 'identity');
  return [
    paragraph(
      tell('What others have forecast, placed in the distributions of this run. {percentile}', {
        percentile: tell(PERCENTILE),
      }),
    ),
    tableOf(
      tell('Published forecasts'),
      rows,
      [
        { heading: tell('id'), of: ({ first, forecast }) => (first ? forecast.id : '') },
        {
          heading: tell('claim'),
          of: ({ first, forecast: { claim, claimant } }) =>
            first ? tell('{claim} ({claimant})', { claim, claimant }) : '',
        },
        {
          heading: tell('outcome'),
          of: ({ first, forecast }) => (first ? outcomesOf(forecast, names) : ''),
        },
        { heading: tell('asked'), of: ({ what }) => whatText(what, names) },
        { heading: tell('trials'), kind: 'number', of: ({ share }) => shareCell(share) },
        {
          heading: tell('reading'),
          of: ({ forecast, what, share }) => verdict(program, forecast, what, share, names),
        },
      ],
      [
        ...(identities.length === 0
          ? []
          : [
              tell('Not compared, because true by construction: {claims}.', {
                claims: identities
                  .map(({ id, claim }) => tell('{id} ({claim})', { id, claim }))
                  .join(marks.semicolon),
              }),
            ]),
        tell('Words for probabilities: {scale}.', { scale: wordScale(names) }),
      ],
    ),
  ];
}

function outcomesOf({ outcomes }: PublishedForecast, names: Names): Text {
  return joined(
    outcomes.map((name) => names.of(name)),
    names.marks.comma,
  );
}

/** What was asked of a figure, `percentile of 50`, as the summary of a run says it in English. */
function whatText(what: string, { tell, in: named }: Names): string {
  const [, sign, of] = /^(1 - )?mean of (.*)$/.exec(what) ?? [];
  if (of !== undefined)
    return sign === undefined
      ? tell('mean of {outcome}', { outcome: named(of).label })
      : tell('1 - mean of {outcome}', { outcome: named(of).label });
  const [, how, value] = /^(percentile of|at most|at least) (.*)$/.exec(what) ?? [];
  if (value !== undefined && isAsked(how)) return tell(`${how} {value}`, { value });
  const [, low, high] = /^(.*) to (.*)$/.exec(what) ?? [];
  return high === undefined ? what : tell('{low} to {high}', { low, high });
}

const ASKED = ['percentile of', 'at most', 'at least'] as const;

function isAsked(how: string | undefined): how is (typeof ASKED)[number] {
  return ASKED.some((one) => one === how);
}

function shareCell({ value, se }: Estimate): Amount {
  return { value, se, isShare: true };
}

/**
 * Agreement of a percentile, or the word for a probability; a mean of anything but an event is
 * none.
 */
function verdict(
  { outcomes }: Pick<Program, 'outcomes'>,
  { ask, outcomes: asked }: PublishedForecast,
  what: string,
  share: Estimate,
  names: Names,
): string {
  if (ask?.kind === 'inside' && what.startsWith('percentile')) return '';
  const isEvent = asked.every((name) => kindOfColumn(outcomes, name) === 'event');
  if ((ask?.kind === 'mean' || ask?.kind === 'oneLessMean') && !isEvent) return '';
  if (ask?.kind !== 'percentile') return wordFor(share, names);
  const { value } = share;
  if (value === null) return '';
  if (value >= 0.25 && value <= 0.75) return names.tell('agrees closely');
  if (value >= 0.05 && value <= 0.95) return names.tell('agrees');
  return names.tell(value < 0.05 ? 'we are above it' : 'we are below it');
}

/** A run by which published figures are placed. */
export interface Vintage {
  readonly plan: Plan;
  readonly summary: Summary;
}

/** The same figures in several runs, a column each: one of every vintage. */
export function publishedPage(vintages: readonly Vintage[], names: Names): Document {
  const [{ plan, summary }] = vintages;
  const { program } = plan;
  const { tell, many } = names;
  const rows = (program.forecasts ?? []).flatMap((forecast) =>
    found(summary, forecast.id).map(({ what }) => ({
      forecast,
      what,
      shares: vintages.map(
        (vintage) => found(vintage.summary, forecast.id).find((one) => one.what === what)?.share,
      ),
    })),
  );
  return {
    subject: tell('Published forecasts'),
    title: tell('{model}: {figures} in {runs}', {
      model: program.title,
      figures: many(rows.length, 'published figure'),
      runs: many(vintages.length, 'run'),
    }),
    summary: [tell(PERCENTILE)],
    facts: [],
    sections: [
      {
        title: tell('Published figures'),
        blocks: [
          tableOf(tell('Published figures'), rows, [
            { heading: tell('id'), of: ({ forecast }) => forecast.id },
            { heading: tell('asked'), of: ({ forecast, what }) => askedOf(forecast, what, names) },
            ...vintages.flatMap((vintage, k) => [
              {
                heading: vintageOf(vintage.plan, names),
                kind: 'number' as const,
                of: ({ shares }: (typeof rows)[number]) => shares[k] && shareCell(shares[k]),
              },
              {
                heading: tell('reading'),
                of: ({ forecast, what, shares }: (typeof rows)[number]) =>
                  shares[k] && verdict(vintage.plan.program, forecast, what, shares[k], names),
              },
            ]),
          ]),
        ],
      },
    ],
  };
}

/** `percentile of 200: H200 shipped, 2026`. */
function askedOf({ outcomes }: PublishedForecast, what: string, names: Names): string {
  const { tell } = names;
  const [, one] = /mean of (.*)$/.exec(what) ?? [];
  if (one !== undefined) return tell('mean: {outcome}', { outcome: names.of(one).label });
  const told = { what: whatText(what, names), outcome: names.of(outcomes[0]).label };
  return outcomes.length === 1
    ? tell('{what}: {outcome}', told)
    : tell('{what}: {outcome} and {more} more', { ...told, more: outcomes.length - 1 });
}

function found({ published = [] }: Summary, id: string) {
  return published.find((one) => one.id === id)?.found ?? [];
}

/** `as of 2026-11-30`, that no evidence is in it, or else its name. */
function vintageOf({ evidence, name }: Plan, { tell, day }: Names): string {
  if (evidence === undefined) return tell('no evidence');
  return evidence.asOf === undefined ? name : tell('as of {day}', { day: day(evidence.asOf) });
}
