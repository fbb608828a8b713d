/**
 * Where to cut the line of numbers so that counts tell quantiles: finely about the quantiles that
 * are asked, coarsely elsewhere.
 *
 * A pilot, the sorted draws of a first part of the run, says about where each quantile will be:
 * within a few standard errors of the pilot's own. There the cells end at draws of the pilot and
 * are cut further, in buckets of equal width, until a bucket holds but an eighth of the standard
 * error of so many independent trials. Values that the pilot has twice have a bucket of their own
 * and are known exactly, as many of them as there is room for.
 *
 * The layout is a function of the pilot and decides no count: draws may be counted in any order.
 */

import { nextDown, nextUp } from '../math/bits.ts';
import { exp, log } from '../math/functions.ts';
import { present } from '../text/entry.ts';
import { lowerBound, upperBound } from './quantile.ts';
import { QUANTILE_LEVELS } from './summary.ts';

/** Cells that cover the line of numbers, each of them cut in buckets of equal width. */
export interface BucketLayout {
  /**
   * Lower ends of cells 1, 2, ...: ascending; a cell holds its lower end and not its upper. Cell 0
   * has none.
   */
  readonly edges: Float64Array;
  /** Buckets a unit of each cell; 0 where it is one bucket. */
  readonly scales: Float64Array;
  /** First bucket of each cell, and how many buckets there are in all. */
  readonly firsts: Uint32Array;
  /**
   * Cells are counted by replicate in groups of neighbours: the group of each cell, from 0,
   * ascending.
   */
  readonly groups: Uint16Array;
}

export interface LayoutRequest {
  /** Finite draws of the whole run, about. */
  readonly draws: number;
  /** Values at or above which draws will be counted exactly. */
  readonly thresholds: readonly number[];
  /** Most cells and most buckets; fewer than LEAST_ROOM are not enough. */
  readonly cells: number;
  readonly buckets: number;
}

/** The least room in which a layout can be made, whatever the pilot. */
export const LEAST_ROOM = { cells: 512, buckets: 2048 } as const;

/**
 * Standard errors of a quantile of the pilot by which it may be off: one in 1.7 million is further.
 */
const REACH = 5;
/** Cells from end to end of that reach. */
const FINE_CELLS = 32;
/** Cells of equal probability everywhere. */
const COARSE_CELLS = 64;
/** Cells beyond the draws of the pilot, on either side, each twice as wide as the one before. */
const OUTER_CELLS = 24;
/** Buckets of a cell beyond the pilot, and of one without draws of the pilot. */
const OUTER_BUCKETS = 8;
const EMPTY_BUCKETS = 4;
/** A bucket about a quantile holds one part in so many of the standard error of its share. */
const PARTS_OF_ERROR = 8;
/** A bucket elsewhere holds this share of all draws at most. */
const COARSE_SHARE = 1 / 1024;
/** A value with this share of the pilot is counted by replicate. */
const HEAVY_SHARE = 1 / 512;
/**
 * A gap of which even draws would have as wide a one in so small a share of cells is a cell of its
 * own, if it is half a cell at least.
 */
const ODD_SHARE = 0.01;
const LEAST_GAP = 1 / 2;
const MOST_GAPS = 40;
/** Groups and buckets of a cell are numbered in 16 bits. */
const MOST_NUMBERED = 65535;

/**
 * The ranks of the pilot between which a quantile lies, and the share of all draws that a bucket
 * between them may hold.
 */
interface Bracket {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/** @param pilot  finite, ascending, without -0; may be empty */
export function layBuckets(pilot: Float64Array, request: LayoutRequest): BucketLayout {
  const ends = new Edges();
  for (const threshold of request.thresholds) ends.add(threshold, true);
  const brackets = bracketsOf(pilot.length, request.draws);
  if (pilot.length > 0) {
    addRanks(ends, pilot, brackets);
    const base = FINE_CELLS * brackets.length + COARSE_CELLS + 2 * (OUTER_CELLS + MOST_GAPS) + 40;
    const room = Math.floor((request.cells - base) / 2) - request.thresholds.length;
    for (const { value, heavy } of repeated(pilot, brackets).slice(0, Math.max(0, room))) {
      ends.add(value, heavy);
      ends.add(nextUp(value), heavy);
    }
    addGaps(ends, pilot);
  }
  addOuter(ends, pilot);
  return layoutOf(ends, pilot, brackets, request);
}

/** The layout in which each of a few values has a bucket to itself that is counted by replicate. */
export function layoutOfValues(
  values: readonly number[],
  thresholds: readonly number[],
): BucketLayout {
  const ends = new Edges();
  for (const threshold of thresholds) ends.add(threshold, true);
  for (const value of values) {
    ends.add(value, true);
    ends.add(nextUp(value), true);
  }
  const { sorted } = ends;
  const one = Array.from({ length: sorted.length + 1 }, () => 1);
  return assemble(sorted, one, ends);
}

/** Edges that were asked for; at those that are firm the counts by replicate are known, too. */
class Edges {
  private readonly firm = new Map<number, boolean>();

