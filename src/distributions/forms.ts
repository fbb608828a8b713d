/** Builders of the forms in which a family may be given: see family.ts. */

import type { Distribution } from './distribution.ts';
import type { Problem } from './error.ts';
import {
  type Body,
  type Findings,
  findings,
  type InnerForm,
  type Level,
  type Levels,
  type ListForm,
  type NumberForm,
  type Numbers,
  type Pair,
  type PairForm,
  type PartsForm,
  type QuantileForm,
} from './family.ts';
import { withFits } from './least-squares.ts';
import { type GivenTo, type NumbersOf, type Parameters, parameterProblems } from './parameters.ts';
import { boundsOf, type Reach, reachProblems } from './reach.ts';

/** Written out, so that editors show the names and not the way to them. */
type Shown<T> = { [Name in keyof T]: T[Name] };

type LevelsAnd<P extends Parameters> = [keyof P] extends [never]
  ? Levels
  : Levels & Shown<GivenTo<P>>;

function named(parameters: Parameters) {
  const entries = Object.entries(parameters);
  return {
    read: (given: PartialNumbers) => ({ numbers: givenNumbers(given) }),
    names: entries.map(([name]) => name),
    defaults: Object.fromEntries(
      entries.flatMap(([name, parameter]) =>
        'fallback' in parameter ? [[name, parameter.fallback]] : [],
      ),
    ),
    aliases: Object.fromEntries(
      entries.flatMap(([name, { aliases }]) => aliases.map((alias) => [alias, name])),
    ),
  };
}

type PartialNumbers = Readonly<Record<string, number | undefined>>;

/** Without those that are undefined. */
function givenNumbers(given: PartialNumbers): Numbers {
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}

/**
 * A form of named numbers.
 *
 * @param form.problems  what is wrong with several of them together; each by itself is checked
 */
export function numbers<P extends Parameters>(form: {
  readonly parameters: P;
  readonly example: Shown<GivenTo<P>>;
  problems?(given: NumbersOf<P>): Findings;
  body(given: NumbersOf<P>): Body;
}): NumberForm<readonly [given: Shown<GivenTo<P>>]> {
  const { parameters, example, problems, body } = form;
  return {
    takes: 'numbers',
    ...named(parameters),
    example: [example],
    problems: (given: NumbersOf<P>) => [
      ...parameterProblems(parameters, given),
      ...(problems?.(given) ?? []),
    ],
    body,
  };
}

/** Why no member of a family has what is given. */
export class Refusal {
  constructor(readonly problems: readonly Problem[]) {}
}

export function refusal(...found: Findings): Refusal {
  return new Refusal(findings(found));
}

interface Quantiles<P extends Parameters, Solution> {
  /** How many levels, 2 if that is left out, or the fewest and the most. */
  readonly count?: number | readonly [fewest: number, most: number];
  /** Numbers beside the levels. */
  readonly parameters?: P;
  /** Levels that are meant where values stand without names. */
  readonly positional?: readonly string[];
  /** Between what values lie; the whole line if that is left out. */
  readonly reach?: Reach<NoInfer<keyof P & string>>;
  readonly example: LevelsAnd<P>;
  problems?(given: NumbersOf<P>): Findings;
  /** What a member passes through these levels with; asked where all else is right. */
  solve(levels: readonly Level[], given: NumbersOf<P>): Solution | Refusal;
  body(solution: Solution, given: NumbersOf<P>): Body;
}

/** A form of values at levels. */
export function quantiles<Solution, P extends Parameters = Record<never, never>>(
  form: Quantiles<P, Solution>,
): QuantileForm<readonly [given: LevelsAnd<P>]> {
  const { count = 2, parameters = {} as P, positional, reach, example, solve, body } = form;
  const [fewest, most] = typeof count === 'number' ? [count, count] : count;
  const names = named(parameters);
  const missing = (given: Numbers): boolean =>
    names.names.some((name) => Number.isNaN(given[name]) && !Object.hasOwn(names.defaults, name));
  return {
    takes: 'quantiles',
    fewest,
    most,
    ...names,
    ...(positional === undefined ? {} : { positional }),
    example: [example],
    problems: (levels, given: NumbersOf<P>) => {
      const before = [
        ...parameterProblems(parameters, given),
        ...(form.problems?.(given) ?? []),
        ...reachProblems(levels, given, reach),
      ];
      if (levels.length === 0 || missing(given) || before.some(Boolean)) return before;
      const solution = solve(levels, given);
      return solution instanceof Refusal ? solution.problems : [];
    },
    body: (levels, given: NumbersOf<P>) => {
      const solution = solve(levels, given);
      if (solution instanceof Refusal) throw new RangeError(solution.problems[0]?.message);
      return body(solution, given);
    },
  };
}

/** A form of values at two levels, or at more by least squares. */
export function fittedQuantiles<Solution, P extends Parameters = Record<never, never>>(
  form: Omit<Quantiles<P, Solution>, 'count'>,
): QuantileForm<readonly [given: LevelsAnd<P>]> {
  return withFits(quantiles(form), (given) => boundsOf(given, form.reach));
}

/** A form of pairs of numbers: values with probabilities, if no wording says otherwise. */
export function pairs(
  form: Omit<PairForm<readonly [pairs: readonly Pair[]]>, 'takes' | 'wording' | 'read'> &
    Partial<Pick<PairForm, 'wording'>>,
): PairForm<readonly [pairs: readonly Pair[]]> {
  const wording = { pair: 'value:probability', of: 'probability' };
  return pairsFrom({ wording, read: (given) => ({ pairs: given }), ...form });
}

/** The same for a constructor that takes other arguments. */
export function pairsFrom<Arguments extends readonly unknown[]>(
  form: Omit<PairForm<Arguments>, 'takes'>,
): PairForm<Arguments> {
  return { takes: 'pairs', ...form };
}

/** A form of numbers in any order. */
export function values(form: Omit<ListForm, 'takes' | 'read'>): ListForm {
  return { takes: 'values', read: (given) => ({ values: given }), ...form };
}

/** A form of distributions with weights. */
export function parts(form: Omit<PartsForm, 'takes' | 'read'>): PartsForm {
  return { takes: 'parts', read: (given) => ({ parts: given }), ...form };
}

/** A form of a distribution, and named numbers. */
export function inner<P extends Parameters>(form: {
  readonly parameters: P;
  readonly example: readonly [inner: Distribution, given: Shown<GivenTo<P>>];
  problems(inner: Distribution, given: NumbersOf<P>): Findings;
  body(inner: Distribution, given: NumbersOf<P>): Body;
}): InnerForm<readonly [inner: Distribution, given: Shown<GivenTo<P>>]> {
  const { parameters, example, problems, body } = form;
  return {
    takes: 'distribution',
    ...named(parameters),
    read: (distribution, given: PartialNumbers) => ({
      inner: distribution,
      numbers: givenNumbers(given),
    }),
    example,
    problems,
    body,
  };
}
