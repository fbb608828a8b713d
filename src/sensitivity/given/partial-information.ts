/**
 * What it would be worth to learn an input: variance that goes, and gains of decisions that could
 * then be better.
 */

import { log } from '../../math/functions.ts';
import type { Estimate } from '../../stats/summary.ts';
import { scaled, times, unitScale } from '../magnitude.ts';
import { type GivenData, type Groups, groupSizes, groupsOf, isConstant, worthOf } from './data.ts';
import { centred, perInput } from './first-order.ts';
import { estimateOfParts, jackknife, total } from './jackknife.ts';
import { FOLDS, jointScore } from './joint-score.ts';
import { addPrediction, type Fit, fitOf, MOST_PIECES, sumsOf } from './smooth.ts';

export interface VarianceRemoved {
  /** Var y - E Var(y | x), in squared units of y. */
  readonly removed: Estimate;
  /** Root of E Var(y | x): the standard deviation that would be left, in units of y. */
  readonly sdLeft: Estimate;
}

/**
 * The variance of the output that is expected to go when an input becomes known, with 95 %
 * intervals; aligned with `data.inputs`. As in `firstOrder`, an input of several columns has the
 * sum of what its columns remove.
 *
 * @returns undefined where the output is constant
 */
export function varianceRemoved(data: GivenData): readonly VarianceRemoved[] | undefined {
  const back = 1 / unitScale([data.output]);
  const removed = perInput(data, ({ explained }, n) => explained / n);
  const sdLeft = perInput(data, ({ explained, all }, n) =>
    Math.sqrt(Math.max(0, all - explained) / n),
  );
  return removed?.map((estimate, j) => ({
    removed: times(times(estimate, back), back),
    sdLeft: times(sdLeft![j], back),
  }));
}

/**
 * A straight line, and lines in pieces. With many pieces for an input that matters little, noise in
 * the tails would make choices, and decisions that knowledge does not change would seem to lose by
 * it.
 */
const PIECES = [1, 4, 12, MOST_PIECES];

/**
 * Choices by noisy fits lose about 1 / n: from fits to 1/4 and 3/4 of the trials to all there are.
 */
const BEYOND = 1 / 2;

/**
 * Expected value of partial perfect information on each input, E max_k E[NB_k | x] - max_k E NB_k,
 * in units of the net benefits NB_k of the options, with 95 % intervals; aligned with
 * `data.inputs`.
 *
 * Differences of E[NB_k | x] are fitted by lines in as many pieces as Schwarz's criterion allows,
 * none where it sees no effect. The largest of noisy fits is too large on average; so the option is
 * chosen by fits to some replicates, and its gain over the option that is best without knowledge is
 * measured on others. That is too small by what wrong choices cost, which falls with the number of
 * trials and is extrapolated from fits to 1/4 and 3/4 of them. An input without effect has an
 * interval around 0, or 0 alone where nothing was ever chosen otherwise.
 *
 * An input of several columns is fitted by the sum of fits of its columns, taken to be independent;
 * a group of inputs by `jointScore`.
 *
 * @param outputs  net benefit of each of two or more options; `data.output` is not looked at
 * @returns        undefined where no option's benefit differs from that of the first by more than a
 *   constant
 * @throws         RangeError for fewer than two options, or columns of another length
 *
 * Source: Strong, Oakley and Brennan (2014), "Estimating multiparameter partial expected value of
 * perfect information from a probabilistic sensitivity analysis sample", Medical Decision Making
 * 34(3), 311-326, doi:10.1177/0272989X13505910.
 */
