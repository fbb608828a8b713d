/**
 * Families whose parameters may be quantities: `poisson({ mean: rate })`. They are the functions of
 * `distributions/`, with one more way to be called. What comes of quantities is no distribution, for
 * it differs by trial, but how to draw one: `input` makes of it a variable and the draw behind it.
 */

import type { Distribution } from '../distributions/distribution.ts';
import * as families from '../distributions/families/index.ts';
import type { Family } from '../distributions/family.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Equation, Input, Part } from './declaration.ts';
import { eq } from './equation.ts';

/** A distribution whose parameters are quantities. */
export interface Drawn {
  readonly kind: 'drawn';
  /** Of the family. */
  readonly family: string;
  /** What a draw is made of: a uniform from 0 to 1, or a standard normal score. */
  readonly from: 'uniform' | 'score';
  draw(source: Input, unit: string): Equation;
}

/** What a form has to work with. Parameters are asked for by name. */
interface Given {
  readonly source: Input;
  readonly unit: string;
  /** A parameter in the unit of what is drawn: so is a bare number. */
  amount(name: string): Part;
  /** A parameter that is a plain number. */
  plain(name: string): Part;
}

/** By the names of its parameters; those in brackets may be left out: `mean [location=0]`. */
type Forms<Names extends string> = Readonly<Record<Names, (given: Given) => Equation>>;

type Words<Names extends string> = Names extends `${infer First} ${infer Others}`
  ? First | Words<Others>
  : Names;
type Needed<Word extends string> = Word extends `[${string}` ? never : Word;
type Spare<Word extends string> = Word extends `[${infer Name}=${string}` ? Name : never;
/** What a form takes, for each form by itself. */
type Quantities<Names extends string> = Names extends string
  ? { readonly [Name in Needed<Words<Names>>]: Part } & {
      readonly [Name in Spare<Words<Names>>]?: Part;
    }
  : never;

type Constructor = ((given: never) => Distribution) & { readonly family: Family };

/** The function of a family, which takes quantities as well. */
function drawable<Numbers extends Constructor, Names extends string>(
  numbers: Numbers,
  from: Drawn['from'],
  forms: Forms<Names>,
): Numbers & ((given: Quantities<Names>) => Drawn) {
  const made = (given: Readonly<Record<string, Part>>): Distribution | Drawn =>
    Object.values(given ?? {}).every(isNumber)
      ? numbers(given as never)
      : drawnBy(numbers.family.name, from, forms, given);
  return Object.assign(made, { family: numbers.family }) as never;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || value === undefined;
}

function drawnBy(
  family: string,
  from: Drawn['from'],
  forms: Forms<string>,
  given: Readonly<Record<string, Part>>,
): Drawn {
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  const known = Object.keys(forms).map((form) => ({ form, ...parametersOf(form) }));
  const found = known.find(
    ({ needed, spare }) =>
      needed.every((name) => names.includes(name)) &&
      names.every((name) => needed.includes(name) || name in spare),
  );
  if (found === undefined) {
    const all = known.flatMap(({ needed, spare }) => [...needed, ...Object.keys(spare)]);
    const stranger = names.find((name) => !all.includes(name));
    const hint = stranger === undefined ? '' : didYouMean(stranger, all);
    const wanted = known.map(({ form }) => form.replaceAll(' ', ', ')).join(' or ');
    throw new RangeError(
      `${family} of quantities has ${names.join(', ')}; wanted ${wanted}${hint}`,
    );
  }
  for (const name of names)
    if (!isPart(given[name]))
      throw new RangeError(
        `${family}: ${name} is ${String(given[name])}; wanted a number, a quantity or an equation`,
      );
  const valueOf = (name: string): Part => given[name] ?? found.spare[name];
  const draw = (source: Input, unit: string): Equation =>
    forms[found.form]({
      source,
      unit,
      amount: (name) => within(valueOf(name), unit),
      plain: valueOf,
    });
  return Object.freeze({ kind: 'drawn', family, from, draw });
}

function isPart(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind !== 'drawn';
}

function parametersOf(form: string): {
  readonly needed: readonly string[];
  readonly spare: Readonly<Record<string, number>>;
} {
  const words = form.split(' ');
  const spare = words.flatMap((word) => {
    const [, name, value] = /^\[(\w+)=(.*)\]$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, Number(value)] as const];
  });
  return {
    needed: words.filter((word) => !word.startsWith('[')),
    spare: Object.fromEntries(spare),
  };
}

