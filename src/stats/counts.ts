/** Whether draws are counts or codes rather than measured. */

/**
 * Whole numbers with neighbours among them: 5 and 10 may be prices, 5 and 6 are counts.
 *
 * @param sorted  draws, ascending
 */
export function areCounts(sorted: ArrayLike<number>): boolean {
  let neighbours = false;
  for (let k = 0; k < sorted.length; k++) {
    if (!Number.isInteger(sorted[k])) return false;
    if (k > 0 && sorted[k] - sorted[k - 1] === 1) neighbours = true;
  }
  return neighbours;
}
