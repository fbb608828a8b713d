/**
 * Elementary functions that give the same bits on every machine and in every JavaScript engine:
 * nothing but + - * /, square roots, comparisons and whole numbers. `Math.exp` and its like are
 * whatever the engine ships. The column versions in src/kernel/assembly take the same steps in the
 * same order. Errors are in units in the last place of the true value (ulps): bounds that tests
 * hold, and in brackets the largest that bench/math-accuracy has seen.
 */
export { exp } from './exp.ts';
export { log, logParts } from './log.ts';
export { expm1, log1p } from './near-zero.ts';
export { normalCdf, normalDensity, normalQuantile } from './normal.ts';
export { pow, powFromLog } from './pow.ts';
export { cos, sin } from './trigonometric.ts';
