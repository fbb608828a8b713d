/**
 * Families whose parameters may be quantities: `poisson({ mean: rate })`. They are the functions of
 * `distributions/`, with one more way to be called. What comes of quantities is no distribution, for
 * it differs by trial, but how to draw one: `input` makes of it a variable and the draw behind it.
 */

import type { Distribution } from '../distributions/distribution.ts';
import * as families from '../distributions/families/index.ts';
import type { Family } from '../distributions/family.ts';
import { canonicalName, isLevel, levelOf } from '../distributions/names.ts';
import { log, normalQuantile } from '../math/functions.ts';
import { skewNormalQuantile, studentQuantile } from '../math/searched.ts';
import { didYouMean } from '../text/nearest.ts';
import { shownValue } from '../text/shown-value.ts';
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
  /** Whether one that may be left out is given. */
  has(name: string): boolean;
  /** Quantiles in rising order of their levels. */
  readonly places: readonly Place[];
}

/**
 * By the names of its parameters; those in brackets may be left out: `mean [location=0]`. A word
 * `quantile` is one of any level.
 */
type Forms<Names extends string> = Readonly<Record<Names, (given: Given) => Equation>>;

/** A quantile that is a parameter, `p10`: its probability and its value. */
interface Place {
  readonly p: number;
  readonly x: Part;
}

type Words<Names extends string> = Names extends `${infer First} ${infer Others}`
  ? First | Words<Others>
  : Names;
type Needed<Word extends string> = Word extends `[${string}` | 'quantile' ? never : Word;
type Spare<Word extends string> = Word extends `[${infer Name}=${string}` ? Name : never;
/** What a form takes, for each form by itself. */
type Quantities<Names extends string> = Names extends string
  ? { readonly [Name in Needed<Words<Names>>]: Part } & {
      readonly [Name in Spare<Words<Names>>]?: Part;
    } & ('quantile' extends Words<Names> ? { readonly [Level in `p${number}`]?: Part } : unknown)
  : never;

type Constructor = ((given: never) => Distribution) & { readonly family: Family };

/** The function of a family, which takes quantities as well. */
function drawable<Numbers extends Constructor, Names extends string>(
  numbers: Numbers,
  from: Drawn['from'],
  forms: Forms<Names>,
): Numbers & ((given: Quantities<Names>) => Drawn) & { readonly given: readonly string[] } {
  const made = (...said: readonly [Readonly<Record<string, Part>>]): Distribution | Drawn => {
    const [given] = said;
    // What is no record of parameters is refused with the numbers.
    const named = said.length === 1 && typeof given === 'object' && !('kind' in given);
    return !named || Object.values(given).every(isNumber)
      ? numbers(...(said as readonly unknown[] as readonly [never]))
      : drawnBy(numbers.family, from, forms, given);
  };
  const given = Object.keys(forms).map((words) => inWords(readForm(words)));
  return Object.assign(made, { family: numbers.family, given }) as never;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || value === undefined;
}

function drawnBy(
  family: Family,
  from: Drawn['from'],
  forms: Forms<string>,
  said: Readonly<Record<string, Part>>,
): Drawn {
  const given = byOwnNames(family, said);
  const form = formOf(family.name, Object.keys(forms).map(readForm), Object.keys(given));
  for (const [name, value] of Object.entries(given))
    if (!isPart(value))
      throw new RangeError(
        `${family.name}: ${name} is ${shownValue(value)}; wanted a number, a quantity or an equation`,
      );
  const valueOf = (name: string): Part => given[name] ?? form.spare[name];
  const draw = (source: Input, unit: string): Equation => {
    const amount = (name: string): Part => within(valueOf(name), unit);
    const places = Object.keys(given)
      .filter(isLevel)
      .map((name) => ({ p: levelOf(name), x: amount(name) }))
      .toSorted((one, other) => one.p - other.p);
    const has = (name: string): boolean => name in given;
    return forms[form.words]({ source, unit, amount, plain: valueOf, has, places });
  };
  return Object.freeze({ kind: 'drawn', family: family.name, from, draw });
}

