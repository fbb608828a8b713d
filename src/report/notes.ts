/**
 * What stands below the numbers of an outcome: levels that share a value, and statistics that its
 * tail does not allow.
 */

import { combinedError } from '../stats/interval.ts';
import { earnedPair, earnedPercent } from '../stats/round.ts';
import type { OutcomeSummary, QuantileName } from '../stats/summary.ts';
import { heavyOf } from '../stats/tail.ts';
import { present } from '../text/entry.ts';
import type { Label, Wording } from '../wording/wording.ts';
import { figureText, isShare, shareText } from './measure.ts';
import type { Names } from './names.ts';
import type { ReportedOutcome, ReportedPeriod } from './outcomes.ts';

/** Quantiles as a reader says them. */
export const SPOKEN = {
  p5: '5%',
  p10: '10%',
  p25: '25%',
  p50: 'median',
  p75: '75%',
  p90: '90%',
  p95: '95%',
} as const satisfies Readonly<Record<QuantileName, Label>>;
/**
 * Fewer trials at one value are no jump that a reader has to know of; summary.json has it all the
 * same.
 */
const LEAST_NOTED = 0.05;
/** Periods beyond these are counted and not described. */
const MOST_PERIODS = 3;

/**
 * @param levels   quantiles that are shown of it
 * @param moments  whether mean and standard deviation are shown too
 */
export function outcomeNotes(
  outcome: ReportedOutcome,
  trials: number,
  levels: readonly QuantileName[],
  moments: boolean,
  names: Names,
): string[] {
  const { kind, periods } = outcome;
  if (kind !== 'amount') return [];
  const several = periods.length > 1;
  return [
    ...described(periods, several, (one) => jumpsOf(outcome, one, trials, levels, names), names),
    ...(moments
      ? described(periods, several, (one) => unsupportedOf(outcome, one, names), names)
      : []),
  ];
}

function described(
  periods: readonly ReportedPeriod[],
  several: boolean,
  of: (summary: OutcomeSummary) => string | undefined,
  { tell, marks, period }: Names,
): string[] {
  const found = periods.flatMap(({ label, summary }) => {
    const text = of(summary);
    return text === undefined ? [] : [several ? period(label) + marks.colon + text : text];
  });
  if (found.length <= MOST_PERIODS) return found;
  return [
    ...found.slice(0, MOST_PERIODS),
    tell('The same holds for {count} further periods; summary.json has them.', {
      count: found.length - MOST_PERIODS,
    }),
  ];
}

/** Which of the levels have one value, and the share of trials at or below it. */
function jumpsOf(
  of: ReportedOutcome,
  { quantiles, failures, least, greatest }: OutcomeSummary,
  trials: number,
  levels: readonly QuantileName[],
  names: Names,
): string | undefined {
  const { tell, marks } = names;
  // A constant has nothing to explain.
  if (least === greatest) return undefined;
  const byValue = new Map<number, QuantileName[]>();
  for (const name of levels) {
    const { value, jump } = quantiles[name];
    if (value !== null && jump && jump.atMost.value! - jump.below.value! >= LEAST_NOTED)
      byValue.set(value, [...(byValue.get(value) ?? []), name]);
  }
  if (byValue.size === 0) return undefined;
  return [...byValue]
    .map(([value, shared]) => {
      const { below, atMost } = present(quantiles[shared[0]].jump, `the jump at ${shared[0]}`);
      const told = shared.map((name) => tell(SPOKEN[name])).join(marks.comma);
      // At or below the greatest value lie all trials, which says nothing.
      const [sentence, share] =
        atMost.value === 1
          ? (['{levels} at {value}, below which lies {share}', below] as const)
          : (['{levels} at {value}, at or below which lies {share}', atMost] as const);
      return tell(sentence, {
        levels: told,
        value: figureText(of, value, 6),
        share: shareText(share, trials - failures, names),
      });
    })
    .join(marks.semicolon);
}

function unsupportedOf(
  of: ReportedOutcome,
  { mean, sd, quantiles }: OutcomeSummary,
  names: Names,
): string | undefined {
  const { tell } = names;
  const reason = mean.unsupported ?? sd.unsupported;
  if (reason === undefined) return undefined;
  return tell('{what} not supported: {reason}. Median {median}, interquartile range {range}.', {
    what: tell(mean.unsupported === undefined ? 'sd' : 'mean and sd'),
    reason: reasonText(reason, names),
    median: pairText(of, quantiles.p50.value, quantiles.p50.se),
    range: interquartileRange(of, quantiles),
  });
}

/** Why a statistic is not given, in the language of the reader. */
export function reasonText(reason: string, { tell, known }: Wording): string {
  const heavy = heavyOf(reason);
  if (heavy === undefined) return known(reason);
  const { tails, what, draws } = heavy;
  const [one, other] = tails.map(({ end, k }) =>
    tell(end === 'upper' ? 'the upper tail has Pareto k {k}' : 'the lower tail has Pareto k {k}', {
      k,
    }),
  );
  const said = other === undefined ? one : tell('{one} and {other}', { one, other });
  const isMean = what === 'mean';
  if (draws === undefined)
    return tell(
      isMean
        ? '{tails}: the mean does not exist or is decided by trials that are too rare to be seen'
        : '{tails}: the variance does not exist or is decided by trials that are too rare to be seen',
      { tails: said },
    );
  return tell(
    isMean
      ? '{tails}: the mean cannot be told from {draws} draws'
      : '{tails}: the variance cannot be told from {draws} draws',
    { tails: said, draws },
  );
}

/** From the 25% to the 75% quantile, to the digit that both support. */
function interquartileRange(
  of: ReportedOutcome,
  { p25, p75 }: OutcomeSummary['quantiles'],
): string {
  if (p25.value === null || p75.value === null) return 'n/a';
  const se = p25.se === null || p75.se === null ? null : combinedError(p25.se, p75.se);
  return pairText(of, p75.value - p25.value, se);
}

function pairText(of: ReportedOutcome, value: number | null, se: number | null): string {
  return isShare(of) ? earnedPercent(value, se) : earnedPair(value, se);
}
