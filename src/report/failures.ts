/**
 * Trials that gave no number: how many, which, how to look at one, and by how much they could move
 * the answer.
 */

import type { Plan } from '../plan/plan.ts';
import { counted, earnedPair, percent, significant } from '../stats/round.ts';
import type { Summary } from '../stats/summary.ts';
import { eventShare, reportedOutcomes } from './outcomes.ts';
import type { RunFacts } from './run-facts.ts';

/** Lines of prose, empty if nothing failed; items of a list begin with two blanks. */
export function failureLines(
  plan: Plan,
  summary: Summary,
  { run }: Pick<RunFacts, 'run'>,
): string[] {
  const { failures, trials } = summary;
  if (failures.length === 0) return [];
  const most = Math.max(...failures.map(({ count }) => count));
  const first = failures.find((failure) => failure.trials.length > 0)?.trials[0];
  return [
    `Failures: ${failures.length} ${failures.length === 1 ? 'outcome has' : 'outcomes have'} trials without a finite value; every statistic is over the others.`,
    ...failures.map(({ outcome, count, trials: numbers }) => {
      const more = count > numbers.length ? ', ...' : '';
      return `  ${outcome}: ${counted(count)} of ${counted(trials)}, ${numbers.length === 1 ? 'trial' : 'trials'} ${numbers.join(', ')}${more}`;
    }),
    ...(first === undefined ? [] : [`  Replay one: chipcast trial ${run} ${first}`]),
    `  If all of them lay on one side, a probability would move by ${significant(percent(most / trials)!, 2)} of 100 trials at most.`,
    ...eventBounds(plan, summary),
  ];
}

/**
 * Between which values the probability of an event lies, whatever happened in its failing trials.
 */
function eventBounds(plan: Plan, summary: Summary): string[] {
  return reportedOutcomes(plan.program, summary).flatMap(({ kind, label, over, periods }) =>
    periods.flatMap((period) => {
      const { failures } = period.summary;
      const { value, se } = eventShare(period.summary);
      if (kind !== 'event' || failures === 0 || value === null) return [];
      const least = (value * (summary.trials - failures)) / summary.trials;
      const greatest = least + failures / summary.trials;
      const [low, high] = [least, greatest].map((share) => earnedPair(percent(share), percent(se)));
      return [
        `  ${label}${over === 'horizon' ? '' : ` in ${period.label}`}: between ${low} and ${high} of 100 trials.`,
      ];
    }),
  );
}
