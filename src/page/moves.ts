/** What evidence did to the headline, piece by piece. */

import type { PageInput } from './beside.ts';
import { askedOf } from './headline.ts';

export interface Moves {
  readonly prior: number | null;
  readonly posterior: number | null;
  /** In order of date; they add up from prior to posterior. */
  readonly pieces: readonly {
    readonly id: string;
    readonly what: string;
    readonly known: string;
    readonly move: number;
  }[];
}

/** Undefined where no evidence weighs the trials, or it is not told what it did to the headline. */
export function movesOf({ plan, summary, evidence }: PageInput): Moves | undefined {
  if (evidence === undefined) return undefined;
  const asked = askedOf(plan, summary);
  const found = asked && evidence.headlines[asked.column];
  // Medians have no moves that add up.
  if (!found || asked?.statistic !== 'probability') return undefined;
  const told = new Map(evidence.pieces.map((piece) => [piece.id, piece]));
  return {
    prior: found.prior.value,
    posterior: found.posterior.value,
    pieces: found.pieces.flatMap(({ id, known, inOrder }) =>
      inOrder.value === null
        ? []
        : [{ id, known, move: inOrder.value, what: told.get(id)?.reading ?? id }],
    ),
  };
}
