/**
 * Power series of correlations under a t copula: a Gaussian one whose scores are stretched by one
 * random number.
 */

import { exp, expm1, normalCdf, normalDensity } from '../math/functions.ts';
import {
  type Coefficients,
  hermiteSums,
  mehlerSeries,
  type PowerSeries,
  panelNodes,
  stepCoefficients,
} from './hermite.ts';
import type { Margin } from './margin.ts';
import { partition } from './piecewise.ts';
import { type StudentScores, sinh } from './student-scores.ts';

/** A density that has fallen so far adds nothing. */
const NOTHING = 1e-18;
/** Sums of squares and products of coefficients are wanted to 1e-16. */
const LEAST = 1e-9;
const MOST_TERMS = 256;
/** As far as the standard normal density matters to a bounded function. */
const REACH = 9;

/** Hermite coefficients of x(s z), for each stretch s and its weight. */
export interface MixedCoefficients {
  /** By the place of the stretch in the rule: 0 is s = 1, negative places are greater stretches. */
  readonly byPlace: ReadonlyMap<number, Coefficients>;
}

/**
 * The stretch is s = sqrt(df / W), W chi-squared with df degrees of freedom. With d = log(W / df)
 * the density of d is proportional to exp(df/2 (d - expm1(d))), for which the trapezoidal rule is
 * accurate to 1e-15 with these steps.
 */
function stepOf(df: number): number {
  return Math.min(0.25, 0.4 * Math.sqrt(2 / df));
}

/**
 * Smaller and smaller stretches from s = 1 on (1), or greater and greater ones (-1), with their
 * weights.
 */
function* stretches(df: number, sign: 1 | -1) {
  const step = stepOf(df);
  for (let k = sign < 0 ? 1 : 0; ; k++) {
    const d = sign * k * step;
    yield { place: sign * k, s: exp(-d / 2), weight: exp((df / 2) * (d - expm1(d))) };
  }
}

/** The sum of all weights. */
function totalWeight(df: number): number {
  let total = 0;
  for (const sign of [-1, 1] as const) {
    for (const { weight } of stretches(df, sign)) {
      total += weight;
      if (weight < NOTHING) break;
    }
  }
  return total;
}

/**
 * Coefficients of a margin under a t copula, times the square root of the weight of their stretch.
 */
export function mixedCoefficients(margin: Margin, scores: StudentScores): MixedCoefficients {
  const total = totalWeight(scores.df);
  const stretched =
    margin.rises === undefined ? smoothly(margin, scores) : inSteps(margin, margin.rises, scores);
  const byPlace = new Map<number, Coefficients>();
  for (const sign of [-1, 1] as const) {
    for (const { place, s, weight } of stretches(scores.df, sign)) {
      const { coefficients, squares } = stretched(s, Math.sqrt(weight / total));
      byPlace.set(place, coefficients);
      // Greater stretches are rarer, but a heavy tail makes more of them.
      if (weight < NOTHING && squares < NOTHING) break;
    }
  }
  return { byPlace };
}

/** The coefficients of a margin for a stretch, times a share, and the integral of their squares. */
type Stretched = (s: number, share: number) => { coefficients: Coefficients; squares: number };

function smoothly(margin: Margin, scores: StudentScores): Stretched {
  const { edges } = margin;
  const drawn = drawnScore(scores);
  const [first, last] = [edges[0], edges[edges.length - 1]];
  const ends = [drawn(first), drawn(last)];
  const cuts = margin.cuts.map(drawn);
  return (s, share) => {
    const panels = partition(
      Math.max(ends[0] / s, Math.min(-REACH, first)),
      Math.min(ends[1] / s, Math.max(REACH, last)),
      cuts.map((t) => t / s),
      (z) => Math.min(1, Math.max(1 / s, Math.abs(z) / 2)),
    );
    let squares = 0;
    const nodes = panelNodes(panels, (z) => {
      const x = share * margin.at(scores.scoreOf(s * z));
      squares += x * x * normalDensity(z);
      return x;
    });
    return { coefficients: hermiteSums(nodes, LEAST, MOST_TERMS), squares };
  };
}

function inSteps(margin: Margin, rises: readonly number[], scores: StudentScores): Stretched {
  const steps = Float64Array.from(margin.breaks, drawnScore(scores));
  const lowest = margin.at(-Infinity);
  return (s, share) => {
    const points = steps.map((t) => t / s);
    const scaled = rises.map((rise) => share * rise);
    const mean = scaled.reduce(
      (sum, rise, j) => sum + rise * normalCdf(-points[j]),
      share * lowest,
    );
    // What is bounded matters no more than its weight.
    return { coefficients: stepCoefficients(points, scaled, mean, LEAST, MOST_TERMS), squares: 0 };
  };
}

function drawnScore(scores: StudentScores): (z: number) => number {
  const root = Math.sqrt(scores.df);
  return (z) => root * sinh(scores.angleOf(z));
}

/** The correlation as a power series in that of the scores. */
export function mixedSeries(first: MixedCoefficients, second: MixedCoefficients): PowerSeries {
  const parts: PowerSeries[] = [];
  for (const [place, coefficients] of first.byPlace) {
    const other = second.byPlace.get(place);
    if (other !== undefined) parts.push(mehlerSeries(coefficients, other));
  }
  const count = Math.max(...parts.map(({ terms }) => terms.length));
  const terms = new Float64Array(count);
  let rest = 0;
  for (const part of parts) {
    for (let k = 0; k < part.terms.length; k++) terms[k] += part.terms[k];
    rest += part.rest;
  }
  return { terms, rest };
}
