/** Figures that others published, held against the distributions of a run or of several. */

import { kindOfColumn } from '../../compile/outcome-kind.ts';
import type { Program } from '../../compile/program.ts';
import type { PublishedForecast } from '../../language/model.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Estimate, Summary } from '../../stats/summary.ts';
import { plural } from '../../text/listed.ts';
import {
  type Amount,
  type Block,
  type Document,
  joined,
  paragraph,
  type Text,
  tableOf,
} from '../document.ts';
import { type Names, namesOf } from '../names.ts';
import { wordFor, wordScale } from '../words.ts';

const PERCENTILE =
  'A percentile is the share of trials at or below the published figure: between 5 and 95 this forecast agrees, between 25 and 75 closely.';

export function publishedBlocks({ program }: Plan, summary: Summary, names: Names): Block[] {
  if ((summary.published ?? []).length === 0) return [];
  const { forecasts = [] } = program;
  const rows = forecasts.flatMap((forecast) =>
    found(summary, forecast.id).map((one, k) => ({ forecast, first: k === 0, ...one })),
  );
  const identities = forecasts.filter(({ ask }) => ask?.kind === 'identity');
  return [
    paragraph(`What others have forecast, placed in the distributions of this run. ${PERCENTILE}`),
    tableOf(
      'Published forecasts',
      rows,
      [
        { heading: 'id', of: ({ first, forecast }) => (first ? forecast.id : '') },
        {
          heading: 'claim',
          of: ({ first, forecast: { claim, claimant } }) => (first ? `${claim} (${claimant})` : ''),
        },
        {
          heading: 'outcome',
          of: ({ first, forecast }) => (first ? outcomesOf(forecast, names) : ''),
        },
        { heading: 'asked', of: ({ what }) => what },
        { heading: 'trials', kind: 'number', of: ({ share }) => shareCell(share) },
        {
          heading: 'reading',
          of: ({ forecast, what, share }) => verdict(program, forecast, what, share),
        },
      ],
      [
        ...(identities.length === 0
          ? []
          : [
              `Not compared, because true by construction: ${identities.map(({ id, claim }) => `${id} (${claim})`).join('; ')}.`,
            ]),
        `Words for probabilities: ${wordScale()}.`,
      ],
    ),
  ];
}

function outcomesOf({ outcomes }: PublishedForecast, names: Names): Text {
  return joined(
    outcomes.map((name) => names.of(name)),
    ', ',
  );
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
): string {
  if (ask?.kind === 'inside' && what.startsWith('percentile')) return '';
  const isEvent = asked.every((name) => kindOfColumn(outcomes, name) === 'event');
  if ((ask?.kind === 'mean' || ask?.kind === 'oneLessMean') && !isEvent) return '';
  if (ask?.kind !== 'percentile') return wordFor(share);
  const { value } = share;
  if (value === null) return '';
  if (value >= 0.25 && value <= 0.75) return 'agrees closely';
  if (value >= 0.05 && value <= 0.95) return 'agrees';
  return value < 0.05 ? 'we are above it' : 'we are below it';
}

/** A run by which published figures are placed. */
export interface Vintage {
  readonly plan: Plan;
  readonly summary: Summary;
}

/** The same figures in several runs, a column each: one of every vintage. */
export function publishedPage(vintages: readonly Vintage[]): Document {
  const [{ plan, summary }] = vintages;
  const { program } = plan;
  const names = namesOf(program);
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
    subject: 'Published forecasts',
    title: `${program.title}: ${plural(rows.length, 'published figure')} in ${plural(vintages.length, 'run')}`,
    summary: [PERCENTILE],
    facts: [],
    sections: [
      {
        title: 'Published figures',
        blocks: [
          tableOf('Published figures', rows, [
            { heading: 'id', of: ({ forecast }) => forecast.id },
            { heading: 'asked', of: ({ forecast, what }) => askedOf(forecast, what, names) },
            ...vintages.flatMap((vintage, k) => [
              {
                heading: vintageOf(vintage.plan),
                kind: 'number' as const,
                of: ({ shares }: (typeof rows)[number]) => shares[k] && shareCell(shares[k]),
              },
              {
                heading: 'reading',
                of: ({ forecast, what, shares }: (typeof rows)[number]) =>
                  shares[k] && verdict(vintage.plan.program, forecast, what, shares[k]),
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
  const [, one] = /mean of (.*)$/.exec(what) ?? [];
  if (one !== undefined) return `mean: ${names.of(one).label}`;
  const more = outcomes.length === 1 ? '' : ` and ${outcomes.length - 1} more`;
  return `${what}: ${names.of(outcomes[0]).label}${more}`;
}

function found({ published = [] }: Summary, id: string) {
  return published.find((one) => one.id === id)?.found ?? [];
}

/** `as of 2026-11-30`, that no evidence is in it, or else its name. */
function vintageOf({ evidence, name }: Plan): string {
  if (evidence === undefined) return 'no evidence';
  return evidence.asOf === undefined ? name : `as of ${evidence.asOf}`;
}
