/** How a family of distributions declares itself, and how one of its members is made from parameters. */

import type { Distribution, Mapping, Parameters } from './distribution.ts';
import { DistributionError, type Problem } from './error.ts';
import { nearest } from '../text/nearest.ts';

/** What a family works out from valid parameters. */
export interface Body {
  readonly mean: number;
  readonly sd: number;
  readonly support: readonly [least: number, greatest: number];
  /** Asked only for p in [0, 1]. */
  quantile(p: number): number;
  /** Asked for every x but NaN. */
  cdf(x: number): number;
  readonly mapping: Mapping;
}

/** `false` is no problem, so that a form can write `sd <= 0 && about('sd', ...)`. */
export type Findings = readonly (Problem | false)[];

export type Pair = readonly [value: number, probability: number];

/** A set of named numbers by which a family may be given. */
export interface NumberForm<Name extends string = string> {
  readonly takes: 'numbers';
  /** In the order in which they may be given without names. */
  readonly names: readonly Name[];
  /** Every parameter is a finite number, or NaN where it is missing: write conditions that NaN does not meet. */
  problems(given: Readonly<Record<Name, number>>): Findings;
  body(given: Readonly<Record<Name, number>>): Body;
}

/** A list of value:probability pairs. */
export interface PairForm {
  readonly takes: 'pairs';
  problems(pairs: readonly Pair[]): Findings;
  body(pairs: readonly Pair[]): Body;
}

export type Form = NumberForm | PairForm;

export interface Family {
  /** In lower case, as in the text form. */
  readonly name: string;
  /** The ways in which it may be given; the first is meant where the parameters have no names. */
  readonly forms: readonly Form[];
}

export function about(parameter: string | number, message: string): Problem {
  return { parameter, message };
}

/** What every pair of bounds must satisfy. */
export function boundsProblems(family: string, min: number, max: number): Findings {
  return [
    min > max &&
      about('min', `${family}: min is ${min} and max is ${max}; min must be below max. Swapped?`),
    min === max &&
      about(
        'min',
        `${family}: min and max are both ${min}; min must be below max. point(${min}) is a certain value.`,
      ),
    max - min === Infinity && about('max', `${family}: max - min is too large for a number`),
  ];
}

/** The form that shares most names with those given; the first of equals. */
export function chooseForm(family: Family, names: Iterable<string>): Form {
  const given = new Set(names);
  const shared = (form: Form) =>
    form.takes === 'numbers' ? form.names.filter((name) => given.has(name)).length : 0;
  return family.forms.reduce((best, form) => (shared(form) > shared(best) ? form : best));
}

/**
 * What is wrong with the names given to a form: those it does not know, and those it misses. A misspelt
 * name is reported once, not as one unknown and one missing.
 */
export function nameProblems(
  family: Family,
  form: NumberForm,
  given: readonly string[],
): Problem[] {
  const missing = new Set(form.names.filter((name) => !given.includes(name)));
  const known = [...new Set(family.forms.flatMap((f) => (f.takes === 'numbers' ? f.names : [])))];
  const unknown = given
    .filter((name) => !form.names.includes(name))
    .map((name) => {
      const meant = nearest(name, form.names)[0];
      if (meant !== undefined) missing.delete(meant);
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
      const takes = known.includes(name) ? form.names : known;
      return about(
        name,
        `${family.name}: there is no parameter "${name}" here; it takes ${list(takes)}.${hint}`,
      );
    });
  const absent = [...missing].map((name) => ({
    message: `${family.name}: ${name} is missing; it takes ${list(form.names)}`,
  }));
  return [...unknown, ...absent];
}

/** The member of a family with these named parameters; throws DistributionError with all that is wrong. */
export function fromNumbers(family: Family, given: Readonly<Record<string, number>>): Distribution {
  const form = chooseForm(family, Object.keys(given));
  if (form.takes !== 'numbers') throw new TypeError(`${family.name} takes value:probability pairs`);
  const problems: Problem[] = nameProblems(family, form, Object.keys(given));
  const values: Record<string, number> = {};
  for (const name of form.names) {
    const value = given[name];
    if (value !== undefined && !Number.isFinite(value)) {
      problems.push(
        about(name, `${family.name}: ${name} is ${String(value)}; it must be a finite number`),
      );
    }
    // Adding 0 makes -0 plain 0, which is how the text prints it.
    values[name] = Number.isFinite(value) ? (value as number) + 0 : NaN;
  }
  problems.push(...found(form.problems(values)));
  if (problems.length > 0) throw new DistributionError(problems);
  const parameters = form.names
    .map((name) => (name === 'value' ? `${values[name]}` : `${name}=${values[name]}`))
    .join(', ');
  return distribution(family.name, values, `${family.name}(${parameters})`, form.body(values));
}

/** The member of a family with these value:probability pairs; throws DistributionError with all that is wrong. */
export function fromPairs(family: Family, given: readonly Pair[]): Distribution {
  const form = family.forms.find((f) => f.takes === 'pairs');
  if (form === undefined) throw new TypeError(`${family.name} takes named numbers`);
  const pairs = given.map(([value, probability]) =>
    Object.freeze([value + 0, probability + 0] as const),
  );
  const problems = found(form.problems(pairs));
  if (problems.length > 0) throw new DistributionError(problems);
  const text = pairs.map(([value, probability]) => `${value}:${probability}`).join(', ');
  return distribution(
    family.name,
    { pairs: Object.freeze(pairs) },
    `${family.name}(${text})`,
    form.body(pairs),
  );
}

export function found(findings: Findings): Problem[] {
  return findings.filter((finding) => finding !== false);
}

function list(names: readonly string[]): string {
  return names.join(', ');
}

function distribution(
  family: string,
  parameters: Parameters,
  text: string,
  body: Body,
): Distribution {
  const quantile = (p: number) => {
    // Asked this way round so that NaN is refused too.
    if (!(p >= 0 && p <= 1))
      throw new RangeError(`${text}: there is no quantile at ${p}; p must be in [0, 1]`);
    return body.quantile(p);
  };
  const cdf = (x: number) => (Number.isNaN(x) ? NaN : body.cdf(x));
  return Object.freeze({
    family,
    parameters: Object.freeze({ ...parameters }),
    text,
    mean: body.mean,
    sd: body.sd,
    support: Object.freeze(body.support),
    quantile,
    cdf,
    mapping: Object.freeze(body.mapping),
  });
}
