/**
 * How a family of distributions declares itself, and how one of its members is made from
 * parameters.
 */

import { nearest } from '../text/nearest.ts';
import type { Distribution, Fit, Mapping, Parameters } from './distribution.ts';
import { DistributionError, type Problem } from './error.ts';
import { type SampleOptions, sampleOf } from './sample.ts';

export type { Fit } from './distribution.ts';

/** What a family works out from valid parameters. */
export interface Body {
  readonly mean: number;
  readonly sd: number;
  readonly support: readonly [least: number, greatest: number];
  /** Where `density` is the probability of a value. */
  readonly discrete?: true;
  /** Asked only for p in [0, 1]. */
  quantile(p: number): number;
  /** The value exceeded with probability q in [0, 1]; absent where `quantile(1 - q)` is as good. */
  upperQuantile?(q: number): number;
  /** Asked for every x but NaN, as are the next two. */
  cdf(x: number): number;
  /** Absent where `1 - cdf(x)` is as good. */
  survival?(x: number): number;
  density(x: number): number;
  readonly mapping: Mapping;
  /** Where it is fitted to more values than it can pass through. */
  readonly fit?: Fit;
}

/** `false` is no problem, so that a form can write `sd <= 0 && about('sd', ...)`. */
export type Findings = readonly (Problem | false)[];

export type Pair = readonly [value: number, probability: number];

/** A value at a named level: p10 = 3 is { name: 'p10', p: 0.1, x: 3 }. */
export interface Level {
  readonly name: string;
  readonly p: number;
  readonly x: number;
}

/** Values at levels by name: `{ p10: 3, p90: 8 }`, `{ 'p2.5': 1, 'p97.5': 4 }`. */
export type Levels = { readonly [level: `p${number}`]: number };

/** A set of named numbers by which a family may be given. */
export interface NumberForm<Name extends string = string> {
  readonly takes: 'numbers';
  /** In the order in which they may be given without names. */
  readonly names: readonly Name[];
  /** Values of those that may be left out; the text leaves them out too. */
  readonly defaults?: Readonly<Partial<Record<Name, number>>>;
  /** Other names under which they are known, in lower case. */
  readonly aliases?: Readonly<Record<string, Name>>;
  /**
   * Every parameter is a finite number, or NaN where it is missing: write conditions that NaN does
   * not meet.
   */
  problems(given: Readonly<Record<Name, number>>): Findings;
  body(given: Readonly<Record<Name, number>>): Body;
}

/** Values at levels: `p10=3, p90=8`, with further numbers where a family wants some. */
export interface QuantileForm<Name extends string = string> {
  readonly takes: 'quantiles';
  readonly fewest: number;
  readonly most: number;
  /** Numbers beside the levels. */
  readonly names: readonly Name[];
  /** Values of those that may be left out; NaN is one, for what has no value then. */
  readonly defaults?: Readonly<Partial<Record<Name, number>>>;
  readonly aliases?: Readonly<Record<string, Name>>;
  /** The levels that are meant where values stand without names. */
  readonly positional?: readonly string[];
  /** Levels and values rise strictly; how many there are is checked. */
  problems(levels: readonly Level[], given: Readonly<Record<Name, number>>): Findings;
  body(levels: readonly Level[], given: Readonly<Record<Name, number>>): Body;
}

/** A list of value:probability pairs. */
export interface PairForm {
  readonly takes: 'pairs';
  /**
   * What a pair is, and its second number, where that is not value:probability; `end`: what may
   * stand alone at the end, with 0.
   */
  readonly wording?: { readonly pair: string; readonly of: string; readonly end?: string };
  problems(pairs: readonly Pair[]): Findings;
  body(pairs: readonly Pair[]): Body;
}

/** A list of values. */
export interface ListForm {
  readonly takes: 'values';
  problems(values: readonly number[]): Findings;
  body(values: readonly number[]): Body;
}

export type Part = readonly [distribution: Distribution, weight: number];

/** A list of distribution:weight pairs. */
export interface PartsForm {
  readonly takes: 'parts';
  problems(parts: readonly Part[]): Findings;
  body(parts: readonly Part[]): Body;
}

/** A distribution, then named numbers. */
export interface InnerForm<Name extends string = string> {
  readonly takes: 'distribution';
  readonly names: readonly Name[];
  readonly defaults?: Readonly<Partial<Record<Name, number>>>;
  readonly aliases?: Readonly<Record<string, Name>>;
  problems(inner: Distribution, given: Readonly<Record<Name, number>>): Findings;
  body(inner: Distribution, given: Readonly<Record<Name, number>>): Body;
}

