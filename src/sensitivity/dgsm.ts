/**
 * Derivative-based global sensitivity measures: how steep an outcome is in each input, on average
 * over the trials of a plan.
 */

import { jumpingInputs } from '../compile/jumps.ts';
import { outcomeColumns } from '../compile/program.ts';
import { parseDistribution } from '../distributions/index.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate } from '../stats/summary.ts';
import { jackknifed, replicateSums, sumInto } from './jackknife.ts';
import { times } from './magnitude.ts';
import { type Moving, moving } from './score-slopes.ts';
import { type Slopes, slopesOf } from './slopes.ts';

export interface Dgsm {
  readonly id: string;
  /**
   * nu = E[(df / dx)^2], in squared units of the outcome over squared units of the input; of an
   * input drawn every quarter the sum over quarters. Of a factor, which is its own score, through
   * all inputs that load on it. Undefined for an input that takes steps: between its values the
   * outcome is not asked for, and a derivative there would answer another question.
   */
  readonly nu: Estimate | undefined;
  /**
   * The same by the input's own normal score z, x = Q(Phi(z)), in squared units of the outcome. Of
   * an input with loadings by the part of the score that is its own, the factors held; of a member
   * of a copula by its whole score, the other members held.
   */
  readonly nuScores: Estimate | undefined;
  /**
   * `nuScores` over the variance of the outcome. Where `jumps` is false the total index is at most
   * this, equal to it if the outcome is linear in the score. Undefined for members of a copula,
   * which are not independent of each other.
   */
  readonly share: Estimate | undefined;
  /**
   * Whether the outcome may jump as the input moves, because it reaches the outcome through a
   * comparison, `floor` or the condition of an `if`, or because its distribution leaves out a
   * range. Derivatives are blind to jumps, so the share then bounds nothing.
   */
  readonly jumps: boolean;
  /** Trials left out because the derivative is not a finite number in them. */
  readonly failures: number;
}

/**
 * Trials that are differentiated; nu of a heavy tail asks for more, and a trial of a large model
 * takes some milliseconds.
 */
const MOST_TRIALS = 2048;

/**
 * Derivative-based measures of all inputs that move, from the first trials of a plan, with
 * intervals from its replicates.
 *
 * @param columns  ids of outcomes with their period, as in `outcomeColumns`
 * @param trials   at most the plan's own and a block, 4096
 * @returns        aligned with `columns`, rows in the order of `program.inputs`; undefined for an
 *                 outcome that is the same in all trials. Trials in which the outcome is not a
 *                 finite number are left out
 * @throws         RangeError for a column that does not exist
 *
 * Source: Sobol and Kucherenko (2009), "Derivative based global sensitivity measures and their link
 * with global sensitivity indices", Mathematics and Computers in Simulation 79(10), 3009-3017,
 * doi:10.1016/j.matcom.2009.01.023; the bound by the Poincare inequality of the normal
 * distribution, whose constant is 1: Lamboni, Iooss, Popelin and Gamboa (2013), "Derivative-based
 * global sensitivity measures: general links with Sobol' indices and numerical tests", same journal
 * 87, 45-54, doi:10.1016/j.matcom.2013.02.002.
 */
export function dgsm(
  plan: Plan,
  columns: readonly string[],
  trials = MOST_TRIALS,
): readonly (readonly Dgsm[] | undefined)[] {
  const known = outcomeColumns(plan.program);
  const wanted = columns.map((id) => {
    const column = known.findIndex((one) => one.id === id);
    if (column < 0) throw new RangeError(`dgsm: there is no outcome "${id}"`);
    return column;
  });
  const distributions = plan.inputs.map(({ distribution }) => parseDistribution(distribution));
  const inputs = drawsOf(plan)
    .filter(({ input, reads }) => reads !== 'nothing' && plan.program.inputs[input].used)
    .toSorted((a, b) => a.input - b.input)
    .map((draw) => moving(draw, distributions[draw.input]));
  const sample = slopesOf(plan, inputs, wanted, trials);
  return wanted.map((column, k) => rows(plan, inputs, sample, column, k));
}

function rows(
  plan: Plan,
  inputs: readonly Moving[],
  sample: Slopes,
  column: number,
  k: number,
): readonly Dgsm[] | undefined {
  const outcome = sample.outcomes[k];
  const finite = [...outcome.keys()].filter((point) => Number.isFinite(outcome[point]));
  const centre = outcome[finite[0]];
  if (finite.every((point) => outcome[point] === centre)) return undefined;
  const { outcome: reported } = outcomeColumns(plan.program)[column];
  const jumping = jumpingInputs(plan.program, reported);
  const inUnits = (nu: Estimate) => times(times(nu, 1 / sample.scales[k]), 1 / sample.scales[k]);
  const members = new Set((plan.copulas ?? []).flatMap((copula) => copula.inputs));
  return inputs.map(({ input, smooth, stepped }, j) => {
    const { id } = plan.program.inputs[input];
    const loading = inputs.filter((one) =>
      one.draw.loadings.some(({ factor }) => factor === input),
    );
    const jumps =
      [input, ...loading.map((one) => one.input)].some((of) => jumping.has(of)) ||
      !smooth ||
      loading.some((one) => !one.smooth);
    const none = { id, nu: undefined, nuScores: undefined, share: undefined, failures: 0 };
    if (stepped) return { ...none, jumps: true };
    const [ofInput, ofScore] = [sample.byInput[k][j], sample.byScore[k][j]];
    const kept = finite.filter((point) => Number.isFinite(ofScore[point]));
    const failures = finite.length - kept.length;
    if (kept.length === 0) return { ...none, jumps, failures };
    const firsts = sample.firsts.map((first) => kept.filter((point) => point < first).length);
    const sums = replicateSums(4, firsts);
    sumInto(sums, 0, firsts, (p) => ofInput[kept[p]]);
    sumInto(sums, 1, firsts, (p) => ofScore[kept[p]]);
    sumInto(sums, 2, firsts, (p) => outcome[kept[p]] - centre);
    sumInto(sums, 3, firsts, (p) => square(outcome[kept[p]] - centre));
    return {
      id,
      // By an input in tiny units the outcome may be steeper than any number squared.
      nu: kept.every((point) => Number.isFinite(ofInput[point]))
        ? inUnits(jackknifed(sums, ([nu]) => nu))
        : undefined,
      nuScores: inUnits(jackknifed(sums, ([, nu]) => nu)),
      share: members.has(id)
        ? undefined
        : jackknifed(sums, ([, nu, mean, meanSquare]) => nu / (meanSquare - mean * mean)),
      jumps,
      failures,
    };
  });
}

function square(x: number): number {
  return x * x;
}
