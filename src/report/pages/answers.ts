/** Answers to questions about a run, each with its error. */

import type { Answer } from '../../query/answer.ts';
import { counted, earned, earnedPair, percent } from '../../stats/round.ts';
import { type Document, sectionOf, tableOf, withUnit } from '../document.ts';
import type { Names } from '../names.ts';

export interface AnsweredQuestion {
  readonly question: string;
  /** `probability`, `correlation`, or the unit of an amount that is one column. */
  readonly unit?: string;
  readonly answer: Answer;
}

/** The first answer is the title; where there are several, all stand in a table. */
export function answersPage(
  run: string,
  answered: readonly AnsweredQuestion[],
  names: Names,
): Document {
  const [first] = answered;
  const isAlone = answered.length === 1;
  return {
    subject: 'Questions to a run',
    title: `${first.question}: ${answerText(first, names)}`,
    summary: isAlone ? [`${sentence(intervalText(first))}From ${trialsText(first)}.`] : [],
    facts: [
      `run ${run}`,
      'after ± the standard error of the simulation, whose 95% interval is given',
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

function intervalText({ unit, answer: { value, se, low, high } }: AnsweredQuestion): string {
  if (value === null || low === null || high === null) return '';
  const isShare = unit === 'probability';
  const scale = isShare ? percent : (x: number | null) => x;
  const [from, to] = [low, high].map((end) => earned(scale(end), scale(se)));
  return `${from} to ${to}${isShare ? '%' : ''}`;
}

function sentence(interval: string): string {
  return interval === '' ? '' : `95% interval of the simulation ${interval}. `;
}

function trialsText({ answer: { trials, failures } }: AnsweredQuestion): string {
  return `${counted(trials)} trial${trials === 1 ? '' : 's'}${failures === 0 ? '' : `; ${counted(failures)} more failed and are left out`}`;
}
