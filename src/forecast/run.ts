/** A run: the question, the answer, and the draws behind it. Every verb takes or gives one. */

import { parseCondition } from '../condition/condition.ts';
import type { EvidenceDocument } from '../evidence/document.ts';
import type { Plan } from '../plan/plan.ts';
import { type Answer, answer } from '../query/answer.ts';
import { parseQuery } from '../query/query.ts';
import type { Estimate, OutcomeSummary, Summary } from '../stats/summary.ts';
import { folderName, type Manifest } from '../store/manifest.ts';
import type { RunStore } from '../store/run-store.ts';
import { bareId } from '../text/column-name.ts';
import { entry } from '../text/entry.ts';
import { didYouMean } from '../text/nearest.ts';
import { Columns } from './columns.ts';
import { fileRun } from './file-run.ts';
import type { Focused, FocusHooks } from './focus.ts';
import type { Notice } from './notice.ts';
import type { Place } from './place.ts';
import { UsageError } from './usage-error.ts';
import type { Verification, VerifyOptions } from './verify.ts';

/** Every outcome with its statistics; also by id. */
export interface RunSummary extends Summary {
  /**
   * @param id  of an outcome with its period, `h200.units[2026]`; the period may be left out where
   *           there is one only
   * @throws UsageError if there is no such outcome
   */
  outcome(id: string): OutcomeSummary;
}

export interface RunParts {
  readonly plan: Plan;
  readonly summary: Summary;
  readonly manifest: Manifest;
  /** Digests of the blocks, where they are at hand. */
  readonly digests?: readonly string[];
  readonly evidence?: EvidenceDocument | undefined;
  readonly columns: Columns;
  readonly notices: readonly Notice[];
  /** Where it is kept already. */
  readonly store?: RunStore;
}

/**
 * A finished forecast, from `forecast` or `openRun`.
 *
 * @example
 * const run = await forecast(heatPumps, { trials: 16_384, seed: 'autumn' });
 * run.summary.outcome('pumps.installed[2029]').quantiles.p50; // { value, se, low, high }
 * run.probability('pumps.installed[2029] > 150'); // { value, se, low, high }
 * run.draws('pumps.installed[2029]'); // 16,384 numbers
 */
export class Run {
  /** The question, complete: the answer is a function of this and of nothing else. */
  readonly plan: Plan;
  readonly summary: RunSummary;
  /** Id, digests, and what made it. */
  readonly manifest: Manifest;
  /** What evidence did; undefined where there is none. */
  readonly evidence: EvidenceDocument | undefined;
  /** Warnings, and how the run came about, in sentences. */
  readonly notices: readonly Notice[];
  /** Draws by name, replicate after replicate, as verbs take them. */
  readonly columns: Columns;
  private store: RunStore | undefined;
  private readonly digests: readonly string[] | undefined;

  constructor(
    parts: RunParts,
    /** Who computes, and where runs are kept. */
    readonly place: Place,
  ) {
    this.plan = parts.plan;
    this.summary = withOutcomes(parts.summary);
    this.manifest = parts.manifest;
    this.digests = parts.digests;
    this.evidence = parts.evidence;
    this.columns = parts.columns;
    this.notices = parts.notices;
    this.store = parts.store;
  }

  /** SHA-256 of the question: the same question has the same id, whoever asks. */
  get id(): string {
    return this.plan.id;
  }

  /** Name of its folder: the name of the question and the first eight characters of the id. */
  get name(): string {
    return this.store?.name ?? folderName(this.plan);
  }

  /** SHA-256 over the bits of all outcomes in all trials. */
  get digest(): string {
    return this.manifest.digest;
  }

  /** Its folder; undefined where it was not saved. */
  get path(): string | undefined {
    return this.store?.path;
  }

  /** Ids of the outcomes, with their periods. */
  get outcomes(): readonly string[] {
    return this.summary.outcomes.map(({ id }) => id);
  }

