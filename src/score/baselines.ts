/** Naive forecasts from earlier values alone: whoever cannot beat them has not told much. */

import { exp, log, normalCdf, normalQuantile } from '../math/functions.ts';
import { lastOf } from '../text/entry.ts';
import { plural } from '../text/listed.ts';
import { brierScore, logScore } from './rules/categories.ts';
import { crpsOfLognormal } from './rules/crps.ts';
import {
  type IntervalScore,
  USUAL_LEVELS,
  weightedIntervalScore,
} from './rules/weighted-interval.ts';
import type { Truth } from './truth.ts';
import { boundsOf } from './truth.ts';

export const BASELINES = ['last value', 'random walk'] as const;
export type BaselineName = (typeof BASELINES)[number];

/** What kind of quantity a target is: it decides which rules are for it. */
export type Kind = 'amount' | 'category' | 'event';

export interface BaselineScores {
  readonly crps?: number;
  readonly wis?: number;
  readonly rps?: number;
  readonly brier?: number;
  /** Of an amount or of probabilities; infinite where what happened had none. */
  readonly log?: number;
  readonly absoluteError?: number;
  /** What it forecasts, in a few words. */
  readonly says: string;
  /** The earlier value that it starts from. */
  readonly last: { readonly period: string; readonly value: number };
  /** Of a random walk: its steps and the size of each, in logarithms. */
  readonly walk?: { readonly steps: number; readonly size: number };
}

/** A baseline that cannot be made, and why. */
export interface NoBaseline {
  readonly why: string;
  /** The value that has no logarithm, or how many values there are and are wanted. */
  readonly about?:
    | { readonly period: string; readonly value: number }
    | { readonly values: number; readonly wanted: number };
}

/** Changes that a random walk needs to have seen: from fewer nobody knows how far it goes. */
const LEAST_CHANGES = 2;

/** Both baselines of a truth, or why there is none. */
export function baselinesOf(
  truth: Truth,
  kind: Kind,
): Readonly<Record<BaselineName, BaselineScores | NoBaseline>> {
  return { 'last value': lastValue(truth, kind), 'random walk': randomWalk(truth, kind) };
}

/** The last value stays, with certainty. */
function lastValue(truth: Truth, kind: Kind): BaselineScores | NoBaseline {
  const earlier = Object.entries(truth.earlier ?? {});
  const last = earlier.at(-1);
  if (last === undefined) return { why: 'no earlier values are given' };
  const [least, most] = boundsOf(truth);
  const [period, value] = last;
  const says = `${value} as in ${period}`;
  const told = { says, last: { period, value } };
  if (least !== most || kind === 'event') {
    const probability =
      kind === 'event' && least === most ? (least === 1 ? value : 1 - value) : inside(value);
    return { brier: brierScore(probability, true), log: logScore(probability), ...told };
  }
  const miss = Math.abs(least - value);
  const exact = miss === 0 ? 0 : Number.POSITIVE_INFINITY;
  return kind === 'category'
    ? { rps: miss, log: exact, ...told }
    : { crps: miss, wis: miss, log: exact, absoluteError: miss, ...told };

  function inside(x: number): number {
    return x >= least && x <= most ? 1 : 0;
  }
}

/**
 * The logarithm takes independent normal steps without drift, as large as those of the earlier
 * values were (root mean square); the variance grows with the number of periods from the last one.
 */
function randomWalk(truth: Truth, kind: Kind): BaselineScores | NoBaseline {
  if (kind !== 'amount') return { why: 'only amounts have logarithms' };
  const earlier = Object.entries(truth.earlier ?? {});
  if (earlier.length === 0) return { why: 'no earlier values are given' };
  const notPositive = earlier.find(([, value]) => !(value > 0));
  if (notPositive !== undefined)
    return {
      why: `${notPositive[0]} is ${notPositive[1]}, which has no logarithm`,
      about: { period: notPositive[0], value: notPositive[1] },
    };
  const logs = earlier.map(([, value]) => log(value));
  const changes = logs.slice(1).map((value, k) => value - logs[k]);
  if (changes.length < LEAST_CHANGES)
    return {
      why: `${plural(earlier.length, 'earlier value')} ${earlier.length === 1 ? 'gives' : 'give'} no spread; wanted ${LEAST_CHANGES + 1}`,
      about: { values: earlier.length, wanted: LEAST_CHANGES + 1 },
    };
  const step = Math.sqrt(changes.reduce((sum, d) => sum + d * d, 0) / changes.length);
  if (!(step > 0)) return { why: 'the earlier values never change' };
  const periods = periodsBetween(lastOf(earlier)[0], truth.target);
  const [mu, sigma] = [lastOf(logs), step * Math.sqrt(periods)];
  const cdf = (x: number): number => (x > 0 ? normalCdf((log(x) - mu) / sigma) : 0);
  const [least, most] = boundsOf(truth);
  const [period, value] = lastOf(earlier);
  const size = Number(step.toPrecision(3));
  const told = {
    says: `${plural(periods, 'step')} of ${size} in logs from ${value}`,
    last: { period, value },
    walk: { steps: periods, size },
  };
  if (least !== most) {
    const probability = cdf(most) - (Number.isFinite(least) ? cdf(least) : 0);
    return { brier: brierScore(probability, true), log: logScore(probability), ...told };
  }
  const z = least > 0 ? (log(least) - mu) / sigma : Number.NEGATIVE_INFINITY;
  return {
    crps: crpsOfLognormal(mu, sigma, least),
    wis: walkIntervals(mu, sigma, least).total,
    log:
      least > 0
        ? (z * z) / 2 + log(sigma * least) + 0.5 * log(2 * Math.PI)
        : Number.POSITIVE_INFINITY,
    absoluteError: Math.abs(least - exp(mu)),
    ...told,
  };
}

function walkIntervals(mu: number, sigma: number, truth: number): IntervalScore {
  return weightedIntervalScore(
    USUAL_LEVELS.map((level) => ({ level, value: exp(mu + sigma * normalQuantile(level)) })),
    truth,
  );
}

const PERIOD = /(\d{4})(?:Q([1-4]))?\]?$/;

/**
 * Periods from the last earlier one to that of the target; 1 where they have no common calendar.
 */
function periodsBetween(last: string, target: string): number {
  const [from, to] = [PERIOD.exec(last), PERIOD.exec(target)];
  if (!from || !to || (from[2] === undefined) !== (to[2] === undefined)) return 1;
  const number = ([, year, quarter]: RegExpExecArray): number =>
    quarter === undefined ? Number(year) : 4 * Number(year) + Number(quarter);
  return Math.max(1, number(to) - number(from));
}
