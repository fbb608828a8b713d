/** What a language has to bring. */

/** What stands between the parts of a sentence or a list. */
export interface Marks {
  readonly comma: string;
  readonly semicolon: string;
  readonly colon: string;
  readonly and: string;
  readonly or: string;
  /** At the end of a sentence, and between two. */
  readonly stop: string;
  readonly space: string;
}

/** Texts of a language by their English ones. */
export interface Catalogue {
  readonly sentences: Readonly<Record<string, string>>;
  /** With the word that the language counts them by, behind a number. */
  readonly nouns: Readonly<Record<string, string>>;
  readonly marks: Marks;
  period(label: string): string;
  day(iso: string): string;
  plainUnit(named: string): string;
}
