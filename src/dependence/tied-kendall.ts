/** Kendall's tau of two inputs of which at least one has ties. */

import { type Atom, atomsOf, type Distribution } from '../distributions/index.ts';
import { normalCdf, normalDensity } from '../math/functions.ts';
import { asin, PI } from './arcsine.ts';
import { type Conditional, dependence, type Place } from './conditional.ts';
import type { Pair, ScoreCopula } from './copula.ts';
import { grading, RULE, unitOf } from './direct.ts';
import { type Curve, exactCopula } from './pearson.ts';
import { partition } from './piecewise.ts';

/** Beyond this score lies a probability of 1e-19. */
const FARTHEST = 9;
/** Rarer values count as a density: that two draws agree on one matters to no digit. */
const RARE = 1e-6;
/** Where the search for a score ends: beyond, sums of many integrals have roundings. */
const ERROR = 1e-13;
/** Of more values than this, so do all of which no two in `MANY` draws are alike. */
const MANY = 512;

/**
 * Kendall's tau-b as draws have it: concordant pairs less discordant ones, over the geometric mean
 * of the pairs that are not tied in the one input, and not tied in the other.
 *
 * Error: below 1e-13 where one input has a few values only; otherwise, as of a mixture of values
 * and a density, below 1e-6
 *
 * @param pair  neither certain
 *
 * Source of the definition: Kendall (1945), "The treatment of ties in ranking problems", Biometrika
 * 33(3), 239-251, doi:10.1093/biomet/33.3.239.
 */
export function tiedKendallOf(copula: ScoreCopula, pair: Pair): Curve {
  const exact = exactCopula(copula);
  const [x, y] = pair.map(tiesOf);
  const scale = Math.sqrt(x.untied) * Math.sqrt(y.untied);
  return {
    easy: 0,
    error: ERROR,
    at: (rho) => {
      if (Math.abs(rho) === 1) return (rho * concordant(x, rho < 0 ? mirrored(y) : y)) / scale;
      const sign = rho < 0 ? -1 : 1;
      return (sign * difference(exact, Math.abs(rho), x, rho < 0 ? mirrored(y) : y)) / scale;
    },
  };
}

/** The ties of an input. */
interface Ties {
  /** All of its values that have a probability. */
  readonly atoms: readonly Atom[];
  /** Those that do not count as a density. */
  readonly common: readonly Atom[];
  /** Whether it has no value but the common ones. */
  readonly stepped: boolean;
  /** The probability that two draws differ. */
  readonly untied: number;
}

function tiesOf(distribution: Distribution): Ties {
  const atoms = atomsOf(distribution);
  const above = (least: number) => atoms.filter((atom) => probabilityOf(atom) >= least);
  const common = above(RARE).length <= MANY ? above(RARE) : above(1 / MANY);
  const stepped = distribution.mapping.kind === 'steps' && common.length === atoms.length;
  let untied = 0;
  let before = -Infinity;
  for (const atom of [...atoms, { from: Infinity, to: Infinity }]) {
    // What has a density differs from all else; 1 less a probability is kept as a sum of two, which
    // have digits.
    untied += probabilityOf({ from: before, to: atom.from });
    untied += probabilityOf(atom) * (normalCdf(atom.from) + normalCdf(-atom.to));
    before = atom.to;
  }
  return { atoms, common, stepped, untied };
}

function probabilityOf({ from, to }: Atom): number {
  return from > 0 ? normalCdf(-from) - normalCdf(-to) : normalCdf(to) - normalCdf(from);
}

function mirrored(ties: Ties): Ties {
  const mirror = (atoms: readonly Atom[]) =>
    atoms.map(({ from, to }) => ({ from: -to, to: -from })).reverse();
  return { ...ties, atoms: mirror(ties.atoms), common: mirror(ties.common) };
}

/** Of two inputs that rise together: the probability that two draws differ in both. */
function concordant(x: Ties, y: Ties): number {
  const ends = new Set([...x.atoms, ...y.atoms].flatMap(({ from, to }) => [from, to]));
  const edges = [...ends.add(-Infinity).add(Infinity)].sort((a, b) => a - b);
  const [inX, inY] = [walker(x.atoms), walker(y.atoms)];
  let sum = 0;
  for (let k = 0; k + 1 < edges.length; k++) {
    const cell = { from: edges[k], to: edges[k + 1] };
    const starts = [inX(cell), inY(cell)].flatMap((atom) =>
      atom === undefined ? [] : [atom.from],
    );
    const mass = probabilityOf(cell);
    // Where neither has an atom, half of the pairs inside the cell count beside those with what is
    // below.
    const below =
      starts.length > 0 ? normalCdf(Math.min(...starts)) : normalCdf(cell.from) + mass / 2;
    sum += 2 * mass * below;
  }
  return sum;
}

/** The atom in which each of some rising cells lies; they do not cross ends of atoms. */
function walker(atoms: readonly Atom[]): (cell: Atom) => Atom | undefined {
  let k = 0;
  return ({ from }) => {
    while (k < atoms.length && atoms[k].to <= from) k++;
    return k < atoms.length && atoms[k].from <= from ? atoms[k] : undefined;
  };
}

