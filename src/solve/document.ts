/** What solving gives: for one input values, for two a frontier. */

import type { Estimate } from '../stats/summary.ts';
import type { Found } from './crossing.ts';

/** An input that is varied. */
export interface Varied {
  readonly id: string;
  readonly label?: string;
  readonly unit: string;
  /** What it is in the question, before it is fixed. */
  readonly distribution: string;
  /** The search went from here to there. */
  readonly from: number;
  readonly to: number;
}

interface Common {
  readonly format: 1;
  /** Name and id of the question. */
  readonly run: string;
  readonly id: string;
  /** The statistic, as it was asked: `P(balance.domesticReached[2028])`. */
  readonly statistic: string;
  readonly target: number;
  /** The statistic with the inputs as they are in the question. */
  readonly now: Estimate;
  /** How many questions were computed. */
  readonly plans: number;
}

export interface Solution extends Common, Found {
  readonly input: Varied;
}

/** Pairs of two inputs at which the statistic reaches the target. */
export interface Frontier extends Common {
  readonly inputs: readonly [Varied, Varied];
  readonly rows: readonly FrontierRow[];
}

export interface FrontierRow extends Omit<Found, 'tried'> {
  /** Of the first input; the crossings are values of the second. */
  readonly at: number;
}
