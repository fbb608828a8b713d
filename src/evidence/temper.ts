/**
 * Trials moved to where the evidence is: sequential Monte Carlo from the prior to the posterior,
 * each replicate by itself. The likelihood is let in by degrees; at each, trials are drawn again by
 * their weight and then moved in the unit cube, so that copies become different trials.
 *
 * Source: Del Moral, Doucet and Jasra (2006), "Sequential Monte Carlo samplers", Journal of the
 * Royal Statistical Society B 68(3), 411-436, doi:10.1111/j.1467-9868.2006.00553.x; degrees chosen
 * as by Jasra et al. (2011), doi:10.1111/j.1467-9469.2010.00723.x; the moves are those of Neal
 * (1998) and Cotter et al. (2013), doi:10.1214/13-STS421, which leave the prior as it is.
 */

import { lower } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { DrawCollector } from '../execute/collect.ts';
import { drawsOf, type Points, Simulator } from '../execute/simulate.ts';
import { loadKernel } from '../kernel/load.ts';
import { exp, log, normalCdf, normalQuantile } from '../math/functions.ts';
import { openUnit } from '../math/open-unit.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { pointsOf } from '../random/designs.ts';
import { type StreamKey, streamKey } from '../random/keys.ts';
import { uniformsOfReplicate } from '../random/streams.ts';
import { uniformAt } from '../random/threefry.ts';
import { effectiveSampleSize, weightsFromLogs } from '../stats/weights.ts';
import { entry } from '../text/entry.ts';
import { EvidenceError } from './quality.ts';
import { joined, piecesOf, weighingPlan } from './weigh.ts';

export interface Tempered {
  /** Uniforms of every stream of the plan's program. */
  readonly points: Points;
  readonly degrees: readonly Degree[];
  /**
   * Logarithm of how likely all reports are together, up to the constants of their likelihoods, in
   * each replicate.
   */
  readonly logEvidence: readonly number[];
}

/** How a replicate came one degree further. */
interface Degree {
  readonly replicate: number;
  /** How much of the logarithm of the likelihood counts, up to 1. */
  readonly exponent: number;
  readonly sweeps: number;
  /** Share of the moves that were taken, over the sweeps. */
  readonly accepted: number;
}

/** Part of the trials that the weights of a degree are to be worth. */
const WORTH = 0.5;
/** Sweeps of moves at a degree: so many at least, and on until trials have moved far enough. */
const LEAST_SWEEPS = 4;
const MOST_SWEEPS = 40;
/**
 * Sum over sweeps of accepted moves times the square of their length: 1 is about the size of the
 * prior.
 */
const FAR_ENOUGH = 1;
/** Of the last degree, whose trials are the answer. */
const LAST_FAR_ENOUGH = 3;
const MOST_DEGREES = 200;
/** Fewer trials of a replicate with any likelihood are no beginning. */
const LEAST_ALIVE = 10;

/**
 * @param progress  called after every degree
 * @throws EvidenceError if hardly a trial has any likelihood, so that there is nothing to begin
 *   with, or if the degrees do not end
 */
export function temper(
  plan: Plan,
  progress?: (replicate: number, exponent: number) => void,
): Tempered {
  const weighing = weighingPlan(plan);
  const names = streamsOf(weighing);
  const all = streamsOf(plan);
  const likelihood = likelihoodOf(plan, weighing);
  const degrees: Degree[] = [];
  const logEvidence: number[] = [];
  const points = new Map<string, Float64Array[]>(all.map(({ name }) => [name, []]));
  for (let replicate = 0; replicate < plan.replicates; replicate++) {
    const n = pointsOf(plan.trials, plan.replicates, replicate);
    const drawn = (stream: NamedStream): Float64Array =>
      uniformsOfReplicate(plan.design, plan.seed, stream, replicate, n);
    const start = names.map((stream) => drawn(stream).map(normalQuantile));
    const walk = new Walk(plan.seed, replicate, names, start, likelihood);
    while (walk.exponent < 1) {
      if (walk.taken.length > MOST_DEGREES)
        throw new EvidenceError(
          `The evidence cannot be taken in by tempering: after ${MOST_DEGREES} degrees ${walk.exponent} of it counts; its parts contradict each other, or the model`,
        );
      walk.step();
      progress?.(replicate, walk.exponent);
    }
    degrees.push(...walk.taken);
    logEvidence.push(walk.logEvidence);
    const moved = new Map(names.map(({ name }, d) => [name, walk.scores[d].map(openCdf)]));
    for (const stream of all)
      entry(points, stream.name).push(moved.get(stream.name) ?? drawn(stream));
  }
  return { points, degrees, logEvidence };
}

interface NamedStream {
  readonly name: string;
  readonly dimension?: number;
}

/** The streams that a plan's trials draw, whether inputs are recorded or not. */
function streamsOf(plan: Plan): readonly NamedStream[] {
  return lower(plan.program, drawsOf(plan), true, plan.copulas).streams;
}

/** The uniform of a normal score. */
function openCdf(z: number): number {
  return openUnit(normalCdf(z));
}

/**
 * The logarithm of the likelihood of the trials of a replicate, from the normal scores of their
 * uniforms.
 */
