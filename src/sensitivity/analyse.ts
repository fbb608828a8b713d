/** The spine of an analysis: which outcomes, which groups, method after method, one document. */

import { eveOfHorizon } from '../compile/program.ts';
import { selectOutcomes } from '../compile/select.ts';
import type { Executor } from '../execute/executor.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate } from '../stats/summary.ts';
import { isoOf } from '../text/day.ts';
import { accounting } from './accounting.ts';
import { type ByGroup, byGroup, type Index } from './by-group.ts';
import type { Analysis, OutcomeAnalysis } from './document.ts';
import { exchange } from './exchanging.ts';
import { type GivenData, isConstant } from './given/data.ts';
import { evpi, evppi } from './given/partial-information.ts';
import { type Group, type Grouping, groupsOf } from './groups.ts';
import {
  type DocumentParts,
  METHODS,
  methodsThatNeed,
  type OutcomeParts,
  priorOnlyOf,
} from './methods/index.ts';
import type { Exchanging } from './methods/method.ts';
import { type AskedOutcome, askedOutcomes, askedValues, RequestError } from './request.ts';
import { type Evaluating, failedShare } from './responses.ts';
import {
  type DrawnSample,
  drawSample,
  type EvidenceOnTrials,
  evidenceOn,
  givenData,
} from './sample.ts';

export interface Asked {
  readonly methods: ReadonlySet<string>;
  /** Texts of `askedOutcomes`. */
  readonly outcomes: readonly string[];
  readonly grouping: Grouping;
  /** Outcome columns that are net benefits of two or more options, to choose between. */
  readonly options?: readonly string[];
  /** A day; the eve of the model's first quarter if absent. */
  readonly asOf?: string;
  /** Trials that methods read which need no design of their own; eight times the base if absent. */
  readonly read?: number;
}

/** Given-data methods read as many trials as this times the base. */
export const DRAWS_BY_BASE = 8;

/** The plan of a question cut down to the outcomes that are asked for. */
function selectedPlan(plan: Plan, asked: readonly AskedOutcome[]): Plan {
  const wanted = new Set(asked.map(({ outcome }) => outcome));
  const outcomes = plan.program.outcomes.filter(({ id }) => wanted.has(id));
  return derive(plan, { program: selectOutcomes(plan.program, outcomes) });
}

/**
 * @param question  its `trials` are the points of each matrix
 * @throws          RequestError for outcomes that are not there; RangeError if `asOf` is no day
 */
export async function analyse(
  question: Plan,
  {
    methods,
    outcomes,
    grouping,
    options = [],
    // Where there is no time nothing becomes known, and any day will do.
    asOf = eveOfHorizon(question.program) ?? isoOf(0),
    read = DRAWS_BY_BASE * question.trials,
  }: Asked,
  executor: Executor,
  hooks: Evaluating = {},
): Promise<Analysis> {
  const asked = askedOutcomes(question.program, outcomes);
  const choice = options.length > 0 ? askedOptions(question, options) : [];
  refuseOnEvidence(question, methods);
  const plan = selectedPlan(question, [...asked, ...choice]);
  const base = plan.trials;
  const groups = groupsOf(plan, grouping);
  const found = asked.map((): Partial<OutcomeAnalysis> => ({}));
  const add = (parts: readonly Partial<OutcomeAnalysis>[]): void =>
    parts.forEach((part, k) => {
      found[k] = { ...found[k], ...part };
    });
  const digests: Record<string, string> = {};
  let evaluations = 0;
  let learning: Analysis['evppi'];
  const wanted = <M extends { readonly name: string }>(of: readonly M[]): readonly M[] =>
    of.filter(({ name }) => methods.has(name));
  const exchanging: Exchanging = async (name, design) => {
    const result = await exchange(design, asked, executor, hooks);
    add(result.facts);
    evaluations += result.evaluations;
    digests[name] = result.digest;
    return result.pieces;
  };

  const reading = wanted(methodsThatNeed('draws'));
  const paths = wanted(methodsThatNeed('paths'));
  const evidence =
    reading.length + paths.length + choice.length > 0
      ? await evidenceOn(derive(question, { trials: read }), executor, hooks)
      : undefined;
  if (groups.length > 0) {
    for (const method of wanted(methodsThatNeed('exchange')))
      add(await method.measure({ plan, grouping, base }, exchanging));
    if (choice.length > 0 || reading.length > 0) {
      const drawn = derive(plan, { trials: read });
      const told = { groups, members: grouping === 'input' };
      const sample = await drawSample(drawn, told, executor, hooks, evidence);
      add(asked.map((one) => fromDraws(one, sample, reading)));
      if (choice.length > 0) learning = valueOfLearning(choice, sample);
      evaluations += drawn.trials;
      digests['draws'] = sample.digest;
    }
    for (const method of wanted(methodsThatNeed('gradient'))) {
      const parts = method.measure(
        plan,
        asked.map(({ column }) => column),
      );
      // Of outcomes themselves: an event has no slope.
      add(asked.map(({ event }, k) => (event ? {} : parts[k])));
    }
  }
  let ofAll: DocumentParts = {};
  for (const method of paths) {
    const of = { plan: question, asked, trials: read, asOf, evidence };
    const result = await method.measure(of, executor, hooks);
    if (result === undefined) continue;
    ofAll = { ...ofAll, ...result.part };
    evaluations += result.evaluations;
    digests[method.name] = result.digest;
  }
  if (grouping === 'input')
    add(asked.map(({ key }, k) => accounted(plan, groups, key, found[k], asOf)));
  return {
    format: 1,
    asOf,
    ...ofAll,
    ...(learning === undefined ? {} : { evppi: learning }),
    model: plan.program.name,
    seed: plan.seed,
    design: plan.design,
    base,
    replicates: plan.replicates,
    methods: wanted(METHODS).map(({ name }) => name),
    ...(evidence === undefined ? {} : { evidence: taken(question, read, evidence) }),
    evaluations,
    groups: Object.fromEntries(groups.map(({ id, inputs }) => [id, inputs])),
    grouping: typeof grouping === 'string' ? grouping : 'table',
    outcomes: Object.fromEntries(
      asked.map(({ key, unit, kind }, k) => [
        key,
        {
          unit,
          ...(kind === undefined ? {} : { kind }),
          constant: groups.length === 0,
          failures: { points: 0, of: base, share: null, located: [] },
          ...found[k],
        },
      ]),
    ),
    digests,
  };
}

