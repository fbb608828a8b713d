/** What the page and its worker say to each other. */

import type { Asked } from '../page/beside.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate, Summary } from '../stats/summary.ts';

export type ToWorker =
  /** Once, before anything else: the question of the run, cut down to what the page shows. */
  | { readonly kind: 'begin'; readonly plan: Plan; readonly asked: Asked | undefined }
  | { readonly kind: 'compute'; readonly number: number; readonly plan: Plan }
  /** The whole run again, for its digest. */
  | { readonly kind: 'verify'; readonly plan: Plan };

export type FromWorker =
  | {
      readonly kind: 'computed';
      readonly number: number;
      readonly summary: Summary;
      /** Of the headline, from the run's own assumptions on the same draws. */
      readonly difference: Estimate | undefined;
      readonly milliseconds: number;
    }
  | { readonly kind: 'verifying'; readonly done: number; readonly trials: number }
  | { readonly kind: 'verified'; readonly digest: string }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string };
