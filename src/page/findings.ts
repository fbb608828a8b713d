/**
 * The grammar of findings: what a run says, as facts made of numbers. Each rule gives a finding or
 * nothing, and no finding is without its number; the words of a language make the sentence.
 */

import { headlineOutcomes } from '../report/headlines.ts';
import { eventShare, type ReportedOutcome } from '../report/outcomes.ts';
import { lastOf, present } from '../text/entry.ts';
import type { PageInput } from './beside.ts';
import { driversOf } from './drivers.ts';
import {
  askedOf,
  askedValue,
  isTwoPart,
  leading,
  periodOf,
  scaleOfColumn,
  twoPartOf,
} from './headline.ts';
import { movesOf } from './moves.ts';
import { type Scale, scaleOf } from './spoken.ts';

export type Finding =
  /** How an amount goes from the first period to the last, and how wide the last is. */
  | {
      readonly kind: 'course';
      readonly label: string;
      readonly scale: Scale;
      readonly first?: { readonly period: string; readonly median: number };
      readonly last: {
        readonly period: string | undefined;
        readonly median: number;
        readonly p25: number;
        readonly p75: number;
      };
      /** The last published value of before. */
      readonly past?: { readonly period: string; readonly value: number };
    }
  /** An amount in two parts. */
  | {
      readonly kind: 'often-zero';
      readonly label: string;
      readonly scale: Scale;
      readonly first?: { readonly period: string; readonly any: number };
      readonly last: {
        readonly period: string | undefined;
        readonly any: number;
        readonly median: number | undefined;
      };
    }
  /** The chance of something else in the same breath. */
  | {
      readonly kind: 'also';
      readonly clause: string;
      readonly share: number;
      readonly period: string | undefined;
    }
  | {
      readonly kind: 'drivers';
      /** Most influential first. */
      readonly drivers: readonly { readonly label: string; readonly share: number }[];
      readonly judged: number;
    }
  | {
      readonly kind: 'scenarios';
      readonly count: number;
      readonly scale: Scale | undefined;
      readonly highest: { readonly question: string; readonly value: number };
      readonly lowest: { readonly question: string; readonly value: number };
    }
  /** What this page has beside the model's own assumptions. */
  | { readonly kind: 'baseline'; readonly value: number; readonly scale: Scale | undefined }
  | {
      readonly kind: 'evidence';
      readonly from: number;
      readonly to: number;
      readonly scale: Scale | undefined;
      readonly most?: { readonly what: string; readonly known: string };
    };

/** Sentences of a first screen; more are not read. */
const MOST = 4;

/** Sentences after the headline, most important first. */
export function findingsOf(input: PageInput): readonly Finding[] {
  const headlines = headlineOutcomes(input.plan, input.summary);
  const lead = leading(headlines);
  const amount = headlines.find((one) => one.kind === 'amount' && one !== lead);
  const zero = headlines.find((one) => isTwoPart(one) && one !== amount && one !== lead);
  const event = headlines.find(
    (one) => one.kind === 'event' && one !== lead && one.over === lead?.over,
  );
  const found = [
    baseline(input),
    amount && (isTwoPart(amount) ? oftenZero(amount, input) : course(amount, input)),
    drivers(input),
    evidence(input),
    scenarios(input),
    zero && oftenZero(zero, input),
    event && also(event),
  ].filter((one) => one !== undefined);
  return found.slice(0, MOST);
}

function course(outcome: ReportedOutcome, { plan }: PageInput): Finding | undefined {
  const [first, last] = [outcome.periods[0], lastOf(outcome.periods)];
  const { p25, p50, p75 } = last.summary.quantiles;
  const before = first.summary.quantiles.p50.value;
  if (p25.value === null || p50.value === null || p75.value === null) return undefined;
  const past = outcome.past.at(-1);
  return {
    kind: 'course',
    label: outcome.label,
    scale: scaleOf(outcome.unit, plan.program.unitNames),
    ...(first === last || before === null
      ? {}
      : { first: { period: first.label, median: before } }),
    last: {
      period: periodOf(outcome, last),
      median: p50.value,
      p25: p25.value,
      p75: p75.value,
    },
    ...(past === undefined ? {} : { past: { period: past.period, value: past.value } }),
  };
}

function oftenZero(outcome: ReportedOutcome, { plan }: PageInput): Finding | undefined {
  const [first, last] = [outcome.periods[0], lastOf(outcome.periods)];
  const [before, after] = [first, last].map(({ summary }) => twoPartOf(summary));
  if (after === undefined) return undefined;
  return {
    kind: 'often-zero',
    label: outcome.label,
    scale: scaleOf(outcome.unit, plan.program.unitNames),
    ...(first === last || before === undefined
      ? {}
      : { first: { period: first.label, any: before.any } }),
    last: { period: periodOf(outcome, last), any: after.any, median: after.ifAny?.median },
  };
}

function also(outcome: ReportedOutcome): Finding | undefined {
  const last = lastOf(outcome.periods);
  const { value } = eventShare(last.summary);
  if (value === null) return undefined;
  return { kind: 'also', clause: outcome.label, share: value, period: periodOf(outcome, last) };
}

/** Drivers that a sentence names. */
const NAMED = 3;

function drivers(input: PageInput): Finding | undefined {
  // What was analysed is the run, not a reader's change of it.
  if (input.base !== undefined) return undefined;
  const named = driversOf(input).slice(0, NAMED);
  if (named.length === 0) return undefined;
  return {
    kind: 'drivers',
    drivers: named.map(({ label, share }) => ({
      label,
      share: present(share.value, `the share of ${label}`),
    })),
    judged: named.filter(({ judgement }) => judgement).length,
  };
}

function scaleOfAsked({ plan }: PageInput, column: string, statistic: string): Scale | undefined {
  return statistic === 'probability' ? undefined : scaleOfColumn(plan, column);
}

function scenarios(input: PageInput): Finding | undefined {
  const { rows = [], column = '', statistic = '' } = input.scenarios ?? {};
  const known = rows.flatMap(({ question, value: { value } }) =>
    value === null ? [] : [{ question, value }],
  );
  if (known.length < 2) return undefined;
  const ordered = known.toSorted((a, b) => b.value - a.value);
  return {
    kind: 'scenarios',
    count: known.length,
    scale: scaleOfAsked(input, column, statistic),
    highest: ordered[0],
    lowest: lastOf(ordered),
  };
}

/** The baseline's number beside that of anything else. */
function baseline(input: PageInput): Finding | undefined {
  const { plan, scenarios: beside } = input;
  const changed = plan.inputs.some(({ overriddenBy }) => overriddenBy !== undefined);
  const value = beside?.baseline.value ?? null;
  if (!changed || beside === undefined || value === null) return undefined;
  return { kind: 'baseline', value, scale: scaleOfAsked(input, beside.column, beside.statistic) };
}

function evidence(input: PageInput): Finding | undefined {
  const asked = askedOf(input.plan, input.summary);
  const moves = movesOf(input);
  if (asked === undefined || moves === undefined) return undefined;
  const to = askedValue(input.summary, asked);
  if (to === null || moves.prior === null) return undefined;
  const most = moves.pieces.toSorted((a, b) => Math.abs(b.move) - Math.abs(a.move))[0];
  return {
    kind: 'evidence',
    from: moves.prior,
    to,
    scale: scaleOfAsked(input, asked.column, asked.statistic),
    ...(most === undefined ? {} : { most: { what: most.what, known: most.known } }),
  };
}
