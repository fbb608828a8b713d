/** Where a statistic with an error reaches a target, by bracketing. */

import type { Estimate } from '../stats/summary.ts';

/** The statistic at one value of an input. */
export interface Measured {
  readonly x: number;
  readonly estimate: Estimate;
}

/** A value at which the statistic reaches the target. */
export interface Crossing {
  readonly value: number;
  /**
   * The values at which the 95 % interval of the statistic has the target in it, as far as they hang
   * together with this one.
   */
  readonly low: number;
  readonly high: number;
  /** Whether the interval ends where the search did, and may go on. */
  readonly isOpen: { readonly low: boolean; readonly high: boolean };
  /** Whether the statistic rises through the target. */
  readonly rises: boolean;
  /** The statistic there. */
  readonly reached: Estimate;
}

export interface Search {
  readonly from: number;
  readonly to: number;
  readonly target: number;
  /** Values that are tried first, evenly from end to end; 9. */
  readonly points?: number;
}

export interface Found {
  /** Ascending; more than one where the statistic turns, none where it does not get there. */
  readonly crossings: readonly Crossing[];
  /** All that was tried, by value. */
  readonly tried: readonly Measured[];
  /** The least and the greatest statistic among them; absent where there is none. */
  readonly least?: Measured;
  readonly greatest?: Measured;
  /** Where the statistic turns by more than its error: it rises before and falls behind, or so. */
  readonly turn?: number;
}

/** Values are told apart down to this share of the range. */
const FINEST = 1e-7;
/** The value is found to this share of the half width of its interval, and the ends of that too. */
const OF_INTERVAL = 0.02;
/** Beyond any statistic that is a smooth curve. */
const MOST_STEPS = 60;

/** A known statistic at a value. */
interface Known extends Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * @param measure  the statistic at a value of the input; on shared draws, so that it differs between
 *                 values by what the input does and by nothing else
 */
export async function findCrossings(
  measure: (x: number) => Promise<Estimate>,
  { from, to, target, points = 9 }: Search,
): Promise<Found> {
  const curve = new Curve(measure, (to - from) * FINEST);
  for (let k = 0; k < points; k++)
    await curve.at(k === points - 1 ? to : from + (k * (to - from)) / (points - 1));
  const scan = curve.known();
  const crossings: Crossing[] = [];
  for (const [k, right] of scan.entries()) {
    const left = scan[k - 1];
    if (right.value === target && (k === scan.length - 1 || scan[k + 1].value !== target))
      crossings.push(await crossingAt(curve, right, right, target));
    else if (left !== undefined && (left.value - target) * (right.value - target) < 0)
      crossings.push(await crossingAt(curve, left, right, target));
  }
  const known = curve.known();
  const by = (better: (a: Known, b: Known) => boolean): Known | undefined =>
    known.reduce<Known | undefined>(
      (best, one) => (best === undefined || better(one, best) ? one : best),
      undefined,
    );
  const least = by((a, b) => a.value < b.value);
  const greatest = by((a, b) => a.value > b.value);
  const turn = turnOf(known);
  return {
    crossings,
    tried: curve.tried(),
    ...(least && greatest ? { least: bare(least), greatest: bare(greatest) } : {}),
    ...(turn === undefined ? {} : { turn }),
  };
}

const bare = ({ x, estimate }: Known): Measured => ({ x, estimate });

/** What was tried, in order. */
class Curve {
  private readonly all: Measured[] = [];

  constructor(
    private readonly measure: (x: number) => Promise<Estimate>,
    readonly finest: number,
  ) {}

  async at(x: number): Promise<Known | undefined> {
    const before = this.all.find((one) => one.x === x);
    const one = before ?? { x, estimate: await this.measure(x) };
    if (before === undefined) {
      this.all.push(one);
      this.all.sort((a, b) => a.x - b.x);
    }
    return knownOf(one);
  }

  tried(): readonly Measured[] {
    return [...this.all];
  }

  known(): readonly Known[] {
    return this.all.flatMap((one) => knownOf(one) ?? []);
  }
}

function knownOf(one: Measured): Known | undefined {
  const { value, low, high } = one.estimate;
  return value === null ? undefined : { ...one, value, low: low ?? value, high: high ?? value };
}

