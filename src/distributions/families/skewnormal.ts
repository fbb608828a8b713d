/**
 * The skew normal distribution: a normal one whose density is multiplied by a normal distribution
 * function.
 */

import {
  exp,
  log,
  log1p,
  normalCdf,
  normalDensity,
  normalQuantile,
  pow,
} from '../../math/functions.ts';
import { defineFamily } from '../define-family.ts';
import type { Body } from '../family.ts';
import { fittedQuantiles, numbers } from '../forms.ts';
import { HALF_LOG_TWO_PI } from '../gamma-function.ts';
import { throughStandard } from '../levels.ts';
import { type LogTail, whereTailIs } from '../log-concave.ts';
import { mills, normalCentre } from '../mills.ts';
import { also, checked, LOCATION, positive, real, SD, within } from '../parameters.ts';
import { GAUSS_LEGENDRE } from '../quadrature.ts';
import { tableMapping } from '../table.ts';
import { standardised } from '../two-parts.ts';

/** Of shapes beyond, nothing can be seen but half a normal distribution. */
const MOST_SHAPE = 1000;

const SHAPE = within([-MOST_SHAPE, MOST_SHAPE], 'alpha', 'a');

const SKEWNESS = checked((skewness) => {
  // Rounded towards 0, so that what the sentence allows is allowed.
  const most = Math.floor(skewnessOf(MOST_SHAPE) * 1e6) / 1e6;
  const range = `from ${-most} to ${most}, beyond which only half a normal distribution is left`;
  return Math.abs(skewness) > most && range;
}, 'skew');

const byScale = numbers({
  parameters: { location: also(LOCATION, 'xi'), scale: positive('omega'), shape: SHAPE },
  example: { location: 10, scale: 2, shape: 3 },
  body: ({ location, scale, shape }) => skewNormalBody(location, scale, shape),
});

const byMoments = numbers({
  parameters: { mean: real(), sd: SD, shape: SHAPE },
  example: { mean: 10, sd: 2, shape: 3 },
  body: ({ mean, sd, shape }) => withMoments(mean, sd, shape),
});

const bySkewness = numbers({
  parameters: { mean: real(), sd: SD, skewness: SKEWNESS },
  example: { mean: 10, sd: 2, skewness: 0.5 },
  body: ({ mean, sd, skewness }) => withMoments(mean, sd, shapeOf(skewness)),
});

const byQuantiles = fittedQuantiles({
  parameters: { shape: SHAPE },
  example: { p10: 1, p90: 4, shape: 3 },
  solve: (levels, { shape }) => {
    const { quantile } = mirrored(shape);
    return throughStandard(levels, ({ p }) => quantile(p));
  },
  body: ({ location, scale }, { shape }) => skewNormalBody(location, scale, shape),
});

/** pi / 2. */
const HALF_PI = Math.PI / 2;

/** Mean and variance of the standard form. */
function standardMoments(shape: number): { mean: number; variance: number } {
  const mean = shape / Math.sqrt(1 + shape * shape) / Math.sqrt(HALF_PI);
  return { mean, variance: 1 - mean * mean };
}

function skewnessOf(shape: number): number {
  const { mean, variance } = standardMoments(shape);
  const ratio = mean / Math.sqrt(variance);
  return (2 - HALF_PI) * ratio * ratio * ratio;
}

/**
 * The shape that has a skewness: mean^2 / variance of the standard form is (skewness / (2 - pi /
 * 2))^(2 / 3).
 */
function shapeOf(skewness: number): number {
  const power = pow(Math.abs(skewness) / (2 - HALF_PI), 2 / 3);
  const shape = Math.sqrt((HALF_PI * power) / (1 - power * (HALF_PI - 1)));
  return skewness < 0 ? -shape : shape;
}

function withMoments(mean: number, sd: number, shape: number): Body {
  const standard = standardMoments(shape);
  const scale = sd / Math.sqrt(standard.variance);
  return { ...skewNormalBody(mean - scale * standard.mean, scale, shape), mean, sd };
}

/** A standard skew normal variable. */
interface SkewVariable {
  logDensity(y: number): number;
  /** Logarithms of the probabilities below and above. */
  below(y: number): number;
  above(y: number): number;
  quantile(p: number): number;
  upperQuantile(q: number): number;
}

/**
 * For a shape of 0 or more, the tail below 0 is the thin one. With K(h) the probability below -h, h
 * >= 0, that above h is 2 Phi(-h) - K(h), which is at least Phi(-h), and that below h is 2 Phi(h) -
 * 1 + K(h): nothing cancels in any of them.
 */
