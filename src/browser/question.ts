/** What a reader changed, as a question to the model: in the address, as a plan, and as a run spec. */

import { selectOutcomes } from '../compile/select.ts';
import { withPreset } from '../forecast/scenarios.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import { bareId } from '../text/column-name.ts';

export interface Changes {
  /** Name of a preset; empty for the run's own assumptions. */
  readonly preset: string;
  /** By id of an input. */
  readonly set: Readonly<Record<string, number>>;
  readonly trials: number;
}

const TRIALS = 16_384;
export const UNCHANGED: Changes = { preset: '', set: {}, trials: TRIALS };

export function isUnchanged({ preset, set }: Changes): boolean {
  return preset === '' && Object.keys(set).length === 0;
}

/** `#preset=hard-block&foundry.lag=2`; what is not of the model is passed over. */
export function readAddress(hash: string, { program }: Plan): Changes {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const named = words.get('preset') ?? '';
  const preset = Object.hasOwn(program.presets ?? {}, named) ? named : '';
  const set = Object.fromEntries(
    program.inputs.flatMap(({ id }) => {
      const value = Number(words.get(id) ?? Number.NaN);
      return words.has(id) && Number.isFinite(value) ? [[id, value]] : [];
    }),
  );
  return { preset, set, trials: TRIALS };
}

export function addressOf({ preset, set }: Changes): string {
  const words = new URLSearchParams(preset === '' ? {} : { preset });
  for (const [id, value] of Object.entries(set)) words.set(id, String(value));
  return words.toString();
}

/** The question of the run with the changes, all of its outcomes. */
export function changedPlan(plan: Plan, { preset, set, trials }: Changes): Plan {
  const start = preset === '' ? plan : withPreset(plan, preset);
  return derive(start, {
    trials: Math.min(trials, plan.trials),
    inputs: start.inputs.map((input) =>
      Object.hasOwn(set, input.id)
        ? { id: input.id, distribution: `point(${set[input.id]})`, overriddenBy: '--set' }
        : input,
    ),
  });
}

/** A plan that computes no more than a page shows: its numbers are those of the whole. */
export function shownAlone(plan: Plan): Plan {
  const { program } = plan;
  const { headlines = [], charts = [] } = program;
  const shown = program.outcomes.filter(
    ({ id, over }) =>
      headlines.some((headline) => bareId(headline) === id) ||
      charts.some((chart) => chart.over === over && chart.outcomes.includes(id)),
  );
  const kept = shown.length === 0 ? program.outcomes : shown;
  return derive(plan, {
    program: {
      ...selectOutcomes(program, kept),
      ...(program.headlines === undefined ? {} : { headlines: program.headlines }),
      ...(program.charts === undefined ? {} : { charts: program.charts }),
    },
  });
}

/** As `chipcast run` takes it. */
export function specYaml(plan: Plan, { preset, set }: Changes): string {
  const presets = [...plan.presets, ...(preset === '' ? [] : [preset])];
  const own = plan.inputs.flatMap(({ id, distribution, overriddenBy }) =>
    overriddenBy === undefined || overriddenBy.startsWith('preset ') || Object.hasOwn(set, id)
      ? []
      : [[id, JSON.stringify(distribution)] as const],
  );
  const values = [...own, ...Object.entries(set).map(([id, x]) => [id, String(x)] as const)];
  return [
    `name: ${plan.name.replaceAll(/[^a-z0-9-]+/gi, '-').toLowerCase()}-page`,
    `model: ${JSON.stringify(plan.modelFile ?? plan.model)}`,
    `seed: ${JSON.stringify(plan.seed)}`,
    `trials: ${plan.trials}`,
    `replicates: ${plan.replicates}`,
    `design: ${plan.design}`,
    ...(plan.evidence?.asOf === undefined ? [] : [`asOf: ${plan.evidence.asOf}`]),
    ...(presets.length === 0 ? [] : [`presets: [${presets.join(', ')}]`]),
    ...(values.length === 0 ? [] : ['set:', ...values.map(([id, x]) => `  ${id}: ${x}`)]),
    '',
  ].join('\n');
}
