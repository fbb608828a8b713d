/**
 * What a kind of chart is. A figure is plain data; how it looks is here alone, and the same for a
 * page that is written and for one that is redrawn in a browser.
 */

import type * as Library from '@observablehq/plot';
import type * as z from 'zod';
import type { OutcomeSummary } from '../stats/summary.ts';
import type { ChartWords } from './words.ts';

/** Observable Plot, handed in by whoever draws: no chart loads it. */
export type PlotLibrary = typeof Library;
export type PlotOptions = NonNullable<Parameters<PlotLibrary['plot']>[0]>;

/** What is drawn, as data. */
export interface FigureData {
  readonly kind: string;
  readonly title: string;
  /** What is drawn and how it is read, in a sentence or two. */
  readonly caption: string;
}

export interface Sketch {
  readonly options: PlotOptions;
  /** What the colours mean, where there are several. */
  readonly legend: readonly LegendEntry[];
}

interface LegendEntry {
  readonly name: string;
  readonly colour: string;
}

/** The numbers behind a figure, as who cannot see it reads them. */
export interface FigureTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ChartKind<Figure extends FigureData> {
  readonly kind: Figure['kind'];
  data(figure: Figure, words: ChartWords): FigureTable;
  draw(figure: Figure, plot: PlotLibrary, words: ChartWords): Sketch;
}

/** What every chart has that a model declares. Outcomes are ids without the period. */
export interface Declaration {
  readonly kind: string;
  readonly title: string;
  readonly outcomes: readonly string[];
  readonly over: 'quarter' | 'year';
  /** Printed below the chart. */
  readonly note?: string;
  /** Whether a page shows it behind its first screen. */
  readonly annex?: boolean;
}

/** An outcome as a chart of a model reads it, period by period. */
export interface ChartedOutcome {
  readonly label: string;
  readonly unit: string;
  readonly basis: string | undefined;
  readonly periods: readonly {
    readonly label: string;
    readonly summary: OutcomeSummary;
    /** Present where it was known at the vintage; with its parts where it is a year in part. */
    readonly observed?: { readonly parts?: readonly string[] };
  }[];
  /** Published values of before, in order of time. */
  readonly past?: readonly { readonly period: string; readonly value: number }[];
}

/** A kind that a model can declare. */
export interface DeclaredKind<Declared extends Declaration, Figure extends FigureData>
  extends ChartKind<Figure> {
  /** The form of a declaration. */
  readonly schema: z.ZodObject & z.ZodType<Declared>;
  /** How many outcomes it holds, for each has a colour of its own. */
  readonly most: number;
  /** What it asks of the summary of each of its outcomes beyond the usual. */
  wants(declared: Declared): { readonly thresholds: readonly number[] };
  /** @param outcomes  in the order of the declaration, each with two periods or more */
  figure(declared: Declared, outcomes: readonly ChartedOutcome[], words: ChartWords): Figure;
}
