/**
 * Questions to the draws of a run in one line: `P(h200.units[2026] > 100)`, `E(a - b | c > 1)`,
 * `Q(0.9, a)`, `ES(0.9, a)`, `Corr(a, b)`.
 */

import {
  type Condition,
  ConditionError,
  parseCondition,
  parseExpression,
} from '../condition/condition.ts';
import type { ConditionNames } from '../condition/names.ts';
import { lastOf } from '../text/entry.ts';
import { InputError } from '../text/input-error.ts';
import { levelFault, levelIn } from '../text/level.ts';
import { didYouMean } from '../text/nearest.ts';

/** What is asked: a probability, a mean, a quantile, the mean beyond it, or a rank correlation. */
type Asked =
  | { readonly kind: 'P'; readonly holds: Condition }
  | { readonly kind: 'E'; readonly of: Condition }
  | { readonly kind: 'Q' | 'ES'; readonly level: number; readonly of: Condition }
  | { readonly kind: 'Corr'; readonly of: Condition; readonly with: Condition };

export interface Query {
  /** As it was written, runs of blanks made one. */
  readonly text: string;
  readonly asked: Asked;
  /** Only trials in which this holds count. */
  readonly given?: Condition;
  /** The columns that it reads, each once. */
  readonly columns: readonly string[];
}

/** A question that cannot be read; its message has every fault. */
export class QueryError extends InputError {
  override readonly name = 'QueryError';
}

/** How each is written, in order of use. */
const FORMS = {
  P: 'P(CONDITION)',
  E: 'E(AMOUNT)',
  Q: 'Q(LEVEL, AMOUNT)',
  ES: 'ES(LEVEL, AMOUNT)',
  Corr: 'Corr(AMOUNT, AMOUNT)',
} as const satisfies Readonly<Record<Asked['kind'], string>>;

const WANTED = `wanted ${Object.values(FORMS).join(', ')}, each with | CONDITION at its end where only some trials count`;

/**
 * Reads a question.
 *
 * @param names  the columns that conditions and amounts may name
 * @throws QueryError naming what cannot be read
 */
export function parseQuery(written: string, names: ConditionNames): Query {
  const text = written.replace(/\s+/g, ' ').trim();
  const { kind, parts, given } = partsOf(text);
  const faults: string[] = [];
  const read = (part: string, as: typeof parseCondition): Condition | undefined => {
    try {
      return as(part, names);
    } catch (error) {
      if (!(error instanceof ConditionError)) throw error;
      faults.push(error.message);
      return undefined;
    }
  };
  const asked = askedOf(kind, parts, read, text);
  const condition = given === undefined ? undefined : read(given, parseCondition);
  if (asked === undefined || faults.length > 0)
    throw new QueryError(faults.map((fault) => `${text}: ${fault}`).join('\n'));
  const trees = [...Object.values(asked), condition].filter(isCondition);
  return {
    text,
    asked,
    ...(condition === undefined ? {} : { given: condition }),
    columns: [...new Set(trees.flatMap(({ columns }) => columns))],
  };
}

function isCondition(part: unknown): part is Condition {
  return typeof part === 'object' && part !== null && 'tree' in part;
}

type Read = (part: string, as: typeof parseCondition) => Condition | undefined;

function askedOf(
  kind: Asked['kind'],
  parts: readonly string[],
  read: Read,
  text: string,
): Asked | undefined {
  const count = kind === 'P' || kind === 'E' ? 1 : 2;
  if (parts.length !== count)
    throw new QueryError(
      `${text}: found ${parts.length} part${parts.length === 1 ? '' : 's'} between commas; wanted ${FORMS[kind]}`,
    );
  if (kind === 'P') {
    const holds = read(parts[0], parseCondition);
    return holds && { kind, holds };
  }
  if (kind === 'E') {
    const of = read(parts[0], parseExpression);
    return of && { kind, of };
  }
  const second = read(parts[1], parseExpression);
  if (kind === 'Q' || kind === 'ES') {
    const level = levelOf(parts[0], text);
    return second && { kind, level, of: second };
  }
  const first = read(parts[0], parseExpression);
  return first && second && { kind, of: first, with: second };
}

function levelOf(written: string, text: string): number {
  const level = levelIn(written);
  const fault = levelFault(level, written);
  if (fault === undefined) return level;
  throw new QueryError(`${text}: ${fault}`);
}

/** The head, what stands between commas, and what stands behind the bar. */
function partsOf(text: string): {
  readonly kind: Asked['kind'];
  readonly parts: readonly string[];
  readonly given?: string;
} {
  const head = /^([A-Za-z]+) ?\(/.exec(text);
  const kind = head === null ? undefined : kindOf(head[1]);
  if (head === null || kind === undefined) {
    const near = head === null ? '' : didYouMean(head[1], Object.keys(FORMS));
    throw new QueryError(`${text}: this is no question${near}; ${WANTED}`);
  }
  const parts: string[] = [];
  let [depth, from, bar, end] = [1, head[0].length, -1, -1];
  for (let at = from; at < text.length && end < 0; at++) {
    const sign = text[at];
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    if (depth === 0) end = at;
    if (depth !== 1 && depth !== 0) continue;
    const isSplit = sign === ',' || (sign === '|' && bar < 0) || depth === 0;
    if (!isSplit || (bar >= 0 && depth !== 0)) continue;
    parts.push(text.slice(from, at).trim());
    from = at + 1;
    if (sign === '|') bar = at;
  }
  if (end < 0) throw new QueryError(`${text}: a bracket is not closed; ${WANTED}`);
  const rest = text.slice(end + 1).trim();
  if (rest !== '')
    throw new QueryError(`${text}: found "${rest}" after the question; wanted one question`);
  return bar < 0 ? { kind, parts } : { kind, parts: parts.slice(0, -1), given: lastOf(parts) };
}

function kindOf(word: string): Asked['kind'] | undefined {
  return (Object.keys(FORMS) as Asked['kind'][]).find(
    (kind) => kind.toLowerCase() === word.toLowerCase(),
  );
}
