/**
 * The form of a stored program: every key, its type and its size. What the numbers in it mean is
 * checked in `check-program.ts`.
 */

import * as z from 'zod';
import { chartForm } from '../charts/index.ts';
import type { OutcomeSet } from '../language/declaration.ts';
import type {
  AwaitedReport,
  ForecastAsk,
  Observable,
  PastValue,
  Preset,
  PublishedForecast,
  Source,
} from '../language/model.ts';
import { AGGREGATES, type AggregateKind } from '../language/operations/aggregates.ts';
import { OPERATIONS } from '../language/operations/index.ts';
import type { Operation } from '../language/operations/row.ts';
import { MOST_STEPS } from '../language/time.ts';
import { anyNumber, closed, hash, whole } from '../text/form.ts';
import type {
  InputAbout,
  Program,
  ProgramCopula,
  ProgramInput,
  ProgramObservable,
  ProgramOutcome,
  Value,
  VariableAbout,
} from './program.ts';

/** Far beyond any model, and a program of this size still fits in memory. */
const MOST_VALUES = 1_000_000;
const MOST_NAMED = 100_000;

const index = whole(0, MOST_VALUES);
const text = z.string().max(100_000);
const texts = z.array(text).max(MOST_NAMED);
/** As declarations have them. */
const id = z
  .string()
  .max(256)
  .regex(/^[A-Za-z][\w.-]*$/);
const number = z.number();
const perTrialOrQuarter = z.enum(['trial', 'quarter']);

/** Names of the operations of so many operands. */
const operationsOf = (operands: number) =>
  z.enum(
    (Object.keys(OPERATIONS) as Operation[]).filter(
      (name) => OPERATIONS[name].derivatives.length === operands,
    ),
  );
type Of<Op extends Value['op']> = Extract<Value, { readonly op: Op }>;
type Operator = Extract<Value, { readonly args: readonly number[] }>;

const value: z.ZodType<Value> = z.discriminatedUnion('op', [
  closed<Of<'constant'>>()({ op: z.literal('constant'), value: anyNumber }),
  closed<Of<'schedule'>>()({
    op: z.literal('schedule'),
    values: z.array(anyNumber).max(MOST_STEPS),
  }),
  closed<Of<'input'>>()({ op: z.literal('input'), input: index }),
  closed<Of<'previous'>>()({ op: z.literal('previous'), state: index }),
  closed<Of<'aggregate'>>()({
    op: z.literal('aggregate'),
    kind: z.enum(Object.keys(AGGREGATES) as AggregateKind[]),
    of: index,
    window: z.exactOptional(z.tuple([index, index])),
  }),
  closed<Operator>()({ op: operationsOf(1), args: z.tuple([index]) }),
  closed<Operator>()({ op: operationsOf(2), args: z.tuple([index, index]) }),
  closed<Operator>()({ op: operationsOf(3), args: z.tuple([index, index, index]) }),
]);

/** What values mean, by the value. */
const codes = z.record(z.string().regex(/^-?\d{1,16}$/), text);

const inputForm: z.ZodType<ProgramInput> = closed<ProgramInput>()({
  id,
  unit: text,
  over: perTrialOrQuarter,
  // The values of an empirical distribution stand in its text.
  distribution: z.string().max(100_000_000),
  loadings: z.array(z.strictObject({ factor: id, weight: number })).max(1000),
  dimensions: z.array(whole(0, 0x7fffffff)).max(MOST_STEPS),
  used: z.boolean(),
  about: closed<InputAbout>()({
    component: text,
    role: text,
    label: z.exactOptional(text),
    why: z.exactOptional(text),
    sources: z.exactOptional(texts),
    range: z.exactOptional(z.tuple([anyNumber, anyNumber])),
    judgement: z.exactOptional(z.boolean()),
    kind: z.exactOptional(text),
    codes: z.exactOptional(codes),
  }),
});

/** Rows of numbers; whether they are as many as they should be is for `check-program.ts`. */
export const matrixForm = z.array(z.array(number).max(1000)).max(1000);

export const copulaShape = {
  id: z.string().max(2000),
  df: z.exactOptional(number.min(1)),
  measure: z.enum(['rank', 'kendall', 'pearson']),
  inputs: z.array(id).min(2).max(1000),
  target: matrixForm,
  over: perTrialOrQuarter,
  dimensions: z.array(whole(0, 0x7fffffff)).max(MOST_STEPS),
};

const copula: z.ZodType<ProgramCopula> = closed<ProgramCopula>()({
  ...copulaShape,
  about: closed<ProgramCopula['about']>()({
    label: z.exactOptional(text),
    why: z.exactOptional(text),
    sources: z.exactOptional(texts),
  }),
});

const outcome: z.ZodType<ProgramOutcome> = closed<ProgramOutcome>()({
  id,
  unit: text,
  over: z.enum(['horizon', 'year', 'quarter']),
  period: z.exactOptional(z.string().max(40)),
  value: index,
  about: closed<ProgramOutcome['about']>()({
    label: z.exactOptional(text),
    basis: z.exactOptional(text),
    kind: z.exactOptional(z.enum(['event', 'category', 'amount'])),
    codes: z.exactOptional(codes),
    set: z.exactOptional(
      closed<OutcomeSet>()({ id: text, member: text, label: z.exactOptional(text) }),
    ),
    equation: z.exactOptional(text),
  }),
});