export type Form = NumberForm | QuantileForm | PairForm | ListForm | PartsForm | InnerForm;
/** A form whose parameters have names. */
export type NamedForm = NumberForm | QuantileForm | InnerForm;

export interface Family {
  /** In lower case without dashes, as in the text form. */
  readonly name: string;
  /** Other names of the family, written like it. */
  readonly aliases?: readonly string[];
  /** The ways in which it may be given; the first is meant where the parameters have no names. */
  readonly forms: readonly Form[];
}

/** What is given to a form, whatever the form takes. */
export interface Given {
  readonly numbers?: Readonly<Record<string, number>>;
  readonly pairs?: readonly Pair[];
  readonly values?: readonly number[];
  readonly parts?: readonly Part[];
  readonly inner?: Distribution;
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

/** That each named parameter is above 0. */
export function positive(family: string, given: Readonly<Record<string, number>>): Findings {
  return Object.entries(given).map(
    ([name, value]) =>
      value <= 0 && about(name, `${family}: ${name} is ${value}; it must be above 0`),
  );
}

const LEVEL = /^p(\d+\.?\d*|\.\d+)$/;

/** Whether a parameter's name is a level: p10, p2.5. */
export function isLevel(name: string): boolean {
  return LEVEL.test(name);
}

/** The probability of a level: 0.1 of p10, the double nearest to the decimal. */
function levelOf(name: string): number {
  const percent = LEVEL.exec(name)![1];
  const [whole, fraction = ''] = percent.split('.');
  return Number(`${whole}${fraction}e-${fraction.length + 2}`);
}

/** Which of the names given a form knows, by its own name of each. */
function knownNames(form: Form, names: readonly string[]): string[] {
  if (!('names' in form)) return [];
  return names.map((name) => canonicalName(form, name)).filter((name) => accepts(form, name));
}

/** The form's own name of a parameter. */
export function canonicalName(form: NamedForm, name: string): string {
  return form.aliases !== undefined && Object.hasOwn(form.aliases, name)
    ? form.aliases[name]
    : name;
}

function accepts(form: NamedForm, name: string): boolean {
  return form.names.includes(name) || (form.takes === 'quantiles' && isLevel(name));
}

function missingNames(form: Form, given: readonly string[]): string[] {
  if (!('names' in form)) return [];
  return form.names.filter(
    (name) => !given.includes(name) && !Object.hasOwn(form.defaults ?? {}, name),
  );
}

/**
 * The form that knows most of the names given; of equals the one that misses fewest, then the
 * first.
 */
export function chooseForm(family: Family, names: Iterable<string>): Form {
  const given = [...names];
  const fit = (form: Form): number => {
    const known = knownNames(form, given);
    const levels = known.filter(isLevel).length;
    const lacking = form.takes === 'quantiles' ? Math.max(0, form.fewest - levels) : 0;
    return 100 * known.length - missingNames(form, known).length - lacking;
  };
  if (given.length === 0) return family.forms[0];
  return family.forms.reduce((best, form) => (fit(form) > fit(best) ? form : best));
}

/** The names a form takes, in words. */
export function namesTaken(form: NamedForm): string {
  const levels = form.takes === 'quantiles' ? (form.positional ?? exampleLevels(form.fewest)) : [];
  return [...levels, ...form.names].join(', ');
}

function exampleLevels(count: number): string[] {
  return count === 1 ? ['p50'] : count === 2 ? ['p10', 'p90'] : ['p10', 'p50', 'p90'];
}

/**
 * What is wrong with the names given to a form, by the form's own names: those it does not know,
 * and those it misses. A misspelt name is reported once, not as one unknown and one missing.
 */
export function nameProblems(family: Family, form: NamedForm, given: readonly string[]): Problem[] {
  const missing = new Set(missingNames(form, given));
  const known = [
    ...new Set(
      family.forms.flatMap((f) =>
        'names' in f
          ? [...f.names, ...(f.takes === 'quantiles' ? namesTaken(f).split(', ') : [])]
          : [],
      ),
    ),
  ];
  const unknown = given
    .filter((name) => !accepts(form, name))
    .map((name) => {
      const meant = nearest(name, form.names)[0];
      if (meant !== undefined) missing.delete(meant);
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
      const takes = known.includes(name) || isLevel(name) ? namesTaken(form) : known.join(', ');
      return about(
        name,
        `${family.name}: there is no parameter "${name}" here; it takes ${takes}.${hint}`,
      );
    });
  const absent = [...missing].map((name) => ({
    message: `${family.name}: ${name} is missing; it takes ${namesTaken(form)}`,
  }));
  return [...unknown, ...absent, ...levelCountProblems(family, form, given)];
}

function levelCountProblems(family: Family, form: NamedForm, given: readonly string[]): Problem[] {
  if (form.takes !== 'quantiles') return [];
  const levels = given.filter(isLevel);
  if (levels.length >= form.fewest && levels.length <= form.most) return [];
  const wanted =
    form.fewest === form.most
      ? `${form.fewest}`
      : form.most === Infinity
        ? `${form.fewest} or more`
        : `${form.fewest} to ${form.most}`;
  const absent = (form.positional ?? []).filter((name) => !levels.includes(name));
  if (levels.length < form.fewest && absent.length === form.fewest - levels.length) {
    return absent.map((name) => ({
      message: `${family.name}: ${name} is missing; it takes ${namesTaken(form)}`,
    }));
  }
  const message = `${family.name}: it takes ${wanted} quantile${wanted === '1' ? '' : 's'}, such as ${exampleLevels(
    form.fewest,
  )
    .map((name) => `${name}=...`)
    .join(', ')}; ${levels.length === 0 ? 'there is none' : `there are ${levels.length}`}`;
  return [levels.length > form.most ? { message, parameter: levels.at(-1)! } : { message }];
}

/** Levels in rising order, and what is wrong with them. */
function levelsOf(
  family: Family,
  given: Readonly<Record<string, number>>,
): { levels: Level[]; problems: Problem[] } {
  const levels = Object.keys(given)
    .filter(isLevel)
    .map((name): Level => ({ name, p: levelOf(name), x: given[name] }))
    .sort((a, b) => a.p - b.p);
  const problems = levels.flatMap(({ name, p, x }, k): Problem[] => {
    if (!(p > 0 && p < 1)) {
      return [
        about(name, `${family.name}: ${name} is no quantile; levels lie between p0 and p100`),
      ];
    }
    const above = levels[k + 1];
    if (above === undefined || !(x >= above.x)) return [];
    if (p === above.p)
      return [about(above.name, `${family.name}: ${name} and ${above.name} are one level`)];
    return [
      about(
        name,
        x === above.x
          ? `${family.name}: ${name} and ${above.name} are both ${x}; ${name} must be below ${above.name}. point(${x}) is a certain value.`
          : `${family.name}: ${name} is ${x} and ${above.name} is ${above.x}; ${name} must be below ${above.name}. Swapped?`,
      ),
    ];
  });
  return { levels, problems };
}

/** What is wrong with what is given to a form, as far as it can be told; no names are checked. */
export function givenProblems(family: Family, form: Form, given: Given): Problem[] {
  switch (form.takes) {
    case 'numbers':
      return found(form.problems(completed(form, given.numbers ?? {})));
    case 'quantiles': {
      const { levels, problems } = levelsOf(family, given.numbers ?? {});
      const enough = levels.length >= form.fewest && problems.length === 0;
      const own = form.problems(enough ? levels : [], completed(form, given.numbers ?? {}));
      return [...problems, ...found(own)];
    }
    case 'pairs':
      return found(form.problems(given.pairs ?? []));
    case 'values':
      return found(form.problems(given.values ?? []));
    case 'parts':
      return found(form.problems(given.parts ?? []));
    case 'distribution':
      return given.inner === undefined
        ? [
            {
              message: `${family.name}: the distribution is missing; write ${family.name}(normal(0, 1), ${form.names[0]}=...)`,
            },
          ]
        : found(form.problems(given.inner, completed(form, given.numbers ?? {})));
  }
}

/** Numbers by name, defaults filled in, NaN where there is none. */
function completed(
  form: NamedForm,
  given: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    // Adding 0 makes -0 plain 0, which is how the text prints it.
    form.names.map((name) => [name, (given[name] ?? form.defaults?.[name] ?? NaN) + 0]),
  );
}

