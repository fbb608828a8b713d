/** The order of a column: numbers of its rows by ascending value. */

const DIGITS = 1 << 16;

/**
 * Sorts by the bits of the doubles, sixteen at a time: some twenty times as fast as a sort with a
 * comparison, and stable.
 *
 * @param values  n numbers, no NaN; -0 and 0 are equal
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const n = values.length;
  const copy = new Float64Array(n);
  for (let i = 0; i < n; i++) copy[i] = values[i] + 0;
  const bits = new Uint32Array(copy.buffer);
  // Little-endian, as every machine is that runs WebAssembly. Negative doubles stand in reverse:
  // their bits are turned over.
  for (let i = 0; i < n; i++) {
    if (bits[2 * i + 1] >>> 31 === 1) {
      bits[2 * i] = ~bits[2 * i];
      bits[2 * i + 1] = ~bits[2 * i + 1];
    } else bits[2 * i + 1] ^= 0x80000000;
  }
  let order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let next = new Uint32Array(n);
  const starts = new Uint32Array(DIGITS);
  for (const [word, shift] of [
    [0, 0],
    [0, 16],
    [1, 0],
    [1, 16],
  ]) {
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[(bits[2 * i + word] >>> shift) & 0xffff]++;
    let before = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = starts[digit];
      starts[digit] = before;
      before += count;
    }
    for (const i of order) next[starts[(bits[2 * i + word] >>> shift) & 0xffff]++] = i;
    [order, next] = [next, order];
  }
  return order;
}