export function evppi(
  data: GivenData,
  outputs: readonly Float64Array[],
): readonly Estimate[] | undefined {
  const found = gainsOf('evppi', data, outputs);
  if (found === undefined) return undefined;
  const { gains, scale } = found;
  const n = data.output.length;
  const groups = groupsOf(data);
  const sizes = groupSizes(groups);
  const folds = Array.from({ length: FOLDS }, (_, f) => f);
  /**
   * What the choices gain over the best single option, on average over the trials of each group.
   */
  const knowledge = (choices: readonly Choices[]) =>
    choices.map(({ single, byInput }) => {
      const sums = new Float64Array(groups.count);
      for (let i = 0; i < n; i++) {
        if (byInput[i] !== single) sums[groups.of[i]] += gainOf(byInput[i], i) - gainOf(single, i);
      }
      return sums.map((sum, g) => sum / sizes[g]);
    });
  const gainOf = (option: number, i: number) => (option === 0 ? 0 : gains[option - 1][i]);
  return data.inputs.map(({ columns, joint }) => {
    const fits = gains.map((gain) => {
      const fitted = joint && columns.length > 1 ? [jointScore(columns, gain, groups)] : columns;
      return new Additive(fitted, gain, groups, worthOf(data) / n);
    });
    const many = knowledge(folds.map((f) => choicesBy(fits, (g) => g % FOLDS !== f, n)));
    const few = knowledge(folds.map((f) => choicesBy(fits, (g) => g % FOLDS === f, n)));
    const parts = Array.from(sizes, (_, g) => {
      const own = g % FOLDS;
      const others = few.filter((_, f) => f !== own);
      const fromFew = others.reduce((sum, of) => sum + of[g], 0) / others.length;
      return many[own][g] + BEYOND * (many[own][g] - fromFew);
    });
    return times(withoutFalseLoss(estimateOfParts(parts)), 1 / scale);
  });
}

/**
 * Expected value of perfect information, E max_k NB_k - max_k E NB_k, in units of the net benefits
 * NB_k of the options, with a 95 % interval: what it would be worth to learn everything before
 * choosing, and so the most that learning some of it can be worth.
 *
 * @param outputs  net benefit of each of two or more options; `data.output` is not looked at
 * @returns        undefined where no option's benefit differs from that of the first by more than a
 *   constant
 * @throws         RangeError for fewer than two options, or columns of another length
 *
 * Source: Raiffa and Schlaifer (1961), "Applied Statistical Decision Theory", section 4.5.
 */
export function evpi(data: GivenData, outputs: readonly Float64Array[]): Estimate | undefined {
  const found = gainsOf('evpi', data, outputs);
  if (found === undefined) return undefined;
  const { gains, scale } = found;
  const groups = groupsOf(data);
  /**
   * Of each group the sums of the gains, then of the greatest gain of a trial, then the number of
   * trials.
   */
  const sums = Array.from({ length: groups.count }, () => new Float64Array(gains.length + 2));
  for (let i = 0; i < data.output.length; i++) {
    const own = sums[groups.of[i]];
    let most = 0;
    gains.forEach((gain, k) => {
      own[k] += gain[i];
      most = Math.max(most, gain[i]);
    });
    own[gains.length] += most;
    own[gains.length + 1]++;
  }
  const estimate = jackknife(
    (all) => {
      const single = all.subarray(0, gains.length).reduce((most, sum) => Math.max(most, sum), 0);
      return (all[gains.length] - single) / all[gains.length + 1];
    },
    sums,
    groupSizes(groups),
  );
  return times(estimate, 1 / scale);
}

/** What each option but the first gains over the first, times a scale. */
function gainsOf(
  asking: string,
  { output }: GivenData,
  outputs: readonly Float64Array[],
): { readonly gains: readonly Float64Array[]; readonly scale: number } | undefined {
  if (outputs.length < 2) {
    throw new RangeError(
      `${asking}: ${outputs.length} options given; a decision is between two or more`,
    );
  }
  const n = output.length;
  const other = outputs.find(({ length }) => length !== n);
  if (other !== undefined) {
    throw new RangeError(`${asking}: an option has ${other.length} trials, the data have ${n}`);
  }
  // Only differences matter, and the first option's own noise would be in all of them.
  const gains = outputs.slice(1).map((own) => own.map((y, i) => y - outputs[0][i]));
  if (gains.every(isConstant)) return undefined;
  const scale = unitScale(gains);
  return { gains: gains.map((gain) => scaled(gain, scale)), scale };
}

