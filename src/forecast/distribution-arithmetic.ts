/** Arithmetic of distributions, `(2.5e6 to 3e6) * (0.002 to 0.02)`, as a model of one line. */

import { parseDistribution, type ReadColumn } from '../distributions/index.ts';
import { closingBracket } from '../distributions/pieces.ts';
import type { Input } from '../language/declaration.ts';
import { eq } from '../language/equation.ts';
import { EquationError, parse, pointAt } from '../language/grammar.ts';
import { component, type Model, model } from '../language/model.ts';
import { FUNCTIONS } from '../language/operations/index.ts';
import { input, outcome } from '../language/quantity.ts';
import { once } from '../language/time.ts';
import { tokenize } from '../language/tokens.ts';
import { didYouMean } from '../text/nearest.ts';
import { UsageError } from './usage-error.ts';

const NUMBER = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?`;
const SIGNED_RANGE = new RegExp(String.raw`^\s*[-+]?${NUMBER}\s+to\s+[-+]?${NUMBER}\s*$`, 'i');
const RANGE = new RegExp(String.raw`^${NUMBER}\s+to\s+${NUMBER}(?![\w.])`, 'i');
/** The text before a range whose first number has a sign of its own. */
const SIGNED = /(?:^|[-+*/^(,])\s*[-+]\s*$/;
/** A family of this name is meant where a function has it, too. */
const BOTH = 'logistic';
const WORDS = ['and', 'or', 'not', 'pi'];
const UNIT = '-';
/** The outcome of the model. */
export const RESULT = 'result';

/**
 * The model of which the outcome is the value of the expression; every distribution in it is drawn
 * independently. Nothing where the text is one distribution, or has none.
 *
 * @throws UsageError with the place of what cannot be read; DistributionError of a part
 */
export function arithmeticModel(text: string, readColumn: ReadColumn): Model | undefined {
  if (SIGNED_RANGE.test(text)) return undefined;
  const spans: { readonly from: number; readonly end: number }[] = [];
  const tokens = tokenize<Input>({
    text,
    limit: () => text.length,
    leafAt(at) {
      const end = endOfDistribution(text, at);
      if (end === undefined) return undefined;
      const drawn = input(`x${spans.length + 1}`, {
        unit: UNIT,
        distribution: parseDistribution(text.slice(at, end), readColumn),
      });
      spans.push({ from: at, end });
      return { leaf: drawn, end };
    },
  });
  const leaves = tokens.flatMap((token) => (token.kind === 'leaf' ? [token.leaf] : []));
  // What remains is the token of the end.
  if (leaves.length === 0 || tokens.length === 2) return undefined;
  for (const token of tokens)
    if (token.kind === 'word' && !FUNCTIONS.has(token.text) && !WORDS.includes(token.text))
      throw new UsageError(
        `"${token.text}" is no distribution and no function${didYouMean(token.text, FUNCTIONS.keys())}\n${pointAt(text, token.at)}`,
      );
  try {
    parse(text, tokens);
  } catch (error) {
    if (!(error instanceof EquationError)) throw error;
    throw new UsageError(`${error.what}\n${pointAt(error.rendered, error.at)}`);
  }
  const strings = [...spans, { from: text.length, end: text.length }].map(({ from }, k) =>
    text.slice(spans[k - 1]?.end ?? 0, from),
  );
  const is = eq(Object.assign(strings, { raw: strings }), ...leaves);
  return model('arithmetic', {
    title: text,
    calendar: once(),
    components: [component('all', text, [outcome(RESULT, { unit: UNIT, is })])],
  });
}

/** Where a distribution that begins here ends: a range, or a family with its brackets. */
function endOfDistribution(text: string, at: number): number | undefined {
  const rest = text.slice(at);
  if (/\w/.test(text[at - 1] ?? '')) return undefined;
  const range = RANGE.exec(rest);
  if (range !== null) {
    if (SIGNED.test(text.slice(0, at)))
      throw new UsageError(
        `the sign before ${range[0]} could belong to its first number or to the whole range; write brackets, as in -(${range[0]})\n${pointAt(text, at - 1)}`,
      );
    return at + range[0].length;
  }
  const [called, name] = /^([A-Za-z][\w-]*)\s*\(/.exec(rest) ?? [];
  if (called === undefined || (FUNCTIONS.has(name) && name !== BOTH)) return undefined;
  const close = closingBracket(text, at + called.length);
  return close === -1 ? undefined : close + 1;
}
