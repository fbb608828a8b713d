/**
 * What a model author uses of this room: a function for each family, and distributions from text.
 */

export type { Distribution, Fit, Parameters } from './distribution.ts';
export { DistributionError, type Problem } from './error.ts';
export * from './families/index.ts';
export type { Levels, Pair, Part } from './family.ts';
export { fit } from './likelihood.ts';
export { parseDistribution, type ReadColumn } from './parse.ts';