/**
 * The member of a family that a form makes of what is given; throws DistributionError with all that
 * is wrong.
 */
export function make(family: Family, form: Form, given: Given): Distribution {
  const problems: Problem[] = [];
  const numbers: Record<string, number> = {};
  if ('names' in form) {
    for (const [name, value] of Object.entries(given.numbers ?? {})) {
      const own = canonicalName(form, name);
      if (!Number.isFinite(value)) {
        problems.push(
          about(name, `${family.name}: ${name} is ${String(value)}; it must be a finite number`),
        );
      }
      numbers[own] = Number.isFinite(value) ? value + 0 : NaN;
    }
    problems.push(...nameProblems(family, form, Object.keys(numbers)));
  }
  const complete: Given = { ...given, numbers };
  problems.push(...givenProblems(family, form, complete));
  if (problems.length > 0) throw new DistributionError(problems);
  const named = 'names' in form ? namedParameters(form, numbers) : {};
  const inside = Object.entries(named)
    .filter(([name, value]) => value !== ('names' in form ? form.defaults?.[name] : undefined))
    .map(([name, value]) => (name === 'value' ? `${value}` : `${name}=${value}`));
  switch (form.takes) {
    case 'numbers':
      return distribution(family, named, inside, form.body(completed(form, numbers)));
    case 'quantiles': {
      const { levels } = levelsOf(family, numbers);
      return distribution(family, named, inside, form.body(levels, completed(form, numbers)));
    }
    case 'pairs': {
      const pairs = (given.pairs ?? []).map(([value, p]) =>
        Object.freeze([value + 0, p + 0] as const),
      );
      const alone = form.wording?.end === undefined ? -1 : pairs.length - 1;
      const texts = pairs.map(([value, p], k) => (k === alone ? `${value}` : `${value}:${p}`));
      return distribution(family, { pairs: Object.freeze(pairs) }, texts, form.body(pairs));
    }
    case 'values': {
      // In whatever order they came: the same data are the same distribution.
      const values = Object.freeze(
        (given.values ?? []).map((value) => value + 0).sort((a, b) => a - b),
      );
      return distribution(family, { values }, values.map(String), form.body(values));
    }
    case 'parts': {
      const parts = given.parts ?? [];
      const texts = parts.map(([part, weight]) => `${part.text}:${weight}`);
      const parameters = {
        parts: Object.freeze(parts.map(([part, w]) => Object.freeze([part.text, w] as const))),
      };
      return distribution(family, parameters, texts, form.body(parts));
    }
    case 'distribution': {
      const inner = given.inner!;
      const texts = [inner.text, ...inside];
      const body = form.body(inner, completed(form, numbers));
      return distribution(family, { distribution: inner.text, ...named }, texts, body);
    }
  }
}