function taken(
  { evidence }: Plan,
  trials: number,
  { worth }: EvidenceOnTrials,
): NonNullable<Analysis['evidence']> {
  const { observations = [], given = [] } = evidence ?? {};
  return { observations: observations.map(({ id }) => id), given, trials, effective: worth };
}

/** @throws RequestError naming the methods that say nothing of trials that evidence weighs */
function refuseOnEvidence({ evidence }: Plan, methods: ReadonlySet<string>): void {
  if (evidence === undefined) return;
  const refused = METHODS.flatMap((method) => {
    const priorOnly = methods.has(method.name) ? priorOnlyOf(method) : undefined;
    return priorOnly === undefined
      ? []
      : [`${method.name} ${priorOnly.because}; use ${priorOnly.instead.join(' or ')}`];
  });
  if (refused.length === 0) return;
  throw new RequestError(
    `methods: the question has evidence. ${refused.join('. ')}. Or ask without evidence`,
  );
}

/** @throws RequestError unless two columns or more are meant */
function askedOptions({ program }: Plan, options: readonly string[]): readonly AskedOutcome[] {
  const found = askedOutcomes(program, options);
  if (found.length >= 2) return found;
  throw new RequestError(
    `--options names ${found.map(({ key }) => key).join(', ')} alone; a decision is between two or more outcomes`,
  );
}

/** Over the trials in which the net benefit of every option is a finite number. */
function valueOfLearning(
  choice: readonly AskedOutcome[],
  sample: DrawnSample,
): NonNullable<Analysis['evppi']> {
  const benefits = choice.map(
    (one) => sample.outcomes.get(one.column)?.map((value) => value) ?? new Float64Array(),
  );
  // Their sum is finite where all of them are.
  const together = benefits[0].map((_, p) => benefits.reduce((sum, column) => sum + column[p], 0));
  const { data, failed } = givenData(sample, together);
  const out = new Set(failed);
  const kept = benefits.map((column) => column.filter((_, p) => !out.has(p)));
  return {
    options: choice.map(({ key }) => key),
    everything: evpi(data, kept) ?? null,
    value: byGroup(data.inputs, evppi(data, kept)),
  };
}

/**
 * Influences of inputs, and of copulas, beside what they rest on: total indices, or under evidence,
 * which has none, the shares of inputs alone.
 */
function accounted(
  { program, evidence }: Plan,
  groups: readonly Group[],
  key: string,
  { constant, sobol, firstOrder }: Partial<OutcomeAnalysis>,
  asOf: string,
): Partial<OutcomeAnalysis> {
  const alone = evidence === undefined ? undefined : ofGroups(firstOrder, groups);
  const total = sobol?.total ?? alone;
  if (total === undefined || constant === true) return {};
  const influences = Object.fromEntries(
    Object.entries(total).filter((entry): entry is [string, Estimate] => entry[1] !== null),
  );
  const members = Object.fromEntries(groups.map(({ id, inputs }) => [id, inputs]));
  return { accounting: accounting(program, key, influences, asOf, members) };
}

/** Without the members of copulas that stand beside their groups. */
function ofGroups(
  all: ByGroup<Index> | undefined,
  groups: readonly Group[],
): ByGroup<Index> | undefined {
  return all && Object.fromEntries(groups.map(({ id }) => [id, all[id] ?? null]));
}

function fromDraws(
  asked: AskedOutcome,
  sample: DrawnSample,
  methods: ReturnType<typeof methodsThatNeed<'draws'>>,
): Partial<OutcomeAnalysis> {
  const values = askedValues(asked, sample.outcomes.get(asked.column) ?? new Float64Array());
  const { data, single, failed } = givenData(sample, values);
  const trials = [...new Set(failed.map((position) => sample.trialAt(position)))];
  const located = trials.slice(0, 5).map((trial) => ({ matrix: 0, trial }));
  return {
    ...measuredFromDraws(data, methods, single),
    constant: isConstant(data.output),
    failures: {
      points: failed.length,
      of: values.length,
      share: failedShare(failed, sample.firsts),
      located,
    },
  };
}

/**
 * What methods that read draws find of one output.
 *
 * @param single  inputs one by one
 */
export function measuredFromDraws(
  data: GivenData,
  methods: ReturnType<typeof methodsThatNeed<'draws'>>,
  single: GivenData['inputs'] = data.inputs,
): OutcomeParts {
  return methods.reduce<OutcomeParts>(
    (parts, method) => ({ ...parts, ...method.measure(data, single) }),
    {},
  );
}
