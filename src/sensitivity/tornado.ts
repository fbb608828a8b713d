/** The tornado: one input at a time goes from its low to its high end, all others at their median. */

import { outcomeColumns } from '../compile/program.ts';
import { replayUniforms, uniformsNeeded } from '../execute/replay.ts';
import type { Plan } from '../plan/plan.ts';

export interface TornadoRow {
  readonly id: string;
  /** The input where its uniform is 0.1 and where it is 0.9; of an input drawn every quarter in the first quarter. */
  readonly inputAt: readonly [p10: number, p90: number];
  /** The outcome there. Not finite where the outcome cannot be computed. */
  readonly outcomeAt: readonly [p10: number, p90: number];
  /** The outcome where the uniform is 0.1, 0.2, ..., 0.9. */
  readonly deciles: readonly number[];
  /** The distance of the outcome at p90 from that at p10, at least 0; undefined where one of the two is not finite. */
  readonly swing: number | undefined;
  /** Whether the outcome goes one way, or stands still, over the nine deciles. What turns round can have a swing that says nothing. */
  readonly monotone: boolean;
}

export interface Tornado {
  /** The outcome with every input at its median. */
  readonly base: number;
  /** Widest swing first, those without a swing last; equal ones in the order of the program. */
  readonly rows: readonly TornadoRow[];
}

const MEDIAN = 0.5;
const DECILES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/**
 * One trial for each decile of each input that moves. It says nothing of what inputs do together, and little of a model that is far from
 * linear: read it beside indices that let all inputs move.
 *
 * What moves is the input's own uniform. So a factor moves all that loads on it; an input with loadings moves by the part of its score
 * that is its own, less far than from its p10 to its p90, its factors at 0; and in a copula an input takes with it those that build on its
 * score. An input drawn every quarter moves in all quarters at once.
 *
 * @param columns  ids of outcomes with their period, as in `outcomeColumns`
 * @returns        aligned with `columns`
 * @throws         RangeError for a column that does not exist
 */
export function tornado(plan: Plan, columns: readonly string[]): readonly Tornado[] {
  const known = outcomeColumns(plan.program);
  const wanted = columns.map((id) => {
    const column = known.findIndex((one) => one.id === id);
    if (column < 0) throw new RangeError(`tornado: there is no outcome "${id}"`);
    return column;
  });
  const streams = uniformsNeeded(plan);
  const at = (moved: string | undefined, u: number) =>
    replayUniforms(
      plan,
      Object.fromEntries(
        streams.map(({ id, count }) => [
          id,
          Array.from({ length: count }, () => (id === moved ? u : MEDIAN)),
        ]),
      ),
    );
  const base = at(undefined, MEDIAN).trial.outcomes;
  const moves = plan.program.inputs.flatMap(({ id, used }, input) => {
    if (!used || !streams.some((stream) => stream.id === id)) return [];
    const replays = DECILES.map((u) => at(id, u));
    const drawn = replays.map(({ inputs }) => firstOf(inputs[input]));
    const row = { id, inputAt: [drawn[0], drawn[DECILES.length - 1]] as const };
    return [{ row, outcomes: replays.map(({ trial }) => trial.outcomes) }];
  });
  return wanted.map((column) => ({
    base: base[column],
    rows: moves
      .map(({ row, outcomes }) => ({ ...row, ...reach(outcomes.map((all) => all[column])) }))
      .toSorted((a, b) => (b.swing ?? -1) - (a.swing ?? -1)),
  }));
}

function firstOf(drawn: number | readonly number[]): number {
  return typeof drawn === 'number' ? drawn : drawn[0];
}

function reach(
  deciles: readonly number[],
): Pick<TornadoRow, 'outcomeAt' | 'deciles' | 'swing' | 'monotone'> {
  const [low, high] = [deciles[0], deciles[deciles.length - 1]];
  const swing = Math.abs(high - low);
  const steps = deciles.slice(1).map((outcome, k) => outcome - deciles[k]);
  return {
    outcomeAt: [low, high],
    deciles,
    swing: Number.isFinite(swing) ? swing : undefined,
    monotone: steps.every((step) => step >= 0) || steps.every((step) => step <= 0),
  };
}
