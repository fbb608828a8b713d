/** A distribution from its text, and what it says. */

import { type Distribution, parseDistribution, type ReadColumn } from '../distributions/index.ts';
import { type Goodness, goodnessOf } from '../distributions/likelihood.ts';
import { NOTHING } from '../stats/interval.ts';
import type { Estimate } from '../stats/summary.ts';
import { arithmeticModel, RESULT } from './distribution-arithmetic.ts';
import { forecast } from './forecast.ts';
import { UsageError } from './usage-error.ts';

const LEVELS = '0.001,0.01,0.05,0.1,0.25,0.5,0.75,0.9,0.95,0.99,0.999';

/** A level of a quantile. */
interface AskedLevel {
  /** As it was written. */
  readonly text: string;
  readonly p: number;
}

/** All levels of `--at`, in rising order; throws UsageError naming every one that is none. */
function readLevels(at: string): AskedLevel[] {
  const levels = at
    .split(',')
    .map((text) => ({ text: text.trim(), p: Number(text.trim() || NaN) }));
  const wrong = levels.filter(({ p }) => !(p >= 0 && p <= 1));
  if (wrong.length > 0) {
    const hints = wrong.map(({ text, p }) =>
      p > 1 && p < 100 ? `${text} (${p} % is ${p / 100})` : `"${text}"`,
    );
    throw new UsageError(
      `--at ${at}: ${hints.join(', ')}; wanted probabilities from 0 to 1, such as 0.05,0.5,0.95`,
    );
  }
  return levels.toSorted((a, b) => a.p - b.p);
}

export interface Described {
  readonly distribution: Distribution;
  /** In rising order. */
  readonly levels: readonly AskedLevel[];
  /** Moments, support and quantiles, as JSON has them. */
  readonly document: object;
  /** Of a distribution that was fitted to data. */
  readonly goodness?: Goodness;
}

/**
 * @param text  such as `lognormal(p10=0.04, p90=0.08)` or `5 to 50`
 * @param at    levels of the quantiles, by commas
 * @throws DistributionError with everything that is wrong with the text; UsageError naming every
 *   level that is none
 */
export function describe(text: string, readColumn: ReadColumn, at: string = LEVELS): Described {
  const distribution = parseDistribution(text, readColumn);
  const levels = readLevels(at);
  const { data } = distribution;
  const goodness = data === undefined ? undefined : goodnessOf(distribution, data);
  const document = {
    ...documentOf(distribution, levels),
    ...(goodness === undefined ? {} : { goodness }),
  };
  return { distribution, levels, document, ...(goodness === undefined ? {} : { goodness }) };
}

/** Trials of an expression: its median is then known to a per cent of its spread. */
const TRIALS = 65_536;

/** What an expression over distributions comes to, from draws. */
export interface DescribedArithmetic {
  readonly trials: number;
  readonly mean: Estimate;
  readonly sd: Estimate;
  readonly failures: number;
  /** In rising order, by the text of the level. */
  readonly quantiles: readonly (readonly [level: string, quantile: Estimate])[];
}

/**
 * The same of an expression such as `(2.5e6 to 3e6) * (0.002 to 0.02)`; nothing where the text is
 * one distribution.
 *
 * @throws as above; ModelError where the expression has no meaning
 */
export async function describeArithmetic(
  text: string,
  readColumn: ReadColumn,
  at: string = LEVELS,
): Promise<DescribedArithmetic | undefined> {
  const model = arithmeticModel(text, readColumn);
  if (model === undefined) return undefined;
  const levels = readLevels(at);
  const wrong = levels.filter(({ p }) => p === 0 || p === 1).map((level) => level.text);
  if (wrong.length > 0)
    throw new UsageError(
      `--at: ${wrong.join(', ')}; wanted levels between 0 and 1, for draws have no ends`,
    );
  const run = await forecast(model, { trials: TRIALS, quantiles: levels.map(({ p }) => p) });
  const { mean, sd, failures, further = [] } = run.summary.outcome(RESULT);
  const quantiles = levels.map(({ text: level, p }) => {
    const found = further.find((one) => one.p === p);
    return [level, found?.quantile ?? NOTHING] as const;
  });
  return { trials: TRIALS, mean, sd, failures, quantiles };
}

/** Infinite and undefined numbers are null, for JSON has no other word. */
function documentOf(
  { family, parameters, text, mean, sd, support, quantile, discrete, fit }: Distribution,
  levels: readonly AskedLevel[],
): object {
  return {
    family,
    text,
    parameters,
    discrete,
    mean,
    sd,
    support,
    quantiles: Object.fromEntries(levels.map(({ text, p }) => [text, quantile(p)])),
    ...(fit === undefined ? {} : { fit }),
  };
}
