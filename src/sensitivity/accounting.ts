/**
 * On what a forecast rests: every assumption with its influence, its sources, their age, and
 * whether it is a judgement.
 */

import type { Program, ProgramInput } from '../compile/program.ts';
import { unsourcedInputs } from '../compile/sourced.ts';
import { earned } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { present } from '../text/entry.ts';
import { type Wording, wordingOf } from '../wording/wording.ts';
import { datesIn, dayOf } from './dates.ts';

/**
 * An input, or those of a copula together: their influences cannot be told apart by shares of the
 * variance.
 */
export interface AccountedInput {
  readonly id: string;
  /** Of a copula the ids of its members; the fields below are then those of all of them. */
  readonly members?: readonly string[];
  readonly label?: string;
  readonly component: string;
  /** Why it is uncertain: `policy`, `market`, ... */
  readonly kind?: string;
  /** Share of the variance of the outcome. */
  readonly influence: Estimate;
  /** Ids of the sources it cites. */
  readonly sources: readonly string[];
  /**
   * Days from the dates of its sources to the as-of date. A month or a year counts by its last day
   * for the youngest, not beyond the as-of date, and by its first for the oldest. Absent where no
   * source has a date that is not after the as-of date.
   */
  readonly ageDays?: { readonly youngest: number; readonly oldest: number };
  /**
   * Whether no published number supports it; of a copula whether none supports any of its members.
   */
  readonly judgement: boolean;
}

export interface Accounting {
  /** Most influential first. */
  readonly rows: readonly AccountedInput[];
  /** Those whose influence is below 1 % and cannot be told from 0, or is not known. */
  readonly without: readonly AccountedInput[];
  /** The fewest of the rows that hold 60 % of the sum of the influences of all rows. */
  readonly bearing: readonly string[];
  /** What those account for; absent where there is no row, and of documents of before. */
  readonly held?: Held;
  /**
   * `Four inputs account for 61% of the variance of Onshore demand, two of them judgement.`;
   * absent where there is no row.
   */
  readonly sentence?: string;
}

export interface Held {
  /** In %, of the sum of the influences of all rows. */
  readonly share: number;
  readonly se: number | null;
  /** How many inputs, members of copulas one by one, and how many of them are judgement. */
  readonly inputs: number;
  readonly judged: number;
  /** Ids of the copulas among them. */
  readonly copulas: readonly string[];
}

const SMALL = 0.01;
const BEARING = 0.6;

/**
 * @param outcome     how the sentence calls it
 * @param influences  of inputs of the program, or of copulas, by id; shares need not add to 1, as
 *           total indices do not
 * @param copulas     the members of those copulas by id
 * @param asOf        a day, `2026-11-23`
 * @throws            RangeError for an id that is no input, and for an as-of date that is no day
 */
export function accounting(
  program: Pick<Program, 'inputs' | 'sources'>,
  outcome: string,
  influences: Readonly<Record<string, Estimate>>,
  asOf: string,
  copulas: Readonly<Record<string, readonly string[]>> = {},
): Accounting {
  const today = dayOf(asOf);
  const inputs = new Map(program.inputs.map((input) => [input.id, input]));
  const dates = new Map((program.sources ?? []).map(({ id, date }) => [id, date]));
  // What has no source is judgement, whether it says so or not; a latent factor is too.
  const unsourced = unsourcedInputs(program);
  const judgements = new Set(
    program.inputs
      .filter((input) => input.about.judgement === true || unsourced.has(input))
      .map(({ id }) => id),
  );
  const find = (id: string): ProgramInput => {
    const input = inputs.get(id);
    if (input === undefined) throw new RangeError(`accounting: there is no input "${id}"`);
    return input;
  };
  const all = Object.entries(influences).map(([id, influence]) => {
    const members = inputs.has(id) ? undefined : copulas[id]?.map(find);
    return accounted(id, members ?? [find(id)], influence, dates, today, judgements);
  });
  all.sort((a, b) => (b.influence.value ?? 0) - (a.influence.value ?? 0) || (a.id < b.id ? -1 : 1));
  const rows = all.filter(({ influence }) => !negligible(influence));
  const bearing = fewest(rows);
  const held = heldBy(bearing, rows, judgements);
  return {
    rows,
    without: all.filter(({ influence }) => negligible(influence)),
    bearing: bearing.map(({ id }) => id),
    ...(rows.length === 0 ? {} : { held, sentence: heldSentence(held, outcome, wordingOf('en')) }),
  };
}