  /** Ids of the inputs that the outcomes depend on. */
  get inputs(): readonly string[] {
    return this.plan.program.inputs.filter(({ used }) => used).map(({ id }) => id);
  }

  /**
   * The draws of an outcome, an input or a variable: one value a trial, in its unit, trial i at
   * index i; NaN or infinite where the trial failed. What was not kept is computed again, here and
   * now, to the same bits; `load` does that ahead with several threads.
   *
   * @param id  with its period where it has one: `h200.units[2026]`, `us.levyRate`,
   *           `prc.stanceNoise[2026Q1]`
   * @returns   a copy of as many values as the run has trials
   * @throws UsageError if there is nothing of that name, with the nearest there is
   */
  draws(id: string): Float64Array {
    return this.columns.byTrial(entry(this.columns.take([id]).columns, id));
  }

  /**
   * How much each trial counts, in order of trial number, adding up to 1: 1 / trials each where
   * there is no evidence. A statistic of draws has to use them: the mean is the sum of weight times
   * draw.
   */
  get weights(): Float64Array {
    const values = this.columns.byTrial(this.columns.weights.values);
    const sum = values.reduce((a, b) => a + b, 0);
    return values.map((value) => value / sum);
  }

  /**
   * The probability that a condition holds, with its Monte Carlo error and 95 % interval. Trials in
   * which it cannot be said, because a value that matters failed, are left out.
   *
   * @param condition  of outcomes, inputs and variables:
   *                   `h200.units[2026] > 100 and us.open[2026Q4]`; numbers are in the unit of what
   *                   they are compared with
   * @param given      only trials in which this holds count
   * @returns          a share from 0 to 1; `value` is null where it can be said of no trial
   * @throws ConditionError naming what cannot be read in it
   */
  probability(condition: string, given?: string): Estimate {
    return this.ask(`P(${condition}${behindBar(given)})`);
  }

  /**
   * The mean of an amount, with its Monte Carlo error and 95 % interval.
   *
   * @param amount  of outcomes, inputs and variables: `h200.units[2026] + h200.units[2027]`
   * @param given   only trials in which this holds count
   * @returns       in the unit of the amount; `value` is null where no trial has one, or where the
   *                tail is too heavy for a mean
   * @throws ConditionError naming what cannot be read in it
   */
  expect(amount: string, given?: string): Estimate {
    return this.ask(`E(${amount}${behindBar(given)})`);
  }

  /**
   * A quantile of an amount, with its Monte Carlo error and 95 % interval.
   *
   * @param level   between 0 and 1: 0.9 for the value that 90 of 100 trials do not exceed
   * @param amount  as `expect` takes it
   * @param given   only trials in which this holds count
   * @throws ConditionError naming what cannot be read in it
   */
  quantile(level: number, amount: string, given?: string): Estimate {
    return this.ask(`Q(${level}, ${amount}${behindBar(given)})`);
  }

  /**
   * The rank correlation of two amounts, with its Monte Carlo error and 95 % interval.
   *
   * @throws ConditionError naming what cannot be read in it
   */
  correlation(first: string, second: string, given?: string): Estimate {
    return this.ask(`Corr(${first}, ${second}${behindBar(given)})`);
  }

  /**
   * The answer to a question in one line, as `chipcast ask` takes it.
   *
   * @param question  `P(CONDITION)`, `E(AMOUNT)`, `Q(LEVEL, AMOUNT)` or `Corr(AMOUNT, AMOUNT)`, each
   *                  with `| CONDITION` at its end where only some trials count
   * @returns         the estimate, and how many trials it is from
   * @throws ConditionError naming what cannot be read in it
   *
   * @example
   * run.ask('Q(0.9, pumps.installed[2029] | subsidy.rate > 0.1)'); // { value, se, low, high, ... }
   */
  ask(question: string): Answer {
    const { columns } = this;
    const query = parseQuery(question, { columns: columns.names });
    const drawn = columns.take(query.columns);
    return answer(query, { ...drawn, isWeighted: columns.isWeighted });
  }

