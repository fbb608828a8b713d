/** The spine of an analysis: which outcomes, which groups, method after method, one document. */

import { selectOutcomes } from '../compile/select.ts';
import type { Executor } from '../execute/executor.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate } from '../stats/summary.ts';
import { isoOf } from '../text/day.ts';
import { accounting } from './accounting.ts';
import {
  analyseGiven,
  type DrawnSample,
  drawSample,
  GIVEN_METHODS,
  givenData,
} from './by-draws.ts';
import {
  analyseByExchange,
  byGroup,
  type ExchangeMethod,
  morrisMethod,
  shapleyMethod,
  sobolMethod,
} from './by-exchange.ts';
import { splitByKind } from './by-kind.ts';
import { comingNews } from './coming-news.ts';
import { dayOf } from './dates.ts';
import { dgsm } from './dgsm.ts';
import type { Analysis, ByGroup, Index, OutcomeAnalysis } from './document.ts';
import { isConstant } from './given/data.ts';
import { evpi, evppi } from './given/partial-information.ts';
import { type Group, type Grouping, groupsOf } from './groups.ts';
import { type AskedOutcome, askedOutcomes, askedValues, RequestError } from './request.ts';
import { type Evaluating, failedShare } from './responses.ts';
import { tornado } from './tornado.ts';

const EXCHANGE_METHODS: Readonly<
  Record<string, (plan: Plan, groups: readonly Group[], base: number) => ExchangeMethod>
> = { sobol: sobolMethod, shapley: shapleyMethod, morris: morrisMethod };

export const METHODS = [
  'sobol',
  'shapley',
  'shares',
  'morris',
  ...GIVEN_METHODS,
  'dgsm',
  'tornado',
  'watch',
] as const;

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
  { methods, outcomes, grouping, options = [], asOf = eveOf(question) }: Asked,
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
  let evppiFound: Analysis['evppi'];

  if (groups.length > 0) {
    for (const [name, methodOf] of Object.entries(EXCHANGE_METHODS)) {
      if (!methods.has(name)) continue;
      // Shapley effects need no independence; they tell members of a copula apart.
      const told = name === 'shapley' ? groupsOf(plan, grouping, true) : groups;
      const method = methodOf(plan, told, base);
      const result = await analyseByExchange(method, asked, executor, hooks);
      add(result.outcomes);
      evaluations += result.evaluations;
      digests[name] = result.digest;
    }
    if (choice.length > 0 || GIVEN_METHODS.some((name) => methods.has(name))) {
      const drawn = derive(plan, { trials: DRAWS_BY_BASE * base });
      const told = { groups, members: grouping === 'input' };
      const sample = await drawSample(drawn, told, executor, hooks);
      add(asked.map((one) => fromDraws(one, sample, methods, drawn.replicates)));
      if (choice.length > 0) evppiFound = valueOfLearning(choice, sample);
      evaluations += drawn.trials;
      digests['draws'] = sample.digest;
    }
    if (methods.has('shares')) {
      const result = await splitByKind(plan, asked, base, executor, hooks);
      add(result.splits.map((shares) => ({ shares })));
      evaluations += result.evaluations;
      Object.assign(digests, result.digests);
    }
    if (methods.has('dgsm')) add(slopes(plan, asked));
    if (methods.has('tornado')) add(tornadoes(plan, asked));
  }
  const watched = methods.has('watch')
    ? await comingNews(question, asked, DRAWS_BY_BASE * base, asOf, executor, hooks)
    : undefined;
  if (watched) {
    evaluations += watched.evaluations;
    digests['watch'] = watched.digest;
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
    ...(watched ? { watch: watched.rows } : {}),
    ...(evppiFound ? { evppi: evppiFound } : {}),
    model: plan.program.name,
    seed: plan.seed,
    design: plan.design,
    base,
    replicates: plan.replicates,
    methods: METHODS.filter((name) => methods.has(name)),
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

/** The day before the first quarter begins. */
function eveOf({ program }: Plan): string {
  const [year, quarter] = program.time.start.split('Q').map(Number);
  return isoOf(dayOf(`${year}-${['01', '04', '07', '10'][quarter - 1]}-01`) - 1);
}

function fromDraws(
  asked: AskedOutcome,
  sample: DrawnSample,
  methods: ReadonlySet<string>,
  replicates: number,
): Partial<OutcomeAnalysis> {
  const values = askedValues(asked, sample.outcomes.get(asked.column) ?? new Float64Array());
  const { data, single, failed } = givenData(sample, values);
  const located = failed.slice(0, 5).map((position) => {
    const replicate = sample.firsts.findLastIndex((first) => first <= position);
    return { matrix: 0, trial: (position - sample.firsts[replicate]) * replicates + replicate };
  });
  return {
    ...analyseGiven(data, methods, single),
    constant: isConstant(data.output),
    failures: {
      points: failed.length,
      of: values.length,
      share: failedShare(failed, sample.firsts),
      located,
    },
  };
}

/** Of outcomes themselves: an event has no slope. */
function slopes(plan: Plan, asked: readonly AskedOutcome[]): Partial<OutcomeAnalysis>[] {
  const rows = dgsm(
    plan,
    asked.map(({ column }) => column),
  );
  return asked.map(({ event }, k) => {
    if (event) return {};
    return {
      dgsm: Object.fromEntries(
        (rows[k] ?? []).map(({ id, nu, nuScores, share, jumps }) => [
          id,
          { nu: nu ?? null, nuScores: nuScores ?? null, share: share ?? null, jumps },
        ]),
      ),
    };
  });
}

function tornadoes(plan: Plan, asked: readonly AskedOutcome[]): Partial<OutcomeAnalysis>[] {
  const found = tornado(
    plan,
    asked.map(({ column }) => column),
  );
  return asked.map(({ event }, k) => {
    if (event) return {};
    const { base, rows } = found[k];
    return {
      tornado: {
        base,
        rows: rows.map(({ id, inputAt, outcomeAt, swing, monotone, together }) => ({
          input: id,
          inputAt,
          outcomeAt,
          swing: swing ?? null,
          monotone,
          ...(together === undefined
            ? {}
            : {
                together: {
                  copula: together.copula,
                  outcomeAt: together.outcomeAt,
                  swing: together.swing ?? null,
                  monotone: together.monotone,
                },
              }),
        })),
      },
    };
  });
}
