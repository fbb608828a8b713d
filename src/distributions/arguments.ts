/** The arguments of a family in a text, read into what its forms take. */

import { InputError } from '../text/input-error.ts';
import type { Distribution } from './distribution.ts';
import { DistributionError, type Problem } from './error.ts';
import type { Family, Form, NamedForm, Pair, PairForm, Part } from './family.ts';
import { givenProblems, make, named } from './make.ts';
import { canonicalName, chooseForm, nameProblems, namesTaken } from './names.ts';
import { type Argument, NUMBER, type Piece, readNumber, unquoted } from './pieces.ts';

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

/** What a reader of arguments has. */
interface Context {
  readonly family: Family;
  readonly given: readonly Argument[];
  /** Place of the opening bracket. */
  readonly open: number;
  /** Those of the text so far, to which the reader adds. */
  readonly problems: Problem[];
  readonly readColumn: ReadColumn | undefined;
  /** A distribution inside another; undefined, and problems more, if the piece is none. */
  nested(piece: Piece): Distribution | undefined;
}

/** The member of the family that the arguments describe. */
export function memberFrom(context: Context): Distribution {
  const names = context.given.flatMap(({ name }) => (name === undefined ? [] : [name.text]));
  const form = chooseForm(context.family, names);
  switch (form.takes) {
    case 'numbers':
    case 'quantiles':
    case 'distribution':
      return namedFrom(context, form);
    case 'pairs':
      return pairsFrom(context, form);
    case 'values':
      return valuesFrom(context, form);
    case 'parts':
      return partsFrom(context, form);
  }
}

function namedFrom(context: Context, form: NamedForm): Distribution {
  const { family, open, problems, nested } = context;
  const inner = form.takes === 'distribution' ? context.given[0] : undefined;
  const given = inner === undefined ? context.given : context.given.slice(1);
  const order =
    form.takes === 'quantiles' ? [...(form.positional ?? []), ...form.names] : form.names;
  const places = new Map<string, number>();
  const numbers: Record<string, number> = {};
  let afterName = false;
  for (const [k, { name, value }] of given.entries()) {
    afterName ||= name !== undefined;
    const parameter = name === undefined ? order[k] : canonicalName(form, name.text);
    const at = name?.at ?? value.at;
    if (name === undefined && afterName) {
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
  const innermost = inner === undefined ? undefined : nested(inner.value);
  // What an inner distribution that cannot be read would have been is unknown.
  const findings = [
    ...named(family, nameProblems(family, form, [...places.keys()])),
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

function pairsFrom(context: Context, form: PairForm): Distribution {
  const { family, given, problems } = context;
  const { pair, of, end } = form.wording;
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
  const { family, given, problems, nested } = context;
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
      const distribution = nested(part);
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
