/** What evidence did: prior against posterior, and which piece moved which headline by how much. */

import { inputColumns } from '../compile/lower.ts';
import { kindOf } from '../compile/outcome-kind.ts';
import { type OutcomeColumn, outcomeColumns, type ProgramOutcome } from '../compile/program.ts';
import type { DrawCollector } from '../execute/collect.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';
import { estimateFrom, NOTHING } from '../stats/interval.ts';
import { jackknifed } from '../stats/jackknife.ts';
import { sortedOrder } from '../stats/order.ts';
import type { Estimate, OutcomeSummary } from '../stats/summary.ts';
import { summariseWeighted } from '../stats/weighted.ts';
import { type Weights, weightsFromLogs } from '../stats/weights.ts';
import { bareId } from '../text/column-name.ts';
import { entry, lastOf, present } from '../text/entry.ts';
import type {
  BeforeAfter,
  EvidenceDocument,
  HeadlineMoves,
  PieceMove,
  Spread,
} from './document.ts';
import { clashes, qualityOf, type SampleSize } from './quality.ts';
import type { Tempered } from './temper.ts';
import { joined, type Weighed } from './weigh.ts';

/**
 * Statistics of a column where they are known, by its number: inputs come after the outcomes.
 */
type SpreadOf = (column: number) => Spread | undefined;

export interface Spreads {
  /** Of the trials before the evidence. */
  readonly prior: SpreadOf;
  readonly posterior: SpreadOf;
}

/**
 * Everything that is told of an update.
 *
 * @param draws     of the run, outcomes and inputs
 * @param spreads   what is known of the statistics; the others are computed here
 * @param tempered  where trials were moved: those of before, and how they were moved
 */
export function evidenceDocument(
  plan: Plan,
  weighed: Weighed,
  draws: Draws,
  spreads?: Spreads,
  tempered?: { readonly prior: Draws; readonly walk: Pick<Tempered, 'degrees' | 'logEvidence'> },
): EvidenceDocument {
  const { program } = plan;
  const evidence = present(plan.evidence, 'the evidence');
  const { outcomes, inputs } = draws;
  const quality = qualityOf(weighed);
  const equal = { firsts: weighed.firsts, values: new Float64Array(plan.trials).fill(1) };
  const prior = tempered?.prior ?? draws;
  const posteriorWeights = tempered === undefined ? weighed.weights : equal;
  const compared = (unit: string, k: number): BeforeAfter => {
    const known = { prior: spreads?.prior(k), posterior: spreads?.posterior(k) };
    if (known.prior && known.posterior)
      return { unit, prior: known.prior, posterior: known.posterior };
    const [before, after] = [prior, draws].map(
      (of) => of.outcomes[k] ?? of.inputs[k - of.outcomes.length],
    );
    const sorted = sortedOrder(before);
    const of = (values: Float64Array, weights: Weights, order?: Uint32Array) =>
      spreadOf(summariseWeighted({ id: '', unit }, values, weights, undefined, order));
    return {
      unit,
      prior: of(before, equal, sorted),
      posterior: of(after, posteriorWeights, before === after ? sorted : undefined),
    };
  };
  const partial = tempered === undefined ? partialWeights(weighed) : undefined;
  const columns = outcomeColumns(program);
  const coarse = columns.flatMap((column, k) =>
    program.outcomes[column.outcome].over === 'quarter' ? [] : [{ column, k }],
  );
  const ofCoarse = new Map(coarse.map(({ column, k }) => [k, compared(column.unit, k)]));
  const units = new Map(program.inputs.map(({ id, unit }) => [id, unit]));
  const moved = inputColumns(program, drawsOf(plan))
    .slice(0, inputs.length)
    .map(({ id }, k) => {
      const both = compared(units.get(bareId(id)) ?? '', outcomes.length + k);
      return [id, { ...both, moved: shift(both) }] as const;
    })
    .toSorted(([, a], [, b]) => b.moved - a.moved);
  return {
    format: 1,
    method: evidence.method,
    ...(evidence.asOf === undefined ? {} : { asOf: evidence.asOf }),
    trials: plan.trials,
    ...quality,
    ...(tempered === undefined
      ? {}
      : {
          ess: worthOf(
            moved.map(([, one]) => one),
            plan.trials,
          ),
          tempering: told(tempered.walk),
        }),
    pieces: weighed.pieces.map(({ id, known }) => {
      const observation = evidence.observations.find((one) => one.id === id);
      return {
        id,
        known,
        ...(observation === undefined
          ? {}
          : {
              quantity: observation.quantity,
              likelihood: observation.likelihood,
              ...observation.about,
            }),
        alone: quality.observations[id],
      };
    }),
    clashes: clashes(weighed),
    outcomes: Object.fromEntries(coarse.map(({ column, k }) => [column.id, entry(ofCoarse, k)])),
    inputs: Object.fromEntries(moved),
    headlines: Object.fromEntries(
      headlineColumns(plan, columns).map(({ column, k, of }) => {
        const statistic = kindOf(of) === 'event' ? 'probability' : 'mean';
        const { unit, prior, posterior } = ofCoarse.get(k) ?? compared(column.unit, k);
        const pieces = partial
          ? movesOf(outcomes[k], weighed, partial)
          : weighed.pieces.map(({ id, known }) => ({
              id,
              known,
              leftOut: NOTHING,
              inOrder: NOTHING,
            }));
        return [
          column.id,
          { unit, statistic, prior: prior.mean, posterior: posterior.mean, pieces },
        ] satisfies [string, HeadlineMoves];
      }),
    ),
  };
}

