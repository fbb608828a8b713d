/**
 * Sample quantiles, moments and standard errors against NumPy, SciPy and arithmetic without
 * rounding.
 */

import { BucketCounter } from '../kernel/bucket-counter.ts';
import { loadKernel } from '../kernel/load.ts';
import type { Check } from '../report/certificate.ts';
import { LEAST_ROOM, layBuckets } from '../stats/bucket-layout.ts';
import { BucketSample } from '../stats/bucket-sample.ts';
import { estimateFrom } from '../stats/interval.ts';
import { MOMENTS, MomentTree } from '../stats/moments.ts';
import { quantileOfRanks, quantileOfSamples, quantileSorted } from '../stats/quantile.ts';
import { relativeError, worst } from './check.ts';
import { Bench } from './machine.ts';
import type { Reference, ReferenceSample } from './reference.ts';

/**
 * A few roundings, which a spread that is a thousandth of the mean makes a thousand times as large;
 * squares of draws, a million times.
 */
const LIMIT = 1e-12;

/**
 * Of standard deviations: an eighth of the standard error of a quantile from these few draws, which
 * is a fifth of them or less.
 */
const BUCKET_LIMIT = 1 / 40;

export function estimatorChecks({
  samples,
  estimates,
}: Pick<Reference, 'samples' | 'estimates'>): Check[] {
  const heading = (name: string) => ({ group: 'estimators', name, measure: 'relative error' });
  const quantiles = (of: (sample: ReferenceSample) => (p: number) => number): number[] =>
    samples.flatMap((sample) => {
      const quantile = of(sample);
      return sample.quantiles.map(([p, value]) => relativeError(quantile(p), value, sample.sd));
    });
  const moments = (of: (draws: readonly number[]) => Moments): number[] =>
    samples.flatMap(({ draws, mean, sd }) => {
      const found = of(draws);
      return [relativeError(found.mean, mean), relativeError(found.sd, sd)];
    });
  const bench = new Bench();
  return [
    worst(
      heading('quantiles of sorted draws'),
      LIMIT,
      quantiles(
        ({ draws }) =>
          (p) =>
            quantileSorted(Float64Array.from(draws).sort(), p),
      ),
    ),
    worst(
      heading('quantiles of several samples'),
      LIMIT,
      quantiles(
        ({ draws }) =>
          (p) =>
            quantileOfSamples(dealt(draws, 7), p),
      ),
    ),
    worst(heading('quantiles of counts in buckets'), BUCKET_LIMIT, quantiles(bucketQuantile)),
    worst(
      heading('moments of the machine'),
      LIMIT,
      moments((draws) => machineMoments(bench, draws)),
    ),
    worst(heading('moments joined'), LIMIT, moments(joinedMoments)),
    worst(
      heading('standard errors'),
      LIMIT,
      estimates.map(({ parts, value, se }) =>
        relativeError(estimateFrom(value, parts).se ?? NaN, se),
      ),
    ),
    worst(
      heading('95 % intervals'),
      LIMIT,
      estimates.flatMap(({ parts, value, low, high }) => {
        const found = estimateFrom(value, parts);
        return [relativeError(found.low ?? NaN, low), relativeError(found.high ?? NaN, high)];
      }),
    ),
  ];
}

interface Moments {
  readonly mean: number;
  readonly sd: number;
}

/** Dealt out like cards to so many samples, each then sorted. */
function dealt(draws: readonly number[], count: number): Float64Array[] {
  return Array.from({ length: count }, (_, k) =>
    Float64Array.from(draws.filter((_, i) => i % count === k)).sort(),
  );
}

/** The draws as their own pilot, counted in the kernel. */
function bucketQuantile({ draws }: ReferenceSample): (p: number) => number {
  const values = Float64Array.from(draws);
  const sorted = values.slice().sort();
  const layout = layBuckets(sorted, { draws: draws.length, thresholds: [], ...LEAST_ROOM });
  const counter = new BucketCounter(loadKernel(), 1, draws.length);
  const table = counter.add(layout);
  counter.load(values);
  counter.count(table, 0, 0, draws.length, draws.length);
  const ends = { least: sorted[0], greatest: sorted[draws.length - 1] };
  const sample = new BucketSample(layout, { ...counter.counts(table), ...ends });
  return (p) =>
    quantileOfRanks(sample.count, p, (rank) => [
      sample.orderStatistic(rank),
      sample.orderStatistic(Math.min(rank + 1, sample.count - 1)),
    ]);
}

function spread(group: ArrayLike<number>): Moments {
  return { mean: group[1], sd: Math.sqrt(group[2] / (group[0] - 1)) };
}

function machineMoments(bench: Bench, draws: readonly number[]): Moments {
  bench.exports.moments(bench.address(1), bench.put(0, draws), draws.length);
  return spread(bench.read(1, MOMENTS));
}

/** Every draw a block of its own, the last coming first. */
function joinedMoments(draws: readonly number[]): Moments {
  const tree = new MomentTree();
  for (let k = draws.length - 1; k >= 0; k--) {
    tree.add(k, Float64Array.of(1, draws[k], 0, draws[k], draws[k]));
  }
  return spread(tree.total());
}
