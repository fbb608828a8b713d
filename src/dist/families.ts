/** Every family by name: a new one is a file beside this and a line here. */

import { bernoulliFamily } from './bernoulli.ts';
import { betaFamily } from './beta.ts';
import { binomialFamily } from './binomial.ts';
import { chisquaredFamily } from './chisquared.ts';
import { discreteFamily } from './discrete.ts';
import { discreteuniformFamily } from './discreteuniform.ts';
import { empiricalFamily } from './empirical.ts';
import { erlangFamily } from './erlang.ts';
import { exponentialFamily } from './exponential.ts';
import type { Family } from './family.ts';
import { gammaFamily } from './gamma.ts';
import { gevFamily } from './gev.ts';
import { gumbelFamily, gumbelminFamily } from './gumbel.ts';
import { inversegaussianFamily } from './inversegaussian.ts';
import { johnsonsuFamily } from './johnsonsu.ts';
import { logisticFamily } from './logistic.ts';
import { loglogisticFamily } from './loglogistic.ts';
import { lognormalFamily } from './lognormal.ts';
import { loguniformFamily } from './loguniform.ts';
import { metalogFamily } from './metalog.ts';
import { mixtureFamily } from './mixture.ts';
import { negativebinomialFamily } from './negativebinomial.ts';
import { normalFamily } from './normal.ts';
import { paretoFamily } from './pareto.ts';
import { pertFamily } from './pert.ts';
import { pointFamily } from './point.ts';
import { poissonFamily } from './poisson.ts';
import { skewnormalFamily } from './skewnormal.ts';
import { studenttFamily } from './studentt.ts';
import { triangularFamily } from './triangular.ts';
import { truncatedFamily } from './truncated.ts';
import { truncnormalFamily } from './truncnormal.ts';
import { uniformFamily } from './uniform.ts';
import { weibullFamily } from './weibull.ts';

export const families: readonly Family[] = Object.freeze([
  pointFamily,
  normalFamily,
  truncnormalFamily,
  lognormalFamily,
  uniformFamily,
  pertFamily,
  betaFamily,
  discreteFamily,
  discreteuniformFamily,
  bernoulliFamily,
  loguniformFamily,
  triangularFamily,
  exponentialFamily,
  weibullFamily,
  logisticFamily,
  loglogisticFamily,
  gumbelFamily,
  gumbelminFamily,
  paretoFamily,
  gevFamily,
  studenttFamily,
  gammaFamily,
  chisquaredFamily,
  erlangFamily,
  inversegaussianFamily,
  skewnormalFamily,
  johnsonsuFamily,
  poissonFamily,
  binomialFamily,
  negativebinomialFamily,
  metalogFamily,
  mixtureFamily,
  empiricalFamily,
  truncatedFamily,
]);
