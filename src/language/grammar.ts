/** The text of an equation to a syntax tree. The whole grammar is on this page. */

import type { Equation, Part } from './equation.ts';
import type { Quantity } from './quantity.ts';

export type Syntax =
  | { readonly kind: 'number'; readonly value: number; readonly unit?: string; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'part'; readonly part: Part; readonly at: number }
  | { readonly kind: 'negate'; readonly of: Syntax; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Syntax;
      readonly right: Syntax;
      readonly at: number;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Syntax[];
      readonly at: number;
    };

/** A fault in the text of an equation, with its place in `rendered`. */
export class EquationError extends Error {
  override readonly name = 'EquationError';

  constructor(
    readonly what: string,
    readonly rendered: string,
    readonly at: number,
  ) {
    super(`${what}\n${pointAt(rendered, at)}`);
  }
}

/** The line of `rendered` that holds position `at`, with a caret under it. */
export function pointAt(rendered: string, at: number): string {
  const start = rendered.lastIndexOf('\n', at - 1) + 1;
  const end = rendered.indexOf('\n', at);
  const line = rendered.slice(start, end < 0 ? undefined : end);
  const indent = /^\s*/.exec(line)![0].length;
  return `    ${line.trim()}\n    ${' '.repeat(Math.max(0, at - start - indent))}^`;
}

/** How a part reads in messages and printed equations; what is no part is described. */
export function partText(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'function') return isPreviousItself(part) ? 'previous' : 'a function';
  if (typeof part !== 'object' || part === null) {
    return part === null ? 'nothing' : String(part) || 'an empty text';
  }
  switch (part.kind) {
    case 'equation':
      return `(${equationText(part)})`;
    case 'previous': {
      const of = typeof part.of === 'function' ? part.of() : part.of;
      return `previous(${of?.id ?? '?'})`;
    }
    case 'aggregate': {
      const scope = part.scope.kind === 'labelled' ? `during ${part.scope.label}` : part.scope.kind;
      return `${part.aggregate}(${partText(part.of).replace(/^\((.*)\)$/, '$1')}, ${scope})`;
    }
    default:
      return isQuantity(part) ? part.id : describeOther(part);
  }
}

/**
 * Whether a function that stands in an equation is `previous` itself, the last value of the stock
 * around it.
 */
export function isPreviousItself(part: unknown): boolean {
  return typeof part === 'function' && part.name === 'previous';
}

const QUANTITIES = new Set([
  'input',
  'lever',
  'constant',
  'factor',
  'forward',
  'variable',
  'stock',
]);

export function isQuantity(value: unknown): value is Quantity {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id } = value as { kind?: unknown; id?: unknown };
  return typeof id === 'string' && QUANTITIES.has(String(kind));
}

function describeOther(value: object): string {
  if (Array.isArray(value)) return 'a list';
  const { kind, family } = value as { kind?: unknown; family?: unknown };
  if (typeof kind === 'string') return `the ${kind} ${(value as { id?: string }).id ?? ''}`.trim();
  return typeof family === 'string' ? `the distribution ${family}` : 'a record';
}

/** The equation with its handles by id, on one line. */
export function equationText(equation: Equation): string {
  return render(equation).text.replace(/\s+/g, ' ').trim();
}

/** The equation as written, with its handles by id; places in messages count in this text. */
export function renderedText(equation: Equation): string {
  return render(equation).text;
}

interface Rendered {
  readonly text: string;
  /** Where each part stands. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

function render({ strings, parts }: Equation): Rendered {
  let text = strings[0] ?? '';
  const spans = parts.map((part, k) => {
    const from = text.length;
    text += partText(part);
    const to = text.length;
    text += strings[k + 1] ?? '';
    return { from, to };
  });
  return { text, spans };
}

type Token =
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly unit?: string;
      readonly at: number;
      readonly end: number;
    }
  | {
      readonly kind: 'word' | 'symbol';
      readonly text: string;
      readonly at: number;
      readonly end: number;
    }
  | { readonly kind: 'part'; readonly part: Part; readonly at: number; readonly end: number }
  | { readonly kind: 'end'; readonly at: number; readonly end: number };

/** @throws EquationError with the place of the first fault */
export function parseEquation(equation: Equation): Syntax {
  return new Parser(equation).parse();
}

/** Levels of brackets, signs and calls. */
const MOST_DEPTH = 200;
/** Terms of a sum, or of another chain, each of which is one level of the tree. */
const MOST_TERMS = 2500;

class Parser {
  private depth = 0;
  private readonly rendered: Rendered;
  private readonly tokens: Token[];
  private next = 0;

  constructor(equation: Equation) {
    this.rendered = render(equation);
    this.tokens = this.tokenize(equation);
  }

  parse(): Syntax {
    const tree = this.or();
    const left = this.peek();
    if (left.kind !== 'end') {
      const joined = left.kind === 'part' || left.kind === 'number' || left.kind === 'word';
      this.fail(
        joined ? 'expected an operator before this' : 'expected an operator or the end',
        left.at,
      );
    }
    return tree;
  }

  private or(): Syntax {
    return this.deeper(() => this.chain(['or'], () => this.and()));
  }

