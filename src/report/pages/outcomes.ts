/** The outcomes of a run, a part each: probabilities, quantiles, or shares of categories. */

import type { Plan } from '../../plan/plan.ts';
import { NOTHING } from '../../stats/interval.ts';
import { earnedPercent, significant } from '../../stats/round.ts';
import {
  type Estimate,
  type OutcomeSummary,
  QUANTILE_LEVELS,
  type QuantileName,
  type Summary,
} from '../../stats/summary.ts';
import { unitText } from '../../text/unit.ts';
import {
  type Cell,
  type Column,
  type Part,
  type Sketch,
  type Table,
  tableOf,
  unitWords,
} from '../document.ts';
import { headlineOutcomes } from '../headlines.ts';
import type { Names } from '../names.ts';
import { outcomeNotes, SPOKEN } from '../notes.ts';
import {
  eventShare,
  type ReportedOutcome,
  type ReportedPeriod,
  reportedOutcomes,
  shareOf,
} from '../outcomes.ts';
import { OBSERVED, observedText, pastText } from '../past.ts';

/** The outcomes that the model puts in front: the 5% quantile, the median and the 95% quantile. */
export function headlineParts(plan: Plan, summary: Summary, names: Names): Part[] {
  return headlineOutcomes(plan, summary).map((one) => outcomePart(one, summary.trials, names));
}

/** All that is reported by year or for the horizon, under the first part of its id. */
export function groupParts(plan: Plan, summary: Summary, names: Names): Part[] {
  const groups = new Map<string, ReportedOutcome[]>();
  for (const outcome of reportedOutcomes(plan.program, summary, plan.evidence)) {
    if (outcome.over === 'quarter') continue;
    const group = outcome.id.split('.')[0];
    groups.set(group, [...(groups.get(group) ?? []), outcome]);
  }
  return [...groups].map(([title, outcomes]) => ({
    kind: 'part',
    title,
    blocks: outcomes.map((one) => outcomePart(one, summary.trials, names, 'full')),
  }));
}

export function quarterlyParts(plan: Plan, summary: Summary, names: Names): Part[] {
  return reportedOutcomes(plan.program, summary, plan.evidence)
    .filter(({ over }) => over === 'quarter')
    .map((one) => outcomePart(one, summary.trials, names));
}

/** In full: every quantile, mean and standard deviation, with their standard errors. */
function outcomePart(
  outcome: ReportedOutcome,
  trials: number,
  names: Names,
  detail: 'brief' | 'full' = 'brief',
): Part {
  const { label, id, kind, basis, unit, periods } = outcome;
  const failed = periods.some(({ summary }) => summary.failures > 0);
  const about = [
    ...(kind === 'amount' ? [unitText(unitWords(names.unit(unit)))] : []),
    ...(basis === undefined ? [] : [`${basis} basis`]),
  ].join(', ');
  const levels = QUANTILES[detail];
  const notes = [
    ...knownNotes(outcome),
    ...outcomeNotes(outcome, trials, levels, detail === 'full'),
    ...(failed ? ['Some trials failed; see Failures.'] : []),
  ];
  const table = {
    event: () => eventTable(outcome, trials),
    category: () => categoryTable(outcome),
    amount: () => amountTable(outcome, detail),
  }[kind]();
  return {
    kind: 'part',
    title: label,
    id,
    ...(about === '' ? {} : { about }),
    blocks: [{ ...table, ...(notes.length === 0 ? {} : { notes }) }],
  };
}

type PeriodColumn = Column & { of(period: ReportedPeriod): Cell };

const PERIOD: PeriodColumn = {
  heading: '',
  of: ({ label, observed }) => {
    if (observed === undefined) return label;
    return `${label} ${observed.parts === undefined ? OBSERVED.whole : OBSERVED.part}`;
  },
};

function eventTable({ label, periods }: ReportedOutcome, trials: number): Table {
  return tableOf(label, periods, [
    PERIOD,
    {
      heading: 'probability',
      kind: 'number',
      of: ({ summary }) => {
        const { value, se } = eventShare(summary);
        return earnedPercent(value, se, trials - summary.failures);
      },
    },
    { heading: '', kind: 'sketch', of: ({ summary }) => ({ bar: eventShare(summary).value ?? 0 }) },
  ]);
}

