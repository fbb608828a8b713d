/** How often outcomes reach a threshold, period by period. */

import * as z from 'zod';
import { significant } from '../stats/round.ts';
import { closed } from '../text/form.ts';
import { readPeriod } from '../text/period.ts';
import type { ChartedOutcome, Declaration, DeclaredKind, FigureData } from './kind.ts';
import { axisLabel, COLOURS, periodAxis, tick, written } from './look.ts';
import { declarationShape, names, noteBefore } from './schema.ts';
import type { ChartWords } from './words.ts';

/** How often outcomes, one to four, are at or above a threshold, period by period. */
export interface ChanceChart extends Declaration {
  readonly kind: 'chance';
  /** Short names, in the order of the outcomes. */
  readonly names: readonly string[];
  readonly atLeast: number;
}

interface Chance {
  readonly period: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Chances extends FigureData {
  readonly kind: 'chance';
  readonly periods: readonly string[];
  readonly series: readonly { readonly name: string; readonly chances: readonly Chance[] }[];
}

export const chance: DeclaredKind<ChanceChart, Chances> = {
  kind: 'chance',
  data: ({ series }, words) =>
    written(
      [words.period, '', words.shareOfTrials, words.low, words.high],
      series.flatMap(({ name, chances }) =>
        chances.map(({ period, value, low, high }) => [
          period,
          name,
          ...[value, low, high].map((share) => (share === null ? null : 100 * share)),
        ]),
      ),
    ),
  schema: closed<ChanceChart>()({
    ...declarationShape,
    kind: z.literal('chance'),
    names,
    atLeast: z.number(),
  }),
  most: COLOURS.length,
  wants: ({ atLeast }) => ({ thresholds: [atLeast] }),
  figure(declared, outcomes, words) {
    const { title, names: named, atLeast, note } = declared;
    return {
      kind: 'chance',
      title,
      periods: outcomes[0].periods.map(({ label }) => label),
      series: outcomes.map(({ periods }, k) => ({
        name: named[k],
        chances: periods.flatMap(({ label, summary }) => {
          const share = summary.chances?.find((one) => one.atLeast === atLeast)?.share;
          if (share === undefined || share.value === null) return [];
          return [{ period: label, value: share.value, low: share.low, high: share.high }];
        }),
      })),
      caption: noteBefore(note) + captionOf(declared, outcomes, words),
    };
  },
  draw({ periods, series }, plot, words) {
    const highest = series.flatMap(({ chances }) =>
      chances.map(({ value }) => Math.ceil(value * 11) * 10),
    );
    return {
      options: {
        x: periodAxis(periods),
        y: {
          label: words.trialsOf100,
          grid: true,
          percent: true,
          domain: [0, Math.max(10, ...highest)],
          tickFormat: tick,
        },
        marks: [
          ...series.flatMap(({ chances }, k) => [
            plot.areaY(chances, {
              x: 'period',
              y1: 'low',
              y2: 'high',
              fill: COLOURS[k],
              fillOpacity: 0.25,
            }),
            plot.lineY(chances, { x: 'period', y: 'value', stroke: COLOURS[k], strokeWidth: 2.2 }),
            plot.dot(chances, { x: 'period', y: 'value', fill: COLOURS[k], r: 2.6 }),
          ]),
          plot.ruleY([0]),
        ],
      },
      legend: series.map(({ name }, k) => ({ name, colour: COLOURS[k] })),
    };
  },
};

/** `Share of trials in which this is 14,000 or more in that quarter: Riders a day [rider/day].` */
function captionOf(
  { names: named, atLeast, over }: ChanceChart,
  outcomes: readonly ChartedOutcome[],
  words: ChartWords,
): string {
  const quantities = outcomes.map((outcome, k) => {
    const unit = axisLabel(outcome, words);
    const bare = unit === words.unit('');
    return { name: named[k], text: bare ? outcome.label : `${outcome.label} [${unit}]` };
  });
  const each = readPeriod(outcomes[0].periods[0].label)?.kind ?? over;
  return words.chance(significant(atLeast, 15), each, quantities);
}
