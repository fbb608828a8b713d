/**
 * Every family: a new one is a file beside this and a line here. The list, the parser, the
 * reference, the tests of laws and the self-test follow.
 */

export { bernoulli } from './bernoulli.ts';
export { beta } from './beta.ts';
export { binomial } from './binomial.ts';
export { chisquared } from './chisquared.ts';
export { cumulative } from './cumulative.ts';
export { discrete } from './discrete.ts';
export { discreteuniform } from './discreteuniform.ts';
export { empirical } from './empirical.ts';
export { erlang } from './erlang.ts';
export { exponential } from './exponential.ts';
export { gamma } from './gamma.ts';
export { gev } from './gev.ts';
export { gumbel, gumbelmin } from './gumbel.ts';
export { histogram } from './histogram.ts';
export { inverseGaussian } from './inversegaussian.ts';
export { johnsonSU } from './johnsonsu.ts';
export { logistic } from './logistic.ts';
export { loglogistic } from './loglogistic.ts';
export { lognormal } from './lognormal.ts';
export { loguniform } from './loguniform.ts';
export { metalog } from './metalog.ts';
export { mixture } from './mixture.ts';
export { negativeBinomial } from './negativebinomial.ts';
export { normal } from './normal.ts';
export { pareto } from './pareto.ts';
export { pert } from './pert.ts';
export { point } from './point.ts';
export { poisson } from './poisson.ts';
export { skewNormal } from './skewnormal.ts';
export { studentT } from './studentt.ts';
export { triangular } from './triangular.ts';
export { truncated } from './truncated.ts';
export { truncnormal } from './truncnormal.ts';
export { uniform } from './uniform.ts';
export { weibull } from './weibull.ts';
