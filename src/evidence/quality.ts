/**
 * Whether weights can be trusted: how many trials they are worth, and what stands against each
 * other where they are worth few.
 */

import { exp, log } from '../math/functions.ts';
import type { Plan } from '../plan/plan.ts';
import { counted, hundredths, significant } from '../stats/round.ts';
import { weightTailShape } from '../stats/weight-tail.ts';
import { effectiveSampleSize, largestShare, weightsFromLogs } from '../stats/weights.ts';
import { InputError } from '../text/input-error.ts';
import { joined, type Weighed } from './weigh.ts';

/** Effective sample sizes of each replicate below which its quantiles are no estimate. */
export const LEAST_A_REPLICATE = 25;
/** No trial may have more of all weight. */
export const MOST_OF_ONE = 0.05;
/** Above this shape of their tail, averages with weights are not to be trusted. */
export const MOST_PARETO_K = 0.7;
/** A share of trials below which a warning is due. */
export const WARNED_FRACTION = 0.005;

export interface SampleSize {
  /** Effective sample size over the number of trials. */
  readonly fraction: number;
  readonly count: number;
}

export interface Quality {
  /** Of all pieces together. */
  readonly ess: SampleSize;
  /** Of each piece alone, by id; given conditions by their text. */
  readonly observations: Readonly<Record<string, SampleSize>>;
  /** Share of the weight that the heaviest trial has. */
  readonly largestShare: number;
  /** Shape of the tail of the weights; null where they have none. */
  readonly paretoK: number | null;
  /**
   * Logarithm of how much more often all reports are made together than if they had nothing to do
   * with each other: far below 0 where they contradict each other, however many trials that leaves.
   * Null where some report is impossible, or all are together.
   */
  readonly agreement: number | null;
}

/** The update is refused; the message says why and what can be done. */
export class EvidenceError extends InputError {
  override readonly name = 'EvidenceError';
}

export function qualityOf({ pieces, weights: { values } }: Weighed): Quality {
  const n = values.length;
  const sizeOf = (weights: Float64Array): SampleSize => {
    const count = effectiveSampleSize(weights);
    return { fraction: count / n, count };
  };
  return {
    ess: sizeOf(values),
    observations: Object.fromEntries(
      pieces.map(({ id, logs }) => [id, sizeOf(weightsFromLogs(logs))]),
    ),
    largestShare: largestShare(values),
    paretoK: weightTailShape(joined(pieces, n)) ?? null,
    agreement: finite(lift(pieces, n)),
  };
}

