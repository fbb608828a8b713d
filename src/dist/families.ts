/** Every family by name: a new one is a file beside this and a line here. */

import { bernoulliFamily } from './bernoulli.ts';
import { betaFamily } from './beta.ts';
import { discreteFamily } from './discrete.ts';
import { discreteuniformFamily } from './discreteuniform.ts';
import type { Family } from './family.ts';
import { lognormalFamily } from './lognormal.ts';
import { normalFamily } from './normal.ts';
import { pertFamily } from './pert.ts';
import { pointFamily } from './point.ts';
import { truncnormalFamily } from './truncnormal.ts';
import { uniformFamily } from './uniform.ts';

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
]);