/** Parameters by the family's own names, without those that are undefined. */
function byOwnNames(
  { forms }: Family,
  said: Readonly<Record<string, Part>>,
): Readonly<Record<string, Part>> {
  const names = Object.keys(said).filter((name) => said[name] !== undefined);
  const ownName = (name: string): string => {
    const own = forms.map((form) => ('aliases' in form ? canonicalName(form, name) : name));
    return own.find((one) => one !== name) ?? name;
  };
  return Object.fromEntries(names.map((name) => [ownName(name), said[name]]));
}

/** The form that takes these names and no others. */
function formOf(family: string, forms: readonly FormNames[], names: readonly string[]): FormNames {
  const wrong = (what: string): never => {
    throw new RangeError(`${family} of quantities has ${what}`);
  };
  const levels = names.filter(isLevel);
  const others = names.filter((name) => !isLevel(name));
  const found = forms.find(
    ({ needed, spare, quantiles }) =>
      needed.every((name) => others.includes(name)) &&
      others.every((name) => needed.includes(name) || name in spare) &&
      quantiles === levels.length,
  );
  if (found === undefined) {
    const all = forms.flatMap(({ needed, spare }) => [...needed, ...Object.keys(spare)]);
    const stranger = others.find((name) => !all.includes(name));
    const levelsHint = forms.some(({ quantiles }) => quantiles > 0) ? ' (or other levels)' : '';
    const searched = levels.length > 0 && forms.every(({ quantiles }) => quantiles === 0);
    const hint = searched
      ? `; only numbers settle ${family} by its quantiles`
      : stranger === undefined
        ? ''
        : didYouMean(stranger, all);
    return wrong(
      `${names.join(', ')}; wanted ${forms.map(inWords).join(' or ')}${levelsHint}${hint}`,
    );
  }
  const stray = levels.find((name) => !(levelOf(name) > 0 && levelOf(name) < 1));
  if (stray !== undefined) wrong(`${stray}; levels lie between p0 and p100`);
  const again = levels.find((name, k) =>
    levels.slice(0, k).some((one) => levelOf(one) === levelOf(name)),
  );
  if (again !== undefined) wrong(`${again} twice`);
  return found;
}

/** What a form of `Forms` takes. */
interface FormNames {
  readonly words: string;
  readonly needed: readonly string[];
  readonly spare: Readonly<Record<string, number>>;
  /** How many. */
  readonly quantiles: number;
}

function readForm(words: string): FormNames {
  const all = words.split(' ');
  const spare = all.flatMap((word) => {
    const [, name, value] = /^\[(\w+)=(.*)\]$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, Number(value)] as const];
  });
  return {
    words,
    needed: all.filter((word) => !word.startsWith('[') && word !== 'quantile'),
    spare: Object.fromEntries(spare),
    quantiles: all.filter((word) => word === 'quantile').length,
  };
}

const SUCH_LEVELS = [[], ['p50'], ['p10', 'p90'], ['p10', 'p50', 'p90']] as const;

function inWords({ needed, spare, quantiles }: FormNames): string {
  const left = Object.keys(spare).map((name) => `[${name}]`);
  const levels = SUCH_LEVELS[quantiles];
  return [...levels, ...needed, ...left].join(', ');
}

function isPart(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind !== 'drawn';
}

/** A bare number is in the unit; zero fits every one. */
export function within(of: Part, unit: string): Part {
  return typeof of === 'number' && of !== 0 ? eq`${of} [${unit}]` : of;
}

/** The value where the parameters mean something; elsewhere the trial fails. */
function where(condition: Equation, value: Equation): Equation {
  return eq`if(${condition}, ${value}, 0 / 0)`;
}

/**
 * Of a family that is moved and stretched, the value at `now`: two quantiles and where they lie in
 * the standard member.
 */
function between(
  [low, high]: readonly Place[],
  standard: (p: number) => Part,
  now: Part,
): Equation {
  const [from, to] = [standard(low.p), standard(high.p)];
  const value = eq`${low.x} + (${high.x} - ${low.x}) * ((${now} - ${from}) / (${to} - ${from}))`;
  return where(eq`${high.x} >= ${low.x}`, value);
}