  /** What reads a tree goes as deep as the tree does, so it cannot be of any depth. */
  private deeper(read: () => Syntax): Syntax {
    const { at } = this.peek();
    if (++this.depth > MOST_DEPTH)
      this.fail(`the equation is nested more than ${MOST_DEPTH} deep; give parts of it names`, at);
    const tree = read();
    this.depth--;
    return tree;
  }

  private and(): Syntax {
    return this.chain(['and'], () => this.not());
  }

  private not(): Syntax {
    const at = this.peek().at;
    if (this.take('not'))
      return { kind: 'call', name: 'not', args: [this.deeper(() => this.not())], at };
    return this.comparison();
  }

  private comparison(): Syntax {
    const operators = ['<=', '>=', '==', '!=', '<', '>'];
    const left = this.sum();
    const at = this.peek().at;
    const operator = this.takeOne(operators);
    if (operator === undefined) return left;
    const tree: Syntax = { kind: 'binary', operator, left, right: this.sum(), at };
    const again = this.peek();
    if ('text' in again && operators.includes(again.text)) {
      this.fail('comparisons do not chain: join two of them with `and`', again.at);
    }
    return tree;
  }

  private sum(): Syntax {
    return this.chain(['+', '-'], () => this.product());
  }

  private product(): Syntax {
    return this.chain(['*', '/'], () => this.unary());
  }

  private unary(): Syntax {
    const at = this.peek().at;
    if (this.take('-')) return { kind: 'negate', of: this.deeper(() => this.unary()), at };
    return this.power();
  }

  private power(): Syntax {
    const left = this.primary();
    const at = this.peek().at;
    // Right-associative, and a sign may stand in the exponent.
    if (this.take('^'))
      return { kind: 'binary', operator: '^', left, right: this.deeper(() => this.unary()), at };
    return left;
  }

  private primary(): Syntax {
    const token = this.tokens[this.next++];
    if (token.kind === 'number') {
      const { value, unit, at } = token;
      return unit === undefined
        ? { kind: 'number', value, at }
        : { kind: 'number', value, unit, at };
    }
    if (token.kind === 'part') return { kind: 'part', part: token.part, at: token.at };
    if (token.kind === 'word') {
      if (!this.take('(')) return { kind: 'name', name: token.text, at: token.at };
      const args: Syntax[] = [];
      if (!this.take(')')) {
        do args.push(this.or());
        while (this.take(','));
        if (!this.take(')')) this.fail('expected , or ) here', this.peek().at);
      }
      return { kind: 'call', name: token.text, args, at: token.at };
    }
    if (token.kind === 'symbol' && token.text === '(') {
      const inner = this.or();
      if (!this.take(')')) this.fail('expected ) here', this.peek().at);
      return inner;
    }
    if (token.kind === 'end') return this.fail('the equation ends too early', token.at);
    return this.fail(`expected a quantity or a number, found "${token.text}"`, token.at);
  }

  private chain(operators: readonly string[], operand: () => Syntax): Syntax {
    let left = operand();
    for (let terms = 1; ; terms++) {
      const at = this.peek().at;
      const operator = this.takeOne(operators);
      if (operator === undefined) return left;
      if (terms >= MOST_TERMS)
        this.fail(`more than ${MOST_TERMS} terms stand in a row; give parts of them names`, at);
      left = { kind: 'binary', operator, left, right: operand(), at };
    }
  }

  private peek(): Token {
    return this.tokens[this.next];
  }

  private take(text: string): boolean {
    return this.takeOne([text]) !== undefined;
  }

  private takeOne(texts: readonly string[]): string | undefined {
    const token = this.peek();
    if (!('text' in token) || !texts.includes(token.text)) return undefined;
    this.next++;
    return token.text;
  }

  private tokenize({ parts }: Equation): Token[] {
    const { text, spans } = this.rendered;
    const tokens: Token[] = [];
    let at = 0;
    let part = 0;
    while (at < text.length) {
      const span = spans[part];
      if (span && at === span.from && span.to > span.from) {
        tokens.push({ kind: 'part', part: parts[part], at, end: span.to });
        at = span.to;
        part++;
        continue;
      }
      const rest = text.slice(at, span ? span.from : undefined);
      const blank = /^\s+/.exec(rest);
      if (blank) {
        at += blank[0].length;
        continue;
      }
      const number = /^(\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/.exec(rest);
      if (number) {
        const unit = /^\s*\[([^\]]*)\]/.exec(rest.slice(number[0].length));
        const end = at + number[0].length + (unit ? unit[0].length : 0);
        const value = Number(number[0]);
        tokens.push(
          unit
            ? { kind: 'number', value, unit: unit[1], at, end }
            : { kind: 'number', value, at, end },
        );
        at = end;
        continue;
      }
      const word = /^[A-Za-z_][A-Za-z0-9_]*/.exec(rest);
      const symbol = word ? null : /^(<=|>=|==|!=|[-+*/^()<>,])/.exec(rest);
      const found = word?.[0] ?? symbol?.[0];
      if (found === undefined) return this.fail(`"${rest[0]}" means nothing here`, at);
      tokens.push({ kind: word ? 'word' : 'symbol', text: found, at, end: at + found.length });
      at += found.length;
    }
    tokens.push({ kind: 'end', at: text.trimEnd().length, end: text.length });
    return tokens;
  }

  private fail(what: string, at: number): never {
    throw new EquationError(what, this.rendered.text, at);
  }
}
