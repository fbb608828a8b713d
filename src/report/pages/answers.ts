/** Answers to questions about a run, each with its error. */

import type { Answer } from '../../query/answer.ts';
import { alike, counted, earnedPair, percent } from '../../stats/round.ts';
import { type Document, sectionOf, tableOf, withUnit } from '../document.ts';
import type { Names } from '../names.ts';
import { type Observed, observedText } from '../past.ts';

export interface AnsweredQuestion {
  readonly question: string;
  /** `probability`, `correlation`, or the unit of an amount that has one. */
  readonly unit?: string;
  /** Of the columns that it reads, those that were observed by the vintage. */
  readonly observed?: readonly (Observed & { readonly column: string })[];
  readonly answer: Answer;
}

/** The first answer is the title; where there are several, all stand in a table. */
export function answersPage(
  run: string,
  answered: readonly AnsweredQuestion[],
  names: Names,
): Document {
  const [first] = answered;
  const seen = new Set(
    answered.flatMap(({ observed = [] }) =>
      observed.map((of) => `${of.column}${of.parts ? ' in part,' : ''} ${observedText(of)}`),
    ),
  );
  const isAlone = answered.length === 1;
  return {
    subject: 'Questions to a run',
    title: `${first.question}: ${answerText(first, names)}`,
    summary: isAlone ? [`${sentence(intervalText(first))}From ${trialsText(first)}.`] : [],
    facts: [
      `run ${run}`,
      'after ± the standard error of the simulation, whose 95% interval is given',
      ...(seen.size === 0 ? [] : [`observed by the vintage: ${[...seen].join('; ')}`]),
    ],
    sections: sectionOf(
      'Answers',
      isAlone
        ? []
        : [
            tableOf('Answers', answered, [
              { heading: 'question', of: ({ question }) => question },
              { heading: 'answer', of: (one) => answerText(one, names) },
              { heading: '95% interval', of: intervalText },
              { heading: 'from', of: trialsText },
            ]),
          ],
    ),
  };
}

function answerText({ unit, answer }: AnsweredQuestion, names: Names): string {
  const { value, se, trials, unsupported } = answer;
  if (value === null)
    return `no answer: ${unsupported ?? (trials === 0 ? 'no trial counts' : 'its values do not differ')}`;
  if (unit === 'probability') return `${earnedPair(percent(value), percent(se))}%`;
  const isBare = unit === undefined || unit === 'correlation';
  return withUnit(earnedPair(value, se), isBare ? '' : names.unit(unit));
}

/** Of an interval whose standard error is 0. */
const MOST_DIGITS = 6;

function intervalText({ unit, answer: { value, se, low, high } }: AnsweredQuestion): string {
  if (value === null || low === null || high === null) return '';
  const isShare = unit === 'probability';
  const scale = isShare ? percent : (x: number | null) => x;
  const ends = [low, high].map((end) => ({ value: scale(end), se: scale(se) }));
  return `${alike(ends, MOST_DIGITS).join(' to ')}${isShare ? '%' : ''}`;
}

function sentence(interval: string): string {
  return interval === '' ? '' : `95% interval of the simulation ${interval}. `;
}

function trialsText({ answer: { trials, failures } }: AnsweredQuestion): string {
  return `${counted(trials)} trial${trials === 1 ? '' : 's'}${failures === 0 ? '' : `; ${counted(failures)} more failed and are left out`}`;
}
