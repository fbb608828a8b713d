/**
 * Shares that are not negative and add to 1, made of named inputs: each has streams of its own, so
 * that a further share, or another input of the model, leaves all other draws as they were.
 */

import type { Distribution } from '../distributions/distribution.ts';
import { beta } from '../distributions/families/beta.ts';
import { shownValue } from '../text/shown-value.ts';
import type {
  Described,
  Equation,
  Input,
  InputKind,
  Part,
  Quantity,
  Variable,
} from './declaration.ts';
import { eq, sum } from './equation.ts';
import { input, type quarters, variable } from './quantity.ts';

interface SimplexOptions extends Described {
  /** Shares of every quarter anew; once a trial if absent. */
  readonly over?: typeof quarters;
  readonly judgement?: boolean;
  readonly inputKind?: InputKind;
}

/** The shares by name, each a variable `ID.NAME` in the unit `fraction`. */
export type Shares<Name extends string> = Readonly<Record<Name, Variable>>;

/**
 * Dirichlet shares: the mean of each is its weight over the sum of the weights, and the greater the
 * sum, the surer they are.
 *
 *     const mix = dirichlet('mix', { of: { rail: 6, road: 3, water: 1 } });      // ${mix.rail} is a variable
 *
 * Drawn stick by stick: of what earlier shares have left, a share takes Beta(weight, sum of the
 * weights behind it). The stick of NAME is the input `ID.NAME.stick`; the last share has none.
 *
 * Source: Connor and Mosimann (1969), "Concepts of independence for proportions with a
 * generalization of the Dirichlet distribution", Journal of the American Statistical Association
 * 64, 194-206, doi:10.1080/01621459.1969.10500963.
 *
 * @param of  weights above 0, two or more; a stick's two weights add to 0.05 or more (see `beta`)
 * @throws    RangeError naming the weights that will not do
 */
export function dirichlet<Name extends string>(
  id: string,
  { of, ...options }: SimplexOptions & { readonly of: Readonly<Record<Name, number>> },
): Shares<Name> {
  const weights = Object.entries<number>(of);
  const wrong = weights.filter(([, weight]) => !(weight > 0 && weight < Infinity));
  if (wrong.length > 0) {
    const list = wrong.map(([name, weight]) => `${name} is ${shownValue(weight)}`).join(', ');
    throw new RangeError(`dirichlet ${id}: ${list}; wanted weights above 0`);
  }
  const sticks = weights.slice(0, -1).map(([name, weight], k) => {
    const behind = weights.slice(k + 1).reduce((total, [, other]) => total + other, 0);
    return [name, beta({ alpha: weight, beta: behind })] as const;
  });
  return broken(id, sticks, weights.map(([name]) => name) as Name[], options);
}

/**
 * Generalised Dirichlet shares: of what earlier shares have left, each takes a part of any
 * distribution on 0 to 1; the last takes the rest.
 * `sticks('mix', { of: { rail: beta({ mean: 0.6, n: 20 }), road: uniform({ min: 0.2, max: 0.9 }) }, rest: 'water' })`.
 *
 * @throws RangeError naming the parts whose distribution leaves 0 to 1
 */
export function sticks<Name extends string, Rest extends string>(
  id: string,
  {
    of,
    rest,
    ...options
  }: SimplexOptions & { readonly of: Readonly<Record<Name, Distribution>>; readonly rest: Rest },
): Shares<Name | Rest> {
  const parts = Object.entries<Distribution>(of);
  const wrong = parts.filter(([, { support = [] }]) => !(support[0] >= 0 && support[1] <= 1));
  if (wrong.length > 0) {
    const list = wrong.map(([name, one]) => `${name} is ${shownValue(one)}`).join(', ');
    throw new RangeError(`sticks ${id}: ${list}; wanted distributions on 0 to 1`);
  }
  return broken(id, parts, [...parts.map(([name]) => name as Name), rest], options);
}

