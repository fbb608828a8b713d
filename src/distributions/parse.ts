/**
 * Distributions from text: `lognormal(p10=0.04, p90=0.08)`, `pert(0, 0.3, 1)`,
 * `discrete(0:0.5, 1:0.5)`, `5 to 50`, `0.25`, `truncated(normal(0, 1), min=0)`.
 */

import { nearest } from '../text/nearest.ts';
import { memberFrom, type ReadColumn } from './arguments.ts';
import type { Distribution } from './distribution.ts';
import { DistributionError, type Problem } from './error.ts';
import { empirical } from './families/empirical.ts';
import { lognormal } from './families/lognormal.ts';
import { point } from './families/point.ts';
import { families } from './families.ts';
import type { Family } from './family.ts';
import { fit } from './likelihood.ts';
import { NUMBER, type Piece, piece, readArguments, readNumber } from './pieces.ts';
import { example } from './usage.ts';

export type { ReadColumn } from './arguments.ts';

const CALL = /^\s*([a-z][a-z0-9_-]*)\s*\(/i;
const RANGE = /^([+-]?[\d.]+(?:e[+-]?\d+)?)\s+to\s+([+-]?[\d.]+(?:e[+-]?\d+)?)$/i;

/**
 * The distribution that a text describes: a family with its parameters by name or by place; a bare
 * number, which is certain; or `5 to 50`, the lognormal of which 90 % lies in that range. Capitals,
 * blanks and dashes in names do not matter.
 *
 * @param readColumn  where files may be read; the text of the distribution holds the values, so it
 *           is needed only once
 * @throws DistributionError with everything that is wrong, each problem with its offset in the text
 */
export function parseDistribution(text: string, readColumn?: ReadColumn): Distribution {
  if (readColumn !== undefined || text.length > LONGEST_REMEMBERED) return parsed(text, readColumn);
  let distribution = remembered.get(text);
  if (distribution === undefined) {
    distribution = parsed(text, undefined);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, distribution);
  }
  return distribution;
}

/**
 * A run asks for the distributions of its inputs again and again, and they never change. What was
 * read from a file is not remembered, and neither is a text as long as a sample.
 */
const remembered = new Map<string, Distribution>();
const MOST_REMEMBERED = 4096;
const LONGEST_REMEMBERED = 1024;

function parsed(text: string, readColumn: ReadColumn | undefined): Distribution {
  const deep = tooDeepAt(text);
  if (deep !== undefined)
    throw new DistributionError([
      { message: `brackets stand more than ${MOST_DEPTH} deep in each other`, at: deep },
    ]);
  const whole = piece(text, 0, text.length);
  if (NUMBER.test(whole.text)) {
    const problems: Problem[] = [];
    const value = readNumber(whole, '', problems);
    if (problems.length > 0) throw new DistributionError(problems);
    return point({ value });
  }
  const range = RANGE.exec(whole.text);
  if (range) return between(whole, range[1], range[2]);
  const call = CALL.exec(text);
  if (call === null) throw new DistributionError([notADistribution(whole)]);

  if (FIT.test(call[1])) return fitted(text, call[0].length, readColumn);
  const problems: Problem[] = [];
  const family = familyNamed(piece(text, 0, call[0].length - 1), problems);
  const { argumentsGiven, end } = readArguments(text, call[0].length, problems);
  const rest = piece(text, end, text.length);
  if (rest.text !== '') {
    problems.push({
      message: `nothing may follow the closing bracket, but "${rest.text}" does`,
      at: rest.at,
    });
  }
  if (family === undefined) throw new DistributionError(problems);

  return memberFrom({
    family,
    given: argumentsGiven,
    open: call[0].length - 1,
    problems,
    readColumn,
    nested: (inner) => nested(inner, problems, readColumn),
  });
}

const FIT = /^fit$/i;