/** Logarithm of E(product of likelihoods) / product of E(likelihood). */
function lift(pieces: Weighed['pieces'], n: number): number {
  const alone = pieces.reduce((sum, { logs }) => sum + logMean(logs), 0);
  return alone === Number.NEGATIVE_INFINITY ? Number.NaN : logMean(joined(pieces, n)) - alone;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * Effective trials that are asked for where nobody says: enough for quantiles of every replicate.
 */
export function leastTrials({ replicates }: Pick<Plan, 'replicates'>): number {
  return LEAST_A_REPLICATE * replicates;
}

/** Why weights cannot be used; empty where they can. */
export function faultsOf(quality: Quality, least: number): string[] {
  const { ess, largestShare: largest, paretoK, agreement } = quality;
  return [
    ...(contradictory(quality)
      ? [`its parts stand against each other: together they are ${rarer(agreement!)}`]
      : []),
    ...(ess.count < least
      ? [
          `the weights are worth ${significant(ess.count, 3)} trials; at least ${counted(least)} are wanted`,
        ]
      : []),
    ...(ess.count > 0 && largest > MOST_OF_ONE
      ? [
          `one trial has ${hundredths(largest, 2)} % of all weight; at most ${100 * MOST_OF_ONE} % is allowed`,
        ]
      : []),
    ...(paretoK !== null && paretoK > MOST_PARETO_K
      ? [
          `the tail of the weights has Pareto k ${significant(paretoK, 2)}; at most ${MOST_PARETO_K} is allowed`,
        ]
      : []),
  ];
}

/** Whether the parts of the evidence stand against each other, however trials are weighed. */
export function contradictory({ agreement }: Pick<Quality, 'agreement'>): boolean {
  return agreement !== null && agreement < CONTRADICTION;
}

/** The refusal, with what stands against what and what can be done. */
export function refusal(
  plan: Plan,
  weighed: Weighed,
  quality: Quality,
  least: number,
): EvidenceError {
  const faults = faultsOf(quality, least);
  const nothing = exclusive(weighed, quality);
  const contradicts = contradictory(quality);
  return new EvidenceError(
    [
      `The evidence cannot be taken in by weighing ${counted(plan.trials)} trials: ${faults.join('; ')}.`,
      ...unlikely(weighed, quality).map((line) => `  ${line}`),
      ...clashes(weighed).map((line) => `  ${line}`),
      nothing || contradicts
        ? `${nothing ? 'No trial agrees with all of it' : 'More trials do not help'}: look at the observations, their likelihoods and the model.`
        : `Draw more trials until it is met (--min-ess ${counted(least).replaceAll(',', '')}), move trials to where the evidence is (--update tempering), or widen or drop an observation.`,
    ].join('\n'),
  );
}

/** Whether nothing is left at all. */
function exclusive({ weights }: Weighed, { ess }: Quality): boolean {
  return ess.count === 0 || weights.values.every((weight) => weight === 0);
}

/** A piece that by itself leaves fewer trials than this share contradicts the model. */
const FEW = WARNED_FRACTION;

function unlikely({ pieces }: Weighed, { observations }: Quality): string[] {
  return pieces.flatMap(({ id }) => {
    const { count, fraction } = observations[id];
    if (fraction >= FEW) return [];
    return [
      count === 0
        ? `${id} alone is impossible in every trial: the model says otherwise`
        : `${id} alone leaves ${significant(count, 3)} trials: the model hardly expects it`,
    ];
  });
}

/**
 * Reports that are made together this much more rarely than if they had nothing to do with each
 * other contradict each other.
 */
const CONTRADICTION = log(0.001);

/**
 * Two reports that are made together this much more rarely than if they had nothing to do with each
 * other stand against each other.
 */
const CLASH = log(0.05);
const MOST_CLASHES = 3;

/** Pairs of observations that the model can hardly bring together, worst first. */
export function clashes({ pieces, weights }: Pick<Weighed, 'pieces' | 'weights'>): string[] {
  const n = weights.values.length;
  const alone = pieces.map(({ logs }) => logMean(logs));
  const found = pieces.flatMap((first, a) =>
    pieces.slice(a + 1).flatMap((second, k) => {
      const b = a + 1 + k;
      // A report that is impossible by itself stands against the model and not against another one.
      if (alone[a] === Number.NEGATIVE_INFINITY || alone[b] === Number.NEGATIVE_INFINITY) return [];
      const together = logMean(joined([first, second], n)) - alone[a] - alone[b];
      return together < CLASH ? [{ ids: [first.id, second.id] as const, together }] : [];
    }),
  );
  return found
    .sort((a, b) => a.together - b.together)
    .slice(0, MOST_CLASHES)
    .map(({ ids: [a, b], together }) =>
      together === Number.NEGATIVE_INFINITY
        ? `${a} and ${b} clash: no trial agrees with both`
        : `${a} and ${b} clash: together they are ${rarer(together)}`,
    );
}

/** @param logarithm  of how often over how often if independent, below 0 */
function rarer(logarithm: number): string {
  const times = exp(Math.min(700, -logarithm));
  const shown = times > 1e6 ? 'more than a million' : significant(times, 2);
  return `${shown} times as rare as if they had nothing to do with each other`;
}

/** Logarithm of the mean of likelihoods. */
function logMean(logs: Float64Array): number {
  const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (const value of logs) sum += exp(value - most);
  return most + log(sum / logs.length);
}
