/** The form of a stored summary. */

import * as z from 'zod';
import { anyNumber, closed, whole } from '../text/form.ts';
import type {
  AskedAndAchieved,
  CorrelationSummary,
  Estimate,
  Jump,
  OutcomeSummary,
  PlacedForecast,
  QuantileEstimate,
  QuantileName,
  Summary,
} from './summary.ts';

const text = z.string().max(100_000);
const numberOrNull = z.union([anyNumber, z.null()]);
const count = whole(0);

export const estimateForm: z.ZodType<Estimate> = closed<Estimate>()({
  value: numberOrNull,
  se: numberOrNull,
  low: numberOrNull,
  high: numberOrNull,
  unsupported: z.exactOptional(text),
});

const quantile: z.ZodType<QuantileEstimate> = closed<QuantileEstimate>()({
  value: numberOrNull,
  se: numberOrNull,
  low: numberOrNull,
  high: numberOrNull,
  unsupported: z.exactOptional(text),
  jump: z.exactOptional(closed<Jump>()({ below: estimateForm, atMost: estimateForm })),
});

export const quantilesForm: z.ZodType<OutcomeSummary['quantiles']> = closed<
  Record<QuantileName, QuantileEstimate>
>()({
  p5: quantile,
  p10: quantile,
  p25: quantile,
  p50: quantile,
  p75: quantile,
  p90: quantile,
  p95: quantile,
});

const outcome: z.ZodType<OutcomeSummary> = closed<OutcomeSummary>()({
  id: text,
  unit: text,
  mean: estimateForm,
  sd: estimateForm,
  quantiles: quantilesForm,
  tails: z.strictObject({ lower: numberOrNull, upper: numberOrNull }),
  least: numberOrNull,
  greatest: numberOrNull,
  failures: count,
  shares: z.exactOptional(
    z.array(z.strictObject({ value: anyNumber, share: estimateForm })).max(1000),
  ),
  further: z.exactOptional(
    z.array(z.strictObject({ p: z.number().gt(0).lt(1), quantile })).max(100),
  ),
  worlds: z.exactOptional(z.array(anyNumber).max(10_000)),
  chances: z.exactOptional(
    z.array(z.strictObject({ atLeast: anyNumber, share: estimateForm })).max(1000),
  ),
});

const askedAndAchieved: z.ZodType<AskedAndAchieved> = closed<AskedAndAchieved>()({
  asked: anyNumber,
  achieved: estimateForm,
});

const pair: z.ZodType<CorrelationSummary> = closed<CorrelationSummary>()({
  inputs: z.tuple([text, text]),
  by: text,
  rank: askedAndAchieved,
  kendall: z.exactOptional(askedAndAchieved),
  pearson: z.exactOptional(askedAndAchieved),
});

const placed: z.ZodType<PlacedForecast> = closed<PlacedForecast>()({
  id: text,
  found: z.array(z.strictObject({ what: text, share: estimateForm })).max(10_000),
});

export const summaryForm: z.ZodType<Summary> = closed<Summary>()({
  trials: whole(1),
  replicates: whole(1),
  quantiles: z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('draws') }),
    z.strictObject({ method: z.literal('buckets'), pilot: whole(1) }),
  ]),
  outcomes: z.array(outcome).max(1_000_000),
  correlations: z.exactOptional(
    closed<NonNullable<Summary['correlations']>>()({
      trials: whole(1),
      pairs: z.array(pair).max(1_000_000),
    }),
  ),
  published: z.exactOptional(z.array(placed).max(100_000)),
  failures: z
    .array(z.strictObject({ outcome: text, count, trials: z.array(count).max(1000) }))
    .max(1_000_000),
});
