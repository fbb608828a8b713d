/** Distributions from text: `lognormal(p10=0.04, p90=0.08)`, `pert(0, 0.3, 1)`, `discrete(0:0.5, 1:0.5)`, `0.25`. */

import type { Distribution } from './distribution.ts';
import { DistributionError, type Problem } from './error.ts';
import { families } from './families.ts';
import {
  chooseForm,
  type Family,
  found,
  fromNumbers,
  fromPairs,
  nameProblems,
  type NumberForm,
  type Pair,
  type PairForm,
} from './family.ts';
import { nearest } from '../text/nearest.ts';
import { point } from './point.ts';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const CALL = /^\s*([a-z][a-z0-9_-]*)\s*\(/i;

/** A piece of the text without the blanks around it, and where it begins. */
interface Piece {
  readonly text: string;
  readonly at: number;
}

/** What stands between two commas: `name = text`, the name in lower case, or `text` alone. */
interface Argument {
  readonly name: Piece | undefined;
  readonly value: Piece;
}

/**
 * The distribution that a text describes: a family with its parameters by name or by place, or a bare number, which
 * is certain. Capitals and blanks do not matter.
 *
 * @throws DistributionError with everything that is wrong, each problem with its offset in the text
 */
export function parseDistribution(text: string): Distribution {
  const whole = piece(text, 0, text.length);
  if (NUMBER.test(whole.text)) {
    const problems: Problem[] = [];
    const value = readNumber(whole, '', problems);
    if (problems.length > 0) throw new DistributionError(problems);
    return point({ value });
  }
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
  return form.takes === 'numbers'
    ? numbersFrom(family, form, argumentsGiven, call[0].length - 1, problems)
    : pairsFrom(family, form, argumentsGiven, problems);
}

function notADistribution(whole: Piece): Problem {
  const { at } = whole;
  if (whole.text === '') return { message: 'there is no distribution: the text is empty', at };
  const meant = nearest(whole.text, names())[0];
  if (meant !== undefined) {
    return { message: `"${whole.text}" needs its parameters in brackets: ${usage(meant)}`, at };
  }
  const wanted = 'neither a number nor a distribution such as lognormal(p10=0.04, p90=0.08)';
  return { message: `"${whole.text}" is ${wanted}`, at };
}

function familyNamed({ text, at }: Piece, problems: Problem[]): Family | undefined {
  const wanted = text.toLowerCase();
  const family = families.find(({ name }) => name === wanted);
  if (family !== undefined) return family;
  const meant = nearest(wanted, names())[0];
  const hint = meant === undefined ? `Known are ${names().join(', ')}.` : `Did you mean ${meant}?`;
  problems.push({ message: `there is no distribution "${text}". ${hint}`, at });
  return undefined;
}

/** The arguments from after the opening bracket to the closing one, and where the text goes on. */
function readArguments(text: string, start: number, problems: Problem[]) {
  const close = text.indexOf(')', start);
  if (close === -1) problems.push({ message: 'the closing bracket is missing', at: text.length });
  const stop = close === -1 ? text.length : close;
  const argumentsGiven: Argument[] = [];
  if (text.slice(start, stop).trim() !== '') {
    let from = start;
    while (from <= stop) {
      const comma = text.indexOf(',', from);
      const to = comma === -1 || comma > stop ? stop : comma;
      argumentsGiven.push(readArgument(text, from, to));
      from = to + 1;
    }
  }
  return { argumentsGiven, end: close === -1 ? text.length : close + 1 };
}

function readArgument(text: string, from: number, to: number): Argument {
  const equals = text.indexOf('=', from);
  if (equals === -1 || equals >= to) return { name: undefined, value: piece(text, from, to) };
  const name = piece(text, from, equals);
  return {
    name: { text: name.text.toLowerCase(), at: name.at },
    value: piece(text, equals + 1, to),
  };
}

function numbersFrom(
  family: Family,
  form: NumberForm,
  given: readonly Argument[],
  open: number,
  problems: Problem[],
): Distribution {
  const places = new Map<string, number>();
  const values: Record<string, number> = {};
  let named = false;
  for (const [k, { name, value }] of given.entries()) {
    named ||= name !== undefined;
    const parameter = name === undefined ? form.names[k] : name.text;
    const at = name?.at ?? value.at;
    if (name === undefined && named) {
      problems.push({
        message: `${family.name}: "${value.text}" has no name, but stands after one that has`,
        at,
      });
    } else if (parameter === undefined) {
      const takes = `${family.name} takes ${form.names.length}: ${form.names.join(', ')}`;
      problems.push({ message: `"${value.text}" is one parameter too many; ${takes}`, at });
    } else if (places.has(parameter)) {
      problems.push({ message: `${family.name}: ${parameter} is given twice`, at });
    } else {
      places.set(parameter, at);
      values[parameter] = readNumber(value, `${family.name}: ${parameter} `, problems);
    }
  }
  const complete = Object.fromEntries(form.names.map((name) => [name, values[name] ?? NaN]));
  const findings = [
    ...nameProblems(family, form, [...places.keys()]),
    ...found(form.problems(complete)),
  ];
  for (const problem of findings) {
    problems.push({ at: places.get(String(problem.parameter)) ?? open, ...problem });
  }
  if (problems.length > 0) throw new DistributionError(problems);
  return fromNumbers(family, values);
}

function pairsFrom(
  family: Family,
  form: PairForm,
  given: readonly Argument[],
  problems: Problem[],
): Distribution {
  const pairs: Pair[] = [];
  const before = problems.length;
  for (const { name, value } of given) {
    const colon = value.text.indexOf(':');
    if (name !== undefined) {
      const wanted = `${family.name} takes value:probability pairs`;
      problems.push({ message: `there is no parameter "${name.text}"; ${wanted}`, at: name.at });
    } else if (colon === -1) {
      const wanted = `${family.name} takes value:probability pairs`;
      problems.push({ message: `"${value.text}" has no probability; ${wanted}`, at: value.at });
    } else {
      const left = piece(value.text, 0, colon);
      const right = piece(value.text, colon + 1, value.text.length);
      pairs.push([
        readNumber({ text: left.text, at: value.at + left.at }, `${family.name}: `, problems),
        readNumber({ text: right.text, at: value.at + right.at }, `${family.name}: `, problems),
      ]);
    }
  }
  // What a pair that cannot be read would have added to the sum is unknown.
  if (problems.length === before) {
    for (const problem of found(form.problems(pairs))) {
      problems.push({ at: given[Number(problem.parameter ?? 0)]?.value.at ?? 0, ...problem });
    }
  }
  if (problems.length > 0) throw new DistributionError(problems);
  return fromPairs(family, pairs);
}

/** The number that a piece spells; NaN, and a problem more, if it spells none. */
function readNumber({ text, at }: Piece, subject: string, problems: Problem[]): number {
  const value = NUMBER.test(text) ? Number(text) : NaN;
  if (Number.isFinite(value)) return value;
  if (value === Infinity || value === -Infinity) {
    problems.push({ message: `${subject}"${text}" is beyond the largest number`, at });
  } else if (text === '') {
    problems.push({ message: `${subject}has no value; a number was wanted`, at });
  } else {
    const plain = text.replaceAll('_', '');
    const hint = plain !== text && NUMBER.test(plain) ? ` Write ${plain}.` : '';
    problems.push({ message: `${subject}"${text}" is not a number.${hint}`, at });
  }
  return NaN;
}

function piece(text: string, from: number, to: number): Piece {
  const slice = text.slice(from, to);
  return { text: slice.trim(), at: from + slice.length - slice.trimStart().length };
}

function names(): string[] {
  return families.map(({ name }) => name);
}

/** How the first form of a family is written. */
function usage(name: string): string {
  const form = families.find((family) => family.name === name)?.forms[0];
  const inside =
    form?.takes === 'numbers'
      ? form.names.map((n) => `${n}=...`).join(', ')
      : 'value:probability, ...';
  return `${name}(${inside})`;
}
