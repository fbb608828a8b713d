/**
 * Methods that exchange groups of inputs between two samples: Sobol indices, Shapley effects,
 * elementary effects.
 */

import { sha256 } from '../compile/canonical.ts';
import { outcomeColumns } from '../compile/program.ts';
import type { Executor } from '../execute/executor.ts';
import type { Plan } from '../plan/plan.ts';
import { ChaosBasis } from './chaos-basis.ts';
import type { ByGroup, Index, OutcomeAnalysis } from './document.ts';
import { exchangePlan } from './exchange-plan.ts';
import type { Group } from './groups.ts';
import { scaled, times, unitScale } from './magnitude.ts';
import { elementaryEffects } from './morris.ts';
import { type Coordinate, coordinatesOf, uniformsOf } from './points.ts';
import { type AskedOutcome, askedValues } from './request.ts';
import { type Evaluating, evaluate, failedShare, type Responses, usable } from './responses.ts';
import { isConstant, MOST_EXACT, shapleyEffects, subsetMatrices } from './shapley.ts';
import { areDependent, dependentEffects, dependentWalks } from './shapley-dependent.ts';
import { shapleyFromWalks } from './shapley-walks.ts';
import { secondOrder, sobolIndices, sobolMatrices, sobolResponses } from './sobol.ts';
import { surrogatesOf } from './surrogate.ts';
import { walksOf } from './walks.ts';

/** A method's plan, and what it makes of the responses. */
export interface ExchangeMethod {
  /** One, or several of the same points whose matrices follow one another. */
  readonly plans: readonly Plan[];
  analyse(
    responses: Pick<Responses, 'firsts'> & { readonly matrices: readonly Float64Array[] },
    whole: boolean,
  ): Pick<OutcomeAnalysis, 'sobol' | 'shapley' | 'morris'>;
}

/** Groups among which pairs are looked for: those with the largest total indices. */
const IN_PAIRS = 30;
/**
 * Even, for each is walked backwards too; fewer where there are so many groups that all steps would
 * take too long.
 */
const WALKS = 8;
const STEPS = 600;
const MOST_TRAJECTORIES = 512;
/** Up to so many groups every subset gets all points. */
const SUBSETS_IN_FULL = 8;
const FEWEST_POINTS = 512;

export function sobolMethod(plan: Plan, groups: readonly Group[], base: number): ExchangeMethod {
  const { replicates } = plan;
  const exchange = exchangePlan(
    plan,
    groups,
    { matrices: sobolMatrices(groups.length) },
    {
      points: base,
      replicates,
    },
  );
  const coordinates = coordinatesOf(exchange, groups);
  const basis = new ChaosBasis(coordinates, (k) => uniformsOf(exchange, coordinates[k]));
  return {
    plans: [exchange],
    analyse({ matrices, firsts }, whole) {
      const responses = sobolResponses(matrices);
      const plain = sobolIndices(responses, firsts);
      const totals = plain?.total.map(({ value }) => value ?? 0) ?? [];
      // Where points are missing the columns of the basis would not be of the same points.
      const surrogates =
        plain && whole ? surrogatesOf(basis, responses, firsts, totals) : undefined;
      const indices = surrogates ? sobolIndices(responses, firsts, surrogates) : plain;
      const pairs = strongestPairs(totals);
      const second = secondOrder(responses, firsts, pairs, surrogates);
      return {
        sobol: {
          first: byGroup(groups, indices?.first),
          total: byGroup(groups, indices?.total),
          second: Object.fromEntries(
            pairs.map(([i, j], k) => [`${groups[i].id}*${groups[j].id}`, second?.[k] ?? null]),
          ),
        },
      };
    },
  };
}

/** All pairs of the groups with the largest total indices, in the order of the groups. */
function strongestPairs(totals: readonly number[]): [number, number][] {
  const strongest = totals
    .map((total, i) => ({ total, i }))
    .sort((one, other) => other.total - one.total)
    .slice(0, IN_PAIRS)
    .map(({ i }) => i)
    .sort((one, other) => one - other);
  return strongest.flatMap((i, k) => strongest.slice(k + 1).map((j): [number, number] => [i, j]));
}

export function shapleyMethod(plan: Plan, groups: readonly Group[], base: number): ExchangeMethod {
  const { seed, replicates } = plan;
  const k = groups.length;
  if (areDependent(plan, groups)) return dependentMethod(plan, groups, base);
  if (k <= MOST_EXACT) {
    const points = Math.max(
      Math.min(base, FEWEST_POINTS),
      Math.floor(base / 2 ** Math.max(0, k - SUBSETS_IN_FULL)),
    );
    return {
      plans: [exchangePlan(plan, groups, { matrices: subsetMatrices(k) }, { points, replicates })],
      analyse: ({ matrices, firsts }) => ({
        shapley: byGroup(groups, shapleyEffects(matrices, firsts)),
      }),
    };
  }
  const walks = walksOf(
    seed,
    k,
    replicates,
    Math.max(2, Math.min(WALKS, 2 * Math.floor(STEPS / k))),
  );
  return {
    plans: [exchangePlan(plan, groups, walks, { points: base, replicates })],
    analyse: ({ matrices, firsts }) => ({
      shapley: byGroup(groups, shapleyFromWalks(matrices, walks, k, firsts)),
    }),
  };
}

