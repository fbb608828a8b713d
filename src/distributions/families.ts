/** Every family by name: a new one is a file beside this and a line here. */

import { bernoulliFamily } from './families/bernoulli.ts';
import { betaFamily } from './families/beta.ts';
import { binomialFamily } from './families/binomial.ts';
import { chisquaredFamily } from './families/chisquared.ts';
import { cumulativeFamily } from './families/cumulative.ts';
import { discreteFamily } from './families/discrete.ts';
import { discreteuniformFamily } from './families/discreteuniform.ts';
import { empiricalFamily } from './families/empirical.ts';
import { erlangFamily } from './families/erlang.ts';
import { exponentialFamily } from './families/exponential.ts';
import { gammaFamily } from './families/gamma.ts';
import { gevFamily } from './families/gev.ts';
import { gumbelFamily, gumbelminFamily } from './families/gumbel.ts';
import { histogramFamily } from './families/histogram.ts';
import { inversegaussianFamily } from './families/inversegaussian.ts';
import { johnsonsuFamily } from './families/johnsonsu.ts';
import { logisticFamily } from './families/logistic.ts';
import { loglogisticFamily } from './families/loglogistic.ts';
import { lognormalFamily } from './families/lognormal.ts';
import { loguniformFamily } from './families/loguniform.ts';
import { metalogFamily } from './families/metalog.ts';
import { mixtureFamily } from './families/mixture.ts';
import { negativebinomialFamily } from './families/negativebinomial.ts';
import { normalFamily } from './families/normal.ts';
import { paretoFamily } from './families/pareto.ts';
import { pertFamily } from './families/pert.ts';
import { pointFamily } from './families/point.ts';
import { poissonFamily } from './families/poisson.ts';
import { skewnormalFamily } from './families/skewnormal.ts';
import { studenttFamily } from './families/studentt.ts';
import { triangularFamily } from './families/triangular.ts';
import { truncatedFamily } from './families/truncated.ts';
import { truncnormalFamily } from './families/truncnormal.ts';
import { uniformFamily } from './families/uniform.ts';
import { weibullFamily } from './families/weibull.ts';
import type { Family } from './family.ts';

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
  histogramFamily,
  cumulativeFamily,
  truncatedFamily,
]);
