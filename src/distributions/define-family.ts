/** A family from its declaration: the constructor that a model author calls. */

import { argumentsProblem } from './constructor-arguments.ts';
import type { Distribution } from './distribution.ts';
import { DistributionError } from './error.ts';
import type { AnyNumber, Family, Form, Given, KnownMember } from './family.ts';
import { make } from './make.ts';
import { chooseForm } from './names.ts';

/** What the constructor of a family with these forms takes. */
type ArgumentsOf<F extends Form> = [F['example']] extends [readonly [unknown]]
  ? readonly [given: F['example'][0]]
  : F['example'];

/** A function that makes members of a family. */
export type Constructor<Arguments extends readonly unknown[] = readonly never[]> = ((
  ...given: Arguments
) => Distribution) & { readonly family: Family };

/**
 * A family of distributions; a line in families/index.ts makes it a part of chipcast.
 *
 * @param declared.name     in lower case without dashes, as in the text form
 * @param declared.aliases  other names of the family, written like it
 * @param declared.about    what it is, in a few words, for the reference
 * @param declared.forms    the ways in which it may be given: see forms.ts
 * @param declared.instead  what to write where a parameter is a quantity of a model
 * @param declared.known    members with numbers from elsewhere, two or more
 * @param declared.member   arguments for any member, none too extreme: laws are tested with them
 */
export function defineFamily<Forms extends readonly [Form, ...Form[]]>(declared: {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly about: string;
  readonly forms: Forms;
  readonly instead?: string;
  readonly known?: readonly KnownMember[];
  member(any: AnyNumber): Forms[number]['example'];
}): Constructor<ArgumentsOf<Forms[number]>> {
  const { aliases = [], known = [], forms, member } = declared;
  const reader: { read(...given: readonly unknown[]): Given } = forms[0];
  const constructed = (...given: readonly unknown[]): Distribution => {
    const wrong = argumentsProblem(declared.name, forms[0], declared.instead, given);
    if (wrong !== undefined) throw new DistributionError([{ message: wrong }]);
    // Forms of named numbers read their arguments alike, and the names say which form is meant.
    const read = reader.read(...given);
    const numbersAlone = read.numbers !== undefined && read.inner === undefined;
    const form = numbersAlone ? chooseForm(family, Object.keys(read.numbers)) : forms[0];
    return make(family, form, read);
  };
  const family: Family = Object.freeze({
    ...declared,
    aliases,
    known,
    member: (any: AnyNumber) => constructed(...member(any)),
  });
  return Object.freeze(Object.assign(constructed, { family }));
}
