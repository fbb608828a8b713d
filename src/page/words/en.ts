/** The texts of the page in English. */

import { ENGLISH } from '../../charts/words.ts';
import { isPeriod, type PeriodKind } from '../../text/period.ts';
import type { Language } from '../../wording/languages.ts';
import type { Finding } from '../findings.ts';
import { amountText, chanceNumber, type Scale } from '../spoken.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function chance(share: number): string {
  const { bound, text } = chanceNumber(share);
  return bound === undefined ? text : `${bound} ${text}`;
}

/** A chance where the statistic is one, else an amount. */
function told(value: number, scale: Scale | undefined): string {
  return scale === undefined ? chance(value) : amountText(value, scale);
}

function inPeriod(period: string | undefined): string {
  if (period === undefined) return '';
  return `${isPeriod(period, 'day') ? ' on' : ' in'} ${quarterText(period)}`;
}

/** `2026Q1` reads `Q1 2026`, `2026-03` reads `March 2026`, `2026-W05` reads `week 5 of 2026`. */
function quarterText(period: string): string {
  const [, year, quarter] = /^(\d{4})Q([1-4])$/.exec(period) ?? [];
  if (quarter !== undefined) return `Q${quarter} ${year}`;
  const [, of, week, month, day] = /^(\d{4})-(?:W(\d\d)|(\d\d)(?:-(\d\d))?)$/.exec(period) ?? [];
  if (week !== undefined) return `week ${Number(week)} of ${of}`;
  if (month === undefined) return period;
  return `${day === undefined ? '' : `${Number(day)} `}${MONTHS[Number(month) - 1]} ${of}`;
}

function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** With a comma behind it where it has one inside. */
function subject(label: string): string {
  return label.includes(',') ? `${label},` : label;
}

/** `What if China blocks H200 throughout?` reads `China blocks H200 throughout`. */
function scenario(question: string): string {
  const asked = /what if (.*?)\??$/is.exec(question)?.[1] ?? question;
  return asked.charAt(0).toUpperCase() + asked.slice(1);
}

function finding(found: Finding): string {
  switch (found.kind) {
    case 'course': {
      const { label, scale, first, last, past } = found;
      const amount = (value: number) => amountText(value, scale);
      const course =
        first === undefined
          ? `is ${amount(last.median)} at the median${inPeriod(last.period)}`
          : `is ${amount(first.median)} in ${quarterText(first.period)} and ${amount(last.median)}${inPeriod(last.period)} at the median`;
      const before =
        past === undefined
          ? ''
          : `, after a published ${amount(past.value)} in ${quarterText(past.period)}`;
      return `${subject(label)} ${course}${before}; half of all outcomes${inPeriod(last.period)} lie between ${amount(last.p25)} and ${amount(last.p75)}.`;
    }
    case 'often-zero': {
      const { label, scale, first, last } = found;
      const any =
        first === undefined
          ? `${chance(last.any)}${inPeriod(last.period)}`
          : `${chance(first.any)} in ${quarterText(first.period)} and ${chance(last.any)}${inPeriod(last.period)}`;
      const much =
        last.median === undefined
          ? ''
          : `; if any, ${amountText(last.median, scale)} at the median${inPeriod(last.period)}`;
      return `${label}: a chance of any of ${any}${much}.`;
    }
    case 'also':
      return `The chance that ${lower(found.clause)} is ${chance(found.share)}${inPeriod(found.period)}.`;
    case 'drivers': {
      const { drivers, judged } = found;
      const named = drivers.map(
        ({ label, share }, k) =>
          `${lower(label)} (${chance(share)}${k === 0 ? ' of the variance' : ''})`,
      );
      const rest =
        judged === 0
          ? ''
          : judged === drivers.length
            ? drivers.length === 1
              ? '; it rests on judgement'
              : '; all of them rest on judgement'
            : `; ${judged} of the ${drivers.length} ${judged === 1 ? 'rests' : 'rest'} on judgement`;
      return `It depends most on ${listed(named)}${rest}.`;
    }
    case 'scenarios': {
      const { count, scale, highest, lowest } = found;
      return `Across ${count} scenarios it runs from ${told(lowest.value, scale)} (${lower(scenario(lowest.question))}) to ${told(highest.value, scale)} (${lower(scenario(highest.question))}).`;
    }
    case 'baseline':
      return `With the model’s own assumptions it is ${told(found.value, found.scale)}.`;
    case 'evidence': {
      const { from, to, scale, most } = found;
      const by =
        most === undefined
          ? ''
          : `; the report that moved it most, of ${dateText(most.known)}: ${lower(most.what).replace(/\.$/, '')}`;
      return `What has been reported since took it from ${told(from, scale)} to ${told(to, scale)}${by}.`;
    }
  }
}

