/** Mixtures: one of several distributions, each with its probability. */

import { log } from '../../math/functions.ts';
import { breaksOf, countWhile, reachableValues, withBreaks } from '../breaks.ts';
import { probabilityFrom } from '../cut.ts';
import { defineFamily } from '../define-family.ts';
import type { Distribution } from '../distribution.ts';
import { about, type Body, type Part } from '../family.ts';
import { parts } from '../forms.ts';
import type { Mapping } from '../mapping-kinds.ts';
import { type Pieces, piecewiseMapping } from '../piecewise-table.ts';
import { crossing, justBelow } from '../root.ts';
import { discrete } from './discrete.ts';
import { gumbel } from './gumbel.ts';
import { normal } from './normal.ts';
import { point } from './point.ts';

/** How far weights may be from adding to 1: room for decimals that were rounded. */
const TOLERANCE = 1e-9;
/**
 * The machine searches the steps of a draw; beside a density each value is an interval of a table,
 * twice.
 */
const MOST_VALUES = 2 ** 17;
const MOST_VALUES_BESIDE_DENSITY = 10_000;

const byParts = parts({
  example: [
    [
      [normal({ mean: 0, sd: 1 }), 0.3],
      [point({ value: 2 }), 0.7],
    ],
  ],
  problems: (parts) => {
    const sum = parts.reduce((total, [, weight]) => total + weight, 0);
    const values = drawnValues(parts).length;
    const most = parts.every(([{ discrete }]) => discrete)
      ? MOST_VALUES
      : MOST_VALUES_BESIDE_DENSITY;
    return [
      parts.length === 0 && {
        message: 'there are no parts; it takes distribution:weight pairs',
      },
      ...parts.map(
        ([{ text }, weight], k) =>
          !(weight > 0 && weight <= 1) &&
          about(k, `the weight of ${text} is ${weight}; it must be above 0 and at most 1`),
      ),
      parts.length > 0 &&
        Math.abs(sum - 1) > TOLERANCE &&
        about(0, `the weights add to ${Number(sum.toPrecision(12))}; they must add to 1`),
      values > most &&
        about(
          0,
          `the parts have ${values} separate values; it takes at most ${most}${most === MOST_VALUES ? '' : ' where a part has a density'}`,
        ),
    ];
  },
  body: (parts) => {
    const total = parts.reduce((sum, [, weight]) => sum + weight, 0);
    return mixed(parts.map(([part, weight]): Part => [part, weight / total]));
  },
});

/** The values that have a probability, and where parts begin and end, ascending. */
function breaksOfAll(parts: readonly Part[]): number[] {
  return ascending(
    parts.flatMap(([part]) => (part.discrete ? reachableValues(part) : breaksOf(part).at)),
  );
}

/** The values that draws of discrete parts have, ascending. */
function drawnValues(parts: readonly Part[]): number[] {
  return ascending(parts.flatMap(([part]) => (part.discrete ? breaksOf(part).at : [])));
}

function ascending(numbers: readonly number[]): number[] {
  const sorted = Float64Array.from(numbers).sort();
  return [...sorted].filter((value, k) => k === 0 || value !== sorted[k - 1]);
}

/** Weights add to 1 but for rounding. */
function mixed(parts: readonly Part[]): Body {
  const support: readonly [number, number] = [
    Math.min(...parts.map(([part]) => part.support[0])),
    Math.max(...parts.map(([part]) => part.support[1])),
  ];
  const [least, greatest] = support;
  const discrete = parts.every(([part]) => part.discrete);
  const dense = parts.filter(([part]) => discrete || !part.discrete);
  const cdfOfAll = sumOf(parts, (part, x) => part.cdf(x));
  const survivalOfAll = sumOf(parts, (part, x) => part.survival(x));
  const cdf = (x: number) => (x >= greatest ? 1 : Math.min(1, cdfOfAll(x)));
  const survival = (x: number) => (x < least ? 1 : Math.min(1, survivalOfAll(x)));
  const density = (x: number) =>
    dense.reduce((sum, [part, weight]) => sum + weight * part.density(x), 0);
  const breaks = breaksOfAll(parts);
  const { quantile, upperQuantile } = inverse(parts, { support, breaks, cdf, survival });
  const whole = { support, breaks, quantile, upperQuantile, cdf, survival };
  return {
    ...moments(parts),
    support,
    ...(discrete ? { discrete: true } : {}),
    quantile,
    upperQuantile,
    cdf,
    survival,
    density,
    mapping: discrete
      ? stepsOf(parts, drawnValues(parts))
      : withBreaks(piecewiseMapping(whole), {
          at: breaks,
          mixed: parts.some(([part]) => part.discrete || breaksOf(part).mixed),
          // Of each part in whichever tail is smaller.
          probabilityFrom: (place, distance, above) =>
            parts.reduce(
              (sum, [part, weight]) => sum + weight * probabilityFrom(part, place, distance, above),
              0,
            ),
        }),
  };
}

/** The weighted sum over all parts; that of the values is computed once between two of them. */
function sumOf(
  parts: readonly Part[],
  of: (part: Distribution, x: number) => number,
): (x: number) => number {
  const sum = (some: readonly Part[], x: number) =>
    some.reduce((total, [part, weight]) => total + weight * of(part, x), 0);
  const counts = parts.filter(([part]) => part.discrete);
  const others = parts.filter(([part]) => !part.discrete);
  const values = breaksOfAll(counts);
  const known = new Float64Array(values.length).fill(NaN);
  const ofCounts = (x: number): number => {
    const k = countWhile(values, (value) => value <= x);
    // Counts may go on beyond the values that are drawn.
    if (k === 0 || k === values.length) return sum(counts, x);
    if (Number.isNaN(known[k])) known[k] = sum(counts, values[k - 1]);
    return known[k];
  };
  return (x) => (counts.length > 0 ? ofCounts(x) : 0) + sum(others, x);
}