function likelihoodOf(plan: Plan, weighing: Plan) {
  const pieces = piecesOf(plan);
  const names = streamsOf(weighing);
  const numbers = new Map(outcomeColumns(weighing.program).map(({ id }, k) => [id, k]));
  const held = new Map<string, Float64Array[]>(names.map(({ name }) => [name, []]));
  const n = pointsOf(plan.trials, plan.replicates, 0);
  // One replicate after another: a plan of its own, whose only replicate it is.
  const simulators = new Map<number, { simulator: Simulator; alone: Plan }>();
  return (scores: readonly Float64Array[]): Float64Array => {
    const size = scores[0]?.length ?? n;
    names.forEach(({ name }, d) => (entry(held, name)[0] = scores[d].map(openCdf)));
    let made = simulators.get(size);
    if (made === undefined) {
      const alone = { ...weighing, trials: size, replicates: 1 };
      made = { alone, simulator: new Simulator(alone, loadKernel(), { points: held }) };
      simulators.set(size, made);
    }
    const { alone, simulator } = made;
    const collector = new DrawCollector(alone);
    for (let block = 0; block < blockCount(alone); block++) collector.add(simulator.block(block));
    const column = (name: string): Float64Array => collector.outcomes[entry(numbers, name)];
    const logs = pieces.map((piece) => ({ logs: piece.logs(column, size) }));
    return joined(logs, size);
  };
}

/** The trials of one replicate on their way. */
class Walk {
  exponent = 0;
  logEvidence = 0;
  readonly taken: Degree[] = [];
  private logs: Float64Array;
  /** Length of a move: the square root of the share of the variance that is new. */
  private length = 0.5;

  constructor(
    private readonly seed: string,
    private readonly replicate: number,
    private readonly names: readonly NamedStream[],
    public scores: Float64Array[],
    private readonly likelihood: (scores: readonly Float64Array[]) => Float64Array,
  ) {
    this.logs = likelihood(scores);
  }

  /** One degree: how much further, trials drawn again, moves. */
  step(): void {
    const { logs } = this;
    const n = logs.length;
    const alive = logs.reduce(
      (count, value) => count + Number(value > Number.NEGATIVE_INFINITY),
      0,
    );
    if (alive < Math.min(LEAST_ALIVE, n))
      throw new EvidenceError(
        `The evidence cannot be taken in by tempering: ${alive} of ${n} trials of replicate ${this.replicate} agree with it at all; draw more trials, or give soft likelihoods in the place of hard ones`,
      );
    const next = this.nextExponent(WORTH * alive);
    const raised = logs.map((value) => raise(value, next - this.exponent));
    const most = raised.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    this.logEvidence += most + log(raised.reduce((sum, value) => sum + exp(value - most), 0) / n);
    this.exponent = next;
    this.resample(weightsFromLogs(raised));
    this.move(next === 1 ? LAST_FAR_ENOUGH : FAR_ENOUGH);
  }

  /** As far as the weights stay worth what they should; all the way if they do. */
  private nextExponent(worth: number): number {
    const { logs, exponent } = this;
    const worthAt = (next: number): number =>
      effectiveSampleSize(weightsFromLogs(logs.map((value) => raise(value, next - exponent))));
    if (worthAt(1) >= worth) return 1;
    let [low, high] = [exponent, 1];
    for (let k = 0; k < 60 && low < high; k++) {
      const middle = (low + high) / 2;
      if (worthAt(middle) >= worth) low = middle;
      else high = middle;
    }
    return low > exponent ? low : high;
  }

  /**
   * Draws trials by their weight, each as often as its weight says or once more: systematic
   * resampling.
   */
  private resample(weights: Float64Array): void {
    const n = weights.length;
    const u = uniformAt(this.key('chosen'), 0);
    const chosen = new Uint32Array(n);
    let reached = weights[0];
    let at = 0;
    for (let i = 0; i < n; i++) {
      const wanted = (i + u) / n;
      while (reached < wanted && at < n - 1) reached += weights[++at];
      chosen[i] = at;
    }
    const old = this.logs;
    this.logs = Float64Array.from(chosen, (from) => old[from]);
    this.scores = this.scores.map((column) => Float64Array.from(chosen, (from) => column[from]));
  }

  private move(farEnough: number): void {
    let [sweeps, far, accepted] = [0, 0, 0];
    while (sweeps < LEAST_SWEEPS || (far < farEnough && sweeps < MOST_SWEEPS)) {
      const share = this.sweep(sweeps++);
      far += share * this.length * this.length;
      accepted += share;
      // Between a fifth and two fifths of the moves are taken where moves are of a good length.
      if (share < 0.2) this.length = Math.max(0.01, this.length * 0.75);
      else if (share > 0.4) this.length = Math.min(1, this.length * 1.3);
    }
    const { replicate, exponent } = this;
    this.taken.push({ replicate, exponent, sweeps, accepted: accepted / sweeps });
  }

  /** Proposes a move to every trial; the share that is taken. */
  private sweep(number: number): number {
    const { length, exponent, logs } = this;
    const n = logs.length;
    const keep = Math.sqrt(1 - length * length);
    const key = this.key(`moved ${number}`);
    const proposed = this.scores.map((column, d) =>
      column.map((z, i) => keep * z + length * normalQuantile(uniformAt(key, d * n + i))),
    );
    const found = this.likelihood(proposed);
    const chance = this.names.length * n;
    let taken = 0;
    for (let i = 0; i < n; i++) {
      const gain = exponent * (found[i] - logs[i]);
      if (!(log(uniformAt(key, chance + i)) < gain)) continue;
      taken++;
      logs[i] = found[i];
      for (let d = 0; d < proposed.length; d++) this.scores[d][i] = proposed[d][i];
    }
    return taken / n;
  }

  private key(what: string): StreamKey {
    return streamKey(this.seed, `evidence ${this.taken.length} ${what}`, this.replicate);
  }
}

/** What is impossible stays so however little of it counts. */
function raise(value: number, exponent: number): number {
  return value === Number.NEGATIVE_INFINITY ? value : value * exponent;
}
