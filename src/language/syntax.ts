/** The syntax tree of an equation or a condition, and the operators that it knows. */

/** @template Leaf  what stands for a quantity */
export type Syntax<Leaf> =
  | { readonly kind: 'number'; readonly value: number; readonly unit?: string; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'leaf'; readonly leaf: Leaf; readonly at: number }
  | {
      readonly kind: 'prefix';
      readonly operator: Prefix;
      readonly of: Syntax<Leaf>;
      readonly at: number;
    }
  | {
      readonly kind: 'infix';
      readonly operator: Infix;
      readonly left: Syntax<Leaf>;
      readonly right: Syntax<Leaf>;
      readonly at: number;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Syntax<Leaf>[];
      readonly at: number;
    };

/** Operators by level, loosest first. `not` and `sign` take one operand, the others two. */
export const LEVELS = {
  or: ['or'],
  and: ['and'],
  not: ['not'],
  comparison: ['<', '<=', '>', '>=', '==', '!='],
  sum: ['+', '-'],
  product: ['*', '/'],
  sign: ['-'],
  power: ['^'],
} as const;

export const PREFIX_OPERATORS = [...LEVELS.not, ...LEVELS.sign] as const;
export const INFIX_OPERATORS = [
  ...LEVELS.or,
  ...LEVELS.and,
  ...LEVELS.comparison,
  ...LEVELS.sum,
  ...LEVELS.product,
  ...LEVELS.power,
] as const;
export type Prefix = (typeof PREFIX_OPERATORS)[number];
export type Infix = (typeof INFIX_OPERATORS)[number];

/** A tree as text again, every operation in brackets, short enough for a message. */
export function syntaxText<Leaf>(tree: Syntax<Leaf>, leafText: (leaf: Leaf) => string): string {
  const text = full(tree, leafText, MOST_LEVELS);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** More than any text of sixty characters has. */
const MOST_LEVELS = 60;

function full<Leaf>(tree: Syntax<Leaf>, leafText: (leaf: Leaf) => string, levels: number): string {
  if (levels === 0) return '...';
  const text = (part: Syntax<Leaf>): string => full(part, leafText, levels - 1);
  switch (tree.kind) {
    case 'number':
      return tree.unit === undefined ? String(tree.value) : `${tree.value} [${tree.unit}]`;
    case 'name':
      return tree.name;
    case 'leaf':
      return leafText(tree.leaf);
    case 'prefix':
      return tree.operator === 'not' ? `not(${text(tree.of)})` : `${tree.operator}${text(tree.of)}`;
    case 'infix':
      return `(${text(tree.left)} ${tree.operator} ${text(tree.right)})`;
    case 'call':
      return `${tree.name}(${tree.args.map(text).join(', ')})`;
  }
}
