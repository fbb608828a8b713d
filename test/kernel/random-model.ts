/**
 * Random models through the public surface, and random ways of running them, for laws about the
 * machine.
 */

import fc from 'fast-check';
import {
  annual,
  ar1,
  argmax,
  beta,
  byMonth,
  byQuarter,
  component,
  compound,
  copula,
  cumulative,
  type Drawn,
  daily,
  delay,
  during,
  eq,
  event,
  exponential,
  factor,
  gamma,
  gev,
  horizon,
  input,
  inverseGaussian,
  irr,
  johnsonSU,
  lever,
  loading,
  lognormal,
  lookup,
  type Model,
  max,
  metalog,
  min,
  model,
  monthly,
  months,
  negativeBinomial,
  normal,
  npv,
  type Outcome,
  outcome,
  parseDistribution,
  pert,
  poisson,
  previous,
  type Quantity,
  quarterly,
  quarters,
  randomWalk,
  rank,
  ratioOfSums,
  type Stock,
  series,
  skewNormal,
  smooth,
  sort,
  steps,
  stock,
  studentT,
  triangular,
  truncnormal,
  uniform,
  type Variable,
  variable,
  weekly,
  weibull,
  yearly,
  years,
} from '../../src/index.ts';
import type { Equation, Part } from '../../src/language/declaration.ts';
import { OPERATIONS, WORDS } from '../../src/language/operations/index.ts';
import { type Maker, meaning } from '../../src/language/operations/meaning.ts';
import type { Word } from '../../src/language/operations/word.ts';
import { DESIGNS, type Design } from '../../src/random/designs.ts';
import { continuous, stepped } from '../distributions/arbitrary.ts';

const NAMES = ['t', 'pi', 'year', 'season', 'elapsed'] as const;

/** An expression as plain data, so that a counterexample can be read and made smaller. */
export type Tree =
  | { readonly number: number }
  | { readonly name: (typeof NAMES)[number] }
  /** One of the quantities that may be read here, counted round. */
  | { readonly read: number }
  /** The value of one to three steps ago of one of the variables and stocks, also of later ones. */
  | { readonly previous: number }
  | { readonly op: string; readonly args: readonly Tree[] };

const AGGREGATES = ['sum', 'mean', 'last', 'first', 'min', 'max'] as const;
type AggregateName = (typeof AGGREGATES)[number];

type Ending =
  | { readonly over: 'quarter'; readonly of: Tree }
  | {
      readonly over: 'year';
      readonly aggregates: readonly AggregateName[];
      readonly of: readonly Tree[];
      readonly joined: Tree;
    }
  | {
      readonly over: 'horizon';
      readonly aggregates: readonly { readonly kind: AggregateName; readonly window: number }[];
      readonly of: readonly Tree[];
      readonly joined: Tree;
    };

/** Families of quantities, with the parameters that a multiple of a size fits. */
const DRAWS: Readonly<
  Record<string, readonly [of: (given: never) => unknown, parameters: readonly string[]]>
> = {
  normal: [normal, ['mean', 'sd']],
  lognormal: [lognormal, ['mean', 'sd']],
  uniform: [uniform, ['min', 'max']],
  triangular: [triangular, ['min', 'mode', 'max']],
  pert: [pert, ['min', 'mode', 'max']],
  exponential: [exponential, ['rate']],
  weibull: [weibull, ['shape', 'scale']],
  gev: [gev, ['location', 'scale', 'shape']],
  johnsonsu: [johnsonSU, ['gamma', 'delta', 'xi', 'lambda']],
  truncnormal: [truncnormal, ['mean', 'sd', 'min', 'max']],
  gamma: [gamma, ['shape', 'scale']],
  'gamma by moments': [gamma, ['mean', 'sd']],
  beta: [beta, ['alpha', 'beta']],
  poisson: [poisson, ['mean']],
  'normal by quantiles': [normal, ['p10', 'p75']],
  'lognormal by quantiles': [lognormal, ['p10', 'p75']],
  studentt: [studentT, ['df', 'location', 'scale']],
  'studentt by quantiles': [studentT, ['p10', 'p90', 'df']],
  inversegaussian: [inverseGaussian, ['mean', 'shape']],
  skewnormal: [skewNormal, ['location', 'scale', 'shape']],
  negativebinomial: [negativeBinomial, ['mean', 'size']],
  metalog: [metalog, ['p10', 'p50', 'p90']],
  'metalog above a bound': [metalog, ['min', 'p10', 'p50', 'p90']],
  'metalog between bounds': [metalog, ['min', 'p10', 'p50', 'p90', 'max']],
};

