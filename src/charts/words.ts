/** What charts say of themselves, in the language of their page. */

import type { PeriodKind } from '../text/period.ts';
import { unitText } from '../text/unit.ts';

/** The few words that charts have of their own, in the language of their page. */
export interface ChartWords {
  readonly period: string;
  readonly published: string;
  readonly median: string;
  readonly low: string;
  readonly high: string;
  readonly before: string;
  readonly after: string;
  readonly standardError: string;
  readonly fromPercentile: string;
  readonly toPercentile: string;
  readonly value: string;
  readonly box: string;
  readonly dots: string;
  readonly inBox: string;
  readonly outside: string;
  readonly limits: string;
  limitsOf(count: number): string;
  /** A quantile after something became known. */
  afterwards(quantile: string): string;
  range(from: string, to: string): string;
  /** Above the numbers behind a chart, closed and read out. */
  readonly dataOfChart: string;
  dataOf(title: string): string;
  /** Of the list of sections of a page. */
  readonly contents: string;
  /** Heading of a column of chances. */
  readonly shareOfTrials: string;
  /** Of an axis of chances that an amount is more than something. */
  readonly chanceOfMore: string;
  /** Of an axis of chances. */
  readonly trialsOf100: string;
  readonly allTrials: string;
  /** A unit as an axis has it. */
  unit(unit: string): string;
  /** The k-th of a hundred trials. */
  trial(k: number): string;
  /** What a fan shows. */
  fan(marks: { readonly past: boolean; readonly observed: boolean; readonly log: boolean }): string;
  /** What a chart of chances shows: of one quantity, or of several by the names of their lines. */
  chance(
    atLeast: string,
    over: PeriodKind,
    quantities: readonly { readonly name: string; readonly text: string }[],
  ): string;
}

export const ENGLISH: ChartWords = {
  period: 'period',
  published: 'published',
  median: 'median',
  low: 'low',
  high: 'high',
  before: 'before',
  after: 'after',
  standardError: 'standard error',
  fromPercentile: 'from percentile',
  toPercentile: 'to percentile',
  value: 'value',
  box: 'the box',
  dots: 'dots',
  inBox: 'in the box',
  outside: 'outside',
  limits: 'limits',
  limitsOf: (count) => `${count} limit${count === 1 ? '' : 's'}`,
  afterwards: (quantile) => `${quantile} after`,
  range: (from, to) => `${from} to ${to}`,
  dataOfChart: 'Data of this chart',
  dataOf: (title) => `Data: ${title}`,
  contents: 'Contents',
  shareOfTrials: '% of trials',
  chanceOfMore: '% of trials with more',
  trialsOf100: 'trials of 100',
  allTrials: 'Means over all trials.',
  unit: unitText,
  trial: (k) => `trial ${k}`,
  fan: ({ past, observed, log }) =>
    `The line is the median; half of all trials lie in the dark band, 90 of 100 in the light one${past ? '; rings are published values of before, which may contradict each other' : ''}${observed ? '; diamonds are periods that observations of the vintage speak of' : ''}${log ? '; the scale is logarithmic' : ''}.`,
  chance(atLeast, over, quantities) {
    const reached = `is ${atLeast} or more in that ${over}`;
    const lines =
      quantities.length === 1
        ? `Share of trials in which this ${reached}: ${quantities[0].text}.`
        : `Share of trials in which the outcome of a line ${reached} (${quantities.map(({ name, text }) => `${name}: ${text}`).join('; ')}).`;
    return `${lines} The band is the simulation error (95 %); where it cannot be seen it is narrower than the line.`;
  },
};
