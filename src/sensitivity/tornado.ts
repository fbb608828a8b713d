/**
 * The tornado: one input at a time goes from its low to its high end, all others at their median.
 */

import { outcomeColumns } from '../compile/program.ts';
import { studentT } from '../distributions/families/studentt.ts';
import { replayUniforms, uniformsNeeded } from '../execute/replay.ts';
import { normalCdf, normalQuantile } from '../math/functions.ts';
import type { Plan, PlannedCopula } from '../plan/plan.ts';

/** What an outcome does as an input goes through its deciles. */
interface Reach {
  /** The outcome at p10 and p90 of the input. Not finite where the outcome cannot be computed. */
  readonly outcomeAt: readonly [p10: number, p90: number];
  /** The outcome where the uniform is 0.1, 0.2, ..., 0.9. */
  readonly deciles: readonly number[];
  /**
   * The distance of the outcome at p90 from that at p10, at least 0; undefined where one of the two
   * is not finite.
   */
  readonly swing: number | undefined;
  /**
   * Whether the outcome goes one way, or stands still, over the nine deciles. What turns round can
   * have a swing that says nothing.
   */
  readonly monotone: boolean;
}

/** What moving the input alone does, and where it stands. */
export interface TornadoRow extends Reach {
  readonly id: string;
  /**
   * The input where its uniform is 0.1 and where it is 0.9; of an input drawn every quarter in the
   * first quarter.
   */
  readonly inputAt: readonly [p10: number, p90: number];
  /**
   * Of a member of a copula: what the outcome does where the other members go with it, each to its
   * median given this one.
   */
  readonly together?: Reach & { readonly copula: string };
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
 * One trial for each decile of each input that moves. It says nothing of what inputs do together,
 * and little of a model that is far from linear: read it beside indices that let all inputs move.
 *
 * The input that moves goes from its own p10 to its own p90, all others stay at their medians,
 * members of the same copula too: the row says what this input alone does to the outcome, and does
 * not depend on the order in which a copula lists its members. What learning a member would say of
 * the outcome is another question, since the others then are expected elsewhere: `together` holds
 * them at their medians given it, which under a Gaussian or a t copula are those where their score
 * is the correlation times its score.
 *
 * A factor moves all that loads on it; an input with loadings moves by the part of its score that
 * is its own, less far than from its p10 to its p90, its factors at 0. An input drawn every quarter
 * moves in all quarters at once.
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
  // Without copulas the uniform of an input says where it stands in its own distribution.
  const { copulas = [], ...alone } = plan;
  const streams = uniformsNeeded(alone);
  const at = (moved: ReadonlyMap<string, number>) =>
    replayUniforms(
      alone,
      Object.fromEntries(
        streams.map(({ id, count }) => [
          id,
          Array.from({ length: count }, () => moved.get(id) ?? MEDIAN),
        ]),
      ),
    );
  const base = at(new Map()).trial.outcomes;
  const moves = plan.program.inputs.flatMap(({ id, used }, input) => {
    if (!used || !streams.some((stream) => stream.id === id)) return [];
    const replays = DECILES.map((u) => at(new Map([[id, u]])));
    const drawn = replays.map(({ inputs }) => firstOf(inputs[input]));
    const copula = copulas.find(({ inputs }) => inputs.includes(id));
    const together = copula && DECILES.map((u) => at(given(copula, id, u)).trial.outcomes);
    return [
      {
        row: { id, inputAt: [drawn[0], drawn[DECILES.length - 1]] as const },
        outcomes: replays.map(({ trial }) => trial.outcomes),
        ...(copula && together ? { copula: copula.id, together } : {}),
      },
    ];
  });
  return wanted.map((column) => ({
    base: base[column],
    rows: moves
      .map(({ row, outcomes, copula, together }) => ({
        ...row,
        ...reach(outcomes.map((all) => all[column])),
        ...(copula && together
          ? { together: { copula, ...reach(together.map((all) => all[column])) } }
          : {}),
      }))
      .toSorted((a, b) => (b.swing ?? -1) - (a.swing ?? -1)),
  }));
}

/**
 * Uniforms of the members of a copula: of one as given, of the others at their medians given that.
 */
function given(
  { inputs, scores, df }: PlannedCopula,
  id: string,
  u: number,
): ReadonlyMap<string, number> {
  const row = scores[inputs.indexOf(id)];
  const t = df === undefined ? undefined : studentT({ df });
  const score = t ? t.quantile(u) : normalQuantile(u);
  return new Map(
    inputs.map((member, k) => {
      if (member === id) return [member, u];
      const own = row[k] * score;
      return [member, t ? t.cdf(own) : normalCdf(own)];
    }),
  );
}

function firstOf(drawn: number | readonly number[]): number {
  return typeof drawn === 'number' ? drawn : drawn[0];
}

function reach(deciles: readonly number[]): Reach {
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