  /**
   * The probability of a condition that hardly ever holds, from new trials that are drawn where it is
   * decided (importance sampling); as many as the run has. Each counts by how much rarer it would be
   * otherwise, so the estimate is unbiased; it takes seconds.
   *
   * @param condition  as `probability` takes it
   * @returns          a share from 0 to 1 with its error; `focus.worth` says how many trials drawn at
   *                   random would give that error
   * @throws ConditionError naming what cannot be read in it; UsageError for a run with evidence, and
   *   where trials do not lead to the event; Interrupted where the signal came
   *
   * @example
   * await run.focused('pumps.installed[2029] > 330'); // { value, se, low, high, trials, focus }
   */
  async focused(condition: string, hooks: FocusHooks = {}): Promise<Focused> {
    const { focusedProbability } = await import('./focus.ts');
    const { names } = this.columns;
    return focusedProbability(this.plan, parseCondition(condition, { columns: names }), hooks);
  }

  /**
   * Computes draws ahead, with as many threads as there are; `draws` and `probability` of these are
   * quick then.
   *
   * @param ids  as `draws` takes them
   */
  async load(ids: readonly string[], { threads }: { threads?: number } = {}): Promise<void> {
    const blocks = this.manifest.blocks;
    const executor = this.place.executor({ threads, blocks });
    try {
      await this.columns.load(ids, executor);
    } finally {
      await executor.close();
    }
  }

  /**
   * Writes the run into a folder of its own, as `chipcast run` does: question, summary, report and,
   * unless they are large, draws.
   *
   * @param where  the folder where runs are kept, made if it is not there; or a store for this run,
   *              as `memoryStore` gives one
   * @returns      the path of the run's folder, which `openRun` takes
   * @throws UsageError where there are no files; RunFolderError if another run stands there
   */
  async save(where: string | RunStore): Promise<string> {
    const store =
      typeof where === 'string' ? await this.place.store(where, folderName(this.plan)) : where;
    await fileRun(store, this, this.digests ?? this.journal());
    this.store = store;
    return store.path;
  }

  /** Digests of its blocks as its folder has them. */
  private journal(): readonly string[] {
    const { journal = new Map<number, string>() } = this.store?.inspect(() => {}) ?? {};
    return [...journal].toSorted(([a], [b]) => a - b).map(([, digest]) => digest);
  }

  /**
   * Computes everything again and compares every digest: of the blocks, the summary and, where the
   * run was saved, of its files.
   *
   * @returns  the checks, and whether all hold
   */
  async verify(options: VerifyOptions = {}): Promise<Verification> {
    const { verify, verifyStore } = await import('./verify.ts');
    const { plan, manifest, digests = [], store, place } = this;
    if (store !== undefined) return verifyStore(store, options, place);
    return verify({ plan, manifest, journal: new Map(digests.entries()) }, options, place);
  }
}

function withOutcomes(summary: Summary): RunSummary {
  const known = new Map(summary.outcomes.map((outcome) => [outcome.id, outcome]));
  const outcome = (id: string): OutcomeSummary => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const periods = [...known.keys()].filter((one) => bareId(one) === id);
    if (periods.length === 1) return entry(known, periods[0]);
    throw new UsageError(
      periods.length > 1
        ? `${id} has a value for each period; wanted one of ${periods.slice(0, 4).join(', ')}${periods.length > 4 ? ', ...' : ''}`
        : `there is no outcome "${id}"${didYouMean(id, known.keys())}`,
    );
  };
  // Not counted among what the summary says, so that its digest stays what it is.
  return Object.defineProperty({ ...summary }, 'outcome', { value: outcome }) as RunSummary;
}

function behindBar(given: string | undefined): string {
  return given === undefined ? '' : ` | ${given}`;
}