function dependentMethod(plan: Plan, groups: readonly Group[], base: number): ExchangeMethod {
  const walks = dependentWalks(plan, groups, { points: base, replicates: plan.replicates });
  const length = groups.length + 1;
  return {
    plans: walks.map((walk) => walk.plan),
    analyse: ({ matrices, firsts }) => {
      const found = walks.map(({ order }, n) => ({
        order,
        columns: matrices.slice(n * length, (n + 1) * length),
      }));
      return { shapley: byGroup(groups, dependentEffects(found, firsts)) };
    },
  };
}

export function morrisMethod(plan: Plan, groups: readonly Group[], base: number): ExchangeMethod {
  const { seed, replicates } = plan;
  const walks = walksOf(seed, groups.length, replicates, 1);
  const points = Math.min(base, MOST_TRAJECTORIES);
  const exchange = exchangePlan(plan, groups, walks, { points, replicates }, 'half-away');
  const directions = upwards(exchange, groups, coordinatesOf(exchange, groups));
  return {
    plans: [exchange],
    analyse({ matrices, firsts }, whole) {
      // Where points are missing nobody knows which way those after them went.
      const known = whole ? directions : directions.map(() => undefined);
      const effects = elementaryEffects(matrices, walks, known, firsts);
      return {
        morris: Object.fromEntries(
          groups.map(({ id }, i) => {
            const effect = effects?.[i];
            return [
              id,
              {
                mu: effect?.mu ?? null,
                muStar: effect?.muStar ?? null,
                sigma: effect?.sigma ?? null,
              },
            ];
          }),
        ),
      };
    },
  };
}

/** Of each group that is one coordinate, whether it moves up at a point. */
function upwards(
  plan: Plan,
  groups: readonly Group[],
  coordinates: readonly Coordinate[],
): readonly (((point: number) => boolean) | undefined)[] {
  return groups.map((_, group) => {
    const own = coordinates.filter((coordinate) => coordinate.group === group);
    if (own.length !== 1) return undefined;
    const { a } = uniformsOf(plan, own[0]);
    return (point) => a[point] < 0.5;
  });
}

export interface ExchangeResult {
  readonly outcomes: readonly Partial<OutcomeAnalysis>[];
  readonly evaluations: number;
  readonly digest: string;
}

/** Runs a method and applies it to all that is asked, in one pass over the model. */
export async function analyseByExchange(
  method: ExchangeMethod,
  asked: readonly AskedOutcome[],
  executor: Executor,
  hooks: Evaluating,
): Promise<ExchangeResult> {
  const { plans } = method;
  const found: Responses[] = [];
  for (const plan of plans) found.push(await evaluate(plan, executor, hooks));
  const responses = joined(found);
  const [{ program, trials }] = plans;
  const numberOf = new Map(outcomeColumns(program).map(({ id }, k) => [id, k]));
  return {
    outcomes: asked.map((one) => {
      const column = numberOf.get(one.column) ?? -1;
      const { positions, located } = responses.failed[column];
      const { matrices, firsts } = usable(responses, column);
      const asIs = matrices.map((matrix) => askedValues(one, matrix));
      const scale = unitScale(asIs);
      const values = asIs.map((matrix) => scaled(matrix, scale));
      return {
        ...inUnits(method.analyse({ matrices: values, firsts }, positions.size === 0), scale),
        constant: isConstant(values),
        failures: {
          points: positions.size,
          of: trials,
          share: failedShare(positions, responses.firsts),
          located,
        },
      };
    }),
    evaluations: plans.reduce(
      (sum, { exchange }) => sum + (exchange?.matrices.length ?? 1) * trials,
      0,
    ),
    digest: sha256(responses.digests.join('\n')),
  };
}

/** Elementary effects are in the unit of the outcome; all else are shares. */
function inUnits(
  found: ReturnType<ExchangeMethod['analyse']>,
  scale: number,
): ReturnType<ExchangeMethod['analyse']> {
  if (found.morris === undefined || scale === 1) return found;
  const back = (index: Index): Index => index && times(index, 1 / scale);
  return {
    ...found,
    morris: Object.fromEntries(
      Object.entries(found.morris).map(([id, { mu, muStar, sigma }]) => [
        id,
        { mu: back(mu), muStar: back(muStar), sigma: back(sigma) },
      ]),
    ),
  };
}

/** Responses at the same points, the matrices of one after those of the other. */
function joined(all: readonly Responses[]): Responses {
  const [{ columns, firsts, failed }] = all;
  if (all.length === 1) return all[0];
  return {
    columns: columns.map((_, k) => all.flatMap((one) => one.columns[k])),
    firsts,
    failed: failed.map((_, k) => ({
      positions: new Set(all.flatMap((one) => [...one.failed[k].positions])),
      located: all.flatMap((one) => one.failed[k].located).slice(0, failed[k].located.length || 5),
    })),
    digests: all.flatMap(({ digests }) => digests),
  };
}

export function byGroup(
  groups: readonly { readonly id: string }[],
  estimates: readonly (Index | undefined)[] | undefined,
): ByGroup<Index> {
  return Object.fromEntries(groups.map(({ id }, i) => [id, estimates?.[i] ?? null]));
}
