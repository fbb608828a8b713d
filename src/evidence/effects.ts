/** What evidence did: prior against posterior, and which piece moved which headline by how much. */

import { type OutcomeColumn, outcomeColumns } from '../compile/program.ts';
import { inputColumns } from '../compile/lower.ts';
import type { DrawCollector } from '../execute/collect.ts';
import { drawsOf } from '../execute/simulate.ts';
import type { Plan } from '../plan/plan.ts';
import { sortedOrder } from '../stats/order.ts';
import type { Estimate, OutcomeSummary } from '../stats/summary.ts';
import { jackknifed, summariseWeighted, type Weights, weightsFromLogs } from '../stats/weighted.ts';
import type { BeforeAfter, EvidenceDocument, HeadlineMoves, PieceMove } from './document.ts';
import { clashes, qualityOf } from './quality.ts';
import { joined, type Weighed } from './weigh.ts';

/**
 * Everything that is told of an update by weights.
 *
 * @param draws  of the same trials, outcomes and inputs
 */
export function evidenceDocument(
  plan: Plan,
  weighed: Weighed,
  { outcomes, inputs }: Pick<DrawCollector, 'outcomes' | 'inputs'>,
): EvidenceDocument {
  const { program, evidence } = plan;
  const quality = qualityOf(weighed);
  const equal = { firsts: weighed.firsts, values: new Float64Array(plan.trials).fill(1) };
  const compared = (column: { id: string; unit: string }, values: Float64Array): BeforeAfter => {
    const sorted = sortedOrder(values);
    const under = (weights: Weights) =>
      spreadOf(summariseWeighted(column, values, weights, undefined, sorted));
    return { unit: column.unit, prior: under(equal), posterior: under(weighed.weights) };
  };
  const columns = outcomeColumns(program);
  const coarse = columns.flatMap((column, k) =>
    program.outcomes[column.outcome].over === 'quarter' ? [] : [{ column, values: outcomes[k] }],
  );
  const units = new Map(program.inputs.map(({ id, unit }) => [id, unit]));
  const moved = inputColumns(program, drawsOf(plan))
    .slice(0, inputs.length)
    .map(({ id }, k) => {
      const both = compared({ id, unit: units.get(id.replace(/\[.*\]$/, '')) ?? '' }, inputs[k]);
      return [id, { ...both, moved: shift(both) }] as const;
    })
    .toSorted(([, a], [, b]) => b.moved - a.moved);
  return {
    format: 1,
    method: evidence!.method,
    ...(evidence!.asOf === undefined ? {} : { asOf: evidence!.asOf }),
    trials: plan.trials,
    ...quality,
    pieces: weighed.pieces.map(({ id, known }) => {
      const observation = evidence!.observations.find((one) => one.id === id);
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
    outcomes: Object.fromEntries(
      coarse.map(({ column, values }) => [column.id, compared(column, values)]),
    ),
    inputs: Object.fromEntries(moved),
    headlines: Object.fromEntries(
      headlineColumns(plan, columns).map(({ column, k }) => [
        column.id,
        movesOf(column, outcomes[k], weighed),
      ]),
    ),
  };
}

function spreadOf({ mean, sd, quantiles }: OutcomeSummary) {
  return { mean, sd, quantiles };
}

/** How far a distribution moved: its mean in prior standard deviations and the change of its spread, whichever is greater. */
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
): { readonly column: OutcomeColumn; readonly k: number }[] {
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

function movesOf(column: OutcomeColumn, draws: Float64Array, weighed: Weighed): HeadlineMoves {
  const { pieces, firsts, weights } = weighed;
  const n = draws.length;
  const equal: Weights = { firsts, values: new Float64Array(n).fill(1 / n) };
  const without = (id: string): Weights => ({
    firsts,
    values: weightsFromLogs(
      joined(
        pieces.filter((piece) => piece.id !== id),
        n,
      ),
    ),
  });
  const upTo = (count: number): Weights =>
    count === 0 ? equal : { firsts, values: weightsFromLogs(joined(pieces.slice(0, count), n)) };
  const isEvent = column.unit === '0/1';
  const moved = (from: Weights, to: Weights): Estimate => difference(draws, from, to);
  return {
    unit: column.unit,
    statistic: isEvent ? 'probability' : 'mean',
    prior: summariseWeighted(column, draws, equal).mean,
    posterior: summariseWeighted(column, draws, weights).mean,
    pieces: pieces.map(
      ({ id, known }, k): PieceMove => ({
        id,
        known,
        leftOut: moved(without(id), weights),
        inOrder: moved(upTo(k), upTo(k + 1)),
      }),
    ),
  };
}

/** Mean under some weights less the mean under others, of the same draws: the error of the difference is that of the pair. */
function difference(draws: Float64Array, from: Weights, to: Weights): Estimate {
  const { firsts } = from;
  const sums = firsts.slice(1).map((end, r) => {
    let [w, wx, v, vx] = [0, 0, 0, 0];
    for (let i = firsts[r]; i < end; i++) {
      const x = draws[i];
      if (!(x - x === 0)) continue;
      w += from.values[i];
      wx += from.values[i] * x;
      v += to.values[i];
      vx += to.values[i] * x;
    }
    return [w, wx, v, vx];
  });
  return jackknifed(sums, ([w, wx, v, vx]) => (w > 0 && v > 0 ? vx / v - wx / w : Number.NaN));
}