/**
 * The probability of concordance less that of discordance.
 *
 * With C(c, z) the probability that the one score is below c and the other below z, it is the sum
 * over atoms of the one input, from c to d, of 2 int C(c, z) dC(d, z) - C(d, z) dC(c, z) over z,
 * and where it has a density the integral of the same with dC/dc for C(d, z).
 *
 * @param rho  in [0, 1)
 */
function difference(copula: ScoreCopula, rho: number, x: Ties, y: Ties): number {
  if (x.common.length + y.common.length === 0) return (2 / PI) * asin(rho);
  const [inner, outer] = inside(x, y) ? [x.common, y.common] : [y.common, x.common];
  const pair = dependence(copula, Math.max(rho, 1e-300));
  const unit = unitOf(copula);
  const cuts = ends(outer);
  const along = (places: readonly Place[], rates: (given: Conditional) => [number, number]) => {
    const widest = grading(
      places.map(({ score }) => score),
      pair,
      unit,
    );
    const panels = partition(-FARTHEST, FARTHEST, cuts, widest);
    return alternating(panels, walker(outer), (z) => {
      const [a, b] = rates(pair.given(z));
      const density = normalDensity(z);
      return [density * a, density * b];
    });
  };
  let sum = 0;
  for (const { from, to } of inner) {
    // Below the lowest atom there is nothing to be concordant with.
    if (from === -Infinity) continue;
    const [low, high] = [pair.place(from), to === Infinity ? undefined : pair.place(to)];
    sum += along(high === undefined ? [low] : [low, high], ({ cdf }) => [
      cdf(low),
      high === undefined ? 1 : cdf(high),
    ]);
  }
  const panels = partition(-FARTHEST, FARTHEST, ends(inner), grading(cuts, pair, unit));
  const atomOf = walker(inner);
  for (let k = 0; k + 1 < panels.length; k++) {
    if (atomOf({ from: panels[k], to: panels[k + 1] }) !== undefined) continue;
    const half = (panels[k + 1] - panels[k]) / 2;
    for (const [j, node] of RULE.nodes.entries()) {
      const place = pair.place(panels[k] + half * (1 + node));
      sum +=
        half * RULE.weights[j] * along([place], ({ cdf, density }) => [cdf(place), density(place)]);
    }
  }
  return 2 * sum;
}

/** Whether the sum is best taken over the first of two inputs. */
function inside(x: Ties, y: Ties): boolean {
  if (x.stepped !== y.stepped) return x.stepped;
  return x.stepped ? x.common.length <= y.common.length : x.common.length > 0;
}

/** The finite ends of atoms, ascending. */
function ends(atoms: readonly Atom[]): number[] {
  return [...new Set(atoms.flatMap(({ from, to }) => [from, to]))].filter(Number.isFinite);
}

/** The integral of A dB - B dA, both rising at rates that are given; over an atom, all at once. */
function alternating(
  panels: readonly number[],
  atomOf: (cell: Atom) => Atom | undefined,
  ratesAt: (z: number) => readonly [number, number],
): number {
  let sum = 0;
  let [a, b] = [0, 0];
  let [riseA, riseB] = [0, 0];
  for (let k = 0; k + 1 < panels.length; k++) {
    const half = (panels[k + 1] - panels[k]) / 2;
    const rates = Array.from(RULE.nodes, (node) => ratesAt(panels[k] + half * (1 + node)));
    const atom = atomOf({ from: panels[k], to: panels[k + 1] });
    if (atom === undefined) {
      for (let i = 0; i < rates.length; i++) {
        let [withinA, withinB] = [0, 0];
        for (let j = 0; j < rates.length; j++) {
          withinA += UP_TO[i][j] * rates[j][0];
          withinB += UP_TO[i][j] * rates[j][1];
        }
        sum +=
          half *
          RULE.weights[i] *
          ((a + half * withinA) * rates[i][1] - (b + half * withinB) * rates[i][0]);
      }
    }
    for (const [j, [rateA, rateB]] of rates.entries()) {
      riseA += half * RULE.weights[j] * rateA;
      riseB += half * RULE.weights[j] * rateB;
    }
    if (atom !== undefined && panels[k + 1] < Math.min(atom.to, FARTHEST)) continue;
    if (atom !== undefined) sum += a * riseB - b * riseA;
    a += riseA;
    b += riseB;
    [riseA, riseB] = [0, 0];
  }
  return sum;
}

/**
 * Integrals of each Lagrange polynomial of the rule from -1 to each node: what a panel has come to
 * within it.
 */
const UP_TO = integralsUpTo();

function integralsUpTo(): number[][] {
  const { nodes, weights } = RULE;
  const legendre = Array.from(nodes, (x) => {
    const values = [1, x];
    for (let k = 1; k < nodes.length; k++)
      values.push(((2 * k + 1) * x * values[k] - k * values[k - 1]) / (k + 1));
    return values;
  });
  return Array.from(nodes, (x, k) =>
    Array.from(weights, (weight, j) => {
      let sum = x + 1;
      for (let degree = 1; degree < nodes.length; degree++)
        sum += legendre[j][degree] * (legendre[k][degree + 1] - legendre[k][degree - 1]);
      return (weight / 2) * sum;
    }),
  );
}