/** A bare number is in the unit; zero fits every one. */
export function within(of: Part, unit: string): Part {
  return typeof of === 'number' && of !== 0 ? eq`${of} [${unit}]` : of;
}

/** The value where the parameters mean something; elsewhere the trial fails. */
function where(condition: Equation, value: Equation): Equation {
  return eq`if(${condition}, ${value}, 0 / 0)`;
}

/** The normal score of the level p90. */
const SCORE_90 = 1.2815515655446004;

export const normal = drawable(families.normal, 'score', {
  'mean sd': ({ source: z, amount }) =>
    where(eq`${amount('sd')} >= 0`, eq`${amount('mean')} + ${amount('sd')} * ${z}`),
  'p10 p90': ({ source: z, amount }) => {
    const [p10, p90] = [amount('p10'), amount('p90')];
    const value = eq`(${p10} + ${p90}) / 2 + (${p90} - ${p10}) * ${0.5 / SCORE_90} * ${z}`;
    return where(eq`${p90} >= ${p10}`, value);
  },
});

export const lognormal = drawable(families.lognormal, 'score', {
  'median sigma': ({ source: z, amount, plain }) =>
    where(
      eq`${amount('median')} > 0 and ${plain('sigma')} >= 0`,
      eq`${amount('median')} * exp(${plain('sigma')} * ${z})`,
    ),
  'mu sigma': ({ source: z, plain, unit }) =>
    where(
      eq`${plain('sigma')} >= 0`,
      eq`exp(${plain('mu')} + ${plain('sigma')} * ${z}) * 1 [${unit}]`,
    ),
  'mean sd': ({ source: z, amount }) => {
    const [mean, sd] = [amount('mean'), amount('sd')];
    const spread = eq`1 + (${sd} / ${mean}) ^ 2`;
    const value = eq`${mean} / sqrt(${spread}) * exp(sqrt(log(${spread})) * ${z})`;
    return where(eq`${mean} > 0 and ${sd} >= 0`, value);
  },
  'p10 p90': ({ source: z, amount }) => {
    const [p10, p90] = [amount('p10'), amount('p90')];
    const value = eq`${p10} * (${p90} / ${p10}) ^ (0.5 + ${0.5 / SCORE_90} * ${z})`;
    return where(eq`${p10} > 0 and ${p90} >= ${p10}`, value);
  },
});

export const uniform = drawable(families.uniform, 'uniform', {
  'min max': ({ source: u, amount }) => {
    const [min, max] = [amount('min'), amount('max')];
    return where(eq`${max} >= ${min}`, eq`${min} + (${max} - ${min}) * ${u}`);
  },
});

export const loguniform = drawable(families.loguniform, 'uniform', {
  'min max': ({ source: u, amount }) => {
    const [min, max] = [amount('min'), amount('max')];
    return where(eq`${min} > 0 and ${max} >= ${min}`, eq`${min} * (${max} / ${min}) ^ ${u}`);
  },
});

export const triangular = drawable(families.triangular, 'uniform', {
  'min mode max': ({ source: u, amount }) => {
    const [min, mode, max] = [amount('min'), amount('mode'), amount('max')];
    const width = eq`(${max} - ${min})`;
    const low = eq`${min} + sqrt(${u} * ${width} * (${mode} - ${min}))`;
    const high = eq`${max} - sqrt((1 - ${u}) * ${width} * (${max} - ${mode}))`;
    const value = eq`if(${u} * ${width} < ${mode} - ${min}, ${low}, ${high})`;
    return where(eq`${min} <= ${mode} and ${mode} <= ${max}`, value);
  },
});

export const pert = drawable(families.pert, 'uniform', {
  'min mode max': ({ source: u, amount }) => {
    const [min, mode, max] = [amount('min'), amount('mode'), amount('max')];
    const width = eq`(${max} - ${min})`;
    const [a, b] = [
      eq`1 + 4 * (${mode} - ${min}) / ${width}`,
      eq`1 + 4 * (${max} - ${mode}) / ${width}`,
    ];
    const value = eq`${min} + ${width} * betaquantile(${u}, ${a}, ${b})`;
    return where(eq`${min} <= ${mode} and ${mode} <= ${max}`, value);
  },
});

