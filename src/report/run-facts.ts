/** What a report is told of a run beside its plan and its summary. */

import type { Measure } from '../compile/program.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Plan, PlannedCopula } from '../plan/plan.ts';
import { counted } from '../stats/round.ts';
import type { Label, Wording } from '../wording/wording.ts';

export interface RunFacts {
  /** How commands call the run: the last part of its folder, `china-ai-chips-1a2b3c4d`. */
  readonly run: string;
  /** SHA-256 over the digests of all blocks, in hexadecimal. */
  readonly digest: string;
  /** Names of the files in the folder, in the order in which to look at them. Terminal only. */
  readonly files: readonly string[];
  /** Version of chipcast that computed it. */
  readonly version: string;
  /** Of a run whose trials were weighed. */
  readonly evidence?: EvidenceDocument;
}

/**
 * The command that asks the same question again, one option a line: it does not depend on how the
 * run was started.
 */
export function reproducingCommand(plan: Plan): string {
  const options = [
    `--model ${quoted(plan.modelFile ?? plan.model)}`,
    `--seed ${quoted(plan.seed)}`,
    `--trials ${plan.trials}`,
    `--replicates ${plan.replicates}`,
    `--design ${plan.design}`,
    ...plan.presets.map((name) => `--preset ${quoted(name)}`),
    ...changedInputs(plan)
      .filter(({ by }) => !fromPreset(by))
      .map(({ id, now }) => `--set ${quoted(`${id}=${now}`)}`),
    ...addedCopulas(plan).map((copula) => `--correlate ${quoted(copulaOption(copula))}`),
    ...evidenceOptions(plan),
  ];
  return ['chipcast run', ...options].join(' \\\n  ');
}

/** Observations that are not the model's own stand in a file, which the reader has to have. */
function evidenceOptions({ evidence }: Plan): string[] {
  if (evidence === undefined) return [];
  const { asOf, given, method, least } = evidence;
  return [
    ...(asOf === undefined ? [] : [`--as-of ${asOf}`]),
    ...[...new Set(evidence.observations.flatMap(({ about }) => about.file ?? []))].map(
      (file) => `--evidence ${quoted(file)}`,
    ),
    ...given.map((text) => `--given ${quoted(text)}`),
    ...(method === 'weights' ? [] : [`--update ${method}`]),
    ...(least === undefined ? [] : [`--min-ess ${least}`]),
  ];
}

/** A copula as `--correlate` takes it. */
function copulaOption({ inputs, measure, target, df }: PlannedCopula): string {
  const pair = inputs.length === 2 && target[0][1] === target[1][0] ? target[0][1] : target;
  const tail = df === undefined ? '' : `, df: ${df}`;
  return `{ inputs: [${inputs.join(', ')}], ${measure}: ${JSON.stringify(pair)}${tail} }`;
}

/**
 * The copulas that are not the model's own: of the spec or the command line, for a preset has none.
 */
function addedCopulas({ copulas = [], program }: Plan): PlannedCopula[] {
  const own = new Set((program.copulas ?? []).map(({ id }) => id));
  return copulas.filter(({ id }) => !own.has(id));
}

/** `131,072 trials in 16 replicates of 8,192`. */
export function trialsText({ trials: all, replicates }: Plan, { tell }: Wording): string {
  const trials = counted(all);
  if (replicates === 1) return tell('{trials} trials in one replicate', { trials });
  return all % replicates === 0
    ? tell('{trials} trials in {replicates} replicates of {each}', {
        trials,
        replicates,
        each: counted(all / replicates),
      })
    : tell('{trials} trials in {replicates} replicates', { trials, replicates });
}

export interface ChangedInput {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  /** Distribution in this run, and in the model; a fixed value as its number. */
  readonly now: string;
  readonly own: string;
  readonly by: string;
}

/** The inputs of a run that are not as the model has them, in the order of the program. */
export function changedInputs(plan: Plan): ChangedInput[] {
  return plan.program.inputs.flatMap(({ id, unit, distribution, about }, k) => {
    const planned = plan.inputs[k];
    if (planned.overriddenBy === undefined) return [];
    const now = distributionText(planned.distribution);
    return [
      {
        id,
        label: about.label ?? id,
        unit,
        now,
        own: distributionText(distribution),
        by: planned.overriddenBy,
      },
    ];
  });
}

export interface ChangedCorrelation {
  /** Independent of each other in the model: an input is in one copula at most. */
  readonly inputs: readonly string[];
  readonly measure: Measure;
  /** One number, or the matrix of several inputs. */
  readonly correlation: string;
  /** Of Student's t; undefined of a Gaussian copula. */
  readonly df: number | undefined;
}

/**
 * How inputs move together in a run and not in the model, in the order in which it was asked for.
 */
export function changedCorrelations(plan: Plan): ChangedCorrelation[] {
  return addedCopulas(plan).map(({ inputs, measure, target, df }) => ({
    inputs,
    measure,
    correlation: correlationsText(target),
    df,
  }));
}

/** Measures of dependence as a reader says them. */
export const MEASURES = {
  rank: 'rank correlation',
  kendall: "Kendall's tau",
  pearson: "Pearson's correlation",
} as const satisfies Readonly<Record<Measure, Label>>;

/** One number where it is the same for every pair, else the matrix. */
function correlationsText(target: PlannedCopula['target']): string {
  const first = target[0][1];
  const same = target.every((row, i) => row.every((value, j) => i === j || value === first));
  return same ? String(first) : `[${target.map((row) => `[${row.join(', ')}]`).join(', ')}]`;
}

/** `point(value=3)` reads `3`; other distributions as they are. */
export function distributionText(distribution: string): string {
  return /^point\((?:value=)?([^)]*)\)$/.exec(distribution)?.[1] ?? distribution;
}

function fromPreset(by: string): boolean {
  return by.startsWith('preset ');
}

/** As a POSIX shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
