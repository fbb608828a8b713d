/**
 * Words for ids and units, and sentences about them: what a reader is told, in his language, in
 * place of the names by which commands and equations know things.
 */

import { kindOf as kindOfOutcome, type OutcomeKind } from '../compile/outcome-kind.ts';
import { type Program, stepWord } from '../compile/program.ts';
import { bareId, parseColumnName } from '../text/column-name.ts';
import { readPeriod } from '../text/period.ts';
import type { Language } from '../wording/languages.ts';
import { type Filling, type Sentence, type Wording, wordingOf } from '../wording/wording.ts';
import type { Named, Piece, Text } from './document.ts';
import { plainLabel } from './outcomes.ts';

/** How something is measured: what it counts, and in what. */
export interface Measured {
  readonly kind?: OutcomeKind | undefined;
  readonly unit: string;
}

/** What an id, a column or a condition on columns is called, and how sentences are made of that. */
export interface Names extends Wording {
  /** With the period, as a table has it: `Heat pumps sold, 2028`. */
  readonly of: (id: string) => Named;
  /** As a sentence has it: `Heat pumps sold in 2028`. */
  readonly in: (id: string) => Named;
  /** Of an input or an outcome, with a period or without; undefined where the model has neither. */
  readonly measured: (id: string) => Measured | undefined;
  /**
   * A unit as people say it, with `#` where the number stands; as it is where nobody said. Numbers
   * of the model stand before it as they are.
   */
  readonly unit: (unit: string) => string;
  /** A unit in a sentence, for whose power of ten a number may have to be multiplied. */
  readonly spoken: (unit: string) => string;
  /** A sentence whose holes hold names, numbers and the like. */
  readonly say: <S extends Sentence>(
    sentence: S,
    ...holes: Filling<S, Text | Piece | number>
  ) => Piece[];
}

const COLUMN = /[A-Za-z][\w.-]*(?:\[[^\]]+\])?/g;

/** Of draws from elsewhere, whose columns have no labels. */
export function bareNames(language: Language = 'en'): Names {
  return namesOf({ inputs: [], outcomes: [], time: { step: 'once' } }, language);
}

function kindOf(period: string | undefined): string {
  return (period === undefined ? undefined : readPeriod(period)?.kind) ?? 'year';
}

/**
 * Names that a model gave; what it gave none is called by its id.
 *
 * @param language  in which the model has its labels
 */
export function namesOf(
  {
    inputs,
    outcomes,
    unitNames = {},
    time,
  }: Pick<Program, 'inputs' | 'outcomes' | 'unitNames'> & {
    readonly time: Pick<Program['time'], 'step'>;
  },
  language: Language = 'en',
): Names {
  const wording = wordingOf(language);
  // An outcome by year and by quarter may have one id and two labels.
  const labels = new Map<string, string>();
  for (const one of [...inputs, ...outcomes]) {
    const { label } = one.about;
    if (label === undefined) continue;
    const whole = 'period' in one && one.period !== undefined ? one.period : undefined;
    const over = one.over === 'quarter' ? stepWord(time) : kindOf(whole);
    for (const key of [`${one.id} ${over}`, one.id])
      if (!labels.has(key)) labels.set(key, plainLabel(label));
  }
  type Between = '{label}, {period}' | '{label} in {period}';
  const single = (name: string, between: Between): string | undefined => {
    const { id, period } = parseColumnName(name);
    const over = kindOf(period);
    const label = (period && labels.get(`${id} ${over}`)) || labels.get(id);
    return label === undefined || period === undefined
      ? label
      : wording.tell(between, { label, period: wording.period(period) });
  };
  // A condition names one column or several.
  const named = (text: string, between: Between): Named => ({
    id: text,
    label:
      single(text, between) ?? text.replaceAll(COLUMN, (name) => single(name, between) ?? name),
  });
  const spoken = (unit: string): string =>
    Object.hasOwn(unitNames, unit) ? unitNames[unit] : unit;
  const measured = new Map<string, Measured>([
    ...outcomes.map((one) => [one.id, { kind: kindOfOutcome(one), unit: one.unit }] as const),
    ...inputs.map(({ id, unit }) => [id, { unit }] as const),
  ]);
  return {
    ...wording,
    measured: (id) => measured.get(id) ?? measured.get(bareId(id)),
    of: (id) => named(id, '{label}, {period}'),
    in: (id) => named(id, '{label} in {period}'),
    unit: (unit) => wording.plainUnit(spoken(unit)),
    spoken,
    say: (sentence, ...holes) =>
      wording
        .parts<typeof sentence, Text | Piece | number>(sentence, ...holes)
        .flatMap((part) => (typeof part === 'number' ? String(part) : part))
        .filter((part) => part !== ''),
  };
}
