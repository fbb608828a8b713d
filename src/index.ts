/** The public surface: what a model author imports from `chipcast`. */

export type { Aggregate, Equation, Part, Previous } from './language/equation.ts';
export { annual, during, eq, horizon, previous, ratioOfSums, sum } from './language/equation.ts';
export { component, model } from './language/model.ts';
export type {
  Chart,
  Component,
  Model,
  Observable,
  Observation,
  Preset,
  ForecastAsk,
  PublishedForecast,
  Source,
} from './language/model.ts';
export {
  constant,
  copula,
  factor,
  forward,
  input,
  lever,
  loading,
  outcome,
  quarters,
  stock,
  variable,
  years,
} from './language/quantity.ts';
export type {
  Copula,
  Correlations,
  Factor,
  Fixed,
  Forward,
  Input,
  Outcome,
  Quantity,
  Stock,
  Variable,
} from './language/quantity.ts';
export type { Shares } from './language/simplex.ts';
export { dirichlet, logisticShares, sharesOf, sticks } from './language/simplex.ts';
export type { Calendar } from './language/time.ts';
export { quarterly } from './language/time.ts';
export * from './dist/constructors.ts';
export { readColumn, readColumn as csvColumn } from './tables/read-column.ts';