async function crossingAt(
  curve: Curve,
  left: Known,
  right: Known,
  target: number,
): Promise<Crossing> {
  const isAt = left === right;
  const rises = isAt ? risesAt(curve.known(), left) : left.value < right.value;
  const off = ({ value }: Known): number => value - target;
  const isNear = (bracket: Bracket): boolean => {
    const { value, low, high } = nearest(bracket, target);
    return Math.abs(value - target) <= (OF_INTERVAL * (high - low)) / 2;
  };
  const bracket = isAt ? { left, right } : await narrowed(curve, { left, right }, off, isNear);
  const reached = nearest(bracket, target);
  const value = between(bracket, off);
  const [low, high] = [
    await endOf(curve, reached, target, -1),
    await endOf(curve, reached, target, 1),
  ];
  return {
    value,
    low: Math.min(value, low.x),
    high: Math.max(value, high.x),
    isOpen: { low: low.isOpen, high: high.isOpen },
    rises,
    reached: reached.estimate,
  };
}

function risesAt(known: readonly Known[], at: Known): boolean {
  const k = known.findIndex(({ x }) => x === at.x);
  const [before, after] = [known[k - 1] ?? at, known[k + 1] ?? at];
  return before.value < after.value;
}

interface Bracket {
  readonly left: Known;
  readonly right: Known;
}

function nearest({ left, right }: Bracket, target: number): Known {
  return Math.abs(left.value - target) <= Math.abs(right.value - target) ? left : right;
}

/** Where a straight line between two points is 0. */
function between({ left, right }: Bracket, of: (one: Known) => number): number {
  const [a, b] = [of(left), of(right)];
  return a === b ? (left.x + right.x) / 2 : left.x + ((right.x - left.x) * a) / (a - b);
}

/**
 * A bracket of a change of sign, narrowed until it is enough: by false position where that halves
 * it at least, by halving elsewhere.
 */
async function narrowed(
  curve: Curve,
  bracket: Bracket,
  of: (one: Known) => number,
  isEnough: (bracket: Bracket) => boolean,
): Promise<Bracket> {
  let { left, right } = bracket;
  let isSlow = false;
  for (let step = 0; step < MOST_STEPS && !isEnough({ left, right }); step++) {
    const width = right.x - left.x;
    if (width <= curve.finest) break;
    const guess = isSlow ? (left.x + right.x) / 2 : between({ left, right }, of);
    // Not at an end, where the bracket would hardly close.
    const x = Math.min(right.x - width / 64, Math.max(left.x + width / 64, guess));
    const middle = await curve.at(x);
    if (middle === undefined) break;
    if (of(middle) === 0) return { left: middle, right: middle };
    if (of(middle) < 0 === of(left) < 0) left = middle;
    else right = middle;
    isSlow = right.x - left.x > width / 2;
  }
  return { left, right };
}

/** How far to one side the target stays within the interval of the statistic. */
async function endOf(
  curve: Curve,
  from: Known,
  target: number,
  side: -1 | 1,
): Promise<{ readonly x: number; readonly isOpen: boolean }> {
  // Below 0 where the target lies outside, at the crossing above it, or 0 at best.
  const inside = ({ low, high }: Known): number => Math.min(target - low, high - target);
  if (inside(from) < 0) return { x: from.x, isOpen: false };
  const beyond = curve.known().filter(({ x }) => (x - from.x) * side > 0);
  const way = side === 1 ? beyond : beyond.toReversed();
  let last = from;
  for (const next of way) {
    if (inside(next) >= 0) {
      last = next;
      continue;
    }
    const [left, right] = side === 1 ? [last, next] : [next, last];
    const end = await narrowed(curve, { left, right }, inside, (now) => {
      const farther = side === 1 ? now.right : now.left;
      return now.right.x - now.left.x <= OF_INTERVAL * Math.abs(farther.x - from.x);
    });
    return { x: between(end, inside), isOpen: false };
  }
  return { x: last.x, isOpen: true };
}

/** Errors by which a statistic has to go back before it is said to turn. */
const ERRORS_OF_TURN = 3;

/** The value at which the statistic turns by more than its error; undefined where it goes one way. */
function turnOf(known: readonly Known[]): number | undefined {
  for (const direction of [1, -1]) {
    let best: Known | undefined;
    let [rose, from] = [false, known[0]];
    for (const one of known) {
      const beats = (a: Known, b: Known): boolean =>
        (a.value - b.value) * direction >
        ERRORS_OF_TURN * Math.hypot(a.estimate.se ?? 0, b.estimate.se ?? 0);
      if ((one.value - from.value) * direction < 0 && !rose) [from, best] = [one, one];
      if (beats(one, from)) rose = true;
      if (best === undefined || (one.value - best.value) * direction > 0) best = one;
      else if (rose && beats(best, one)) return best.x;
    }
  }
  return undefined;
}
