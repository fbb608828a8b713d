/**
 * What a model is made of, as plain data: quantities, outcomes and copulas, and the equations
 * between them, which read each other. `quantity.ts` and `equation.ts` make them.
 */

import type { Distribution } from '../distributions/distribution.ts';
import type { AggregateKind } from './operations/aggregates.ts';
import type { Grouping, Over } from './time.ts';

/** Why an input is uncertain, for splitting the variance. */
export type InputKind = 'policy' | 'technology' | 'market' | 'measurement' | 'structure';

export interface Described {
  readonly label?: string;
  /** Why this value or equation. */
  readonly why?: string;
  /** Ids of the sources it rests on. */
  readonly sources?: readonly string[];
}

interface Assumed extends Described {
  readonly unit: string;
  /** What a slider may do and what an override should stay in; draws are not cut at it. */
  readonly range?: readonly [least: number, greatest: number];
  /** True where no published number supports it. */
  readonly judgement?: boolean;
  readonly inputKind?: InputKind;
  /** What single values mean: `{ 0: 'blocked', 1: 'open' }`, `{ 99: 'off' }`. */
  readonly codes?: Readonly<Record<number, string>>;
}

export interface Loading {
  readonly factor: Factor;
  /** Correlation of the input's normal score with the factor, in (-1, 1). */
  readonly weight: number;
}

export interface Input extends Assumed {
  readonly kind: 'input';
  readonly id: string;
  readonly distribution: Distribution;
  readonly over?: Over;
  readonly loadings?: readonly Loading[];
  readonly where: Where;
}

export interface Fixed extends Assumed {
  readonly kind: 'lever' | 'constant';
  readonly id: string;
  readonly value: number;
  readonly where: Where;
}

export interface Factor extends Described {
  readonly kind: 'factor';
  readonly id: string;
  readonly unit: string;
  readonly where: Where;
}

/** A correlation for every pair of inputs, or the matrix of them in the order of the inputs. */
export type Correlations = number | readonly (readonly number[])[];

/** Inputs that move together. */
export interface Copula extends Described {
  readonly kind: 'copula';
  readonly id: string;
  readonly of: readonly Input[];
  /** Spearman's rank correlation, Kendall's tau or Pearson's correlation: one of the three. */
  readonly rank?: Correlations;
  readonly kendall?: Correlations;
  readonly pearson?: Correlations;
  /**
   * Degrees of freedom of a Student t copula, under which extremes come together; a Gaussian copula
   * if absent.
   */
  readonly df?: number;
  readonly where: Where;
}

export interface Forward extends Described {
  readonly kind: 'forward';
  readonly id: string;
  readonly unit: string;
  readonly opening: Opening;
  readonly where: Where;
}

export interface Variable extends Described {
  readonly kind: 'variable';
  readonly id: string;
  readonly unit: string;
  readonly over?: Over;
  readonly opening?: Opening;
  readonly is: Equation;
  readonly where: Where;
}

export interface Stock extends Described {
  readonly kind: 'stock';
  readonly id: string;
  readonly unit: string;
  readonly over: Over;
  readonly opening: Opening;
  readonly change: Equation;
  readonly where: Where;
}

/** What an equation may read. */
export type Quantity = Input | Fixed | Factor | Forward | Variable | Stock;

/** A number in the unit of the quantity, a once-a-trial quantity, or an equation over such. */
export type Opening = number | Quantity | Equation;

/** An event happens or not (1 or 0); a category is one of a few codes; an amount has quantiles. */
export type OutcomeKind = 'event' | 'category' | 'amount';

export interface OutcomeSet {
  /** Of the outcome, `npv` of `npv.a`. */
  readonly id: string;
  readonly member: string;
  /** Of the outcome, without the member. */
  readonly label?: string;
}

export interface Outcome extends Described {
  readonly kind: 'outcome';
  readonly id: string;
  readonly unit: string;
  /** What a share or balance is measured in: units, revenue, compute, time. */
  readonly basis?: string;
  /** If it says nothing, what is in `0/1` is an event. */
  readonly outcomeKind?: OutcomeKind;
  /** Of a category, which it is then: what its values mean, `{ 0: 'blocked', 1: 'open' }`. */
  readonly codes?: Readonly<Record<number, string>>;
  readonly over?: Over;
  readonly is: Equation | Quantity | Aggregate | Previous;
  /** Of an outcome over a set: the set, and which of its members this is. */
  readonly set?: OutcomeSet;
  readonly where: Where;
}

export type Declaration = Quantity | Outcome | Copula;

/** An earlier value of a quantity: last quarter's, or that of `lag` quarters ago. */
export interface Previous {
  readonly kind: 'previous';
  readonly of: Quantity | (() => Quantity);
  /** A whole number from 1; 1 if absent. */
  readonly lag?: number;
}

/** The number of the first step of a period: `at('2027Q2')`. */
export interface At {
  readonly kind: 'at';
  readonly label: string;
}

/** The internal rate of return of cash, `irr(cash)`. */
export interface Return {
  readonly kind: 'irr';
  readonly of: Quantity | Equation;
}

/** What is known of every step, and no draw. */
export interface Series {
  readonly kind: 'series';
  readonly values: readonly number[];
  readonly unit: string;
}

/** One number made of the steps of a year, of the whole horizon, or of a named period. */
export interface Aggregate {
  readonly kind: 'aggregate';
  readonly aggregate: AggregateKind;
  readonly of: Quantity | Equation;
  readonly scope:
    | { readonly kind: 'year' }
    /** Each month or quarter of an outcome over such. */
    | { readonly kind: 'span'; readonly by: Exclude<Grouping, 'year'> }
    | { readonly kind: 'horizon' }
    | { readonly kind: 'labelled'; readonly label: string };
}

export type Part =
  | Quantity
  | Equation
  | Previous
  | Series
  | At
  | Return
  | Aggregate
  | PreviousFunction
  | number;

export interface Equation {
  readonly kind: 'equation';
  readonly strings: readonly string[];
  readonly parts: readonly Part[];
  /**
   * Where it was written; read only when a message needs it, because formatting a stack is slow.
   */
  readonly where: Where;
}

export interface Where {
  readonly stack?: string | undefined;
}

/** The function `previous` itself: inside the equation of a stock it is the stock's last value. */
type PreviousFunction = (of: Quantity | (() => Quantity), lag?: number) => Previous;
