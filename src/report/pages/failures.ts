/**
 * Trials that gave no number: how many, which, how to look at one, and by how much they could move
 * the answer.
 */

import type { Plan } from '../../plan/plan.ts';
import { counted, earnedPair, percent, significant } from '../../stats/round.ts';
import type { Summary } from '../../stats/summary.ts';
import { plural } from '../../text/listed.ts';
import { type Block, listOf, paragraph, say, type Text } from '../document.ts';
import type { Names } from '../names.ts';
import { eventShare, reportedOutcomes } from '../outcomes.ts';

/** @param run  how commands call it */
export function failureBlocks(plan: Plan, summary: Summary, run: string, names: Names): Block[] {
  const { failures, trials } = summary;
  if (failures.length === 0) return [];
  const most = Math.max(...failures.map(({ count }) => count));
  const first = failures.find((failure) => failure.trials.length > 0)?.trials[0];
  return [
    paragraph(
      `${plural(failures.length, 'outcome')} ${failures.length === 1 ? 'has' : 'have'} trials without a finite value; every statistic is over the others.`,
    ),
    ...listOf([
      ...failures.map(({ outcome, count, trials: numbers }): Text => {
        const more = count > numbers.length ? ', ...' : '';
        return say`${{ code: outcome }}: ${counted(count)} of ${counted(trials)}, ${numbers.length === 1 ? 'trial' : 'trials'} ${numbers.join(', ')}${more}`;
      }),
      ...(first === undefined
        ? []
        : [say`Replay one: ${{ code: `chipcast trial ${run} ${first}` }}`]),
      `If all of them lay on one side, a probability would move by ${significant(percent(most / trials)!, 2)} percentage points at most.`,
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
      return [say`${names.in(id)}: between ${low}% and ${high}%.`];
    }),
  );
}
