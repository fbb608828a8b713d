/** Where figures that others published fall among our outcomes, by their ends. */

import type { PublishedForecast } from '../language/model.ts';
import { significant } from '../stats/round.ts';
import { bareId } from '../text/column-name.ts';
import type { PageInput } from './beside.ts';
import { scaleOfColumn } from './headline.ts';
import type { Scale } from './spoken.ts';
import type { Words } from './words/en.ts';

export interface PublishedRow {
  readonly id: string;
  readonly claim: string;
  readonly claimant: string;
  /** With the unit of the outcome: `50–80 thousand units`, `39%`. */
  readonly figure: string;
  /** Percentiles of its ends among our outcomes, from 0 to 1. */
  readonly low: number;
  readonly high: number;
  readonly verdict: keyof Words['verdict'];
}

const MOST = 5;

/** Those of headlines first; figures that are no amount have no percentile and are left out. */
export function publishedRows({ plan, summary }: PageInput): readonly PublishedRow[] {
  const { forecasts = [], headlines = [] } = plan.program;
  const rows = forecasts.flatMap((forecast) => {
    const row = rowOf(
      forecast,
      summary.published?.find(({ id }) => id === forecast.id)?.found ?? [],
      scaleOfColumn(plan, forecast.outcomes[0] ?? ''),
    );
    if (row === undefined) return [];
    const isHeadline = forecast.outcomes.some((name) =>
      headlines.some((headline) => name === headline || bareId(name) === headline),
    );
    return [{ row, isHeadline }];
  });
  return rows
    .toSorted((a, b) => Number(b.isHeadline) - Number(a.isHeadline))
    .slice(0, MOST)
    .map(({ row }) => row);
}

function rowOf(
  { id, claim, claimant, value, ask }: PublishedForecast,
  found: readonly { readonly what: string; readonly share: { readonly value: number | null } }[],
  scale: Scale | undefined,
): PublishedRow | undefined {
  if (ask?.kind !== 'percentile' && ask?.kind !== 'inside') return undefined;
  const placed = found.flatMap(({ what, share }) =>
    what.startsWith('percentile') && share.value !== null ? [share.value] : [],
  );
  const all = ask.kind === 'percentile' ? found.flatMap(({ share }) => share.value ?? []) : placed;
  if (all.length === 0) return undefined;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const ends = ask.kind === 'percentile' ? [ask.value] : [ask.low, ask.high];
  const figure = scale === undefined ? value : figureText(ends, scale);
  return { id, claim, claimant, figure, low, high, verdict: verdictOf(low, high) };
}

function figureText(ends: readonly number[], { factor, pattern }: Scale): string {
  const texts = ends.map((end) => significant(end * factor, DIGITS));
  return pattern.replace('#', texts.join('–'));
}

/** As many as anybody publishes. */
const DIGITS = 6;

const INSIDE = 0.05;
const NEAR = 0.15;

/** By where the ends fall, and not by how much lies between them. */
export function verdictOf(low: number, high: number): PublishedRow['verdict'] {
  if (high < INSIDE) return 'below';
  if (low > 1 - INSIDE) return 'above';
  if (low < 0.5 && high > 0.5) return high - low > 2 * NEAR ? 'wide' : 'middle';
  const nearest = Math.min(Math.abs(low - 0.5), Math.abs(high - 0.5));
  if (nearest <= NEAR / 3) return 'middle';
  return high <= 0.5 ? 'lower' : 'upper';
}