/** Words that make quantities of quantities. */
const HELPERS = [
  'smooth',
  'delay',
  'cumulative',
  'walk',
  'geometric walk',
  'ar1',
  'series',
  'event',
  'compound',
  ...Object.keys(DRAWS),
] as const;

export interface ModelSpec {
  readonly calendar: 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly firstQuarter: number;
  /** Steps. */
  readonly quarters: number;
  readonly factors: number;
  readonly inputs: readonly {
    readonly distribution: string;
    readonly quarterly: boolean;
    readonly weights: readonly number[];
  }[];
  /** Of all inputs that load on no factor: those of every trial, and those of every quarter. */
  readonly copula: { readonly rank: number; readonly df: number | null } | null;
  readonly levers: readonly number[];
  /** Once a trial. */
  readonly derived: readonly Tree[];
  readonly variables: readonly {
    readonly kind: 'variable' | 'stock';
    readonly is: Tree;
    readonly opening: Tree;
  }[];
  /** Quantities that helpers make of what stands before them. */
  readonly helpers: readonly { readonly kind: (typeof HELPERS)[number]; readonly reads: number }[];
  readonly outcomes: readonly Ending[];
  /** Dimensions that belong to nobody, before those of the inputs. */
  readonly dimensionsBefore: number;
}

const NUMBERS: Maker<number> = {
  number: (value) => value,
  operation: (operation, [a = 0, b = 0, c = 0]) => OPERATIONS[operation].compute(a, b, c),
};

/** How a word of the language is written, with # for each operand. */
function template({ name, form, operands }: Word): string {
  if (form === 'infix') return `(# ${name} #)`;
  if (form === 'prefix') return `(${name} #)`;
  return `${name}(${operands.map(() => '#').join(', ')})`;
}

/** A name that is a key, also where another operator is written alike. */
const keyOf = ({ name, form }: Word): string => (form === 'prefix' ? `${name}#` : name);

/** Every operator and function of an equation, and some that seldom leave the ordinary numbers. */
export const OPERATORS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(WORDS.map((word) => [keyOf(word), template(word)])),
  'divide by a size': '(# / (1 + abs(#)))',
  'power of a size': '((abs(#) + 0.5) ^ #)',
  'max of three': 'max(#, #, #)',
  'root of a size': 'sqrt(abs(#))',
  'floor of four times': 'floor(4 * #)',
  'exp of a share': 'exp(1 - abs(#))',
  'log of a size': 'log(abs(#))',
  'draw of a gamma': 'gammaquantile(normalcdf(#), 0.1 + abs(#))',
  'draw of a beta': 'betaquantile(logistic(#), 0.1 + abs(#), exp(-abs(#)) + 0.2)',
  'draw of a Poisson': 'poissonquantile(normalcdf(#), 7 * abs(#))',
  'draw of a t': 'studentquantile(logistic(#), 0.3 + abs(#))',
  'draw of an inverse Gaussian': 'inversegaussianquantile(normalcdf(#), exp(-abs(#)))',
  'draw of a skew normal': 'skewnormalquantile(normalcdf(#), 3 * #)',
  'draw of a negative binomial': 'negativebinomialquantile(normalcdf(#), 7 * abs(#), 0.1 + abs(#))',
  'draw of a binomial': 'binomialquantile(logistic(#), floor(9 * abs(#)), normalcdf(#))',
};
/** Functions of TypeScript that give equations, of as many operands. */
const BUILT: Readonly<
  Record<string, readonly [operands: number, make: (...of: Part[]) => Equation]>