/** The same of a family whose logarithm is moved and stretched. */
function betweenRatios(
  [low, high]: readonly Place[],
  standard: (p: number) => Part,
  now: Part,
): Equation {
  const [from, to] = [standard(low.p), standard(high.p)];
  const value = eq`${low.x} * (${high.x} / ${low.x}) ^ ((${now} - ${from}) / (${to} - ${from}))`;
  return where(eq`${low.x} > 0 and ${high.x} >= ${low.x}`, value);
}

/** The standard exponential, logistic and Gumbel quantiles at a level, and at a uniform. */
const waitAt = (p: number): number => -log(1 - p);
const waitOf = (u: Part): Equation => eq`-log(1 - ${u})`;
const logitAt = (p: number): number => log(p / (1 - p));
const logitOf = (u: Part): Equation => eq`log(${u} / (1 - ${u}))`;
const greatestAt = (p: number): number => -log(-log(p));
const greatestOf = (u: Part): Equation => eq`-log(-log(${u}))`;
const leastAt = (p: number): number => log(waitAt(p));
const leastOf = (u: Part): Equation => eq`log(-log(1 - ${u}))`;

export const normal = drawable(families.normal, 'score', {
  'mean sd': ({ source: z, amount }) =>
    where(eq`${amount('sd')} >= 0`, eq`${amount('mean')} + ${amount('sd')} * ${z}`),
  'quantile quantile': ({ source: z, places }) => between(places, normalQuantile, z),
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
  'quantile quantile': ({ source: z, places }) => betweenRatios(places, normalQuantile, z),
});

export const uniform = drawable(families.uniform, 'uniform', {
  'min max': ({ source: u, amount }) => {
    const [min, max] = [amount('min'), amount('max')];
    return where(eq`${max} >= ${min}`, eq`${min} + (${max} - ${min}) * ${u}`);
  },
  'mean sd': ({ source: u, amount }) => {
    const [mean, sd] = [amount('mean'), amount('sd')];
    return where(eq`${sd} >= 0`, eq`${mean} + ${sd} * (${u} - 0.5) * ${Math.sqrt(12)}`);
  },
  'quantile quantile': ({ source: u, places }) => between(places, (p) => p, u),
});

export const loguniform = drawable(families.loguniform, 'uniform', {
  'min max': ({ source: u, amount }) => {
    const [min, max] = [amount('min'), amount('max')];
    return where(eq`${min} > 0 and ${max} >= ${min}`, eq`${min} * (${max} / ${min}) ^ ${u}`);
  },
  'quantile quantile': ({ source: u, places }) => betweenRatios(places, (p) => p, u),
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
  quantile: ({ source: u, places: [{ p, x }] }) =>
    where(eq`${x} >= 0`, eq`${x} * (${waitOf(u)} / ${waitAt(p)})`),
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
  'quantile quantile': ({ source: u, places }) => betweenRatios(places, leastAt, leastOf(u)),
});

export const pareto = drawable(families.pareto, 'uniform', {
  'min shape': ({ source: u, amount, plain }) =>
    where(
      eq`${plain('shape')} > 0 and ${amount('min')} >= 0`,
      eq`${amount('min')} * (1 - ${u}) ^ (-1 / ${plain('shape')})`,
    ),
  'mean sd': ({ source: u, amount }) => {
    const [mean, sd] = [amount('mean'), amount('sd')];
    const shape = eq`1 + sqrt(1 + (${mean} / ${sd}) ^ 2)`;
    const value = eq`${mean} * (1 - 1 / (${shape})) * (1 - ${u}) ^ (-1 / (${shape}))`;
    return where(eq`${mean} > 0 and ${sd} > 0`, value);
  },
  'quantile quantile': ({ source: u, places }) => betweenRatios(places, waitAt, waitOf(u)),
});

