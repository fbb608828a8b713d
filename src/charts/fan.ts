/** Bands and medians over the periods. */

import * as z from 'zod';
import { log as naturalLog } from '../math/functions.ts';
import { closed } from '../text/form.ts';
import { periodLabel, readPeriod } from '../text/period.ts';
import type { ChartedOutcome, Declaration, DeclaredKind, FigureData, PlotLibrary } from './kind.ts';
import { axisLabel, COLOURS, FADED, GUIDE, INK, PATH, periodAxis, tick, written } from './look.ts';
import { declarationShape, noteBefore, text } from './schema.ts';

/**
 * Bands from p5 to p95 and p25 to p75 and the median over the periods, of one outcome to four; two
 * are read best.
 */
export interface FanChart extends Declaration {
  readonly kind: 'fan';
  readonly scale?: 'linear' | 'log';
  /** A line to hold the fan against. */
  readonly reference?: { readonly value: number; readonly label: string };
}

interface Band {
  readonly period: string;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  /** Whether the vintage has an observation of it. */
  readonly observed?: true;
}

interface Past {
  readonly period: string;
  readonly value: number;
}

export interface Fan extends FigureData {
  readonly kind: 'fan';
  readonly axis: string;
  readonly periods: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly bands: readonly Band[];
    /** Published values of before. */
    readonly past: readonly Past[];
    /** The same outcome before assumptions were changed, in grey. */
    readonly before?: readonly Band[];
    /** Single trials, a value for each of the bands. */
    readonly paths?: readonly (readonly (number | null)[])[];
  }[];
  readonly log: boolean;
  readonly reference?: FanChart['reference'];
  /** Of a fan of one outcome: what its edges are called, at their ends. */
  readonly edges?: Readonly<Record<'p5' | 'p25' | 'p50' | 'p75' | 'p95' | 'past', string>>;
  /** Whether values are shares, written in %. */
  readonly percent?: boolean;
}

/** Pixels between the names of edges. */
const EDGE_GAP = 13;

function bandsOf({ periods }: ChartedOutcome): Band[] {
  return periods.flatMap(({ label, summary: { quantiles }, observed }) => {
    const [p5, p25, p50, p75, p95] = (['p5', 'p25', 'p50', 'p75', 'p95'] as const).map(
      (name) => quantiles[name].value,
    );
    if (p5 === null || p25 === null || p50 === null || p75 === null || p95 === null) return [];
    const isKnown = observed !== undefined && observed.parts === undefined;
    const mark = isKnown ? { observed: true as const } : {};
    return [{ period: label, p5, p25, p50, p75, p95, ...mark }];
  });
}

/** Of years for years, of quarters for quarters. */
function pastOf({ past = [], periods }: ChartedOutcome): Past[] {
  const own = readPeriod(periods[0].label)?.kind;
  return past
    .filter(({ period }) => readPeriod(period)?.kind === own)
    .map(({ period, value }) => ({ period, value }));
}

/** From the earliest published value on, without a gap. */
function periodsFrom(past: readonly Past[], periods: readonly string[]): readonly string[] {
  const start = readPeriod(periods[0]);
  if (past.length === 0 || start === undefined) return periods;
  const { kind } = start;
  const first = Math.min(...past.map(({ period }) => readPeriod(period)?.number ?? start.number));
  const before = Array.from({ length: start.number - first }, (_, k) =>
    periodLabel({ kind, number: first + k }),
  );
  return [...before, ...periods];
}

