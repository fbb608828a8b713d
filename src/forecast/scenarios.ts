/** The headline of a run in every scenario of its model. */

import { EvidenceError } from '../evidence/quality.ts';
import type { Executor } from '../execute/executor.ts';
import type { Asked, ScenarioRow, Scenarios } from '../page/beside.ts';
import { derive } from '../plan/derive.ts';
import { applyOverrides, presetLevel } from '../plan/overrides.ts';
import type { Plan } from '../plan/plan.ts';
import { type Sample, shareDraws } from '../revision/compare.ts';
import { outcomeDraws } from '../revision/outcome-draws.ts';
import { bareId } from '../text/column-name.ts';
import { entry, present } from '../text/entry.ts';
import { askedDifference } from './asked-difference.ts';

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
  const sampled = async (scenario: Plan): Promise<Sample | undefined> => {
    try {
      const { columns, weights } = await outcomeDraws(scenario, ids, executor);
      return { draws: entry(columns, asked.column), weights };
    } catch (error) {
      // What was observed can be all but impossible in a scenario: it has no number then.
      if (!(error instanceof EvidenceError)) throw error;
      return undefined;
    }
  };
  const baseline = await sampled(own);
  if (baseline === undefined) return undefined;
  const rows: ScenarioRow[] = [];
  for (const name of names) {
    const scenario = withPreset(own, name);
    const sample = await sampled(scenario);
    if (sample === undefined) continue;
    const { to, difference } = askedDifference(
      baseline,
      sample,
      asked.statistic,
      shareDraws(own, scenario),
    );
    rows.push({ name, question: presets[name].question, value: to, difference });
  }
  const { from } = askedDifference(baseline, baseline, asked.statistic, true);
  return { ...asked, trials: own.trials, baseline: from, rows };
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
