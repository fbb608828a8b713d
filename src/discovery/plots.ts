/** The plots of a discovery: the way by which a box was found, and the box among the worlds. */

import * as Plot from '@observablehq/plot';
import { type Drawing, draw } from '../report/plots.ts';
import { counted, significant } from '../stats/round.ts';
import { type Limit, within } from './box.ts';
import type { FoundBox, FoundLimit, Worlds } from './discover.ts';

/** By number of limits; from light to dark. */
const BY_LIMITS = ['#b8b2a7', '#8cc6de', '#4b9cc9', '#1f5f8b', '#123a57'];
const HOLDS = '#c8553d';
const FAILS = '#9db4c0';
const INK = '#1c2429';

const tick = (value: unknown): string => significant(Number(value), 4);

/** Coverage against density along the peeling, the chosen box ringed, and the box as it is told. */
export function drawTrajectory({ trajectory, chosen, fitted }: FoundBox): Drawing {
  const percent = trajectory.map((point, k) => ({
    coverage: point.coverage * 100,
    density: point.density * 100,
    limits: point.limits,
    k,
  }));
  const most = Math.max(...trajectory.map(({ limits }) => limits));
  const numbers = Array.from({ length: most + 1 }, (_, n) => n);
  const axes = { x: 'coverage', y: 'density' } as const;
  const svg = draw({
    x: { label: 'coverage, % of all such worlds', domain: [0, 100], grid: true, tickFormat: tick },
    y: { label: 'density, worlds of 100', grid: true, nice: true, tickFormat: tick },
    color: { type: 'ordinal', domain: numbers, range: BY_LIMITS.slice(0, most + 1) },
    marks: [
      Plot.line(percent, { ...axes, stroke: '#dfe4e6' }),
      Plot.dot(percent, { ...axes, fill: 'limits', r: 3.4 }),
      Plot.dot([percent[chosen]], { ...axes, stroke: INK, r: 6.5, strokeWidth: 1.4 }),
      Plot.dot([{ coverage: fitted.coverage * 100, density: fitted.density * 100 }], {
        ...axes,
        fill: HOLDS,
        symbol: 'diamond',
        r: 6,
      }),
    ],
  });
  return {
    title: 'From all worlds to the box',
    svg,
    legend: [
      ...numbers.map((n) => ({ name: `${n} limit${n === 1 ? '' : 's'}`, colour: BY_LIMITS[n] })),
      { name: 'the box', colour: HOLDS },
    ],
    caption:
      'Every dot is a box, smaller than the one before by a piece of one input: fewer of the worlds in question, and purer. The ring is the densest that has half of them. The diamond is that box as it is told, pasted and rounded.',
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
 * A box on its two strongest inputs, among worlds that keep its other limits and lie in no box
 * before; none if it limits one input only.
 *
 * @param boxes  all boxes
 * @param k      number of the one to draw
 */
export function drawBox(
  boxes: readonly FoundBox[],
  k: number,
  worlds: Worlds,
): Drawing | undefined {
  const box = boxes[k];
  const [first, second, ...others] = box.limits;
  if (second === undefined) return undefined;
  const [x, y] = [axisOf(first, worlds), axisOf(second, worlds)];
  const inside = (limits: readonly FoundLimit[]) => {
    const columns = limits.map((limit) => ({ limit, values: columnOf(limit.input, worlds) }));
    return (i: number): boolean => columns.every(({ limit, values }) => within(limit, values[i]));
  };
  const keepsOthers = inside(others);
  const earlier = boxes.slice(0, k).map(({ limits }) => inside(limits));
  const dots: { x: number; y: number; holds: boolean }[] = [];
  for (let i = 0; i < worlds.holds.length && dots.length < MOST_DOTS; i++) {
    if (!keepsOthers(i) || earlier.some((isIn) => isIn(i))) continue;
    const at = { x: spread(x, i, 0.618034), y: spread(y, i, 0.754878) };
    if (isWithin(at.x, x.domain) && isWithin(at.y, y.domain))
      dots.push({ ...at, holds: worlds.holds[i] === 1 });
  }
  const areas = x.spans.flatMap(([x1, x2]) => y.spans.map(([y1, y2]) => ({ x1, x2, y1, y2 })));
  const edges = { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2' } as const;
  const scale = ({ id, domain, log, half }: Axis) => ({
    type: log ? ('log' as const) : ('linear' as const),
    domain: [...domain],
    label: id,
    tickFormat: tick,
    ticks: half > 0 ? [...new Set(id === x.id ? x.values : y.values)].sort((a, b) => a - b) : 6,
  });
  const svg = draw({
    height: 420,
    marginLeft: 64,
    x: scale(x),
    y: scale(y),
    marks: [
      Plot.rect(areas, { ...edges, fill: HOLDS, fillOpacity: 0.1 }),
      Plot.dot(
        dots.filter(({ holds }) => !holds),
        { x: 'x', y: 'y', r: 1.9, fill: FAILS },
      ),
      Plot.dot(
        dots.filter(({ holds }) => holds),
        { x: 'x', y: 'y', r: 2.1, fill: HOLDS },
      ),
      Plot.rect(areas, { ...edges, stroke: INK, strokeWidth: 1.2 }),
    ],
  });
  const kept = others.length === 0 ? '' : ' that keep the other limits';
  const left = k === 0 ? '' : ' and lie in no box before';
  return {
    title: 'The box among the worlds',
    svg,
    legend: [
      { name: 'it holds', colour: HOLDS },
      { name: 'it does not', colour: FAILS },
    ],
    caption: `The frame is the box, on the two inputs that matter most for it. Every dot is a world; the first ${counted(dots.length)} worlds${kept}${left} are drawn, without the outermost hundredth of either input.`,
  };
}

function columnOf(id: string, { inputs }: Worlds): Float64Array {
  return inputs.find((input) => input.id === id)!.values;
}

function isWithin(x: number, [low, high]: readonly [number, number]): boolean {
  return x >= low && x <= high;
}

function axisOf(limit: FoundLimit, worlds: Worlds): Axis {
  const values = columnOf(limit.input, worlds);
  if (limit.values !== undefined) {
    const levels = [...new Set(values)].sort((a, b) => a - b);
    const half = Math.min(...levels.slice(1).map((level, k) => level - levels[k])) / 2;
    const spans = limit.values.map((value) => [value - half, value + half] as const);
    const domain = [levels[0] - half, levels.at(-1)! + half] as const;
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