> = {
  'lookup, linear': [1, (x) => lookup(x!, POINTS, { x: '-', y: '-' })],
  'lookup, step': [1, (x) => lookup(x!, POINTS, { x: '-', y: '-', between: 'step' })],
  'lookup, monotone': [
    1,
    (x) => lookup(x!, POINTS, { x: '-', y: '-', between: 'monotone', beyond: 'refused' }),
  ],
  'least of a list': [3, (...of) => min(of)],
  'greatest of a list': [3, (...of) => max(of)],
  'place of the greatest': [3, (...of) => argmax(of)],
  'rank in a list': [3, (...of) => rank(of[0]!, of)],
  'middle of a list': [3, (...of) => sort(of)[1]!],
};
const POINTS = [
  [-2, 1],
  [-0.5, 3],
  [0.25, 0.125],
  [1, 2],
] as const;

const ARITHMETIC = ['+', '-', '*', '/', 'divide by a size'];
/** Those that often give no number. Few of them, or hardly a number would reach an outcome. */
const RISKY = ['^', 'exp', ...WORDS.filter(failsBelowZero).map(keyOf)];
const SAFE = [...Object.keys(OPERATORS).filter((op) => !RISKY.includes(op)), ...Object.keys(BUILT)];

function failsBelowZero(word: Word): boolean {
  const numbers = word.operands.map((_, k) => -2.5 - k);
  return word.form === 'function' && Number.isNaN(meaning(word, numbers, NUMBERS));
}

const operands = (op: string): number => BUILT[op]?.[0] ?? OPERATORS[op]!.split('#').length - 1;

/** An equation whose leaves are written by `leafPart`. */
export function write(
  tree: Tree,
  leafPart: (leaf: Exclude<Tree, { op: string }>) => Part,
): Equation {
  const strings = [''];
  const parts: Part[] = [];
  const add = (node: Tree): void => {
    if (!('op' in node)) {
      parts.push(leafPart(node));
      strings.push('');
      return;
    }
    const built = BUILT[node.op]?.[1];
    if (built !== undefined) {
      parts.push(built(...node.args.map((arg) => write(arg, leafPart))));
      strings.push('');
      return;
    }
    const [before, ...after] = OPERATORS[node.op]!.split('#');
    strings[strings.length - 1] += before;
    after.forEach((text, k) => {
      add(node.args[k]!);
      strings[strings.length - 1] += text;
    });
  };
  add(tree);
  return eq(Object.assign(strings, { raw: strings }), ...parts);
}

/** What an expression may read where it stands. */
interface Scope {
  readonly now: readonly Quantity[];
  /** Empty where there is no last quarter. */
  readonly before: readonly (() => Quantity)[];
}

const equation = (tree: Tree, { now, before }: Scope): Equation =>
  write(tree, (leaf) => {
    if ('number' in leaf) return leaf.number;
    if ('name' in leaf) return before.length > 0 ? named(leaf.name) : eq`pi`;
    if ('read' in leaf) return now[leaf.read % now.length]!;
    return before.length > 0
      ? previous(before[leaf.previous % before.length]!, 1 + (leaf.previous % 3))
      : now[leaf.previous % now.length]!;
  });

/** What is large is brought down, or it would drown all else. */
function named(name: (typeof NAMES)[number]): Equation {
  if (name === 'year') return eq`year - 2026`;
  if (name === 'season') return eq`season / 10`;
  return { t: eq`t`, pi: eq`pi`, elapsed: eq`elapsed` }[name];
}