const observable: z.ZodType<ProgramObservable> = closed<Observable & ProgramObservable>()({
  quantity: id,
  label: z.exactOptional(text),
  lagDays: whole(0, 3650),
  by: text,
  unit: text,
  over: perTrialOrQuarter,
});

const ask: z.ZodType<ForecastAsk> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['percentile', 'atLeast', 'atMost']), value: number }),
  z.strictObject({ kind: z.literal('inside'), low: number, high: number }),
  z.strictObject({ kind: z.enum(['mean', 'oneLessMean']) }),
  z.strictObject({ kind: z.literal('identity') }),
]) as z.ZodType<ForecastAsk>;

const forecast: z.ZodType<PublishedForecast> = closed<PublishedForecast>()({
  id: text,
  claimant: text,
  claim: text,
  outcomes: z.array(z.string().max(300)).max(1000),
  statistic: text,
  value: text,
  note: text,
  ask: z.exactOptional(ask),
});

const pastValue: z.ZodType<PastValue> = closed<PastValue>()({
  outcome: id,
  period: z.string().max(40),
  value: number,
  unit: text,
  sources: z.exactOptional(texts),
  note: z.exactOptional(text),
});

const awaitedReport: z.ZodType<AwaitedReport> = closed<AwaitedReport>()({
  report: text,
  due: text,
  tells: texts,
  sources: z.exactOptional(texts),
});

const preset: z.ZodType<Preset> = closed<Preset>()({
  question: text,
  set: z.record(id, z.union([number, text])),
});

/** The register has columns of its own beside those that every register has. */
const source = z.record(z.string().max(300), text).check(({ value: row, issues }) => {
  for (const key of ['id', 'publisher', 'title', 'date', 'claim', 'value', 'unit'])
    if (!Object.hasOwn(row, key))
      issues.push({ code: 'custom', input: row, path: [key], message: 'is missing' });
}) as unknown as z.ZodType<Source>;

export const programForm: z.ZodType<Program> = closed<Program>()({
  format: z.literal(1),
  name: z.string().min(1).max(300),
  title: text,
  edition: z.exactOptional(whole(1, 1_000_000)),
  fingerprint: hash,
  time: closed<Program['time']>()({
    step: z.exactOptional(z.enum(['year', 'month', 'week', 'day', 'once'])),
    start: text,
    quarters: z.array(z.string().max(40)).min(1).max(MOST_STEPS),
    years: z
      .array(z.strictObject({ label: z.string().max(40), from: index, to: index }))
      .min(1)
      .max(MOST_STEPS),
  }),
  inputs: z.array(inputForm).max(MOST_NAMED),
  copulas: z.exactOptional(z.array(copula).max(1000)),
  values: z.array(value).max(MOST_VALUES),
  sections: closed<Program['sections']>()({
    once: z.array(index).max(MOST_VALUES),
    quarter: z.array(index).max(MOST_VALUES),
    year: z.array(index).max(MOST_VALUES),
    end: z.array(index).max(MOST_VALUES),
  }),
  states: z.array(z.strictObject({ opening: index, next: index })).max(MOST_VALUES),
  outcomes: z.array(outcome).min(1).max(MOST_NAMED),
  variables: z
    .array(
      closed<Program['variables'][number]>()({
        id,
        unit: text,
        over: perTrialOrQuarter,
        value: index,
        component: z.exactOptional(text),
        about: z.exactOptional(
          closed<VariableAbout>()({
            label: z.exactOptional(text),
            why: z.exactOptional(text),
            sources: z.exactOptional(texts),
            equation: text,
            opening: z.exactOptional(text),
          }),
        ),
      }),
    )
    .max(MOST_NAMED),
  components: z.exactOptional(
    z.array(z.strictObject({ name: text, summary: text })).max(MOST_NAMED),
  ),
  headlines: z.exactOptional(z.array(z.string().max(300)).max(MOST_NAMED)),
  quantiles: z.exactOptional(z.array(z.number().gt(0).lt(1)).max(100)),
  observables: z.exactOptional(z.array(observable).max(MOST_NAMED)),
  charts: z.exactOptional(z.array(chartForm).max(1000)),
  forecasts: z.exactOptional(z.array(forecast).max(MOST_NAMED)),
  history: z.exactOptional(z.array(pastValue).max(MOST_NAMED)),
  awaited: z.exactOptional(z.array(awaitedReport).max(MOST_NAMED)),
  presets: z.exactOptional(z.record(z.string().max(300), preset)),
  knows: z.exactOptional(text),
  unitNames: z.exactOptional(z.record(z.string().max(300), text)),
  translations: z.exactOptional(z.record(z.string().max(40), z.record(text, text))),
  sources: z.exactOptional(z.array(source).max(MOST_NAMED)),
});
