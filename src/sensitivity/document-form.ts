/** The form of `sensitivity.json`. */

import * as z from 'zod';
import type { Plan } from '../plan/plan.ts';
import { estimateForm } from '../stats/summary-form.ts';
import { anyNumber, checkForm, closed, FormError, whole } from '../text/form.ts';
import type { AccountedInput, Accounting } from './accounting.ts';
import type { Split, Splits } from './by-kind.ts';
import type { Analysis, ByGroup, Index, OutcomeAnalysis, TailDrivers } from './document.ts';
import type { FailedPoint } from './responses.ts';
import type { Move, WatchRow } from './watch.ts';

const text = z.string().max(100_000);
const texts = z.array(text).max(100_000);
const count = whole(0);
const numberOrNull = z.union([anyNumber, z.null()]);
const index: z.ZodType<Index> = z.union([estimateForm, z.null()]);
const byGroup = <T>(of: z.ZodType<T>): z.ZodType<ByGroup<T>> => z.record(text, of);
const indices = byGroup(index);
const ends = z.tuple([anyNumber, anyNumber]);

const split: z.ZodType<Split> = closed<Split>()({ shares: indices, simulationError: numberOrNull });
const accounted: z.ZodType<AccountedInput> = closed<AccountedInput>()({
  id: text,
  members: z.exactOptional(texts),
  label: z.exactOptional(text),
  component: text,
  kind: z.exactOptional(text),
  influence: estimateForm,
  sources: texts,
  ageDays: z.exactOptional(z.strictObject({ youngest: anyNumber, oldest: anyNumber })),
  judgement: z.boolean(),
});

type Driver = TailDrivers['drivers'][string];
const tail: z.ZodType<TailDrivers> = closed<TailDrivers>()({
  threshold: anyNumber,
  drivers: byGroup<Driver>(
    closed<Driver>()({
      distance: index,
      share: index,
      direction: z.union([z.literal('higher'), z.literal('lower'), z.null()]),
    }),
  ),
});

type Together = NonNullable<Part<'tornado'>['rows'][number]['together']>;
type Part<Key extends keyof OutcomeAnalysis> = NonNullable<OutcomeAnalysis[Key]>;
const outcome: z.ZodType<OutcomeAnalysis> = closed<OutcomeAnalysis>()({
  unit: text,
  constant: z.boolean(),
  failures: closed<OutcomeAnalysis['failures']>()({
    points: count,
    of: count,
    share: index,
    located: z.array(closed<FailedPoint>()({ matrix: count, trial: count })).max(1000),
  }),
  sobol: z.exactOptional(
    closed<Part<'sobol'>>()({ first: indices, total: indices, second: indices }),
  ),
  shapley: z.exactOptional(indices),
  morris: z.exactOptional(
    byGroup<Part<'morris'>[string]>(
      closed<Part<'morris'>[string]>()({ mu: index, muStar: index, sigma: index }),
    ),
  ),
  shares: z.exactOptional(closed<Splits>()({ kind: split, component: split })),
  accounting: z.exactOptional(
    closed<Accounting>()({
      rows: z.array(accounted).max(100_000),
      without: z.array(accounted).max(100_000),
      bearing: texts,
      sentence: z.exactOptional(text),
    }),
  ),
  firstOrder: z.exactOptional(indices),
  delta: z.exactOptional(indices),
  pawn: z.exactOptional(indices),
  pawnSlices: z.exactOptional(byGroup(count)),
  spearman: z.exactOptional(indices),
  src: z.exactOptional(indices),
  pcc: z.exactOptional(indices),
  prcc: z.exactOptional(indices),
  linear: z.exactOptional(
    closed<Part<'linear'>>()({
      rSquared: index,
      rankRSquared: index,
      poor: z.boolean(),
      rankPoor: z.boolean(),
    }),
  ),
  information: z.exactOptional(
    byGroup<Part<'information'>[string]>(
      closed<Part<'information'>[string]>()({ removed: index, sdLeft: index }),
    ),
  ),
  tail: z.exactOptional(closed<Part<'tail'>>()({ lowest: tail, highest: tail })),
  dgsm: z.exactOptional(
    byGroup<Part<'dgsm'>[string]>(
      closed<Part<'dgsm'>[string]>()({
        nu: index,
        nuScores: index,
        share: index,
        jumps: z.boolean(),
      }),
    ),
  ),
  tornado: z.exactOptional(
    closed<Part<'tornado'>>()({
      base: anyNumber,
      rows: z
        .array(
          closed<Part<'tornado'>['rows'][number]>()({
            input: text,
            inputAt: ends,
            outcomeAt: ends,
            swing: numberOrNull,
            monotone: z.boolean(),
            together: z.exactOptional(
              closed<Together>()({
                copula: text,
                outcomeAt: ends,
                swing: numberOrNull,
                monotone: z.boolean(),
              }),
            ),
          }),
        )
        .max(100_000),
    }),
  ),
});

const move: z.ZodType<Move> = closed<Move>()({ at: anyNumber, trials: count, move: estimateForm });
const watchRow: z.ZodType<WatchRow> = closed<WatchRow>()({
  quantity: text,
  label: z.exactOptional(text),
  unit: text,
  by: text,
  quarter: text,
  knownOn: text,
  headline: text,
  varianceRemoved: estimateForm,
  moves: z.array(move).max(1000),
});

const analysisForm: z.ZodType<Analysis> = closed<Analysis>()({
  format: z.literal(1),
  model: text,
  seed: text,
  design: text,
  base: whole(1),
  replicates: whole(1),
  methods: texts,
  evaluations: count,
  groups: byGroup<readonly string[]>(texts),
  grouping: z.exactOptional(z.enum(['input', 'component', 'kind', 'table'])),
  outcomes: byGroup(outcome),
  evppi: z.exactOptional(
    closed<NonNullable<Analysis['evppi']>>()({
      options: texts,
      everything: z.exactOptional(index),
      value: indices,
    }),
  ),
  watch: z.exactOptional(z.array(watchRow).max(100_000)),
  asOf: text,
  digests: z.record(text, text),
});

/**
 * An analysis that was stored beside a run.
 *
 * @throws FormError with every fault of its form, or that it is of another model
 */
export function checkAnalysis(content: unknown, { model }: Pick<Plan, 'model'>): Analysis {
  const analysis = checkForm(analysisForm, content);
  if (analysis.model !== model)
    throw new FormError([`model: is ${analysis.model}, the run is of ${model}`]);
  return analysis;
}
