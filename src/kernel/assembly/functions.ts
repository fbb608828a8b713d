/**
 * Elementary functions of columns. Every function takes addresses on 16 bytes, a step from one pair
 * of trials to the next (16 for a column; 0 for a scalar, which lies there twice), and a number of
 * trials, a multiple of 4 and above 0. `out` may be one of the operands. Lanes out of the ordinary
 * take a slower way to the same bits.
 */
export { expColumn, logisticColumn } from './exp';
export { logColumn, logPartsColumn, logSums } from './log';
export { powColumn, powFromLogColumn } from './pow';
export { normalCdfColumn, normalQuantileColumn } from './normal';
export { cosColumn, sinColumn } from './trigonometric';
