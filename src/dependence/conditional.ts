/**
 * The distribution of one score, given the other: under either copula, as a function of normal
 * scores.
 */

import { exp, log, log1p, normalCdf, normalDensity } from '../math/functions.ts';
import type { ScoreCopula } from './copula.ts';
import { logCosh, sinh, studentScores } from './student-scores.ts';

/** What the second score may be, given the first. */
export interface Conditional {
  /** About where it lies, as a normal score. */
  readonly centre: number;
  /** About how far it strays from there. */
  readonly width: number;
  /** Its density as a normal score, at a place. */
  density(place: Place): number;
  /** The probability that it is below a place. */
  cdf(place: Place): number;
}

/** A normal score and what is computed of it once. */
export interface Place {
  readonly score: number;
  /** The score that the copula draws: z itself, or the t score that lies as far in its tail. */
  readonly drawn: number;
  /** Logarithm of the rise of the drawn score for a unit of the normal one. */
  readonly logSlope: number;
}

export interface Dependence {
  place(score: number): Place;
  /** @param first  the first score, as a normal score */
  given(first: number): Conditional;
  /** The first score of which this second score is the centre. */
  image(second: number): number;
  /** The second score strays by so many widths; Infinity where outliers from anywhere count. */
  readonly reach: number;
}

/** @param rho  in (0, 1) */
export function dependence(copula: ScoreCopula, rho: number): Dependence {
  const sigma = Math.sqrt((1 - rho) * (1 + rho));
  return copula.family === 'gaussian' ? gaussian(rho, sigma) : student(copula.df, rho, sigma);
}

function gaussian(rho: number, sigma: number): Dependence {
  return {
    reach: 9,
    place: (score) => ({ score, drawn: score, logSlope: 0 }),
    image: (second) => second / rho,
    given: (first) => ({
      centre: rho * first,
      width: sigma,
      density: ({ score }) => normalDensity((score - rho * first) / sigma) / sigma,
      cdf: ({ score }) => normalCdf((score - rho * first) / sigma),
    }),
  };
}

/**
 * Given the t score t, the other is rho t + sigma sqrt((df + t^2) / (df + 1)) times a t score with
 * df + 1 degrees of freedom. With t = sqrt(df) sinh(v), df + t^2 is df cosh(v)^2.
 */
function student(df: number, rho: number, sigma: number): Dependence {
  const scores = studentScores(df);
  const wider = studentScores(df + 1);
  const root = Math.sqrt(df);
  const stretch = Math.sqrt(df + 1);
  const logPeak = log(scores.peak);
  const place = (score: number): Place => {
    const v = scores.angleOf(score);
    // The density of the normal score over that of the t score.
    const logSlope = -(score * score) / 2 - HALF_LOG_TWO_PI - logPeak + (df + 1) * logCosh(v);
    return { score, drawn: root * sinh(v), logSlope };
  };
  return {
    reach: Infinity,
    place,
    image: (second) => scores.scoreOf(place(second).drawn / rho),
    given: (first) => {
      const v = scores.angleOf(first);
      const middle = rho * root * sinh(v);
      const scale = (sigma * root * exp(logCosh(v))) / stretch;
      const centre = scores.scoreOf(middle);
      const peak = wider.peak / scale;
      return {
        centre,
        width: scale * exp(-place(centre).logSlope),
        density: ({ drawn, logSlope }) => {
          const away = (drawn - middle) / (scale * stretch);
          return peak * exp(logSlope - (df / 2 + 1) * log1p(away * away));
        },
        cdf: ({ drawn }) => normalCdf(wider.scoreOf((drawn - middle) / scale)),
      };
    },
  };
}

/** log(2 pi) / 2. */
const HALF_LOG_TWO_PI = 0.9189385332046728;
