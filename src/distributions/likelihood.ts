/** Members of a family fitted to data by maximum likelihood, and how well they fit. */

import { exp, log } from '../math/functions.ts';
import { nearest } from '../text/nearest.ts';
import { shownValue } from '../text/shown-value.ts';
import type { Distribution } from './distribution.ts';
import { DistributionError } from './error.ts';
import { exponential } from './families/exponential.ts';
import { gamma } from './families/gamma.ts';
import { gumbel } from './families/gumbel.ts';
import { logistic } from './families/logistic.ts';
import { loglogistic } from './families/loglogistic.ts';
import { lognormal } from './families/lognormal.ts';
import { normal } from './families/normal.ts';
import { pareto } from './families/pareto.ts';
import { poisson } from './families/poisson.ts';
import { weibull } from './families/weibull.ts';
import { crossing } from './root.ts';

type Values = readonly number[];

interface Fitted {
  /** What values must be: the end of a sentence, or false where they are. */
  wanted(value: number): string | false;
  /** Parameters that are found, for criteria of information. */
  readonly parameters: number;
  fit(values: Values): Distribution;
}

const anything = (): false => false;
const above0 = (value: number): string | false => value <= 0 && 'above 0';
const from0 = (value: number): string | false => value < 0 && '0 or above';
const counts = (value: number): string | false =>
  !(Number.isInteger(value) && value >= 0) && 'a whole number from 0';

const mean = (values: Values): number => values.reduce((sum, x) => sum + x, 0) / values.length;

const leastOf = (values: Values): number => values.reduce((a, b) => Math.min(a, b));
const greatestOf = (values: Values): number => values.reduce((a, b) => Math.max(a, b));

/** A standard deviation without the correction for the mean: that of maximum likelihood. */
function spread(values: Values): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((x) => (x - centre) * (x - centre))));
}

const FAMILIES: Readonly<Record<string, Fitted>> = {
  exponential: {
    wanted: from0,
    parameters: 1,
    fit: (values) => exponential({ mean: mean(values) }),
  },
  gamma: { wanted: above0, parameters: 2, fit: gammaFit },
  gumbel: { wanted: anything, parameters: 2, fit: gumbelFit },
  logistic: { wanted: anything, parameters: 2, fit: (values) => logistic(logisticFit(values)) },
  loglogistic: {
    wanted: above0,
    parameters: 2,
    fit: (values) => {
      const { location, scale } = logisticFit(values.map(log));
      return loglogistic({ scale: exp(location), shape: 1 / scale });
    },
  },
  lognormal: {
    wanted: above0,
    parameters: 2,
    fit: (values) => {
      const logs = values.map(log);
      return lognormal({ mu: mean(logs), sigma: spread(logs) });
    },
  },
  normal: {
    wanted: anything,
    parameters: 2,
    fit: (values) => normal({ mean: mean(values), sd: spread(values) }),
  },
  pareto: {
    wanted: above0,
    parameters: 2,
    fit: (values) => {
      const min = leastOf(values);
      return pareto({ min, shape: 1 / mean(values.map((x) => log(x / min))) });
    },
  },
  poisson: { wanted: counts, parameters: 1, fit: (values) => poisson({ mean: mean(values) }) },
  weibull: { wanted: above0, parameters: 2, fit: weibullFit },
};

/** Families that can be fitted. */
export const FITTED: readonly string[] = Object.keys(FAMILIES);

/** The derivative of the logarithm of the gamma function at x > 0. */
function digamma(x: number): number {
  let shifted = x;
  let sum = 0;
  for (; shifted < 10; shifted++) sum -= 1 / shifted;
  const i = 1 / (shifted * shifted);
  const series = i * (1 / 12 - i * (1 / 120 - i * (1 / 252 - i * (1 / 240 - i * (1 / 132)))));
  return sum + log(shifted) - 0.5 / shifted - series;
}

function gammaFit(values: Values): Distribution {
  const centre = mean(values);
  // By how much the logarithm of the mean is above the mean of the logarithms.
  const wanted = log(centre) - mean(values.map(log));
  const shape = exp(crossing((k) => wanted - (k - digamma(exp(k))), log(1e-3), log(1e9)));
  return gamma({ shape, scale: centre / shape });
}

function weibullFit(values: Values): Distribution {
  const greatest = greatestOf(values);
  const parts = values.map((x) => x / greatest);
  const logs = parts.map(log);
  const meanLog = mean(logs);
  const excess = (shape: number): number => {
    const powers = logs.map((x) => exp(shape * x));
    const weighted = mean(powers.map((power, k) => power * logs[k])) / mean(powers);
    return weighted - 1 / shape - meanLog;
  };
  const shape = exp(crossing((k) => excess(exp(k)), log(1e-3), log(1e6)));
  const scale = exp(log(mean(logs.map((x) => exp(shape * x)))) / shape);
  return weibull({ shape, scale: greatest * scale });
}

function gumbelFit(values: Values): Distribution {
  const least = leastOf(values);
  const above = values.map((x) => x - least);
  const centre = mean(above);
  const excess = (scale: number): number => {
    const weights = above.map((x) => exp(-x / scale));
    return scale - centre + mean(weights.map((w, k) => w * above[k])) / mean(weights);
  };
  const sd = spread(values);
  const scale = crossing(excess, sd * 1e-3, sd * 1e3);
  return gumbel({
    location: least - scale * log(mean(above.map((x) => exp(-x / scale)))),
    scale,
  });
}

