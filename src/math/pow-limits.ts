// Read by both compilers: doubles and comparisons only.

/**
 * The sign of x^y: 1, -1, or NaN where a negative x has no real power. A zero x counts by its sign.
 *
 * @param x  not NaN
 * @param y  not NaN
 */
function signOfPower(x: number, y: number): number {
  if (!(x < 0 || 1 / x < 0)) return 1;
  if (Math.floor(y) !== y) return x < 0 && x > -Infinity ? NaN : 1;
  // Beyond 2^53 every number is even, and so is infinity here.
  const half = 0.5 * y;
  return Math.floor(half) === half ? 1 : -1;
}

/**
 * |x|^y where that takes no arithmetic: y = 0, x = 1, or one of them NaN, infinite or (x) zero.
 *
 * @returns the power, or -1 where arithmetic is needed
 */
export function powerWithoutArithmetic(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x !== x || y !== y) return NaN;
  const size = Math.abs(x);
  if (size === 0 || size === Infinity) return (size === 0) === y < 0 ? Infinity : 0;
  if (Math.abs(y) === Infinity) return size === 1 ? 1 : size > 1 === y > 0 ? Infinity : 0;
  return -1;
}

/**
 * The power of x whose size `powerWithoutArithmetic` or the power of |x| gave.
 *
 * @param size  |x|^y
 */
export function withSignOfPower(size: number, x: number, y: number): number {
  return size !== size || y === 0 || x === 1 ? size : signOfPower(x, y) * size;
}
