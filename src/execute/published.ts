/** Where figures that others published fall in the distributions of a run. */

import type { Program } from '../compile/program.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate, PlacedForecast, Summary } from '../stats/summary.ts';
import { shareBetween, weightedMean, weightedShare, worthOf } from '../stats/weighted.ts';
import type { Weights } from '../stats/weights.ts';

type Forecasts = NonNullable<Program['forecasts']>;

/** Something that holds of an outcome in some trials, or of the sum of several outcomes. */
export interface Condition {
  readonly outcomes: readonly string[];
  /** The sum is at least this; -Infinity where nothing is asked. */
  readonly atLeast: number;
  /** And at most this. */
  readonly atMost: number;
}

/** Whoever knows the distributions. */
export interface Distributions {
  mean(outcome: string): Estimate;
  /** The share of trials in which it holds, of those in which the sum is finite. */
  share(condition: Condition): Estimate;
}

export function placeForecasts(
  forecasts: Forecasts,
  { mean, share }: Distributions,
): readonly PlacedForecast[] {
  return forecasts.flatMap(({ id, outcomes, ask }): PlacedForecast[] => {
    if (ask === undefined || ask.kind === 'identity') return [];
    if (ask.kind === 'mean' || ask.kind === 'oneLessMean')
      return [
        {
          id,
          found: outcomes.map((outcome) =>
            ask.kind === 'mean'
              ? { what: `mean of ${outcome}`, share: mean(outcome) }
              : { what: `1 - mean of ${outcome}`, share: oneLess(mean(outcome)) },
          ),
        },
      ];
    const atMost = (value: number): Estimate => share({ outcomes, ...upTo(value) });
    const percentile = (value: number) => ({
      what: `percentile of ${value}`,
      share: atMost(value),
    });
    switch (ask.kind) {
      case 'percentile':
        return [{ id, found: [percentile(ask.value)] }];
      case 'atMost':
        return [{ id, found: [{ what: `at most ${ask.value}`, share: atMost(ask.value) }] }];
      case 'atLeast':
        return [
          {
            id,
            found: [
              { what: `at least ${ask.value}`, share: share({ outcomes, ...from(ask.value) }) },
            ],
          },
        ];
      case 'inside': {
        const { low, high } = ask;
        const inside = share({ outcomes, atLeast: low, atMost: high });
        return [
          {
            id,
            found: [
              { what: `${low} to ${high}`, share: inside },
              percentile(low),
              percentile(high),
            ],
          },
        ];
      }
    }
  });
}

function upTo(atMost: number) {
  return { atLeast: Number.NEGATIVE_INFINITY, atMost };
}

function from(atLeast: number) {
  return { atLeast, atMost: Number.POSITIVE_INFINITY };
}

/**
 * Distributions known by their draws.
 *
 * @param draws    of an outcome with its period
 * @param weights  how much each trial counts
 */
export function fromDraws(draws: (id: string) => Float64Array, weights: Weights): Distributions {
  const worth = worthOf(weights);
  return {
    mean: (outcome) => weightedMean(draws(outcome), weights),
    share: ({ outcomes, atLeast, atMost }) =>
      weightedShare(sumOf(outcomes.map(draws)), weights, (x) => x >= atLeast && x <= atMost, worth),
  };
}

/**
 * Forecasts of a model, placed in the draws of a run.
 *
 * @param values  how much each trial counts; all alike if absent
 */
export function placedByDraws(
  { program: { forecasts = [] }, trials }: Plan,
  draws: (id: string) => Float64Array,
  firsts: readonly number[],
  values?: Float64Array,
): Pick<Summary, 'published'> {
  if (forecasts.length === 0) return {};
  const known = fromDraws(draws, { values: values ?? new Float64Array(trials).fill(1), firsts });
  const share: Distributions['share'] = ({ outcomes, atLeast, atMost }) =>
    shareBetween(sumOf(outcomes.map(draws)), firsts, [atLeast, atMost]);
  return { published: placeForecasts(forecasts, values ? known : { ...known, share }) };
}

/** The conditions whose shares forecasts ask for. */
export function conditionsOf(forecasts: Forecasts): readonly Condition[] {
  const asked: Condition[] = [];
  const nothing = { value: null, se: null, low: null, high: null };
  placeForecasts(forecasts, {
    mean: () => nothing,
    share: (condition) => {
      asked.push(condition);
      return nothing;
    },
  });
  return asked;
}

/** Ids of the columns of which forecasts ask for more than a summary has. */
export function forecastColumns(forecasts: Forecasts): ReadonlySet<string> {
  return new Set(
    forecasts.flatMap(({ outcomes, ask }) =>
      ask === undefined || ask.kind === 'identity' ? [] : outcomes,
    ),
  );
}

function oneLess({ value, se, low, high }: Estimate): Estimate {
  const from1 = (x: number | null): number | null => (x === null ? null : 1 - x);
  return { value: from1(value), se, low: from1(high), high: from1(low) };
}

/** Trial by trial. */
export function sumOf(columns: readonly Float64Array[]): Float64Array {
  if (columns.length === 1) return columns[0];
  return columns[0].map((_, i) => columns.reduce((sum, column) => sum + column[i], 0));
}
