/** The headline of a run in every scenario of its model. */

import { EvidenceError } from '../evidence/quality.ts';
import type { Executor } from '../execute/executor.ts';
import type { Asked, ScenarioRow, Scenarios } from '../page/beside.ts';
import { derive } from '../plan/derive.ts';
import { applyOverrides, presetLevel } from '../plan/overrides.ts';
import type { Plan } from '../plan/plan.ts';
import { type OutcomeDraws, outcomeDraws } from '../revision/outcome-draws.ts';
import { estimateFrom } from '../stats/interval.ts';
import { orderOf } from '../stats/order.ts';
import type { Estimate } from '../stats/summary.ts';
import { bareId } from '../text/column-name.ts';
import { entry, present } from '../text/entry.ts';

/** Trials that a scenario takes: its difference is exact to the points that a page shows. */
const TRIALS = 16_384;

/**
 * Every preset of the model by itself, and the model's own assumptions, on the same draws: evidence
 * weighs the trials of each anew.
 *
 * @returns undefined where the model has no presets
 */
export async function scenariosOf(
  plan: Plan,
  asked: Asked,
  executor: Executor,
): Promise<Scenarios | undefined> {
  const { presets = {} } = plan.program;
  const names = Object.keys(presets);
  if (names.length === 0) return undefined;
  const own = derive(plan, {
    trials: Math.min(plan.trials, TRIALS),
    presets: [],
    inputs: plan.program.inputs.map(({ id, distribution }) => ({ id, distribution })),
  });
  const ids = new Set([bareId(asked.column)]);
  const measured = async (scenario: Plan): Promise<Measured | undefined> => {
    try {
      return measure(await outcomeDraws(scenario, ids, executor), asked);
    } catch (error) {
      // What was observed can be all but impossible in a scenario: it has no number then.
      if (!(error instanceof EvidenceError)) throw error;
      return undefined;
    }
  };
  const baseline = await measured(own);
  if (baseline === undefined) return undefined;
  const rows: ScenarioRow[] = [];
  for (const name of names) {
    const found = await measured(withPreset(own, name));
    if (found === undefined) continue;
    rows.push({
      name,
      question: presets[name].question,
      value: estimate(found),
      difference: estimateFrom(
        found.whole - baseline.whole,
        found.parts.map((part, r) => part - baseline.parts[r]),
      ),
    });
  }
  return { ...asked, trials: own.trials, baseline: estimate(baseline), rows };
}

/** The question with a preset laid over its inputs. */
export function withPreset(plan: Plan, name: string): Plan {
  const preset = present(plan.program.presets?.[name], `the preset ${name}`);
  const changed = applyOverrides(plan.program, [presetLevel(name, preset)], []);
  return derive(plan, {
    presets: [...plan.presets, name],
    inputs: plan.inputs.map((input) => {
      const change = changed.get(input.id);
      if (change === undefined) return input;
      return { id: input.id, distribution: change.distribution, overriddenBy: change.by };
    }),
  });
}

interface Measured {
  readonly whole: number;
  readonly parts: readonly number[];
}

function estimate({ whole, parts }: Measured): Estimate {
  return estimateFrom(whole, parts);
}

function measure({ columns, weights }: OutcomeDraws, { column, statistic }: Asked): Measured {
  const draws = entry(columns, column);
  const { firsts, values } = weights;
  const of = (from: number, to: number): number => {
    const [x, w] = [draws.subarray(from, to), values.subarray(from, to)];
    return statistic === 'probability' ? weightedMean(x, w) : weightedMedian(x, w);
  };
  return {
    whole: of(0, draws.length),
    parts: firsts.slice(0, -1).map((first, r) => of(first, firsts[r + 1])),
  };
}

function weightedMean(draws: Float64Array, weights: Float64Array): number {
  let [sum, weight] = [0, 0];
  draws.forEach((draw, i) => {
    if (!Number.isFinite(draw)) return;
    sum += draw * weights[i];
    weight += weights[i];
  });
  return sum / weight;
}

function weightedMedian(draws: Float64Array, weights: Float64Array): number {
  const order = orderOf(draws).filter((i) => Number.isFinite(draws[i]));
  const half = order.reduce((sum, i) => sum + weights[i], 0) / 2;
  let sum = 0;
  const middle = order.find((i) => (sum += weights[i]) >= half);
  return middle === undefined ? Number.NaN : draws[middle];
}
