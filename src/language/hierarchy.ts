/**
 * Draws whose parameters are quantities themselves: rates that are unsure, counts, and sums of a
 * random number of losses.
 */

import type { Distribution } from '../distributions/distribution.ts';
import { normal } from '../distributions/families/normal.ts';
import { uniform } from '../distributions/families/uniform.ts';
import type { Described, Equation, Input, Part, Variable } from './declaration.ts';
import { eq, sum } from './equation.ts';
import { input, variable } from './quantity.ts';
import type { Over } from './time.ts';

/** A number without a unit is in that of what is drawn. */
type Parameter = Part;

/** What is drawn, by its parameters. Counts have a greatest one, `max`, beyond which a trial fails. */
export type Hierarchical =
  | { readonly normal: { readonly mean: Parameter; readonly sd: Parameter } }
  /** `sigma` is the standard deviation of the logarithm. */
  | { readonly lognormal: { readonly median: Parameter; readonly sigma: Part } }
  | { readonly uniform: { readonly min: Parameter; readonly max: Parameter } }
  | { readonly exponential: { readonly mean: Parameter } }
  | { readonly weibull: { readonly shape: Part; readonly scale: Parameter } }
  | { readonly pareto: { readonly shape: Part; readonly min: Parameter } }
  | { readonly logistic: { readonly mean: Parameter; readonly scale: Parameter } }
  | { readonly bernoulli: { readonly p: Part } }
  | { readonly poisson: { readonly mean: Part; readonly max: number } }
  | { readonly binomial: { readonly n: Part; readonly p: Part; readonly max: number } };

type Name = Hierarchical extends infer One ? (One extends unknown ? keyof One : never) : never;
type Options = Readonly<Record<string, Part>>;

/** Beyond this a count is better drawn as if it were continuous. */
const MOST_COUNTED = 1000;

/** Of each family its parameters, what it is drawn from, and the equation of a draw. */
const FAMILIES: Readonly<
  Record<
    Name,
    {
      readonly parameters: readonly string[];
      readonly from: 'score' | 'uniform';
      draw(from: Input, options: Options, unit: string): Equation;
    }
  >
> = {
  normal: {
    parameters: ['mean', 'sd'],
    from: 'score',
    draw: (z, { mean, sd }, unit) => eq`${within(mean, unit)} + ${within(sd, unit)} * ${z}`,
  },
  lognormal: {
    parameters: ['median', 'sigma'],
    from: 'score',
    draw: (z, { median, sigma }, unit) => eq`${within(median, unit)} * exp(${sigma} * ${z})`,
  },
  uniform: {
    parameters: ['min', 'max'],
    from: 'uniform',
    draw: (u, { min, max }, unit) =>
      eq`${within(min, unit)} + (${within(max, unit)} - ${within(min, unit)}) * ${u}`,
  },
  exponential: {
    parameters: ['mean'],
    from: 'uniform',
    draw: (u, { mean }, unit) => eq`-log(1 - ${u}) * ${within(mean, unit)}`,
  },
  weibull: {
    parameters: ['shape', 'scale'],
    from: 'uniform',
    draw: (u, { shape, scale }, unit) =>
      eq`${within(scale, unit)} * (-log(1 - ${u})) ^ (1 / ${shape})`,
  },
  pareto: {
    parameters: ['shape', 'min'],
    from: 'uniform',
    draw: (u, { shape, min }, unit) => eq`${within(min, unit)} * (1 - ${u}) ^ (-1 / ${shape})`,
  },
  logistic: {
    parameters: ['mean', 'scale'],
    from: 'uniform',
    draw: (u, { mean, scale }, unit) =>
      eq`${within(mean, unit)} + ${within(scale, unit)} * log(${u} / (1 - ${u}))`,
  },
  bernoulli: {
    parameters: ['p'],
    from: 'uniform',
    draw: (u, { p }) => eq`if(${p} >= 0 and ${p} <= 1, ${u} < ${p}, 0 / 0)`,
  },
  poisson: {
    parameters: ['mean', 'max'],
    from: 'uniform',
    draw(u, { mean, max }, unit) {
      const next = (before: Part, k: number): Equation => eq`${before} * ${mean} / ${k}`;
      const { count, reached } = counted(u, eq`exp(-${mean})`, next, Number(max));
      return eq`if(${mean} >= 0 and ${u} < ${reached}, ${count}, 0 / 0) * 1 [${unit}]`;
    },
  },
  binomial: {
    parameters: ['n', 'p', 'max'],
    from: 'uniform',
    draw(u, { n, p, max }, unit) {
      const next = (before: Part, k: number): Equation =>
        eq`${before} * (${n} - ${k - 1}) / ${k} * (${p} / (1 - ${p}))`;
      const { count } = counted(u, eq`(1 - ${p}) ^ ${n}`, next, Number(max));
      const drawn = eq`if(${p} == 1, ${n}, min(${count}, ${n}))`;
      return eq`if(${n} <= ${max} and ${p} >= 0 and ${p} <= 1, ${drawn}, 0 / 0) * 1 [${unit}]`;
    },
  },
};