function logisticFit(values: Values): { readonly location: number; readonly scale: number } {
  const [least, greatest] = [leastOf(values), greatestOf(values)];
  const sd = spread(values);
  const slant = (z: number): number => 2 / (1 + exp(-z)) - 1;
  const locationAt = (scale: number): number =>
    crossing((m) => -mean(values.map((x) => slant((x - m) / scale))), least, greatest);
  const excess = (scale: number): number => {
    const m = locationAt(scale);
    const scores = values.map((x) => (x - m) / scale);
    return 1 - mean(scores.map((z) => z * slant(z)));
  };
  const scale = crossing(excess, sd * 1e-3, sd * 1e3);
  return { location: locationAt(scale), scale };
}

/**
 * The member of a family under which data are the most probable: `fit(values, 'lognormal')`. Its
 * text holds the parameters that were found, so that a run does not need the data again.
 *
 * @param values  two or more, not all equal
 * @param family  exponential, gamma, gumbel, logistic, loglogistic, lognormal, normal, pareto,
 *                poisson or weibull
 * @throws DistributionError naming a family that there is not, or values that it cannot give
 */
export function fit(values: Values, family: string): Distribution {
  return Object.freeze({ ...fittedTo(values, family), data: Object.freeze([...values]) });
}

function fittedTo(values: Values, family: string): Distribution {
  const wrong = (message: string): never => {
    throw new DistributionError([{ message: `fit: ${message}` }]);
  };
  const name = family.toLowerCase().replaceAll(/[-_ ]/g, '');
  if (!Object.hasOwn(FAMILIES, name)) {
    const [near] = nearest(name, FITTED);
    wrong(
      `there is no fit of "${family}"; wanted ${FITTED.join(', ')}${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  }
  const { wanted, fit: fitting } = FAMILIES[name];
  const infinite = values.find((value) => !Number.isFinite(value));
  if (infinite !== undefined) wrong(`a value is ${shownValue(infinite)}; wanted finite numbers`);
  if (values.length < 2 || values.every((value) => value === values[0]))
    wrong(
      values.length < 2
        ? `has ${values.length} values; wanted two or more`
        : `all ${values.length} values are ${values[0]}; point(${values[0]}) is a certain value`,
    );
  const outside = values.find((value) => wanted(value) !== false);
  if (outside !== undefined)
    wrong(`a value is ${outside}; every value of ${name} is ${String(wanted(outside))}`);
  return fitting(values);
}

/** How well data fit the member of a family that was fitted to them. */
export interface Goodness {
  readonly values: number;
  readonly logLikelihood: number;
  /** Akaike's criterion: of families the one with the least fits best for its parameters. */
  readonly aic: number;
  readonly bic: number;
  /** The greatest distance between the distribution functions (Kolmogorov and Smirnov). */
  readonly ks: Test;
  /**
   * The same with more weight in the tails (Anderson and Darling); none of counts, and none where a
   * value lies at the very end of the distribution, as the least does at that of a Pareto.
   */
  readonly ad: Test | undefined;
  /** Samples that the p-values are from. */
  readonly samples: number;
}

interface Test {
  readonly statistic: number;
  /**
   * Part of samples of the fitted distribution that, fitted anew, are further from their own fit: a
   * table would not know that the parameters are from the data.
   */
  readonly p: number;
}

const MOST_SAMPLES = 999;
/** Values in all samples together, which takes about a second. */
const MOST_DRAWN = 400_000;

/**
 * @param distribution  from `fit`
 * @param data          what it was fitted to
 */
export function goodnessOf({ family, ...distribution }: Distribution, data: Values): Goodness {
  const { parameters, fit: fitting } = FAMILIES[family];
  const n = data.length;
  const logLikelihood = data.reduce((sum, x) => sum + log(distribution.density(x)), 0);
  const own = distances(distribution, data);
  const samples = Math.max(19, Math.min(MOST_SAMPLES, Math.floor(MOST_DRAWN / n)));
  const drawn = distribution.sample(n * samples, { seed: 'goodness' });
  let [ksBeyond, adBeyond] = [0, 0];
  for (let k = 0; k < samples; k++) {
    const sample = [...drawn.subarray(k * n, (k + 1) * n)];
    // A sample of equal counts has no distance to speak of.
    if (sample.every((x) => x === sample[0])) continue;
    const other = distances(fitting(sample), sample);
    if (other.ks >= own.ks) ksBeyond++;
    if (other.ad >= own.ad) adBeyond++;
  }
  const p = (beyond: number): number => (beyond + 1) / (samples + 1);
  return {
    values: n,
    logLikelihood,
    aic: 2 * parameters - 2 * logLikelihood,
    bic: parameters * log(n) - 2 * logLikelihood,
    ks: { statistic: own.ks, p: p(ksBeyond) },
    ad:
      distribution.discrete || !Number.isFinite(own.ad)
        ? undefined
        : { statistic: own.ad, p: p(adBeyond) },
    samples,
  };
}

function distances(
  { cdf, survival, density, discrete }: Omit<Distribution, 'family'>,
  data: Values,
): { readonly ks: number; readonly ad: number } {
  const sorted = [...data].sort((a, b) => a - b);
  const n = sorted.length;
  let [ks, sum] = [0, 0];
  sorted.forEach((x, k) => {
    const below = cdf(x);
    // Of a count the step at x itself belongs to neither side.
    const before = discrete ? below - density(x) : below;
    const last = k + 1 === n || sorted[k + 1] !== x;
    const first = k === 0 || sorted[k - 1] !== x;
    if (last) ks = Math.max(ks, Math.abs((k + 1) / n - below));
    if (first) ks = Math.max(ks, Math.abs(before - k / n));
    sum += (2 * k + 1) * (log(below) + log(survival(sorted[n - 1 - k])));
  });
  return { ks, ad: -n - sum / n };
}
