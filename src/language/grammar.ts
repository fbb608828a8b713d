/** The text of an equation or a condition to a syntax tree. The whole grammar is on this page. */

import type { Equation, Part } from './declaration.ts';
import { render } from './equation-text.ts';
import { type Infix, LEVELS, type Prefix, type Syntax } from './syntax.ts';
import { type Token, tokenize } from './tokens.ts';

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

/** Of a longer line the part around the place is shown. */
const MOST_SHOWN = 160;

/** The line of `rendered` that holds position `at`, with a caret under it. */
export function pointAt(rendered: string, at: number): string {
  const start = rendered.lastIndexOf('\n', at - 1) + 1;
  const end = rendered.indexOf('\n', at);
  const whole = rendered.slice(start, end < 0 ? undefined : end);
  const indent = whole.length - whole.trimStart().length;
  const [line, place] = [whole.trim(), Math.max(0, at - start - indent)];
  const from = line.length > MOST_SHOWN ? Math.max(0, place - MOST_SHOWN / 2) : 0;
  const to = line.length > MOST_SHOWN ? from + MOST_SHOWN : line.length;
  const [before, after] = [from > 0 ? '...' : '', to < line.length ? '...' : ''];
  const shown = `${before}${line.slice(from, to)}${after}`;
  return `    ${shown}\n    ${' '.repeat(before.length + place - from)}^`;
}

/** @throws EquationError with the place of the first fault */
export function parseEquation(equation: Equation): Syntax<Part> {
  const { text, spans } = render(equation);
  let next = 0;
  const leafAt = (at: number) => {
    if (at !== spans[next]?.from) return undefined;
    const leaf = equation.parts[next];
    const end = spans[next++].to;
    // A number has the unit in brackets behind it, as one that is written has.
    const unit = typeof leaf === 'number' && /^\s*\[([^\]]*)\]/.exec(text.slice(end, limit()));
    return unit ? { value: leaf, unit: unit[1], end: end + unit[0].length } : { leaf, end };
  };
  const limit = () => spans[next]?.from ?? text.length;
  return parse(text, tokenize({ text, leafAt, limit }), 'equation', MOST_TERMS_OF_AN_EQUATION);
}

/**
 * @param text    of which the tokens are
 * @param called  what the text is, in messages
 * @param most    terms in a row, each of which is one level of the tree
 * @throws EquationError with the place of the first fault
 */
export function parse<Leaf>(
  text: string,
  tokens: readonly Token<Leaf>[],
  called = 'equation',
  most = MOST_TERMS,
): Syntax<Leaf> {
  return new Parser(text, tokens, called, most).parse();
}

/** Levels of brackets, signs and calls. */
const MOST_DEPTH = 200;
/** What reads conditions calls itself for every term. */
const MOST_TERMS = 2500;
/** What reads equations does not. */
const MOST_TERMS_OF_AN_EQUATION = 100_000;

