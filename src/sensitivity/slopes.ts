/** How steep outcomes are in every input, at the first trials of a plan. */

import type { Draw, TrialInputs } from '../compile/draws.ts';
import { evaluate } from '../compile/evaluate.ts';
import { differentiator } from '../compile/gradient.ts';
import { inputColumns } from '../compile/lower.ts';
import { parseDistribution } from '../distributions/index.ts';
import { trialNumbers } from '../execute/layout.ts';
import { drawsOf, Simulator } from '../execute/simulate.ts';
import { loadKernel } from '../kernel/load.ts';
import type { Plan } from '../plan/plan.ts';
import { unitScale } from './magnitude.ts';
import { type Moving, scoreSlope } from './score-slopes.ts';

/** Trials that tell the magnitude of an outcome. */
const FOR_SCALE = 64;

/** Squared slopes of every outcome by every input, replicate after replicate. */
export interface Slopes {
  readonly firsts: readonly number[];
  /**
   * By what each outcome and its slopes are multiplied, so that squares neither vanish nor
   * overflow: 1 for all but extreme units.
   */
  readonly scales: readonly number[];
  /** `outcomes[k][point]`. */
  readonly outcomes: readonly Float64Array[];
  /** `[k][input][point]`: by the input, and by its own score. */
  readonly byInput: readonly (readonly Float64Array[])[];
  readonly byScore: readonly (readonly Float64Array[])[];
}

/**
 * Evaluates and differentiates the first trials.
 *
 * @param inputs  those to differentiate by
 * @param wanted  numbers of outcome columns
 * @param most    trials; at most a block of them is used
 */
export function slopesOf(
  plan: Plan,
  inputs: readonly Moving[],
  wanted: readonly number[],
  most: number,
): Slopes {
  const { program } = plan;
  const drawn = drawnTrials(plan, most);
  const differentiate = differentiator(program);
  const n = drawn.trials.length;
  const table = () => wanted.map(() => inputs.map(() => new Float64Array(n)));
  const first = drawn.trials
    .slice(0, FOR_SCALE)
    .map((values) => evaluate(program, values).outcomes);
  const scales = wanted.map((column) =>
    unitScale([Float64Array.from(first, (all) => all[column]).filter(Number.isFinite)]),
  );
  const sample = {
    ...drawn,
    scales,
    outcomes: wanted.map(() => new Float64Array(n)),
    byInput: table(),
    byScore: table(),
  };
  drawn.trials.forEach((values, point) => {
    const trial = evaluate(program, values);
    // Slopes of quarter t at t; those of factors and steps are not asked for.
    const slopes = inputs.map((one) =>
      one.stepped ? [] : perQuarter(values[one.input]).map((x) => scoreSlope(one, x)),
    );
    wanted.forEach((column, k) => {
      sample.outcomes[k][point] = trial.outcomes[column] * scales[k];
      const gradient = differentiate(values, trial, column)
        .map(perQuarter)
        .map((slopes) => (scales[k] === 1 ? slopes : slopes.map((d) => d * scales[k])));
      inputs.forEach(({ input, draw }, j) => {
        const through = throughLoadings(input, inputs, gradient, slopes);
        const direct = gradient[input];
        sample.byInput[k][j][point] = squares(direct.map((d) => d + through));
        sample.byScore[k][j][point] = squares(
          direct.map((d, t) => times(d, slopes[j][t] * ownPart(draw)) + through),
        );
      });
    });
  });
  return sample;
}

/** The first trials of a plan, as the machine draws them: replicate after replicate. */
function drawnTrials(
  plan: Plan,
  most: number,
): { readonly trials: readonly TrialInputs[]; readonly firsts: readonly number[] } {
  const { program, replicates } = plan;
  const onlyInputs = new Set(program.inputs.flatMap(({ id, used }) => (used ? [id] : [])));
  const block = new Simulator(plan, loadKernel(), { onlyInputs }).block(0);
  const recorded = inputColumns(program, drawsOf(plan));
  const fixed = plan.inputs.map(({ distribution }) =>
    parseDistribution(distribution).quantile(0.5),
  );
  const numbers = trialNumbers(plan, 0);
  const positions = [...numbers.keys()].filter((position) => numbers[position] < most);
  const trials = positions.map((position) => {
    const values: (number | number[])[] = program.inputs.map(({ over }, input) =>
      over === 'trial' ? fixed[input] : program.time.quarters.map(() => fixed[input]),
    );
    recorded.forEach(({ input, quarter }, column) => {
      const x = block.columns[column * block.trials + position];
      const ofInput = values[input];
      if (typeof ofInput === 'number') values[input] = x;
      else ofInput[quarter] = x;
    });
    return values;
  });
  const firsts = Array.from({ length: replicates + 1 }, (_, r) =>
    positions.findIndex((position) => numbers[position] % replicates >= r),
  ).map((first) => (first < 0 ? positions.length : first));
  return { trials, firsts };
}

function perQuarter(value: number | readonly number[]): readonly number[] {
  return typeof value === 'number' ? [value] : value;
}

/** What a factor does by the inputs that load on it, save those that take steps; 0 for others. */
function throughLoadings(
  factor: number,
  inputs: readonly Moving[],
  gradient: readonly (readonly number[])[],
  slopes: readonly (readonly number[])[],
): number {
  let sum = 0;
  inputs.forEach(({ input, draw }, j) => {
    for (const loading of draw.loadings) {
      if (loading.factor !== factor || slopes[j].length === 0) continue;
      gradient[input].forEach((d, t) => (sum += loading.weight * times(d, slopes[j][t])));
    }
  });
  return sum;
}

/**
 * The weight of an input's own stream in its score; of a member of a copula the score counts as a
 * whole.
 */
function ownPart({ loadings, residual }: Draw): number {
  return loadings.length > 0 ? residual : 1;
}

/**
 * Where the outcome is flat in the input, it is flat in the score, however steep the input is
 * there.
 */
function times(derivative: number, slope: number): number {
  return derivative === 0 ? 0 : derivative * slope;
}

function squares(slopes: readonly number[]): number {
  return slopes.reduce((sum, slope) => sum + slope * slope, 0);
}
