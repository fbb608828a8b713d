export { kendall, pearson, rank, ranks } from './achieved.ts';
export type { Measure, ScoreCopula } from './copula.ts';
export { DependenceError } from './error.ts';
export { cholesky, nearestCorrelation } from './matrix.ts';
export { measureOf, scoreCorrelation } from './measures.ts';
export { solveCopula } from './solve.ts';