  add(at: number, firm: boolean): void {
    // Both zeros are one edge.
    const x = at + 0;
    if (Number.isFinite(x)) this.firm.set(x, firm || this.firm.get(x) === true);
  }

  isFirm(x: number): boolean {
    return this.firm.get(x) === true;
  }

  get sorted(): Float64Array {
    return Float64Array.from(this.firm.keys()).sort();
  }
}

function bracketsOf(n: number, draws: number): Bracket[] {
  if (n === 0) return [];
  return Object.values(QUANTILE_LEVELS).map((p) => {
    const spread = Math.sqrt(p * (1 - p));
    const reach = REACH * spread * Math.sqrt(n) + 1;
    return {
      from: Math.max(0, Math.floor(p * (n - 1) - reach)),
      to: Math.min(n - 1, Math.ceil(p * (n - 1) + reach)),
      share: spread / Math.sqrt(Math.max(n, draws)) / PARTS_OF_ERROR,
    };
  });
}

function addRanks(ends: Edges, pilot: Float64Array, brackets: readonly Bracket[]): void {
  const last = pilot.length - 1;
  for (let k = 0; k <= COARSE_CELLS; k++)
    ends.add(pilot[Math.round((last * k) / COARSE_CELLS)], true);
  // Towards the ends a cell would span orders of magnitude if the tail is heavy.
  for (let beyond = 1; beyond < last / COARSE_CELLS; beyond *= 2) {
    ends.add(pilot[beyond], false);
    ends.add(pilot[last - beyond], false);
  }
  for (const { from, to } of brackets) {
    for (let k = 0; k <= FINE_CELLS; k++)
      ends.add(pilot[Math.round(from + ((to - from) * k) / FINE_CELLS)], k % 2 === 0);
  }
}

interface Repeated {
  readonly value: number;
  /** Where a quantile may be, or heavy: such values come first. */
  readonly matters: boolean;
  readonly heavy: boolean;
  readonly times: number;
}

/** Values that the pilot has twice and more, those that matter most first. */
function repeated(pilot: Float64Array, brackets: readonly Bracket[]): Repeated[] {
  const found: Repeated[] = [];
  for (let from = 0; from < pilot.length; ) {
    let to = from + 1;
    while (to < pilot.length && pilot[to] === pilot[from]) to++;
    const times = to - from;
    if (times > 1) {
      const heavy = times >= HEAVY_SHARE * pilot.length;
      const matters = heavy || brackets.some((b) => to > b.from && from <= b.to);
      found.push({ value: pilot[from], matters, heavy, times });
    }
    from = to;
  }
  return found.sort(
    (a, b) => Number(b.matters) - Number(a.matters) || b.times - a.times || a.value - b.value,
  );
}

/**
 * Equal widths suit a cell whose draws lie about evenly. Where most of its width is a gap, as
 * between two modes, the draws beside it would all be in one bucket; the gap becomes a cell of its
 * own.
 */
function addGaps(ends: Edges, pilot: Float64Array): void {
  const edges = ends.sorted;
  const waiting = Array.from({ length: edges.length - 1 }, (_, k) => ({
    from: lowerBound(pilot, edges[k]),
    to: lowerBound(pilot, edges[k + 1]),
  }));
  for (let added = 0; waiting.length > 0 && added < MOST_GAPS; ) {
    const { from, to } = present(waiting.pop(), 'a range that waits');
    if (to - from < 2 || to >= pilot.length) continue;
    let before = from;
    for (let k = from + 1; k < to; k++)
      if (pilot[k + 1] - pilot[k] > pilot[before + 1] - pilot[before]) before = k;
    const gap = pilot[before + 1] - pilot[before];
    if (!(gap > wideGap(to - from) * (pilot[to] - pilot[from]))) continue;
    ends.add(nextUp(pilot[before]), false);
    ends.add(pilot[before + 1], false);
    added++;
    waiting.push({ from, to: before }, { from: before + 1, to });
  }
}

/**
 * The part of a cell that a gap is if it is odd. Of k gaps between even draws the widest takes more
 * than a part f of the whole with probability k (1 - f)^(k - 1), or less where f is below a half.
 */
function wideGap(k: number): number {
  return Math.max(LEAST_GAP, 1 - exp(log(ODD_SHARE / k) / (k - 1)));
}

function addOuter(ends: Edges, pilot: Float64Array): void {
  const [least, greatest] = pilot.length > 0 ? [pilot[0], pilot[pilot.length - 1]] : [0, 0];
  const size = Math.max(Math.abs(least), Math.abs(greatest));
  const width = greatest > least ? greatest / 64 - least / 64 : size > 0 ? size / 1024 : 1;
  for (let k = 0, far = width; k < OUTER_CELLS; k++, far *= 2) {
    ends.add(greatest + far, false);
    ends.add(least - far, false);
  }
}

function layoutOf(
  ends: Edges,
  pilot: Float64Array,
  brackets: readonly Bracket[],
  { buckets }: LayoutRequest,
): BucketLayout {
  const edges = ends.sorted;
  const ranks = Array.from(edges, (x) => lowerBound(pilot, x));
  const shares = Array.from({ length: edges.length + 1 }, (_, cell) => {
    if (cell === 0 || cell === edges.length) return 0;
    const [from, to] = [ranks[cell - 1], ranks[cell]];
    if (nextUp(edges[cell - 1]) === edges[cell]) return 0;
    const inside = brackets.filter((b) => to > b.from && from <= b.to);
    const least = inside.reduce((a, { share }) => Math.min(a, share), COARSE_SHARE);
    return to > from ? (to - from + 1) / pilot.length / least : EMPTY_BUCKETS;
  });
  const outer = (cell: number): boolean =>
    pilot.length === 0 || ranks[cell - 1] === pilot.length || ranks[cell] === 0;
  for (let times = 1; ; times *= 2) {
    const pieces = shares.map((share, cell) => {
      if (share === 0) return 1;
      const wanted = outer(cell) ? OUTER_BUCKETS : Math.ceil(share / times);
      return Math.min(MOST_NUMBERED, Math.max(1, wanted));
    });
    const total = pieces.reduce((sum, n) => sum + n, 0);
    if (total <= buckets || pieces.every((n) => n <= OUTER_BUCKETS))
      return assemble(edges, pieces, ends);
  }
}

/** @param pieces  buckets of each cell */
function assemble(edges: Float64Array, pieces: readonly number[], ends: Edges): BucketLayout {
  const cells = edges.length + 1;
  const scales = new Float64Array(cells);
  const firsts = new Uint32Array(cells + 1);
  const groups = new Uint16Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const width = cell > 0 && cell < cells - 1 ? edges[cell] - edges[cell - 1] : 0;
    const scale = pieces[cell] / width;
    const cut = pieces[cell] > 1 && scale > 0 && scale < Number.POSITIVE_INFINITY;
    scales[cell] = cut ? scale : 0;
    firsts[cell + 1] = firsts[cell] + (cut ? pieces[cell] : 1);
    const begins = cell > 0 && ends.isFirm(edges[cell - 1]) && groups[cell - 1] < MOST_NUMBERED;
    groups[cell] = cell === 0 ? 0 : groups[cell - 1] + (begins ? 1 : 0);
  }
  return { edges, scales, firsts, groups };
}

