/**
 * What a reader meets first: the outcomes that the model puts in front, and the answer in one
 * sentence.
 */

import type { Plan } from '../plan/plan.ts';
import { counted } from '../stats/round.ts';
import type { Summary } from '../stats/summary.ts';
import { lastOf } from '../text/entry.ts';
import { chance, type Finding } from './document.ts';
import { bareNumeralOf, numeralOf } from './measure.ts';
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
    ...(event === undefined
      ? []
      : [eventFinding(event, lastOf(event.periods), summary.trials, names)]),
    ...(first === undefined ? [] : [amountFinding(first, lastOf(first.periods), names)]),
  ];
}

function eventFinding(
  event: ReportedOutcome,
  period: ReportedPeriod,
  all: number,
  names: Names,
): Finding {
  const { value, se } = eventShare(period.summary);
  const what = inPeriod(event, period, names);
  const trials = counted(all - period.summary.failures);
  if (value === 0) return names.tell('{what} in none of {trials} trials', { what, trials });
  if (value === 1) return names.tell('{what} in all {trials} trials', { what, trials });
  return names.say('{what} in {share} of trials', { what, share: chance({ value, se }) });
}

function amountFinding(one: ReportedOutcome, period: ReportedPeriod, names: Names): Finding {
  const { quantiles, sd } = period.summary;
  const { p5, p50, p95 } = quantiles;
  const what = inPeriod(one, period, names);
  if (p50.value === null) return names.tell('{what}: every trial failed', { what });
  const middle = numeralOf(one, p50, names);
  if (p5.value === p95.value && sd.value === 0)
    return names.say('{what}: {middle} in every trial', { what, middle });
  const [low, high] = [p5, p95].map((end) => bareNumeralOf(one, end, names));
  return names.say('{what}: {middle} in the middle trial, and {low} to {high} in nine of ten', {
    what,
    middle,
    low,
    high,
  });
}

function inPeriod(
  { over, label }: ReportedOutcome,
  { label: period }: ReportedPeriod,
  { tell, period: periodText }: Names,
): string {
  return over === 'horizon'
    ? label
    : tell('{label} in {period}', { label, period: periodText(period) });
}