/** In the order of the levels, then of the names; what has no value is left out. */
function namedParameters(
  form: NamedForm,
  numbers: Readonly<Record<string, number>>,
): Record<string, number> {
  const levels = Object.keys(numbers)
    .filter((name) => form.takes === 'quantiles' && isLevel(name))
    .sort((a, b) => levelOf(a) - levelOf(b));
  const all = { ...completed(form, numbers) };
  const named = [...levels.map((name) => [name, numbers[name]] as const), ...Object.entries(all)];
  return Object.fromEntries(named.filter(([, value]) => !Number.isNaN(value)));
}

/**
 * The member of a family with these named parameters; throws DistributionError with all that is
 * wrong.
 */
export function fromNumbers(
  family: Family,
  given: Readonly<Record<string, number | undefined>>,
): Distribution {
  const numbers = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
  return make(family, chooseForm(family, Object.keys(numbers)), { numbers });
}

export function found(findings: Findings): Problem[] {
  return findings.filter((finding) => finding !== false);
}

function distribution(
  family: Family,
  parameters: Parameters,
  inside: readonly string[],
  body: Body,
): Distribution {
  const text = `${family.name}(${inside.join(', ')})`;
  const asked = (what: (p: number) => number, name: string) => (p: number) => {
    // Asked this way round so that NaN is refused too.
    if (!(p >= 0 && p <= 1))
      throw new RangeError(`${text}: there is no ${name} at ${p}; p must be in [0, 1]`);
    return what(p);
  };
  const at = (what: (x: number) => number) => (x: number) => (Number.isNaN(x) ? NaN : what(x));
  return Object.freeze({
    family: family.name,
    parameters: Object.freeze({ ...parameters }),
    text,
    mean: body.mean,
    sd: body.sd,
    support: Object.freeze(body.support),
    discrete: body.discrete ?? false,
    quantile: asked((p) => body.quantile(p), 'quantile'),
    upperQuantile: asked((q) => body.upperQuantile?.(q) ?? body.quantile(1 - q), 'upper quantile'),
    cdf: at((x) => body.cdf(x)),
    survival: at((x) => body.survival?.(x) ?? 1 - body.cdf(x)),
    density: at((x) => body.density(x)),
    sample: (n: number, options: SampleOptions) => sampleOf(body.mapping, n, options),
    mapping: Object.freeze(body.mapping),
    ...(body.fit === undefined ? {} : { fit: Object.freeze(body.fit) }),
  });
}
