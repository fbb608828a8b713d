/**
 * Random models through the public surface, and random ways of running them, for laws about the
 * machine.
 */

import fc from 'fast-check';
import {
  annual,
  byQuarter,
  component,
  copula,
  during,
  eq,
  factor,
  horizon,
  input,
  lever,
  loading,
  type Model,
  model,
  monthly,
  type Outcome,
  outcome,
  parseDistribution,
  previous,
  type Quantity,
  quarterly,
  quarters,
  ratioOfSums,
  steps,
  stock,
  variable,
  years,
} from '../../src/index.ts';
import type { Equation, Part } from '../../src/language/declaration.ts';
import { OPERATIONS, WORDS } from '../../src/language/operations/index.ts';
import { type Maker, meaning } from '../../src/language/operations/meaning.ts';
import type { Word } from '../../src/language/operations/word.ts';
import { DESIGNS, type Design } from '../../src/random/designs.ts';
import { continuous, stepped } from '../distributions/arbitrary.ts';

/** An expression as plain data, so that a counterexample can be read and made smaller. */
export type Tree =
  | { readonly number: number }
  | { readonly name: 't' | 'pi' }
  /** One of the quantities that may be read here, counted round. */
  | { readonly read: number }
  /** Last quarter's value of one of the variables and stocks, also of later ones. */
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

export interface ModelSpec {
  readonly firstQuarter: number;
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
};
const ARITHMETIC = ['+', '-', '*', '/', 'divide by a size'];
/** Those that often give no number. Few of them, or hardly a number would reach an outcome. */
const RISKY = ['^', 'exp', ...WORDS.filter(failsBelowZero).map(keyOf)];
const SAFE = Object.keys(OPERATORS).filter((op) => !RISKY.includes(op));

function failsBelowZero(word: Word): boolean {
  const numbers = word.operands.map((_, k) => -2.5 - k);
  return word.form === 'function' && Number.isNaN(meaning(word, numbers, NUMBERS));
}

const operands = (op: string): number => OPERATORS[op]!.split('#').length - 1;

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
    if ('name' in leaf) return leaf.name === 't' && before.length > 0 ? eq`t` : eq`pi`;
    if ('read' in leaf) return now[leaf.read % now.length]!;
    return before.length > 0
      ? previous(before[leaf.previous % before.length]!)
      : now[leaf.previous % now.length]!;
  });

/** An expression over aggregates. */
const joining = (tree: Tree, parts: readonly Part[]): Equation =>
  write(tree, (leaf) => {
    if ('number' in leaf) return leaf.number;
    if ('name' in leaf) return eq`pi`;
    return parts[('read' in leaf ? leaf.read : leaf.previous) % parts.length]!;
  });

/** The model that a spec describes. */
export function randomModel(spec: ModelSpec): Model {
  const byMonths = spec.quarters % 2 === 0;
  const calendar = byMonths
    ? monthly(`2026-0${3 * spec.firstQuarter - 1}`.replace(/0(?=1\d)/, ''), spec.quarters)
    : quarterly(`2026Q${spec.firstQuarter}`, spec.quarters);
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
  const scope = { now, before };
  const periods = [...calendar.steps, ...calendar.years.map(({ label }) => label)];
  const outcomes = spec.outcomes.map((ending, k): Outcome => {
    if (ending.over === 'quarter')
      return outcome(`o${k}`, { unit: '-', over: steps, is: equation(ending.of, scope) });
    const parts = ending.of.map((of) => equation(of, scope));
    const each = byMonths && k % 2 === 0 ? byQuarter : annual;
    const aggregated: Part[] =
      ending.over === 'year'
        ? [
            ...ending.aggregates.map((kind, j) => each[kind](parts[j % parts.length]!)),
            ...(each === annual ? [ratioOfSums(parts[0]!, parts.at(-1)!)] : []),
          ]
        : ending.aggregates.map(({ kind, window }, j) => {
            const over = window < 0 ? horizon : during(periods[window % periods.length]!);
            return over[kind](parts[j % parts.length]!);
          });
    return outcome(`o${k}`, {
      unit: '-',
      ...(ending.over === 'year' ? { over: each === annual ? years : quarters } : {}),
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
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom('t' as const, 'pi' as const) }) },
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
