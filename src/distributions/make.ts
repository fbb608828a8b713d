/** A member of a family from what is given to one of its forms. */

import { shownValue } from '../text/shown-value.ts';
import type { Distribution, Parameters } from './distribution.ts';
import { DistributionError, type Problem } from './error.ts';
import {
  about,
  type Body,
  type Family,
  type Findings,
  type Form,
  findings,
  type Given,
  type NamedForm,
  type Numbers,
} from './family.ts';
import { canonicalName, isLevel, levelOf, levelsOf, nameProblems } from './names.ts';
import { type SampleOptions, sampleOf } from './sample.ts';

/** What is wrong with what is given to a form, as far as it can be told; no names are checked. */
export function givenProblems(family: Family, form: Form, given: Given): Problem[] {
  return named(family, found(family, form, given));
}

/** With the name of the family before each. */
export function named({ name }: Family, problems: Findings): Problem[] {
  return findings(problems).map((problem) => ({
    ...problem,
    message: `${name}: ${problem.message}`,
  }));
}

function found({ name }: Family, form: Form, given: Given): Findings {
  switch (form.takes) {
    case 'numbers':
      return form.problems(completed(form, given.numbers));
    case 'quantiles': {
      const { levels, problems } = levelsOf(given.numbers ?? {});
      const enough = levels.length >= form.fewest && problems.length === 0;
      const own = form.problems(enough ? levels : [], completed(form, given.numbers));
      return [...problems, ...own];
    }
    case 'pairs':
      return form.problems(given.pairs ?? []);
    case 'values':
      return form.problems(given.values ?? []);
    case 'parts':
      return form.problems(given.parts ?? []);
    case 'distribution': {
      if (given.inner !== undefined)
        return form.problems(given.inner, completed(form, given.numbers));
      const written = `${name}(normal(0, 1), ${form.names[0]}=...)`;
      return [{ message: `the distribution is missing; write ${written}` }];
    }
  }
}

/** Numbers by name, defaults filled in, NaN where there is none. */
function completed({ names, defaults }: NamedForm, given: Numbers = {}): Numbers {
  return Object.fromEntries(
    // Adding 0 makes -0 plain 0, which is how the text prints it.
    names.map((name) => [name, (given[name] ?? defaults[name] ?? NaN) + 0]),
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
      const finite = Number.isFinite(value);
      if (!finite)
        problems.push(about(name, `${name} is ${shownValue(value)}; it must be a finite number`));
      numbers[canonicalName(form, name)] = finite ? value + 0 : NaN;
    }
    problems.push(...nameProblems(family, form, Object.keys(numbers)));
  }
  const all = [...problems, ...findings(found(family, form, { ...given, numbers }))];
  if (all.length > 0) throw new DistributionError(named(family, all));
  return distribution(family, ...written(form, given, numbers), bodyOf(form, given, numbers));
}

/** The parameters as they are kept, and what stands between the brackets of the text. */
function written(
  form: Form,
  given: Given,
  numbers: Numbers,
): [parameters: Parameters, texts: readonly string[]] {
  switch (form.takes) {
    case 'numbers':
    case 'quantiles':
      return [namedParameters(form, numbers), namedTexts(form, numbers)];
    case 'pairs': {
      const pairs = pairsOf(given);
      const alone = form.wording.end === undefined ? -1 : pairs.length - 1;
      const texts = pairs.map(([value, p], k) => (k === alone ? `${value}` : `${value}:${p}`));
      return [{ pairs: Object.freeze(pairs) }, texts];
    }
    case 'values': {
      const values = valuesOf(given);
      return [{ values: Object.freeze(values) }, values.map(String)];
    }
    case 'parts': {
      const parts = given.parts ?? [];
      const kept = parts.map(([part, weight]) => Object.freeze([part.text, weight] as const));
      return [{ parts: Object.freeze(kept) }, kept.map(([text, weight]) => `${text}:${weight}`)];
    }
    case 'distribution': {
      const { text } = given.inner!;
      return [
        { distribution: text, ...namedParameters(form, numbers) },
        [text, ...namedTexts(form, numbers)],
      ];
    }
  }
}

function bodyOf(form: Form, given: Given, numbers: Numbers): Body {
  switch (form.takes) {
    case 'numbers':
      return form.body(completed(form, numbers));
    case 'quantiles':
      return form.body(levelsOf(numbers).levels, completed(form, numbers));
    case 'pairs':
      return form.body(pairsOf(given));
    case 'values':
      return form.body(valuesOf(given));
    case 'parts':
      return form.body(given.parts ?? []);
    case 'distribution':
      return form.body(given.inner!, completed(form, numbers));
  }
}

function pairsOf({ pairs = [] }: Given) {
  return pairs.map(([value, p]) => Object.freeze([value + 0, p + 0] as const));
}

/** In whatever order they came: the same data are the same distribution. */
function valuesOf({ values = [] }: Given): number[] {
  return values.map((value) => value + 0).sort((a, b) => a - b);
}

/** In the order of the levels, then of the names; what has no value is left out. */
function namedParameters(form: NamedForm, numbers: Numbers): Record<string, number> {
  const levels = Object.keys(numbers)
    .filter((name) => form.takes === 'quantiles' && isLevel(name))
    .sort((a, b) => levelOf(a) - levelOf(b));
  const all = [
    ...levels.map((name) => [name, numbers[name]] as const),
    ...Object.entries(completed(form, numbers)),
  ];
  return Object.fromEntries(all.filter(([, value]) => !Number.isNaN(value)));
}

function namedTexts(form: NamedForm, numbers: Numbers): string[] {
  return Object.entries(namedParameters(form, numbers))
    .filter(([name, value]) => value !== form.defaults[name])
    .map(([name, value]) => (name === 'value' ? `${value}` : `${name}=${value}`));
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
