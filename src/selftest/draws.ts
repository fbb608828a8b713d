/**
 * Draws of every family by the machine: their means and shares against closed forms, and their bits
 * against the scalar code.
 */

import { compile } from '../compile/compile.ts';
import { outcomeColumns } from '../compile/program.ts';
import { parseDistribution } from '../distributions/index.ts';
import { trialNumbers } from '../execute/layout.ts';
import { replayTrial } from '../execute/replay.ts';
import { Simulator } from '../execute/simulate.ts';
import { loadKernel } from '../kernel/load.ts';
import { eq } from '../language/equation.ts';
import { component, model } from '../language/model.ts';
import { input, outcome } from '../language/quantity.ts';
import { quarterly } from '../language/time.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { resolvePlan } from '../plan/resolve.ts';
import { uniform } from '../random/streams.ts';
import type { Check } from '../report/certificate.ts';
import { joinMoments, MOMENTS, MomentTree } from '../stats/moments.ts';
import { entry } from '../text/entry.ts';
import { differing, relativeError, worst, worstScore } from './check.ts';
import { byFamily } from './distributions.ts';
import { printed, type Reference, type ReferenceMember } from './reference.ts';

const GROUP = 'draws';
const TRIALS = 65_536;
const REPLICATES = 16;
/** Trials that are drawn again one by one. */
const REPLAYED = 64;
/**
 * What tables of draws promise within four standard deviations, relative to the draw or to the
 * distance between the quartiles.
 */
const TABLE_LIMIT = 1e-9;

/** A member under the name of its stream, which no other family shifts. */
interface Named {
  readonly id: string;
  readonly family: string;
  readonly member: ReferenceMember;
}

/** What came out for a member. */
interface Drawn {
  mean: number;
  /** How many draws are at or below each value of its shares. */
  readonly below: number[];
}

export function drawChecks({ members }: Pick<Reference, 'members'>): Check[] {
  const named = [...byFamily(members)].flatMap(([family, its]) =>
    its.map((member, k): Named => ({ id: `${family}-${k + 1}`, family, member })),
  );
  const plan = planOf(named);
  const drawn = draw(plan, named);
  const families = [...new Set(named.map(({ family }) => family))];
  return [
    ...replayChecks(plan, named),
    ...families.map((family) => {
      const scores = named
        .filter((one) => one.family === family)
        .flatMap(({ id, member }) => scoresOf(member, entry(drawn, id)));
      return worstScore({ group: GROUP, name: family }, scores);
    }),
  ];
}

/** One input a member, each reported as it is drawn. */
function planOf(named: readonly Named[]): Plan {
  const inputs = named.map(({ id, member }) =>
    input(id, { unit: '-', distribution: parseDistribution(member.text) }),
  );
  const outcomes = inputs.map((one) => outcome(`drawn.${one.id}`, { unit: '-', is: eq`${one}` }));
  const { program } = compile(
    model('draws', {
      title: 'Draws of every family',
      calendar: quarterly('2026Q1', 1),
      components: [component('all', 'Every member and its draws.', [...inputs, ...outcomes])],
    }),
  );
  const design = 'monte-carlo';
  return resolvePlan({
    program,
    design,
    seed: 'self-test',
    trials: TRIALS,
    replicates: REPLICATES,
  });
}

function draw(plan: Plan, named: readonly Named[]): ReadonlyMap<string, Drawn> {
  const simulator = new Simulator(plan, loadKernel());
  const members = new Map(named.map(({ id, member }) => [id, member]));
  const tree = new MomentTree();
  const drawn = new Map(
    named.map(({ id, member }): [string, Drawn] => [
      id,
      { mean: NaN, below: member.shares.map(() => 0) },
    ]),
  );
  const ids = drawnIds(plan);
  for (let block = 0; block < blockCount(plan); block++) {
    const { trials, columns, moments } = simulator.block(block);
    tree.add(block, moments);
    ids.forEach((id, column) => {
      const draws = columns.subarray(column * trials, (column + 1) * trials);
      entry(members, id).shares.forEach(([x], k) => {
        let count = 0;
        for (const value of draws) if (value <= x) count++;
        entry(drawn, id).below[k] += count;
      });
    });
  }
  const moments = tree.total();
  const width = REPLICATES * MOMENTS;
  ids.forEach((id, column) => {
    const groups = Array.from({ length: REPLICATES }, (_, r) => {
      const from = column * width + r * MOMENTS;
      return moments.subarray(from, from + MOMENTS);
    });
    entry(drawn, id).mean = groups.reduce(joinMoments)[1];
  });
  return drawn;
}

/**
 * In standard errors: the mean, unless it is infinite or the standard deviation is, and three
 * shares.
 */
function scoresOf(member: ReferenceMember, drawn: Drawn): number[] {
  const [mean, sd] = [printed(member.mean), printed(member.sd)];
  const shares = member.shares.map(([, probability], k) => {
    const error = drawn.below[k] - TRIALS * probability;
    return error === 0 ? 0 : error / Math.sqrt(TRIALS * probability * (1 - probability));
  });
  if (!Number.isFinite(sd)) return shares;
  if (sd > 0) return [(drawn.mean - mean) / (sd / Math.sqrt(TRIALS)), ...shares];
  // What is certain may be off by the rounding of a sum.
  return [relativeError(drawn.mean, mean) <= 1e-12 ? 0 : Infinity, ...shares];
}

/**
 * The first trials: to the bit what the scalar code draws, and near what the quantile functions
 * say, which tables stand for.
 */
function replayChecks(plan: Plan, named: readonly Named[]): Check[] {
  const { columns, trials } = new Simulator(plan, loadKernel()).block(0);
  const members = new Map(
    named.map(({ id, member: { text, shares } }) => [
      id,
      { distribution: parseDistribution(text), middle: shares[2][0] - shares[0][0] },
    ]),
  );
  const ids = drawnIds(plan);
  const found: number[] = [];
  const wanted: number[] = [];
  const errors: number[] = [];
  trialNumbers(plan, 0).forEach((trial, position) => {
    if (trial >= REPLAYED) return;
    wanted.push(...replayTrial(plan, trial).trial.outcomes);
    ids.forEach((id, column) => {
      const drawn = columns[column * trials + position];
      const { distribution, middle } = entry(members, id);
      const u = uniform(plan.design, plan.seed, id, undefined, plan.replicates, trial);
      const exact = distribution.quantile(u);
      found.push(drawn);
      errors.push(
        drawn === exact ? 0 : Math.abs(drawn - exact) / Math.max(Math.abs(exact), middle),
      );
    });
  });
  return [
    differing({ group: GROUP, name: 'machine against scalar' }, found, wanted),
    worst(
      { group: GROUP, name: 'against quantile functions', measure: 'relative error' },
      TABLE_LIMIT,
      errors,
    ),
  ];
}

/** Ids of the inputs in the order of the outcome columns. */
function drawnIds(plan: Plan): string[] {
  return outcomeColumns(plan.program).map(({ id }) => id.slice('drawn.'.length));
}
