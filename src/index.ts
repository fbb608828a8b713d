/**
 * The public surface wherever there is JavaScript: what a model is written with, and the verbs that
 * ask it. With Node, `chipcast` is `node/index.ts`, which adds threads and files.
 */

export type { Chart } from './charts/index.ts';
export * from './distributions/constructors.ts';
export { type CompareOptions, compare } from './forecast/compare.ts';
export type { Progress } from './forecast/compute.ts';
export {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  type InputRow,
} from './forecast/evaluate.ts';
export type { Focus, Focused, FocusHooks } from './forecast/focus.ts';
export {
  type ForecastOptions,
  forecast,
  type QuestionOptions,
  question,
} from './forecast/forecast.ts';
export { memoryStore, openRun } from './forecast/memory.ts';
export type { Notice } from './forecast/notice.ts';
export type { Run, RunSummary } from './forecast/run.ts';
export { type ScoreOptions, score } from './forecast/score.ts';
export {
  type AnalysisOptions,
  type SensitivityMethod,
  type SensitivityOptions,
  sensitivity,
} from './forecast/sensitivity.ts';
export { type SolveOptions, type SolveRequest, solve, type VariedInput } from './forecast/solve.ts';
export { UsageError } from './forecast/usage-error.ts';
export type { Verification, VerifyOptions } from './forecast/verify.ts';
export { compound } from './language/compound.ts';
export type {
  Aggregate,
  Copula,
  Correlations,
  Equation,
  Factor,
  Fixed,
  Forward,
  Input,
  Outcome,
  Part,
  Previous,
  Quantity,
  Stock,
  Variable,
} from './language/declaration.ts';
export { ar1, cumulative, delay, randomWalk, smooth } from './language/delays.ts';
export {
  annual,
  at,
  byMonth,
  byQuarter,
  during,
  eq,
  horizon,
  previous,
  ratioOfSums,
  sum,
} from './language/equation.ts';
// The families that take quantities as well, in the place of those above.
export {
  bernoulli,
  beta,
  binomial,
  chisquared,
  type Drawn,
  discreteuniform,
  erlang,
  exponential,
  gamma,
  gev,
  gumbel,
  gumbelmin,
  inverseGaussian,
  johnsonSU,
  logistic,
  loglogistic,
  lognormal,
  loguniform,
  metalog,
  negativeBinomial,
  normal,
  pareto,
  pert,
  poisson,
  skewNormal,
  studentT,
  triangular,
  truncnormal,
  uniform,
  weibull,
} from './language/families.ts';
export { event, pool, to } from './language/judgement.ts';
export { argmax, discount, irr, max, min, npv, rank, sort } from './language/lists.ts';
export type {
  AwaitedReport,
  Component,
  ForecastAsk,
  Guide,
  GuideInput,
  Model,
  Observable,
  Observation,
  PastValue,
  Preset,
  PublishedForecast,
  Source,
} from './language/model.ts';
export { component, model } from './language/model.ts';
export {
  constant,
  copula,
  days,
  factor,
  forward,
  input,
  lever,
  loading,
  months,
  outcome,
  quarters,
  steps,
  stock,
  variable,
  weeks,
  years,
} from './language/quantity.ts';
export type { Shares } from './language/simplex.ts';
export { dirichlet, logisticShares, sharesOf, sticks } from './language/simplex.ts';
export { type LookupOptions, lookup, series } from './language/tables.ts';
export type { Calendar } from './language/time.ts';
export { daily, monthly, once, quarterly, weekly, yearly } from './language/time.ts';
export type { Answer } from './query/answer.ts';
export type { Difference } from './revision/compare.ts';
export type { Comparison } from './revision/comparison.ts';
export type { ScoreDocument } from './score/document.ts';
export type { StatedTruth as Truth } from './score/truth.ts';
export type { Analysis } from './sensitivity/document.ts';
export type { Crossing, Found } from './solve/crossing.ts';
export type { Frontier, FrontierRow, Solution, Varied } from './solve/document.ts';
export type { Estimate, OutcomeSummary, Summary } from './stats/summary.ts';
export type { Check } from './store/inspect.ts';
export type { RunStore } from './store/run-store.ts';
export { InputError } from './text/input-error.ts';
