/** Answers to questions from draws, each with its Monte Carlo error. */

import type { Condition } from '../condition/condition.ts';
import { evaluateCondition, evaluateExpression } from '../condition/evaluate.ts';
import { NOTHING } from '../stats/interval.ts';
import { probability } from '../stats/probability.ts';
import { quantileEstimate } from '../stats/quantile-estimate.ts';
import { weightedRankCorrelation } from '../stats/rank-correlation.ts';
import { sampleOfDraws } from '../stats/sample-of-draws.ts';
import type { Estimate } from '../stats/summary.ts';
import { meanOf, weightedShare, withoutFailures, worthOf } from '../stats/weighted.ts';
import { WeightedDistribution } from '../stats/weighted-distribution.ts';
import type { Weights } from '../stats/weights.ts';
import { entry } from '../text/entry.ts';
import type { Query } from './query.ts';

/** Draws by name, replicate after replicate, and how much each trial counts. */
export interface Drawn {
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly weights: Weights;
  /** Whether trials count differently. */
  readonly isWeighted: boolean;
}

export interface Answer extends Estimate {
  /** Trials that the answer is from. */
  readonly trials: number;
  /** Trials left out because a value that matters failed in them. */
  readonly failures: number;
}

/**
 * @param drawn  has every column of the query
 * @returns      `value` is null where no trial says anything
 */
export function answer(query: Query, drawn: Drawn): Answer {
  const { asked } = query;
  const n = drawn.weights.values.length;
  const column = (name: string): Float64Array => entry(drawn.columns, name);
  const numbers = (of: Condition): Float64Array => evaluateExpression(of, column, n);
  const counts = query.given === undefined ? undefined : flags(query.given, column, n);
  const left = { out: 0 };
  // What does not count is no number, and so is what failed.
  const kept = (values: Float64Array): Float64Array => {
    left.out = values.reduce((sum, x, i) => sum + (x - x === 0 || counts?.[i] === 0 ? 0 : 1), 0);
    return counts === undefined ? values : values.map((x, i) => (counts[i] === 1 ? x : Number.NaN));
  };
  const said = (estimate: Estimate, values: Float64Array): Answer => ({
    ...estimate,
    trials: values.reduce((sum, x) => sum + (x - x === 0 ? 1 : 0), 0),
    failures: left.out,
  });
  if (asked.kind === 'P') {
    const values = kept(flags(asked.holds, column, n));
    return said(share(values, drawn), values);
  }
  const values = kept(numbers(asked.of));
  if (asked.kind === 'Corr') {
    const other = numbers(asked.with);
    const both = kept(values.map((x, i) => (other[i] - other[i] === 0 ? x : Number.NaN)));
    const { used } = withoutFailures(both, drawn.weights);
    return said(weightedRankCorrelation(both, other, used), both);
  }
  if (asked.kind === 'ES') {
    const tail = beyond(values, asked.level, drawn);
    return said(meanOf(tail.values, drawn.weights, tail.distribution), tail.values);
  }
  // Of trials that count alike the quantile is that of the summary, to the bit.
  if (asked.kind === 'Q' && !drawn.isWeighted) {
    const sample = sampleOfDraws(values, drawn.weights.firsts);
    return said(sample === undefined ? NOTHING : quantileEstimate(sample, asked.level), values);
  }
  const { clean, used } = withoutFailures(values, drawn.weights);
  const distribution = WeightedDistribution.of(clean, used);
  if (asked.kind === 'E') return said(meanOf(values, drawn.weights, distribution), values);
  return said(distribution?.quantile(asked.level) ?? NOTHING, values);
}

/**
 * Numbers whose mean is the mean of the values beyond the quantile of a level: above it for levels
 * from a half on, below it for others. Values that pile up at the quantile count in part, so that it
 * is the mean of just so much of the probability. An error of the quantile does not move it in first
 * order.
 */
function beyond(values: Float64Array, level: number, { weights }: Drawn) {
  const { clean, used } = withoutFailures(values, weights);
  const at = WeightedDistribution.of(clean, used)?.quantile(level).value ?? Number.NaN;
  const upper = level >= 0.5;
  const part = upper ? 1 - level : level;
  const reaching = values.map((x) => {
    const past = upper ? x - at : at - x;
    return x - x === 0 ? at + ((upper ? 1 : -1) * Math.max(0, past)) / part : Number.NaN;
  });
  const own = withoutFailures(reaching, weights);
  return { values: reaching, distribution: WeightedDistribution.of(own.clean, own.used) };
}

/** 1 where it holds, 0 where not, NaN where it cannot be said. */
function flags(
  condition: Condition,
  column: (name: string) => Float64Array,
  n: number,
): Float64Array {
  const { holds, unknown } = evaluateCondition(condition, column, n);
  return Float64Array.from(holds, (flag, i) => (unknown[i] === 1 ? Number.NaN : flag));
}

/** The share of flags that are 1, of those that are no NaN. */
function share(values: Float64Array, { weights, isWeighted }: Drawn): Estimate {
  if (isWeighted) {
    const { used } = withoutFailures(values, weights);
    return weightedShare(values, used, (flag) => flag === 1, worthOf(used));
  }
  const { firsts } = weights;
  const counts = firsts.slice(1).map((end, r) => {
    let [holding, said] = [0, 0];
    for (let i = firsts[r]; i < end; i++) {
      if (Number.isNaN(values[i])) continue;
      said++;
      holding += values[i];
    }
    return { holding, said };
  });
  return probability(
    counts.map(({ holding }) => holding),
    counts.map(({ said }) => said),
  );
}
