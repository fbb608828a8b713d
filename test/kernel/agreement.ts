/** Machine and scalar evaluator on the same plan. */

import { compile } from '../../src/compile/compile.ts';
import { drawInputs, drawnStreams } from '../../src/compile/draws.ts';
import { evaluate } from '../../src/compile/evaluate.ts';
import { inputColumns } from '../../src/compile/lower.ts';
import { outcomeColumns, type Program, streamNames } from '../../src/compile/program.ts';
import { cholesky } from '../../src/dependence/index.ts';
import { trialNumbers } from '../../src/execute/layout.ts';
import { drawsOf, Simulator } from '../../src/execute/simulate.ts';
import type { Model } from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { planCopulas } from '../../src/plan/dependence.ts';
import {
  blockCount,
  type Plan,
  type PlannedCopula,
  type PlannedInput,
} from '../../src/plan/plan.ts';
import type { SpecProblem } from '../../src/plan/problem.ts';
import { uniform } from '../../src/random/streams.ts';
import type { RunSpec } from './random-model.ts';

/**
 * A plan as `resolvePlan` makes it, but of any block size and for any numbers of trials and
 * replicates.
 */
export function planOf(
  of: Model | Program,
  run: Partial<RunSpec> = {},
  set: Readonly<Record<string, string>> = {},
  copulasOf: typeof solvedCopulas = solvedCopulas,
): Plan {
  const program = 'kind' in of ? compile(of).program : of;
  const inputs = program.inputs.map(({ id, distribution }) => ({
    id,
    distribution: set[id] ?? distribution,
  }));
  const copulas = copulasOf(program, inputs);
  return {
    format: 1,
    id: 'test',
    name: 'test',
    model: program.name,
    presets: [],
    seed: '1',
    design: 'sobol',
    trials: 100,
    replicates: 4,
    blockSize: 4096,
    numerics: 1,
    ...run,
    inputs,
    ...(copulas.length === 0 ? {} : { copulas }),
    program,
  };
}

function solvedCopulas(program: Program, inputs: readonly PlannedInput[]): PlannedCopula[] {
  const problems: SpecProblem[] = [];
  const copulas = planCopulas(program, inputs, [], undefined, problems);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return copulas;
}

/**
 * What is stated as correlations of the scores, which any inputs may have: where draws are
 * compared, and not what they achieve.
 */
export function statedCopulas(program: Program): PlannedCopula[] {
  return (program.copulas ?? []).map((copula): PlannedCopula => {
    const { id, df, measure, inputs, target, over, dimensions } = copula;
    const factor = cholesky(target);
    if (factor === undefined) throw new RangeError(`${id} is not positive semi-definite`);
    const tail = df === undefined ? {} : { df };
    return { id, ...tail, measure, inputs, target, scores: target, factor, over, dimensions };
  });
}

/** One trial by the scalar evaluator: outcome columns, then the recorded inputs. */
export function scalarTrials(plan: Plan): (trial: number) => Float64Array {
  const { program, design, seed, replicates, trials } = plan;
  const draws = drawsOf(plan);
  const streams = drawnStreams(program, plan.copulas);
  const names = streams.map((stream) => streamNames(stream, program.time.quarters));
  const recorded = inputColumns(program, draws);
  return (trial) => {
    const inputs = drawInputs(program, draws, (stream, quarter) =>
      uniform(
        design,
        seed,
        names[stream][quarter],
        streams[stream].dimensions[quarter],
        replicates,
        trial,
        trials,
      ),
    );
    const { outcomes } = evaluate(program, inputs);
    const drawn = recorded.map(({ input, quarter }) => {
      const value = inputs[input]!;
      return typeof value === 'number' ? value : value[quarter]!;
    });
    return Float64Array.of(...outcomes, ...drawn);
  };
}

/** All blocks, by the machine. */
export function simulateAll(plan: Plan, chunk: number, recordInputs = false) {
  const simulator = new Simulator(plan, loadKernel(), { chunk, recordInputs });
  return Array.from({ length: blockCount(plan) }, (_, block) => simulator.block(block));
}

/**
 * Where machine and scalar evaluator differ, in words; nothing if they agree to the bit (NaN being
 * one number).
 *
 * @param chunks  chunk sizes of the machine; each must give the same digests, moments and failures
 * @param sample  how many trials of each block are computed one by one
 */
export function disagreement(
  plan: Plan,
  chunks: readonly number[],
  sample: number,
): string | undefined {
  const columns = [
    ...outcomeColumns(plan.program).map(({ id }) => id),
    ...inputColumns(plan.program, drawsOf(plan)).map(({ id }) => id),
  ];
  const scalar = scalarTrials(plan);
  const first = simulateAll(plan, chunks[0]!, true);
  for (const result of first) {
    const numbers = trialNumbers(plan, result.block);
    const stride = Math.max(1, Math.floor(numbers.length / sample));
    for (let position = 0; position < numbers.length; position += stride) {
      const expected = scalar(numbers[position]!);
      for (const [k, id] of columns.entries()) {
        const got = result.columns[k * result.trials + position]!;
        if (!Object.is(got, expected[k]))
          return `${id} of trial ${numbers[position]}: machine ${got}, evaluator ${expected[k]}`;
      }
    }
  }
  const facts = (results: typeof first) =>
    results.map(({ digest, moments, failures }) => ({ digest, moments: [...moments], failures }));
  const wanted = JSON.stringify(facts(first));
  for (const chunk of chunks.slice(1)) {
    if (JSON.stringify(facts(simulateAll(plan, chunk))) !== wanted)
      return `chunks of ${chunk} and of ${chunks[0]} differ`;
  }
  return undefined;
}