export const logistic = drawable(families.logistic, 'uniform', {
  'location scale': ({ source: u, amount }) =>
    where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} + ${amount('scale')} * log(${u} / (1 - ${u}))`,
    ),
  'mean sd': ({ source: u, amount }) =>
    where(
      eq`${amount('sd')} >= 0`,
      eq`${amount('mean')} + ${amount('sd')} * ${Math.sqrt(3) / Math.PI} * ${logitOf(u)}`,
    ),
  'quantile quantile': ({ source: u, places }) => between(places, logitAt, logitOf(u)),
});

export const loglogistic = drawable(families.loglogistic, 'uniform', {
  'scale shape': ({ source: u, amount, plain }) =>
    where(
      eq`${plain('shape')} > 0 and ${amount('scale')} >= 0`,
      eq`${amount('scale')} * (${u} / (1 - ${u})) ^ (1 / ${plain('shape')})`,
    ),
  'quantile quantile': ({ source: u, places }) => betweenRatios(places, logitAt, logitOf(u)),
});

/** The mean of a standard Gumbel variable, and its scale over its standard deviation. */
const EULER = 0.5772156649015329;
const GUMBEL_SCALE = Math.sqrt(6) / Math.PI;

export const gumbel = drawable(families.gumbel, 'uniform', {
  'location scale': ({ source: u, amount }) =>
    where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} - ${amount('scale')} * log(-log(${u}))`,
    ),
  'mean sd': ({ source: u, amount }) =>
    where(
      eq`${amount('sd')} >= 0`,
      eq`${amount('mean')} + ${amount('sd')} * ${GUMBEL_SCALE} * (${greatestOf(u)} - ${EULER})`,
    ),
  'quantile quantile': ({ source: u, places }) => between(places, greatestAt, greatestOf(u)),
});

export const gumbelmin = drawable(families.gumbelmin, 'uniform', {
  'location scale': ({ source: u, amount }) =>
    where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} + ${amount('scale')} * log(-log(1 - ${u}))`,
    ),
  'mean sd': ({ source: u, amount }) =>
    where(
      eq`${amount('sd')} >= 0`,
      eq`${amount('mean')} + ${amount('sd')} * ${GUMBEL_SCALE} * (${leastOf(u)} + ${EULER})`,
    ),
  'quantile quantile': ({ source: u, places }) => between(places, leastAt, leastOf(u)),
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
  'gamma delta mean sd': ({ source: z, amount, plain }) => {
    const [gamma, delta] = [plain('gamma'), plain('delta')];
    const [mean, sd] = [amount('mean'), amount('sd')];
    // Mean and variance of sinh((z - gamma) / delta), of which w is exp(1 / delta^2).
    const w = eq`exp(1 / (${delta}) ^ 2)`;
    const tilt = eq`${gamma} / ${delta}`;
    const centre = eq`-sqrt(${w}) * (exp(${tilt}) - exp(-${tilt})) / 2`;
    const spread = eq`(${w} - 1) / 2 * (${w} * (exp(2 * ${tilt}) + exp(-2 * ${tilt})) / 2 + 1)`;
    const y = eq`(${z} - ${gamma}) / ${delta}`;
    const value = eq`${mean} + ${sd} * ((exp(${y}) - exp(-${y})) / 2 - ${centre}) / sqrt(${spread})`;
    return where(eq`${delta} > 0 and ${sd} >= 0`, value);
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
  'mode n [min=0] [max=1]': ({ source, amount, plain }) => {
    const [mode, n, min, max] = [amount('mode'), plain('n'), amount('min'), amount('max')];
    const place = eq`(${mode} - ${min}) / (${max} - ${min})`;
    const [a, b] = [eq`1 + ${place} * (${n} - 2)`, eq`1 + (1 - ${place}) * (${n} - 2)`];
    return where(
      eq`${n} >= 2 and ${place} >= 0 and ${place} <= 1`,
      betaDraw(source, a, b, min, max),
    );
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

export const negativeBinomial = drawable(families.negativeBinomial, 'uniform', {
  'size p': ({ source: u, plain, unit }) => {
    const [size, p] = [plain('size'), plain('p')];
    const mean = eq`${size} * (1 - ${p}) / ${p}`;
    const count = eq`negativebinomialquantile(${u}, ${mean}, ${size}) * 1 [${unit}]`;
    return where(eq`${p} > 0 and ${p} <= 1`, count);
  },
  'mean size': ({ source: u, amount, plain, unit }) =>
    eq`negativebinomialquantile(${u}, ${amount('mean')} / 1 [${unit}], ${plain('size')}) * 1 [${unit}]`,
  'mean sd': ({ source: u, amount, unit }) => {
    const [mean, sd] = ['mean', 'sd'].map((name) => eq`${amount(name)} / 1 [${unit}]`);
    const size = eq`(${mean}) ^ 2 / ((${sd}) ^ 2 - ${mean})`;
    return eq`negativebinomialquantile(${u}, ${mean}, ${size}) * 1 [${unit}]`;
  },
});

export const studentT = drawable(families.studentT, 'uniform', {
  'df [location=0] [scale=1]': ({ source: u, amount, plain }) =>
    where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} + ${amount('scale')} * studentquantile(${u}, ${plain('df')})`,
    ),
  'df mean sd': ({ source: u, amount, plain }) => {
    const [df, sd] = [plain('df'), amount('sd')];
    const scale = eq`${sd} * sqrt((${df} - 2) / ${df})`;
    return where(
      eq`${sd} >= 0 and ${df} > 2`,
      eq`${amount('mean')} + ${scale} * studentquantile(${u}, ${df})`,
    );
  },
  'quantile quantile df': ({ source: u, places, plain }) => {
    const df = plain('df');
    const standard = (p: number): Part =>
      typeof df === 'number' ? studentQuantile(p, df) : eq`studentquantile(${p}, ${df})`;
    return between(places, standard, eq`studentquantile(${u}, ${df})`);
  },
});

