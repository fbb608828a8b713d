/** A model: its calendar, its units, its components, and what belongs to it as data. */

import type { Chart } from '../charts/index.ts';
import type { Calendar, Over } from './time.ts';
import type { UnitDefinitions } from './unit.ts';

/**
 * A group of declarations: usually the namespace of a file,
 * `import * as foundry from './foundry.ts'`.
 */
export interface Component {
  readonly kind: 'component';
  readonly name: string;
  readonly summary: string;
  readonly declarations: unknown;
}

/**
 * @param declarations  the namespace of a file, or any array or record of handles; other values in
 *           it are passed over
 */
export function component(name: string, summary: string, declarations: unknown): Component {
  return Object.freeze({ kind: 'component', name, summary, declarations });
}

/** One row of the register of sources. */
export interface Source {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  readonly date: string;
  readonly claim: string;
  readonly value: string;
  readonly unit: string;
  readonly [column: string]: string;
}

/** Fixed values laid over the base inputs. */
export interface Preset {
  readonly question: string;
  /** Id of an input to a number or the text of a distribution. */
  readonly set: Readonly<Record<string, number | string>>;
}

/** A figure that somebody published, to be placed in our distribution. */
export interface PublishedForecast {
  readonly id: string;
  readonly claimant: string;
  readonly claim: string;
  /** Outcome ids, with the period. */
  readonly outcomes: readonly string[];
  readonly statistic: string;
  readonly value: string;
  readonly note: string;
  /** How a run places it; it is only listed if absent. */
  readonly ask?: ForecastAsk;
}

/**
 * What is asked of a run about a published figure. All are shares of trials, or means of shares,
 * from 0 to 1.
 */
export type ForecastAsk =
  /**
   * At which percentile the value falls: the share of trials at or below it, in the sum of the
   * outcomes.
   */
  | { readonly kind: 'percentile'; readonly value: number }
  /**
   * The probability of being at or above the value, at or below it, or inside a range, whose ends
   * are placed too.
   */
  | { readonly kind: 'atLeast' | 'atMost'; readonly value: number }
  | { readonly kind: 'inside'; readonly low: number; readonly high: number }
  /** The mean of each outcome, or one less it: of an event its probability. */
  | { readonly kind: 'mean' | 'oneLessMean' }
  /** Nothing: an identity of the model, which a test holds. */
  | { readonly kind: 'identity' };

/**
 * What was observed of the world, and how likely the report is for each value that the quantity may
 * have.
 */
export interface Observation {
  readonly id: string;
  /** The day on which it was known, `2026-05-20`: no vintage of before sees it. */
  readonly known: string;
  /**
   * Inputs, variables and outcomes with their periods, `h200.units[2026Q1]`, or an expression of
   * such, `log(costs.price / 20)`.
   */
  readonly quantity: string;
  /**
   * `normal(0, 8)`, `below(33, 10)`, `states(0: 0.1, 1: 0.9)`, ...:
   * docs/how-to/update-with-evidence.md has them all.
   */
  readonly likelihood: string;
  /** How the sources were read. */
  readonly reading?: string;
  readonly sources?: readonly string[];
}

/**
 * What was published about a period before the horizon. Values of one period may contradict each
 * other.
 */
export interface PastValue {
  /** Id of an outcome, without a period. */
  readonly outcome: string;
  /** `2025`, `2025Q3`, `2025-07`, `2025-W31` or `2025-07-31`. */
  readonly period: string;
  readonly value: number;
  readonly unit: string;
  readonly sources?: readonly string[];
  readonly note?: string;
}

/**
 * A report that was due, and that no observation of the model takes in: a vintage of its day or
 * later says that it does not know it.
 */
export interface AwaitedReport {
  /** `NVIDIA results for the quarter to October 2026`. */
  readonly report: string;
  /** The day on which it was due, `2026-11-26`. */
  readonly due: string;
  /** What it would tell: quantities with their periods, `h200.units[2026Q3]`. */
  readonly tells: readonly string[];
  /** Ids of sources that say it is missing. */
  readonly sources?: readonly string[];
}