/** A bare number in a unit. */
function within(of: Part, unit: string): Part {
  return typeof of === 'number' ? eq`${of} [${unit}]` : of;
}

/**
 * How many probabilities, summed up from that of 0 on, a uniform reaches: a count, and what they
 * come to in the end.
 */
function counted(
  u: Input,
  first: Equation,
  next: (before: Part, k: number) => Equation,
  max: number,
): { readonly count: Equation; readonly reached: Equation } {
  let [probability, reached] = [first, first];
  const passed: Equation[] = [];
  for (let k = 1; k <= max; k++) {
    passed.push(eq`${u} >= ${reached}`);
    probability = next(probability, k);
    reached = eq`${reached} + ${probability}`;
  }
  return { count: sum(passed), reached };
}

/**
 * A draw from a distribution whose parameters are quantities:
 * `drawn('losses', { unit: 'count', of: { poisson: { mean: rate, max: 60 } } })`. A trial whose
 * parameters mean nothing, or whose count lies beyond `max`, fails.
 *
 * @returns a variable; the input `ID.draw` is its uniform, or its normal score
 * @throws RangeError naming the family or parameter that does not exist, or a `max` that is no whole
 *         number from 1 to 1000
 */
export function drawn(
  id: string,
  {
    of,
    unit,
    over,
    ...about
  }: Described & { readonly unit: string; readonly of: Hierarchical; readonly over?: Over },
): Variable {
  const wrong = (what: string): never => {
    throw new RangeError(`drawn ${id}: ${what}`);
  };
  const [[name, options] = ['', {}], ...others] = Object.entries<Options>(of as never);
  const known = Object.keys(FAMILIES);
  if (others.length > 0 || !Object.hasOwn(FAMILIES, name))
    wrong(`of is ${Object.keys(of).join(', ') || 'empty'}; wanted one of ${known.join(', ')}`);
  const { parameters, from, draw } = FAMILIES[name as Name];
  const given = Object.keys(options);
  if (parameters.some((key) => !given.includes(key)) || given.length !== parameters.length)
    wrong(`${name} has ${given.join(', ') || 'nothing'}; wanted ${parameters.join(', ')}`);
  if ('max' in options && parameters.includes('max') && name !== 'uniform')
    checkCount(options['max'], 'max', wrong, MOST_COUNTED);
  const source = input(`${id}.draw`, {
    unit: from === 'score' ? 'sd' : 'fraction',
    distribution: from === 'score' ? normal({ mean: 0, sd: 1 }) : uniform({ min: 0, max: 1 }),
    ...(about.label === undefined ? {} : { label: `Draw behind: ${about.label}` }),
    ...(over === undefined ? {} : { over }),
  });
  return variable(id, {
    ...about,
    unit,
    ...(over === undefined ? {} : { over }),
    is: draw(source, options, unit),
  });
}

/** So many inputs a sum is made of at most. */
const MOST_LOSSES = 200;

/**
 * The sum of a random number of independent draws, as of losses:
 * `compound('damage', { unit: 'kUSD', count: losses, size: lognormal({ p10: 10, p90: 200 }), max: 20 })`.
 * A trial with more than `max` fails: choose it so that this is as rare as you want.
 *
 * @param count  a plain number; of one that is not whole the part beyond is left out
 * @returns      a variable; the draws are inputs `ID.1`, `ID.2`, ...
 * @throws RangeError unless `max` is a whole number from 1 to 200
 */
export function compound(
  id: string,
  {
    count,
    size,
    max,
    unit,
    over,
    ...about
  }: Described & {
    readonly unit: string;
    readonly count: Part;
    readonly size: Distribution | string;
    readonly max: number;
    readonly over?: Over;
  },
): Variable {
  checkCount(
    max,
    'max',
    (what) => {
      throw new RangeError(`compound ${id}: ${what}`);
    },
    MOST_LOSSES,
  );
  const often = over === undefined ? {} : { over };
  const losses = Array.from({ length: max }, (_, k) => {
    const one = input(`${id}.${k + 1}`, { unit, distribution: size, ...often });
    return eq`if(${count} >= ${k + 1}, ${one}, 0)`;
  });
  const is = eq`if(${count} < ${max + 1}, ${sum(losses)}, 0 / 0)`;
  return variable(id, { ...about, unit, ...often, is });
}

function checkCount(
  value: unknown,
  name: string,
  wrong: (what: string) => never,
  most: number,
): void {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most) return;
  wrong(`${name} is ${String(value)}; wanted a whole number from 1 to ${most}`);
}
