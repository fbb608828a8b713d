/**
 * Places for the boxes of a diagram: rows from what is read to what reads, and in each row an order
 * in which few arrows cross. The same boxes and arrows have the same places.
 */

/** Between numbers of boxes; an arrow to an earlier box is feedback and places nothing. */
export type Edge = readonly [from: number, to: number];

/**
 * @param n  number of boxes, in the order in which a reader should meet them
 * @returns  the boxes of each row, from left to right
 */
export function rowsOf(n: number, edges: readonly Edge[], most: number): readonly number[][] {
  const forward = edges.filter(([from, to]) => from < to);
  const row = Array.from({ length: n }, () => 0);
  for (let box = 0; box < n; box++)
    for (const [from, to] of forward) if (to === box) row[box] = Math.max(row[box], row[from] + 1);
  // What nothing leads to stands just above the first that reads it.
  for (let box = n - 1; box >= 0; box--) {
    if (forward.some(([, to]) => to === box)) continue;
    const readers = forward.filter(([from]) => from === box).map(([, to]) => row[to]);
    if (readers.length > 0) row[box] = Math.min(...readers) - 1;
  }
  const rows = Array.from({ length: Math.max(...row, 0) + 1 }, (_, k) =>
    row.flatMap((own, box) => (own === k ? [box] : [])),
  );
  return ordered(
    rows.flatMap((boxes) => parted(boxes, most)),
    forward,
  );
}

/** A row of too many boxes as several of about the same length. */
function parted(boxes: readonly number[], most: number): number[][] {
  const parts = Math.ceil(boxes.length / most);
  const each = Math.ceil(boxes.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, k) => boxes.slice(k * each, (k + 1) * each));
}

/** Passes down and up; more change little. */
const SWEEPS = 8;

/** Each box below the middle of what leads to it, then above the middle of what it leads to. */
function ordered(rows: readonly number[][], edges: readonly Edge[]): number[][] {
  const placed = rows.map((boxes) => [...boxes]);
  const at = new Map<number, number>();
  const place = (boxes: readonly number[]): void =>
    boxes.forEach((box, k) => at.set(box, k - (boxes.length - 1) / 2));
  placed.forEach(place);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    for (const boxes of down ? placed : placed.toReversed()) {
      const middle = new Map(
        boxes.map((box) => {
          const others = edges
            .flatMap(([from, to]) => (down ? (to === box ? [from] : []) : from === box ? [to] : []))
            .map((other) => at.get(other) ?? 0);
          const own = at.get(box) ?? 0;
          return [box, others.length === 0 ? own : average(others)] as const;
        }),
      );
      boxes.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0) || a - b);
      place(boxes);
    }
  }
  return placed;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
