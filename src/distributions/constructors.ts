/**
 * What a model author uses of this room: a function for each family, and distributions from text.
 */

export type { Distribution, Fit, Parameters } from './distribution.ts';
export { DistributionError, type Problem } from './error.ts';
export { bernoulli } from './families/bernoulli.ts';
export { beta } from './families/beta.ts';
export { binomial } from './families/binomial.ts';
export { chisquared } from './families/chisquared.ts';
export { cumulative } from './families/cumulative.ts';
export { discrete } from './families/discrete.ts';
export { discreteuniform } from './families/discreteuniform.ts';
export { empirical } from './families/empirical.ts';
export { erlang } from './families/erlang.ts';
export { exponential } from './families/exponential.ts';
export { gamma } from './families/gamma.ts';
export { gev } from './families/gev.ts';
export { gumbel, gumbelmin } from './families/gumbel.ts';
export { histogram } from './families/histogram.ts';
export { inverseGaussian } from './families/inversegaussian.ts';
export { johnsonSU } from './families/johnsonsu.ts';
export { logistic } from './families/logistic.ts';
export { loglogistic } from './families/loglogistic.ts';
export { lognormal } from './families/lognormal.ts';
export { loguniform } from './families/loguniform.ts';
export { metalog } from './families/metalog.ts';
export { mixture } from './families/mixture.ts';
export { negativeBinomial } from './families/negativebinomial.ts';
export { normal } from './families/normal.ts';
export { pareto } from './families/pareto.ts';
export { pert } from './families/pert.ts';
export { point } from './families/point.ts';
export { poisson } from './families/poisson.ts';
export { skewNormal } from './families/skewnormal.ts';
export { studentT } from './families/studentt.ts';
export { triangular } from './families/triangular.ts';
export { truncated } from './families/truncated.ts';
export { truncnormal } from './families/truncnormal.ts';
export { uniform } from './families/uniform.ts';
export { weibull } from './families/weibull.ts';
export type { Levels, Pair, Part } from './family.ts';
export { parseDistribution, type ReadColumn } from './parse.ts';
