/** Designs that exchange groups of inputs between two samples, computed for all that is asked. */

import { sha256 } from '../compile/canonical.ts';
import { outcomeColumns } from '../compile/program.ts';
import type { Executor } from '../execute/executor.ts';
import type { OutcomeFacts } from './document.ts';
import { scaled, times, unitScale } from './magnitude.ts';
import type { Design } from './methods/method.ts';
import { type AskedOutcome, askedValues } from './request.ts';
import { type Evaluating, evaluate, failedShare, type Responses, usable } from './responses.ts';
import { isConstant } from './shapley.ts';

/** What a design gives: of each outcome a piece of its analysis, and facts of how it came. */
export interface Exchanged<Piece> {
  readonly pieces: readonly Piece[];
  readonly facts: readonly Omit<OutcomeFacts, 'unit'>[];
  readonly evaluations: number;
  readonly digest: string;
}

/** Computes a design and applies it to all that is asked, in one pass over the model. */
export async function exchange<Piece>(
  { plans, analyse }: Design<Piece>,
  asked: readonly AskedOutcome[],
  executor: Executor,
  hooks: Evaluating,
): Promise<Exchanged<Piece>> {
  const found: Responses[] = [];
  for (const plan of plans) found.push(await evaluate(plan, executor, hooks));
  const responses = joined(found);
  const [{ program, trials }] = plans;
  const numberOf = new Map(outcomeColumns(program).map(({ id }, k) => [id, k]));
  const analysed = asked.map((one) => {
    const column = numberOf.get(one.column) ?? -1;
    const { positions, located } = responses.failed[column];
    const { matrices, firsts } = usable(responses, column);
    const asIs = matrices.map((matrix) => askedValues(one, matrix));
    const scale = unitScale(asIs);
    const values = asIs.map((matrix) => scaled(matrix, scale));
    return {
      piece: analyse({
        matrices: values,
        firsts,
        whole: positions.size === 0,
        inUnit: (index) => (index === null || scale === 1 ? index : times(index, 1 / scale)),
      }),
      facts: {
        constant: isConstant(values),
        failures: {
          points: positions.size,
          of: trials,
          share: failedShare(positions, responses.firsts),
          located,
        },
      },
    };
  });
  return {
    pieces: analysed.map(({ piece }) => piece),
    facts: analysed.map(({ facts }) => facts),
    evaluations: plans.reduce(
      (sum, plan) => sum + (plan.exchange?.matrices.length ?? 1) * trials,
      0,
    ),
    digest: sha256(responses.digests.join('\n')),
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
