/** Answers to questions about a run, each with its error. */

import type { Answer } from '../../query/answer.ts';
import { alike, counted, earnedPair, percent } from '../../stats/round.ts';
import { type Document, sectionOf, tableOf, withUnit } from '../document.ts';
import type { Names } from '../names.ts';
import { reasonText } from '../notes.ts';
import { type Observed, observedText } from '../past.ts';

export interface AnsweredQuestion {
  readonly question: string;
  /** `probability`, `correlation`, or the unit of an amount that has one. */
  readonly unit?: string;
  /** Of the columns that it reads, those that were observed by the vintage. */
  readonly observed?: readonly (Observed & { readonly column: string })[];
  readonly answer: Answer;
  /** Of a probability whose trials were drawn where it is decided. */
  readonly focus?: {
    readonly pilots: number;
    readonly inputs: readonly string[];
    readonly hits: number;
    readonly worth: number | null;
  };
}

/** The first answer is the title; where there are several, all stand in a table. */
export function answersPage(
  run: string,
  answered: readonly AnsweredQuestion[],
  names: Names,
): Document {
  const { tell, marks, language } = names;
  const [first] = answered;
  const seen = new Set(
    answered.flatMap(({ observed = [] }) =>
      observed.map(({ column, ...of }) =>
        of.parts === undefined
          ? tell('{column} {observations}', { column, observations: observedText(of) })
          : tell('{column} in part, {observations}', { column, observations: observedText(of) }),
      ),
    ),
  );
  const isAlone = answered.length === 1;
  const interval = intervalText(first, names);
  const drawn = new Set(answered.flatMap(({ focus }) => focus?.inputs ?? []));
  return {
    language,
    subject: tell('Questions to a run'),
    title: tell('{question}: {answer}', {
      question: first.question,
      answer: answerText(first, names),
    }),
    summary: isAlone
      ? [
          [
            ...(interval === ''
              ? []
              : [tell('95% interval of the simulation {interval}.', { interval })]),
            tell('From {trials}.', { trials: trialsText(first, names) }),
          ].join(marks.space),
        ]
      : [],
    facts: [
      tell('run {run}', { run }),
      tell('after ± the standard error of the simulation, whose 95% interval is given'),
      ...(drawn.size === 0
        ? []
        : [tell('drawn where it is decided: {inputs}', { inputs: [...drawn].join(marks.comma) })]),
      ...(seen.size === 0
        ? []
        : [
            tell('observed by the vintage: {observations}', {
              observations: [...seen].join(marks.semicolon),
            }),
          ]),
    ],
    sections: sectionOf(
      tell('Answers'),
      isAlone
        ? []
        : [
            tableOf(tell('Answers'), answered, [
              { heading: tell('question'), of: ({ question }) => question },
              { heading: tell('answer'), of: (one) => answerText(one, names) },
              { heading: tell('95% interval'), of: (one) => intervalText(one, names) },
              { heading: tell('based on'), of: (one) => trialsText(one, names) },
            ]),
          ],
    ),
  };
}

function answerText({ unit, answer }: AnsweredQuestion, names: Names): string {
  const { value, se, trials, unsupported } = answer;
  const { tell } = names;
  if (value === null) {
    if (unsupported !== undefined)
      return tell('no answer: {reason}', { reason: reasonText(unsupported, names) });
    return trials === 0
      ? tell('no answer: no trial counts')
      : tell('no answer: its values do not differ');
  }
  if (unit === 'probability') return `${earnedPair(percent(value), percent(se))}%`;
  const isBare = unit === undefined || unit === 'correlation';
  return withUnit(earnedPair(value, se), isBare ? '' : names.unit(unit));
}

/** Of an interval whose standard error is 0. */
const MOST_DIGITS = 6;

function intervalText(
  { unit, answer: { value, se, low, high } }: AnsweredQuestion,
  { tell }: Names,
): string {
  if (value === null || low === null || high === null) return '';
  const isShare = unit === 'probability';
  const scale = isShare ? percent : (x: number | null) => x;
  const ends = [low, high].map((end) => ({ value: scale(end), se: scale(se) }));
  const [from, to] = alike(ends, MOST_DIGITS);
  return `${tell('{low} to {high}', { low: from, high: to })}${isShare ? '%' : ''}`;
}

function trialsText(
  { answer: { trials, failures }, focus }: AnsweredQuestion,
  { many, marks, tell }: Names,
): string {
  const from =
    trials === 1 ? many(trials, 'trial') : tell('{trials} trials', { trials: counted(trials) });
  const { hits, worth } = focus ?? {};
  return [
    from,
    ...(failures === 0
      ? []
      : [tell('{count} more failed and are left out', { count: counted(failures) })]),
    ...(hits === undefined
      ? []
      : [tell('drawn where it is decided, so that {hits} hit', { hits: counted(hits) })]),
    ...(typeof worth === 'number'
      ? [tell('as precise as {trials} drawn at random', { trials: roughly(worth) })]
      : []),
  ].join(marks.semicolon);
}

/** To two digits: it follows from a standard error, which is not known better. */
function roughly(trials: number): string {
  return counted(Number(trials.toPrecision(2)));
}