/** What will be seen of the world while the forecast runs, and when. */
export interface Observable {
  /**
   * Id of a variable, a stock, or an outcome by step. What has one value a trial is known as of the
   * first step.
   */
  readonly quantity: string;
  readonly label?: string;
  /** Days from the last day of a step to the day on which its value is known. */
  readonly lagDays: number;
  /** Who tells: `NVIDIA quarterly results`. */
  readonly by: string;
}

/** An input that matters, for a reader who knows the subject and not the model. */
export interface GuideInput {
  /** Id of the input; median and interval are those of its distribution. */
  readonly input: string;
  readonly label: string;
  /** In words; `%` multiplies by 100. That of the input if absent. */
  readonly unit?: string;
  /** On whose word, in plain words: `Bernstein (51), an article (66)`. */
  readonly from: string;
}

/** What `chipcast model` begins with, in the words of the author. */
export interface Guide {
  /** What the model asks, and what it knows, in a few sentences. */
  readonly summary?: readonly string[];
  /** The inputs that matter most, in that order. */
  readonly inputs?: readonly GuideInput[];
  /** What follows from the assumptions. */
  readonly follows?: readonly string[];
  /** What would change that. */
  readonly changes?: readonly string[];
  /** Words of the subject, and what they mean here. */
  readonly words?: readonly (readonly [word: string, meaning: string])[];
}

export interface ModelOptions {
  readonly title: string;
  /** No part of the program: whoever rewords it changes no run. */
  readonly guide?: Guide;
  /** The version of its equations and assumptions, as the author numbers it: 1, 2, ... */
  readonly edition?: number;
  readonly calendar: Calendar;
  readonly units?: UnitDefinitions;
  /**
   * How people say a unit, with `#` where the number stands: `{ kunit: '# thousand units' }`, or
   * `10*#` for ten times the number. What has none is written as it is.
   */
  readonly unitNames?: Readonly<Record<string, string>>;
  /**
   * What a reader reads of the model, in other languages: by the name of the language as HTML has
   * it (`zh-Hant`), each text by the text in the model. Read when the model is compiled.
   */
  readonly translations?: Readonly<Record<string, () => Readonly<Record<string, string>>>>;
  readonly components: readonly Component[];
  readonly presets?: Readonly<Record<string, Preset>>;
  /** Outcomes that a reader meets first, without period, in order. */
  readonly headlines?: readonly string[];
  /** Further levels of quantiles of every outcome, between 0 and 1: `[0.8]`. */
  readonly quantiles?: readonly number[];
  /** Plots of the report, in order; fans of the headlines if absent. */
  readonly charts?: readonly ModelChart[];
  /** Names of uniforms in the order of their low-discrepancy dimensions: append only. */
  readonly dimensions?: readonly string[];
  /** Read only when asked for. */
  readonly sources?: () => readonly Source[];
  readonly forecasts?: readonly PublishedForecast[];
  /** What was published about outcomes before the horizon; no equation reads it. */
  readonly history?: readonly PastValue[];
  /** The day up to which the assumptions know the world, `2025-12-31`. */
  readonly knows?: string;
  /** What became known after that, to weigh trials with: `chipcast run --as-of 2026-11`. */
  readonly evidence?: readonly Observation[];
  /** Reports that were due and are not among the evidence. */
  readonly awaited?: readonly AwaitedReport[];
  /**
   * A file of what became known of its outcomes (YAML with a list `truth`): what `chipcast score`
   * holds its runs against.
   */
  readonly truth?: URL;
  /** What can be watched; the value of news is reckoned from it. */
  readonly observables?: readonly Observable[];
}

/** A chart over the periods of outcomes, said as they say it. */
export type ModelChart = Chart extends infer One
  ? One extends Chart
    ? Omit<One, 'over'> & { readonly over: Over }
    : never
  : never;

export interface Model extends ModelOptions {
  readonly kind: 'model';
  readonly name: string;
}

/** The units that a model defines, and `step`: as long as a step of its calendar. */
export function unitsOf({ units, calendar }: Pick<Model, 'units' | 'calendar'>): UnitDefinitions {
  return calendar.step === 'once' ? { ...units } : { step: calendar.step, ...units };
}

/** @param name  short, in kebab-case: the run folder begins with it */
export function model(name: string, options: ModelOptions): Model {
  return Object.freeze({ kind: 'model', name, ...options });
}
