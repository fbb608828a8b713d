export { bernoulli } from './bernoulli.ts';
export { beta } from './beta.ts';
export { discrete } from './discrete.ts';
export { discreteuniform } from './discreteuniform.ts';
export type {
  Distribution,
  HermiteMapping,
  HermiteTable,
  Mapping,
  Parameters,
} from './distribution.ts';
export { DistributionError, type Problem } from './error.ts';
export { families } from './families.ts';
export type { Family, Form, NumberForm, Pair, PairForm } from './family.ts';
export { hermite, hermiteCoefficients } from './hermite.ts';
export { lognormal } from './lognormal.ts';
export { applyMapping } from './mapping.ts';
export { normal } from './normal.ts';
export { parseDistribution } from './parse.ts';
export { pert } from './pert.ts';
export { point } from './point.ts';
export { truncnormal } from './truncnormal.ts';
export { uniform } from './uniform.ts';
