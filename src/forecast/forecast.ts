/** A model asked, computed, and given back as a run. */

import type { Distribution } from '../distributions/distribution.ts';
import { Interrupted } from '../execute/interrupted.ts';
import type { Model, Observation } from '../language/model.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { SpecError } from '../plan/problem.ts';
import type { SpecCopula } from '../plan/run-spec.ts';
import type { UpdateMethod } from '../plan/updates.ts';
import type { Design } from '../random/designs.ts';
import { manifestOfPlan, runDigest, summaryDigest } from '../store/manifest.ts';
import type { RunStore } from '../store/run-store.ts';
import { didYouMean } from '../text/nearest.ts';
import { VERSION } from '../version.ts';
import { type Asked, type Asking, ask } from './ask.ts';
import { Columns } from './columns.ts';
import { type Computed, compute, type Progress, withTrials } from './compute.ts';
import { writesDraws } from './draws-policy.ts';
import type { Notice } from './notice.ts';
import { type Place, PORTABLE } from './place.ts';
import { Run } from './run.ts';
import { UsageError } from './usage-error.ts';

/** What a forecast is asked beside its model. All of it may be left out. */
export interface QuestionOptions {
  /** How many trials; 131,072 if nobody says. */
  readonly trials?: number;
  /** Seed of every draw: 7 and '7' are one seed. */
  readonly seed?: string | number;
  /** Independent replicates, from which Monte Carlo errors come; 16. */
  readonly replicates?: number;
  /** How the unit cube is sampled; `sobol`. */
  readonly design?: Design;
  /** Names of presets of the model, the later ones over the earlier ones. */
  readonly presets?: readonly string[];
  /** By id of an input: a number, a distribution, or its text. Over the presets. */
  readonly set?: Readonly<Record<string, number | string | Distribution>>;
  /** Inputs that move together: `{ inputs: ['a', 'b'], rank: 0.5 }`. */
  readonly correlate?: readonly SpecCopula[];
  /**
   * `2026-11` or a day: what the model knows to have been observed up to then weighs the trials.
   */
  readonly asOf?: string;
  /** Observations beside those of the model. */
  readonly evidence?: readonly Observation[];
  /** Only trials count in which these hold: `h200.units[2026] < 50`. */
  readonly given?: readonly string[];
  /** Effective sample size that evidence has to leave; trials are added until it does. */
  readonly minEss?: number;
  /**
   * A statistic and the standard error with which it is to be known, `P(h200.units[2026] > 50) ± 0.001`:
   * trials are doubled until it is, from 4,096 or `trials`.
   */
  readonly until?: string;
  /** Further levels of quantiles of every outcome, between 0 and 1. */
  readonly quantiles?: readonly number[];
  /** Weights on the trials, or trials moved to where the evidence is; `weights`. */
  readonly update?: UpdateMethod;
}

/** How a forecast is computed; none of it moves a digit. */
export interface ForecastOptions extends QuestionOptions {
  /** Threads to compute with; with Node as many as pay, elsewhere one. */
  readonly threads?: number;
  /** Stops the computing, which then throws Interrupted. */
  readonly signal?: AbortSignal;
  /** After every block of 4,096 trials. */
  readonly onProgress?: (progress: Progress) => void;
  /** Warnings as they come; they stand in `notices` of the run, too. */
  readonly onNotice?: (notice: Notice) => void;
}

/** How an option is spelt in `Asking`, which takes texts as the command line has them. */
const OPTIONS = [
  'trials',
  'seed',
  'replicates',
  'design',
  'presets',
  'set',
  'correlate',
  'asOf',
  'evidence',
  'given',
  'minEss',
  'until',
  'quantiles',
  'update',
  'threads',
  'signal',
  'onProgress',
  'onNotice',
] as const satisfies readonly (keyof ForecastOptions)[];

/**
 * Runs a forecast in this process.
 *
 * @param model    what `model(...)` gave; it is compiled once
 * @param options  what is asked, and how it is computed
 * @returns        the finished run, with its draws in memory up to 1 GiB of them
 * @throws ModelError or SpecError naming everything that is wrong with the model or with what is
 *   asked; EvidenceError where evidence leaves too few trials; TooLittleMemory where it has no room;
 *   Interrupted where the signal came
 *
 * @example
 * const run = await forecast(heatPumps, { trials: 4096, seed: 'autumn', set: { 'subsidy.rate': 0.2 } });
 * run.summary.outcome('pumps.installed[2029]').mean; // { value, se, low, high }
 */
