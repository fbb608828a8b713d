/** Who scored better, and how sure that is: differences target by target. */

import { exp, log } from '../math/functions.ts';
import { estimateFrom, NOTHING } from '../stats/interval.ts';
import type { Estimate } from '../stats/summary.ts';

/** A score of somebody for a target; the rule and the unit say with which it may be compared. */
export interface Scored {
  readonly target: string;
  readonly rule: string;
  readonly unit: string;
  readonly value: number;
}

export interface ScoreComparison {
  readonly first: string;
  readonly second: string;
  /** Targets that both have a finite score for. */
  readonly targets: number;
  /** Those of them where the first is better, and where both score the same. */
  readonly better: number;
  readonly same: number;
  /**
   * Mean of the first's score less the second's, for each rule and unit: below 0 the first is
   * better. The error is that of the mean over targets as if they were drawn independently; targets
   * that depend on each other (periods of one series) make it too small.
   */
  readonly differences: readonly {
    readonly rule: string;
    readonly unit: string;
    readonly targets: number;
    readonly difference: Estimate;
  }[];
  /**
   * Geometric mean of the first's score over the second's, over all targets whatever their unit;
   * below 1 the first is better. Targets where one of them is 0 have no ratio; one target alone has
   * no mean.
   */
  readonly ratio: Estimate & { readonly targets: number };
}

/** Fewer differences tell next to nothing of the next one. */
export const FEW_TARGETS = 5;

/** Undefined where the two have no target in common. */
export function compareScores(
  [first, a]: readonly [string, readonly Scored[]],
  [second, b]: readonly [string, readonly Scored[]],
): ScoreComparison | undefined {
  const key = ({ target, rule, unit }: Scored): string => JSON.stringify([target, rule, unit]);
  const others = new Map(b.map((one) => [key(one), one]));
  const pairs = a.flatMap((own) => {
    const other = others.get(key(own));
    return other !== undefined && Number.isFinite(own.value) && Number.isFinite(other.value)
      ? [{ ...own, other: other.value }]
      : [];
  });
  if (pairs.length === 0) return undefined;
  const groups = [...new Set(pairs.map(({ rule, unit }) => `${rule} ${unit}`))];
  const ratios = pairs
    .filter(({ value, other }) => value > 0 && other > 0)
    .map(({ value, other }) => log(value / other));
  return {
    first,
    second,
    targets: pairs.length,
    better: pairs.filter(({ value, other }) => value < other).length,
    same: pairs.filter(({ value, other }) => value === other).length,
    differences: groups.map((group) => {
      const own = pairs.filter(({ rule, unit }) => `${rule} ${unit}` === group);
      return {
        rule: own[0].rule,
        unit: own[0].unit,
        targets: own.length,
        difference: meanOf(own.map(({ value, other }) => value - other)),
      };
    }),
    ratio: {
      ...(ratios.length < 2 ? NOTHING : exponential(meanOf(ratios))),
      targets: ratios.length,
    },
  };
}

function meanOf(values: readonly number[]): Estimate {
  return values.length === 0
    ? NOTHING
    : estimateFrom(values.reduce((a, b) => a + b, 0) / values.length, values);
}

function exponential({ value, se, low, high }: Estimate): Estimate {
  if (value === null) return NOTHING;
  const centre = exp(value);
  return {
    value: centre,
    se: se === null ? null : centre * se,
    low: low === null ? null : exp(low),
    high: high === null ? null : exp(high),
  };
}
