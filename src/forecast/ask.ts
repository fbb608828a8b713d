/** From a model and what is asked of it to a plan. */

import { fromJson, toJson } from '../compile/canonical.ts';
import { fitDoubt } from '../compile/check.ts';
import { type Compiled, compile } from '../compile/compile.ts';
import { describeProblems } from '../compile/problem.ts';
import { recordableNames } from '../compile/record.ts';
import type { ReadColumn } from '../distributions/index.ts';
import { parseDistribution } from '../distributions/index.ts';
import { type AskedObservation, planEvidence } from '../evidence/plan-evidence.ts';
import type { Model } from '../language/model.ts';
import type { CorrelateOption } from '../plan/dependence.ts';
import type { Plan, PlannedEvidence } from '../plan/plan.ts';
import { SpecError, type SpecProblem } from '../plan/problem.ts';
import type { SpecFile } from '../plan/read-spec.ts';
import { idleOverrides, type Question, resolvePlan } from '../plan/resolve.ts';
import type { UpdateMethod } from '../plan/updates.ts';
import { parsePrecision } from '../query/precision.ts';
import { QueryError } from '../query/query.ts';
import type { Language } from '../wording/languages.ts';
import type { Notice } from './notice.ts';

/** What is asked beside the model. Texts are those of the command line. */
export interface Asking {
  /** A run spec that was read, and where things stand in its file. */
  readonly spec?: SpecFile | undefined;
  /** Texts `ID=VALUE`, over everything else. */
  readonly set?: readonly string[] | undefined;
  readonly presets?: readonly string[] | undefined;
  readonly correlate?: readonly CorrelateOption[] | undefined;
  readonly seed?: string | undefined;
  readonly trials?: number | undefined;
  readonly replicates?: number | undefined;
  readonly design?: string | undefined;
  /** A month or a day: what the model knows to have been observed up to then weighs the trials. */
  readonly asOf?: string | undefined;
  /**
   * Observations that are not the model's own, and what is wrong with the files that they are of.
   */
  readonly observed?: {
    readonly observations: readonly AskedObservation[];
    readonly problems: readonly SpecProblem[];
  };
  readonly given?: readonly string[] | undefined;
  readonly leastEss?: number | undefined;
  readonly update?: UpdateMethod | undefined;
  readonly draws?: boolean | undefined;
  /** Further levels of quantiles, beside those of the model and the spec. */
  readonly quantiles?: readonly number[] | undefined;
  /** What is to be known how precisely; over that of the spec. */
  readonly until?: string | undefined;
  /** The language of its pages; over that of the spec. */
  readonly lang?: Language | undefined;
  /** Where columns come from that distributions name. */
  readonly readColumn?: Question['readColumn'] | { readonly options?: ReadColumn };
  /** The file of the model, where it is none of the shipped ones. */
  readonly modelFile?: string | undefined;
}

export interface Asked {
  readonly compiled: Compiled;
  readonly plan: Plan;
  readonly notices: readonly Notice[];
}

/**
 * Compiles a model and resolves what is asked of it.
 *
 * @throws ModelError with everything that is wrong with the model; SpecError with everything that
 *   is wrong with what is asked
 */
export function ask(model: Model, asking: Asking): Asked {
  const { spec } = asking.spec ?? {};
  const { observations = [], problems: faults = [] } = asking.observed ?? {};
  const given = [...(spec?.given ?? []), ...(asking.given ?? [])];
  const compiled = compiledOf(
    model,
    mentioned([...observations.map(({ observation }) => observation.quantity), ...given]),
  );
  const problems = [...faults, ...untilFaults(asking, compiled)];
  const { evidence, later } = planEvidence(
    compiled.program,
    {
      asOf: asking.asOf ?? spec?.asOf,
      ofModel: (model.evidence ?? []).map((observation) => ({
        observation,
        path: `${observation.id} of model ${model.name}`,
      })),
      modelKnows: model.knows,
      added: observations,
      given,
      method: asking.update ?? spec?.update,
      least: asking.leastEss ?? spec?.minEss,
    },
    problems,
  );
  const plan = resolvingWith(problems, questionOf(compiled, asking, evidence));
  const left = later.filter(({ id }) => observations.some((one) => one.observation.id === id));
  return {
    compiled,
    plan,
    notices: [
      ...doubts(compiled),
      ...left.map(({ id, known }) => ({
        kind: 'later' as const,
        message: `${id} is left out: it was known on ${known}, after the vintage`,
      })),
      ...plan.inputs.flatMap(({ id, distribution, overriddenBy }) => {
        if (overriddenBy === undefined) return [];
        const doubt = fitDoubt(parseDistribution(distribution));
        if (doubt === undefined) return [];
        return [{ kind: 'fit' as const, message: `warning: ${overriddenBy}: ${id}: ${doubt}` }];
      }),
      ...idleOverrides(plan).map(({ id, overriddenBy }) => ({
        kind: 'idle' as const,
        message: `warning: ${overriddenBy} changes ${id}, on which no outcome depends`,
      })),
    ],
  };
}

