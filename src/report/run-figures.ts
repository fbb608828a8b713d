/** The figures of a run: charts that the model declares, and a hundred dots for headline amounts. */

import type { Chart } from '../charts/index.ts';
import { chartFigure, type Figure } from '../charts/index.ts';
import { axisLabel } from '../charts/look.ts';
import type { Plan } from '../plan/plan.ts';
import type { Summary } from '../stats/summary.ts';
import { headlineOutcomes } from './headlines.ts';
import { type ReportedOutcome, type ReportedPeriod, reportedOutcomes } from './outcomes.ts';

const MOST_DOTTED = 9;

export function runFigures(
  plan: Plan,
  summary: Summary,
): { readonly charts: readonly Figure[]; readonly dots: readonly Figure[] } {
  const outcomes = reportedOutcomes(plan.program, summary, plan.evidence);
  const headlines = headlineOutcomes(plan, summary);
  const declared = plan.program.charts ?? headlines.flatMap((one) => fanOf(one, outcomes) ?? []);
  const dots = headlines
    .filter(({ kind }) => kind === 'amount')
    .flatMap((outcome) => dotsOf(outcome, outcome.periods.at(-1)) ?? []);
  return {
    charts: declared.flatMap((chart) => declaredFigure(chart, outcomes) ?? []),
    dots: dots.slice(0, MOST_DOTTED),
  };
}

/** Nothing where an outcome is not there, or has one period alone. */
export function declaredFigure(
  chart: Chart,
  outcomes: readonly ReportedOutcome[],
): Figure | undefined {
  const charted = chart.outcomes.flatMap(
    (id) => outcomes.find((outcome) => outcome.id === id && outcome.over === chart.over) ?? [],
  );
  if (charted.length !== chart.outcomes.length || charted.some(({ periods }) => periods.length < 2))
    return undefined;
  return chartFigure(chart, charted);
}

/** A headline over its quarters if it has any, else over its years. */
function fanOf(outcome: ReportedOutcome, all: readonly ReportedOutcome[]): Chart | undefined {
  const finest = all.find(({ id, over }) => id === outcome.id && over === 'quarter') ?? outcome;
  const { id, label, kind, over } = finest;
  if (kind !== 'amount' || over === 'horizon') return undefined;
  return { kind: 'fan', title: label, outcomes: [id], over };
}

function dotsOf(outcome: ReportedOutcome, period: ReportedPeriod | undefined): Figure | undefined {
  const { worlds = [], quantiles } = period?.summary ?? {};
  const median = quantiles?.p50.value ?? null;
  if (period === undefined || median === null || !(worlds[worlds.length - 1] > worlds[0]))
    return undefined;
  return {
    kind: 'dots',
    title: `${outcome.label}${outcome.over === 'horizon' ? '' : `, ${period.label}`}`,
    axis: axisLabel(outcome),
    values: worlds,
    median,
    caption: 'Every dot is one of 100 trials, equally likely; the line is the median.',
  };
}