/** The quantity that a helper makes of two others, the first of which has a value before the first step. */
function helped(
  id: string,
  kind: (typeof HELPERS)[number],
  from: Variable | Stock,
  by: Quantity,
  count: number,
): Variable | Stock {
  const size = eq`0.1 + abs(${by})`;
  const over = steps;
  const unit = '-';
  switch (kind) {
    case 'smooth':
      return smooth(from, eq`(${size}) * 1 [step]`, { id });
    case 'delay':
      return variable(id, { unit, over, is: delay(from, eq`abs(${by}) * 1 [step]`, { max: 3 }) });
    case 'cumulative':
      return cumulative(
        variable(`${id}.flow`, { unit: '1/step', over, is: eq`${by} * 1 [1/step]` }),
        { id },
      );
    case 'walk':
      return randomWalk(id, { unit, opening: 1, by: normal({ mean: 0.1, sd: by }) });
    case 'geometric walk':
      return randomWalk(id, { unit, opening: 2, by: '0.5 to 1.5', geometric: true });
    case 'ar1':
      return ar1(id, { unit, mean: 0.3, persistence: 0.6, sd: eq`${size}` });
    case 'series':
      return series(id, { unit, values: Array.from({ length: count }, (_, t) => (t * 7) % 5) });
    case 'event': {
      const first = event(`${id}.first`, { p: 0.4 });
      return event(id, { given: [first], p: { yes: 0.2, no: 0.9 } });
    }
    case 'compound':
      return compound(id, { unit, over, count: eq`floor(abs(${by}))`, size: '1 to 3', max: 4 });
    default: {
      const [of, parameters] = DRAWS[kind]!;
      const given = Object.fromEntries(
        parameters.map((name, k) => [name, eq`${k + 1} * (${size})`]),
      );
      return input(id, { unit, over, distribution: (of as (given: object) => Drawn)(given) });
    }
  }
}

/** An expression over aggregates. */
const joining = (tree: Tree, parts: readonly Part[]): Equation =>
  write(tree, (leaf) => {
    if ('number' in leaf) return leaf.number;
    if ('name' in leaf) return eq`pi`;
    return parts[('read' in leaf ? leaf.read : leaf.previous) % parts.length]!;
  });

/** The model that a spec describes. */
export function randomModel(spec: ModelSpec): Model {
  const month = String(3 * spec.firstQuarter - 1).padStart(2, '0');
  const calendar = {
    day: () => daily(`2026-${month}-26`, spec.quarters),
    week: () => weekly(`2026-W${51 - spec.firstQuarter}`, spec.quarters),
    month: () => monthly(`2026-${month}`, spec.quarters),
    quarter: () => quarterly(`2026Q${spec.firstQuarter}`, spec.quarters),
    year: () => yearly(2025 + spec.firstQuarter, spec.quarters),
  }[spec.calendar]();
  const spans = [
    [annual, years] as const,
    ...(spec.calendar === 'quarter' || spec.calendar === 'year'
      ? []
      : [[byQuarter, quarters] as const]),
    ...(spec.calendar === 'day' || spec.calendar === 'week' ? [[byMonth, months] as const] : []),
  ];
  const factors = Array.from({ length: spec.factors }, (_, k) => factor(`f${k}`));
  const inputs = spec.inputs.map(({ distribution, quarterly: drawnOften, weights }, k) =>
    input(`x${k}`, {
      unit: '-',
      distribution: parseDistribution(distribution),
      ...(drawnOften ? { over: steps } : {}),
      loadings: weights.slice(0, factors.length).map((weight, j) => loading(factors[j]!, weight)),
    }),
  );
  const copulas = [undefined, steps].flatMap((over) => {
    const free = inputs.filter((one) => one.over === over && (one.loadings ?? []).length === 0);
    if (spec.copula === null || free.length < 2) return [];
    const { rank, df } = spec.copula;
    return [copula(`c${over ?? ''}`, { of: free, rank, ...(df === null ? {} : { df }) })];
  });
  const levers = spec.levers.map((value, k) => lever(`l${k}`, { unit: '-', value }));
  const fixed: Quantity[] = [...factors, ...inputs.filter(({ over }) => !over), ...levers];
  if (fixed.length === 0) fixed.push(lever('l', { unit: '-', value: 1.5 }));
  for (const [k, is] of spec.derived.entries())
    fixed.push(variable(`d${k}`, { unit: '-', is: equation(is, { now: [...fixed], before: [] }) }));

  const now: Quantity[] = [...fixed, ...inputs.filter(({ over }) => over)];
  const made: Quantity[] = [];
  const before = spec.variables.map((_, k) => () => made[k]!);
  for (const [k, { kind, is, opening }] of spec.variables.entries()) {
    const scope = { now: [...now], before };
    const first = equation(opening, { now: fixed, before: [] });
    const quantity =
      kind === 'stock'
        ? stock(`v${k}`, {
            unit: '-',
            over: steps,
            opening: first,
            change: eq`${equation(is, scope)} * 1 [1/step]`,
          })
        : variable(`v${k}`, {
            unit: '-',
            over: steps,
            opening: first,
            is: equation(is, scope),
          });
    made.push(quantity);
    now.push(quantity);
  }
  for (const [k, { kind, reads }] of spec.helpers.entries())
    now.push(
      helped(
        `h${k}`,
        kind,
        made[reads % made.length] as Variable | Stock,
        now[reads % now.length]!,
        spec.quarters,
      ),
    );
  const scope = { now, before };
  const periods = [...calendar.steps, ...calendar.years.map(({ label }) => label)];
  const outcomes = spec.outcomes.map((ending, k): Outcome => {
    if (ending.over === 'quarter')
      return outcome(`o${k}`, { unit: '-', over: steps, is: equation(ending.of, scope) });
    const parts = ending.of.map((of) => equation(of, scope));
    const [each, over] = spans[k % spans.length]!;
    const aggregated: Part[] =
      ending.over === 'year'
        ? [
            ...ending.aggregates.map((kind, j) => each[kind](parts[j % parts.length]!)),
            ...(each === annual ? [ratioOfSums(parts[0]!, parts.at(-1)!)] : []),
          ]
        : ending.aggregates.map(({ kind, window }, j) => {
            const when = window < 0 ? horizon : during(periods[window % periods.length]!);
            return when[kind](parts[j % parts.length]!);
          });
    if (ending.over === 'horizon') {
      // What was before changes from step to step, whatever the part is.
      const cash = eq`${parts[0]!} + ${previous(made[0]!)}`;
      aggregated.push(npv(cash, { rate: 0.08 }));
      if (spec.quarters > 1) aggregated.push(irr(cash));
    }
    return outcome(`o${k}`, {
      unit: '-',
      ...(ending.over === 'year' ? { over } : {}),
      is: joining(ending.joined, [...aggregated, ...aggregated, ...fixed]),
    });
  });
  return model('random', {
    title: 'Random',
    calendar,
    components: [
      component('all', 'Everything.', { factors, inputs, copulas, levers, made, outcomes }),
    ],
    dimensions: Array.from({ length: spec.dimensionsBefore }, (_, k) => `nobody${k}`),
  });
}

