/**
 * Trials that gave no number: how many, which, how to look at one, and by how much they could move
 * the answer.
 */

import type { Plan } from '../../plan/plan.ts';
import { counted, earnedPair, hundredths, percent } from '../../stats/round.ts';
import type { Summary } from '../../stats/summary.ts';
import { type Block, listOf, paragraph, type Text } from '../document.ts';
import type { Names } from '../names.ts';
import { eventShare, reportedOutcomes } from '../outcomes.ts';

/** @param run  how commands call it */
export function failureBlocks(plan: Plan, summary: Summary, run: string, names: Names): Block[] {
  const { failures, trials } = summary;
  if (failures.length === 0) return [];
  const most = Math.max(...failures.map(({ count }) => count));
  const { tell, say, marks } = names;
  const first = failures.find((failure) => failure.trials.length > 0)?.trials[0];
  return [
    paragraph(
      failures.length === 1
        ? tell('1 outcome has trials without a finite value; every statistic is over the others.')
        : tell(
            '{count} outcomes have trials without a finite value; every statistic is over the others.',
            { count: failures.length },
          ),
    ),
    ...listOf([
      ...failures.map(({ outcome, count, trials: numbers }): Text => {
        const more = count > numbers.length ? `${marks.comma}...` : '';
        return say(
          numbers.length === 1
            ? '{outcome}: {count} of {trials}, trial {numbers}'
            : '{outcome}: {count} of {trials}, trials {numbers}',
          {
            outcome: { code: outcome },
            count: counted(count),
            trials: counted(trials),
            numbers: numbers.join(marks.comma) + more,
          },
        );
      }),
      ...(first === undefined
        ? []
        : [say('Replay one: {command}', { command: { code: `chipcast trial ${run} ${first}` } })]),
      tell(
        'If all of them lay on one side, a probability would move by {points} percentage points at most.',
        { points: hundredths(most / trials, 2) },
      ),
      ...eventBounds(plan, summary, names),
    ]),
  ];
}

/**
 * Between which values the probability of an event lies, whatever happened in its failing trials.
 */
function eventBounds(plan: Plan, summary: Summary, names: Names): Text[] {
  return reportedOutcomes(plan.program, summary).flatMap(({ kind, periods }) =>
    periods.flatMap(({ summary: period }) => {
      const { id, failures } = period;
      const { value, se } = eventShare(period);
      if (kind !== 'event' || failures === 0 || value === null) return [];
      const least = (value * (summary.trials - failures)) / summary.trials;
      const greatest = least + failures / summary.trials;
      const [low, high] = [least, greatest].map((share) => earnedPair(percent(share), percent(se)));
      return [
        names.say('{outcome}: between {low}% and {high}%.', { outcome: names.in(id), low, high }),
      ];
    }),
  );
}