export const inverseGaussian = drawable(families.inverseGaussian, 'uniform', {
  'mean shape': ({ source, amount }) => {
    const [mean, shape] = [amount('mean'), amount('shape')];
    return passage(source, mean, eq`${shape} / ${mean}`);
  },
  'mean sd': ({ source, amount }) => {
    const [mean, sd] = [amount('mean'), amount('sd')];
    return passage(source, mean, eq`(${mean} / ${sd}) ^ 2`);
  },
});

function passage(u: Input, mean: Part, ratio: Part): Equation {
  return where(eq`${mean} > 0`, eq`${mean} * inversegaussianquantile(${u}, ${ratio})`);
}

export const skewNormal = drawable(families.skewNormal, 'uniform', {
  'location scale shape': ({ source: u, amount, plain }) =>
    where(
      eq`${amount('scale')} >= 0`,
      eq`${amount('location')} + ${amount('scale')} * skewnormalquantile(${u}, ${plain('shape')})`,
    ),
  'mean sd shape': ({ source, amount, plain }) =>
    skewed(source, amount('mean'), amount('sd'), plain('shape')),
  'mean sd skewness': ({ source, amount, plain }) => {
    // The mean of the standard form over its standard deviation is the cube root of this.
    const power = eq`(abs(${plain('skewness')}) / ${2 - Math.PI / 2}) ^ ${2 / 3}`;
    const square = eq`${Math.PI / 2} * ${power} / (1 - ${power} * ${Math.PI / 2 - 1})`;
    const shape = eq`sqrt(${square}) * if(${plain('skewness')} < 0, -1, 1)`;
    return skewed(source, amount('mean'), amount('sd'), shape);
  },
  'quantile quantile shape': ({ source: u, places, plain }) => {
    const shape = plain('shape');
    const standard = (p: number): Part =>
      typeof shape === 'number'
        ? skewNormalQuantile(p, shape)
        : eq`skewnormalquantile(${p}, ${shape})`;
    return between(places, standard, eq`skewnormalquantile(${u}, ${shape})`);
  },
});

function skewed(u: Input, mean: Part, sd: Part, shape: Part): Equation {
  // Mean of the standard form.
  const centre = eq`${shape} / sqrt(1 + (${shape}) ^ 2) * ${Math.sqrt(2 / Math.PI)}`;
  const scale = eq`${sd} / sqrt(1 - (${centre}) ^ 2)`;
  const value = eq`${mean} + ${scale} * (skewnormalquantile(${u}, ${shape}) - ${centre})`;
  return where(eq`${sd} >= 0`, value);
}

