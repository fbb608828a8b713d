/** The forms of what other commands leave and tables are made of, as far as the tables read it. */

import * as z from 'zod';
import type { BatchManifest, Parts } from '../batch/manifest.ts';
import type { ScoreDocument } from '../score/document.ts';
import { checkForm, closed, whole } from '../text/form.ts';

const text = z.string();
/** What is not finite is null in JSON, or stands as a text. */
const number = z.union([z.number(), z.nan(), z.literal([Infinity, -Infinity])]).nullable();
const estimate = z.looseObject({ value: number, se: number, low: number, high: number });

const scoresForm = z.looseObject({
  truth: text,
  runs: z.array(
    z.looseObject({
      run: text,
      targets: z.array(
        z.looseObject({
          target: text,
          unit: text,
          kind: text,
          truth: z.looseObject({
            known: text,
            value: z.number().optional(),
            below: z.number().optional(),
            above: z.number().optional(),
            between: z.tuple([z.number(), z.number()]).optional(),
          }),
          hindsight: z.boolean(),
          scores: z.record(text, estimate),
          baselines: z.record(text, z.looseObject({})),
        }),
      ),
    }),
  ),
});

const comparisonForm = z.looseObject({
  runs: z.array(
    z.looseObject({
      run: text,
      outcomes: z.record(
        text,
        z.looseObject({
          differences: z.array(z.looseObject({ statistic: text, difference: estimate })),
        }),
      ),
    }),
  ),
});

const batchForm = z.looseObject({
  format: z.literal(1),
  batch: text,
  cells: z.array(
    z.looseObject({
      name: text,
      state: z.enum(['done', 'failed', 'stopped', 'waiting']),
      // A folder beside the file, and no other.
      run: text.regex(/^[^/\\]*[^/\\.][^/\\]*$/, { error: 'wanted the name of a run folder' }),
      parts: closed<Parts>()({
        equations: text,
        assumptions: text,
        correlations: text,
        evidence: text,
        seed: text,
        trials: whole(1),
        replicates: whole(1),
        design: text,
        numerics: whole(0),
      }),
    }),
  ),
  comparison: comparisonForm.optional(),
});

/** @throws FormError with every fault */
export function checkScores(content: unknown): ScoreDocument {
  return checkForm(scoresForm, content) as unknown as ScoreDocument;
}

/** @throws FormError with every fault */
export function checkBatch(content: unknown): BatchManifest {
  return checkForm(batchForm, content) as unknown as BatchManifest;
}