export const exponential = drawable(families.exponential, 'uniform', {
  // The mean is that of the whole, the location included.
  'mean [location=0]': ({ source, amount }) =>
    waited(source, eq`(${amount('mean')} - ${amount('location')})`, amount('location')),
  'scale [location=0]': ({ source, amount }) => waited(source, amount('scale'), amount('location')),
  'rate [location=0]': ({ source, plain, amount, unit }) =>
    waited(source, eq`1 / ${perUnit(plain('rate'), unit)}`, amount('location')),
});

function waited(u: Input, mean: Part, location: Part): Equation {
  return where(eq`${mean} >= 0`, eq`${location} - log(1 - ${u}) * ${mean}`);
}

/** A bare number is per unit. */
function perUnit(of: Part, unit: string): Part {
  return typeof of === 'number' ? eq`${of} / 1 [${unit}]` : of;
}

export const weibull = drawable(families.weibull, 'uniform', {
  'shape scale [location=0]': ({ source: u, amount, plain }) =>
    where(
      eq`${plain('shape')} > 0 and ${amount('scale')} >= 0`,
      eq`${amount('location')} + ${amount('scale')} * (-log(1 - ${u})) ^ (1 / ${plain('shape')})`,
    ),
});

export const pareto = drawable(families.pareto, 'uniform', {
  'min shape': ({ source: u, amount, plain }) =>
    where(
      eq`${plain('shape')} > 0 and ${amount('min')} >= 0`,
      eq`${amount('min')} * (1 - ${u}) ^ (-1 / ${plain('shape')})`,
    ),
});

export const logistic = drawable(families.logistic, 'uniform', {
  'location scale': ({ source: u, amount }) =>
    where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} + ${amount('scale')} * log(${u} / (1 - ${u}))`,
    ),
});

export const loglogistic = drawable(families.loglogistic, 'uniform', {
  'scale shape': ({ source: u, amount, plain }) =>
    where(
      eq`${plain('shape')} > 0 and ${amount('scale')} >= 0`,
      eq`${amount('scale')} * (${u} / (1 - ${u})) ^ (1 / ${plain('shape')})`,
    ),
});

export const gumbel = drawable(families.gumbel, 'uniform', {
  'location scale': ({ source: u, amount }) =>
    where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} - ${amount('scale')} * log(-log(${u}))`,
    ),
});

export const gumbelmin = drawable(families.gumbelmin, 'uniform', {
  'location scale': ({ source: u, amount }) =>
    where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} + ${amount('scale')} * log(-log(1 - ${u}))`,
    ),
});

export const gev = drawable(families.gev, 'uniform', {
  'location scale shape': ({ source: u, amount, plain }) => {
    const [shape, wait] = [plain('shape'), eq`-log(${u})`];
    const reduced = eq`if(${shape} == 0, -log(${wait}), ((${wait}) ^ -${shape} - 1) / ${shape})`;
    return where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} + ${amount('scale')} * ${reduced}`,
    );
  },
});

export const johnsonSU = drawable(families.johnsonSU, 'score', {
  'gamma delta [xi=0] [lambda=1]': ({ source: z, amount, plain }) => {
    const y = eq`(${z} - ${plain('gamma')}) / ${plain('delta')}`;
    return where(
      eq`${plain('delta')} > 0 and ${amount('lambda')} >= 0`,
      eq`${amount('xi')} + ${amount('lambda')} * (exp(${y}) - exp(-${y})) / 2`,
    );
  },
});

export const truncnormal = drawable(families.truncnormal, 'uniform', {
  'mean sd min max': ({ source: u, amount }) => {
    const [mean, sd, min, max] = ['mean', 'sd', 'min', 'max'].map(amount);
    const [from, to] = [min, max].map((end) => eq`normalcdf((${end} - ${mean}) / ${sd})`);
    const value = eq`${mean} + ${sd} * normalquantile(${from} + ${u} * (${to} - ${from}))`;
    return where(eq`${sd} > 0 and ${max} > ${min}`, eq`min(max(${value}, ${min}), ${max})`);
  },
});