/**
 * The greatest slope of (u - 1/2) logit(u) by logit(u): with three terms a metalog rises
 * everywhere while the size of the third is less than the second over it. Keelin (2016) has the
 * inverse, 1.66711.
 */
const STEEPEST = 0.5998393201288669;

/** A curve that does not rise everywhere fails the trial, as do bounds that do not hold quantiles. */
export const metalog = drawable(families.metalog, 'uniform', {
  'quantile quantile quantile [min=0] [max=0]': ({ source: u, places, amount, has }) => {
    const [min, max] = [amount('min'), amount('max')];
    const xs = places.map(({ x }) => x);
    const reference = xs[1];
    const [ofMin, ofMax] = [has('min'), has('max')];
    const fromMin = (x: Part): Equation => eq`log((${x} - ${min}) / (${reference} - ${min}))`;
    const toMax = (x: Part): Equation => eq`log((${max} - ${x}) / (${max} - ${reference}))`;
    const onCurve = (x: Part): Part => {
      if (ofMin) return ofMax ? eq`${fromMin(x)} - ${toMax(x)}` : fromMin(x);
      return ofMax ? eq`-${toMax(x)}` : eq`${x} - ${reference}`;
    };
    const { curve, rises } = threeTerms(
      places.map(({ p }) => p),
      onCurve(xs[0]),
      onCurve(xs[2]),
      u,
    );
    const ordered = eq`${xs[0]} < ${reference} and ${reference} < ${xs[2]}`;
    const inside = [
      ...(ofMin ? [eq`${min} < ${xs[0]}`] : []),
      ...(ofMax ? [eq`${xs[2]} < ${max}`] : []),
    ];
    const holds = inside.reduce((all, one) => eq`${all} and ${one}`, eq`${ordered} and ${rises}`);
    if (ofMin && ofMax) {
      const odds = eq`(${reference} - ${min}) / (${max} - ${reference}) * exp(${curve})`;
      return where(holds, eq`${min} + (${max} - ${min}) * ((${odds}) / (1 + ${odds}))`);
    }
    if (ofMin) return where(holds, eq`${min} + (${reference} - ${min}) * exp(${curve})`);
    if (ofMax) return where(holds, eq`${max} - (${max} - ${reference}) * exp(-${curve})`);
    return where(holds, eq`${reference} + ${curve}`);
  },
});

/** The curve of three terms that is `low`, 0 and `high` at three levels, and whether it rises. */
function threeTerms(
  levels: readonly number[],
  low: Part,
  high: Part,
  u: Input,
): { readonly curve: Equation; readonly rises: Equation } {
  const logits = levels.map(logitAt);
  const bends = levels.map((p, k) => (p - 0.5) * logits[k]);
  // Both terms, counted from the middle level.
  const [lowLogit, , highLogit] = logits.map((logit) => logit - logits[1]);
  const [lowBend, , highBend] = bends.map((bend) => bend - bends[1]);
  const whole = lowLogit * highBend - highLogit * lowBend;
  const slope = eq`(${low} * ${highBend / whole} - ${high} * ${lowBend / whole})`;
  const bend = eq`(${high} * ${lowLogit / whole} - ${low} * ${highLogit / whole})`;
  const logit = logitOf(u);
  const curve = eq`(${slope} * (${logit} - ${logits[1]}) + ${bend} * ((${u} - 0.5) * ${logit} - ${bends[1]}))`;
  return { curve, rises: eq`${slope} > ${STEEPEST} * abs(${bend})` };
}

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

/** All of them, with the ways in which quantities may be given, for the reference. */
export const DRAWABLE: readonly { readonly name: string; readonly given: readonly string[] }[] = [
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
  inverseGaussian,
  johnsonSU,
  logistic,
  loglogistic,
  lognormal,
  loguniform,
  metalog,
  negativeBinomial,
  normal,
  pareto,
  pert,
  poisson,
  skewNormal,
  studentT,
  triangular,
  truncnormal,
  uniform,
  weibull,
].map(({ family, given }) => ({ name: family.name, given }));
