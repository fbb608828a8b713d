/**
 * Distributions from text: `lognormal(p10=0.04, p90=0.08)`, `pert(0, 0.3, 1)`,
 * `discrete(0:0.5, 1:0.5)`, `5 to 50`, `0.25`, `truncated(normal(0, 1), min=0)`.
 */

import { InputError } from '../text/input-error.ts';
import { nearest } from '../text/nearest.ts';
import type { Distribution } from './distribution.ts';
import { DistributionError, type Problem } from './error.ts';
import { lognormal } from './families/lognormal.ts';
import { point } from './families/point.ts';
import { families } from './families.ts';
import {
  canonicalName,
  chooseForm,
  type Family,
  type Form,
  givenProblems,
  make,
  type NamedForm,
  nameProblems,
  namesTaken,
  type Pair,
  type PairForm,
  type Part,
} from './family.ts';
import {
  type Argument,
  NUMBER,
  type Piece,
  piece,
  readArguments,
  readNumber,
  unquoted,
} from './pieces.ts';

const CALL = /^\s*([a-z][a-z0-9_-]*)\s*\(/i;
const RANGE = /^([+-]?[\d.]+(?:e[+-]?\d+)?)\s+to\s+([+-]?[\d.]+(?:e[+-]?\d+)?)$/i;

/**
 * The numbers of a column of a table, for `empirical(file="prices.csv", column="price")`; throws
 * InputError with the reason if there is none. `na` has the words for a missing value, if others
 * than the usual ones are given: `na="-,none"`.
 */
export type ReadColumn = (
  file: string,
  column: string,
  na?: readonly string[],
) => readonly number[];

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

  const names = argumentsGiven.flatMap(({ name }) => (name === undefined ? [] : [name.text]));
  const form = chooseForm(family, names);
  const context = { family, given: argumentsGiven, open: call[0].length - 1, problems, readColumn };
  switch (form.takes) {
    case 'numbers':
    case 'quantiles':
    case 'distribution':
      return namedFrom(context, form);
    case 'pairs':
      return pairsFrom(context, form, form.wording);
    case 'values':
      return valuesFrom(context, form);
    case 'parts':
      return partsFrom(context, form);
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

/** What a reader of arguments knows. */
interface Context {
  readonly family: Family;
  readonly given: readonly Argument[];
  /** Place of the opening bracket. */
  readonly open: number;
  readonly problems: Problem[];
  readonly readColumn: ReadColumn | undefined;
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

function namedFrom(context: Context, form: NamedForm): Distribution {
  const { family, open, problems, readColumn } = context;
  const inner = form.takes === 'distribution' ? context.given[0] : undefined;
  const given = inner === undefined ? context.given : context.given.slice(1);
  const order =
    form.takes === 'quantiles' ? [...(form.positional ?? []), ...form.names] : form.names;
  const places = new Map<string, number>();
  const numbers: Record<string, number> = {};
  let named = false;
  for (const [k, { name, value }] of given.entries()) {
    named ||= name !== undefined;
    const parameter = name === undefined ? order[k] : canonicalName(form, name.text);
    const at = name?.at ?? value.at;
    if (name === undefined && named) {
      problems.push({
        message: `${family.name}: "${value.text}" has no name, but stands after one that has`,
        at,
      });
    } else if (parameter === undefined) {
      const takes = `${family.name} takes ${order.length}: ${order.length === 0 ? '' : namesTaken(form)}`;
      problems.push({ message: `"${value.text}" is one parameter too many; ${takes}`, at });
    } else if (places.has(parameter)) {
      problems.push({ message: `${family.name}: ${parameter} is given twice`, at });
    } else {
      places.set(parameter, at);
      numbers[parameter] = readNumber(value, `${family.name}: ${parameter} `, problems);
    }
  }
  const innermost = inner === undefined ? undefined : nested(inner.value, problems, readColumn);
  // What an inner distribution that cannot be read would have been is unknown.
  const findings = [
    ...nameProblems(family, form, [...places.keys()]),
    ...(inner !== undefined && innermost === undefined
      ? []
      : givenProblems(family, form, { numbers, ...(innermost ? { inner: innermost } : {}) })),
  ];
  for (const problem of findings) {
    problems.push({ at: places.get(String(problem.parameter)) ?? open, ...problem });
  }
  if (problems.length > 0) throw new DistributionError(problems);
  return make(family, form, { numbers, ...(innermost ? { inner: innermost } : {}) });
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

function pairsFrom(
  context: Context,
  form: Form,
  { pair, of, end }: NonNullable<PairForm['wording']> = {
    pair: 'value:probability',
    of: 'probability',
  },
): Distribution {
  const { family, given, problems } = context;
  const pairs: Pair[] = [];
  const before = problems.length;
  const wanted = `${family.name} takes ${pair} pairs${end === undefined ? '' : ` and a last ${end}`}`;
  for (const [k, { name, value, left, right }] of given.entries()) {
    if (name !== undefined) {
      problems.push({ message: `there is no parameter "${name.text}"; ${wanted}`, at: name.at });
    } else if (right === undefined && end !== undefined && k === given.length - 1) {
      pairs.push([readNumber(value, `${family.name}: `, problems), 0]);
    } else if (right === undefined) {
      problems.push({ message: `"${value.text}" has no ${of}; ${wanted}`, at: value.at });
    } else {
      pairs.push([
        readNumber(left, `${family.name}: `, problems),
        readNumber(right, `${family.name}: `, problems),
      ]);
    }
  }
  return listed(context, form, { pairs }, before);
}

function valuesFrom(context: Context, form: Form): Distribution {
  const { family, given, problems, readColumn } = context;
  const before = problems.length;
  const named = new Map(given.flatMap(({ name, value }) => (name ? [[name.text, value]] : [])));
  const [file, column, na] = [named.get('file'), named.get('column'), named.get('na')];
  const taken = na === undefined ? 2 : 3;
  if (file !== undefined && column !== undefined && given.length === taken) {
    try {
      if (readColumn === undefined)
        throw new InputError('files cannot be read here; give the values');
      const values = readColumn(unquoted(file), unquoted(column), na && unquoted(na).split(','));
      return listed(context, form, { values }, before);
    } catch (error) {
      if (!(error instanceof InputError) || error instanceof DistributionError) throw error;
      problems.push({ message: `${family.name}: ${error.message}`, at: file.at });
      throw new DistributionError(problems);
    }
  }
  const wanted = `${family.name} takes values, or file="..." and column="..."`;
  const values = given.flatMap(({ name, value }) => {
    if (name === undefined) return [readNumber(value, `${family.name}: `, problems)];
    problems.push({ message: `"${name.text}" does not do here; ${wanted}`, at: name.at });
    return [];
  });
  return listed(context, form, { values }, before);
}

function partsFrom(context: Context, form: Form): Distribution {
  const { family, given, problems, readColumn } = context;
  const before = problems.length;
  const parts: Part[] = [];
  const wanted = `${family.name} takes distribution:weight pairs`;
  for (const { name, value, left, right } of given) {
    if (name !== undefined) {
      problems.push({ message: `there is no parameter "${name.text}"; ${wanted}`, at: name.at });
    } else if (right === undefined) {
      problems.push({ message: `"${value.text}" has no weight; ${wanted}`, at: value.at });
    } else {
      // Either way round, as long as it is clear which is the weight.
      const [part, weight] =
        NUMBER.test(left.text) && !NUMBER.test(right.text) ? [right, left] : [left, right];
      const distribution = nested(part, problems, readColumn);
      const number = readNumber(weight, `${family.name}: the weight `, problems);
      if (distribution !== undefined) parts.push([distribution, number]);
    }
  }
  return listed(context, form, { parts }, before);
}

/**
 * The distribution of a list; what one of its members that cannot be read would have added is
 * unknown.
 */
function listed(
  { family, given, problems }: Context,
  form: Form,
  list: { pairs: Pair[] } | { values: readonly number[] } | { parts: Part[] },
  before: number,
): Distribution {
  if (problems.length === before) {
    for (const problem of givenProblems(family, form, list)) {
      problems.push({ at: given[Number(problem.parameter ?? 0)]?.value.at ?? 0, ...problem });
    }
  }
  if (problems.length > 0) throw new DistributionError(problems);
  return make(family, form, list);
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

function example(form: Form): string {
  switch (form.takes) {
    case 'numbers':
    case 'quantiles':
      return namesTaken(form)
        .split(', ')
        .map((name) => `${name}=...`)
        .join(', ');
    case 'distribution':
      return `normal(0, 1), ${form.names.map((name) => `${name}=...`).join(', ')}`;
    case 'pairs':
      return pairsExample(form);
    case 'values':
      return 'value, value, ...';
    case 'parts':
      return 'distribution:weight, ...';
  }
}

/** `value:probability, ...`, or with what stands alone at the end. */
export function pairsExample({ wording }: PairForm): string {
  return `${wording?.pair ?? 'value:probability'}, ...${wording?.end === undefined ? '' : `, last ${wording.end}`}`;
}