function accounted(
  id: string,
  inputs: readonly ProgramInput[],
  influence: Estimate,
  dates: ReadonlyMap<string, string>,
  today: number,
  judgements: ReadonlySet<string>,
): AccountedInput {
  const sources = [...new Set(inputs.flatMap(({ about }) => about.sources ?? []))];
  const known = sources
    .flatMap((source) => datesIn(dates.get(source) ?? ''))
    .filter(({ first }) => first <= today);
  const ageDays = {
    youngest: known.reduce(
      (least, { last }) => Math.min(least, Math.max(0, today - last)),
      Infinity,
    ),
    oldest: known.reduce((most, { first }) => Math.max(most, today - first), 0),
  };
  const [{ about }] = inputs;
  const kinds = new Set(inputs.map((input) => input.about.kind));
  return {
    id,
    ...(inputs.length > 1 ? { members: inputs.map((input) => input.id) } : {}),
    ...(about.label === undefined || inputs.length > 1 ? {} : { label: about.label }),
    component: [...new Set(inputs.map((input) => input.about.component))].join(', '),
    ...(about.kind === undefined || kinds.size > 1 ? {} : { kind: about.kind }),
    influence,
    sources,
    ...(known.length === 0 ? {} : { ageDays }),
    judgement: inputs.every((input) => judgements.has(input.id)),
  };
}

/** An interval that is not known could reach anywhere. */
function negligible({ value, low, high }: Estimate): boolean {
  if (value === null) return true;
  return value < SMALL && (low === null || high === null || (low <= 0 && high >= 0));
}

function fewest(rows: readonly AccountedInput[]): readonly AccountedInput[] {
  // Equal influences add up to 60 % but for rounding.
  const enough = BEARING * sumOf(rows) * (1 - 1e-12);
  let held = 0;
  const count = rows.findIndex(
    ({ influence }) => (held += present(influence.value, 'an influence')) >= enough,
  );
  return rows.slice(0, count + 1);
}

function sumOf(rows: readonly AccountedInput[]): number {
  return rows.reduce((sum, { influence }) => sum + present(influence.value, 'an influence'), 0);
}

function heldBy(
  bearing: readonly AccountedInput[],
  rows: readonly AccountedInput[],
  judged: ReadonlySet<string>,
): Held {
  const rest = rows.slice(bearing.length);
  const [held, left] = [sumOf(bearing), sumOf(rest)];
  const whole = held + left;
  const ids = bearing.flatMap(({ id, members }) => members ?? [id]);
  return {
    share: (100 * held) / whole,
    se: times(100 / (whole * whole), standardErrorOf(held, left, bearing, rest)),
    inputs: ids.length,
    judged: ids.filter((id) => judged.has(id)).length,
    copulas: bearing.flatMap(({ id, members }) => (members === undefined ? [] : [id])),
  };
}

/**
 * How few inputs account for most of the variance.
 *
 * @param outcome  how the sentence calls it
 */
export function heldSentence(
  { share, se, inputs, judged, copulas }: Held,
  outcome: string,
  { tell, known, marks }: Wording,
): string {
  const count = numberWord(inputs);
  const counted = tell(inputs === 1 ? '{count} input' : '{count} inputs', {
    count: known(count.charAt(0).toUpperCase() + count.slice(1)),
  });
  const told = {
    inputs:
      copulas.length === 0
        ? counted
        : tell('{inputs} (those of {copulas} move together)', {
            inputs: counted,
            copulas: copulas.join(marks.comma),
          }),
    share: earned(share, se),
    outcome,
  };
  if (inputs === 1)
    return tell(
      judged === 1
        ? '{inputs}, which is judgement, accounts for {share}% of the variance of {outcome}.'
        : '{inputs}, which is not judgement, accounts for {share}% of the variance of {outcome}.',
      told,
    );
  if (judged === inputs)
    return tell(
      inputs === 2
        ? '{inputs} account for {share}% of the variance of {outcome}, both judgement.'
        : '{inputs} account for {share}% of the variance of {outcome}, all of them judgement.',
      told,
    );
  return tell(
    '{inputs} account for {share}% of the variance of {outcome}, {judged} of them judgement.',
    { ...told, judged: known(judged === 0 ? 'none' : numberWord(judged)) },
  );
}

/**
 * Times the square of the whole: of held / (held + left), by the errors of the influences, which
 * are taken as independent.
 */
function standardErrorOf(
  held: number,
  left: number,
  bearing: readonly AccountedInput[],
  rest: readonly AccountedInput[],
): number | null {
  const squares = (rows: readonly AccountedInput[]) =>
    rows.reduce<number | null>(
      (sum, { influence: { se } }) => (sum === null || se === null ? null : sum + se * se),
      0,
    );
  const [ofHeld, ofLeft] = [squares(bearing), squares(rest)];
  if (ofHeld === null || ofLeft === null) return null;
  return Math.sqrt(left * left * ofHeld + held * held * ofLeft);
}

function times(factor: number, value: number | null): number | null {
  return value === null ? null : factor * value;
}

const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** In words up to twelve. */
function numberWord(n: number): string {
  return WORDS[n] ?? `${n}`;
}
