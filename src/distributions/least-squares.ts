/** Families of two parameters fitted to three values at levels or more. */

import { exp, log } from '../math/functions.ts';
import type { Body, Fit, Level, Numbers, QuantileForm } from './family.ts';

const MOST_LEVELS = 32;
const MOST_ROUNDS = 100;
const MOST_KNOWN = 256;
/**
 * Steps of the differences that stand for derivatives, on a scale on which both parameters are of
 * the order of 1.
 */
const STEP = 2 ** -16;
/** A step so small changes no digit that differences tell. */
const CONVERGED = 1e-11;

/**
 * Bounds of all members that a form has with these numbers: -Infinity and Infinity, or where the
 * values lie above or between.
 */
type BoundsOf = (given: Numbers) => readonly [least: number, greatest: number];

/**
 * The same form, which takes three levels or more as well: the member for which the sum of (F(x) -
 * p)^2 over the levels is least, F its cdf. Any two levels have exactly one member, so the values
 * at the outermost levels are the two parameters that are searched.
 *
 * @param form      takes two levels
 * @param boundsOf  of the values, by the other numbers
 *
 * Source: Oakley and O'Hagan, SHELF: the Sheffield Elicitation Framework (package SHELF of R,
 * function fitdist), which fits to probabilities, too; Marquardt (1963), "An algorithm for
 * least-squares estimation of nonlinear parameters", Journal of the Society for Industrial and
 * Applied Mathematics 11(2), 431-441, doi:10.1137/0111030.
 */
export function withFits<Form extends QuantileForm>(form: Form, boundsOf: BoundsOf): Form {
  const outermost = (levels: readonly Level[]) =>
    levels.length > 2 ? [levels[0], levels[levels.length - 1]] : levels;
  // A text is often read anew, and a search takes a hundred members.
  const known = new Map<string, Body>();
  const remembered = (levels: readonly Level[], given: Numbers): Body => {
    const key = JSON.stringify([levels, Object.entries(given).map(([, value]) => String(value))]);
    const body = known.get(key) ?? fitted(form, levels, given, boundsOf(given));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, body);
    return body;
  };
  return {
    ...form,
    most: MOST_LEVELS,
    problems: (levels, given) => form.problems(outermost(levels), given),
    body: (levels, given) =>
      levels.length > 2 ? remembered(levels, given) : form.body(levels, given),
  };
}

/** A member on the way, and by how much its cdf misses each level. */
interface Tried {
  readonly body: Body;
  readonly misses: readonly number[];
  readonly cost: number;
}

/**
 * By place, the line of the lower value, and logarithm of the distance of the upper one from it, on
 * that line.
 */
type Parameters = readonly [place: number, size: number];

function fitted(
  form: QuantileForm,
  levels: readonly Level[],
  given: Numbers,
  bounds: readonly [number, number],
): Body {
  const [first, last] = [levels[0], levels[levels.length - 1]];
  const line = lineOf(bounds, first.x, last.x);
  const tryAt = ([place, size]: Parameters): Tried | undefined => {
    const [low, high] = [line.valueAt(place), line.valueAt(place + exp(size))];
    if (!(low < high && high - low < Infinity)) return undefined;
    const pair = [
      { ...first, x: low },
      { ...last, x: high },
    ];
    if (form.problems(pair, given).some(Boolean)) return undefined;
    const body = form.body(pair, given);
    const misses = levels.map(({ p, x }) => body.cdf(x) - p);
    const cost = misses.reduce((sum, miss) => sum + miss * miss, 0);
    return Number.isFinite(cost) ? { body, misses, cost } : undefined;
  };
  const start = line.placeOf(first.x);
  let at: Parameters = [start, log(line.placeOf(last.x) - start)];
  // Problems of the outermost levels were found before, so there is a member.
  let best = tryAt(at) ?? { body: form.body([first, last], given), misses: [], cost: 0 };
  let damping = 1e-3;
  let before = Infinity;
  for (let round = 0; round < MOST_ROUNDS && best.cost > 0; round++) {
    const step = stepFrom(tryAt, at, best, damping);
    if (step === undefined) break;
    const length = Math.max(Math.abs(step[0]) / exp(at[1]), Math.abs(step[1]));
    const next: Parameters = [at[0] + step[0], at[1] + step[1]];
    const found = tryAt(next);
    // Next to the least, costs differ by roundings only; there the steps themselves tell, which
    // become ever smaller.
    const settling = found !== undefined && length < 1e-5 && length < before;
    if (found !== undefined && (found.cost < best.cost || settling)) {
      [at, best, before] = [next, found, length];
      damping = damping < 1e-9 ? 0 : damping / 10;
      if (length < CONVERGED) break;
    } else {
      if (length < 1e-5 || damping > 1e9) break;
      damping = damping === 0 ? 1e-9 : damping * 10;
    }
  }
  return { ...best.body, fit: fitOf(levels, best.body) };
}

