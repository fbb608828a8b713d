/** Answers about a run for the terminal. */

import type { Answer } from '../../query/answer.ts';
import { earned, earnedPair, percent } from '../../stats/round.ts';

export interface AnsweredQuestion {
  readonly question: string;
  /** `probability`, `correlation`, or the unit of an amount that is one column. */
  readonly unit?: string;
  readonly answer: Answer;
}

/** A question and its answer with the error. */
export function answerText({ question, unit, answer }: AnsweredQuestion): string {
  const { value, se, low, high, trials, failures, unsupported } = answer;
  const isShare = unit === 'probability';
  const scale = isShare ? percent : (x: number | null) => x;
  const measure = isShare ? ' %' : unit === undefined || unit === 'correlation' ? '' : ` ${unit}`;
  const counted = `${trials.toLocaleString('en-US')} trial${trials === 1 ? '' : 's'}`;
  const failed =
    failures === 0 ? '' : `; ${failures.toLocaleString('en-US')} more failed and are left out`;
  if (value === null) {
    const why = unsupported ?? (trials === 0 ? 'no trial counts' : 'its values do not differ');
    return `${question}\n  no answer: ${why}${failed}`;
  }
  const interval =
    low === null || high === null
      ? ''
      : ` (95 % interval ${earned(scale(low), scale(se))} to ${earned(scale(high), scale(se))})`;
  return `${question}\n  ${earnedPair(scale(value), scale(se))}${measure}${interval}, from ${counted}${failed}`;
}
