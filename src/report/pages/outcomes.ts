/** The outcomes of a run, a part each: probabilities, quantiles, or shares of categories. */

import type { Plan } from '../../plan/plan.ts';
import { NOTHING } from '../../stats/interval.ts';
import { percent, significant } from '../../stats/round.ts';
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
} from '../document.ts';
import { headlineOutcomes } from '../headlines.ts';
import { cellOf, figureText, isShare, shareText, unitOf } from '../measure.ts';
import type { Names } from '../names.ts';
import { outcomeNotes, SPOKEN } from '../notes.ts';
import {
  eventShare,
  type ReportedOutcome,
  type ReportedPeriod,
  type ReportedSet,
  reportedOutcomes,
  setsOf,
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
  return [...groups].map(([group, outcomes]) => ({
    kind: 'part',
    title: names.tell('Ids that begin with {group}', { group }),
    blocks: [
      ...setsOf(outcomes).map((set) => setPart(set, summary.trials, names)),
      ...outcomes.map((one) => outcomePart(one, summary.trials, names, 'full')),
    ],
  }));
}

/** Outcomes over a set as one table: its members down, periods across. */
function setPart({ id, label, members }: ReportedSet, trials: number, names: Names): Part {
  const { tell, known } = names;
  const [{ kind, unit, periods }] = members;
  const isEvent = kind === 'event';
  const across = periods.map(({ label: period }, k) => ({
    heading: names.period(period),
    kind: 'number' as const,
    digits: 'earned' as const,
    of: ({ periods: own }: ReportedOutcome): Cell => {
      const { summary } = own[k];
      if (isEvent) return shareText(eventShare(summary), trials - summary.failures, names);
      const { p50 } = summary.quantiles;
      return p50.unsupported === undefined ? cellOf(members[0], p50) : tell('not supported');
    },
  }));
  const table = tableOf(
    label,
    members,
    [{ heading: '', of: ({ set }) => known(set?.member ?? '') }, ...across],
    [isEvent ? tell('Probabilities, by period.') : tell('Medians, by period.')],
  );
  return {
    kind: 'part',
    title: label,
    id,
    ...(isEvent ? {} : { about: known(unitText(unitOf({ unit }, names))) }),
    blocks: [table],
  };
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
  const { tell, known, marks } = names;
  const { label, id, kind, basis, periods } = outcome;
  const failed = periods.some(({ summary }) => summary.failures > 0);
  const about = [
    ...(kind === 'amount' ? [known(unitText(unitOf(outcome, names)))] : []),
    ...(basis === undefined ? [] : [tell('{basis} basis', { basis })]),
  ].join(marks.comma);
  const levels = QUANTILES[detail];
  const notes = [
    ...knownNotes(outcome, names),
    ...outcomeNotes(outcome, trials, levels, detail === 'full', names),
    ...(failed ? [tell('Some trials failed; see Failures.')] : []),
  ];
  const table = {
    event: () => eventTable(outcome, trials, names),
    category: () => categoryTable(outcome, names),
    amount: () => amountTable(outcome, detail, names),
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

function periodColumn({ period }: Names): PeriodColumn {
  return {
    heading: '',
    of: ({ label, observed }) => {
      const text = period(label);
      if (observed === undefined) return text;
      return `${text} ${observed.parts === undefined ? OBSERVED.whole : OBSERVED.part}`;
    },
  };
}

function eventTable({ label, periods }: ReportedOutcome, trials: number, names: Names): Table {
  return tableOf(label, periods, [
    periodColumn(names),
    {
      heading: names.tell('probability'),
      kind: 'number',
      of: ({ summary }) => shareText(eventShare(summary), trials - summary.failures, names),
    },
    { heading: '', kind: 'sketch', of: ({ summary }) => ({ bar: eventShare(summary).value ?? 0 }) },
  ]);
}

const QUANTILES = {
  brief: ['p5', 'p50', 'p95'],
  full: ['p5', 'p25', 'p50', 'p75', 'p95'],
} as const satisfies Readonly<Record<string, readonly QuantileName[]>>;

function amountTable(outcome: ReportedOutcome, detail: 'brief' | 'full', names: Names): Table {
  const { tell } = names;
  const { label, periods } = outcome;
  const statistic = (heading: string, of: (summary: OutcomeSummary) => Estimate): PeriodColumn => ({
    heading,
    kind: 'number',
    ...(detail === 'brief' ? { digits: 'earned' } : {}),
    of: ({ summary }) => {
      const estimate = of(summary);
      return estimate.unsupported === undefined ? cellOf(outcome, estimate) : tell('not supported');
    },
  });
  const usual = QUANTILES[detail].map((name) => ({
    level: QUANTILE_LEVELS[name],
    column: statistic(tell(SPOKEN[name]), (summary) => summary.quantiles[name]),
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
    periodColumn(names),
    ...(detail === 'brief'
      ? []
      : [statistic(tell('mean'), ({ mean }) => mean), statistic(tell('sd'), ({ sd }) => sd)]),
    ...quantiles,
    { heading: '', kind: 'sketch', of: ({ summary }) => ({ strip: stripOf(outcome, summary) }) },
  ]);
}

function stripOf(
  of: ReportedOutcome,
  { quantiles }: OutcomeSummary,
): Extract<Sketch, { strip: object }>['strip'] {
  const at = ({ value }: Estimate): number | null => (isShare(of) ? percent(value) : value);
  const { p5, p25, p50, p75, p95 } = quantiles;
  return { p5: at(p5), p25: at(p25), p50: at(p50), p75: at(p75), p95: at(p95) };
}

/** Values across, or down if there is one period only. */
function categoryTable({ label, periods, values }: ReportedOutcome, names: Names): Table {
  const cell = ({ value, se }: Estimate): Cell =>
    value === 0 ? '-' : { value, se, isShare: true };
  if (periods.length > 1)
    return tableOf(label, periods, [
      periodColumn(names),
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
    {
      heading: names.tell('probability'),
      kind: 'number',
      digits: 'earned',
      of: ({ share }) => cell(share),
    },
    { heading: '', kind: 'sketch', of: ({ share }) => ({ bar: share.value ?? 0 }) },
  ]);
}

/** What was published of before the horizon, and by which observations periods of it are known. */
function knownNotes(outcome: ReportedOutcome, names: Names): string[] {
  const { tell, marks } = names;
  const { past, periods } = outcome;
  const before = pastText(past, (x) => figureText(outcome, x, 4), names);
  const seen = periods.flatMap(({ observed }) => observed ?? []);
  const by = new Set(seen.flatMap((one) => (one.parts === undefined ? one.by : [])));
  const parts = seen.flatMap((one) =>
    one.parts === undefined ? [] : [{ ...one, parts: one.parts.map(names.period) }],
  );
  return [
    ...(before === undefined ? [] : [tell('Published before the forecast: {before}.', { before })]),
    ...(by.size === 0
      ? []
      : [
          tell('{mark} observed by the vintage: {observations}.', {
            mark: OBSERVED.whole,
            observations: [...by].join(marks.comma),
          }),
        ]),
    ...parts.map((part) =>
      tell('{mark} observed in part: {observations}.', {
        mark: OBSERVED.part,
        observations: observedText(part, marks.comma),
      }),
    ),
  ];
}
