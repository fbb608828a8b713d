/**
 * The Student t distribution as a change of scale: t scores as functions of normal scores, and
 * back.
 */

import { exp, expm1, log, log1p, normalCdf, normalQuantile } from '../math/functions.ts';
import { FARTHEST } from './margin.ts';
import { gaussLegendre, type Piecewise, partition, piecewiseAt, tabulate } from './piecewise.ts';
import { memory } from './remembered.ts';

/**
 * A t score as sqrt(df) sinh(v): v is of the order of the logarithm of a large t and a multiple of
 * a small one. Between the normal score and v everything is smooth, and as both ends of the line
 * mirror each other, tables are of positive scores.
 */
export interface StudentScores {
  readonly df: number;
  /** The normal score that lies as far in its tail as the t score. */
  scoreOf(t: number): number;
  /** v of a normal score, which counts as at most FARTHEST. */
  angleOf(z: number): number;
  /** Density of t at 0, of which that at v is the fraction cosh(v)^-(df + 1). */
  readonly peak: number;
}

/**
 * Errors of the tables, relative to the score or v at hand, or to 1 or the v of a score of 1 where
 * these are less.
 */
const RESOLVED = 4e-15;
const LARGE = 2;

const byDf = memory<number, StudentScores>();

/**
 * For df from 1 to 1e6. Errors of scores: below 1e-14 of themselves or of 1, whichever is greater.
 */
export function studentScores(df: number): StudentScores {
  return byDf(df, () => tabulated(df));
}

function tabulated(df: number): StudentScores {
  const tail = tailOf(df);
  const root = Math.sqrt(df);
  const scoreAt = (v: number) => -normalQuantile(tail(v).probability);
  // Where the score is about 1, and where it is FARTHEST.
  const unit = solve(scoreAt, 1, 1 / root);
  const farthest = solve(scoreAt, FARTHEST, unit);
  const scores = smooth(scoreAt, 0, farthest, 1, (v) => Math.max(unit, v / 2));
  // By t / sqrt(df) itself, or by its logarithm if that is large: so no logarithm is needed for
  // most.
  const large = Math.min(LARGE, sinh(farthest) / 2);
  const near = smooth(
    (y) => scoreAt(arsinh(y)),
    0,
    large,
    1,
    () => Math.max(unit, large / 4),
  );
  const [from, to] = [log(large), logSinh(farthest)];
  const far = smooth(
    (y) => scoreAt(fromLogSinh(y)),
    from,
    to,
    1,
    (y) => Math.max(1, y / 2),
  );
  const angleAt = (z: number): number => {
    let v = bisected((v) => piecewiseAt(scores, v), z, farthest);
    for (let round = 0; round < 2; round++) {
      const { probability, density } = tail(v);
      const wanted = normalCdf(-z);
      // A relative difference of probabilities, so that steps are right in the far tail too.
      v += (log(probability / wanted) * probability) / density;
    }
    return v;
  };
  const angles = smooth(angleAt, 0, FARTHEST, unit, () => 2);
  return {
    df,
    scoreOf: (t) => {
      const y = Math.abs(t) / root;
      const z = y < large ? piecewiseAt(near, y) : piecewiseAt(far, log(y));
      return t < 0 ? -z : z;
    },
    angleOf: (z) => (z < 0 ? -piecewiseAt(angles, -z) : piecewiseAt(angles, z)),
    peak: tail(0).density / root,
  };
}

const RULE = gaussLegendre(16);

/**
 * Probability above v >= 0, and density of v. That density is proportional to cosh(v)^-df, and the
 * probability is the density times the integral over s >= 0 of (cosh(v) / cosh(v + s))^df, which is
 * smooth and never small.
 */
function tailOf(df: number): (v: number) => { probability: number; density: number } {
  const ratio = (v: number): number => {
    const slope = tanh(v);
    const logRise = (s: number): number => {
      const half = sinh(s / 2);
      return log1p(2 * half * half + slope * sinh(s));
    };
    // Beyond, less than exp(-40) of it is left: logRise(s) is at least slope s, and about s^2 / 2
    // for a small s.
    let reach = 1 / df;
    while (df * logRise(reach) < 40) reach *= 1.25;
    const edges = partition(0, reach, [], (s) => Math.min(reach / 4, 1 + s));
    let sum = 0;
    for (let k = 0; k + 1 < edges.length; k++) {
      const half = (edges[k + 1] - edges[k]) / 2;
      for (let i = 0; i < RULE.nodes.length; i++) {
        const s = edges[k] + half * (1 + RULE.nodes[i]);
        sum += half * RULE.weights[i] * exp(-df * logRise(s));
      }
    }
    return sum;
  };
  const half = 2 * ratio(0);
  return (v) => {
    const density = exp(-df * logCosh(v)) / half;
    return { probability: density * ratio(v), density };
  };
}

/** Where a rising function has a value. */
function solve(f: (x: number) => number, value: number, start: number): number {
  let high = start;
  while (f(high) < value) high *= 2;
  return bisected(f, value, high);
}

function bisected(f: (x: number) => number, value: number, most: number): number {
  let low = 0;
  let high = most;
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (f(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function smooth(
  f: (x: number) => number,
  from: number,
  to: number,
  unit: number,
  widest: (x: number) => number,
): Piecewise {
  return tabulate(f, partition(from, to, [], widest), (start, end, c) => {
    const size = Math.max(unit, ...c.map(Math.abs));
    const error = Math.max(...c.slice(13).map(Math.abs));
    return error <= RESOLVED * size || end - start < (to - from) / 4096;
  });
}

/** log(cosh(v)), accurate for small v. */
export function logCosh(v: number): number {
  const size = Math.abs(v);
  if (size > 1) return size + log1p(exp(-2 * size)) - LOG_2;
  const half = sinh(size / 2);
  return log1p(2 * half * half);
}

function tanh(v: number): number {
  const rise = expm1(2 * Math.min(v, 40));
  return rise / (rise + 2);
}

const LOG_2 = Math.LN2;

export function sinh(v: number): number {
  const rise = expm1(Math.abs(v));
  const half = 0.5 * (rise + rise / (1 + rise));
  return v < 0 ? -half : half;
}

function logSinh(v: number): number {
  return v < 1 ? log(sinh(v)) : v + log1p(-exp(-2 * v)) - LOG_2;
}

/** v from log(sinh(v)). */
function fromLogSinh(y: number): number {
  return y + log(1 + Math.sqrt(1 + exp(-2 * y)));
}

/** For x >= 0. */
function arsinh(x: number): number {
  return log1p(x + (x * x) / (1 + Math.sqrt(1 + x * x)));
}