export const gamma = drawable(families.gamma, 'uniform', {
  'shape scale': ({ source, amount, plain }) => gammaDraw(source, plain('shape'), amount('scale')),
  'shape rate': ({ source, plain, unit }) =>
    gammaDraw(source, plain('shape'), eq`1 / ${perUnit(plain('rate'), unit)}`),
  'mean sd': ({ source, amount }) =>
    gammaDraw(
      source,
      eq`(${amount('mean')} / ${amount('sd')}) ^ 2`,
      eq`${amount('sd')} * ${amount('sd')} / ${amount('mean')}`,
    ),
  'mean shape': ({ source, amount, plain }) =>
    gammaDraw(source, plain('shape'), eq`${amount('mean')} / ${plain('shape')}`),
});

export const erlang = drawable(families.erlang, 'uniform', {
  'shape rate': ({ source, plain, unit }) =>
    gammaDraw(source, plain('shape'), eq`1 / ${perUnit(plain('rate'), unit)}`),
  'shape scale': ({ source, amount, plain }) => gammaDraw(source, plain('shape'), amount('scale')),
});

export const chisquared = drawable(families.chisquared, 'uniform', {
  df: ({ source, plain, unit }) => gammaDraw(source, eq`${plain('df')} / 2`, within(2, unit)),
});

function gammaDraw(u: Input, shape: Part, scale: Part): Equation {
  return where(eq`${scale} >= 0`, eq`${scale} * gammaquantile(${u}, ${shape})`);
}

export const beta = drawable(families.beta, 'uniform', {
  'alpha beta [min=0] [max=1]': ({ source, amount, plain }) =>
    betaDraw(source, plain('alpha'), plain('beta'), amount('min'), amount('max')),
  'mean n [min=0] [max=1]': ({ source, amount, plain }) => {
    const [mean, n, min, max] = [amount('mean'), plain('n'), amount('min'), amount('max')];
    const place = eq`(${mean} - ${min}) / (${max} - ${min})`;
    return betaDraw(source, eq`${place} * ${n}`, eq`(1 - ${place}) * ${n}`, min, max);
  },
  'mean sd [min=0] [max=1]': ({ source, amount }) => {
    const [mean, sd, min, max] = ['mean', 'sd', 'min', 'max'].map(amount);
    const place = eq`(${mean} - ${min}) / (${max} - ${min})`;
    const n = eq`(${mean} - ${min}) / ${sd} * ((${max} - ${mean}) / ${sd}) - 1`;
    return betaDraw(source, eq`${place} * ${n}`, eq`(1 - ${place}) * ${n}`, min, max);
  },
});

function betaDraw(u: Input, a: Part, b: Part, min: Part, max: Part): Equation {
  return where(
    eq`${max} > ${min}`,
    eq`${min} + (${max} - ${min}) * betaquantile(${u}, ${a}, ${b})`,
  );
}

export const bernoulli = drawable(families.bernoulli, 'uniform', {
  p: ({ source: u, plain, unit }) =>
    where(
      eq`${plain('p')} >= 0 and ${plain('p')} <= 1`,
      eq`(${u} >= 1 - ${plain('p')}) * 1 [${unit}]`,
    ),
});

export const poisson = drawable(families.poisson, 'uniform', {
  mean: ({ source: u, amount, unit }) =>
    eq`poissonquantile(${u}, ${amount('mean')} / 1 [${unit}]) * 1 [${unit}]`,
});

export const binomial = drawable(families.binomial, 'uniform', {
  'n p': ({ source: u, amount, plain, unit }) =>
    eq`binomialquantile(${u}, ${amount('n')} / 1 [${unit}], ${plain('p')}) * 1 [${unit}]`,
});

export const discreteuniform = drawable(families.discreteuniform, 'uniform', {
  'min max': ({ source: u, amount, unit }) => {
    const [min, max] = [amount('min'), amount('max')];
    const value = eq`${min} + floor((${max} - ${min} + 1 [${unit}]) * ${u})`;
    return where(
      eq`${min} <= ${max} and ${min} == floor(${min}) and ${max} == floor(${max})`,
      value,
    );
  },
});

/** Names of all of them, for messages and the reference. */
export const DRAWABLE: readonly string[] = [
  bernoulli,
  beta,
  binomial,
  chisquared,
  discreteuniform,
  erlang,
  exponential,
  gamma,
  gev,
  gumbel,
  gumbelmin,
  johnsonSU,
  logistic,
  loglogistic,
  lognormal,
  loguniform,
  normal,
  pareto,
  pert,
  poisson,
  triangular,
  truncnormal,
  uniform,
  weibull,
].map(({ family }) => family.name);