function broken<Name extends string>(
  id: string,
  parts: readonly (readonly [string, Distribution])[],
  names: readonly Name[],
  options: SimplexOptions,
): Shares<Name> {
  checkNames('a simplex', id, names);
  const { over, judgement, inputKind, label, why, sources } = options;
  const drawn = { over, judgement, inputKind, why, sources };
  const stickOf = parts.map(([name, distribution]): Input => {
    const said = `Part that ${name} takes of what is left${label === undefined ? '' : `: ${label}`}`;
    return input(`${id}.${name}.stick`, {
      label: said,
      unit: 'fraction',
      distribution,
      ...defined(drawn),
    });
  });
  const shares = names.map((name, k): [string, Variable] => {
    const before = stickOf.slice(0, k).map((stick) => eq`(1 - ${stick})`);
    const factors: Part[] = k < stickOf.length ? [...before, stickOf[k]] : before;
    return [name, share(id, name, product(factors), options)];
  });
  return Object.freeze(Object.fromEntries(shares)) as Shares<Name>;
}

/**
 * Logistic normal shares: exp(score) over the sum of them, the score of `rest` being 0.
 * Correlations among the scores, by `copula` over `ID.NAME.score` or by factors, become
 * correlations among the shares, which a Dirichlet cannot have.
 *
 * Source: Aitchison and Shen (1980), "Logistic-normal distributions: some properties and uses",
 * Biometrika 67(2), 261-272, doi:10.1093/biomet/67.2.261.
 *
 * @param of  distributions of the scores: logarithms of the ratio of a share to that of `rest`
 * @returns   the shares, and the inputs that are their scores, for `copula` or `loading`
 */
export function logisticShares<Name extends string, Rest extends string>(
  id: string,
  {
    of,
    rest,
    ...options
  }: SimplexOptions & { readonly of: Readonly<Record<Name, Distribution>>; readonly rest: Rest },
): {
  readonly shares: Shares<Name | Rest>;
  readonly scores: Readonly<Record<Name, Input>>;
} {
  const names = Object.keys(of) as Name[];
  checkNames('logistic shares', id, [...names, rest]);
  const { over, judgement, inputKind, label, why, sources } = options;
  const scores = names.map((name): [Name, Input] => [
    name,
    input(`${id}.${name}.score`, {
      label: `Logarithm of ${name} over ${rest}${label === undefined ? '' : `: ${label}`}`,
      unit: '-',
      distribution: of[name],
      ...defined({ over, judgement, inputKind, why, sources }),
    }),
  ]);
  // Against the greatest score, so that no exponential overflows.
  const inputs = scores.map(([, score]) => score);
  const greatest = inputs.reduce<Equation>((most, score) => eq`max(${most}, ${score})`, eq`0`);
  const parts: [string, Equation][] = [
    ...scores.map(([name, score]): [string, Equation] => [name, eq`exp(${score} - ${greatest})`]),
    [rest, eq`exp(0 - ${greatest})`],
  ];
  const total = sum(parts.map(([, part]) => part));
  const shares = parts.map(([name, part]): [string, Variable] => [
    name,
    share(id, name, eq`${part} / (${total})`, options),
  ]);
  return {
    shares: Object.freeze(Object.fromEntries(shares)) as Shares<Name | Rest>,
    scores: Object.freeze(Object.fromEntries(scores)) as Record<Name, Input>,
  };
}

/** Each quantity over the sum of all: shares of amounts that are above 0, in one unit. */
export function sharesOf<Name extends string>(
  id: string,
  { of, ...options }: SimplexOptions & { readonly of: Readonly<Record<Name, Quantity>> },
): Shares<Name> {
  const parts = Object.entries<Quantity>(of);
  checkNames('shares', id, Object.keys(of));
  const total = sum(parts.map(([, part]) => part));
  const shares = parts.map(([name, part]): [string, Variable] => [
    name,
    share(id, name, eq`${part} / (${total})`, options),
  ]);
  return Object.freeze(Object.fromEntries(shares)) as Shares<Name>;
}

function share(id: string, name: string, is: Equation, options: SimplexOptions): Variable {
  const { over, label, why, sources } = options;
  const said = label === undefined ? {} : { label: `${label}: ${name}` };
  return variable(`${id}.${name}`, {
    unit: 'fraction',
    is,
    ...said,
    ...defined({ over, why, sources }),
  });
}

function product(factors: readonly Part[]): Equation {
  return factors.slice(1).reduce<Equation>((all, part) => eq`${all} * ${part}`, eq`${factors[0]}`);
}

function checkNames(what: string, id: string, names: readonly string[]): void {
  if (names.length < 2) throw new RangeError(`${what} ${id}: wanted two shares or more`);
  const twice = names.find((name, k) => names.indexOf(name) < k);
  if (twice !== undefined) throw new RangeError(`${what} ${id}: ${twice} is named twice`);
}

function defined<T extends object>(options: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };
}
