/**
 * Sentences of documents in the language of their reader. A sentence stands in English where it is
 * made, with `{holes}` for what it is told; the catalogue of another language has it under that
 * text, so that a sentence that no catalogue has does not compile.
 */

import { plural } from '../text/listed.ts';
import type { Catalogue, Marks } from './catalogue.ts';
import type { Language } from './languages.ts';
import { zhHant } from './zh-hant/index.ts';

/** Every sentence that documents have, in English. */
export type Sentence = keyof typeof zhHant.sentences;

/** A sentence without holes, such as the heading of a column. */
export type Label = { [S in Sentence]: [HolesOf<S>] extends [never] ? S : never }[Sentence];

/** What is counted, in English and in the singular. */
type Noun = keyof typeof zhHant.nouns;

type HolesOf<S extends string> = S extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesOf<Rest>
  : never;

/** What fills the holes of a sentence, by their names; nothing of one that has none. */
export type Filling<S extends string, With> = [HolesOf<S>] extends [never]
  ? readonly []
  : readonly [holes: Readonly<Record<HolesOf<S>, With>>];

export interface Wording {
  readonly language: Language;
  readonly marks: Marks;
  /** A sentence with its holes filled by text. */
  readonly tell: <S extends Sentence>(sentence: S, ...holes: Filling<S, string | number>) => string;
  /** A sentence as its parts, whatever fills its holes. */
  readonly parts: <S extends Sentence, Part>(
    sentence: S,
    ...holes: Filling<S, Part>
  ) => readonly (string | Part)[];
  /** `1 trial`, `12 trials`. */
  readonly many: (count: number, noun: Noun) => string;
  /** A text that was written in English elsewhere, where the catalogue has it; else as it is. */
  readonly known: (text: string) => string;
  /** `2026Q1`, as a sentence or a table has it. */
  readonly period: (label: string) => string;
  /** `2025-12-31`. */
  readonly day: (iso: string) => string;
  /** A unit by which no number is multiplied: `10*# 億美元` reads `# 十億美元`. */
  readonly plainUnit: (named: string) => string;
}

const ENGLISH_MARKS: Marks = {
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  and: ' and ',
  or: ' or ',
  stop: '.',
  space: ' ',
};

/** The parts of a sentence in their order, without empty ones. */
function filled<Part>(text: string, holes: Readonly<Record<string, Part>>): (string | Part)[] {
  return text
    .split(/\{(\w+)\}/)
    .map((part, k) => (k % 2 === 0 ? part : holes[part]))
    .filter((part) => part !== '');
}

function wording(language: Language, catalogue: Catalogue | undefined): Wording {
  const textOf = (sentence: string): string =>
    catalogue !== undefined && Object.hasOwn(catalogue.sentences, sentence)
      ? catalogue.sentences[sentence]
      : sentence;
  const parts = <Part>(sentence: string, ...holes: readonly object[]): (string | Part)[] =>
    filled(textOf(sentence), { ...holes[0] } as Readonly<Record<string, Part>>);
  return {
    language,
    marks: catalogue?.marks ?? ENGLISH_MARKS,
    parts,
    tell: (sentence, ...holes) => parts<string | number>(sentence, ...holes).join(''),
    many: (count, noun) =>
      catalogue === undefined ? plural(count, noun) : `${count} ${catalogue.nouns[noun]}`,
    known: textOf,
    period: (label) => catalogue?.period(label) ?? label,
    day: (iso) => catalogue?.day(iso) ?? iso,
    plainUnit: (named) => catalogue?.plainUnit(named) ?? named,
  };
}

const WORDINGS: Readonly<Record<Language, Wording>> = {
  en: wording('en', undefined),
  'zh-Hant': wording('zh-Hant', zhHant),
};

export function wordingOf(language: Language): Wording {
  return WORDINGS[language];
}
