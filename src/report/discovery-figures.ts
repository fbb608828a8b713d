/** The figures of a discovery: the way by which a box was found, and the box among the trials. */

import type { Figure } from '../charts/index.ts';
import { type Limit, within } from '../discovery/box.ts';
import type { FoundBox, FoundLimit, Trials } from '../discovery/discover.ts';
import { counted } from '../stats/round.ts';
import { lastOf, present } from '../text/entry.ts';
import type { Names } from './names.ts';

/** Coverage against density along the peeling, the chosen box, and the box as it is told. */
export function trajectoryFigure(
  { trajectory, chosen, fitted }: FoundBox,
  { tell }: Names,
): Figure {
  const percent = ({
    coverage,
    density,
  }: {
    readonly coverage: number;
    readonly density: number;
  }) => ({
    coverage: coverage * 100,
    density: density * 100,
  });
  return {
    kind: 'trajectory',
    title: tell('From all trials to the box'),
    axes: [tell('% of the trials in which it happens'), tell('% of the box in which it happens')],
    points: trajectory.map((point) => ({ ...percent(point), limits: point.limits })),
    chosen,
    box: percent(fitted),
    caption: tell(
      'Every dot is a box, smaller than the one before by a piece of one input: fewer of the trials in question, and purer. The ring is the densest that has half of them. The diamond is that box as it is reported, with rounded limits.',
    ),
  };
}

const MOST_DOTS = 1500;
/** What lies beyond these quantiles would squeeze the rest. */
const ENDS = [0.005, 0.995];
/** A positive input that spans more than this is drawn on a logarithmic scale. */
const DECADES = 30;

interface Axis {
  readonly id: string;
  readonly values: Float64Array;
  readonly domain: readonly [number, number];
  readonly log: boolean;
  /** Half the distance between neighbouring values of an input with few; 0 for an amount. */
  readonly half: number;
  /** Where the box lies, within the domain. */
  readonly spans: readonly (readonly [number, number])[];
}

/**
 * A box on its two strongest inputs, among trials that keep its other limits and lie in no box
 * before; none if it limits one input only.
 *
 * @param boxes  all boxes
 * @param k      number of the one to draw
 */
export function boxFigure(
  boxes: readonly FoundBox[],
  k: number,
  trials: Trials,
  names: Names,
): Figure[] {
  const box = boxes[k];
  const [first, second, ...others] = box.limits;
  if (second === undefined) return [];
  const [x, y] = [axisOf(first, trials), axisOf(second, trials)];
  const inside = (limits: readonly FoundLimit[]) => {
    const columns = limits.map((limit) => ({ limit, values: columnOf(limit.input, trials) }));
    return (i: number): boolean => columns.every(({ limit, values }) => within(limit, values[i]));
  };
  const keepsOthers = inside(others);
  const earlier = boxes.slice(0, k).map(({ limits }) => inside(limits));
  const dots: { x: number; y: number; holds: boolean }[] = [];
  for (let i = 0; i < trials.holds.length && dots.length < MOST_DOTS; i++) {
    if (!keepsOthers(i) || earlier.some((isIn) => isIn(i))) continue;
    const at = { x: spread(x, i, 0.618034), y: spread(y, i, 0.754878) };
    if (isWithin(at.x, x.domain) && isWithin(at.y, y.domain))
      dots.push({ ...at, holds: trials.holds[i] === 1 });
  }
  const areas = x.spans.flatMap(([x1, x2]) => y.spans.map(([y1, y2]) => ({ x1, x2, y1, y2 })));
  const scale = ({ id, domain, log, half, values }: Axis) => ({
    label: names.of(id).label,
    domain,
    log,
    ...(half > 0 ? { ticks: [...new Set(values)].sort((a, b) => a - b) } : {}),
  });
  const { tell } = names;
  return [
    {
      kind: 'scatter',
      title: tell('The box among the trials'),
      x: scale(x),
      y: scale(y),
      dots,
      areas,
      names: { holds: tell('it holds'), fails: tell('it does not') },
      caption: [
        tell('The frame is the box, on the two inputs that matter most for it.'),
        tell(drawnOf(others.length > 0, k > 0), { count: counted(dots.length) }),
        tell('The outermost hundredth of either input is not drawn.'),
      ].join(names.marks.space),
    },
  ];
}

/** Which trials a picture of a box has. */
function drawnOf(hasOthers: boolean, hasEarlier: boolean) {
  if (hasOthers && hasEarlier)
    return 'Every dot is a trial; the first {count} that keep the other limits and lie in no earlier box are drawn.';
  if (hasOthers)
    return 'Every dot is a trial; the first {count} that keep the other limits are drawn.';
  return hasEarlier
    ? 'Every dot is a trial; the first {count} that lie in no earlier box are drawn.'
    : 'Every dot is a trial; the first {count} are drawn.';
}

function columnOf(id: string, { inputs }: Trials): Float64Array {
  return present(
    inputs.find((input) => input.id === id),
    `the input ${id}`,
  ).values;
}

function isWithin(x: number, [low, high]: readonly [number, number]): boolean {
  return x >= low && x <= high;
}

function axisOf(limit: FoundLimit, trials: Trials): Axis {
  const values = columnOf(limit.input, trials);
  if (limit.values !== undefined) {
    const levels = [...new Set(values)].sort((a, b) => a - b);
    const half = Math.min(...levels.slice(1).map((level, k) => level - levels[k])) / 2;
    const spans = limit.values.map((value) => [value - half, value + half] as const);
    const domain = [levels[0] - half, lastOf(levels) + half] as const;
    return { id: limit.input, values, domain, log: false, half, spans };
  }
  const sorted = values.toSorted();
  const [low, high] = ENDS.map((p) => sorted[Math.round(p * (sorted.length - 1))]);
  const log = low > 0 && high > DECADES * low;
  const domain = [low, high] as const;
  return { id: limit.input, values, domain, log, half: 0, spans: [spanOf(limit, domain)] };
}

function spanOf(
  { low, high }: Limit,
  [least, greatest]: readonly [number, number],
): [number, number] {
  return [Math.max(least, low ?? least), Math.min(greatest, high ?? greatest)];
}

/**
 * Equal values of an input with few would hide each other: they are spread by a sequence that is
 * even and always the same.
 */
function spread({ values, half }: Axis, i: number, step: number): number {
  const turn = i * step;
  return values[i] + half * 1.4 * (turn - Math.floor(turn) - 0.5);
}
