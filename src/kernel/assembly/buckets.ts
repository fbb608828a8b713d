/**
 * Counting of values in buckets. The line of numbers is cut in cells by edges; each cell is cut in
 * buckets of equal width. A cell is found by a search without branches, eight values at a time:
 * what one value waits for is done for another. The bucket follows by arithmetic.
 */

/**
 * The record of a cell: buckets a unit (f64), number of the first bucket (u32), buckets after it
 * (u16), number of the group (u16).
 */
const RECORD: usize = 16;

// @ts-ignore: decorator
@inline
function step(at: usize, x: f64, half: usize, base: usize): usize {
  return base + select<usize>(half, 0, load<f64>(at + base) <= x);
}

// @ts-ignore: decorator
@inline
function increment(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

/** @param base  eight times the number of the cell */
// @ts-ignore: decorator
@inline
function count(x: f64, base: usize, edges: usize, records: usize, buckets: usize, groups: usize): void {
  const record = records + base * (RECORD / 8);
  const within = <u32>((x - load<f64>(edges + base - 8)) * load<f64>(record));
  // Rounding can carry a value just below the upper end of its cell beyond the last bucket.
  const last = <u32>load<u16>(record, 12);
  const bucket = load<u32>(record, 8) + select<u32>(within, last, within < last);
  increment(buckets + (<usize>bucket << 2));
  increment(groups + (<usize>load<u16>(record, 14) << 2));
}

/**
 * Counts n finite values.
 *
 * @param edges    lower ends of cells 1, 2, ..., ascending, filled up with infinity to a power of
 *           two less one; 0 stands before them
 * @param half     bytes of half as many cells, filled up
 * @param records  of every cell
 * @param buckets  counts of buckets, u32
 * @param groups   counts of groups of cells for the replicate that the values are of, u32
 */
export function countValues(
  values: usize,
  n: i32,
  edges: usize,
  half: usize,
  records: usize,
  buckets: usize,
  groups: usize,
): void {
  let at = values;
  const turns = values + ((<usize>(n & ~7)) << 3);
  for (; at < turns; at += 64) {
    const x0 = load<f64>(at);
    const x1 = load<f64>(at, 8);
    const x2 = load<f64>(at, 16);
    const x3 = load<f64>(at, 24);
    const x4 = load<f64>(at, 32);
    const x5 = load<f64>(at, 40);
    const x6 = load<f64>(at, 48);
    const x7 = load<f64>(at, 56);
    let b0: usize = 0;
    let b1: usize = 0;
    let b2: usize = 0;
    let b3: usize = 0;
    let b4: usize = 0;
    let b5: usize = 0;
    let b6: usize = 0;
    let b7: usize = 0;
    for (let h = half; h >= 8; h >>= 1) {
      const middle = edges + h - 8;
      b0 = step(middle, x0, h, b0);
      b1 = step(middle, x1, h, b1);
      b2 = step(middle, x2, h, b2);
      b3 = step(middle, x3, h, b3);
      b4 = step(middle, x4, h, b4);
      b5 = step(middle, x5, h, b5);
      b6 = step(middle, x6, h, b6);
      b7 = step(middle, x7, h, b7);
    }
    count(x0, b0, edges, records, buckets, groups);
    count(x1, b1, edges, records, buckets, groups);
    count(x2, b2, edges, records, buckets, groups);
    count(x3, b3, edges, records, buckets, groups);
    count(x4, b4, edges, records, buckets, groups);
    count(x5, b5, edges, records, buckets, groups);
    count(x6, b6, edges, records, buckets, groups);
    count(x7, b7, edges, records, buckets, groups);
  }
  const end = values + ((<usize>n) << 3);
  for (; at < end; at += 8) {
    const x = load<f64>(at);
    let b: usize = 0;
    for (let h = half; h >= 8; h >>= 1) b = step(edges + h - 8, x, h, b);
    count(x, b, edges, records, buckets, groups);
  }
}
