/** The watch list: what coming figures would tell. */

import * as z from 'zod';
import { estimateForm } from '../../stats/summary-form.ts';
import { anyNumber, closed } from '../../text/form.ts';
import { countForm, textForm } from '../by-group.ts';
import { comingNews } from '../coming-news.ts';
import type { Move, WatchRow } from '../watch.ts';
import type { PathsMethod } from './method.ts';

export interface WatchPart {
  /** What will become known after the as-of day, and what it would tell. */
  readonly watch: readonly WatchRow[];
}

const moveForm: z.ZodType<Move> = closed<Move>()({
  at: anyNumber,
  trials: countForm,
  move: estimateForm,
});

export const watch: PathsMethod<'watch', WatchPart> = {
  name: 'watch',
  about: 'what coming figures would tell',
  needs: 'paths',
  form: {
    watch: z
      .array(
        closed<WatchRow>()({
          quantity: textForm,
          label: z.exactOptional(textForm),
          unit: textForm,
          by: textForm,
          quarter: textForm,
          knownOn: textForm,
          headline: textForm,
          varianceRemoved: estimateForm,
          moves: z.array(moveForm).max(1000),
        }),
      )
      .max(100_000),
  },
  async measure({ plan, asked, trials, asOf, evidence }, executor, hooks) {
    const found = await comingNews(plan, asked, trials, asOf, executor, hooks, evidence);
    if (found === undefined) return undefined;
    const { rows, evaluations, digest } = found;
    return { part: { watch: rows }, evaluations, digest };
  },
};
