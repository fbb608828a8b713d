/** The charts of a page: those that the model declares, or a fan of every headline amount. */

import { MOST_SERIES } from '../charts/exceedance.ts';
import { type Chart, chartFigure, type Figure } from '../charts/index.ts';
import { headlineOutcomes } from '../report/headlines.ts';
import { type ReportedOutcome, reportedOutcomes } from '../report/outcomes.ts';
import { pastOf } from '../report/past.ts';
import { chartedOutcomes } from '../report/run-figures.ts';
import { significant } from '../stats/round.ts';
import { isPeriod } from '../text/period.ts';
import type { PageInput } from './beside.ts';
import { leading } from './headline.ts';
import { isShare, scaleOf, unitLabel } from './spoken.ts';
import type { Words } from './words/en.ts';

export interface PageFigures {
  /** The one beside the headline. */
  readonly lead: Figure | undefined;
  readonly others: readonly Figure[];
}

type Fan = Extract<Figure, { readonly kind: 'fan' }>;

/** Single trials in a fan: more cannot be told apart. */
export const PATHS = 5;

/** The charts of the first screen, in order. */
export function declaredCharts(input: Pick<PageInput, 'plan' | 'summary'>): readonly Chart[] {
  const { plan, summary } = input;
  const all = reportedOutcomes(plan.program, summary, plan.evidence);
  return (
    plan.program.charts?.filter(({ annex }) => !annex) ??
    headlineOutcomes(plan, summary).flatMap((one) => fanOf(one, all) ?? [])
  );
}

export function pageFigures(input: PageInput, words: Words): PageFigures {
  const outcomes = reportedOutcomes(input.plan.program, input.summary, input.plan.evidence);
  const { base } = input;
  const before = base && reportedOutcomes(base.plan.program, base.summary, base.plan.evidence);
  const drawn = declaredCharts(input).flatMap((chart) => {
    const figure = figureOf(chart, outcomes, input, words);
    if (figure === undefined) return [];
    const own = before && figureOf(chart, before, input, words);
    return [{ chart, figure: own === undefined ? figure : inFrontOf(own, figure, words) }];
  });
  const headlines = headlineOutcomes(input.plan, input.summary);
  const lead = leading(headlines);
  const amount = headlines.find((one) => one.kind === 'amount' && one !== lead) ?? lead;
  const first =
    drawn.find(({ chart }) => chart.kind === 'fan' && chart.outcomes[0] === amount?.id) ??
    drawn.find(({ chart }) => chart.kind === 'fan');
  return {
    lead: first && withEdges(first.figure, words),
    others: drawn.filter((one) => one !== first).map(({ figure }) => figure),
  };
}

/** Nothing where an outcome is not there, or has one period alone. */
function figureOf(
  chart: Chart,
  outcomes: readonly ReportedOutcome[],
  input: PageInput,
  words: Words,
): Figure | undefined {
  const charted = chartedOutcomes(chart, outcomes);
  if (charted === undefined) return undefined;
  const figure = chartFigure(chart, charted, words.charts);
  if (figure.kind === 'fan') return spokenFan(figure, charted, chart, input, words);
  if (figure.kind !== 'chance' || chart.kind !== 'chance') return figure;
  const scale = scaleOf(charted[0].unit, input.plan.program.unitNames);
  const { step } = charted[0];
  const caption = words.chanceCaption(
    scale.pattern.replace('#', significant(chart.atLeast * scale.factor, 15)),
    step === 'horizon' ? chart.over : step,
  );
  return { ...figure, caption: chart.note === undefined ? caption : `${chart.note} ${caption}` };
}

function spokenFan(
  figure: Fan,
  charted: readonly ReportedOutcome[],
  { note, over }: Chart,
  { plan, paths = {} }: PageInput,
  words: Words,
): Figure {
  const scale = scaleOf(charted[0].unit, plan.program.unitNames);
  const sampled = charted.length === 1 ? paths[pathKey(charted[0].id, over)] : undefined;
  const years = isShare(scale) && charted.length === 1 ? yearsBefore(charted[0], plan) : [];
  const past = figure.series.some((series) => series.past.length > 0) ? [] : years;
  const hasPast = past.length > 0 || figure.series.some((series) => series.past.length > 0);
  const caption = words.fanCaption({
    log: figure.log,
    paths: sampled?.length ?? 0,
    past: hasPast,
    observed: figure.series.some(({ bands }) => bands.some(({ observed }) => observed)),
  });
  const withPaths = {
    ...figure,
    periods: [...new Set(past.map(({ period }) => period)), ...figure.periods],
    series: figure.series.map((series) => ({
      ...series,
      ...(past.length === 0 ? {} : { past }),
      ...(sampled === undefined ? {} : { paths: sampled }),
    })),
  };
  return {
    // Shares are drawn as they are, and their ticks written in %.
    ...(isShare(scale) ? withPaths : scaledFan(withPaths, scale.factor)),
    axis: isShare(scale) ? '' : unitLabel(scale),
    percent: isShare(scale),
    caption: note === undefined ? caption : `${note} ${caption}`,
  };
}

