/**
 * What makes a Student t copula of a Gaussian one: all scores of a trial are divided by one random
 * number, so that extremes come together, and each is then brought back to a normal score, so that
 * inputs are drawn from it as always.
 *
 *     s = sqrt(df / W), W chi-squared with df degrees of freedom, from a stream of the copula
 *     t = z * s, a Student t variable
 *     score = Q(F(t)), F the distribution function of t and Q the normal quantile function
 *
 * Both s as a function of a normal score, and the last line as a function of asinh(t), are tables:
 * the second is nearly straight there.
 */

import {
  gamma,
  type QuinticTable,
  quinticAt,
  quinticTable,
  REACH,
  studentT,
} from '../distributions/index.ts';
import { exp, log, normalCdf, normalQuantile } from '../math/functions.ts';

export interface Tail {
  /** Logarithm of s as a function of a normal score. */
  readonly logScale: QuinticTable;
  /** Normal score as a function of asinh |t|. */
  readonly score: QuinticTable;
}

/** The tables of a t copula, df from 1 on. */
export function tailTables(df: number): Tail {
  const halved = gamma({ shape: df / 2, scale: 1 });
  // W = 2 G: s falls as W rises.
  const logScaleAt = (z: number): number => {
    const tail = normalCdf(-Math.abs(z));
    const g = z < 0 ? halved.upperQuantile(tail) : halved.quantile(tail);
    return 0.5 * (log(df / 2) - log(g));
  };
  const student = studentT({ df });
  const scoreAt = (y: number): number => {
    if (y === 0) return 0;
    const t = 0.5 * (exp(y) - exp(-y));
    return -normalQuantile(student.survival(t));
  };
  const far = student.upperQuantile(normalCdf(-REACH));
  const end = Math.ceil(log(far + Math.sqrt(far * far + 1)));
  return {
    logScale: quinticTable(logScaleAt, -REACH, REACH),
    score: quinticTable(scoreAt, 0, end),
  };
}

/**
 * The normal score under a t copula of a normal score under the Gaussian one: operation for
 * operation as in the machine.
 */
export function tailScore({ logScale, score }: Tail, z: number, mixing: number): number {
  const t = z * exp(quinticAt(logScale, mixing));
  const size = Math.abs(t);
  const y = log(size + Math.sqrt(size * size + 1));
  const outer = quinticAt(score, y);
  return t < 0 ? -outer : outer;
}
