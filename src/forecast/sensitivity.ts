/** What drives the outcomes of a question, and by how much. */

import type { Executor } from '../execute/executor.ts';
import { derive } from '../plan/derive.ts';
import { EXCHANGE_DESIGNS } from '../plan/exchange.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import type { Analysis } from '../sensitivity/document.ts';
import type { Grouping } from '../sensitivity/groups.ts';
import type { MethodName } from '../sensitivity/methods/index.ts';
import type { Evaluating } from '../sensitivity/responses.ts';
import { firstOf } from '../text/listed.ts';
import { didYouMean } from '../text/nearest.ts';
import { stopOf } from './compute.ts';
import type { Run } from './run.ts';
import { UsageError } from './usage-error.ts';

export type SensitivityMethod = MethodName;

export interface AnalysisOptions {
  /**
   * Names of methods, or `all` that can answer; `sobol`, and where the question has evidence
   * `first-order` and `delta`: methods that exchange inputs are refused there.
   */
  readonly methods?: readonly (SensitivityMethod | 'all')[];
  /**
   * Ids with or without period, events such as `balance.domesticUsd[2028] >= 1`, or `all`; the
   * headlines of the model.
   */
  readonly outcomes?: readonly string[];
  /** `input`, `component`, `kind`, or a group by id of input; `input`. */
  readonly groups?: 'input' | 'component' | 'kind' | Readonly<Record<string, string>>;
  /** Points of each sample; 4,096. */
  readonly base?: number;
  /** Day at which sources are aged and after which news comes; the eve of the first quarter. */
  readonly asOf?: string;
  /**
   * Outcomes that are net benefits of options: the value of learning each input before choosing.
   */
  readonly options?: readonly string[];
}

export interface SensitivityOptions extends AnalysisOptions {
  readonly threads?: number;
  readonly signal?: AbortSignal;
  /** Trials that are computed so far. */
  readonly onProgress?: (trials: number) => void;
}

const BASE = 4096;

/**
 * Analyses the question of a run: its model, assumptions, seed, design and evidence. Where it has
 * evidence, draws are weighed as those of the run are.
 *
 * @returns for each outcome what each method finds, with intervals
 * @throws UsageError for methods, outcomes, groups or a design that cannot be; Interrupted where
 *   the signal came
 *
 * @example
 * const asked = { methods: ['sobol', 'shapley'], outcomes: ['pumps.installed[2029]'], base: 256 } as const;
 * const { outcomes } = await sensitivity(run, asked);
 * outcomes['pumps.installed[2029]'].sobol?.total; // by input: { value, se, low, high }
 */
export async function sensitivity(
  run: Run,
  { threads, signal, onProgress, ...options }: SensitivityOptions = {},
): Promise<Analysis> {
  const { plan } = run;
  const blocks = blockCount({ ...plan, trials: options.base ?? BASE });
  const executor = run.place.executor({ threads, blocks });
  let done = 0;
  try {
    return await analysisOf(plan, options, executor, {
      stop: stopOf(signal),
      progress: (trials) => onProgress?.((done += trials)),
    });
  } finally {
    await executor.close();
  }
}

/** The same of a plan, for an executor; blocks may be written down on the way. */
export async function analysisOf(
  plan: Plan,
  {
    methods = plan.evidence === undefined ? ['sobol'] : ['first-order', 'delta'],
    outcomes = [],
    groups = 'input',
    base = BASE,
    options = [],
    asOf = plan.evidence?.asOf,
  }: AnalysisOptions,
  executor: Executor,
  hooks: Evaluating,
): Promise<Analysis> {
  const [{ analyse, DRAWS_BY_BASE }, { METHODS, methodsUnderEvidence }] = await Promise.all([
    import('../sensitivity/analyse.ts'),
    import('../sensitivity/methods/index.ts'),
  ]);
  if (!(Number.isInteger(base) && base >= plan.replicates))
    throw new UsageError(
      `base is ${base}, no whole number or less than the ${plan.replicates} replicates; each needs a point`,
    );
  if (!EXCHANGE_DESIGNS.some((design) => design === plan.design))
    throw new UsageError(
      `design ${plan.design} has no second sample that is as good as the first; wanted ${EXCHANGE_DESIGNS.join(' or ')}`,
    );
  const request = {
    methods: namesOf(
      methods,
      METHODS.map(({ name }) => name),
      plan.evidence && methodsUnderEvidence(),
    ),
    outcomes,
    grouping: groupingOf(groups, plan),
    options,
    // Trials of the run itself, with the weights that they have there.
    ...(plan.evidence === undefined ? {} : { read: Math.max(plan.trials, DRAWS_BY_BASE * base) }),
    ...(asOf === undefined ? {} : { asOf }),
  };
  return analyse(derive(plan, { trials: base }), request, executor, hooks);
}

