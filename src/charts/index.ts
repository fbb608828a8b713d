/**
 * All kinds of chart, a line each. The compiler finds every place that a new kind concerns: there
 * is none but its file and a line here.
 */

import * as z from 'zod';
import { plural } from '../text/listed.ts';
import { bars } from './bars.ts';
import { chance } from './chance.ts';
import { curve } from './curve.ts';
import { dots } from './dots.ts';
import { exceedance } from './exceedance.ts';
import { fan } from './fan.ts';
import { heat } from './heat.ts';
import { histogram } from './histogram.ts';
import type {
  ChartedOutcome,
  ChartKind,
  DeclaredKind,
  FigureTable,
  PlotLibrary,
  Sketch,
} from './kind.ts';
import { parts } from './parts.ts';
import { places } from './places.ts';
import { plane } from './plane.ts';
import { ranges } from './ranges.ts';
import { scatter } from './scatter.ts';
import { shifts } from './shifts.ts';
import { spark } from './spark.ts';
import { split } from './split.ts';
import { steps } from './steps.ts';
import { tornado } from './tornado.ts';
import { trajectory } from './trajectory.ts';
import { type ChartWords, ENGLISH } from './words.ts';

/** Kinds that a model can declare. */
const DECLARED = { fan, parts, chance };

/** Those, and the kinds that pages draw of themselves. */
const KINDS = {
  ...DECLARED,
  bars,
  curve,
  dots,
  exceedance,
  heat,
  histogram,
  places,
  plane,
  ranges,
  scatter,
  shifts,
  spark,
  split,
  steps,
  tornado,
  trajectory,
};

type FigureOf<Kind> = Kind extends ChartKind<infer Figure> ? Figure : never;
type ChartOf<Kind> = Kind extends DeclaredKind<infer Declared, infer _> ? Declared : never;

/** A figure of any kind, as data. */
export type Figure = FigureOf<(typeof KINDS)[keyof typeof KINDS]>;

/** A plot of the report that a model declares. */
export type Chart = ChartOf<(typeof DECLARED)[keyof typeof DECLARED]>;

const kinds: Readonly<Record<Figure['kind'], ChartKind<Figure>>> = KINDS;
const declared: Readonly<Record<Chart['kind'], DeclaredKind<Chart, Figure>>> = DECLARED;

/** The numbers behind a figure, a row each. */
export function figureData(figure: Figure, words: ChartWords = ENGLISH): FigureTable {
  return kinds[figure.kind].data(figure, words);
}

/** What Observable Plot draws of a figure. */
export function sketch(figure: Figure, plot: PlotLibrary, words: ChartWords = ENGLISH): Sketch {
  return kinds[figure.kind].draw(figure, plot, words);
}

/** The figure of a declared chart; its outcomes in their order, each with two periods or more. */
export function chartFigure(
  chart: Chart,
  outcomes: readonly ChartedOutcome[],
  words: ChartWords = ENGLISH,
): Figure {
  return declared[chart.kind].figure(chart, outcomes, words);
}

/** Thresholds at which charts ask for the chance of an outcome. */
export function chartThresholds(
  charts: readonly Chart[],
  outcome: string,
  over?: Chart['over'] | 'horizon',
): readonly number[] {
  const thresholds = charts
    .filter((chart) => chart.outcomes.includes(outcome) && (over ?? chart.over) === chart.over)
    .flatMap((chart) => declared[chart.kind].wants(chart).thresholds);
  return [...new Set(thresholds)];
}

const [first, ...others] = Object.values(DECLARED).map(({ schema }) => schema);

/** Of a declared chart of any kind. */
export const chartForm: z.ZodType<Chart> = z.discriminatedUnion('kind', [first, ...others]);

/** What of a chart that has the form could not be drawn, or not be told apart. */
export function chartFaults(chart: Chart): string[] {
  const { most } = declared[chart.kind];
  const { length } = chart.outcomes;
  const named = 'names' in chart ? chart.names.length : length;
  return [
    ...(length === 0 ? ['has no outcome; wanted one or more'] : []),
    ...(length > most
      ? [`has ${length} outcomes; wanted at most ${most}, for no more colours can be told apart`]
      : []),
    ...(named === length
      ? []
      : [
          `has ${plural(named, 'name')} for ${plural(length, 'outcome')}; wanted one for each, in their order`,
        ]),
  ];
}
