/**
 * The numbers of test/fixtures/dependence.json, made by dependence.py beside it, where their errors
 * are stated.
 */

import { readFileSync } from 'node:fs';
import { parseDistribution } from '../../src/distributions/index.ts';

interface Reference {
  readonly arcsines: readonly (readonly [x: number, angle: number])[];
  readonly studentScores: readonly (readonly [df: number, t: number, z: number])[];
  /** Pearson correlations under a Gaussian copula, then of events, then under a t copula. */
  readonly gaussian: readonly (readonly [
    first: string,
    second: string,
    rho: number,
    pearson: number,
  ])[];
  readonly events: readonly (readonly [p: number, q: number, rho: number, pearson: number])[];
  readonly t: readonly (readonly [
    df: number,
    first: string,
    second: string,
    rho: number,
    pearson: number,
  ])[];
  readonly nearest: readonly (readonly [matrix: number[][], nearest: number[][]])[];
  readonly samples: readonly (readonly [
    x: number[],
    y: number[],
    rank: number,
    kendall: number,
    pearson: number,
  ])[];
}

const file = new URL('../fixtures/dependence.json', import.meta.url);

export const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference;

export const GAUSSIAN = { family: 'gaussian' } as const;

export function student(df: number) {
  return { family: 't', df } as const;
}

export function pairOf(first: string, second: string) {
  return [parseDistribution(first), parseDistribution(second)] as const;
}

/** Two inputs of which only the copula matters. */
export const anyPair = pairOf('normal(0, 1)', 'normal(0, 1)');