function skewVariable(shape: number): SkewVariable {
  const stretch = Math.sqrt(1 + shape * shape);
  const lean = shape / stretch;

  /**
   * K(h) over 2 phi(h) phi(shape h), the integral over s > 0 of exp(-stretch^2 (h s + s^2 / 2))
   * M(shape (h + s)), M the Mills ratio: all is positive, and what is integrated has neither poles
   * nor kinks.
   */
  const thin = (h: number): number => {
    const fall = h * stretch;
    let sum = 0;
    let from = 0;
    for (const drop of DROPS) {
      const to = (2 * drop) / (fall + Math.sqrt(fall * fall + 2 * drop));
      let panel = 0;
      for (let k = 0; k < NODES.length; k++) {
        const r = from + (to - from) * NODES[k];
        panel += WEIGHTS[k] * exp(-r * (fall + r / 2)) * mills(shape * h + lean * r);
      }
      sum += (to - from) * panel;
      from = to;
    }
    return sum / stretch;
  };
  const logPhi = (y: number) => -0.5 * y * y - HALF_LOG_TWO_PI;
  const logThin = (h: number) => logPhi(h) + logPhi(shape * h) + Math.LN2 + log(thin(h));

  /** K(h) over phi(h): nothing where phi(shape h) is. */
  const share = (h: number) => (shape * h > NOTHING ? 0 : 2 * normalDensity(shape * h) * thin(h));

  const below = (y: number) => {
    if (y <= 0) return logThin(-y);
    return log(2 * normalCentre(y) + normalDensity(y) * share(y));
  };
  const above = (y: number) => {
    if (y <= 0) return log1p(-exp(logThin(-y)));
    return logPhi(y) + log(2 * mills(y) - share(y));
  };

  const logDensity = (y: number) => {
    const side = shape * y;
    const factor = side < 0 ? logPhi(side) + log(mills(-side)) : log(normalCdf(side));
    return Math.LN2 + logPhi(y) + factor;
  };
  const tail = (y: number, logTail: number, sign: 1 | -1): LogTail => {
    const slope = sign * exp(logDensity(y) - logTail);
    const side = shape * y;
    const lift = side < 0 ? 1 / mills(-side) : normalDensity(side) / normalCdf(side);
    return { log: logTail, slope, bend: shape * lift - y - slope };
  };
  // Each start has too little beyond it: K(h) < exp(-(stretch h)^2 / 2), and no density is more
  // than twice the normal one.
  const lower = (p: number) => {
    const logP = log(p);
    const start = Math.max(normalQuantile(p / 2), -Math.sqrt(-2 * logP) / stretch);
    return whereTailIs((y) => tail(y, below(y), 1), logP, start);
  };
  const upper = (q: number) =>
    whereTailIs((y) => tail(y, above(y), -1), log(q), -normalQuantile(q / 2));

  return {
    logDensity,
    below,
    above,
    // 1 - p is exact from p = 1/2 on.
    quantile: (p) => (p === 0 ? -Infinity : p <= 0.5 ? lower(p) : p < 1 ? upper(1 - p) : Infinity),
    upperQuantile: (q) =>
      q === 0 ? Infinity : q <= 0.5 ? upper(q) : q < 1 ? lower(1 - q) : -Infinity,
  };
}

/** From here on phi is less than a rounding of what it is added to. */
const NOTHING = 9;

/** The ten-point Gauss-Legendre rule on [0, 1]. */
const NODES = GAUSS_LEGENDRE.flatMap(([node]) => [0.5 - node / 2, 0.5 + node / 2]);
const WEIGHTS = GAUSS_LEGENDRE.flatMap(([, weight]) => [weight / 2, weight / 2]);
/**
 * What the logarithm of the integrand has fallen by at the ends of six panels, each of which is
 * good to 3e-17 of the whole.
 */
const DROPS = [1.5, 5, 10, 17, 26, 38];

/** The standard variable of a shape of either sign. */
function mirrored(shape: number): SkewVariable {
  const variable = skewVariable(Math.abs(shape));
  if (shape >= 0) return variable;
  return {
    logDensity: (y) => variable.logDensity(-y),
    below: (y) => variable.above(-y),
    above: (y) => variable.below(-y),
    quantile: (p) => -variable.upperQuantile(p),
    upperQuantile: (q) => -variable.quantile(q),
  };
}

function skewNormalBody(location: number, scale: number, shape: number): Body {
  const variable = mirrored(shape);
  const standard = standardMoments(shape);
  /** A function of y where x lies: the rounding of y counts by the density there. */
  const at = (x: number, of: (y: number) => number, sign: 1 | -1) => {
    const [y, rest] = standardised(x, location, scale);
    if (!Number.isFinite(y)) return y > 0 === sign > 0 ? 1 : 0;
    return exp(of(y)) + sign * rest * exp(variable.logDensity(y));
  };
  const folded = skewVariable(Math.abs(shape));
  return {
    mean: location + scale * standard.mean,
    sd: scale * Math.sqrt(standard.variance),
    support: [-Infinity, Infinity],
    quantile: (p) => location + scale * variable.quantile(p),
    upperQuantile: (q) => location + scale * variable.upperQuantile(q),
    cdf: (x) => at(x, variable.below, 1),
    survival: (x) => at(x, variable.above, -1),
    density: (x) => {
      const [y] = standardised(x, location, scale);
      return Number.isFinite(y) ? exp(variable.logDensity(y)) / scale : 0;
    },
    mapping: tableMapping({
      link: 'identity',
      location,
      scale: shape < 0 ? -scale : scale,
      quantile: folded.quantile,
      upperQuantile: folded.upperQuantile,
    }),
  };
}

/**
 * Azzalini's skew normal distribution, density 2 / scale phi(y) Phi(shape y) at y = (x - location)
 * / scale; with `mean`, `sd` and `shape`; with `mean`, `sd` and `skewness`; or with `shape` and two
 * quantiles, such as { shape: 3, p10: 1, p90: 4 }. A shape below 0 leans to the left; shapes go
 * from -1000 to 1000.
 *
 * Source: Azzalini (1985), "A class of distributions which includes the normal ones", Scandinavian
 * Journal of Statistics 12(2), 171-178.
 */
export const skewNormal = defineFamily({
  name: 'skewnormal',
  aliases: ['skewnorm', 'snorm'],
  about: 'a normal distribution that leans to one side',
  forms: [byScale, byMoments, bySkewness, byQuantiles],
  member: ({ real }) => [{ location: real(100, 200), scale: real(0.001, 2), shape: real(-30, 30) }],
});