/** A fan with that of the run behind it; other charts stand for themselves. */
function inFrontOf(own: Figure, now: Figure, words: Words): Figure {
  if (own.kind !== 'fan' || now.kind !== 'fan') return now;
  return {
    ...now,
    series: now.series.map((series, k) => ({ ...series, before: own.series[k].bands })),
    caption: `${now.caption} ${words.beforeCaption}`,
  };
}

/** Published values of whole years: a share of a year and one of a quarter stand beside each other. */
function yearsBefore({ id, over }: ReportedOutcome, { program }: PageInput['plan']) {
  if (over !== 'quarter') return [];
  return pastOf(program, { id, over: 'year' })
    .filter(({ period }) => isPeriod(period, 'year'))
    .map(({ period, value }) => ({ period, value }));
}

/** The fan in a unit of which so many are one of its own. */
function scaledFan(fan: Fan, factor: number): Fan {
  if (factor === 1) return fan;
  const { reference } = fan;
  return {
    ...fan,
    ...(reference && { reference: { ...reference, value: reference.value * factor } }),
    series: fan.series.map(({ bands, past, paths, ...series }) => ({
      ...series,
      bands: bands.map((band) => ({
        ...band,
        p5: band.p5 * factor,
        p25: band.p25 * factor,
        p50: band.p50 * factor,
        p75: band.p75 * factor,
        p95: band.p95 * factor,
      })),
      past: past.map((point) => ({ ...point, value: point.value * factor })),
      ...(paths && {
        paths: paths.map((path) => path.map((value) => (value === null ? null : value * factor))),
      }),
    })),
  };
}

/** How `SamplePaths` knows an outcome. */
export function pathKey(id: string, over: Chart['over']): string {
  return `${id} ${over}`;
}

function withEdges(figure: Figure, words: Words): Figure {
  if (figure.kind !== 'fan' || figure.series.length > 1) return figure;
  return { ...figure, edges: words.fanMarks };
}

/** A headline over its quarters if it has any, else over its years. */
function fanOf(outcome: ReportedOutcome, all: readonly ReportedOutcome[]): Chart | undefined {
  const finest = all.find(({ id, over }) => id === outcome.id && over === 'quarter') ?? outcome;
  const { id, label, kind, over } = finest;
  if (kind !== 'amount' || over === 'horizon') return undefined;
  return { kind: 'fan', title: label, outcomes: [id], over };
}

/** The charts that a model declares for the annex. */
export function annexFigures(input: PageInput, words: Words): readonly Figure[] {
  const { plan, summary } = input;
  const outcomes = reportedOutcomes(plan.program, summary, plan.evidence);
  return (plan.program.charts ?? []).flatMap((chart) =>
    chart.annex ? (figureOf(chart, outcomes, input, words) ?? []) : [],
  );
}

/** How likely each headline amount is to be more than its values, a line for every period. */
export function exceedanceFigures(input: PageInput, words: Words): readonly Figure[] {
  return headlineOutcomes(input.plan, input.summary)
    .filter(({ kind }) => kind === 'amount')
    .flatMap((outcome): Figure[] => {
      const scale = scaleOf(outcome.unit, input.plan.program.unitNames);
      const drawn = outcome.periods.flatMap(({ label, summary: { worlds: hundred = [] } }) =>
        hundred[hundred.length - 1] > hundred[0]
          ? [{ name: words.quarterText(label), hundred: hundred.map((x) => x * scale.factor) }]
          : [],
      );
      if (drawn.length === 0) return [];
      // The last periods, with the first to compare them with.
      const series =
        drawn.length <= MOST_SERIES ? drawn : [drawn[0], ...drawn.slice(1 - MOST_SERIES)];
      return [
        {
          kind: 'exceedance',
          title: outcome.label,
          axis: unitLabel(scale),
          series,
          caption: words.exceedanceCaption,
        },
      ];
    });
}

/** A hundred equally likely outcomes of an amount, for those who count. */
export function dotFigures(input: PageInput, words: Words): readonly Figure[] {
  return headlineOutcomes(input.plan, input.summary)
    .filter(({ kind }) => kind === 'amount')
    .flatMap((outcome): Figure[] => {
      const period = outcome.periods.at(-1);
      const { worlds: hundred = [], quantiles } = period?.summary ?? {};
      const median = quantiles?.p50.value ?? null;
      if (period === undefined || median === null || !(hundred[hundred.length - 1] > hundred[0]))
        return [];
      const scale = scaleOf(outcome.unit, input.plan.program.unitNames);
      return [
        {
          kind: 'dots',
          title: `${outcome.label}${outcome.over === 'horizon' ? '' : `, ${period.label}`}`,
          axis: unitLabel(scale),
          values: hundred.map((value) => value * scale.factor),
          median: median * scale.factor,
          caption: words.dotsCaption,
        },
      ];
    });
}
