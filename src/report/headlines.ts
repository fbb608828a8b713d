/**
 * What a reader meets first: the outcomes that the model puts in front, and the answer in one
 * sentence.
 */

import type { Plan } from '../plan/plan.ts';
import { earned, earnedPercent } from '../stats/round.ts';
import type { Summary } from '../stats/summary.ts';
import { lastOf } from '../text/entry.ts';
import {
  eventShare,
  type ReportedOutcome,
  type ReportedPeriod,
  reportedOutcomes,
} from './outcomes.ts';

const IF_THE_MODEL_NAMES_NONE = 12;

/** In the order of the model; an id with a period brings that period only. */
export function headlineOutcomes(plan: Plan, summary: Summary): ReportedOutcome[] {
  const all = reportedOutcomes(plan.program, summary, plan.evidence);
  const coarse = all.filter(({ over }) => over !== 'quarter');
  const headlines = plan.program.headlines ?? [];
  if (headlines.length === 0)
    return (coarse.length > 0 ? coarse : all).slice(0, IF_THE_MODEL_NAMES_NONE);
  return headlines.flatMap((headline) => {
    const whole = coarse.find(({ id }) => id === headline) ?? all.find(({ id }) => id === headline);
    if (whole) return [whole];
    const of = all.find(({ periods }) => periods.some(({ summary }) => summary.id === headline));
    return of
      ? [{ ...of, periods: of.periods.filter(({ summary }) => summary.id === headline) }]
      : [];
  });
}

/**
 * The answer in words: the first event among the headlines, in its last period. A model without one
 * is told by the first amount; with neither there is nothing to say in one sentence.
 */
export function headlineSentence(plan: Plan, summary: Summary): string | undefined {
  const headlines = headlineOutcomes(plan, summary);
  const event = headlines.find(({ kind }) => kind === 'event');
  if (event) return eventSentence(event, lastOf(event.periods), summary.trials);
  const amount = headlines.find(({ kind }) => kind === 'amount');
  return amount && amountSentence(amount, lastOf(amount.periods));
}

function eventSentence(event: ReportedOutcome, period: ReportedPeriod, trials: number): string {
  const { value, se } = eventShare(period.summary);
  const share = earnedPercent(value, se, trials - period.summary.failures, 'of 100 trials');
  return `${event.label}${inPeriod(event, period)} in ${share}.`;
}

function amountSentence(amount: ReportedOutcome, period: ReportedPeriod): string {
  const { p5, p50, p95 } = period.summary.quantiles;
  if (p50.value === null) return `${amount.label}${inPeriod(amount, period)}: every trial failed.`;
  const unit = /^[-1]?$/.test(amount.unit) ? '' : ` ${amount.unit}`;
  const [low, middle, high] = [p5, p50, p95].map(({ value, se }) => earned(value, se));
  if (p5.value === p95.value && period.summary.sd.value === 0) {
    return `${amount.label}${inPeriod(amount, period)}: ${middle}${unit} in every trial.`;
  }
  return `${amount.label}${inPeriod(amount, period)}: ${middle}${unit} in the middle trial; 90 of 100 trials lie between ${low} and ${high}${unit}.`;
}

function inPeriod({ over }: ReportedOutcome, { label }: ReportedPeriod): string {
  return over === 'horizon' ? '' : ` in ${label}`;
}