/** What signs of other languages are here. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['=', '; equality is written a == b'],
  ['?', '; a choice is written if(condition, a, b)'],
  [':', '; a choice is written if(condition, a, b)'],
  ['&', '; both hold is written a and b'],
  ['|', '; one holds is written a or b'],
  ['!', '; negation is written not a'],
  ['[', '; a unit stands behind a number, as in 15 [year]'],
  ['%', '; percent is a unit, as in 5 [%], and a remainder is mod(a, b)'],
]);

class Parser<Leaf> {
  private depth = 0;
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token<Leaf>[],
    private readonly called: string,
    private readonly most: number,
  ) {}

  parse(): Syntax<Leaf> {
    for (const token of this.tokens)
      if (token.kind === 'unknown')
        this.fail(`"${token.text}" means nothing here${INSTEAD.get(token.text) ?? ''}`, token.at);
    const tree = this.or();
    const left = this.peek();
    if (left.kind !== 'end') {
      const joined = left.kind === 'leaf' || left.kind === 'number' || left.kind === 'word';
      this.fail(
        joined ? 'expected an operator before this' : 'expected an operator or the end',
        left.at,
      );
    }
    return tree;
  }

  private or(): Syntax<Leaf> {
    return this.deeper(() => this.chain(LEVELS.or, () => this.and()));
  }

  /** What reads a tree goes as deep as the tree does, so it cannot be of any depth. */
  private deeper(read: () => Syntax<Leaf>): Syntax<Leaf> {
    const { at } = this.peek();
    if (++this.depth > MOST_DEPTH)
      this.fail(
        `the ${this.called} is nested more than ${MOST_DEPTH} deep; give parts of it names`,
        at,
      );
    const tree = read();
    this.depth--;
    return tree;
  }

  private and(): Syntax<Leaf> {
    return this.chain(LEVELS.and, () => this.not());
  }

  private not(): Syntax<Leaf> {
    return this.prefix(
      LEVELS.not,
      () => this.not(),
      () => this.comparison(),
    );
  }

  private comparison(): Syntax<Leaf> {
    const left = this.sum();
    const at = this.peek().at;
    const operator = this.takeOne(LEVELS.comparison);
    if (operator === undefined) return left;
    const tree: Syntax<Leaf> = { kind: 'infix', operator, left, right: this.sum(), at };
    const again = this.peek();
    if (this.takeOne(LEVELS.comparison) !== undefined) {
      this.fail('comparisons do not chain: join two of them with `and`', again.at);
    }
    return tree;
  }

  private sum(): Syntax<Leaf> {
    return this.chain(LEVELS.sum, () => this.product());
  }

  private product(): Syntax<Leaf> {
    return this.chain(LEVELS.product, () => this.sign());
  }

  private sign(): Syntax<Leaf> {
    return this.prefix(
      LEVELS.sign,
      () => this.sign(),
      () => this.power(),
    );
  }

  private power(): Syntax<Leaf> {
    const left = this.primary();
    const at = this.peek().at;
    const operator = this.takeOne(LEVELS.power);
    // From the right, and a sign may stand in the exponent.
    if (operator === undefined) return left;
    return { kind: 'infix', operator, left, right: this.deeper(() => this.sign()), at };
  }

  private primary(): Syntax<Leaf> {
    const token = this.tokens[this.next++];
    switch (token.kind) {
      case 'number':
      case 'leaf':
        return token;
      case 'word':
        return this.take('(')
          ? { kind: 'call', name: token.text, args: this.args(), at: token.at }
          : { kind: 'name', name: token.text, at: token.at };
      case 'end':
        return this.fail(`the ${this.called} ends too early`, token.at);
      default: {
        if (token.text !== '(')
          return this.fail(`expected a quantity or a number, found "${token.text}"`, token.at);
        const inner = this.or();
        if (!this.take(')')) this.fail('expected ) here', this.peek().at);
        return inner;
      }
    }
  }

  /** What stands in the brackets of a call, the first of which is behind us. */
  private args(): Syntax<Leaf>[] {
    const args: Syntax<Leaf>[] = [];
    if (this.take(')')) return args;
    do args.push(this.or());
    while (this.take(','));
    if (!this.take(')')) this.fail('expected , or ) here', this.peek().at);
    return args;
  }

  private prefix(
    operators: readonly Prefix[],
    again: () => Syntax<Leaf>,
    operand: () => Syntax<Leaf>,
  ): Syntax<Leaf> {
    const { at } = this.peek();
    const operator = this.takeOne(operators);
    if (operator === undefined) return operand();
    return { kind: 'prefix', operator, of: this.deeper(again), at };
  }

  private chain(operators: readonly Infix[], operand: () => Syntax<Leaf>): Syntax<Leaf> {
    let left = operand();
    for (let terms = 1; ; terms++) {
      const { at } = this.peek();
      const operator = this.takeOne(operators);
      if (operator === undefined) return left;
      if (terms >= this.most)
        this.fail(`more than ${this.most} terms stand in a row; give parts of them names`, at);
      left = { kind: 'infix', operator, left, right: operand(), at };
    }
  }

  private peek(): Token<Leaf> {
    return this.tokens[this.next];
  }

  private take(text: string): boolean {
    return this.takeOne([text]) !== undefined;
  }

  private takeOne<Text extends string>(texts: readonly Text[]): Text | undefined {
    const token = this.peek();
    if (!('text' in token)) return undefined;
    const taken = texts.find((text) => text === token.text);
    if (taken !== undefined) this.next++;
    return taken;
  }

  private fail(what: string, at: number): never {
    throw new EquationError(what, this.text, at);
  }
}