/**
 * The step of Levenberg and Marquardt, by central differences; none where a neighbour is no member.
 */
function stepFrom(
  tryAt: (at: Parameters) => Tried | undefined,
  [place, size]: Parameters,
  { misses }: Tried,
  damping: number,
): [number, number] | undefined {
  const unit = exp(size);
  const slopes = (
    [
      [STEP * unit, 0],
      [0, STEP],
    ] as const
  ).map(([alongPlace, alongSize]) => {
    const above = tryAt([place + alongPlace, size + alongSize]);
    const below = tryAt([place - alongPlace, size - alongSize]);
    if (above === undefined || below === undefined) return undefined;
    return above.misses.map((miss, k) => (miss - below.misses[k]) / (2 * STEP));
  });
  const [a, b] = slopes;
  if (a === undefined || b === undefined) return undefined;
  const product = (u: readonly number[], v: readonly number[]) =>
    u.reduce((sum, x, k) => sum + x * v[k], 0);
  const [aa, ab, bb] = [product(a, a), product(a, b), product(b, b)];
  const [ra, rb] = [product(a, misses), product(b, misses)];
  const [da, db] = [aa * (1 + damping), bb * (1 + damping)];
  const determinant = da * db - ab * ab;
  if (!(determinant > 0)) return undefined;
  return [(unit * (ab * rb - db * ra)) / determinant, (ab * ra - da * rb) / determinant];
}

/** Values as places on a line without ends. */
interface Line {
  placeOf(x: number): number;
  valueAt(place: number): number;
}

function lineOf([least, greatest]: readonly [number, number], from: number, to: number): Line {
  if (least === -Infinity && greatest === Infinity) {
    const width = to - from;
    return { placeOf: (x) => (x - from) / width, valueAt: (place) => from + width * place };
  }
  if (greatest === Infinity) {
    const unit = from - least;
    return {
      placeOf: (x) => log((x - least) / unit),
      valueAt: (place) => least + unit * exp(place),
    };
  }
  const width = greatest - least;
  return {
    placeOf: (x) => log((x - least) / (greatest - x)),
    valueAt: (place) =>
      place < 0
        ? least + width * (exp(place) / (1 + exp(place)))
        : greatest - width / (1 + exp(place)),
  };
}

function fitOf(levels: readonly Level[], body: Body): Fit {
  const met = levels.map(({ name, p, x }) => ({
    name,
    p,
    x,
    reached: body.cdf(x),
    quantile:
      p <= 0.5 || body.upperQuantile === undefined ? body.quantile(p) : body.upperQuantile(1 - p),
  }));
  const squares = met.reduce((sum, { p, reached }) => sum + (reached - p) * (reached - p), 0);
  return {
    levels: met,
    rootMeanSquare: Math.sqrt(squares / met.length),
    greatest: Math.max(...met.map(({ p, reached }) => Math.abs(reached - p))),
  };
}
