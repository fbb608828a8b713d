/**
 * Johnson's SU distribution: the hyperbolic sine of a normal variable, with two heavy tails that
 * may differ.
 */

import {
  exp,
  expm1,
  log,
  log1p,
  normalCdf,
  normalDensity,
  normalQuantile,
} from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import { about, type Body, type Findings } from '../family.ts';
import { numbers, quantiles } from '../forms.ts';
import { scoreOf, throughStandard } from '../levels.ts';
import { also, optional, positive, real, SD, START, within } from '../parameters.ts';
import type { EvenTable } from '../quintic.ts';
import { REACH } from '../table.ts';
import { standardised } from '../two-parts.ts';

/**
 * Below, quantiles in far tails leave the range of numbers; above, draws near the middle lose their
 * tenth digit.
 */
const DELTAS = [0.1, 1e6] as const;
/** Of gamma / delta, which the median is the hyperbolic sine of. */
const MOST_LEAN = 300;

const SHAPES = { gamma: real('a', 'alpha1'), delta: within(DELTAS, 'b', 'alpha2') };

const byScale = numbers({
  parameters: {
    ...SHAPES,
    xi: optional(also(START, 'location'), 0),
    lambda: optional(positive('scale'), 1),
  },
  example: { gamma: -1, delta: 2, xi: 10, lambda: 3 },
  problems: leanProblems,
  body: ({ gamma, delta, xi, lambda }) => johnsonBody(gamma, delta, xi, lambda),
});

const byMoments = numbers({
  parameters: { ...SHAPES, mean: real(), sd: SD },
  example: { gamma: -1, delta: 2, mean: 10, sd: 2 },
  problems: leanProblems,
  body: ({ gamma, delta, mean, sd }) => {
    const standard = standardMoments(gamma, delta);
    const lambda = sd / standard.sd;
    return { ...johnsonBody(gamma, delta, mean - lambda * standard.mean, lambda), mean, sd };
  },
});

const byQuantiles = quantiles({
  parameters: SHAPES,
  example: { p10: 1, p90: 4, gamma: -1, delta: 2 },
  problems: leanProblems,
  solve: (levels, { gamma, delta }) =>
    throughStandard(levels, (level) => sinh((scoreOf(level) - gamma) / delta)),
  body: ({ location, scale }, { gamma, delta }) => johnsonBody(gamma, delta, location, scale),
});

function leanProblems({ gamma, delta }: { gamma: number; delta: number }): Findings {
  return [
    Math.abs(gamma / delta) > MOST_LEAN &&
      about(
        'gamma',
        `gamma is ${gamma} and delta is ${delta}; gamma must be at most ${MOST_LEAN} times delta in size`,
      ),
  ];
}

/** The hyperbolic sine, with all digits near 0. */
function sinh(w: number): number {
  const size = Math.abs(w);
  const rise = expm1(size);
  const value = size > 40 ? 0.5 * exp(size) : 0.5 * (rise + rise / (rise + 1));
  return w < 0 ? -value : value;
}

/** Its inverse. */
function asinh(y: number): number {
  const size = Math.abs(y);
  // sqrt(1 + y^2) is |y| long before the square is too large for a number.
  const root = size < 1e9 ? Math.sqrt(1 + size * size) : size;
  const value = size < 1e9 ? log1p(size + size * (size / (1 + root))) : log(size) + Math.LN2;
  return y < 0 ? -value : value;
}

/**
 * Of sinh((Z - gamma) / delta): with w = exp(1 / delta^2), the mean is -sqrt(w) sinh(gamma /
 * delta).
 */
function standardMoments(gamma: number, delta: number): { mean: number; sd: number } {
  const power = 1 / (delta * delta);
  const lean = sinh(gamma / delta);
  // cosh(2 t) is 1 + 2 sinh(t)^2, and the square of sd half of (w - 1) (w cosh(2 gamma / delta) +
  // 1).
  const cosh = 1 + 2 * lean * lean;
  return {
    mean: -exp(power / 2) * lean,
    sd: Math.sqrt(expm1(power) / 2) * exp(power / 2) * Math.sqrt(cosh + exp(-power)),
  };
}

/** xi + lambda * sinh((Z - gamma) / delta), Z standard normal. */
function johnsonBody(gamma: number, delta: number, xi: number, lambda: number): Body {
  const moments = standardMoments(gamma, delta);
  const at = (z: number) => xi + lambda * sinh((z - gamma) / delta);
  /** The normal score of x, and by how much it rises with (x - xi) / lambda. */
  const scoreAt = (x: number) => {
    const [y, rest] = standardised(x, xi, lambda);
    const slope = delta / (Math.abs(y) < 1e9 ? Math.sqrt(1 + y * y) : Math.abs(y));
    return { z: gamma + delta * asinh(y) + (y === 0 ? 0 : rest * slope), slope };
  };
  return {
    mean: xi + lambda * moments.mean,
    sd: lambda * moments.sd,
    support: [-Infinity, Infinity],
    quantile: (p) => at(normalQuantile(p)),
    upperQuantile: (q) => at(-normalQuantile(q)),
    cdf: (x) => normalCdf(scoreAt(x).z),
    survival: (x) => normalCdf(-scoreAt(x).z),
    density: (x) => {
      const { z, slope } = scoreAt(x);
      return Number.isFinite(x) ? (normalDensity(z) * slope) / lambda : 0;
    },
    mapping: {
      kind: 'table',
      link: 'sinh',
      location: xi,
      scale: lambda,
      table: () => straightLine(gamma, delta),
    },
  };
}

/** (z - gamma) / delta. */
function straightLine(gamma: number, delta: number): EvenTable {
  const intervals = 2 * REACH;
  const coefficients = new Float64Array(6 * intervals);
  for (let k = 0; k < intervals; k++) {
    coefficients[6 * k] = (k - REACH - gamma) / delta;
    coefficients[6 * k + 1] = 1 / delta;
  }
  return { grid: 'even', from: -REACH, step: 1, intervals, coefficients };
}

/**
 * Johnson's SU distribution, xi + lambda sinh((Z - gamma) / delta) with Z standard normal: tails
 * are the heavier the smaller delta, and gamma > 0 leans to the left. xi is 0 and lambda 1 if left
 * out; or beside gamma and delta with `mean` and `sd`, or two quantiles. delta is from 0.1 to 1e6,
 * and gamma / delta from -300 to 300.
 *
 * Source: Johnson (1949), "Systems of frequency curves generated by methods of translation",
 * Biometrika 36(1/2), 149-176, doi:10.2307/2332539.
 */
export const johnsonSU = defineFamily({
  name: 'johnsonsu',
  aliases: ['jsu'],
  about: 'the hyperbolic sine of a normal variable: two heavy tails that may differ',
  forms: [byScale, byMoments, byQuantiles],
  member: ({ real }) => [
    { gamma: real(-2, 2), delta: real(1.5, 20), xi: real(100, 200), lambda: real(0.001, 2) },
  ],
});