const QUANTILES = {
  brief: ['p5', 'p50', 'p95'],
  full: ['p5', 'p25', 'p50', 'p75', 'p95'],
} as const satisfies Readonly<Record<string, readonly QuantileName[]>>;

function amountTable({ label, periods }: ReportedOutcome, detail: 'brief' | 'full'): Table {
  const statistic = (heading: string, of: (summary: OutcomeSummary) => Estimate): PeriodColumn => ({
    heading,
    kind: 'number',
    ...(detail === 'brief' ? { digits: 'earned' } : {}),
    of: ({ summary }) => {
      const { value, se, unsupported } = of(summary);
      return unsupported === undefined ? { value, se } : 'not supported';
    },
  });
  const usual = QUANTILES[detail].map((name) => ({
    level: QUANTILE_LEVELS[name],
    column: statistic(SPOKEN[name], (summary) => summary.quantiles[name]),
  }));
  const further = (periods.find(({ summary }) => summary.further)?.summary.further ?? [])
    .map(({ p }, k) => ({
      level: p,
      column: statistic(
        `${significant(100 * p, 6)}%`,
        ({ further: all }) => all?.[k]?.quantile ?? NOTHING,
      ),
    }))
    .filter(({ level }) => usual.every((one) => one.level !== level));
  const quantiles = [...usual, ...further]
    .sort((a, b) => a.level - b.level)
    .map(({ column }) => column);
  return tableOf(label, periods, [
    PERIOD,
    ...(detail === 'brief'
      ? []
      : [statistic('mean', ({ mean }) => mean), statistic('sd', ({ sd }) => sd)]),
    ...quantiles,
    { heading: '', kind: 'sketch', of: ({ summary }) => ({ strip: stripOf(summary) }) },
  ]);
}

function stripOf({ quantiles }: OutcomeSummary): Extract<Sketch, { strip: object }>['strip'] {
  const { p5, p25, p50, p75, p95 } = quantiles;
  return { p5: p5.value, p25: p25.value, p50: p50.value, p75: p75.value, p95: p95.value };
}

/** Values across, or down if there is one period only. */
function categoryTable({ label, periods, values }: ReportedOutcome): Table {
  const cell = ({ value, se }: Estimate): Cell =>
    value === 0 ? '-' : { value, se, isShare: true };
  if (periods.length > 1)
    return tableOf(label, periods, [
      PERIOD,
      ...values.map(
        ({ value, name }): PeriodColumn => ({
          heading: name,
          kind: 'number',
          digits: 'earned',
          of: ({ summary }) => cell(shareOf(summary.shares, value)),
        }),
      ),
    ]);
  const [{ summary }] = periods;
  const shares = values.map(({ value, name }) => ({ name, share: shareOf(summary.shares, value) }));
  return tableOf(label, shares, [
    { heading: '', of: ({ name }) => name },
    { heading: 'probability', kind: 'number', digits: 'earned', of: ({ share }) => cell(share) },
    { heading: '', kind: 'sketch', of: ({ share }) => ({ bar: share.value ?? 0 }) },
  ]);
}

/** What was published of before the horizon, and by which observations periods of it are known. */
function knownNotes({ past, periods }: ReportedOutcome): string[] {
  const before = pastText(past, (x) => significant(x, 4));
  const seen = periods.flatMap(({ observed }) => observed ?? []);
  const by = new Set(seen.flatMap((one) => (one.parts === undefined ? one.by : [])));
  const parts = seen.filter(({ parts: some }) => some !== undefined);
  return [
    ...(before === undefined ? [] : [`Published before the forecast: ${before}.`]),
    ...(by.size === 0 ? [] : [`${OBSERVED.whole} observed by the vintage: ${[...by].join(', ')}.`]),
    ...parts.map((part) => `${OBSERVED.part} observed in part: ${observedText(part)}.`),
  ];
}