interface Draws extends Pick<DrawCollector, 'outcomes' | 'inputs'> {}

/**
 * As how many independent trials those of a tempering count, by how well they tell the means of the
 * inputs that moved: the variance of an input over the square of the standard error of its mean,
 * the median of them.
 */
function worthOf(moved: readonly BeforeAfter[], trials: number): SampleSize {
  const counts = moved
    .slice(0, Math.max(1, Math.ceil(moved.length / 10)))
    .flatMap(({ posterior: { sd, mean } }) =>
      sd.value !== null && mean.se !== null && mean.se > 0
        ? [(sd.value / mean.se) * (sd.value / mean.se)]
        : [],
    )
    .sort((a, b) => a - b);
  const count = Math.min(trials, counts[Math.floor(counts.length / 2)] ?? 0);
  return { count, fraction: count / trials };
}

function told({ degrees, logEvidence }: Pick<Tempered, 'degrees' | 'logEvidence'>) {
  const perReplicate = logEvidence.map(
    (_, r) => degrees.filter(({ replicate }) => replicate === r).length,
  );
  const sweeps = degrees.reduce((sum, degree) => sum + degree.sweeps, 0);
  const accepted = degrees.reduce((sum, degree) => sum + degree.accepted * degree.sweeps, 0);
  const mean = logEvidence.reduce((sum, value) => sum + value, 0) / logEvidence.length;
  return {
    degrees: [Math.min(...perReplicate), Math.max(...perReplicate)] as const,
    sweeps,
    accepted: accepted / sweeps,
    logEvidence: estimateFrom(mean, logEvidence),
  };
}

function spreadOf({ mean, sd, quantiles }: OutcomeSummary) {
  return { mean, sd, quantiles };
}

/**
 * How far a distribution moved: its mean in prior standard deviations and the change of its spread,
 * whichever is greater.
 */
function shift({ prior, posterior }: BeforeAfter): number {
  const sd = prior.sd.value ?? 0;
  if (!(sd > 0) || prior.mean.value === null || posterior.mean.value === null) return 0;
  const narrowed = posterior.sd.value === null ? 0 : Math.abs(posterior.sd.value / sd - 1);
  return Math.max(Math.abs(posterior.mean.value - prior.mean.value) / sd, narrowed);
}

/** Columns of the headlines; of a figure by quarter the last one. */
function headlineColumns(
  { program }: Plan,
  columns: readonly OutcomeColumn[],
): {
  readonly column: OutcomeColumn;
  readonly k: number;
  readonly of: ProgramOutcome;
}[] {
  const all = columns.map((column, k) => ({ column, k, of: program.outcomes[column.outcome] }));
  const coarse = all.filter(({ of }) => of.over !== 'quarter');
  const headlines = program.headlines ?? [];
  if (headlines.length === 0) return (coarse.length > 0 ? coarse : all).slice(0, 12);
  return headlines.flatMap((headline) => {
    const found = coarse.filter(({ column, of }) => of.id === headline || column.id === headline);
    if (found.length > 0) return found;
    return all.filter(({ column, of }) => of.id === headline || column.id === headline).slice(-1);
  });
}

/** Weights by some of the pieces, which all headlines are compared under. */
interface PartialWeights {
  /** By all pieces but one, of each piece. */
  readonly without: readonly Weights[];
  /** By the first pieces: by none, by one, ..., by all. */
  readonly upTo: readonly Weights[];
}

function partialWeights({ pieces, firsts }: Weighed): PartialWeights {
  const n = lastOf(firsts);
  const equal: Weights = { firsts, values: new Float64Array(n).fill(1 / n) };
  const by = (some: Weighed['pieces']): Weights => ({
    firsts,
    values: weightsFromLogs(joined(some, n)),
  });
  return {
    without: pieces.map(({ id }) => by(pieces.filter((piece) => piece.id !== id))),
    upTo: [equal, ...pieces.map((_, k) => by(pieces.slice(0, k + 1)))],
  };
}

/** By how much each piece moves the mean: the error of a difference is that of the pair. */
function movesOf(
  draws: Float64Array,
  { pieces, weights }: Weighed,
  { without, upTo }: PartialWeights,
): PieceMove[] {
  const all = sumsUnder(draws, weights);
  const inOrder = upTo.map((some) => sumsUnder(draws, some));
  return pieces.map(({ id, known }, k) => ({
    id,
    known,
    leftOut: difference(sumsUnder(draws, without[k]), all),
    inOrder: difference(inOrder[k], inOrder[k + 1]),
  }));
}

/** Of each replicate: how much its draws weigh, and their weighted sum. */
type Sums = readonly (readonly [weight: number, sum: number])[];

function sumsUnder(draws: Float64Array, { firsts, values }: Weights): Sums {
  return firsts.slice(1).map((end, r) => {
    let [w, wx] = [0, 0];
    for (let i = firsts[r]; i < end; i++) {
      const x = draws[i];
      if (!(x - x === 0)) continue;
      w += values[i];
      wx += values[i] * x;
    }
    return [w, wx];
  });
}

/** Mean under some weights less the mean under others, of the same draws. */
function difference(from: Sums, to: Sums): Estimate {
  return jackknifed(
    from.map((before, r) => [...before, ...to[r]]),
    ([w, wx, v, vx]) => (w > 0 && v > 0 ? vx / v - wx / w : Number.NaN),
  );
}
