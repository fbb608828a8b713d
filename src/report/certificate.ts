/** What the self-test found, as data. */

import * as z from 'zod';
import { anyNumber, closed, whole } from '../text/form.ts';

/** One thing that was held against what it should be. */
export interface Check {
  /** What is checked, such as `exp` or `gamma quantiles`. */
  readonly name: string;
  readonly group: string;
  /** What was found: the worst error, a z-score. */
  readonly found: number;
  /** What it may be at most. */
  readonly limit: number;
  /** What the two numbers are: `relative error`, `z-score`. */
  readonly measure: string;
  /** How many values were compared. */
  readonly count: number;
  readonly passed: boolean;
}

/** The same on every machine that computes rightly: nothing of when or where is in it. */
export interface Certificate {
  readonly format: 1;
  readonly version: string;
  readonly numerics: number;
  readonly passed: boolean;
  readonly checks: readonly Check[];
}

const text = z.string().max(1000);

export const certificateForm: z.ZodType<Certificate> = closed<Certificate>()({
  format: z.literal(1),
  version: text,
  numerics: whole(0),
  passed: z.boolean(),
  checks: z
    .array(
      closed<Check>()({
        name: text,
        group: text,
        found: anyNumber,
        limit: anyNumber,
        measure: text,
        count: whole(0),
        passed: z.boolean(),
      }),
    )
    .max(10_000),
});