// Small numbers, and those at which arithmetic goes another way: zeros, the ends of the range, no
// number at all.
const number = fc.oneof(
  { weight: 24, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
  { weight: 16, arbitrary: fc.constantFrom(0, 1, 2, -1, 0.5, 3, 4, -2, 0.25) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(-0, 1e308, -1e308, 5e-324, 1e-310, 745, -746, 1e17, Infinity, NaN),
  },
);
// Without bias: fast-check prefers small numbers, and the first quantity would be read by
// everybody.
const pick = fc.noBias(fc.nat({ max: 30 }));
const leaf: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ read: pick }) },
  { weight: 3, arbitrary: fc.record({ previous: pick }) },
  { weight: 2, arbitrary: fc.record({ number }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom(...NAMES) }) },
);
const node = (arg: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  fc
    .oneof(
      { weight: 14, arbitrary: fc.constantFrom(...ARITHMETIC) },
      { weight: 12, arbitrary: fc.constantFrom(...SAFE) },
      { weight: 1, arbitrary: fc.constantFrom(...RISKY) },
    )
    .chain((op) =>
      fc
        .tuple(...Array.from({ length: operands(op) }, () => arg))
        .map((args): Tree => ({ op, args })),
    );
/**
 * An operation whose operand is an operation: what the machine computes at once, and what looks
 * like it.
 */
const pair = (arg: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> =>
  fc
    .record({
      outer: fc.constantFrom(...ARITHMETIC, 'min', 'max', 'if'),
      inner: fc.constantFrom(...ARITHMETIC, 'min', 'max', '<', '<=', '==', '>'),
      second: fc.boolean(),
      args: fc.tuple(arg, arg, arg, arg),
    })
    .map(({ outer, inner, second, args: [a, b, c, d] }): Tree => {
      const taken: Tree = { op: inner, args: [a, b] };
      if (outer === 'if') return { op: 'if', args: [taken, c, d] };
      return { op: outer, args: second ? [c, taken] : [taken, c] };
    });
const { tree, operation } = fc.letrec<{ tree: Tree; operation: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 2, arbitrary: leaf },
    { weight: 4, arbitrary: tie('operation') },
  ),
  operation: fc.oneof(node(tie('tree')), pair(tie('tree'))),
}));

