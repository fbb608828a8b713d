/**
 * The compiled model: a graph of column operations in an order in which each reads only what stands
 * before it. Plain JSON, stored with every run; `evaluate.ts` runs it one trial at a time, the
 * machine on columns of trials.
 */

import type { Chart } from '../charts/index.ts';
import type { OutcomeKind, OutcomeSet } from '../language/declaration.ts';
import type {
  AwaitedReport,
  Observable,
  PastValue,
  Preset,
  PublishedForecast,
  Source,
} from '../language/model.ts';
import type { AggregateKind } from '../language/operations/aggregates.ts';
import type { Operation } from '../language/operations/row.ts';
import { NO_PERIOD } from '../language/time.ts';
import { columnName } from '../text/column-name.ts';
import { type Day, lastDayOf, toVintage } from '../text/day.ts';
import { eveOfPeriod, type PeriodKind } from '../text/period.ts';

/** A value is known by its place in `Program.values`. */
export type ValueIndex = number;

export type Value =
  /** The same number in every trial. */
  | { readonly op: 'constant'; readonly value: number }
  /** The same in every trial, one number a quarter. */
  | { readonly op: 'schedule'; readonly values: readonly number[] }
  /** The draw of an input; of this quarter where the input is drawn once a quarter. */
  | { readonly op: 'input'; readonly input: number }
  /** Last quarter's value of a state; its opening in the first quarter. */
  | { readonly op: 'previous'; readonly state: number }
  /**
   * Of a quarterly value, over the quarters of the year (`window` absent) or over quarters
   * window[0] up to before window[1].
   */
  | {
      readonly op: 'aggregate';
      readonly kind: AggregateKind;
      readonly of: ValueIndex;
      readonly window?: readonly [from: number, to: number];
    }
  | { readonly op: Operation; readonly args: readonly ValueIndex[] };

/**
 * When a value is computed: once a trial before the first quarter; every quarter; after each year;
 * after the last quarter.
 */
export type Section = 'once' | 'quarter' | 'year' | 'end';

export interface ProgramInput {
  readonly id: string;
  readonly unit: string;
  /** One draw a trial, or one a quarter. */
  readonly over: 'trial' | 'quarter';
  /** Text form of the distribution, before overrides. */
  readonly distribution: string;
  /**
   * Normal score z = sum(weight * z of factor) + sqrt(1 - sum(weight^2)) * own score; factors are
   * inputs themselves.
   */
  readonly loadings: readonly { readonly factor: string; readonly weight: number }[];
  /**
   * Number of the (first) low-discrepancy dimension; quarterly inputs take one a quarter, see
   * `dimensions`.
   */
  readonly dimensions: readonly number[];
  /** Whether an outcome depends on it. */
  readonly used: boolean;
  readonly about: InputAbout;
}

export type Measure = 'rank' | 'kendall' | 'pearson';

/** Inputs that move together. */
export interface ProgramCopula {
  /** Also the name of the stream that a t copula draws. */
  readonly id: string;
  /** Degrees of freedom of a t copula; absent for a Gaussian one. */
  readonly df?: number;
  readonly measure: Measure;
  /** Ids, in the order in which the scores build on each other. */
  readonly inputs: readonly string[];
  /** Correlations in that measure, a full matrix. */
  readonly target: readonly (readonly number[])[];
  readonly over: 'trial' | 'quarter';
  /** Of the stream of a t copula; none for a Gaussian one. */
  readonly dimensions: readonly number[];
  /** Not part of the fingerprint. */
  readonly about: {
    readonly label?: string;
    readonly why?: string;
    readonly sources?: readonly string[];
  };
}

/** Texts on an input, for readers of reports; not part of the fingerprint. */
export interface InputAbout {
  readonly component: string;
  readonly role: string;
  readonly label?: string;
  readonly why?: string;
  readonly sources?: readonly string[];
  readonly range?: readonly [number, number];
  readonly judgement?: boolean;
  readonly kind?: string;
  /** What its values mean, by the value. */
  readonly codes?: Readonly<Record<string, string>>;
}

export interface ProgramOutcome {
  /** Without the period: `h200.units`. */
  readonly id: string;
  readonly unit: string;
  readonly over: 'horizon' | 'year' | 'quarter';
  /**
   * Of an outcome over months or quarters that are several steps each: which of them, `2026Q1`. Each
   * is an outcome over the horizon.
   */
  readonly period?: string;
  readonly value: ValueIndex;
  /** Not part of the fingerprint. */
  readonly about: {
    readonly label?: string;
    readonly basis?: string;
    /** As declared; `kindOf` says what it is otherwise. */
    readonly kind?: OutcomeKind;
    /** What values of a category mean, by the value. */
    readonly codes?: Readonly<Record<string, string>>;
    /** Of an outcome over a set. */
    readonly set?: OutcomeSet;
    /** Its text, with quantities by id: `sum(h200.units, year)`. */
    readonly equation?: string;
  };
}

/** By what tables and charts have an outcome: those of months and quarters stand with the years. */
export function shownOver({
  over,
  period,
}: Pick<ProgramOutcome, 'over' | 'period'>): ProgramOutcome['over'] {
  return period === undefined ? over : 'year';
}

/** Texts on a variable, for readers of reports; not part of the fingerprint. */
export interface VariableAbout {
  readonly label?: string;
  readonly why?: string;
  readonly sources?: readonly string[];
  /** Its text, with quantities by id: `h200.units * h200.perf`, `previous + (a - b)` of a stock. */
  readonly equation: string;
  /** Before the first quarter, where it has such a value. */
  readonly opening?: string;
}

