/** Where two variables come together more often than if they were independent. */

import type { Classes } from './classes.ts';

/** Half-widths of windows in classes of x and of y, from one cell to most of the table. */
const WINDOWS: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [3, 1],
  [1, 3],
  [3, 3],
  [8, 3],
  [3, 8],
  [8, 8],
  [20, 20],
];
/** Up to so many values have no neighbours: what one does tells nothing of the next. */
const FEW_VALUES = 16;
/**
 * Squared number of standard errors at which a window decides; below it the noise of small windows
 * would, above it wide ones blur edges.
 */
const DECIDES = 1.75 * 1.75;

/**
 * Marks the cells (1, else 0) in which the excess over independence is above 0, as far as one can
 * tell from a noisy table: each cell is judged by the first window around it, from small to large,
 * whose sum is clear of noise, or else by the clearest of them. So sharp edges stay where many
 * trials show them, and weak dependence is seen from afar.
 *
 * @param excess  shares beyond independence, x.count rows of y.count cells, each row and each
 *           column adding to 0
 * @param trials  from which they were counted
 */
export function markAbove(
  excess: Float64Array,
  x: Classes,
  y: Classes,
  trials: number,
): Float64Array {
  const [rows, columns] = [x.count, y.count];
  const stride = columns + 1;
  const sums = cumulative(excess, rows, columns);
  const inRows = spreads(x.shares);
  const inColumns = spreads(y.shares);
  const marks = new Float64Array(rows * columns);
  const windows = windowsFor(x, y);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < columns; b++) {
      let clearest = -1;
      let above = false;
      for (let w = 0; w < windows.length && clearest < DECIDES; w++) {
        const [up, across] = windows[w];
        const top = a > up ? a - up : 0;
        const bottom = a + up < rows ? a + up + 1 : rows;
        const left = b > across ? b - across : 0;
        const right = b + across < columns ? b + across + 1 : columns;
        const sum =
          sums[bottom * stride + right] -
          sums[top * stride + right] -
          sums[bottom * stride + left] +
          sums[top * stride + left];
        const variance = inRows[top * (rows + 1) + bottom] * inColumns[left * stride + right];
        const clear = (sum * sum * trials) / variance;
        if (clear > clearest) {
          clearest = clear;
          above = sum > 0;
        }
      }
      marks[a * columns + b] = above ? 1 : 0;
    }
  }
  return marks;
}

function windowsFor(x: Classes, y: Classes): typeof WINDOWS {
  const apart = ({ exact, count }: Classes) => exact && count <= FEW_VALUES;
  const cut = WINDOWS.map(([up, across]) => [apart(x) ? 0 : up, apart(y) ? 0 : across] as const);
  return [...new Map(cut.map((window) => [window.join(), window])).values()];
}

/**
 * p (1 - p) of the share p in classes from `a` up to but not with `b`, at place a (count + 1) + b.
 */
function spreads(shares: Float64Array): Float64Array {
  const width = shares.length + 1;
  const table = new Float64Array(width * width);
  for (let a = 0; a < width; a++) {
    let share = 0;
    for (let b = a + 1; b < width; b++) {
      share += shares[b - 1];
      // A window as wide as the table has no excess; it must not seem clear because of rounding.
      table[a * width + b] =
        a === 0 && b === width - 1 ? Number.POSITIVE_INFINITY : share * (1 - share);
    }
  }
  return table;
}

/** Sums over the cells above and to the left, with a row and a column of zeros before them. */
function cumulative(table: Float64Array, rows: number, columns: number): Float64Array {
  const stride = columns + 1;
  const sums = new Float64Array((rows + 1) * stride);
  for (let a = 0; a < rows; a++) {
    let row = 0;
    for (let b = 0; b < columns; b++) {
      row += table[a * columns + b];
      sums[(a + 1) * stride + b + 1] = sums[a * stride + b + 1] + row;
    }
  }
  return sums;
}
