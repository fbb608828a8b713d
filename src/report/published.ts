/** Figures that others published, held against the distributions of a run. */

import { kindOfColumn } from '../compile/outcome-kind.ts';
import type { Program } from '../compile/program.ts';
import type { PublishedForecast } from '../language/model.ts';
import type { Plan } from '../plan/plan.ts';
import { earnedPair, percent } from '../stats/round.ts';
import type { Estimate, Summary } from '../stats/summary.ts';
import { code, plain, table } from '../text/markdown.ts';
import { alignNumbers, columns, fit } from '../text/table.ts';
import { wordFor, wordScale } from './words.ts';

export function publishedSection({ program }: Plan, { published }: Summary): string[] {
  if (published === undefined || published.length === 0) return [];
  const { forecasts = [] } = program;
  const rows = forecasts.flatMap((forecast) => {
    const placed = published.find(({ id }) => id === forecast.id);
    return (placed?.found ?? []).map(({ what, share }, k) => [
      k === 0 ? plain(forecast.id) : '',
      k === 0 ? plain(`${forecast.claim} (${forecast.claimant})`) : '',
      k === 0 ? forecast.outcomes.map(code).join(', ') : '',
      plain(what),
      shareText(share),
      verdict(program, forecast, what, share),
    ]);
  });
  const identities = forecasts.filter(({ ask }) => ask?.kind === 'identity');
  return [
    'What others have forecast, placed in the distributions above. A percentile is the share of trials at or below the published figure: between 5 and 95 this forecast agrees, between 25 and 75 closely.',
    table(
      [
        { heading: 'Id' },
        { heading: 'Claim' },
        { heading: 'Outcome' },
        { heading: 'Asked' },
        { heading: 'In 100 trials', number: true },
        { heading: 'Reading' },
      ],
      rows,
    ),
    ...(identities.length === 0
      ? []
      : [
          `Not placed, because they are identities that the tests of the model hold: ${identities.map(({ id, claim }) => plain(`${id} (${claim})`)).join('; ')}.`,
        ]),
    `Words for probabilities: ${wordScale()}.`,
  ];
}

/** `23.4 ± 0.2`, in hundredths. */
function shareText({ value, se }: Estimate): string {
  return earnedPair(percent(value), percent(se));
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
export function publishedByVintage(vintages: readonly Vintage[]): string[] {
  const [first] = vintages;
  const { forecasts = [] } = first.plan.program;
  const rows = forecasts.flatMap((forecast) =>
    found(first, forecast.id).map(({ what }) => ({
      forecast,
      what,
      shares: vintages.map(
        (vintage) => found(vintage, forecast.id).find((one) => one.what === what)?.share,
      ),
    })),
  );
  const texts = vintages.map((_, k) => rows.map(({ shares }) => shares[k]));
  return columns([
    { heading: 'Id', cells: rows.map(({ forecast }) => forecast.id), left: true },
    {
      heading: 'Asked of',
      cells: rows.map(({ forecast, what }) => askedOf(forecast, what)),
      left: true,
    },
    {
      heading: '',
      cells: rows.map(({ what }) => fit(what.replace(/^(.*mean) of .*/, '$1'), 30)),
      left: true,
    },
    ...vintages.flatMap(({ plan }, k) => [
      {
        heading: fit(vintageOf(plan), 30),
        cells: alignNumbers(texts[k].map((share) => (share === undefined ? '' : shareText(share)))),
      },
      {
        heading: '',
        cells: rows.map(({ forecast, what }, row) => {
          const share = texts[k][row];
          return share === undefined ? '' : verdict(plan.program, forecast, what, share);
        }),
        left: true,
      },
    ]),
  ]);
}

function askedOf({ outcomes: [first, ...more] }: PublishedForecast, what: string): string {
  const one = /mean of (.*)$/.exec(what);
  if (one) return one[1];
  return fit(more.length === 0 ? first : `${first} and ${more.length} more`, 40);
}

function found({ summary }: Vintage, id: string) {
  return summary.published?.find((one) => one.id === id)?.found ?? [];
}

/** `as of 2026-11-30`, that no evidence is in it, or else its name. */
function vintageOf({ evidence, name }: Plan): string {
  if (evidence === undefined) return 'no evidence';
  return evidence.asOf === undefined ? name : `as of ${evidence.asOf}`;
}
