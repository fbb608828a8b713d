/** Spearman's rank correlation of two Student t scores. */

import { exp, expm1, log1p } from '../math/functions.ts';
import { asin, PI } from './arcsine.ts';
import { memory } from './remembered.ts';

/** Terms of the power series of the arcsine: enough for |rho| up to SERIES_REACH. */
const TERMS = 160;
const SERIES_REACH = 0.9;
const BLOCK = 256;
/**
 * Points whose density is exp(-MOST) of the greatest are left out, and those that add less than
 * LEAST to the mean of g.
 */
const MOST = 40;
const LEAST = 1e-19;

/**
 * The distribution of a number g in (0, 1), as points and weights that add to 1, and moments of the
 * arcsine's series.
 */
interface Shrinkage {
  readonly points: Float64Array;
  readonly weights: Float64Array;
  /** The coefficient of rho^(2k + 1) in the expectation of asin(rho g). */
  readonly series: Float64Array;
}

/**
 * Rank correlation of two Student t scores with `df` degrees of freedom and correlation rho, and
 * its derivative by rho.
 *
 * Rank correlation is 3 E sign((S1 - S2')(T1 - T3')), where (S1, T1) are the scores and S2', T3'
 * come from independent pairs. A t score is a normal one over sqrt(W / df), and given W1, W2, W3
 * the two differences are normal with the correlation rho g, g = sqrt(W2 / (W1 + W2) * W3 / (W1 +
 * W3)). The expectation of the sign of their product is 2/pi asin(rho g), so that rank = 6/pi E
 * asin(rho g).
 *
 * Source: Heinen and Valdesogo (2020), "Spearman rank correlation of the bivariate Student t and
 * scale mixtures of normal distributions", Journal of Multivariate Analysis 179, 104650,
 * doi:10.1016/j.jmva.2020.104650.
 *
 * @param df  from 1 to 1e6
 */
export function studentRank(df: number, rho: number): { rank: number; slope: number } {
  const size = Math.abs(rho);
  if (size === 1) return { rank: rho, slope: Infinity };
  const { points, weights, series } = byDf(df, () => tabulate(df));
  let sum = 0;
  let slope = 0;
  if (size <= SERIES_REACH) {
    const square = rho * rho;
    for (let k = TERMS - 1; k >= 0; k--) {
      sum = sum * square + series[k];
      slope = slope * square + (2 * k + 1) * series[k];
    }
    sum *= rho;
  } else {
    // In blocks: fifty thousand roundings of one sum would show.
    for (let start = 0; start < points.length; start += BLOCK) {
      let part = 0;
      for (let i = start; i < Math.min(points.length, start + BLOCK); i++) {
        const g = points[i];
        part += weights[i] * asin(rho * g);
        slope += (weights[i] * g) / Math.sqrt(1 - rho * rho * (g * g));
      }
      sum += part;
    }
  }
  return { rank: (6 / PI) * sum, slope: (6 / PI) * slope };
}

const byDf = memory<number, Shrinkage>();

/**
 * With s = log(W2 / W1) and t = log(W3 / W1), 1 / g^2 = (1 + exp(-s)) (1 + exp(-t)), and the
 * density of (s, t) is proportional to exp(df/2 (s + t)) / (1 + exp(s) + exp(t))^(3 df/2):
 * analytic, and falling exponentially on all sides. The trapezoidal rule misses less than 1e-15
 * with these steps (halving them changes nothing beyond).
 */
function tabulate(df: number): Shrinkage {
  const spread = 2 / Math.sqrt(df);
  const step = Math.min(0.45, 0.5 * spread);
  // The corners of the region where the exponent has fallen by less than MOST.
  const reach = Math.ceil((2 * MOST) / df / step + 10 * (spread / step));
  const logRatios = Array.from({ length: 2 * reach + 1 }, (_, i) => (i - reach) * step);
  const excess = logRatios.map(expm1);
  const shares = logRatios.map((s) => 1 / (1 + exp(-s)));
  const points: number[] = [];
  const weights: number[] = [];
  let total = 0;
  for (const [i, s] of logRatios.entries()) {
    let row = 0;
    // Symmetric in s and t.
    for (let j = 0; j <= i; j++) {
      // log((1 + exp(s) + exp(t)) / 3), with all digits where s and t are small, as they are for a
      // large df.
      const logMean = log1p((excess[i] + excess[j]) / 3);
      const fall = df * (1.5 * logMean - 0.5 * (s + logRatios[j]));
      if (fall > MOST) continue;
      const weight = (i === j ? 1 : 2) * exp(-fall);
      row += weight;
      const g = Math.sqrt(shares[i] * shares[j]);
      if (weight * g < LEAST) continue;
      points.push(g);
      weights.push(weight);
    }
    total += row;
  }
  const series = new Float64Array(TERMS);
  const part = new Float64Array(TERMS);
  for (let start = 0; start < points.length; start += BLOCK) {
    part.fill(0);
    for (let i = start; i < Math.min(points.length, start + BLOCK); i++) {
      weights[i] /= total;
      const square = points[i] * points[i];
      let power = weights[i] * points[i];
      for (let k = 0; k < TERMS && power > 1e-25; k++) {
        part[k] += power;
        power *= square;
      }
    }
    for (let k = 0; k < TERMS; k++) series[k] += part[k];
  }
  // The arcsine's own coefficients: 1, 1/6, 3/40, ...
  let binomial = 1;
  for (let k = 0; k < TERMS; k++) {
    series[k] *= binomial / (2 * k + 1);
    binomial *= (2 * k + 1) / (2 * k + 2);
  }
  return { points: Float64Array.from(points), weights: Float64Array.from(weights), series };
}
