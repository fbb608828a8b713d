/** The spine of an analysis: which outcomes, which groups, method after method, one document. */

import { selectOutcomes } from '../compile/select.ts';
import type { Executor } from '../execute/executor.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate } from '../stats/summary.ts';
import { eveOfQuarter } from '../text/day.ts';
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
} from './methods/index.ts';
import type { Exchanging } from './methods/method.ts';
import { type AskedOutcome, askedOutcomes, askedValues, RequestError } from './request.ts';
import { type Evaluating, failedShare } from './responses.ts';
import { type DrawnSample, drawSample, givenData } from './sample.ts';

export interface Asked {
  readonly methods: ReadonlySet<string>;
  /** Texts of `askedOutcomes`. */
  readonly outcomes: readonly string[];
  readonly grouping: Grouping;
  /** Outcome columns that are net benefits of two or more options, to choose between. */
  readonly options?: readonly string[];
  /** A day; the eve of the model's first quarter if absent. */
  readonly asOf?: string;
}

/** Given-data methods read as many trials as this times the base. */
const DRAWS_BY_BASE = 8;

/** The plan of a question cut down to the outcomes that are asked for. */
export function selectedPlan(plan: Plan, asked: readonly AskedOutcome[]): Plan {
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
    asOf = eveOfQuarter(question.program.time.start),
  }: Asked,
  executor: Executor,
  hooks: Evaluating = {},
): Promise<Analysis> {
  const asked = askedOutcomes(question.program, outcomes);
  const choice = options.length > 0 ? askedOptions(question, options) : [];
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

  if (groups.length > 0) {
    for (const method of wanted(methodsThatNeed('exchange')))
      add(await method.measure({ plan, grouping, base }, exchanging));
    const reading = wanted(methodsThatNeed('draws'));
    if (choice.length > 0 || reading.length > 0) {
      const drawn = derive(plan, { trials: DRAWS_BY_BASE * base });
      const told = { groups, members: grouping === 'input' };
      const sample = await drawSample(drawn, told, executor, hooks);
      add(asked.map((one) => fromDraws(one, sample, reading, drawn.replicates)));
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
  for (const method of wanted(methodsThatNeed('paths'))) {
    const trials = DRAWS_BY_BASE * base;
    const result = await method.measure({ plan: question, asked, trials, asOf }, executor, hooks);
    if (result === undefined) continue;
    ofAll = { ...ofAll, ...result.part };
    evaluations += result.evaluations;
    digests[method.name] = result.digest;
  }
  if (grouping === 'input' && methods.has('sobol')) {
    add(
      asked.map(({ key }, k) => {
        const total = found[k].sobol?.total ?? {};
        return found[k].constant === true ? {} : accounted(plan, groups, key, total, asOf);
      }),
    );
  }
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
    evaluations,
    groups: Object.fromEntries(groups.map(({ id, inputs }) => [id, inputs])),
    grouping: typeof grouping === 'string' ? grouping : 'table',
    outcomes: Object.fromEntries(
      asked.map(({ key, unit }, k) => [
        key,
        {
          unit,
          constant: groups.length === 0,
          failures: { points: 0, of: base, share: null, located: [] },
          ...found[k],
        },
      ]),
    ),
    digests,
  };
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

/** Total indices of inputs, and of copulas, beside what they rest on. */
function accounted(
  { program }: Plan,
  groups: readonly Group[],
  key: string,
  total: ByGroup<Index>,
  asOf: string,
): Partial<OutcomeAnalysis> {
  const influences = Object.fromEntries(
    Object.entries(total).filter((entry): entry is [string, Estimate] => entry[1] !== null),
  );
  const members = Object.fromEntries(groups.map(({ id, inputs }) => [id, inputs]));
  return { accounting: accounting(program, key, influences, asOf, members) };
}

function fromDraws(
  asked: AskedOutcome,
  sample: DrawnSample,
  methods: ReturnType<typeof methodsThatNeed<'draws'>>,
  replicates: number,
): Partial<OutcomeAnalysis> {
  const values = askedValues(asked, sample.outcomes.get(asked.column) ?? new Float64Array());
  const { data, single, failed } = givenData(sample, values);
  const located = failed.slice(0, 5).map((position) => {
    const replicate = sample.firsts.findLastIndex((first) => first <= position);
    return { matrix: 0, trial: (position - sample.firsts[replicate]) * replicates + replicate };
  });
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
