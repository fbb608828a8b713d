/** What a reader changed, as a question to the model: in the address, as a plan, and as a run spec. */

import type { Program } from '../compile/program.ts';
import { selectOutcomes } from '../compile/select.ts';
import { withPreset } from '../forecast/scenarios.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import { bareId } from '../text/column-name.ts';
import type { Day } from '../text/day.ts';

export interface Changes {
  /** Name of a preset; empty for the run's own assumptions. */
  readonly preset: string;
  /** By id of an input. */
  readonly set: Readonly<Record<string, number>>;
  /** Of a changed question; the run keeps its own number. */
  readonly trials: number;
  /** The last day of evidence that counts; `none` for no evidence, empty for that of the run. */
  readonly vintage: string;
}

const TRIALS = 16_384;
export const UNCHANGED: Changes = { preset: '', set: {}, trials: TRIALS, vintage: '' };
export const NO_EVIDENCE = 'none';

export function isUnchanged({ preset, set, vintage }: Changes): boolean {
  return preset === '' && vintage === '' && Object.keys(set).length === 0;
}

/** Trials that a move can be computed from, no more than the run has. */
export function trialsOffered({ trials }: Plan): readonly number[] {
  return [TRIALS / 4, TRIALS, 4 * TRIALS].filter((some) => some <= trials);
}

/** Days on which evidence of the run became known, but the last, in order. */
export function vintagesOf({ evidence }: Plan): readonly string[] {
  const days = [...new Set(evidence?.observations.map(({ known }) => known))];
  return days.toSorted().slice(0, -1);
}

/** `#preset=hard-block&vintage=2026-05-28&foundry.lag=2`; what is not of the model is passed over. */
export function readAddress(hash: string, plan: Plan): Changes {
  const { program } = plan;
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const named = words.get('preset') ?? '';
  const preset = Object.hasOwn(program.presets ?? {}, named) ? named : '';
  const set = Object.fromEntries(
    program.inputs.flatMap(({ id }) => {
      const value = Number(words.get(id) ?? Number.NaN);
      return words.has(id) && Number.isFinite(value) ? [[id, value]] : [];
    }),
  );
  const trials = Number(words.get('trials'));
  const vintage = words.get('vintage') ?? '';
  const offered = plan.evidence === undefined ? [] : [NO_EVIDENCE, ...vintagesOf(plan)];
  return {
    preset,
    set,
    trials: trialsOffered(plan).includes(trials) ? trials : TRIALS,
    vintage: offered.includes(vintage) ? vintage : '',
  };
}

export function addressOf({ preset, set, trials, vintage }: Changes): string {
  const words = new URLSearchParams({
    ...(preset === '' ? {} : { preset }),
    ...(vintage === '' ? {} : { vintage }),
    ...(trials === TRIALS ? {} : { trials: String(trials) }),
  });
  for (const [id, value] of Object.entries(set)) words.set(id, String(value));
  return words.toString();
}

/** The question of the run with the changes, all of its outcomes. */
export function changedPlan(plan: Plan, { preset, set, trials, vintage }: Changes): Plan {
  const start = preset === '' ? plan : withPreset(plan, preset);
  return derive(start, {
    trials: Math.min(trials, plan.trials),
    evidence: evidenceUpTo(plan, vintage),
    inputs: start.inputs.map((input) =>
      Object.hasOwn(set, input.id)
        ? { id: input.id, distribution: `point(${set[input.id]})`, overriddenBy: '--set' }
        : input,
    ),
  });
}

/** Evidence of the run that was known on a day; conditions hold whatever is known. */
function evidenceUpTo({ evidence }: Plan, vintage: string): Plan['evidence'] {
  if (evidence === undefined || vintage === '') return evidence;
  const { asOf: _, least: __, ...rest } = evidence;
  const observations = evidence.observations.filter(({ known }) => known <= vintage);
  if (vintage !== NO_EVIDENCE && observations.length > 0)
    return { ...rest, observations, asOf: vintage as Day };
  return rest.given.length === 0 ? undefined : { ...rest, observations: [] };
}

/** The part of a program that a page shows: its numbers are those of the whole. */
export function shownProgram(program: Program): Program {
  const { headlines = [], charts = [] } = program;
  const shown = program.outcomes.filter(
    ({ id, over }) =>
      headlines.some((headline) => bareId(headline) === id) ||
      charts.some((chart) => chart.over === over && chart.outcomes.includes(id)),
  );
  return {
    ...selectOutcomes(program, shown.length === 0 ? program.outcomes : shown),
    ...(program.headlines === undefined ? {} : { headlines: program.headlines }),
    ...(program.charts === undefined ? {} : { charts: program.charts }),
  };
}

/** As `chipcast run` takes it. */
export function specYaml(plan: Plan, { preset, set, vintage }: Changes): string {
  const asOf = evidenceUpTo(plan, vintage)?.asOf;
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
    ...(asOf === undefined ? [] : [`asOf: ${asOf}`]),
    ...(presets.length === 0 ? [] : [`presets: [${presets.join(', ')}]`]),
    ...(values.length === 0 ? [] : ['set:', ...values.map(([id, x]) => `  ${id}: ${x}`)]),
    '',
  ].join('\n');
}