/** Where a precision is asked for, and nobody says with how many trials to begin. */
const FIRST_TRIALS = 4096;

function questionOf(
  { model, program }: Compiled,
  asking: Asking,
  evidence: PlannedEvidence | undefined,
): Question {
  const { seed, replicates, design, draws, quantiles, until, lang, modelFile } = asking;
  const first = until === undefined || asking.spec !== undefined ? undefined : FIRST_TRIALS;
  const { trials = first } = asking;
  return {
    program,
    evidence,
    presets: model.presets,
    ...asking.spec,
    setOptions: asking.set,
    presetOptions: asking.presets,
    correlateOptions: asking.correlate,
    seed,
    trials,
    replicates,
    design,
    draws,
    quantiles,
    until,
    lang,
    readColumn: asking.readColumn,
    modelFile,
  };
}

/** What of `until` cannot be read. */
function untilFaults({ until, spec }: Asking, { program }: Compiled): readonly SpecProblem[] {
  const text = until ?? spec?.spec.until;
  if (text === undefined) return [];
  try {
    parsePrecision(text, { columns: recordableNames(program) });
    return [];
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { message } = error;
    return until === undefined
      ? [{ ...spec?.locate(['until']), path: 'until', message }]
      : [{ path: '--until', message }];
  }
}

/** What the compiler doubts. */
export function doubts({ model, warnings }: Compiled): readonly Notice[] {
  if (warnings.length === 0) return [];
  return [{ kind: 'model', message: describeProblems(model.name, warnings) }];
}

const known = new WeakMap<Model, Compiled>();

/**
 * A model is compiled once, unless variables are wanted on which no outcome depends.
 *
 * @param keep  variables that are computed though no outcome depends on them
 * @throws ModelError with everything that is wrong with the model
 */
export function compiledOf(model: Model, keep: ReadonlySet<string> = new Set()): Compiled {
  if (keep.size > 0) return compile(model, keep);
  const compiled = known.get(model) ?? compile(model);
  known.set(model, compiled);
  return compiled;
}

/** A compiled model as text, for `knowCompiled`. */
export function compiledText(model: Model): string {
  const { program, warnings } = compiledOf(model);
  return toJson({ program, warnings });
}

/**
 * Takes a model as compiled that was compiled before, when the package was built: to compile takes
 * longer than to simulate a small run. What is not in the text is compiled if anybody asks for it.
 *
 * @param text  what `compiledText` gave of the same model
 */
export function knowCompiled(model: Model, text: string): void {
  const { program, warnings } = fromJson(text) as Pick<Compiled, 'program' | 'warnings'>;
  let whole: Compiled | undefined;
  const compiled = (): Compiled => {
    whole ??= compile(model);
    return whole;
  };
  known.set(model, {
    model,
    program,
    warnings,
    get declarations() {
      return compiled().declarations;
    },
    get reads() {
      return compiled().reads;
    },
  });
}

/** Words of expressions that may be ids of variables. */
function mentioned(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.match(/[A-Za-z_][\w.-]*/g) ?? []));
}

/**
 * The plan of a question; with faults of its evidence, if there are any, told together with its
 * own.
 */
function resolvingWith(faults: readonly SpecProblem[], question: Question): Plan {
  try {
    const plan = resolvePlan(question);
    if (faults.length === 0) return plan;
    throw new SpecError(`Run "${plan.name}" cannot start`, []);
  } catch (error) {
    if (!(error instanceof SpecError) || faults.length === 0) throw error;
    throw new SpecError(error.heading, [...error.problems, ...faults]);
  }
}
