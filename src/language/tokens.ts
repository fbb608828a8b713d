/** The words of an equation or a condition: numbers, names, operators, and leaves. */

/** @template Leaf  what stands for a quantity */
export type Token<Leaf> =
  | { readonly kind: 'number'; readonly value: number; readonly unit?: string; readonly at: number }
  | { readonly kind: 'word' | 'symbol' | 'unknown'; readonly text: string; readonly at: number }
  | { readonly kind: 'leaf'; readonly leaf: Leaf; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

/** What stands for a quantity, or for a number with its unit, and where it ends. */
type Found<Leaf> = { readonly end: number } & (
  | { readonly leaf: Leaf }
  | { readonly value: number; readonly unit: string }
);

/** A text with leaves in it. */
export interface Source<Leaf> {
  readonly text: string;
  /** The leaf that begins at a place where a token may begin, and where it ends. */
  leafAt(at: number): Found<Leaf> | undefined;
  /** The place beyond `at` that no other token may run past. */
  limit(at: number): number;
}

/**
 * @returns ends with one token of the kind `end`; a character that means nothing is `unknown`
 */
export function tokenize<Leaf>({ text, leafAt, limit }: Source<Leaf>): Token<Leaf>[] {
  const tokens: Token<Leaf>[] = [];
  for (let at = 0; at < text.length; ) {
    const found = leafAt(at);
    if (found !== undefined) {
      const { end, ...what } = found;
      tokens.push('leaf' in what ? { kind: 'leaf', at, ...what } : { kind: 'number', at, ...what });
      at = end;
      continue;
    }
    const rest = text.slice(at, limit(at));
    const blank = /^\s+/.exec(rest);
    if (blank !== null) {
      at += blank[0].length;
      continue;
    }
    const number = /^((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*\[([^\]]*)\])?/.exec(rest);
    if (number !== null) {
      const [written, digits, unit] = number;
      const value = Number(digits);
      tokens.push({ kind: 'number', value, at, ...(unit === undefined ? {} : { unit }) });
      at += written.length;
      continue;
    }
    const word = /^[A-Za-z_][A-Za-z0-9_]*/.exec(rest);
    const symbol = word ?? /^(?:<=|>=|==|!=|[-+*/^()<>,])/.exec(rest);
    const kind = word !== null ? 'word' : symbol !== null ? 'symbol' : 'unknown';
    const written = symbol?.[0] ?? text[at];
    tokens.push({ kind, text: written, at });
    at += written.length;
  }
  tokens.push({ kind: 'end', at: text.trimEnd().length });
  return tokens;
}
