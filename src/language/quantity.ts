/** The words in which a model is declared, but for its equations. */

import type { Distribution } from '../distributions/distribution.ts';
import { normal } from '../distributions/families/normal.ts';
import { uniform } from '../distributions/families/uniform.ts';
import { parseDistribution } from '../distributions/parse.ts';
import type {
  Copula,
  Correlations,
  Described,
  Factor,
  Fixed,
  Forward,
  Input,
  Loading,
  Outcome,
  Stock,
  Variable,
} from './declaration.ts';
import { here } from './equation.ts';
import type { Drawn } from './families.ts';

/**
 * Marks a quantity that has a value every step of the calendar, or an outcome that is reported by
 * step.
 */
export const steps = 'step';
/**
 * Mark the same in a calendar of such steps, and elsewhere an outcome that is reported by quarter,
 * month or year.
 */
export const quarters = 'quarter';
export const months = 'month';
export const years = 'year';
/** Mark the same as `steps` in a calendar of such steps. */
export const weeks = 'week';
export const days = 'day';

type Options<T> = Omit<T, 'kind' | 'id' | 'where' | 'set'>;

/**
 * An uncertain number: one draw a trial, or one a step with `over: steps`.
 *
 * @param options.distribution  a distribution, its text (`'5 to 50'`), or one whose parameters are
 *           quantities, `poisson({ mean: rate })`
 * @returns  an input; of a distribution of quantities a variable, and the input `ID.draw` is its
 *           uniform or its normal score
 * @throws RangeError where a distribution of quantities has a `range`
 */
export function input<Given extends Distribution | Drawn | string>(
  id: string,
  options: Omit<Options<Input>, 'distribution'> & { readonly distribution: Given },
): Given extends Drawn ? Variable : Input {
  const { distribution: said } = options;
  if (isDrawn(said)) return drawnBy(id, said, options) as never;
  const distribution = typeof said === 'string' ? parseDistribution(said) : said;
  const made: Input = Object.freeze({
    kind: 'input',
    id,
    ...options,
    distribution: distribution as Distribution,
    where: here(),
  });
  return made as never;
}

function isDrawn(said: unknown): said is Drawn {
  return typeof said === 'object' && said !== null && 'kind' in said && said.kind === 'drawn';
}

function drawnBy(
  id: string,
  { draw, from }: Drawn,
  options: Omit<Options<Input>, 'distribution'>,
): Variable {
  const { unit, over, range, judgement, inputKind, loadings, ...others } = options;
  if (range !== undefined)
    throw new RangeError(
      `input ${id}: has a range, but follows from quantities and cannot be set; give the range to those`,
    );
  const about = Object.fromEntries(
    Object.entries(others).filter(([key]) => key !== 'distribution'),
  ) as Described;
  const often = over === undefined ? {} : { over };
  const source = input(`${id}.draw`, {
    unit: from === 'score' ? 'sd' : 'fraction',
    distribution: from === 'score' ? STANDARD_NORMAL : UNIFORM,
    ...(about.label === undefined ? {} : { label: `Draw behind: ${about.label}` }),
    ...often,
    ...(judgement === undefined ? {} : { judgement }),
    ...(inputKind === undefined ? {} : { inputKind }),
    ...(loadings === undefined ? {} : { loadings }),
  });
  // A unit that is missing is told with its declaration.
  return variable(id, { ...about, unit, ...often, is: draw(source, unit ?? '-') });
}

const STANDARD_NORMAL = normal({ mean: 0, sd: 1 });
const UNIFORM = uniform({ min: 0, max: 1 });

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

/** What an equation gives, once a trial or, with `over: steps`, every step. */
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
 * What accumulates: the last step's value plus one step of `change`, a rate in the stock's unit per
 * step.
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

/** What is recorded and reported: by step, month, quarter or year, or once for the horizon. */
export function outcome(id: string, options: Options<Outcome>): Outcome;
/**
 * The same of each member of a set: `outcome('npv', { by: drugs, is: (drug) => ..., ... })` is
 * `npv.a`, `npv.b`, ... A set is a list of names, or a record by name. The label of each has its
 * name behind it.
 */
export function outcome(
  id: string,
  options: Omit<Options<Outcome>, 'is'> & {
    readonly by: readonly string[];
    is(member: string): Outcome['is'];
  },
): readonly Outcome[];
export function outcome<Member>(
  id: string,
  options: Omit<Options<Outcome>, 'is'> & {
    readonly by: Readonly<Record<string, Member>>;
    is(member: Member, name: string): Outcome['is'];
  },
): readonly Outcome[];
export function outcome(
  id: string,
  options:
    | Options<Outcome>
    | (Omit<Options<Outcome>, 'is'> & {
        readonly by: readonly string[] | Readonly<Record<string, unknown>>;
        is(member: unknown, name: string): Outcome['is'];
      }),
): Outcome | readonly Outcome[] {
  const where = here();
  if (!('by' in options)) return Object.freeze({ kind: 'outcome', id, ...options, where });
  const { by, is, label, ...same } = options;
  const members = Array.isArray(by)
    ? by.map((name: string) => [name, name] as const)
    : Object.entries(by);
  if (members.length === 0) throw new RangeError(`outcome ${id}: by has no members`);
  return members.map(([name, member]) =>
    Object.freeze({
      kind: 'outcome',
      id: `${id}.${name}`,
      ...same,
      ...(label === undefined ? {} : { label: `${label}, ${name}` }),
      is: is(member, name),
      set: { id, member: name, ...(label === undefined ? {} : { label }) },
      where,
    }),
  );
}

function announcement(name: string | Forward): object {
  if (typeof name === 'string') return { id: name };
  const { id, unit, opening, label, why, sources } = name;
  return {
    id,
    unit,
    opening,
    over: steps,
    ...(label === undefined ? {} : { label }),
    ...(why === undefined ? {} : { why }),
    ...(sources === undefined ? {} : { sources }),
  };
}
