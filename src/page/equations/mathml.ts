/**
 * An equation as MathML: fractions, powers, cases, sums over the quarters of a period. The symbols
 * are ids, each with its quarter where it has one, and whoever calls says what a symbol leads to.
 */

import { LEVELS, type Syntax } from '../../language/syntax.ts';
import { significant } from '../../stats/round.ts';
import { escaped } from '../../text/escaped.ts';
import type { Leaf } from './read.ts';

/** What of a page the drawing of an equation needs. */
export interface Setting {
  /** HTML of a symbol: its id, perhaps with a link. */
  symbol(id: string): string;
  /** Whether it has a value each quarter. */
  isQuarterly(id: string): boolean;
  readonly words: MathWords;
}

interface MathWords {
  readonly otherwise: string;
  readonly ifCase: string;
  readonly each: Readonly<Record<'year' | 'quarter' | 'month', string>>;
  readonly horizon: string;
  /** `2026`, of what is over the quarters of a named year or quarter. */
  during(label: string): string;
  readonly aggregates: Readonly<Record<'mean' | 'first' | 'last' | 'min' | 'max', string>>;
}

/** `x = tree`, on a line of its own. */
export function equationMathml(
  left: string,
  tree: Syntax<Leaf>,
  setting: Setting,
  quarterly = setting.isQuarterly(left),
): string {
  const self = { ...setting, self: left };
  return block(row(symbol(left, quarterly ? 't' : '', setting), mo('='), drawn(tree, self)));
}

/** What a quantity is before the first quarter. */
export function openingMathml(left: string, tree: Syntax<Leaf>, setting: Setting): string {
  const self = { ...setting, self: left };
  return block(row(symbol(left, '0', setting), mo('='), drawn(tree, self)));
}

/** The quantity whose equation it is, which bare `previous` is the last value of. */
type Inside = Setting & { readonly self: string };

function drawn(tree: Syntax<Leaf>, inside: Inside): string {
  switch (tree.kind) {
    case 'number':
      return withUnit(mn(tree.value), tree.unit);
    case 'name':
      return named(tree.name, inside);
    case 'leaf':
      return tree.leaf.kind === 'written'
        ? mtext(tree.leaf.text)
        : symbol(tree.leaf.id, inside.isQuarterly(tree.leaf.id) ? 't' : '', inside);
    case 'prefix':
      return row(
        mo(tree.operator === 'not' ? '¬' : '−'),
        guarded(tree.of, levelOf(tree), inside, true),
      );
    case 'infix':
      return infix(tree, inside);
    case 'call':
      return called(tree.name, tree.args, inside);
  }
}

function named(name: string, inside: Inside): string {
  if (name === 'previous') return symbol(inside.self, 't−1', inside);
  return mi(name === 'pi' ? 'π' : name);
}

/** Loosest first, as the grammar has them. */
const ORDER = Object.keys(LEVELS) as (keyof typeof LEVELS)[];
const LEVEL_OF: ReadonlyMap<string, number> = new Map(
  ORDER.flatMap((level, k) =>
    level === 'sign' || level === 'not' ? [] : LEVELS[level].map((sign) => [sign, k] as const),
  ),
);
/** Of what needs no brackets anywhere, and of what needs them everywhere. */
const TIGHT = ORDER.length;
const LOOSE = -1;

function levelOf(tree: Syntax<Leaf>): number {
  if (tree.kind === 'infix')
    return tree.operator === '/' ? TIGHT : (LEVEL_OF.get(tree.operator) ?? TIGHT);
  if (tree.kind === 'prefix') return ORDER.indexOf(tree.operator === 'not' ? 'not' : 'sign');
  if (tree.kind !== 'call') return TIGHT;
  // Where a sum over quarters or a table of cases ends cannot be seen.
  if (tree.name === 'if' || isScope(tree.args[1])) return LOOSE;
  return tree.name === 'exp' ? ORDER.indexOf('power') : TIGHT;
}

/** In brackets where it is looser than what it stands in; or as loose, where `strict`. */
function guarded(tree: Syntax<Leaf>, level: number, inside: Inside, strict = false): string {
  const own = levelOf(tree);
  return own < level || (strict && own === level)
    ? bracketed(drawn(tree, inside))
    : drawn(tree, inside);
}

const SIGNS: Readonly<Record<string, string>> = {
  '*': '·',
  '-': '−',
  '<=': '≤',
  '>=': '≥',
  '==': '=',
  '!=': '≠',
  and: '∧',
  or: '∨',
};

/** Signs that do not care how operands are put together. */
const ASSOCIATIVE: ReadonlySet<string> = new Set(['+', '*', 'and', 'or']);

function infix(
  { operator, left, right }: Extract<Syntax<Leaf>, { kind: 'infix' }>,
  inside: Inside,
): string {
  if (operator === '/')
    return `<mfrac>${one(drawn(left, inside))}${one(drawn(right, inside))}</mfrac>`;
  if (operator === '^') {
    // A fraction is no base without brackets, though it is elsewhere.
    const isFraction = left.kind === 'infix' && left.operator === '/';
    const base = isFraction ? bracketed(drawn(left, inside)) : guarded(left, TIGHT, inside);
    return `<msup>${one(base)}${one(drawn(right, inside))}</msup>`;
  }
  const level = LEVEL_OF.get(operator) ?? TIGHT;
  return row(
    guarded(left, level, inside),
    mo(SIGNS[operator] ?? operator),
    right.kind === 'prefix'
      ? bracketed(drawn(right, inside))
      : guarded(right, level, inside, !ASSOCIATIVE.has(operator)),
  );
}

