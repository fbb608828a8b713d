/** What a family of distributions is made of: forms in which it is given, and what each leads to. */

import type { Distribution, Fit } from './distribution.ts';
import type { Problem } from './error.ts';
import type { Mapping } from './mapping-kinds.ts';

export type { Fit } from './distribution.ts';

/** What a family works out from valid parameters. */
export interface Body {
  readonly mean: number;
  readonly sd: number;
  readonly support: readonly [least: number, greatest: number];
  /** Where `density` is the probability of a value. */
  readonly discrete?: true;
  /** Asked only for p in [0, 1]. */
  quantile(p: number): number;
  /** The value exceeded with probability q in [0, 1]; absent where `quantile(1 - q)` is as good. */
  upperQuantile?(q: number): number;
  /** Asked for every x but NaN, as are the next two. */
  cdf(x: number): number;
  /** Absent where `1 - cdf(x)` is as good. */
  survival?(x: number): number;
  density(x: number): number;
  readonly mapping: Mapping;
  /** Where it is fitted to more values than it can pass through. */
  readonly fit?: Fit;
}

/**
 * Problems without the name of the family, which is put before them. `false` is no problem, so that
 * a form can write `min > max && about('min', ...)`.
 */
export type Findings = readonly (Problem | false)[];

export type Pair = readonly [value: number, probability: number];

/** A value at a named level: p10 = 3 is { name: 'p10', p: 0.1, x: 3 }. */
export interface Level {
  readonly name: string;
  readonly p: number;
  readonly x: number;
}

/** Values at levels by name: `{ p10: 3, p90: 8 }`, `{ 'p2.5': 1, 'p97.5': 4 }`. */
export type Levels = { readonly [level: `p${number}`]: number };

export type Part = readonly [distribution: Distribution, weight: number];

/** Numbers by the name of their parameter. */
export type Numbers = Readonly<Record<string, number>>;

/** What every form has; `Arguments` are those of the constructor. */
interface AnyForm<Arguments extends readonly unknown[]> {
  /** The arguments of a member that is typical of the form. */
  readonly example: Arguments;
  /** What is given in the arguments of the constructor. */
  read(...given: Arguments): Given;
}

/** What every form has whose parameters have names. */
interface Named {
  /** In the order in which they may be given without names. */
  readonly names: readonly string[];
  /**
   * Values of those that may be left out; the text leaves them out too. NaN is one, for what has no
   * value then.
   */
  readonly defaults: Numbers;
  /** Other names under which they are known, in lower case. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** A set of named numbers. */
export interface NumberForm<Arguments extends readonly unknown[] = readonly unknown[]>
  extends AnyForm<Arguments>,
    Named {
  readonly takes: 'numbers';
  /**
   * Every parameter is a finite number, or NaN where it is missing: write conditions that NaN does
   * not meet.
   */
  problems(given: Numbers): Findings;
  body(given: Numbers): Body;
}

/** Values at levels: `p10=3, p90=8`, with further numbers where a family wants some. */
export interface QuantileForm<Arguments extends readonly unknown[] = readonly unknown[]>
  extends AnyForm<Arguments>,
    Named {
  readonly takes: 'quantiles';
  readonly fewest: number;
  readonly most: number;
  /** The levels that are meant where values stand without names. */
  readonly positional?: readonly string[];
  /** Levels and values rise strictly; how many there are is checked. */
  problems(levels: readonly Level[], given: Numbers): Findings;
  body(levels: readonly Level[], given: Numbers): Body;
}

/** A list of value:probability pairs. */
export interface PairForm<Arguments extends readonly unknown[] = readonly unknown[]>
  extends AnyForm<Arguments> {
  readonly takes: 'pairs';
  /**
   * What a pair is, and its second number; `end`: what may stand alone at the end, with 0 for the
   * second.
   */
  readonly wording: { readonly pair: string; readonly of: string; readonly end?: string };
  problems(pairs: readonly Pair[]): Findings;
  body(pairs: readonly Pair[]): Body;
}

/** A list of values. */
export interface ListForm extends AnyForm<readonly [values: readonly number[]]> {
  readonly takes: 'values';
  problems(values: readonly number[]): Findings;
  body(values: readonly number[]): Body;
}

/** A list of distribution:weight pairs. */
export interface PartsForm extends AnyForm<readonly [parts: readonly Part[]]> {
  readonly takes: 'parts';
  problems(parts: readonly Part[]): Findings;
  body(parts: readonly Part[]): Body;
}

/** A distribution, then named numbers. */
export interface InnerForm<Arguments extends readonly unknown[] = readonly unknown[]>
  extends AnyForm<Arguments>,
    Named {
  readonly takes: 'distribution';
  problems(inner: Distribution, given: Numbers): Findings;
  body(inner: Distribution, given: Numbers): Body;
}

export type Form = NumberForm | QuantileForm | PairForm | ListForm | PartsForm | InnerForm;
/** A form whose parameters have names. */
export type NamedForm = NumberForm | QuantileForm | InnerForm;

export interface Family {
  /** In lower case without dashes, as in the text form. */
  readonly name: string;
  /** Other names of the family, written like it. */
  readonly aliases: readonly string[];
  /** What it is, in a few words. */
  readonly about: string;
  /** The ways in which it may be given; the first is meant where the parameters have no names. */
  readonly forms: readonly Form[];
  /** What to write where a parameter is a quantity of a model, of a family that takes none. */
  readonly instead?: string;
  /** Members to check the family by, where src/selftest/reference.json has none of it. */
  readonly known: readonly KnownMember[];
  /** Any member, from numbers that `any` draws: for tests of what holds for every member. */
  member(any: AnyNumber): Distribution;
}

/** A member with numbers from elsewhere: of another program, or of a table. */
export interface KnownMember {
  readonly text: string;
  readonly mean: number;
  readonly sd: number;
  readonly quantiles: readonly (readonly [p: number, x: number])[];
  /** Values that are exceeded with probability q. */
  readonly upper: readonly (readonly [q: number, x: number])[];
  /** Three values, about the quartiles, with the probability of what is not above them. */
  readonly shares: readonly (readonly [x: number, probability: number])[];
}

/** Numbers to make a member of a family of, by a test's generator or a stream. */
export interface AnyNumber {
  real(least: number, greatest: number): number;
  whole(least: number, greatest: number): number;
}

/** What is given to a form, whatever the form takes. */
export interface Given {
  readonly numbers?: Numbers;
  readonly pairs?: readonly Pair[];
  readonly values?: readonly number[];
  readonly parts?: readonly Part[];
  readonly inner?: Distribution;
}

export function about(parameter: string | number, message: string): Problem {
  return { parameter, message };
}

export function findings(found: Findings): Problem[] {
  return found.filter((finding) => finding !== false);
}