/**
 * Knowledge is never worth less than nothing. An estimate that says so with certainty is off by its
 * distance from 0 at least: where a choice hardly ever changes, what the extrapolation rests on are
 * a few trials.
 */
function withoutFalseLoss(estimate: Estimate): Estimate {
  const { value, se, low, high } = estimate;
  if (value === null || se === null || low === null || high === null || high >= 0) return estimate;
  return { value, se: Math.max(se, -value), low, high: -value };
}

/** Numbers of options; 0 is the one from which gains are counted. */
interface Choices {
  /** Best for all trials together. */
  readonly single: number;
  /** Best for what is known of each trial. */
  readonly byInput: Uint8Array;
}

function choicesBy(
  fits: readonly Additive[],
  among: (group: number) => boolean,
  n: number,
): Choices {
  const fitted = fits.map((fit) => fit.to(among));
  const byInput = new Uint8Array(n);
  for (let i = 0; i < n; i++) byInput[i] = best(fitted.length, (k) => fitted[k].predicted[i]);
  return { single: best(fitted.length, (k) => fitted[k].mean), byInput };
}

/** Fits of a gain to an input, to the trials of any of the groups. */
class Additive {
  private readonly columns: readonly Float64Array[];
  private readonly groups: Groups;
  private readonly mean: number;
  /** Of each column, for each number of pieces. */
  private readonly sums: readonly (readonly (readonly Float64Array[])[])[];
  private readonly inGroup: Float64Array;

  /** @param worth  independent trials that a trial tells as much as */
  constructor(
    columns: readonly Float64Array[],
    gain: Float64Array,
    groups: Groups,
    private readonly worth: number,
  ) {
    this.columns = columns;
    this.groups = groups;
    const about = centred(gain);
    this.mean = gain[0] - about[0];
    this.sums = columns.map((column) => PIECES.map((most) => sumsOf(column, about, groups, most)));
    this.inGroup = new Float64Array(groups.count);
    for (let i = 0; i < gain.length; i++) this.inGroup[groups.of[i]] += about[i];
  }

  to(among: (group: number) => boolean): {
    readonly mean: number;
    readonly predicted: Float64Array;
  } {
    const { of } = this.groups;
    let [trials, sum] = [0, 0];
    this.inGroup.forEach((own, g) => (sum += among(g) ? own : 0));
    for (let i = 0; i < of.length; i++) trials += among(of[i]) ? 1 : 0;
    const mean = this.mean + sum / trials;
    const predicted = new Float64Array(of.length).fill(mean);
    this.columns.forEach((column, c) => {
      const fits = this.sums[c].map((sums) => fitOf(total(sums.filter((_, g) => among(g)))));
      const chosen = fewestThatDo(fits, trials * this.worth);
      if (chosen >= 0) addPrediction(column, fits[chosen], predicted, PIECES[chosen]);
    });
    return { mean, predicted };
  }
}

/** The fit with the least Schwarz criterion; -1 where a level line has. */
function fewestThatDo(fits: readonly Fit[], trials: number): number {
  let [chosen, least] = [-1, 0];
  fits.forEach(({ explained, all, offset }, k) => {
    const left = Math.max(1e-300, 1 - explained / all);
    const criterion = trials * log(left) + (2 * offset.length - 1) * log(trials);
    if (criterion < least) {
      least = criterion;
      chosen = k;
    }
  });
  return chosen;
}

/** Number of the best option, where option 0 gains 0 and option k > 0 `gain(k - 1)`. */
function best(others: number, gain: (k: number) => number): number {
  let [choice, most] = [0, 0];
  for (let k = 0; k < others; k++) {
    if (gain(k) > most) {
      most = gain(k);
      choice = k + 1;
    }
  }
  return choice;
}
