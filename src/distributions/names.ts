/** The names of parameters and levels in a text or an object: which form they mean, what is wrong. */

import { lastOf } from '../text/entry.ts';
import { nearest } from '../text/nearest.ts';
import type { Problem } from './error.ts';
import {
  about,
  type Family,
  type Form,
  type Level,
  type NamedForm,
  type Numbers,
} from './family.ts';

const LEVEL = /^p(\d+\.?\d*|\.\d+)$/;

/** Whether a parameter's name is a level: p10, p2.5. */
export function isLevel(name: string): boolean {
  return LEVEL.test(name);
}

/** The probability of a level: 0.1 of p10, the double nearest to the decimal. */
export function levelOf(name: string): number {
  const [whole, fraction = ''] = name.slice(1).split('.');
  return Number(`${whole}${fraction}e-${fraction.length + 2}`);
}

/** Levels in rising order, and what is wrong with them. */
export function levelsOf(given: Numbers): { levels: Level[]; problems: Problem[] } {
  const levels = Object.keys(given)
    .filter(isLevel)
    .map((name): Level => ({ name, p: levelOf(name), x: given[name] }))
    .sort((a, b) => a.p - b.p);
  const problems = levels.flatMap(({ name, p, x }, k): Problem[] => {
    if (!(p > 0 && p < 1)) {
      return [about(name, `${name} is no quantile; levels lie between p0 and p100`)];
    }
    const above = levels[k + 1];
    if (above === undefined || !(x >= above.x)) return [];
    if (p === above.p) return [about(above.name, `${name} and ${above.name} are one level`)];
    const order = `${name} must be below ${above.name}`;
    return [
      about(
        name,
        x === above.x
          ? `${name} and ${above.name} are both ${x}; ${order}. point(${x}) is a certain value.`
          : `${name} is ${x} and ${above.name} is ${above.x}; ${order}. Swapped?`,
      ),
    ];
  });
  return { levels, problems };
}

/** Which of the names given a form takes, by its own name of each. */
function namesMeant(form: Form, names: readonly string[]): string[] {
  if (!('names' in form)) return [];
  return names.map((name) => canonicalName(form, name)).filter((name) => accepts(form, name));
}

/** The form's own name of a parameter. */
export function canonicalName({ aliases }: NamedForm, name: string): string {
  return Object.hasOwn(aliases, name) ? aliases[name] : name;
}

function accepts(form: NamedForm, name: string): boolean {
  return form.names.includes(name) || (form.takes === 'quantiles' && isLevel(name));
}

function missingNames(form: Form, given: readonly string[]): string[] {
  if (!('names' in form)) return [];
  return form.names.filter((name) => !given.includes(name) && !Object.hasOwn(form.defaults, name));
}

/**
 * The form that takes most of the names given; of equals the one that misses fewest, then the
 * first.
 */
export function chooseForm(family: Family, names: Iterable<string>): Form {
  const given = [...names];
  const fit = (form: Form): number => {
    const meant = namesMeant(form, given);
    const levels = meant.filter(isLevel).length;
    const lacking = form.takes === 'quantiles' ? Math.max(0, form.fewest - levels) : 0;
    return 100 * meant.length - missingNames(form, meant).length - lacking;
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
 * What is wrong with the names given to a form, by the form's own names: those it does not take,
 * and those it misses. A misspelt name is reported once, not as one unknown and one missing.
 */
export function nameProblems(family: Family, form: NamedForm, given: readonly string[]): Problem[] {
  const missing = new Set(missingNames(form, given));
  const all = [
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
      const takes = all.includes(name) || isLevel(name) ? namesTaken(form) : all.join(', ');
      return about(name, `there is no parameter "${name}" here; it takes ${takes}.${hint}`);
    });
  const absent = [...missing].map((name) => missingProblem(form, name));
  return [...unknown, ...absent, ...levelCountProblems(form, given)];
}

function missingProblem(form: NamedForm, name: string): Problem {
  return { message: `${name} is missing; it takes ${namesTaken(form)}` };
}

function levelCountProblems(form: NamedForm, given: readonly string[]): Problem[] {
  if (form.takes !== 'quantiles') return [];
  const { fewest, most, positional = [] } = form;
  const levels = given.filter(isLevel);
  if (levels.length >= fewest && levels.length <= most) return [];
  const absent = positional.filter((name) => !levels.includes(name));
  if (levels.length < fewest && absent.length === fewest - levels.length)
    return absent.map((name) => missingProblem(form, name));
  const wanted = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
  const such = exampleLevels(fewest).map((name) => `${name}=...`);
  const there = levels.length === 0 ? 'there is none' : `there are ${levels.length}`;
  const message = `it takes ${wanted} quantile${wanted === '1' ? '' : 's'}, such as ${such.join(', ')}; ${there}`;
  return [levels.length > most ? { message, parameter: lastOf(levels) } : { message }];
}
