/** The outcomes of a run as Markdown tables. */

import type { Plan } from '../plan/plan.ts';
import { earnedPair, earnedPercent, percent, significant } from '../stats/round.ts';
import {
  type Estimate,
  type OutcomeSummary,
  QUANTILE_LEVELS,
  type QuantileName,
  type Summary,
} from '../stats/summary.ts';
import { code, plain, table } from '../text/markdown.ts';
import { unitText } from '../text/unit.ts';
import { headlineOutcomes } from './headlines.ts';
import { outcomeNotes } from './notes.ts';
import {
  eventShare,
  type ReportedOutcome,
  type ReportedPeriod,
  reportedOutcomes,
  shareOf,
} from './outcomes.ts';
import { OBSERVED, pastText } from './past.ts';

type Statistic = readonly [heading: string, of: (summary: OutcomeSummary) => Estimate];

const quantile = (name: QuantileName): Statistic => [name, ({ quantiles }) => quantiles[name]];
const MEAN_AND_SD: readonly Statistic[] = [
  ['mean', ({ mean }) => mean],
  ['sd', ({ sd }) => sd],
];
const BRIEF = (['p5', 'p50', 'p95'] as const).map(quantile);
const FULL = [...MEAN_AND_SD, ...(['p5', 'p25', 'p50', 'p75', 'p95'] as const).map(quantile)];

/** The outcomes that the model puts in front: p5, median and p95. */
export function headlineSection(plan: Plan, summary: Summary): string[] {
  return headlineOutcomes(plan, summary).flatMap((outcome) =>
    outcomeParagraphs(outcome, summary.trials, BRIEF),
  );
}

/** Everything that is reported by year or for the horizon, under the first part of its id. */
export function outcomeSections(plan: Plan, summary: Summary): string[] {
  const groups = new Map<string, ReportedOutcome[]>();
  for (const outcome of reportedOutcomes(plan.program, summary, plan.evidence)) {
    if (outcome.over === 'quarter') continue;
    const group = outcome.id.split('.')[0];
    groups.set(group, [...(groups.get(group) ?? []), outcome]);
  }
  return [...groups].flatMap(([group, outcomes]) => [
    `### ${plain(group)}`,
    ...outcomes.flatMap((outcome) => outcomeParagraphs(outcome, summary.trials, FULL)),
  ]);
}

export function seriesSections(plan: Plan, summary: Summary): string[] {
  return reportedOutcomes(plan.program, summary, plan.evidence)
    .filter(({ over }) => over === 'quarter')
    .flatMap((outcome) => outcomeParagraphs(outcome, summary.trials, BRIEF));
}

function outcomeParagraphs(
  reported: ReportedOutcome,
  trials: number,
  statistics: readonly Statistic[],
): string[] {
  const { label, id, unit, basis, kind, past } = reported;
  // Marked, with the observations that speak of it.
  const periods = reported.periods.map((period) => {
    const { label, observedBy: by } = period;
    return by === undefined
      ? period
      : { ...period, label: `${label} ${OBSERVED} ${by.join(', ')}` };
  });
  const outcome = { ...reported, periods };
  const before = pastText(past, (x) => significant(x, 4));
  const of =
    kind === 'amount' ? unitText(unit) : kind === 'event' ? 'probability' : 'probabilities';
  const named = basis === undefined ? [] : [plain(`${basis} basis`)];
  const about = [code(id), plain(of), ...named].join(', ');
  const failed = periods.reduce((sum, { summary }) => sum + summary.failures, 0);
  return [
    `**${plain(label)}** (${about})${failed > 0 ? '; some trials failed, see Failures' : ''}`,
    ...(before === undefined ? [] : [`Published of before: ${plain(before)}.`]),
    kind === 'event'
      ? eventTable(periods, trials)
      : kind === 'category'
        ? categoryTable(outcome)
        : amountTable(periods, statistics),
    ...outcomeNotes(reported, trials, levelsOf(statistics), statistics === FULL).map(plain),
  ];
}

function amountTable(periods: readonly ReportedPeriod[], statistics: readonly Statistic[]): string {
  return table(
    [{ heading: '' }, ...statistics.map(([heading]) => ({ heading, number: true }))],
    periods.map(({ label, summary }) => [
      plain(label),
      ...statistics.map(([, of]) => pairText(of(summary))),
    ]),
  );
}

function eventTable(periods: readonly ReportedPeriod[], trials: number): string {
  return table(
    [{ heading: '' }, { heading: 'probability', number: true }],
    periods.map(({ label, summary }) => {
      const { value, se } = eventShare(summary);
      return [plain(label), earnedPercent(value, se, trials - summary.failures)];
    }),
  );
}

/** Values across, or down if there is one period only. */
function categoryTable({ periods, values }: ReportedOutcome): string {
  const [only] = periods;
  if (periods.length === 1 && only !== undefined) {
    return table(
      [{ heading: '' }, { heading: 'probability, %', number: true }],
      values.map(({ value, name }) => [
        plain(name),
        percentText(shareOf(only.summary.shares, value)),
      ]),
    );
  }
  return table(
    [{ heading: '%' }, ...values.map(({ name }) => ({ heading: plain(name), number: true }))],
    periods.map(({ label, summary }) => [
      plain(label),
      ...values.map(({ value }) => percentText(shareOf(summary.shares, value))),
    ]),
  );
}

/** The quantiles among some statistics. */
function levelsOf(statistics: readonly Statistic[]): QuantileName[] {
  return statistics.map(([heading]) => heading).filter(isQuantile);
}

function isQuantile(heading: string): heading is QuantileName {
  return Object.hasOwn(QUANTILE_LEVELS, heading);
}

function pairText({ value, se, unsupported }: Estimate): string {
  return unsupported === undefined ? earnedPair(value, se) : 'not supported';
}

function percentText({ value, se }: Estimate): string {
  return value === 0 ? '-' : earnedPair(percent(value), percent(se));
}