/** The text of any distribution, now and then of one that reaches the ends of the range. */
export const anyText = fc.oneof(
  { weight: 6, arbitrary: continuous.map(({ text }) => text) },
  { weight: 3, arbitrary: stepped.map(({ text }) => text) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'normal(mean=0, sd=1e160)',
      'lognormal(p10=1e-200, p90=1e200)',
      'uniform(min=-1e300, max=1e300)',
      'triangular(min=0, mode=1, max=5)',
      'mixture(normal(mean=0, sd=1):0.5, point(3):0.25, uniform(min=5, max=6):0.25)',
    ),
  },
);

const weights = fc
  .array(fc.double({ min: -0.69, max: 0.69, noNaN: true }), { maxLength: 2 })
  .filter((all) => all.every((weight) => weight !== 0));

/** @param size  how many quantities of each kind at most */
export function modelSpec(size: number): fc.Arbitrary<ModelSpec> {
  const some = (arbitrary: fc.Arbitrary<Tree>) =>
    fc.array(arbitrary, { minLength: 1, maxLength: 3 });
  /** What is aggregated is now and then read elsewhere as well. */
  const aggregated = fc.oneof({ weight: 3, arbitrary: operation }, { weight: 2, arbitrary: leaf });
  const ending: fc.Arbitrary<Ending> = fc.oneof(
    fc.record({ over: fc.constant('quarter' as const), of: operation }),
    fc.record({
      over: fc.constant('year' as const),
      aggregates: fc.array(fc.constantFrom(...AGGREGATES), { minLength: 1, maxLength: 4 }),
      of: some(aggregated),
      joined: tree,
    }),
    fc.record({
      over: fc.constant('horizon' as const),
      aggregates: fc.array(
        fc.record({
          kind: fc.constantFrom(...AGGREGATES),
          window: fc.integer({ min: -8, max: 20 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      of: some(aggregated),
      joined: tree,
    }),
  );
  return fc.record({
    calendar: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
    firstQuarter: fc.integer({ min: 1, max: 4 }),
    quarters: fc.integer({ min: 1, max: 9 }),
    factors: fc.nat({ max: 2 }),
    inputs: fc.array(fc.record({ distribution: anyText, quarterly: fc.boolean(), weights }), {
      minLength: 1,
      maxLength: Math.min(size, 5),
    }),
    copula: fc.option(
      fc.record({
        rank: fc.double({ min: 0, max: 0.95, noNaN: true }),
        df: fc.option(fc.constantFrom(1, 3, 30)),
      }),
    ),
    levers: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 2 }),
    derived: fc.array(tree, { maxLength: Math.ceil(size / 2) }),
    variables: fc.array(
      fc.record({
        kind: fc.constantFrom('variable' as const, 'variable' as const, 'stock' as const),
        is: operation,
        opening: tree,
      }),
      { minLength: 1, maxLength: size },
    ),
    helpers: fc.array(fc.record({ kind: fc.constantFrom(...HELPERS), reads: pick }), {
      minLength: 1,
      maxLength: size,
    }),
    outcomes: fc.array(ending, { minLength: 1, maxLength: size }),
    dimensionsBefore: fc.constantFrom(0, 0, 3, 1020),
  });
}

/** How a model is run: few trials, but never a round number of chunks or blocks. */
export interface RunSpec {
  readonly design: Design;
  readonly seed: string;
  readonly trials: number;
  readonly replicates: number;
  readonly blockSize: number;
}

export function runSpec(mostTrials: number): fc.Arbitrary<RunSpec> {
  return fc.record({
    design: fc.constantFrom(...DESIGNS),
    seed: fc.nat({ max: 1000 }).map(String),
    trials: fc.integer({ min: 1, max: mostTrials }),
    replicates: fc.constantFrom(1, 2, 3, 16),
    blockSize: fc.constantFrom(4096, 4096, 100, 33),
  });
}
