/**
 * The tables of docs/language.md that say what the language knows, from the rows of
 * src/language/operations. `docs/generate.ts` writes them between their marks.
 */

import { families } from '../src/distributions/families.ts';
import { DRAWABLE } from '../src/language/families.ts';
import { AGGREGATES } from '../src/language/operations/aggregates.ts';
import { FUNCTIONS, INFIX, PREFIX } from '../src/language/operations/index.ts';
import type { Word } from '../src/language/operations/word.ts';
import { LEVELS } from '../src/language/syntax.ts';
import { code, table } from '../src/text/markdown.ts';

const MEANING = { heading: 'Meaning' };

/** How operators of a level stand beside each other. */
const NOTES: Readonly<Partial<Record<keyof typeof LEVELS, string>>> = {
  comparison: 'they do not chain: `a < b and b < c`',
  sum: 'from the left',
  product: 'from the left',
  power: 'from the right; `-2 ^ 2` is -4, `2 ^ -1` is 0.5',
};

function operators(): string {
  const levels: Readonly<Record<keyof typeof LEVELS, readonly Word[]>> = {
    or: LEVELS.or.map((name) => INFIX[name]),
    and: LEVELS.and.map((name) => INFIX[name]),
    not: LEVELS.not.map((name) => PREFIX[name]),
    comparison: LEVELS.comparison.map((name) => INFIX[name]),
    sum: LEVELS.sum.map((name) => INFIX[name]),
    product: LEVELS.product.map((name) => INFIX[name]),
    sign: LEVELS.sign.map((name) => PREFIX[name]),
    power: LEVELS.power.map((name) => INFIX[name]),
  };
  const rows = Object.entries(levels).map(([level, words]) => {
    const note = NOTES[level as keyof typeof LEVELS];
    return [
      words.map(({ row }) => code(row.written)).join(' '),
      [words.map(({ row }) => row.about).join(', '), note ?? []].flat().join('; '),
    ];
  });
  return table([{ heading: 'Operators, loosest first' }, MEANING], rows);
}

function functions(): string {
  const rows = [...FUNCTIONS.values()].map(({ row }) => {
    const { written, about, example } = row;
    const made = 'as' in row ? `: ${code(row.as)}` : '';
    return [code(written), `${about}${made}`, `${code(example[0])} is ${example[1]}`];
  });
  return table([{ heading: 'Function' }, MEANING, { heading: 'Example' }], rows);
}

function aggregates(): string {
  const rows = Object.entries(AGGREGATES).map(([name, { about }]) => [code(name), about]);
  return table([{ heading: 'Aggregate' }, MEANING], rows);
}

/** Which families take quantities, by which parameters, and what to write for the others. */
function quantities(): string {
  const drawable = new Map(DRAWABLE.map(({ name, given }) => [name, given]));
  const rows = families.map(({ name, instead }) => {
    const given = drawable.get(name);
    return [
      code(name),
      given?.map((one) => code(one)).join(', or ') ?? `numbers alone: ${instead}`,
    ];
  });
  return table([{ heading: 'Family' }, { heading: 'Parameters that may be quantities' }], rows);
}

/** Tables by the name of their mark. */
export function languageTables(): ReadonlyMap<string, string> {
  return new Map([
    ['operators', operators()],
    ['functions', functions()],
    ['aggregates', aggregates()],
    ['quantities', quantities()],
  ]);
}

/**
 * A page with its tables written anew: each stands between `<!-- NAME: ... -->` and
 * `<!-- end of NAME -->`.
 *
 * @throws Error where the page has no such marks
 */
export function withTables(page: string, tables: ReadonlyMap<string, string>): string {
  return [...tables].reduce((text, [name, content]) => {
    const marks = new RegExp(`(<!-- ${name}: [^>]*-->)[\\s\\S]*?(<!-- end of ${name} -->)`);
    if (!marks.test(text)) throw new Error(`the page has no place for the table of ${name}`);
    return text.replace(marks, (_, from: string, to: string) => `${from}\n\n${content}\n\n${to}`);
  }, page);
}