/** The mean of the variances and the variance of the means: nothing is subtracted but means. */
function moments(parts: readonly Part[]): { mean: number; sd: number } {
  const mean = parts.reduce((sum, [part, weight]) => sum + weight * part.mean, 0);
  if (!Number.isFinite(mean)) return { mean, sd: Number.isNaN(mean) ? NaN : Infinity };
  const deviations = parts.flatMap(([part, weight]) => [
    [part.sd, weight],
    [part.mean - mean, weight],
  ]);
  const size = Math.max(...deviations.map(([deviation]) => Math.abs(deviation)));
  if (size === 0 || size === Infinity) return { mean, sd: size };
  const variance = deviations.reduce(
    (sum, [deviation, weight]) => sum + weight * (deviation / size) * (deviation / size),
    0,
  );
  return { mean, sd: size * Math.sqrt(variance) };
}

/** The upper tail is asked where 1 - cdf would have lost a digit. */
const UPPER = 0.9;

/**
 * The least x whose cdf is p or more: a value that has a probability where p falls into its step,
 * else the root between two breaks. What is exceeded with probability q is the least x whose
 * survival is q or less, which is the same.
 */
function inverse(
  parts: readonly Part[],
  { support, breaks, cdf, survival }: Omit<Pieces, 'quantile' | 'upperQuantile'>,
): Pick<Pieces, 'quantile' | 'upperQuantile'> {
  const [least, greatest] = support;
  /** @param excess  rises with x, and is 0 or more from the quantile on */
  const search = (
    excess: (x: number) => number,
    quantileOf: (part: Distribution) => number,
  ): number => {
    const below = countWhile(breaks, (x) => excess(x) < 0);
    const next = breaks[below] ?? Infinity;
    if (next < Infinity && excess(justBelow(next)) < 0) return next;
    // The quantile of a mixture lies among those of its parts.
    const quantiles = parts.map(([part]) => quantileOf(part));
    const low = Math.max(breaks[below - 1] ?? -Infinity, Math.min(...quantiles));
    const high = Math.min(next, Math.max(...quantiles));
    return low < high ? crossing(excess, low, high) : low;
  };
  const fromBelow = (p: number) =>
    search(
      (x) => log(cdf(x) / p),
      (part) => part.quantile(p),
    );
  const fromAbove = (q: number) =>
    search(
      (x) => log(q / survival(x)),
      (part) => part.upperQuantile(q),
    );
  return {
    quantile: (p) =>
      p === 0 ? least : p === 1 ? greatest : p <= UPPER ? fromBelow(p) : fromAbove(1 - p),
    upperQuantile: (q) =>
      q === 0 ? greatest : q === 1 ? least : q <= UPPER ? fromAbove(q) : fromBelow(1 - q),
  };
}

/** The steps of all parts in one, from the steps that their draws climb. */
function stepsOf(parts: readonly Part[], values: readonly number[]): Mapping {
  const cumulative = values.map(() => 0);
  for (const [part, weight] of parts) {
    const own = breaksOf(part).at;
    const steps = part.mapping.kind === 'steps' ? part.mapping.cumulative : [];
    let k = 0;
    for (const [j, value] of values.entries()) {
      while (k < own.length && own[k] <= value) k++;
      // Once all its values are passed a part is certain, whatever its last step says.
      cumulative[j] += weight * (k === own.length ? 1 : k === 0 ? 0 : steps[k - 1]);
    }
  }
  return { kind: 'steps', cumulative: Object.freeze(cumulative), values: Object.freeze(values) };
}

/**
 * Each distribution with its weight:
 * `mixture([[normal({ mean: 0, sd: 1 }), 0.3], [point({ value: 2 }), 0.7]])`. A draw is one of the
 * first with probability 0.3, else one of the second.
 *
 * The cdf is the weighted sum of theirs, and so is the density; of a mixture of values and
 * densities `density` is that of the part that has one. The quantile at p is the least x whose cdf
 * is p or more.
 *
 * @param parts  any distributions, mixtures too; weights in (0, 1] that add to 1 within 1e-9
 */
export const mixture = defineFamily({
  name: 'mixture',
  aliases: ['mix', 'mixturedistribution'],
  about: 'one of several distributions, each with its probability',
  forms: [byParts],
  instead: 'draw each part as an input and choose by `if` of an event',
  // Of two densities near each other, since in a gap a draw tells little; or of two lists of values.
  member: (any) => {
    const weight = any.real(0.05, 0.95);
    if (any.whole(0, 1) === 1) {
      const [one, other] = [discrete.family.member(any), discrete.family.member(any)];
      return [
        [
          [one, weight],
          [other, 1 - weight],
        ],
      ];
    }
    const [mean, sd] = [any.real(100, 200), any.real(0.001, 2)];
    const location = mean + sd * any.real(0, 1.5);
    return [
      [
        [normal({ mean, sd }), weight],
        [gumbel({ location, scale: sd * any.real(0.5, 2) }), 1 - weight],
      ],
    ];
  },
});
