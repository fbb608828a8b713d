/** Where figures that others published fall in the distributions of a run. */

import type { Program } from '../compile/program.ts';
import type { Estimate, PlacedForecast } from '../stats/summary.ts';
import { weightedMean, weightedShare, worthOf } from '../stats/weighted.ts';
import type { Weights } from '../stats/weights.ts';

/**
 * @param draws    of an outcome with its period
 * @param weights  how much each world counts
 */
export function placeForecasts(
  forecasts: NonNullable<Program['forecasts']>,
  draws: (id: string) => Float64Array,
  weights: Weights,
): readonly PlacedForecast[] {
  const worth = worthOf(weights);
  const share = (of: Float64Array, holds: (x: number) => boolean): Estimate =>
    weightedShare(of, weights, holds, worth);
  return forecasts.flatMap(({ id, outcomes, ask }): PlacedForecast[] => {
    if (ask === undefined || ask.kind === 'identity') return [];
    if (ask.kind === 'mean' || ask.kind === 'oneLessMean')
      return [
        {
          id,
          found: outcomes.map((outcome) => {
            const mean = weightedMean(draws(outcome), weights);
            return ask.kind === 'mean'
              ? { what: `mean of ${outcome}`, share: mean }
              : { what: `1 - mean of ${outcome}`, share: oneLess(mean) };
          }),
        },
      ];
    const sum = sumOf(outcomes.map(draws));
    const percentile = (value: number) => ({
      what: `percentile of ${value}`,
      share: share(sum, (x) => x <= value),
    });
    switch (ask.kind) {
      case 'percentile':
        return [{ id, found: [percentile(ask.value)] }];
      case 'atMost':
        return [
          { id, found: [{ what: `at most ${ask.value}`, share: percentile(ask.value).share }] },
        ];
      case 'atLeast':
        return [
          {
            id,
            found: [{ what: `at least ${ask.value}`, share: share(sum, (x) => x >= ask.value) }],
          },
        ];
      case 'inside': {
        const { low, high } = ask;
        const inside = share(sum, (x) => x >= low && x <= high);
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

function oneLess({ value, se, low, high }: Estimate): Estimate {
  const from1 = (x: number | null): number | null => (x === null ? null : 1 - x);
  return { value: from1(value), se, low: from1(high), high: from1(low) };
}

/** World by world. */
function sumOf(columns: readonly Float64Array[]): Float64Array {
  if (columns.length === 1) return columns[0];
  return columns[0].map((_, i) => columns.reduce((sum, column) => sum + column[i], 0));
}