export async function forecast(
  model: Model,
  options: ForecastOptions = {},
  place: Place = PORTABLE,
): Promise<Run> {
  const { plan: asked, notices } = question(model, options);
  const all: Notice[] = [];
  const onNotice = (notice: Notice): void => {
    all.push(notice);
    options.onNotice?.(notice);
  };
  notices.forEach(onNotice);
  // How many blocks it will be is not known where a precision is asked for.
  const blocks = asked.until === undefined ? blockCount(asked) : Number.POSITIVE_INFINITY;
  const executor = place.executor({ threads: options.threads, blocks });
  try {
    const plan = await withTrials(asked, executor, onNotice, options.signal);
    const { signal, onProgress } = options;
    const inputs = writesDraws(plan);
    const { expectRoom } = place;
    const how = { executor, signal, onProgress, onNotice, expectRoom, inputs };
    const result = await compute(plan, how);
    if (result.state === 'stopped')
      throw new Interrupted(`${result.done} of ${result.total} blocks are done`);
    return runOf(plan, result, executor.name, place, all);
  } finally {
    await executor.close();
  }
}

/**
 * The plan that `forecast` would compute, with its id, and what is odd about it.
 *
 * @throws ModelError or SpecError naming everything that is wrong
 */
export function question(model: Model, options: QuestionOptions = {}): Asked {
  const unknown = Object.keys(options).filter((name) => !OPTIONS.some((one) => one === name));
  if (unknown.length > 0)
    throw new UsageError(
      unknown
        .map(
          (name) =>
            `there is no option "${name}"${didYouMean(name, OPTIONS) || `; wanted some of ${OPTIONS.join(', ')}`}`,
        )
        .join('\n'),
    );
  try {
    return ask(model, askingOf(options));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    throw new SpecError(error.heading, error.problems.map(inWordsOfOptions));
  }
}

function askingOf(options: QuestionOptions): Asking {
  const { trials, seed, replicates, design, presets, set = {}, correlate, asOf, given } = options;
  return {
    trials,
    seed: seed === undefined ? undefined : String(seed),
    replicates,
    design,
    presets,
    set: Object.entries(set).map(
      ([id, value]) => `${id}=${typeof value === 'object' ? value.text : value}`,
    ),
    correlate: correlate?.map((copula) => {
      const option = JSON.stringify(copula);
      return { option, content: JSON.parse(option) as unknown };
    }),
    asOf,
    given,
    leastEss: options.minEss,
    until: options.until,
    quantiles: options.quantiles,
    update: options.update,
    observed: {
      observations: (options.evidence ?? []).map((observation, k) => ({
        observation,
        path: `evidence[${k}]`,
      })),
      problems: [],
    },
  };
}

/** Of `--set id=3` the option is meant, which has the same name without the dashes. */
function inWordsOfOptions<T extends { readonly path: string }>(problem: T): T {
  return { ...problem, path: problem.path.replace(/^--preset\b/, 'presets').replace(/^--/, '') };
}

/**
 * A run from what was computed of a plan.
 *
 * @param executor  who computed, for the record
 * @param store     where it is kept, if it is
 */
export function runOf(
  plan: Plan,
  { summary, digests, draws, evidence, seconds, resumed }: Computed,
  executor: string,
  place: Place,
  notices: readonly Notice[] = [],
  store?: RunStore,
): Run {
  const manifest = {
    ...manifestOfPlan(plan),
    digest: runDigest(digests),
    summaryDigest: summaryDigest(summary),
    made: {
      at: new Date().toISOString(),
      version: VERSION,
      ...place.made,
      executor,
      seconds: Number(seconds.toFixed(3)),
      resumed,
    },
  };
  const columns = new Columns(plan, draws);
  const kept = store === undefined ? {} : { store };
  return new Run({ plan, summary, manifest, digests, evidence, columns, notices, ...kept }, place);
}
