/** The form of `evidence.json`, and whether the evidence of a plan can be read. */

import * as z from 'zod';
import { ConditionError } from '../condition/condition.ts';
import type { Plan } from '../plan/plan.ts';
import { UPDATES } from '../plan/updates.ts';
import { estimateForm, quantilesForm } from '../stats/summary-form.ts';
import { anyNumber, closed, FormError, whole } from '../text/form.ts';
import type {
  BeforeAfter,
  EvidenceDocument,
  HeadlineMoves,
  PieceMove,
  Spread,
} from './document.ts';
import { LikelihoodError } from './likelihood.ts';
import type { SampleSize } from './quality.ts';
import { piecesOf } from './weigh.ts';

const text = z.string().max(100_000);
const byName = z.string().max(1000);
const numberOrNull = z.union([anyNumber, z.null()]);

const size: z.ZodType<SampleSize> = closed<SampleSize>()({ fraction: anyNumber, count: anyNumber });
const spread: z.ZodType<Spread> = closed<Spread>()({
  mean: estimateForm,
  sd: estimateForm,
  quantiles: quantilesForm,
});
const beforeAfter = { unit: text, prior: spread, posterior: spread };
const move: z.ZodType<PieceMove> = closed<PieceMove>()({
  id: text,
  known: text,
  leftOut: estimateForm,
  inOrder: estimateForm,
});
const moves: z.ZodType<HeadlineMoves> = closed<HeadlineMoves>()({
  unit: text,
  statistic: z.enum(['probability', 'mean']),
  prior: estimateForm,
  posterior: estimateForm,
  pieces: z.array(move).max(10_000),
});

export const evidenceDocumentForm: z.ZodType<EvidenceDocument> = closed<EvidenceDocument>()({
  format: z.literal(1),
  method: z.enum(UPDATES),
  asOf: z.exactOptional(text),
  trials: whole(1),
  ess: size,
  observations: z.record(text, size),
  largestShare: anyNumber,
  paretoK: numberOrNull,
  agreement: numberOrNull,
  pieces: z
    .array(
      closed<EvidenceDocument['pieces'][number]>()({
        id: text,
        known: text,
        quantity: z.exactOptional(text),
        likelihood: z.exactOptional(text),
        reading: z.exactOptional(text),
        sources: z.exactOptional(z.array(text).max(10_000)),
        file: z.exactOptional(text),
        alone: size,
      }),
    )
    .max(10_000),
  clashes: z.array(text).max(100_000),
  outcomes: z.record(byName, closed<BeforeAfter>()(beforeAfter)),
  inputs: z.record(
    byName,
    closed<BeforeAfter & { readonly moved: number }>()({ ...beforeAfter, moved: anyNumber }),
  ),
  headlines: z.record(byName, moves),
  tempering: z.exactOptional(
    closed<NonNullable<EvidenceDocument['tempering']>>()({
      degrees: z.tuple([anyNumber, anyNumber]),
      sweeps: anyNumber,
      accepted: anyNumber,
      logEvidence: estimateForm,
    }),
  ),
});

/**
 * That every quantity, likelihood and condition of the evidence of a plan can be read against its
 * program.
 *
 * @throws FormError with the first that cannot
 */
export function checkEvidence(plan: Pick<Plan, 'program' | 'evidence'>): void {
  try {
    piecesOf(plan);
  } catch (error) {
    if (!(error instanceof ConditionError || error instanceof LikelihoodError)) throw error;
    throw new FormError([`evidence: ${error.message}`]);
  }
}
