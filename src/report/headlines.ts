/**
 * What a reader meets first: the outcomes that the model puts in front, and the answer in one
 * sentence.
 */

import type { Plan } from '../plan/plan.ts';
import { counted } from '../stats/round.ts';
import type { Summary } from '../stats/summary.ts';
import { lastOf } from '../text/entry.ts';
import { amount, chance, type Finding, say } from './document.ts';
import { isShare, numeralOf } from './measure.ts';
import type { Names } from './names.ts';
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
 * The answer in words: the first event among the headlines, then the first amount, each in its last
 * period; nothing of a model that has neither.
 */
export function headlineFindings(plan: Plan, summary: Summary, names: Names): Finding[] {
  const headlines = headlineOutcomes(plan, summary);
  const event = headlines.find(({ kind }) => kind === 'event');
  const first = headlines.find(({ kind }) => kind === 'amount');
  return [
    ...(event === undefined ? [] : [eventFinding(event, lastOf(event.periods), summary.trials)]),
    ...(first === undefined ? [] : [amountFinding(first, lastOf(first.periods), names)]),
  ];
}

function eventFinding(event: ReportedOutcome, period: ReportedPeriod, trials: number): Finding {
  const { value, se } = eventShare(period.summary);
  const what = `${event.label}${inPeriod(event, period)}`;
  const counts = counted(trials - period.summary.failures);
  if (value === 0) return `${what} in none of ${counts} trials`;
  if (value === 1) return `${what} in all ${counts} trials`;
  return say`${what} in ${chance({ value, se })} of trials`;
}

function amountFinding(one: ReportedOutcome, period: ReportedPeriod, names: Names): Finding {
  const { quantiles, sd } = period.summary;
  const { p5, p50, p95 } = quantiles;
  const what = `${one.label}${inPeriod(one, period)}`;
  if (p50.value === null) return `${what}: every trial failed`;
  if (p5.value === p95.value && sd.value === 0)
    return say`${what}: ${numeralOf(one, p50, names)} in every trial`;
  const [low, high] = [p5, p95].map((end) => (isShare(one) ? chance(end) : amount(end)));
  return say`${what}: ${numeralOf(one, p50, names)} in the middle trial, and ${low} to ${high} in nine of ten`;
}

function inPeriod({ over }: ReportedOutcome, { label }: ReportedPeriod): string {
  return over === 'horizon' ? '' : ` in ${label}`;
}