/** `fit(lognormal, file="prices.csv", column="price")`, `fit(lognormal, 31, 28, 35)`. */
function fitted(text: string, start: number, readColumn: ReadColumn | undefined): Distribution {
  const problems: Problem[] = [];
  const { argumentsGiven, end } = readArguments(text, start, problems);
  const rest = piece(text, end, text.length);
  if (rest.text !== '')
    problems.push({
      message: `nothing may follow the closing bracket, but "${rest.text}" does`,
      at: rest.at,
    });
  const [family, ...given] = argumentsGiven;
  if (family === undefined || family.name !== undefined || NUMBER.test(family.value.text))
    problems.push({
      message: `fit wants a family first: fit(lognormal, file="prices.csv", column="price")`,
      at: start,
    });
  if (problems.length > 0) throw new DistributionError(problems);
  try {
    // Values are read as those of a sample are.
    const sample = memberFrom({
      family: empirical.family,
      given,
      open: start - 1,
      problems,
      readColumn,
      nested: () => undefined,
    });
    const { values } = sample.parameters as { readonly values: readonly number[] };
    return fit(values, family.value.text);
  } catch (error) {
    if (!(error instanceof DistributionError)) throw error;
    throw new DistributionError(
      error.problems.map(({ message, at }) => ({
        message: message.replace(/^empirical:/, 'fit:'),
        at: at ?? family.value.at,
      })),
    );
  }
}

/** A cut of a cut of a mixture is three deep. */
const MOST_DEPTH = 50;

/** Where the first bracket stands that is too deep. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const one = text[at];
    if (one === '(' && ++depth > MOST_DEPTH) return at;
    if (one === ')') depth--;
  }
  return undefined;
}

function between(whole: Piece, low: string, high: string): Distribution {
  const problems: Problem[] = [];
  const places = [whole.at, whole.at + whole.text.lastIndexOf(high)];
  const p5 = readNumber({ text: low, at: places[0] }, '', problems);
  const p95 = readNumber({ text: high, at: places[1] }, '', problems);
  if (p5 <= 0) {
    const message = `${low} to ${high} is a lognormal range, which lies above 0; normal(p5=${low}, p95=${high}) reaches below`;
    problems.push({ message, at: whole.at });
  } else if (p5 >= p95) {
    problems.push({ message: `${low} to ${high} does not rise. Swapped?`, at: whole.at });
  }
  if (problems.length > 0) throw new DistributionError(problems);
  return lognormal({ p5, p95 });
}

function notADistribution(whole: Piece): Problem {
  const { at } = whole;
  if (whole.text === '') return { message: 'there is no distribution: the text is empty', at };
  // Three letters are near to too many names: "yes" is no misspelt "gev".
  const near = whole.text.length > 3 ? nearest(whole.text, names())[0] : undefined;
  const meant = familyCalled(whole.text)?.name ?? near;
  if (meant !== undefined) {
    return { message: `"${whole.text}" needs its parameters in brackets: ${usage(meant)}`, at };
  }
  const wanted = 'neither a number nor a distribution such as lognormal(p10=0.04, p90=0.08)';
  return { message: `"${whole.text}" is ${wanted}`, at };
}

function familyCalled(text: string): Family | undefined {
  const wanted = text.toLowerCase().replaceAll(/[-_]/g, '');
  return families.find(({ name, aliases = [] }) => name === wanted || aliases.includes(wanted));
}

function familyNamed({ text, at }: Piece, problems: Problem[]): Family | undefined {
  const family = familyCalled(text);
  if (family !== undefined) return family;
  const meant = nearest(text.toLowerCase(), names())[0];
  const hint = meant === undefined ? `Known are ${names().join(', ')}.` : `Did you mean ${meant}?`;
  problems.push({ message: `there is no distribution "${text}". ${hint}`, at });
  return undefined;
}

/** A distribution inside another; its problems at their place in the whole text. */
function nested(
  { text, at }: Piece,
  problems: Problem[],
  readColumn: ReadColumn | undefined,
): Distribution | undefined {
  try {
    return parseDistribution(text, readColumn);
  } catch (error) {
    if (!(error instanceof DistributionError)) throw error;
    problems.push(...error.problems.map((problem) => ({ ...problem, at: at + (problem.at ?? 0) })));
    return undefined;
  }
}

function names(): string[] {
  return families.map(({ name }) => name);
}

/** How the first form of a family is written. */
function usage(name: string): string {
  const form = families.find((family) => family.name === name)?.forms[0];
  const inside = form === undefined ? '' : example(form);
  return `${name}(${inside})`;
}
