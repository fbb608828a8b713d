/**
 * From what is asked to a plan: model, presets, spec and options laid one over the other, checked,
 * and given an id.
 */

import { type Program, streamNames } from '../compile/program.ts';
import { parseDistribution, type ReadColumn } from '../distributions/index.ts';
import type { Preset } from '../language/model.ts';
import { streamKey } from '../random/keys.ts';
import { vintageOf } from '../text/day.ts';
import { deepFreeze } from '../text/form.ts';
import { ascendingLevels, levelFault, MOST_LEVELS } from '../text/level.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Language } from '../wording/languages.ts';
import { type CorrelateOption, correlateOptions, planCopulas } from './dependence.ts';
import { planId } from './derive.ts';
import { applyOverrides, type Level, optionLevel, presetLevel, specLevel } from './overrides.ts';
import type { Locate } from './places.ts';
import {
  BLOCK_SIZE,
  NUMERICS,
  type Plan,
  type PlannedEvidence,
  type PlannedInput,
} from './plan.ts';
import { type Place, SpecError, type SpecProblem, shown } from './problem.ts';
import {
  DEFAULTS,
  kebabCase,
  MOST_REPLICATES,
  type RunSpec,
  replicatesFault,
  runSpecSchema,
} from './run-spec.ts';

/** Everything that somebody asks for. What `readRunSpec` returns can be spread into it. */
export interface Question {
  readonly program: Program;
  /** Those of the model. */
  readonly presets?: Readonly<Record<string, Preset>> | undefined;
  readonly spec?: RunSpec | undefined;
  /** Where things stand in the file of the spec, for messages. */
  readonly locate?: Locate | undefined;
  /** Texts `ID=VALUE` of the command line, over everything else. */
  readonly setOptions?: readonly string[] | undefined;
  /** Copulas of the command line, beside those of the spec. */
  readonly correlateOptions?: readonly CorrelateOption[] | undefined;
  /** Presets of the command line: over those of the spec, under its `set`. */
  readonly presetOptions?: readonly string[] | undefined;
  /**
   * Files that distributions name: those of the spec lie where it does, those of options where the
   * user is.
   */
  readonly readColumn?: { readonly spec?: ReadColumn; readonly options?: ReadColumn } | undefined;
  /** Instead of what the spec says; a text is read as the number it spells. */
  readonly seed?: string | number | undefined;
  readonly trials?: string | number | undefined;
  readonly replicates?: string | number | undefined;
  readonly design?: string | undefined;
  /** Checked against the program. */
  readonly evidence?: PlannedEvidence | undefined;
  /** What is kept with the plan and moves no number: see `Plan`. */
  readonly modelFile?: string | undefined;
  readonly draws?: boolean | 'auto' | undefined;
  readonly until?: string | undefined;
  /** Levels of quantiles beside those of the model and the spec. */
  readonly quantiles?: readonly number[] | undefined;
  readonly lang?: Language | undefined;
}

/**
 * The plan for a question: deeply frozen, and the same for every way of asking the same.
 *
 * @throws SpecError with all that is wrong with presets, spec and options
 */
export function resolvePlan(question: Question): Plan {
  const { program, spec, locate, setOptions = [] } = question;
  const problems: SpecProblem[] = [];

  const seed = setting(question, 'seed', problems);
  const trials = setting(question, 'trials', problems);
  const replicates = setting(question, 'replicates', problems);
  const design = setting(question, 'design', problems);
  const fault = problems.length === 0 ? replicatesFault(trials, replicates) : undefined;
  if (fault !== undefined) {
    const given = (['replicates', 'trials'] as const).find((key) => question[key] !== undefined);
    problems.push(
      given === undefined
        ? { ...locate?.(['trials']), path: 'trials', message: fault }
        : { path: `--${given}`, message: fault },
    );
  }

  const { names, levels } = presetLevels(question, problems);
  const overridden = applyOverrides(
    program,
    [
      ...levels,
      specLevel(spec?.set ?? {}, locate, question.readColumn?.spec),
      optionLevel(setOptions, problems, question.readColumn?.options),
    ],
    problems,
  );
  const tooLong = seedFault(seed, program);
  if (tooLong !== undefined) {
    const asked = question.seed === undefined;
    problems.push({
      ...(asked ? locate?.(['seed']) : {}),
      path: asked ? 'seed' : '--seed',
      message: tooLong,
    });
  }
  problems.push(...levelProblems(question.quantiles ?? []));
  const name = planName(question, names);
  if (problems.length > 0) throw new SpecError(`Run "${name}" cannot start`, problems);

  const inputs = program.inputs.map(({ id, distribution }): PlannedInput => {
    const own = parseDistribution(distribution).text;
    const change = overridden.get(id);
    // What is set to the model's own distribution is not changed.
    if (change === undefined || change.distribution === own) return { id, distribution: own };
    return { id, distribution: change.distribution, overriddenBy: change.by };
  });
  const correlated = correlateOptions(question.correlateOptions ?? [], problems);
  const copulas = planCopulas(
    program,
    inputs,
    [...(spec?.correlate ?? []), ...correlated],
    locate,
    problems,
  );
  if (problems.length > 0) throw new SpecError(`Run "${name}" cannot start`, problems);
  const { evidence } = question;
  const until = question.until ?? spec?.until;
  const lang = question.lang ?? spec?.lang;
  const computed = {
    seed,
    design,
    trials,
    replicates,
    blockSize: BLOCK_SIZE,
    numerics: NUMERICS,
    ...(evidence === undefined ? {} : { evidence }),
  };
  return deepFreeze({
    format: 1,
    id: planId({ ...computed, inputs, copulas, program }),
    name,
    model: program.name,
    ...(question.modelFile === undefined ? {} : { modelFile: question.modelFile }),
    draws: question.draws ?? spec?.draws ?? DEFAULTS.draws,
    ...(until === undefined ? {} : { until }),
    ...(lang === undefined ? {} : { lang }),
    presets: names,
    ...computed,
    inputs,
    ...(copulas.length === 0 ? {} : { copulas }),
    program: withLevels(program, [...(spec?.quantiles ?? []), ...(question.quantiles ?? [])]),
  });
}