/** The names of all methods. */
export async function sensitivityMethods(): Promise<readonly SensitivityMethod[]> {
  const { METHODS } = await import('../sensitivity/methods/index.ts');
  return METHODS.map(({ name }) => name);
}

/**
 * @param all  what `all` means
 * @throws     UsageError naming all that are none
 */
function namesOf(
  names: readonly string[],
  known: readonly string[],
  all = known,
): ReadonlySet<string> {
  if (names.includes('all')) return new Set(all);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(
      `methods: ${unknown.map((name) => `there is no method "${name}"${didYouMean(name, known)}`).join('; ')}; wanted some of ${known.join(', ')}, or all`,
    );
  return new Set(names);
}

/** @throws UsageError naming inputs that are none and groups without a name */
function groupingOf(groups: NonNullable<AnalysisOptions['groups']>, { program }: Plan): Grouping {
  if (groups === 'input' || groups === 'component' || groups === 'kind') return groups;
  const known = program.inputs.map(({ id }) => id);
  const entries = Object.entries(Object(groups) as Record<string, unknown>);
  const faults = entries.flatMap(([id, group]) => [
    ...(known.includes(id) ? [] : [`there is no input "${id}"${didYouMean(id, known)}`]),
    ...(typeof group === 'string' && group !== '' ? [] : [`the group of "${id}" is no name`]),
  ]);
  if (entries.length === 0) faults.push('it names no input');
  if (faults.length > 0) throw new UsageError(`groups: ${firstOf(faults).join('; ')}`);
  return new Map(entries as [string, string][]);
}

/** Columns of draws from elsewhere. */
export interface GivenDraws {
  /** Where they are from, for the record. */
  readonly source: string;
  /** By name, in the same order of trials. */
  readonly inputs: ReadonlyMap<string, Float64Array>;
  readonly outcomes: ReadonlyMap<string, Float64Array>;
}

/**
 * Analyses draws from elsewhere: given-data methods alone, with intervals from parts of the rows.
 *
 * @param methods  names of given-data methods, or `all`
 * @throws UsageError for methods that there are not
 */
export async function analysisOfDraws(
  { source, inputs, outcomes }: GivenDraws,
  methods: readonly string[],
): Promise<Analysis> {
  const [{ measuredFromDraws }, { methodsThatNeed }, { isConstant }] = await Promise.all([
    import('../sensitivity/analyse.ts'),
    import('../sensitivity/methods/index.ts'),
    import('../sensitivity/given/data.ts'),
  ]);
  const reading = methodsThatNeed('draws');
  const asked = namesOf(
    methods,
    reading.map(({ name }) => name),
  );
  const wanted = reading.filter(({ name }) => asked.has(name));
  const data = [...inputs].map(([id, column]) => ({ id, columns: [column] }));
  const rows = data[0].columns[0].length;
  return {
    format: 1,
    model: source,
    seed: 'none',
    design: 'given',
    base: rows,
    replicates: 1,
    methods: [...asked],
    evaluations: rows,
    groups: Object.fromEntries(data.map(({ id }) => [id, [id]])),
    outcomes: Object.fromEntries(
      [...outcomes].map(([id, output]) => [
        id,
        {
          unit: '',
          constant: isConstant(output),
          failures: { points: 0, of: rows, share: null, located: [] },
          ...measuredFromDraws({ inputs: data, output, firsts: [0, rows] }, wanted),
        },
      ]),
    ),
    asOf: '',
    digests: {},
  };
}
