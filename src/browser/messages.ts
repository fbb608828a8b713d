/** What the page and its workers say to each other. */

import type { Asked } from '../page/beside.ts';
import type { Plan } from '../plan/plan.ts';
import type { Estimate, OutcomeSummary } from '../stats/summary.ts';
import type { Changes } from './question.ts';

export type ToWorker =
  /** Once, before anything else. */
  | {
      readonly kind: 'begin';
      /** The question of the run, and what its page is titled with. */
      readonly plan: Plan;
      readonly asked: Asked | undefined;
      /** The number of this worker, and how many there are. */
      readonly own: number;
      /** To each of the others; nothing at the own place. */
      readonly peers: readonly (MessagePort | undefined)[];
    }
  /** To all workers alike: together they compute the answer. */
  | { readonly kind: 'compute'; readonly number: number; readonly changes: Changes }
  /** To one: the whole run again, for its digest. */
  | { readonly kind: 'verify' };

export type FromWorker =
  | {
      readonly kind: 'part';
      readonly number: number;
      /** By number of the column: all parts have them all. */
      readonly outcomes: readonly (readonly [column: number, summary: OutcomeSummary])[];
      /**
       * Of the headline, from the run's own assumptions on the same draws: of the worker that has
       * its column.
       */
      readonly difference: Estimate | undefined;
      readonly milliseconds: number;
    }
  | { readonly kind: 'verifying'; readonly done: number; readonly trials: number }
  | { readonly kind: 'verified'; readonly digest: string }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string };