/** What will be observed; not part of the fingerprint. */
export interface ProgramObservable extends Observable {
  readonly unit: string;
  /** A value every quarter, or one a trial. */
  readonly over: 'trial' | 'quarter';
}

interface Period {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

export interface Program {
  readonly format: 1;
  readonly name: string;
  readonly title: string;
  /** As the author numbers it; not part of the fingerprint. */
  readonly edition?: number;
  /** SHA-256 over what is computed: values, inputs that are used, outcomes, time. */
  readonly fingerprint: string;
  readonly time: {
    /** How long a step is; a quarter if absent, and steps are called quarters throughout. */
    readonly step?: Exclude<PeriodKind, 'quarter'> | 'once';
    readonly start: string;
    readonly quarters: readonly string[];
    readonly years: readonly Period[];
  };
  readonly inputs: readonly ProgramInput[];
  /** Absent where all inputs are independent or share factors only. */
  readonly copulas?: readonly ProgramCopula[];
  readonly values: readonly Value[];
  /**
   * For each section the values to compute, in order. Constants, schedules, inputs and states stand
   * in none.
   */
  readonly sections: Readonly<Record<Section, readonly ValueIndex[]>>;
  readonly states: readonly { readonly opening: ValueIndex; readonly next: ValueIndex }[];
  readonly outcomes: readonly ProgramOutcome[];
  /**
   * Where the model's variables are found, for replay and explanation; not part of the fingerprint.
   */
  readonly variables: readonly {
    readonly id: string;
    readonly unit: string;
    readonly over: 'trial' | 'quarter';
    readonly value: ValueIndex;
    /** Of the model, in which its equation stands; absent in runs of versions before 0.2. */
    readonly component?: string;
    readonly about?: VariableAbout;
  }[];
  /** Of the model, in its order; not part of the fingerprint. */
  readonly components?: readonly { readonly name: string; readonly summary: string }[];
  /** Outcome ids that a reader meets first. */
  readonly headlines?: readonly string[];
  /** Absent where the model names none; not part of the fingerprint. */
  readonly observables?: readonly ProgramObservable[];
  /** Further levels of quantiles of every outcome, ascending; not part of the fingerprint. */
  readonly quantiles?: readonly number[];
  /** Plots of the report; not part of the fingerprint. */
  readonly charts?: readonly Chart[];
  /** Figures that others published; not part of the fingerprint. */
  readonly forecasts?: readonly PublishedForecast[];
  /** Published values of before the horizon, by outcome and period; not part of the fingerprint. */
  readonly history?: readonly PastValue[];
  /** Reports that were due and are not among the evidence, by day; not part of the fingerprint. */
  readonly awaited?: readonly AwaitedReport[];
  /** What-if questions of the model, by name; not part of the fingerprint. */
  readonly presets?: Readonly<Record<string, Preset>>;
  /** The day up to which its assumptions know the world; not part of the fingerprint. */
  readonly knows?: string;
  /** How people say its units; not part of the fingerprint. */
  readonly unitNames?: Readonly<Record<string, string>>;
  /** Its texts in other languages, by language and by text; not part of the fingerprint. */
  readonly translations?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The sources that inputs and the history cite; not part of the fingerprint. */
  readonly sources?: readonly Source[];
}

/** One recorded number a trial: an outcome in one period. */
export interface OutcomeColumn {
  /** With the period: `h200.units[2026Q1]`, `h200.units[2026]`; none for the horizon. */
  readonly id: string;
  readonly unit: string;
  /** Index into `Program.outcomes`. */
  readonly outcome: number;
  /** Index of the step or year; 0 for the horizon, and for a month or quarter of several steps. */
  readonly period: number;
}

/** The recorded columns of a program, in the order in which every block result holds them. */
export function outcomeColumns(program: Program): OutcomeColumn[] {
  return program.outcomes.flatMap(({ id, unit, over, period: label }, outcome) => {
    if (over === 'horizon') return [{ id: columnName(id, label), unit, outcome, period: 0 }];
    const labels = over === 'year' ? program.time.years.map((y) => y.label) : program.time.quarters;
    return labels.map((label, period) => ({
      id: columnName(id, label),
      unit,
      outcome,
      period,
    }));
  });
}

/**
 * The day before the horizon begins, `2025-12-31`. Of a model without time the day up to which it
 * knows the world, if it says that; else nothing.
 */
export function eveOfHorizon({ time, knows }: Pick<Program, 'time' | 'knows'>): Day | undefined {
  if (time.start !== NO_PERIOD) return eveOfPeriod(time.start);
  return knows === undefined ? undefined : lastDayOf(toVintage(knows));
}

/** What a step is called: `quarter`, `week`; of a calendar without time, `step`. */
export type StepWord = Exclude<Program['time']['step'], 'once' | undefined> | 'quarter' | 'step';

export function stepWord({ step }: Pick<Program['time'], 'step'>): StepWord {
  return step === 'once' ? 'step' : (step ?? 'quarter');
}

/**
 * The names of the uniforms that an input takes: its id, or one a quarter,
 * `prc.stanceNoise[2026Q1]`.
 */
export function streamNames(
  input: Pick<ProgramInput, 'id' | 'over'>,
  quarters: readonly string[],
): string[] {
  return input.over === 'trial'
    ? [input.id]
    : quarters.map((quarter) => columnName(input.id, quarter));
}