/** What is wrong with levels of a question; those of a model and a spec were told with them. */
function levelProblems(levels: readonly number[]): SpecProblem[] {
  const faults = levels.flatMap((level) => levelFault(level) ?? []);
  if (levels.length > MOST_LEVELS)
    faults.push(`has ${levels.length} levels; wanted at most ${MOST_LEVELS}`);
  return faults.map((message) => ({ path: 'quantiles', message }));
}

/** The program with further levels of quantiles, which are no part of its fingerprint. */
function withLevels(program: Program, levels: readonly number[]): Program {
  if (levels.length === 0) return program;
  return { ...program, quantiles: ascendingLevels([...(program.quantiles ?? []), ...levels]) };
}

/**
 * Overrides of a plan that cannot move its answer, for no outcome depends on their inputs; a caller
 * should say so.
 */
export function idleOverrides({ inputs, program }: Plan): PlannedInput[] {
  return inputs.filter((input, k) => input.overriddenBy !== undefined && !program.inputs[k].used);
}

type Setting = 'seed' | 'trials' | 'replicates' | 'design';

/** What the option, else the spec, else nobody says; held against the schema of the spec. */
function setting<Key extends Setting>(
  question: Question,
  key: Key,
  problems: SpecProblem[],
): RunSpec[Key] {
  const otherwise: RunSpec = question.spec ?? { name: '', ...DEFAULTS };
  const option = question[key];
  if (option === undefined) return otherwise[key];
  const isCount = key === 'trials' || key === 'replicates';
  const value = isCount && typeof option === 'string' ? spelled(option) : option;
  const checked = runSpecSchema.shape[key].safeParse(value);
  if (checked.success) return checked.data as RunSpec[Key];
  problems.push({
    path: `--${key}`,
    message: checked.error.issues.map((i) => i.message).join('; '),
  });
  return otherwise[key];
}

function spelled(text: string): string | number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : text;
}

/**
 * The presets of the spec, then those of the command line; one that both name stands where the
 * command line puts it.
 */
function presetLevels(
  { presets = {}, spec, locate, presetOptions = [] }: Question,
  problems: SpecProblem[],
): { names: string[]; levels: Level[] } {
  const known = Object.keys(presets);
  const check = (names: readonly string[], path: string, place: (k: number) => Place | undefined) =>
    names.forEach((name, k) => {
      const tell = (message: string): void => {
        const subject = path === 'presets' && names.length > 1 ? `presets[${k}]` : path;
        problems.push({ ...place(k), path: subject, message });
      };
      if (names.indexOf(name) < k) tell(`preset ${shown(name)} is named twice; wanted once`);
      if (Object.hasOwn(presets, name)) return;
      const near = didYouMean(name, known);
      const wanted =
        known.length === 0 ? '; the model has none' : `; wanted one of ${known.join(', ')}`;
      tell(`there is no preset ${shown(name)}${near === '' ? wanted : near}`);
    });
  const own = spec?.presets ?? [];
  check(own, 'presets', (k) => locate?.(['presets', k]) ?? locate?.(['presets']));
  check(presetOptions, '--preset', () => undefined);
  const names = [...own.filter((name) => !presetOptions.includes(name)), ...presetOptions];
  const levels = [...new Set(names)]
    .filter((name) => Object.hasOwn(presets, name))
    .map((name) => presetLevel(name, presets[name]));
  return { names, levels };
}

/** For people and folders only: no part of the id. */
function planName(question: Question, presets: readonly string[]): string {
  const { evidence } = question;
  const parts = [
    ...(evidence?.asOf === undefined ? [] : [`as-of-${vintageOf(evidence.asOf)}`]),
    ...(evidence !== undefined && evidence.asOf === undefined && evidence.observations.length > 0
      ? ['evidence']
      : []),
    ...((evidence?.given.length ?? 0) > 0 ? ['given'] : []),
  ];
  return [priorName(question, presets), ...parts].join('-');
}

function priorName(
  { program, spec, setOptions = [], correlateOptions = [], presetOptions = [] }: Question,
  presets: readonly string[],
): string {
  if (spec !== undefined) return [spec.name, ...presetOptions.map(kebabCase)].join('+');
  if (presets.length > 0) return presets.map(kebabCase).join('+');
  const model = kebabCase(program.name) || 'model';
  const changed = setOptions.length > 0 || correlateOptions.length > 0;
  return changed ? `${model}-changed` : `${model}-baseline`;
}

/** Seed and stream name share the text from which a key is made, and that text has an end. */
export function seedFault(seed: string, { inputs, time }: Program): string | undefined {
  const names = inputs.flatMap((input) => streamNames(input, time.quarters));
  const longest = names.reduce((a, b) => (b.length > a.length ? b : a), '');
  try {
    streamKey(seed, longest, MOST_REPLICATES);
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `found ${shown(seed)}, ${seed.length} characters; wanted fewer, beside the name of the input ${longest}`;
  }
}