/** The cell of a finite value. */
export function cellOf({ edges }: BucketLayout, x: number): number {
  return upperBound(edges, x);
}

/**
 * The bucket of a finite value in its cell, counted from the first of the cell; the kernel has the
 * same arithmetic.
 */
export function withinCell({ edges, scales, firsts }: BucketLayout, cell: number, x: number) {
  if (scales[cell] === 0) return 0;
  const last = firsts[cell + 1] - firsts[cell] - 1;
  return Math.min(last, Math.trunc((x - edges[cell - 1]) * scales[cell]));
}

/** The least and the greatest double that a bucket can hold. */
export function boundsOf(layout: BucketLayout, bucket: number): readonly [number, number] {
  const { edges, firsts } = layout;
  const cell = upperBound(firsts, bucket) - 1;
  const [lower, upper] = [
    cell === 0 ? Number.NEGATIVE_INFINITY : edges[cell - 1],
    cell === edges.length ? Number.POSITIVE_INFINITY : edges[cell],
  ];
  const begin = (piece: number): number => {
    if (piece === 0) return lower;
    // Halving, not arithmetic: which doubles are in a bucket is decided by rounded products.
    let [below, above] = [lower, upper];
    for (;;) {
      const sum = below + above;
      const middle = Number.isFinite(sum) ? sum / 2 : below / 2 + above / 2;
      if (!(middle > below && middle < above)) return above;
      if (withinCell(layout, cell, middle) >= piece) above = middle;
      else below = middle;
    }
  };
  const piece = bucket - firsts[cell];
  const next = bucket + 1 === firsts[cell + 1] ? upper : begin(piece + 1);
  return [begin(piece), next === Number.POSITIVE_INFINITY ? next : nextDown(next)];
}
