export { kendall, pearson, rank, ranks } from './achieved.ts';
export type { Measure, Pair, ScoreCopula } from './copula.ts';
export { DependenceError, type DependenceProblem } from './error.ts';
export { cholesky, nearestCorrelation } from './matrix.ts';
export { measureOf, scoreCorrelation } from './measures.ts';
export type { DependentInput, Stated } from './pairwise.ts';
export { type Solved, solveCopula } from './solve.ts';