const AROUND: Readonly<Record<string, readonly [string, string]>> = {
  abs: ['|', '|'],
  floor: ['⌊', '⌋'],
  ceil: ['⌈', '⌉'],
};

function called(name: string, args: readonly Syntax<Leaf>[], inside: Inside): string {
  const [first, second] = args;
  if (name === 'if' && args.length === 3) return cases(args, inside);
  if (name === 'previous') return lagged(first, second, inside);
  if (isScope(second) && args.length === 2) return aggregated(name, first, second, inside);
  if (name === 'sqrt') return `<msqrt>${drawn(first, inside)}</msqrt>`;
  if (name === 'exp') return `<msup>${mi('e')}${one(drawn(first, inside))}</msup>`;
  const around = AROUND[name];
  if (around !== undefined) return one(mo(around[0]), drawn(first, inside), mo(around[1]));
  const list = args.flatMap((arg, k) => [...(k === 0 ? [] : [mo(',')]), drawn(arg, inside)]);
  return row(mi(name), bracketed(list.join('')));
}

/** A chain of choices is one table with a row a case, and a line at its left. */
function cases(args: readonly Syntax<Leaf>[], inside: Inside): string {
  const rows: string[] = [];
  let [condition, then, otherwise] = args;
  for (;;) {
    rows.push(
      `<mtr><mtd>${drawn(then, inside)}</mtd><mtd>${mtext(`${inside.words.ifCase}\u00A0`)}${drawn(condition, inside)}</mtd></mtr>`,
    );
    if (otherwise.kind !== 'call' || otherwise.name !== 'if' || otherwise.args.length !== 3) break;
    [condition, then, otherwise] = otherwise.args;
  }
  rows.push(
    `<mtr><mtd>${drawn(otherwise, inside)}</mtd><mtd>${mtext(inside.words.otherwise)}</mtd></mtr>`,
  );
  return `<mtable>${rows.join('')}</mtable>`;
}

function lagged(of: Syntax<Leaf>, lag: Syntax<Leaf> | undefined, inside: Inside): string {
  const quarters = lag?.kind === 'number' ? lag.value : 1;
  const id = of.kind === 'leaf' && of.leaf.kind === 'quantity' ? of.leaf.id : inside.self;
  return symbol(id, `t−${quarters}`, inside);
}

const SCOPES: ReadonlySet<string> = new Set(['year', 'quarter', 'month', 'horizon']);

/** `year`, `quarter`, `month`, `horizon` or `during 2026`, behind what is put together over it. */
function isScope(tree: Syntax<Leaf> | undefined): tree is Syntax<Leaf> {
  if (tree?.kind === 'name') return SCOPES.has(tree.name);
  return tree?.kind === 'leaf' && tree.leaf.kind === 'written';
}

function aggregated(name: string, of: Syntax<Leaf>, scope: Syntax<Leaf>, inside: Inside): string {
  const { words } = inside;
  const over =
    scope.kind === 'leaf' && scope.leaf.kind === 'written'
      ? words.during(scope.leaf.text.replace(/^during /, ''))
      : scope.kind === 'name' && scope.name !== 'horizon'
        ? words.each[scope.name as keyof MathWords['each']]
        : words.horizon;
  const head =
    name === 'sum' ? mo('∑') : mi(words.aggregates[name as keyof MathWords['aggregates']] ?? name);
  const below = one(mi('t'), mo('∈'), mtext(over));
  return row(`<munder>${head}${below}</munder>`, guarded(of, LEVEL_OF.get('*') ?? TIGHT, inside));
}

function symbol(id: string, index: string, setting: Setting): string {
  const drawn = `<mtext>${setting.symbol(id)}</mtext>`;
  return index === '' ? drawn : `<msub>${drawn}<mi>${index}</mi></msub>`;
}

function withUnit(number: string, unit: string | undefined): string {
  if (unit === undefined || unit === '' || unit === '-' || unit === '1') return number;
  return row(number, `<mtext class="unit">\u00A0${escaped(unit)}</mtext>`);
}

/** Signs and operands in a row. Whoever wants one element of them makes it with `one`. */
const row = (...parts: readonly string[]): string => parts.join('');
const one = (...parts: readonly string[]): string => `<mrow>${parts.join('')}</mrow>`;
/** Around what they enclose, brackets are as high as that. */
const bracketed = (inner: string): string => one(mo('('), inner, mo(')'));
const mo = (sign: string): string => `<mo>${escaped(sign)}</mo>`;
const mi = (name: string): string => `<mi>${escaped(name)}</mi>`;
const mtext = (text: string): string => `<mtext>${escaped(text)}</mtext>`;
const mn = (value: number): string => `<mn>${significant(value, 15)}</mn>`;
const block = (inner: string): string => `<math display="block">${inner}</math>`;