/** In mid-sentence; names and abbreviations keep their capitals. */
function lower(text: string): string {
  return /^(?:China|Huawei|Congress|Cambricon|[A-Z\d]{2})/.test(text)
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
}

function dateText(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso) ?? [];
  if (month === undefined) return iso;
  return `${day === undefined ? '' : `${Number(day)} `}${MONTHS[Number(month) - 1]} ${year}`;
}

/** `an 8% chance`, `a 24% chance`. */
function article(share: number): string {
  const { bound, text } = chanceNumber(share);
  if (bound === 'under') return 'An';
  return /^(?:8|11%|11\.|18)/.test(text) ? 'An' : 'A';
}

export const en = {
  code: 'en' as Language,
  name: 'English',
  chance,
  dateText,
  quarterText,
  scenario,
  finding,
  /** The headline in three parts, the middle one set off. */
  eventHeadline: (share: number, clause: string, period: string | undefined) =>
    [
      share <= 0 ? 'Next to ' : share >= 1 ? 'It is ' : `${article(share)} `,
      share <= 0 ? 'no chance' : share >= 1 ? 'all but certain' : `${chance(share)} chance`,
      ` that ${clause}${inPeriod(period)}`,
    ] as const,
  amountHeadline: (median: string, label: string, period: string | undefined) =>
    [`${label}${inPeriod(period)}: `, median, ', at the median'] as const,
  betweenSentences: ' ',
  noHeadline: 'Every trial failed',
  information: (iso: string) => `Information to ${dateText(iso)}`,
  baselineName: 'Baseline',
  scenarioIs: (name: string) => `Scenario: ${name}`,
  changed: (count: number) =>
    count === 1 ? '1 assumption changed' : `${count} assumptions changed`,
  changedCorrelations: 'correlations changed',
  conditioned: (conditions: string) => `only trials in which ${conditions}`,
  edition: (number: number) => `edition ${number}`,
  tableName: 'Headlines by year',
  moreRows: (count: number) => `${count} more`,
  wholePeriod: 'Whole period',
  chanceOf: (label: string) => label,
  chanceNote: 'chance',
  anyOf: (label: string) => `${label}: chance of any`,
  ifAny: (label: string) => `${label}, if any`,
  tableNote: (hasPast: boolean) =>
    `Large: the median, or the chance. Small: 9 in 10 outcomes.${hasPast ? ' Grey: published values.' : ''}`,
  mostLikely: 'most likely',
  fanCaption: ({ log, paths, past, observed }: FanParts) =>
    `Half of all outcomes lie in the dark band, 9 in 10 in the light one, 1 in 10 outside both.${paths > 0 ? ` Thin lines are ${paths} single trials.` : ''}${past ? ' Dots are published values.' : ''}${observed ? ' Diamonds are periods that have been observed.' : ''}${log ? ' Logarithmic scale.' : ''}`,
  beforeCaption: 'Dashed: this run, before the changes.',
  chanceCaption: (threshold: string, over: PeriodKind) =>
    `Share of trials at ${threshold} or more in that ${over}. The band is the simulation error (95%); where it cannot be seen it is narrower than the line.`,
  fanMarks: {
    p95: '1 in 20 above',
    p75: '1 in 4 above',
    p50: 'median',
    p25: '1 in 4 below',
    p5: '1 in 20 below',
    past: 'published',
  },
  dotsTitle: 'A hundred outcomes',
  dotsCaption: 'Each dot is one of 100 equally likely outcomes; the line is the median.',
  askTitle: 'How likely is more than …?',
  askOutcome: 'Outcome',
  askPeriod: 'Period',
  askThreshold: 'Threshold',
  askAbove: 'above',
  askAnswer: (count: number) => `${count} in 100`,
  askDots: (count: number) => `${count} of 100 dots are lit`,
  askNote: 'Each dot is one of 100 equally likely outcomes. Drag the slider, or type a number.',
  driversTitle: 'What drives it',
  driversNote: 'Share of the variance of the headline, with 95% interval.',
  judgement: 'judgement',
  raises: 'raises it',
  lowers: 'lowers it',
  either: 'no single direction',
  driversUnknown: 'Not analysed in this run.',
  scenariosTitle: 'Scenarios',
  scenariosNote: (trials: string) => `The headline in each, from the same ${trials} draws.`,
  changedTitle: 'What changed',
  changedNote: 'Points by which each report moved the headline, in order of date.',
  changedStart: (iso: string) => dateText(iso),
  otherReports: 'all other reports',
  assumptionsTitle: 'What this page changes',
  modelHas: (own: string) => `model: ${own}`,
  watchTitle: 'Watch next',
  watchNote: 'Share of the variance that the figure would remove.',
  watchDates: 'Figures to come, and who publishes them.',
  publishedTitle: 'What others forecast',
  publishedNote: 'Where published figures fall among our outcomes.',
  percentile: (low: number, high?: number) =>
    high === undefined || low === high
      ? `our ${ordinal(low)} percentile`
      : `our ${ordinal(low)} to ${ordinal(high)} percentile`,
  verdict: {
    below: 'below nearly all of ours',
    lower: 'below our median, well inside',
    middle: 'close to our median',
    upper: 'above our median, well inside',
    above: 'above nearly all of ours',
    wide: 'around our median',
  },
  foot: {
    trials: (trials: string, seed: string) => `${trials} trials, seed ${seed}`,
    digest: (digest: string) => `digest ${digest}`,
    assumptions: (count: number, judged: number) =>
      `${count} assumptions, ${judged} of them judgement or without a source`,
    sources: (count: number) => (count === 1 ? '1 source' : `${count} sources`),
    everything: 'Everything behind this page',
  },
  live: {
    title: 'Change an assumption',
    note: (trials: string) =>
      `Every move is computed in this page, from ${trials} trials. Nothing leaves it.`,
    preset: 'Scenario',
    none: 'As in this run',
    trials: 'Trials',
    trialsOf: (trials: string) => `${trials} trials`,
    vintage: 'Information to',
    noEvidence: 'Without the evidence',
    drivers: 'What drives it',
    levers: 'All levers',
    reset: 'Reset',
    language: 'Language',
    share: 'Copy link',
    shared: 'Copied',
    shareFailed: 'Copy the address from the browser',
    download: 'Download this scenario (YAML)',
    verify: 'Verify the digest in this page',
    verifying: (percent: number) => `Computing again: ${percent}%`,
    verified: (digest: string) => `Verified: same digest, ${digest}`,
    differs: (digest: string) => `Another digest: ${digest}`,
    computing: 'Computing …',
    answer: (now: string, before: string, change: string, error: string) =>
      `Now ${now}; in this run ${before}. Difference on the same draws: ${change} points${error === '' ? '' : ` (± ${error})`}.`,
    answerAmount: (now: string, before: string) => `Now ${now}; in this run ${before}.`,
    failed: (message: string) => `This cannot be computed: ${message}`,
  },
  contents: 'Contents',
  onPaper:
    'Left out of print: all outcomes, outcomes by period, correlations and the data behind the charts. They are on the web page and in the files of the run.',
  moreCharts: 'Over time',
  annexCharts: 'More charts',
  exceedanceTitle: 'How likely is more',
  exceedanceCaption:
    'How many of 100 outcomes are above each value; 100 less that are at or below it. The dashed line is the median.',
  charts: ENGLISH,
  influence: {
    title: 'What depends on what',
    note: 'Each box is a component of the model and leads to its assumptions and equations. An arrow goes from what is read to what reads it, thicker where more is read; dashed ones carry values of earlier quarters only. Point at a box to see its arrows. Outcomes are left out.',
    from: 'From',
    to: 'To',
    reads: 'What is read',
    before: 'Only of quarters ago',
    table: 'The arrows as a table',
  },
  equations: {
    title: 'Equations',
    note: 'What is assumed and what is computed from it, component by component. t is the quarter; a symbol leads to its definition. Medians of outcomes are those of the last period.',
    outcomes: 'Outcomes',
    judged: 'Judgement.',
    sources: (ids: readonly string[]) =>
      `${ids.length === 1 ? 'Source' : 'Sources'} ${ids.join(', ')}.`,
    median: (amount: string) => `median ${amount}`,
    math: {
      otherwise: 'otherwise',
      ifCase: 'if',
      each: { year: 'year', quarter: 'quarter', month: 'month' },
      horizon: 'horizon',
      during: (label: string) => label,
      aggregates: { mean: 'mean', first: 'first', last: 'last', min: 'min', max: 'max' },
    },
  },
  figureData: 'Data of this chart',
  figureCsv: 'Data (CSV)',
  figurePicture: 'Picture (SVG)',
  tableOf: (title: string) => `Numbers of the chart: ${title}`,
  period: 'Period',
  skip: 'Skip to the table',
};

function ordinal(hundredth: number): string {
  const [ten, one] = [hundredth % 100, hundredth % 10];
  if (ten >= 11 && ten <= 13) return `${hundredth}th`;
  return `${hundredth}${one === 1 ? 'st' : one === 2 ? 'nd' : one === 3 ? 'rd' : 'th'}`;
}

/** What of a fan its caption explains. */
export interface FanParts {
  readonly log: boolean;
  /** How many single trials are drawn. */
  readonly paths: number;
  readonly past: boolean;
  readonly observed: boolean;
}

/** What every language has; a text that is missing in one does not compile. */
export type Words = Omit<typeof en, 'name' | 'eventHeadline' | 'amountHeadline'> & {
  readonly name: string;
  eventHeadline(share: number, clause: string, period: string | undefined): Headline;
  amountHeadline(median: string, label: string, period: string | undefined): Headline;
};

export type Headline = readonly [before: string, number: string, after: string];
