/**
 * What a model is made of: inputs, levers, constants, latent factors, variables, stocks and
 * outcomes.
 */

import type { Distribution } from '../distributions/distribution.ts';
import { type Aggregate, type Equation, here, type Previous, type Where } from './equation.ts';

/** Marks a quantity that has one value a quarter, or an outcome that is reported by quarter. */
export const quarters = 'quarter';
/** Marks an outcome that is reported by year. */
export const years = 'year';

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
  readonly over?: typeof quarters;
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
  readonly over?: typeof quarters;
  readonly opening?: Opening;
  readonly is: Equation;
  readonly where: Where;
}

export interface Stock extends Described {
  readonly kind: 'stock';
  readonly id: string;
  readonly unit: string;
  readonly over: typeof quarters;
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
  readonly over?: typeof quarters | typeof years;
  readonly is: Equation | Quantity | Aggregate | Previous;
  readonly where: Where;
}

export type Declaration = Quantity | Outcome | Copula;

type Options<T> = Omit<T, 'kind' | 'id' | 'where'>;

/** An uncertain number: one draw a trial, or one a quarter with `over: quarters`. */
export function input(id: string, options: Options<Input>): Input {
  return Object.freeze({ kind: 'input', id, ...options, where: here() });
}

/** What somebody chooses: a fixed value that scenarios move. */
export function lever(id: string, options: Options<Fixed>): Fixed {
  return Object.freeze({ kind: 'lever', id, ...options, where: here() });
}

/** What we hold fixed. */
export function constant(id: string, options: Options<Fixed>): Fixed {
  return Object.freeze({ kind: 'constant', id, ...options, where: here() });
}

/** A latent standard normal on which inputs load, so that they move together. */
export function factor(id: string, options: Partial<Omit<Options<Factor>, 'unit'>> = {}): Factor {
  return Object.freeze({ kind: 'factor', id, unit: 'sd', ...options, where: here() });
}

/** How much of an input's normal score is the factor's: the correlation of the two. */
export function loading(on: Factor, weight: number): Loading {
  return { factor: on, weight };
}

type CopulaTarget =
  | { readonly rank: Correlations }
  | { readonly kendall: Correlations }
  | { readonly pearson: Correlations };

/**
 * Makes inputs move together:
 * `copula('fuels', { of: [oil, gas, power], rank: [[1, 0.7, 0.4], [0.7, 1, 0.5], [0.4, 0.5, 1]] })`. Each keeps its own distribution. Rank correlation and Kendall's tau are those of inputs without ties; Pearson's correlation that of the
 * very distributions, also after an override. All inputs are drawn once a trial, or all once a
 * quarter.
 */
export function copula(
  id: string,
  options: { readonly of: readonly Input[]; readonly df?: number } & Described & CopulaTarget,
): Copula {
  return Object.freeze({ kind: 'copula', id, ...options, where: here() });
}

/**
 * Announces a quarterly quantity whose equation stands in a later file, so that earlier files can
 * read its `previous`. Its equation is then given as `variable(handle, { is })` or
 * `stock(handle, { change })`.
 */
export function forward(id: string, options: Options<Forward>): Forward {
  return Object.freeze({ kind: 'forward', id, ...options, where: here() });
}

type Announced<T> = Omit<Options<T>, 'unit' | 'opening' | 'over'>;

/** What an equation gives, once a trial or, with `over: quarters`, every quarter. */
export function variable(id: string, options: Options<Variable>): Variable;
export function variable(announced: Forward, options: Announced<Variable>): Variable;
export function variable(
  name: string | Forward,
  options: Options<Variable> | Announced<Variable>,
): Variable {
  return Object.freeze({
    kind: 'variable',
    ...announcement(name),
    ...options,
    where: here(),
  } as Variable);
}

/**
 * What accumulates: last quarter's value plus one quarter of `change`, a rate in the stock's unit
 * per quarter.
 */
export function stock(id: string, options: Options<Stock>): Stock;
export function stock(announced: Forward, options: Announced<Stock>): Stock;
export function stock(name: string | Forward, options: Options<Stock> | Announced<Stock>): Stock {
  return Object.freeze({
    kind: 'stock',
    ...announcement(name),
    ...options,
    where: here(),
  } as Stock);
}

/** What is recorded and reported: by year, by quarter, or once for the whole horizon. */
export function outcome(id: string, options: Options<Outcome>): Outcome {
  return Object.freeze({ kind: 'outcome', id, ...options, where: here() });
}

function announcement(name: string | Forward): object {
  if (typeof name === 'string') return { id: name };
  const { id, unit, opening, label, why, sources } = name;
  return {
    id,
    unit,
    opening,
    over: quarters,
    ...(label === undefined ? {} : { label }),
    ...(why === undefined ? {} : { why }),
    ...(sources === undefined ? {} : { sources }),
  };
}
