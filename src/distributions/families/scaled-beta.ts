/** A beta distribution stretched over an interval: what PERT and beta have in common. */

import { exp, log, normalCdf } from '../../math/functions.ts';
import type { Body } from '../family.ts';
import { HALF_LOG_TWO_PI, type LogitBeta, logistic, logitBeta } from '../incomplete-beta.ts';
import { type EvenTable, hermiteTable, quinticAt } from '../quintic.ts';
import { REACH } from '../table.ts';

/** Steps of a table: powers of two, as `hermite` asks. */
const COARSEST = 1 / 2;
const FINEST = 1 / 64;
const TABLE_ERROR = 5e-10;

/** Beta(a, b) on [min, max]. */
export function scaledBeta(a: number, b: number, min: number, max: number): Body {
  const lower = logitBeta(a, b);
  const upper = logitBeta(b, a);
  const width = max - min;
  const sum = a + b;
  // From the end that is nearer to x, so that neither x - min nor max - x loses digits.
  const place = (y: number): number =>
    y < 0 ? min + width * logistic(y) : max - width * logistic(-y);
  // 1 - p is exact from p = 1/2 on.
  const fromMin = (p: number): number =>
    place(p <= 0.5 ? lower.quantile(log(p)) : -upper.quantile(log(1 - p)));
  const fromMax = (q: number): number =>
    place(q <= 0.5 ? -upper.quantile(log(q)) : lower.quantile(log(1 - q)));
  const inside = (x: number) => Math.min(max, Math.max(min, x));
  const quantile = (p: number) => (p === 0 ? min : p === 1 ? max : inside(fromMin(p)));
  const upperQuantile = (q: number) => (q === 0 ? max : q === 1 ? min : inside(fromMax(q)));
  const outside = (x: number) => x <= min || x >= max;
  const logit = (x: number) => log(x - min) - log(max - x);
  const cdf = (x: number) => (outside(x) ? (x <= min ? 0 : 1) : exp(lower.logCdf(logit(x))));
  const survival = (x: number) => (outside(x) ? (x <= min ? 1 : 0) : exp(upper.logCdf(-logit(x))));
  const density = (x: number) => {
    if (x < min || x > max) return 0;
    // At an end: 0, infinite, or finite where the shape there is 1.
    if (x === min) return a > 1 ? 0 : a < 1 ? Infinity : b / width;
    if (x === max) return b > 1 ? 0 : b < 1 ? Infinity : a / width;
    return exp(lower.logDensity(logit(x))) * (width / ((x - min) * (max - x)));
  };
  return {
    mean: min + width * (a / sum),
    sd: width * Math.sqrt(((a / sum) * (b / sum)) / (sum + 1)),
    support: [min, max],
    quantile,
    upperQuantile,
    cdf,
    survival,
    density,
    mapping: {
      kind: 'table',
      link: 'logistic',
      location: min,
      scale: width,
      table: () => logitTable(a, b, lower, upper),
    },
  };
}

type LogitNode = readonly [g: number, slope: number, bend: number];

/**
 * g(z) = logit(B(Phi(z))), B the quantile function of Beta(a, b). Where B falls through many
 * decades g is almost a straight line, so that one table serves the body and both tails.
 *
 * The step is halved until the quintic misses g by less than TABLE_ERROR midway between all nodes,
 * where it misses most; an error of g is a relative error of the draw's distance from either end.
 * Shapes of PERT want steps of 1/4 or 1/8, 2.4 or 4.8 kB.
 */
function logitTable(a: number, b: number, lower: LogitBeta, upper: LogitBeta): EvenTable {
  const nodeAt = logitNodes(a, b, lower, upper);
  for (let step = COARSEST; ; step /= 2) {
    const table = tabulate(nodeAt, step);
    if (step <= FINEST || worstMidway(nodeAt, table) <= TABLE_ERROR) return table;
  }
}

/**
 * g, g' and g'' at z. From Phi(z) = I_x(a, b) with x = logistic(g), and w(g) the density of
 * logit(x): g' = phi(z) / w(g), and g'' = g' * (-z - g' * (a (1 - x) - b x)).
 */
function logitNodes(a: number, b: number, lower: LogitBeta, upper: LogitBeta) {
  const known = new Map<number, LogitNode>();
  return (z: number): LogitNode => {
    let node = known.get(z);
    if (node === undefined) {
      const logP = log(normalCdf(-Math.abs(z)));
      const g = z <= 0 ? lower.quantile(logP) : -upper.quantile(logP);
      const slope = exp((-z * z) / 2 - HALF_LOG_TWO_PI - lower.logDensity(g));
      const bend = slope * (-z - slope * (a * logistic(-g) - b * logistic(g)));
      node = [g, slope, bend];
      known.set(z, node);
    }
    return node;
  };
}

function tabulate(nodeAt: (z: number) => LogitNode, step: number): EvenTable {
  const count = (2 * REACH) / step + 1;
  const nodes = new Float64Array(3 * count);
  for (let k = 0; k < count; k++) {
    const [g, slope, bend] = nodeAt(k * step - REACH);
    nodes[3 * k] = g;
    nodes[3 * k + 1] = slope * step;
    nodes[3 * k + 2] = (bend * step * step) / 2;
  }
  return hermiteTable(-REACH, step, nodes);
}

function worstMidway(nodeAt: (z: number) => LogitNode, table: EvenTable): number {
  let worst = 0;
  for (let k = 0; k < table.intervals; k++) {
    const z = table.from + (k + 0.5) * table.step;
    worst = Math.max(worst, Math.abs(quinticAt(table, z) - nodeAt(z)[0]));
  }
  return worst;
}