export const fan: DeclaredKind<FanChart, Fan> = {
  kind: 'fan',
  data: ({ series }, words) =>
    written(
      [words.period, '', words.published, 'p5', 'p25', words.median, 'p75', 'p95'],
      series.flatMap(({ name, bands, past }) => [
        ...past.map(({ period, value }) => [period, name, value, null, null, null, null, null]),
        ...bands.map(({ period, p5, p25, p50, p75, p95 }) => [
          period,
          name,
          null,
          p5,
          p25,
          p50,
          p75,
          p95,
        ]),
      ]),
    ),
  schema: closed<FanChart>()({
    ...declarationShape,
    kind: z.literal('fan'),
    scale: z.exactOptional(z.enum(['linear', 'log'])),
    reference: z.exactOptional(z.strictObject({ value: z.number(), label: text })),
  }),
  most: COLOURS.length,
  wants: () => ({ thresholds: [] }),
  figure({ title, scale, reference, note }, outcomes, words) {
    const series = outcomes.map((outcome) => ({
      name: outcome.label,
      bands: bandsOf(outcome),
      past: pastOf(outcome),
    }));
    const log =
      scale === 'log' &&
      series.every(
        ({ bands, past }) =>
          bands.every(({ p5 }) => p5 > 0) && past.every(({ value }) => value > 0),
      );
    const past = series.flatMap((one) => one.past);
    const observed = series.some(({ bands }) => bands.some((band) => band.observed));
    return {
      kind: 'fan',
      title,
      axis: axisLabel(outcomes[0], words),
      periods: periodsFrom(
        past,
        outcomes[0].periods.map(({ label }) => label),
      ),
      series,
      log,
      ...(reference === undefined ? {} : { reference }),
      caption: `${noteBefore(note)}${words.fan({ past: past.length > 0, observed, log })}`,
    };
  },
  draw(fan, plot) {
    const { axis, periods, series, log, reference, edges, percent } = fan;
    const single = series.length === 1;
    const marks = series.flatMap(({ bands, past, before = [], paths = [] }, k) => [
      plot.areaY(bands, { x: 'period', y1: 'p5', y2: 'p95', fill: COLOURS[k], fillOpacity: 0.16 }),
      plot.areaY(bands, { x: 'period', y1: 'p25', y2: 'p75', fill: COLOURS[k], fillOpacity: 0.28 }),
      ...(['p5', 'p50', 'p95'] as const).map((level) =>
        plot.lineY(before, {
          x: 'period',
          y: level,
          stroke: FADED,
          strokeWidth: level === 'p50' ? 2.4 : 1.2,
          strokeDasharray: '5 3',
        }),
      ),
      ...paths.map((path) =>
        plot.lineY(
          path.map((value, t) => ({ period: bands[t]?.period, value })),
          { x: 'period', y: 'value', stroke: PATH, strokeWidth: 1.1, strokeOpacity: 0.85 },
        ),
      ),
      plot.lineY(bands, { x: 'period', y: 'p50', stroke: COLOURS[k], strokeWidth: 2.6 }),
      plot.dot(
        bands.filter(({ observed }) => !observed && !single),
        { x: 'period', y: 'p50', fill: COLOURS[k], r: 2.4 },
      ),
      plot.dot(
        bands.filter(({ observed }) => observed),
        { x: 'period', y: 'p50', fill: COLOURS[k], symbol: 'diamond', r: 5 },
      ),
      plot.dot(past, {
        x: 'period',
        y: 'value',
        fill: single ? INK : COLOURS[k],
        r: 3.4,
      }),
    ]);
    const line =
      reference === undefined
        ? []
        : [
            plot.ruleY([reference.value], { stroke: GUIDE, strokeDasharray: '4 3' }),
            plot.text([{ x: periods[0], y: reference.value }], {
              x: 'x',
              y: 'y',
              text: () => reference.label,
              textAnchor: 'start',
              dy: -8,
              fill: GUIDE,
            }),
          ];
    return {
      options: {
        ...(edges === undefined ? {} : { marginRight: EDGE_WIDTH }),
        x: periodAxis(periods),
        y: {
          type: log ? 'log' : 'linear',
          label: axis,
          grid: true,
          zero: !log,
          nice: !log,
          tickFormat: percent ? (value: number) => `${tick(100 * value)}%` : tick,
          ...(log ? { ticks: 5 } : {}),
        },
        marks: [...marks, ...line, ...edgeNames(fan, plot)],
      },
      legend: single ? [] : series.map(({ name }, k) => ({ name, colour: COLOURS[k] })),
    };
  },
};

const EDGE_WIDTH = 92;

/** Names at the right ends of the edges of a single fan, kept apart from each other. */
function edgeNames({ series, edges, log }: Fan, plot: PlotLibrary) {
  const last = series[0].bands.at(-1);
  if (edges === undefined || last === undefined) return [];
  const names = (['p95', 'p75', 'p50', 'p25', 'p5'] as const).map((level) => ({
    period: last.period,
    value: last[level],
    name: edges[level],
  }));
  const far = spacedOut(
    names.map(({ value }) => value),
    log,
  );
  return names.map((one, k) =>
    plot.text([one], {
      x: 'period',
      y: 'value',
      text: 'name',
      textAnchor: 'start',
      dx: 7,
      dy: far[k],
      fill: one.name === edges.p50 ? COLOURS[0] : GUIDE,
      fontWeight: one.name === edges.p50 ? 600 : 400,
    }),
  );
}

/** Pixels by which names are moved down so that none covers another, on a chart of usual height. */
function spacedOut(values: readonly number[], log: boolean): number[] {
  const scaled = values.map((value) => (log ? log10(value) : value));
  const [most, least] = [scaled[0], scaled[scaled.length - 1]];
  const at = scaled.map((value) => ((most - value) / (most - least || 1)) * DRAWN);
  const middle = 2;
  const placed = [...at];
  for (let k = middle - 1; k >= 0; k--) placed[k] = Math.min(at[k], placed[k + 1] - EDGE_GAP);
  for (let k = middle + 1; k < at.length; k++)
    placed[k] = Math.max(at[k], placed[k - 1] + EDGE_GAP);
  return placed.map((y, k) => y - at[k]);
}

/** Pixels from the highest to the lowest edge where a fan fills its chart by two thirds. */
const DRAWN = 170;

function log10(x: number): number {
  return naturalLog(x) / Math.LN10;
}
